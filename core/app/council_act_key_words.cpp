// Of the keys that an act changes: those that were asked for, those that somebody may use no more, that of the log.

#include <algorithm>
#include <utility>

#include "core/app/council_act_speaker.hpp"
#include "core/app/council_audit.hpp"

namespace huisclos::app {

using ledger::ActOpKind;
using ledger::OpDescription;

/// Its author comes in to change the key of a space where nobody could write any more, and for nothing else: that is
/// said below the key. Any other entry of his is said as everybody's.
bool ActSpeaker::is_entry_for_key(OpDescription const& op) const
{
    return op.kind == ActOpKind::Role && op.member == m_author && op.right_before.role == 0 &&
           op.right_after.role > 0 && op.cid && *op.cid != k_dir && m_halted_keys.contains(*op.cid) &&
           !m_functions.contains(m_author);
}

std::vector<OpDescription const*> ActSpeaker::asked_rotations() const
{
    std::vector<OpDescription const*> rotations;
    for (auto const& op : m_ops) {
        if (op.kind == ActOpKind::Rotate && !op.skipped && op.cid && m_asked_keys.contains(*op.cid))
            rotations.push_back(&op);
    }
    return rotations;
}

void ActSpeaker::say_asked_keys(bool names_token)
{
    std::vector<OpDescription const*> old;
    bool hides_token = false;
    for (auto const* const key : asked_rotations()) {
        if (names_token && *key->cid == k_dir)
            hides_token = true;
        else if (m_before.policy().epoch_days && !m_halted_keys.contains(*key->cid))
            old.push_back(key);
        else
            say_asked_key(*key);
    }
    say_old_keys(old);
    // Beside what was asked for (is_beside in core/app/council_act_lines.cpp).
    if (hides_token)
        m_lines.add(phrase("council.act.hides_token"));
}

void ActSpeaker::say_asked_key(OpDescription const& key)
{
    std::vector<Phrase> below;
    if (m_halted_keys.contains(*key.cid))
        below.push_back(phrase("council.change.rotate_halted"));
    for (auto const& op : m_ops) {
        if (!op.skipped && op.cid == key.cid && is_entry_for_key(op))
            below.push_back(say_op(m_context, m_names, op));
    }
    if (!has_room(1 + below.size())) {
        m_left_out += 1 + below.size();
        return;
    }
    m_lines.add(say_op(m_context, m_names, key));
    for (auto& text : below)
        m_lines.add_below(std::move(text));
}

void ActSpeaker::say_old_keys(std::vector<OpDescription const*> const& old)
{
    if (old.empty())
        return;
    if (!has_room(1 + old.size())) {
        m_left_out += old.size();
        return;
    }
    m_lines.add(phrase("council.change.old_keys").with("n", static_cast<std::int64_t>(old.size())));
    for (auto const* const key : old)
        m_lines.add_below(say_op(m_context, m_names, *key));
}

void ActSpeaker::say_ended_keys()
{
    auto const changed =
        std::ranges::count_if(m_keys.ended, [this](CompartmentId const& cid) { return m_keys.rotated.contains(cid); });
    if (changed > 0)
        m_lines.add(phrase(ended_keys_text(m_keys)).with("n", static_cast<std::int64_t>(changed)));
    for (auto const& cid : m_keys.ended) {
        if (m_keys.rotated.contains(cid) || m_context.registry().compartment(cid) == nullptr)
            continue;
        // By an earlier act, which says so.
        if (was_halted(m_context, m_before, cid))
            continue;
        m_lines.add(phrase("council.act.halts").with("group", said_place(m_context, m_names, cid))).is_warning = true;
    }
}

bool ActSpeaker::ends_log(OpDescription const& op) const
{
    return !op.skipped && std::ranges::find(op.loses, k_log) != op.loses.end();
}

bool ActSpeaker::does_begin_log_key() const
{
    return m_begins_log_key || std::ranges::any_of(m_ops, [](OpDescription const& op) {
               return op.kind == ActOpKind::LogKey && !op.skipped;
           });
}

void ActSpeaker::say_log_key_due(LogKeySaid said, AuditOnce* audit)
{
    auto const ends = [this](OpDescription const& op) {
        return ends_log(op);
    };
    if (said == LogKeySaid::Never || does_begin_log_key() || std::ranges::none_of(m_ops, ends))
        return;
    if (said == LogKeySaid::WhileDue && audit != nullptr) {
        // As Home asks for it.
        auto const& left = audit->report().left_log;
        bool const is_due = std::ranges::any_of(m_ops, [&](OpDescription const& op) {
            return ends(op) && op.member && std::ranges::find(left, *op.member) != left.end();
        });
        if (!is_due)
            return;
    }
    m_lines.add(phrase("council.act.log_key_due"));
}

/// Who holds the key of the log opens what it closes until there is another one.
Phrase ActSpeaker::say_end_of_access(MemberId const& member, CompartmentId const& cid) const
{
    auto name = said_name(m_context, m_names, member);
    if (cid == k_log && !does_begin_log_key())
        return phrase("council.op.leaves_log").with("name", std::move(name));
    return phrase("council.op.leaves").with("name", std::move(name)).with("place", said_place(m_context, m_names, cid));
}

/// Below whom it is begun for, where the line before is about somebody who reads the log no more.
void ActSpeaker::say_log_key(OpDescription const& op)
{
    auto const about = m_lines.close();
    bool const is_below = about && std::ranges::any_of(m_ops, [&](OpDescription const& other) {
                              return other.member == about && ends_log(other);
                          });
    bool const is_first = m_before.log_keys().empty();
    auto& line = m_lines.add(is_first ? say_op(m_context, m_names, op) : phrase("council.change.log_key"));
    line.is_below = is_below;
    if (is_below)
        m_lines.open(*about);
}

}  // namespace huisclos::app
