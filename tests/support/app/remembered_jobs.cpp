#include "tests/support/app/remembered_jobs.hpp"

#include <map>

#include "core/crypto/job.hpp"

namespace huisclos::testing {

Bytes remembered_password_job(Bytes const& request)
{
    static std::map<Bytes, Bytes> answers;
    auto const [answer, is_new] = answers.try_emplace(request);
    if (is_new)
        answer->second = crypto::run_password_job(request);
    return answer->second;
}

}  // namespace huisclos::testing
