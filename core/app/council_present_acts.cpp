// The act in draft, those that were signed and those that stand nowhere, as a member may see them.

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "core/app/council_act_records.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_audit.hpp"
#include "core/app/council_draft_lines.hpp"
#include "core/app/council_lost_acts.hpp"
#include "core/app/council_lost_ops.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"

namespace huisclos::app {

namespace {

/// By who signs acts, what they come to together too. An act that cannot be made is refused when it is to be signed.
std::vector<ChangeLine> present_draft(Context const& context, bool has_to_sign, AuditOnce& audit)
{
    if (has_to_sign) {
        if (auto const plan = sync::plan_act(context.vault, wish_in_words(context)))
            return draft_lines(context, *plan, audit);
    }
    std::vector<ChangeLine> lines;
    for (auto const& change : context.acts.draft)
        std::ranges::move(change_lines(context, change), std::back_inserter(lines));
    return lines;
}

/// The last ones, and every one that the mayor has not seen.
void add_signed(Context const& context, std::set<ActHash> to_see, AuditOnce& audit, ActsView& view)
{
    auto const& registry = *context.vault.knowledge().registry();
    std::map<ActHash, std::span<ledger::OpSkip const>> skips;
    for (auto const& partly : registry.ops_without_effect())
        skips.emplace(partly.hash, partly.skips);
    ActRecords const records(context);
    PageReads const reads{records, audit};
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
        auto title =
            act_title(context, *act, is_to_see ? "council.act.to_see_title" : "council.act.signed_title", &records);
        view.signed_acts.push_back(
            {.act = *hash,
             .title = std::move(title.with("n", number)),
             .lines =
                 act_lines(context, *act, skips[*hash], &reads, k_all_lines, ledger::seen_by(registry, *hash).size())});
    }
}

}  // namespace

std::vector<ChangeLine> prepared_about(Context const& context, MemberId const& member)
{
    std::vector<ChangeLine> lines;
    for (auto const& change : context.acts.draft) {
        if (change.member == member)
            std::ranges::move(change_lines(context, change), std::back_inserter(lines));
    }
    return lines;
}

ActsView present_acts(Context const& context)
{
    ActsView view;
    if (!context.has_registry())
        return view;
    bool const has_to_sign = !context.acts.draft.empty() && facts_of_signer(context).actor.ranked;
    AuditOnce audit(context);
    view.draft = present_draft(context, has_to_sign, audit);
    view.why_stopped = has_to_sign ? why_write_stopped(context) : Phrase{};
    view.may_sign = has_to_sign && view.why_stopped.empty();
    // Who is not the mayor signs no visa.
    auto const report = is_mayor(context) ? audit.report() : ledger::AuditReport{};
    add_signed(context, {report.to_see.begin(), report.to_see.end()}, audit, view);
    view.title = phrase("council.act.title").with("n", static_cast<std::int64_t>(view.signed_count) + 1);
    view.without_effect = present_lost_acts(context);
    view.without_effect_count = lost_acts(context).size();
    present_lost_ops(context, view);
    view.to_see = present_visa(context, report);
    return view;
}

}  // namespace huisclos::app
