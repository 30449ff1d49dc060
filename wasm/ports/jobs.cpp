#include "wasm/ports/jobs.hpp"

#include <utility>

#include "core/ports/worker.hpp"
#if __has_include("core/app/jobs.hpp")
#include "core/app/jobs.hpp"
#endif

namespace huisclos::wasm {

namespace {

Result<Bytes> run_job([[maybe_unused]] ports::Job job, [[maybe_unused]] BytesView request)
{
#if __has_include("core/app/jobs.hpp")
    return app::run_job(job, request);
#else
    return fail(ErrorCode::Input, "no such job in this build");
#endif
}

}  // namespace

void* serve_job(int job, BytesView request)
{
    static Bytes answer;
    constexpr std::uint32_t k_done = 1;
    constexpr std::uint32_t k_failed = 2;
    auto result = run_job(static_cast<ports::Job>(job), request);
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
