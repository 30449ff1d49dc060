// Of the people that an act is about: what they become, where they enter, what ends for them.

#include <algorithm>
#include <utility>

#include "core/app/council_act_speaker.hpp"

namespace huisclos::app {

using ledger::ActOpKind;
using ledger::OpDescription;

namespace {

using GivenRights = std::map<CompartmentId, ledger::Right>;

/// Of several roles that one act gives somebody in one space the least holds, and of equal ones the first
/// (docs/protocol.md 3.7): they stand beside each other.
void add_given(GivenRights& given, CompartmentId const& cid, ledger::Right const& right)
{
    auto const [place, is_first] = given.try_emplace(cid, right);
    if (!is_first && right.role < place->second.role)
        place->second = right;
}

/// What he is after the act, by all his roles; nothing where he keeps none.
std::optional<domain::Profile> function_with(ledger::Member const* member, GivenRights const& given)
{
    std::uint32_t best = 0;
    bool keeps_access = false;
    auto const count = [&](ledger::Right const& right) {
        if (right.role == 0)
            return;
        keeps_access = true;
        best = leading_profile(best, right.profile);
    };
    for (auto const& [cid, right] : given)
        count(right);
    if (member != nullptr) {
        member->roles.for_each([&](CompartmentId const& cid, ledger::RoleRecord const& record) {
            if (!given.contains(cid))
                count(record.current);
        });
    }
    return keeps_access ? std::optional(domain::profile_from(best).value_or(domain::Profile::None)) : std::nullopt;
}

}  // namespace

FunctionChanges functions_changed(ledger::RegistryState const& before, std::vector<OpDescription> const& ops)
{
    std::map<MemberId, GivenRights> given;
    for (auto const& op : ops) {
        bool const is_said = !op.skipped || is_passed_by_departure(before, op);
        if (op.kind == ActOpKind::Role && op.member && op.cid && is_said)
            add_given(given[*op.member], *op.cid, op.right_after);
    }
    FunctionChanges changed;
    for (auto const& [id, rights] : given) {
        auto const former = profile_of(before, id);
        // Of who keeps nothing the end of each access says enough.
        auto const now = function_with(before.member(id), rights);
        if (now && *now != former)
            changed.emplace(id, FunctionChange{former, *now});
    }
    return changed;
}

Phrase ActSpeaker::say_new_function(MemberId const& id, FunctionChange const& change) const
{
    auto const function = [](domain::Profile profile) {
        return TextRef{std::string(domain::text_key(profile))};
    };
    bool const is_new = change.former == domain::Profile::None;
    bool const is_end = change.now == domain::Profile::None;
    auto said = phrase(
                    is_end   ? "council.op.function_ends"
                    : is_new ? "council.op.function"
                             : "council.change.function")
                    .with("name", said_name(m_context, m_names, id))
                    .with("function", function(is_end ? change.former : change.now));
    if (!is_new && !is_end)
        said.with("former", function(change.former));
    return said;
}

/// Once for each whose function the act changes, gives or takes away.
void ActSpeaker::say_function(OpDescription const& op)
{
    if (!is_function_due(op))
        return;
    m_functions_said.insert(*op.member);
    auto said = say_new_function(*op.member, m_functions.at(*op.member));
    add(std::move(said), op).named = op.member;  // What is written of him was prepared with it.
    m_lines.open(*op.member);
}

/// A group, or the formation restreinte, that he enters as a whole and for no other function; or the log.
void ActSpeaker::say_entry(OpDescription const& op)
{
    bool const is_entered = op.member && op.cid && op.right_before.role == 0 && op.right_after.role > 0;
    if (!is_entered || m_functions.contains(*op.member))
        return;
    auto const name = said_name(m_context, m_names, *op.member);
    if (op.cid == k_log)
        return say_entry_into(
            {{.member = *op.member, .cid = k_log}}, phrase("council.change.log_role").with("name", name));
    auto const profile = profile_of(m_before, *op.member);
    if (op.cid == m_map.restricted)
        return say_entry_into(
            roles_in_restricted(m_map, *op.member, profile),
            phrase("council.change.join_restricted").with("name", name));
    for (auto const& group : m_map.groups) {
        if (group.plain == op.cid || group.nominative == op.cid)
            say_entry_into(
                roles_in_group(group, *op.member, profile),
                phrase("council.change.join")
                    .with("name", name)
                    .with("group", said_group(m_context, m_names, group.group)));
    }
}

/// With its first access below, or not at all: the access alone says it too.
void ActSpeaker::say_entry_into(std::vector<ledger::RoleOp> const& part, Phrase said)
{
    if (!has_room(2) || !enters_all_of(m_ops, part) || !m_entered.emplace(part.front().member, part.front().cid).second)
        return;
    m_lines.add(std::move(said));
    m_lines.open(part.front().member);
}

bool ActSpeaker::is_ended(MemberId const& member, CompartmentId const& cid) const
{
    return std::ranges::any_of(m_ops, [&](OpDescription const& op) {
        return op.kind == ActOpKind::Role && op.member == member && op.cid == cid && !op.skipped &&
               op.right_after.role == 0;
    });
}

/// By the words in which it is prepared; each space is below.
void ActSpeaker::say_departure(MemberId const& id, std::span<CompartmentId const> spaces, GroupId const* group)
{
    auto const* const member = m_before.member(id);
    auto const keeps = [&](CompartmentId const& cid) {
        return member->right_in(cid).role > 0 && !is_ended(id, cid);
    };
    if (!has_room(2) || member == nullptr || std::ranges::any_of(spaces, keeps) ||
        !m_left.emplace(id, spaces.front()).second)
        return;
    auto said = phrase(group == nullptr ? "council.change.leave_restricted" : "council.change.leave")
                    .with("name", said_name(m_context, m_names, id));
    if (group != nullptr)
        said.with("group", said_group(m_context, m_names, *group));
    m_lines.add(std::move(said));
    m_lines.open(id);
}

/// A group, or the formation restreinte, that he leaves as a whole and for no other function.
void ActSpeaker::say_leaving(OpDescription const& op)
{
    bool const is_left = op.member && op.cid && op.right_before.role > 0 && op.right_after.role == 0;
    if (!is_left || m_functions.contains(*op.member))
        return;
    if (op.cid == m_map.restricted)
        return say_departure(*op.member, {&*op.cid, 1}, nullptr);
    for (auto const& group : m_map.groups) {
        if (group.plain != op.cid && group.nominative != op.cid)
            continue;
        std::vector<CompartmentId> spaces;
        for (auto const& cid : {group.plain, group.nominative}) {
            if (cid)
                spaces.push_back(*cid);
        }
        say_departure(*op.member, spaces, &group.group);
    }
}

void ActSpeaker::say_access(OpDescription const& op)
{
    say_function(op);
    say_leaving(op);
    say_entry(op);
    if (!is_access_told(op))
        return;
    bool const ends_log_later = op.member && op.cid == k_log && op.right_after.role == 0 && !does_begin_log_key();
    add(ends_log_later ? say_end_of_access(*op.member, k_log) : say_op(m_context, m_names, op), op);
}

void ActSpeaker::say_passed(OpDescription const& op)
{
    if (op.kind == ActOpKind::Role || op.kind == ActOpKind::Rank)
        say_function(op);
    if (op.kind != ActOpKind::Role || is_access_told(op))
        add(op);
}

/// All that his entry named: function, signature, each access. All of them or none: that he leaves says it too.
void ActSpeaker::say_what_ends(OpDescription const& op)
{
    auto const function = profile_of(m_before, *op.member);
    auto const* const member = m_before.member(*op.member);
    bool const is_told = function != domain::Profile::None && m_functions_said.insert(*op.member).second;
    bool const signs = is_told && member != nullptr && member->rank != ledger::k_no_rank;
    if (!has_room(op.loses.size() + (is_told ? 1 : 0) + (signs ? 1 : 0)))
        return;
    m_lines.open(*op.member);
    if (is_told)
        add(say_new_function(*op.member, {function, domain::Profile::None}), op);
    if (signs)
        add(phrase("council.op.loses_rank").with("name", said_name(m_context, m_names, *op.member)), op);
    for (auto const& cid : in_council_order(m_map, op.loses))
        add(say_end_of_access(*op.member, cid), op);
}

}  // namespace huisclos::app
