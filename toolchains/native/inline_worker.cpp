#include "toolchains/native/inline_worker.hpp"

#include "core/base/secret_bytes.hpp"
#include "core/sync/job.hpp"

namespace huisclos::native {

Task<Result<Bytes>> InlineWorker::run(ports::Job job, Bytes request)
{
    auto answer = sync::run_job(job, request);
    wipe(request);
    co_return answer;
}

}  // namespace huisclos::native
