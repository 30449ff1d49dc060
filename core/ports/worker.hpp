// Heavy computations, bytes in, bytes out: in the browser each runs in a Web Worker with its own instance of the same
// module (no shared memory), which is ended after its answer, since its memory held keys; natively and in tests inline.
// What each job does is core/sync/job.hpp.

#pragma once

#include "core/base/bytes.hpp"
#include "core/base/result.hpp"
#include "core/base/task.hpp"

namespace huisclos::ports {

enum class Job : std::uint8_t {
    Argon2id = 1,     ///< core/crypto/job.hpp
    CheckSignatures,  ///< core/sync/signature_job.hpp
    CheckSegments,    ///< The same file.
};

class Worker {
public:
    virtual ~Worker() = default;
    /// `request` is wiped by the port once handed over. Errors: what the job gives, else Memory.
    [[nodiscard]] virtual Task<Result<Bytes>> run(Job job, Bytes request) = 0;

    /// Between two pieces of a work that stays on the main thread: in the browser the page gets it back, to draw and to
    /// hear keys, once the present turn has lasted some milliseconds; else it goes on at once. Whoever awaits this must
    /// bear that anything happens in between. True when the thread was given back.
    [[nodiscard]] virtual Task<bool> pause() { co_return false; }
};

}  // namespace huisclos::ports
