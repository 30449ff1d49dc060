// Heavy computations, bytes in, bytes out: in the browser each runs in a Web Worker with its own instance of the same
// module (no shared memory); natively and in tests inline. The functions themselves are core/app/jobs.hpp.

#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/base/task.hpp"

namespace huisclos::ports {

enum class Job : std::uint8_t {
    Argon2id = 1,  ///< The instance is ended after the answer: its memory held the passphrase.
};

class Worker {
public:
    virtual ~Worker() = default;
    /// `request` is wiped by the port once handed over. Errors: what the job gives, else Memory.
    [[nodiscard]] virtual Task<Result<Bytes>> run(Job job, Bytes request) = 0;
};

}  // namespace huisclos::ports
