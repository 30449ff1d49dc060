#include "core/sync/job.hpp"

#include "core/crypto/job.hpp"
#include "core/sync/signature_job.hpp"

namespace huisclos::sync {

Result<Bytes> run_job(ports::Job job, BytesView request)
{
    switch (job) {
    case ports::Job::Argon2id:
        return crypto::run_password_job(request);
    case ports::Job::CheckSignatures:
        return run_signature_job(request);
    case ports::Job::CheckSegments:
        return run_segment_job(request);
    }
    return fail(ErrorCode::Input, "no such job");
}

}  // namespace huisclos::sync
