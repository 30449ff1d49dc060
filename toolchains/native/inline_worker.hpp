// Heavy computations of a native program: on the thread that asks, since nothing is drawn meanwhile.

#pragma once

#include "core/ports/worker.hpp"

namespace huisclos::native {

class InlineWorker final : public ports::Worker {
public:
    Task<Result<Bytes>> run(ports::Job job, Bytes request) override;
};

}  // namespace huisclos::native
