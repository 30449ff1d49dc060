#include "core/sync/vault.hpp"

// The segments of a pull, taken in by batches: their signatures are checked in the worker, all else here, by steps.

namespace huisclos::sync {

Task<bool> Vault::take_batch(PullBatch* batch)
{
    crypto::VerifiedClaims good;
    if (batch->claims().size() >= k_worth_a_worker) {
        auto const answer =
            co_await m_worker->run(ports::Job::CheckSegments, encode_segment_job(id(), batch->claims()));
        // Without an answer all of them are checked here.
        if (answer)
            good = read_signature_answer(*answer).value_or(crypto::VerifiedClaims{});
    }
    auto held = batch->take();
    std::span<PullBatch::Held> rest(held);
    while (!rest.empty()) {
        auto const count = std::min(rest.size(), k_segments_a_step);
        take_held(rest.first(count), good);
        rest = rest.subspan(count);
        co_await m_worker->pause();
    }
    co_return true;
}

void Vault::take_held(std::span<PullBatch::Held> held, crypto::VerifiedClaims& good)
{
    // A scope ends before anything else may run: those of two tasks would end in any order.
    std::optional<crypto::VerifiedScope> scope;
    if (!good.names().empty())
        scope.emplace(good);
    bool has_news = false;
    for (auto& [at, object] : held) {
        auto const taken = m_knowledge.take_segment(at.address, at.name, std::move(object));
        if (!taken)
            note_refusal(taken.error().code, {KeptKind::Segment, at});
        else
            has_news = has_news || *taken == Knowledge::Taken::New;
    }
    if (!has_news)
        return;
    // Records change from step to step, and what was drawn of them with them; who asks for changes hears of all at
    // once.
    m_knowledge.update_records();
    ++m_version;
}

}  // namespace huisclos::sync
