// The act in draft, those that were signed and those that stand nowhere, as a member may see them.

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/app/council_act_records.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_lost_ops.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

/// A change and what it does beside: one id a line, of which the first removes all.
void add_lines(Context const& context, DraftChange const& change, std::vector<ChangeLine>& lines)
{
    auto const first = change.id << 32U;
    // Who answered is of the registre until he is in.
    auto const left_out = change.invite ? left_out_of_print(print_of_invitations(context)) : std::nullopt;
    lines.push_back({.id = change.id, .text = change.text, .may_remove = true, .not_printed = left_out});
    auto details = change.details;
    std::ranges::copy_if(change.effects, std::back_inserter(details), [&change](Phrase const& effect) {
        return effect != change.text && std::ranges::find(change.details, effect) == change.details.end();
    });
    for (std::size_t i = 0; i < details.size(); ++i)
        lines.push_back({.id = first + i, .text = std::move(details[i]), .is_below = true, .not_printed = left_out});
}

/// What the changes come to together: spaces that nobody writes in until another person changes their key. An act that
/// cannot be made is refused when it is to be signed.
void add_halts(Context const& context, std::vector<ChangeLine>& lines)
{
    sync::ActWish wish;
    for (auto const& change : context.acts.draft)
        wish.ops.insert(wish.ops.end(), change.ops.begin(), change.ops.end());
    auto const plan = sync::plan_act(context.vault, wish);
    if (!plan)
        return;
    auto const& prepared = plan->prepared;
    for (auto& effect : effects_of(context, context.registry(), prepared.act, prepared.preview.skips)) {
        if (!effect.is_warning)
            continue;
        effect.id = ~effect.id;  // Those of changes count from 1.
        lines.push_back(std::move(effect));
    }
}

/// The last ones, and every one that the mayor has not seen.
void add_signed(Context const& context, std::set<ActHash> to_see, ActsView& view)
{
    auto const& registry = *context.vault.knowledge().registry();
    std::map<ActHash, std::span<ledger::OpSkip const>> skips;
    for (auto const& partly : registry.ops_without_effect())
        skips.emplace(partly.hash, partly.skips);
    ActRecords const records(context);
    auto const sequence = registry.sequence();
    view.signed_count = sequence.size();
    auto number = static_cast<std::int64_t>(sequence.size()) + 1;
    for (auto hash = sequence.rbegin(); hash != sequence.rend(); ++hash) {
        --number;
        bool const has_room = view.signed_acts.size() < context.acts.acts_shown;
        if (!has_room && to_see.empty())
            break;
        bool const is_to_see = to_see.erase(*hash) > 0;
        auto const* const act = registry.act(*hash);
        if ((!has_room && !is_to_see) || act == nullptr)
            continue;
        auto title = act_title(context, *act, is_to_see ? "council.act.to_see_title" : "council.act.signed_title");
        view.signed_acts.push_back(
            {.act = *hash,
             .title = std::move(title.with("n", number)),
             .lines = act_lines(context, *act, skips[*hash], &records)});
    }
}

}  // namespace

std::vector<ChangeLine> prepared_about(Context const& context, MemberId const& member)
{
    std::vector<ChangeLine> lines;
    for (auto const& change : context.acts.draft) {
        if (change.member == member)
            add_lines(context, change, lines);
    }
    return lines;
}

ActsView present_acts(Context const& context)
{
    ActsView view;
    if (!context.has_registry())
        return view;
    for (auto const& change : context.acts.draft)
        add_lines(context, change, view.draft);
    bool const has_to_sign = !context.acts.draft.empty() && facts_of_signer(context).actor.ranked;
    if (has_to_sign)
        add_halts(context, view.draft);
    view.why_stopped = has_to_sign ? why_write_stopped(context) : Phrase{};
    view.may_sign = has_to_sign && view.why_stopped.empty();
    // Who is not the mayor signs no visa.
    auto const report = is_mayor(context) ? audit_of(context) : ledger::AuditReport{};
    add_signed(context, {report.to_see.begin(), report.to_see.end()}, view);
    view.title = phrase("council.act.title").with("n", static_cast<std::int64_t>(view.signed_count) + 1);
    view.without_effect = present_lost_acts(context);
    view.without_effect_count = lost_acts(context).size();
    present_lost_ops(context, view);
    view.to_see = present_visa(context, report);
    return view;
}

}  // namespace huisclos::app
