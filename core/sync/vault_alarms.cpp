#include "core/sync/log_notes.hpp"
#include "core/sync/vault.hpp"

// What a person must read: forks and former keys that do not open, found in what is held, and what was read.

namespace huisclos::sync {

namespace {

/// Places where a chain divides, by device. What follows on both branches is the same fork.
std::map<DeviceId, std::uint64_t> divided_chains(ledger::Chains const& chains)
{
    std::map<DeviceId, std::uint64_t> divided;
    ledger::ForkEvidence last;
    for (auto const& fork : chains.forks()) {
        if (fork.device != last.device || fork.seq != last.seq + 1)
            ++divided[fork.device];
        last = fork;
    }
    return divided;
}

}  // namespace

void Vault::watch_forks()
{
    auto const* const registry = m_knowledge.registry();
    if (registry == nullptr)
        return;
    auto& heads = m_knowledge.heads();
    for (auto const& cid : m_knowledge.open_compartments()) {
        auto const& chains = m_knowledge.records(cid)->chains();
        if (!chains.has_fork())
            continue;
        for (auto const& [of, count] : divided_chains(chains)) {
            // One's own is a clone, told as such, also of a device that this one was; who is out is not listened to.
            bool const is_own =
                of == device() || std::ranges::find(m_former, of, &FormerDevice::device) != m_former.end();
            if (is_own || is_out(*registry, m_knowledge.cards(), of))
                continue;
            heads.raise({.code = ErrorCode::Fork, .device = of, .since = now(), .chain = cid, .count = count});
        }
    }
    if (auto const contests = registry->fork().size(); contests > 0)
        heads.raise({.code = ErrorCode::Fork, .since = now(), .count = contests});
}

void Vault::watch_hist()
{
    for (auto const& [where, count] : m_knowledge.lying_hist()) {
        auto const& [author, cid] = where;
        m_knowledge.heads().raise(
            {.code = ErrorCode::Op, .since = now(), .chain = cid, .count = count, .author = author});
    }
}

void Vault::stage_alarms(ports::LocalBatch& batch)
{
    auto stale = encode_stale(m_knowledge.heads().stale().dates());
    if (stale != m_on_disk.stale) {
        m_local.stage_note(batch, k_note_stale, stale);
        m_on_disk.stale = std::move(stale);
    }
    if (auto contests = contest_note(); contests != m_on_disk.contests) {
        m_local.stage_note(batch, k_note_contests, contests);
        m_on_disk.contests = std::move(contests);
    }
    auto note = encode_alarms(m_knowledge.heads().alarms());
    if (note == m_on_disk.alarms)
        return;
    m_local.stage_note(batch, k_note_alarms, note);
    m_on_disk.alarms = std::move(note);
    ++m_version;
}

Task<Result<void>> Vault::note_older_account()
{
    auto const held = co_await m_writing.lock();
    auto& heads = m_knowledge.heads();
    Alarm const alarm{.code = ErrorCode::Rollback, .device = device(), .since = now()};
    bool const is_said = std::ranges::any_of(heads.alarms(), [&alarm](Alarm const& other) {
        bool const is_it = other.code == alarm.code && other.device == alarm.device;
        return is_it && (!other.is_read || alarm.since.ms - other.since.ms < k_ms_per_day);
    });
    if (is_said)
        co_return Result<void>{};
    heads.raise(alarm);
    ++m_version;
    ports::LocalBatch batch;
    stage_alarms(batch);
    co_return co_await m_local.commit(std::move(batch));
}

Task<Result<void>> Vault::acknowledge_alarm(std::size_t index)
{
    auto const held = co_await m_writing.lock();
    m_knowledge.heads().acknowledge(index);
    settle();
    ++m_version;
    ports::LocalBatch batch;
    stage_fresh(batch);
    co_return co_await commit_fresh(std::move(batch));
}

}  // namespace huisclos::sync
