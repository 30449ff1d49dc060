#include "wasm/ports/jobs.hpp"

#include <utility>

#include "core/sync/job.hpp"

namespace huisclos::wasm {

void* serve_job(int job, BytesView request)
{
    static Bytes answer;
    constexpr std::uint32_t k_done = 1;
    constexpr std::uint32_t k_failed = 2;
    auto result = sync::run_job(static_cast<ports::Job>(job), request);
    answer.clear();
    append_u32(answer, result ? k_done : k_failed);
    if (result) {
        append_u32(answer, static_cast<std::uint32_t>(result->size()));
        append(answer, *result);
    } else {
        append_u32(answer, 1);
        answer.push_back(static_cast<std::uint8_t>(result.error().code));
    }
    return answer.data();
}

}  // namespace huisclos::wasm
