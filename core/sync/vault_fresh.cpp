#include "core/sync/vault.hpp"

// What was fetched goes to the disk: with what goes there anyway, and again when the disk refused it.

namespace huisclos::sync {

void Vault::stage_fresh(ports::LocalBatch& batch)
{
    // Older than what follows, which may replace it.
    auto refused = std::exchange(m_refused, {});
    batch.changes.insert(
        batch.changes.begin(), std::make_move_iterator(refused.changes.begin()),
        std::make_move_iterator(refused.changes.end()));
    for (auto const& object : m_knowledge.take_fresh())
        m_local.stage_kept(batch, object);
    for (auto const& head : m_knowledge.heads().take_fresh())
        m_local.stage_kept(batch, head);
    for (auto const& table : m_knowledge.heads().take_dropped())
        m_local.stage_not_kept(batch, table);
    bool const epochs_changed = m_knowledge.take_keys_changed();
    if (epochs_changed || std::exchange(m_keys_to_keep, false))
        m_local.stage_keys(batch, m_keys);
    stage_inbox_dates(batch);
    stage_alarms(batch);
}

Task<Result<void>> Vault::commit_fresh(ports::LocalBatch batch)
{
    if (batch.changes.empty())
        co_return Result<void>{};
    auto const kept = co_await m_local.commit_from(&batch);
    if (!kept)
        remember_refused(std::move(batch.changes));
    co_return kept;
}

Task<Result<void>> Vault::commit_own(ports::LocalBatch batch)
{
    // While a fetch goes on, what it brought is known and not on the disk yet.
    ports::LocalBatch all;
    stage_fresh(all);
    auto const fetched = all.changes.size();
    all.changes.insert(
        all.changes.end(), std::make_move_iterator(batch.changes.begin()),
        std::make_move_iterator(batch.changes.end()));
    auto const kept = co_await m_local.commit_from(&all);
    if (!kept) {
        all.changes.resize(fetched);
        remember_refused(std::move(all.changes));
    }
    co_return kept;
}

void Vault::remember_refused(decltype(ports::LocalBatch::changes) changes)
{
    if (changes.empty())
        return;
    // Objects alone: keys and notes are staged again as they are by then.
    std::erase_if(changes, [](auto const& change) { return !LocalVault::is_kept(change.first); });
    m_refused.changes.insert(
        m_refused.changes.end(), std::make_move_iterator(changes.begin()), std::make_move_iterator(changes.end()));
    m_keys_to_keep = true;
    m_on_disk.alarms.clear();
    m_on_disk.stale.clear();
    m_on_disk.inbox.clear();
}

}  // namespace huisclos::sync
