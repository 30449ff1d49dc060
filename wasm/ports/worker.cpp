#include "wasm/ports/worker.hpp"

#include "core/base/secret_bytes.hpp"
#include "wasm/ports/page.hpp"
#include "wasm/ports/requests.hpp"

namespace huisclos::wasm {

Task<Result<Bytes>> BrowserWorker::run(ports::Job job, Bytes request)
{
    constexpr int k_job_done = 1;
    constexpr int k_job_failed = 2;
    auto opened = Requests::get().open();
    huisclos_js_job(opened.number, static_cast<int>(job), request.data(), request.size());
    wipe(request);
    Answer given = co_await opened.pending;
    if (given.status == k_job_done)
        co_return std::move(given.body);
    if (given.status == k_job_failed && given.body.size() == 1)
        co_return fail(static_cast<ErrorCode>(given.body[0]), "the job failed in its worker");
    co_return fail(ErrorCode::Memory, "the worker did not answer");
}

Task<bool> BrowserWorker::pause()
{
    constexpr double k_turn_ms = 4;
    if (huisclos_js_turn_ms() < k_turn_ms)
        co_return false;
    auto opened = Requests::get().open();
    huisclos_js_pause(opened.number);
    (void)co_await opened.pending;
    co_return true;
}

}  // namespace huisclos::wasm
