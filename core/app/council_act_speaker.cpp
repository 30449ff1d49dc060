#include "core/app/council_act_speaker.hpp"

#include <algorithm>

#include "core/app/council_audit.hpp"

namespace huisclos::app {

using ledger::ActOpKind;
using ledger::OpDescription;

namespace {

/// Of ops that change nothing.
constexpr std::size_t k_most_skipped_said = 20;

/// Accesses that some op makes others, or ends. One that an act ends and gives back is told both times.
std::set<std::pair<MemberId, CompartmentId>> accesses_changed(std::vector<OpDescription> const& ops)
{
    std::set<std::pair<MemberId, CompartmentId>> changed;
    for (auto const& op : ops) {
        if (op.kind == ActOpKind::Role && op.member && op.cid && op.right_before.role != op.right_after.role)
            changed.emplace(*op.member, *op.cid);
    }
    return changed;
}

}  // namespace

ChangeLine& ActLines::add(Phrase text)
{
    m_member.reset();
    m_group.reset();
    m_lines.push_back({.id = m_lines.size() + 1, .text = std::move(text)});
    return m_lines.back();
}

ChangeLine& ActLines::add(Phrase text, OpDescription const& op, std::optional<GroupId> const& group)
{
    bool const is_of_group = group && m_group == group;
    bool const is_below = is_of_group || (op.member && m_member == op.member);
    if (!is_of_group)
        m_group.reset();
    if (!is_below)
        m_member.reset();
    m_lines.push_back(
        {.id = m_lines.size() + 1, .text = std::move(text), .had_effect = !op.skipped, .is_below = is_below});
    return m_lines.back();
}

void ActLines::add_below(Phrase text)
{
    m_lines.push_back({.id = m_lines.size() + 1, .text = std::move(text), .is_below = true});
}

ActSpeaker::ActSpeaker(
    Context const& context, ActNames names, ledger::RegistryState const& before, ledger::Act const& act,
    std::span<ledger::OpSkip const> skips, std::size_t most)
    : m_context(context),
      m_names(std::move(names)),
      m_before(before),
      m_author(ledger::as_member(act.author)),
      m_most(most),
      m_map(council_map(before)),
      m_ops(ledger::describe_act(before, act, skips)),
      m_made(spaces_made(m_map, m_ops)),
      m_keys(keys_changed_by(before, m_ops)),
      m_asked_keys(keys_asked_for(m_keys)),
      m_functions(functions_changed(before, m_ops)),
      m_changed_accesses(accesses_changed(m_ops))
{
    for (auto const& cid : m_asked_keys) {
        if (was_halted(context, before, cid))
            m_halted_keys.insert(cid);
    }
}

void ActSpeaker::note_log_key_of_draft()
{
    m_begins_log_key = is_log_key_prepared(m_context);
}

/// A ranked person may sign thousands that do nothing: no list is that long.
void ActSpeaker::say_ops()
{
    std::size_t skipped = 0;
    for (std::size_t i = 0; i < m_ops.size(); ++i) {
        auto const& op = m_ops[i];
        if (is_said_elsewhere(op))
            continue;
        // A function is not said without the access that gives it, nor the other way round. Settings are few.
        auto const lines = op.kind == ActOpKind::Policy ? 1 : count_of_lines(op) + (is_function_due(op) ? 1 : 0);
        if (!has_room(lines)) {
            leave_out(i);
            break;
        }
        if (op.skipped && ++skipped > k_most_skipped_said)
            continue;
        say_one(op);
    }
    if (skipped > k_most_skipped_said) {
        auto said = phrase("council.act.more_skipped");
        said.with("n", static_cast<std::int64_t>(skipped - k_most_skipped_said));
        m_lines.add(std::move(said)).had_effect = false;
    }
}

void ActSpeaker::say_one(OpDescription const& op)
{
    if (is_passed_by_departure(m_before, op))
        say_passed(op);
    else if (op.kind == ActOpKind::Policy)
        add_settings(op);
    else if (is_unknown_op(op) || op.skipped)
        add(op);
    else if (op.kind == ActOpKind::Role)
        say_access(op);
    else if (op.kind == ActOpKind::Visa)
        say_visa_beside();
    else if (op.kind != ActOpKind::Rotate)
        say_other(op);
}

void ActSpeaker::say_all()
{
    auto const n = std::min(m_ops.size(), k_most_skipped_said);
    for (std::size_t i = 0; i < n; ++i)
        add(m_ops[i]);
    if (n < m_ops.size())
        m_lines.add(phrase("council.act.more").with("n", static_cast<std::int64_t>(m_ops.size() - n)));
}

bool ActSpeaker::has_room(std::size_t lines) const
{
    return m_lines.all().size() + lines <= m_most;
}

/// As say_one would, without the words; of sentences that stand above several ops, and of functions, none.
std::size_t ActSpeaker::count_of_lines(OpDescription const& op) const
{
    if (op.kind == ActOpKind::Policy)
        return count_of_settings(m_before, op.policy.value_or(ledger::PolicyOp{}));
    if (is_unknown_op(op) || op.skipped)
        return 1;
    if (op.kind == ActOpKind::Role)
        return is_access_told(op) ? 1 : 0;
    return op.kind == ActOpKind::Visa || op.kind == ActOpKind::Rotate ? 0 : 1;
}

bool ActSpeaker::is_function_due(OpDescription const& op) const
{
    return op.member && m_functions.contains(*op.member) && !m_functions_said.contains(*op.member);
}

/// That one and those after it. What is said elsewhere finds its own room, or none.
void ActSpeaker::leave_out(std::size_t from)
{
    for (std::size_t i = from; i < m_ops.size(); ++i) {
        auto const& op = m_ops[i];
        if (is_said_elsewhere(op))
            continue;
        m_left_out += count_of_lines(op) + (is_function_due(op) ? 1 : 0);
        if (is_function_due(op))
            m_functions_said.insert(*op.member);
    }
}

void ActSpeaker::say_left_out()
{
    if (m_left_out > 0)
        m_lines.add(phrase("council.act.more").with("n", static_cast<std::int64_t>(m_left_out)));
}

/// Who gets another function by it is told so, and his accesses are below that.
bool ActSpeaker::is_below_text(OpDescription const& op) const
{
    bool const gives_function = op.kind == ActOpKind::Role && op.member && m_functions.contains(*op.member);
    return m_made.of_known.contains(*op.cid) && op.kind != ActOpKind::Rotate && !gives_function;
}

/// Below the text that opens a space, or below the key that its author enters a space to change.
bool ActSpeaker::is_said_elsewhere(OpDescription const& op) const
{
    if (!op.cid || op.skipped || is_unknown_op(op))
        return false;
    return (m_is_opening_said && is_below_text(op)) || is_entry_for_key(op);
}

bool ActSpeaker::is_access_told(OpDescription const& op) const
{
    return op.member && op.cid && m_changed_accesses.contains({*op.member, *op.cid});
}

/// Below the text that lets it be made, as both were prepared. All of it or nothing: each op is said in its place then.
void ActSpeaker::say_opening()
{
    auto const is_text = [](ChangeLine const& line) {
        return line.text.key == "council.change.text";
    };
    if (m_is_opening_said || m_made.of_known.empty() || std::ranges::none_of(m_lines.all(), is_text))
        return;
    std::vector<Phrase> below;
    for (auto const& op : m_ops) {
        auto const opened = op.kind == ActOpKind::Compartment && op.cid && !op.skipped ? m_made.of_known.find(*op.cid)
                                                                                       : m_made.of_known.end();
        if (opened != m_made.of_known.end())
            below.push_back(
                phrase("council.change.opens").with("group", said_group(m_context, m_names, opened->second)));
    }
    for (auto const& op : m_ops) {
        bool const is_ours = op.cid && !op.skipped && !is_unknown_op(op) && is_below_text(op);
        if (is_ours && (op.kind != ActOpKind::Role || is_access_told(op)))
            below.push_back(say_op(m_context, m_names, op));
    }
    if (!has_room(below.size()))
        return;
    m_is_opening_said = true;
    for (auto& text : below)
        m_lines.add_below(std::move(text));
}

/// Its spaces, and who reads them, are below.
void ActSpeaker::say_group_made(OpDescription const& op)
{
    auto const made = op.cid ? m_made.of_new.find(*op.cid) : m_made.of_new.end();
    if (made == m_made.of_new.end() || !has_room(2) || !m_groups_said.insert(made->second).second)
        return;
    auto said = say_new_group(m_context, m_names, m_made, made->second);
    if (said.empty())
        return;
    m_lines.add(std::move(said));
    m_lines.open(made->second);
}

void ActSpeaker::add_settings(OpDescription const& op)
{
    auto const policy = op.policy.value_or(ledger::PolicyOp{});
    auto const put = [this](ledger::PolicyOp settings, bool had_effect) {
        for (auto& said : say_settings(m_context, m_names, m_before, std::move(settings))) {
            auto& line = m_lines.add(std::move(said.text));
            line.had_effect = had_effect;
            line.is_below = said.is_below;
        }
    };
    put(op.skipped ? set_all_the_same(policy, *op.skipped) : policy, true);
    if (policy.texts)
        say_opening();
    if (op.skipped)
        put(passed_over(policy, *op.skipped), false);
}

/// As it was prepared, beside other changes. An act of one op may be signed for records alone: act_lines says that.
void ActSpeaker::say_visa_beside()
{
    if (m_ops.size() > 1 && !std::exchange(m_is_visa_said, true))
        m_lines.add(phrase("council.change.visa"));
}

void ActSpeaker::say_other(OpDescription const& op)
{
    if (op.kind == ActOpKind::Rank)
        say_function(op);
    if (op.kind == ActOpKind::LogKey)
        return say_log_key(op);
    if (op.kind == ActOpKind::Compartment)
        say_group_made(op);
    auto& line = add(op);
    if (op.kind == ActOpKind::MemberOut && !is_unknown_op(op) && !op.skipped)
        line.leaver = op.member;  // Of this line alone: what is written of him is said next.
    if (op.kind == ActOpKind::Member && op.member) {
        m_lines.open(*op.member);
        say_function(op);
    }
    if (op.kind == ActOpKind::MemberOut && op.member)
        say_what_ends(op);
}

ChangeLine& ActSpeaker::add(Phrase text, OpDescription const& op)
{
    auto const made = op.cid ? m_made.of_new.find(*op.cid) : m_made.of_new.end();
    auto const group = made == m_made.of_new.end() ? std::nullopt : std::optional(made->second);
    return m_lines.add(std::move(text), op, group);
}

}  // namespace huisclos::app
