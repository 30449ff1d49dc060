// what ends somebody's part is asked of the law with what the act itself says, rotations included.

#include <algorithm>

#include "core/app/council_commands.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

law::Request removal(Context const& context)
{
    return {.action = law::Action::RemoveMember, .place = law::k_groupe_nominatif, .today = context.today()};
}

law::Facts facts_of_endings(Context const& context, std::vector<ledger::EndedReading> const& ended)
{
    auto facts = facts_of_signer(context);
    facts.act_rotates = std::ranges::all_of(
        ended, [](ledger::EndedReading const& reading) { return reading.is_rotated || reading.is_halted; });
    return facts;
}

}  // namespace

law::Decision decide_ending(Context const& context, std::vector<ledger::ActOp> const& ops)
{
    sync::ActWish wish;
    wish.ops = ops;
    auto const plan = sync::plan_act(context.vault, wish);
    // Of an act that cannot be made nothing is known: it rotates nothing.
    auto const facts = plan ? facts_of_endings(context, ledger::ended_readings(context.registry(), plan->prepared))
                            : facts_of_signer(context);
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
    return ended.empty() || decide_or_refuse(context, removal(context), facts_of_endings(context, ended));
}

}  // namespace huisclos::app
