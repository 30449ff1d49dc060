// What a worker does with a request (core/ports/worker.hpp), whatever the worker is.

#pragma once

#include "core/ports/worker.hpp"

namespace huisclos::sync {

/// Errors: Input (no such job), else those of the job.
[[nodiscard]] Result<Bytes> run_job(ports::Job job, BytesView request);

}  // namespace huisclos::sync
