#include <algorithm>
#include <utility>

#include "core/sync/log_notes.hpp"
#include "core/sync/vault.hpp"

// Acts of which an honest vault has one (docs/protocol.md 3.7, "What does not hold", 6 and 7): the state that was held
// stays, over a restart too, and nothing is written until a person has said which one holds.

namespace huisclos::sync {

Result<void> Knowledge::resolve_fork(ActHash const& holds)
{
    if (m_registry == nullptr)
        return fail(ErrorCode::Missing, "no registry is known");
    HUISCLOS_TRY(m_registry->resolve_fork(holds));
    m_registry_changed = true;
    return {};
}

void Knowledge::restore_contests(ContestNote note)
{
    if (note.empty())
        return;
    if (m_registry == nullptr) {
        m_contest_note = std::move(note);
        return;
    }
    m_registry->hold(note.held);
    m_registry->refuse(note.refused);
    m_registry->leave_aside(note.aside);
    m_registry_changed = true;
}

Bytes Vault::contest_note() const
{
    auto const* const registry = m_knowledge.registry();
    ContestNote note;
    if (registry != nullptr)
        note = {registry->refused(), registry->left_aside(), registry->held()};
    return note.empty() ? m_on_disk.contests : encode_contests(note);
}

void Vault::load_contests(BytesView plain)
{
    m_on_disk.contests = to_bytes(plain);
    m_knowledge.restore_contests(decode_contests(plain).value_or(ContestNote{}));
}

Task<Result<void>> Vault::resolve_fork(ActHash holds)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(m_knowledge.resolve_fork(holds));
    // Who says which one holds has read that there are two.
    auto& heads = m_knowledge.heads();
    for (std::size_t i = 0; i < heads.alarms().size(); ++i) {
        auto const& alarm = heads.alarms()[i];
        bool const is_of_registry = alarm.code == ErrorCode::Fork && alarm.device.is_zero() && alarm.head.is_zero();
        if (is_of_registry && m_knowledge.registry()->fork().empty())
            heads.acknowledge(i);
    }
    settle();
    ++m_version;
    ports::LocalBatch batch;
    stage_fresh(batch);
    auto kept = co_await m_local.commit(std::move(batch));
    // A disk that has the former state would ask again, and what is written meanwhile would stand on this one.
    if (!kept)
        m_disk_failed = true;
    co_return kept;
}

}  // namespace huisclos::sync
