#include "core/crypto/hash.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// Tables of heads that were replaced: one's own go from the store a day later, those of others from memory and disk as
// soon as nothing that is followed names them.

namespace huisclos::sync {

/// Those that an earlier session left on the disk without a note.
void Vault::note_left_tables(std::vector<KeptObject> const& own, std::optional<ledger::TableRef> const& named)
{
    for (auto const& object : own) {
        if (object.kind != KeptKind::Table || (named && named->name == object.name))
            continue;
        auto const is_noted = [&object](FormerTable const& former) {
            return former.ref.name == object.name;
        };
        if (std::ranges::none_of(m_former_tables, is_noted))
            m_former_tables.push_back({{object.name, object.number}, std::nullopt});
    }
}

/// @pre the outbox is empty: the head on the store is the last one
Task<Result<void>> Vault::delete_former_tables()
{
    if (m_former_tables.empty() || !m_place.own_head_checked || m_outbox.pending() > 0 || is_write_stopped())
        co_return Result<void>{};
    auto const seen_at = now();
    std::map<ObjectName, Instant> left;
    std::set<ObjectName> gone;
    auto const tables = m_former_tables;
    for (auto const& [ref, since] : tables) {
        // A clock that was set back since must not keep it.
        auto const from = std::min(since.value_or(seen_at), seen_at);
        left.emplace(ref.name, from);
        if (seen_at.ms - from.ms < k_former_table_kept_ms)
            continue;
        auto const answer = co_await m_ports.remote.remove(object_path(ref.name));
        if (answer.status == ports::RemoteStatus::Ok || answer.status == ports::RemoteStatus::NotFound)
            gone.insert(ref.name);
    }
    auto const held = co_await m_writing.lock();
    ports::LocalBatch batch;
    auto next = m_former_tables;
    for (auto& table : next) {
        if (auto const from = left.find(table.ref.name); from != left.end())
            table.since = from->second;
        if (gone.contains(table.ref.name))
            m_local.stage_not_kept(
                batch,
                {.kind = KeptKind::Table, .name = table.ref.name, .device = device(), .number = table.ref.counter});
    }
    std::erase_if(next, [&gone](FormerTable const& table) { return gone.contains(table.ref.name); });
    auto note = encode_former_tables(next);
    if (note == m_on_disk.former_tables)
        co_return Result<void>{};
    m_local.stage_note(batch, k_note_former_tables, note);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    m_former_tables = std::move(next);
    m_on_disk.former_tables = std::move(note);
    co_return Result<void>{};
}

}  // namespace huisclos::sync
