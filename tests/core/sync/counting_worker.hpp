// A worker that counts, and that answers what a test makes of the true answer.

#pragma once

#include <functional>
#include <optional>

#include "core/ports/pending.hpp"
#include "core/ports/worker.hpp"
#include "core/sync/job.hpp"

namespace huisclos::testing {

class CountingWorker final : public ports::Worker {
public:
    Task<Result<Bytes>> run(ports::Job job, Bytes request) override
    {
        ++runs;
        auto answer = sync::run_job(job, request);
        if (change && answer)
            answer = change(std::move(*answer));
        co_return answer;
    }
    Task<bool> pause() override
    {
        ++pauses;
        co_return true;
    }

    std::size_t runs{0};
    std::size_t pauses{0};
    std::function<Result<Bytes>(Bytes)> change{};
};

/// One that answers once a test says so.
class LateWorker final : public ports::Worker {
public:
    Task<Result<Bytes>> run(ports::Job job, Bytes request) override
    {
        ports::Pending<bool> pending;
        answers = pending.resolver();
        (void)co_await pending;
        co_return sync::run_job(job, request);
    }

    std::optional<ports::Pending<bool>::Resolver> answers{};
};

}  // namespace huisclos::testing
