// In a worker: runs one job (core/sync/job.hpp) and leaves its answer where the page's half of the port reads it.

#pragma once

#include "core/base/bytes.hpp"

namespace huisclos::wasm {

/// u32 status (1 = the job's bytes, 2 = its error code in one byte), u32 length, bytes. Never freed: the worker ends.
[[nodiscard]] void* serve_job(int job, BytesView request);

}  // namespace huisclos::wasm
