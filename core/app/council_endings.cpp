// P-01, R-24: what ends somebody's part is asked of the law with what the act itself says, rotations included.

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

law::Request removal(Context const& context)
{
    return {.action = law::Action::RemoveMember, .place = law::k_groupe_nominatif, .today = context.today()};
}

/// Whom the op puts out, or whose part or device it ends; empty for another op.
std::optional<MemberId> who_loses_by(ledger::ActOp const& op)
{
    if (auto const* const out = std::get_if<ledger::MemberOutOp>(&op))
        return out->member;
    if (auto const* const device = std::get_if<ledger::DeviceOutOp>(&op))
        return device->member;
    auto const* const role = std::get_if<ledger::RoleOp>(&op);
    return role != nullptr && role->role == 0 ? std::optional(role->member) : std::nullopt;
}

/// As the registry judges it (docs/protocol.md 3.7): nobody removes himself, and one's own parts and devices are one's
/// own. Who is not below becomes the subject.
void add_ranks(law::Facts& facts, Context const& context, std::vector<ledger::ActOp> const& ops)
{
    auto const self = context.vault.self();
    auto const* const actor = context.registry().member(self);
    facts.outranks = actor != nullptr;
    for (auto const& op : ops) {
        auto const who = who_loses_by(op);
        bool const is_own = who == self && !std::holds_alternative<ledger::MemberOutOp>(op);
        auto const* const member = who ? context.registry().member(*who) : nullptr;
        if (!who || is_own || actor == nullptr || (member != nullptr && actor->rank < member->rank))
            continue;
        facts.outranks = false;
        facts.subject = member_facts(context, *who, std::nullopt);
        return;
    }
}

law::Facts facts_of_endings(Context const& context, std::vector<ledger::ActOp> const& ops)
{
    auto facts = facts_of_signer(context);
    add_ranks(facts, context, ops);
    return facts;
}

bool rotates_all(std::vector<ledger::EndedReading> const& ended)
{
    return std::ranges::all_of(
        ended, [](ledger::EndedReading const& reading) { return reading.is_rotated || reading.is_halted; });
}

}  // namespace

law::Decision decide_ending(Context const& context, std::vector<ledger::ActOp> const& ops)
{
    sync::ActWish wish;
    wish.ops = ops;
    auto const plan = sync::plan_act(context.vault, wish);
    auto facts = facts_of_endings(context, ops);
    // Of an act that cannot be made nothing is known: it rotates nothing.
    facts.act_rotates = plan && rotates_all(ledger::ended_readings(context.registry(), plan->prepared));
    return law::decide(removal(context), facts);
}

bool may_remove(Context& context, std::vector<ledger::ActOp> const& ops)
{
    auto const decision = decide_ending(context, ops);
    if (!decision.allowed) {
        context.toasts.refuse(decision);
        context.changed();
    }
    return decision.allowed;
}

bool may_sign_endings(Context& context, sync::ActPlan const& plan)
{
    auto const ended = ledger::ended_readings(context.registry(), plan.prepared);
    if (ended.empty())
        return true;
    auto facts = facts_of_endings(context, plan.prepared.act.ops);
    facts.act_rotates = rotates_all(ended);
    return decide_or_refuse(context, removal(context), facts);
}

}  // namespace huisclos::app
