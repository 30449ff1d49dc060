#include "core/app/council_again_law.hpp"

#include <algorithm>

#include "core/app/council_acts.hpp"
#include "core/app/council_commands.hpp"
#include "core/app/council_composition.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

using domain::Profile;
using ledger::ActOp;

/// R-20, of who is there or, null, of who enters. False: refused, and said.
bool may_have_function(Context& context, ledger::Member const* member, Profile profile)
{
    auto const decision =
        member == nullptr ? decide_admission(context, profile) : decide_function(context, *member, profile);
    if (decision.allowed)
        return true;
    context.toasts.refuse(decision);
    context.changed();
    return false;
}

}  // namespace

bool may_give_role(Context& context, ledger::RoleOp const& op)
{
    auto const* const member = context.registry().member(op.member);
    auto const profile = domain::profile_from(op.profile).value_or(Profile::None);
    bool const is_there = member != nullptr && !member->is_out();
    bool const is_same = is_there && profile_of(context.registry(), member->id) == profile;
    if (!is_same && !may_have_function(context, is_there ? member : nullptr, profile))
        return false;
    return member == nullptr || may_enter(context, op.member, profile, {op});
}

namespace {

bool ends_a_right(ActOp const& op)
{
    auto const* const role = std::get_if<ledger::RoleOp>(&op);
    return is_departure(op) || (role != nullptr && role->role == 0);
}

/// Whose rank it gives or takes; who enters has none yet.
std::optional<MemberId> whose_rank(ActOp const& op)
{
    if (auto const* const rank = std::get_if<ledger::RankOp>(&op))
        return rank->member;
    auto const* const entry = std::get_if<ledger::MemberOp>(&op);
    return entry == nullptr ? std::nullopt : std::optional(crypto::member_id(entry->identity));
}

/// False: refused, and said.
bool may_have_ranks(Context& context, std::vector<ActOp> const& ops, ledger::RegistryState const& after)
{
    for (auto const& op : ops) {
        auto const id = whose_rank(op);
        if (!id)
            continue;
        auto const* const member = context.registry().member(*id);
        bool const is_there = member != nullptr && !member->is_out();
        if (!may_have_function(context, is_there ? member : nullptr, profile_of(after, *id)))
            return false;
    }
    return true;
}

}  // namespace

Phrase bar_to_ranks(Context const& context, std::vector<ActOp> const& ops, ledger::RegistryState const& after)
{
    for (auto const& op : ops) {
        auto const id = whose_rank(op);
        if (!id)
            continue;
        auto const profile = profile_of(after, *id);
        auto const has = after.member(*id) == nullptr ? ledger::k_no_rank : after.member(*id)->rank;
        bool const goes_together =
            has == k_coordinator_rank ? profile == Profile::Coordonnateur : has == ledger::k_no_rank;
        if (profile != Profile::None && goes_together && (has != ledger::k_no_rank || !leads_council(profile)))
            continue;
        // Who enters has no page where a function would be chosen.
        bool const is_known = context.registry().member(*id) != nullptr;
        return is_known ? phrase("council.again.rank").with("name", plain_name(context, *id))
                        : phrase("council.again.member");
    }
    return {};
}

bool may_sign_again(Context& context, std::vector<ActOp> const& ops, ledger::RegistryState const& after)
{
    if (std::ranges::any_of(ops, ends_a_right) && !may_remove(context, ops))
        return false;
    for (auto const& op : ops) {
        auto const* const role = std::get_if<ledger::RoleOp>(&op);
        if (role != nullptr && role->role != 0 && !may_give_role(context, *role))
            return false;
    }
    return may_have_ranks(context, ops, after);
}

}  // namespace huisclos::app
