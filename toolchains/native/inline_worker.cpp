#include "toolchains/native/inline_worker.hpp"

#include "core/base/secret_bytes.hpp"
#include "core/crypto/job.hpp"

namespace huisclos::native {

Task<Result<Bytes>> InlineWorker::run(ports::Job job, Bytes request)
{
    if (job != ports::Job::Argon2id)
        co_return fail(ErrorCode::Input, "no such job");
    auto answer = crypto::run_password_job(request);
    wipe(request);
    co_return answer;
}

}  // namespace huisclos::native
