// An act as a list shows it: by whom and when it was signed, what it does, what was written with it.

#include <algorithm>
#include <set>
#include <utility>

#include "core/app/council_act_records.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_words.hpp"
#include "core/app/shown_time.hpp"

namespace huisclos::app {

namespace {

/// What an act with no op of effect was signed for, where nothing that was written with it is found. Any act of the
/// mayor is a visa; another person signs such an act for the records alone.
Phrase say_visa(ledger::RegistryState const& before, ledger::Act const& act, ActRecords const& records)
{
    auto const* const author = before.member(ledger::as_member(act.author));
    if (author == nullptr || author->rank != ledger::k_mayor_rank)
        return phrase("council.op.record_unread");
    return phrase(records.reads_all() ? "council.op.visa_seen" : "council.op.visa");
}

/// The line that says that he is removed by this act.
auto find_removal(std::vector<ChangeLine>& lines, Context const& context, MemberId const& member)
{
    return std::ranges::find_if(lines, [said = say_removal(context, member)](ChangeLine const& line) {
        return line.had_effect && line.text == said;
    });
}

/// Whom the act is said to remove.
std::set<MemberId> leavers_of(std::vector<ChangeLine>& lines, Context const& context, ledger::Act const& act)
{
    std::set<MemberId> leavers;
    for (auto const& op : act.ops) {
        auto const* const out = std::get_if<ledger::MemberOutOp>(&op);
        if (out != nullptr && find_removal(lines, context, out->member) != lines.end())
            leavers.insert(out->member);
    }
    return leavers;
}

/// What is written of somebody who is removed stands below the line that says so, as it was prepared.
void add_written(
    std::vector<ChangeLine>& lines, Context const& context, ledger::Act const& act, ActRecords const& records)
{
    for (auto& one : records.of(act, leavers_of(lines, context, act))) {
        auto const place = one.leaver ? find_removal(lines, context, *one.leaver) + 1 : lines.end();
        ChangeLine line{.id = lines.size() + 1, .text = std::move(one.text), .is_below = one.is_below};
        lines.insert(place, std::move(line));
    }
}

}  // namespace

ledger::RegistryState const* state_before(Context const& context, ledger::Act const& act)
{
    return context.vault.knowledge().registry()->state_after(act.past);
}

Phrase act_title(Context const& context, ledger::Act const& act, std::string_view key)
{
    auto const at = instant_of(act.t);
    return phrase(key)
        .with("name", author_name(context, ledger::as_member(act.author)))
        .with("date", say_day(context, at))
        .with("time", TimeOfDay{shown_at(context, at)});
}

std::vector<ChangeLine> act_lines(
    Context const& context, ledger::Act const& act, std::span<ledger::OpSkip const> skips, ActRecords const* records,
    std::size_t most)
{
    auto const* const before = state_before(context, act);
    if (before == nullptr)
        return {};
    auto lines = effects_of(context, *before, act, skips, most);
    if (records != nullptr)
        add_written(lines, context, act, *records);
    if (lines.empty())
        lines.push_back(
            {.id = 1, .text = records == nullptr ? phrase("council.op.visa") : say_visa(*before, act, *records)});
    return lines;
}

}  // namespace huisclos::app
