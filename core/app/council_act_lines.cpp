// An act as a list shows it: by whom and when it was signed, what it does, what was written with it.

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
    auto const add = [&lines](Phrase text, bool is_below = false) {
        lines.push_back({.id = lines.size() + 1, .text = std::move(text), .is_below = is_below});
    };
    auto written = records == nullptr ? std::vector<SaidChange>{} : records->of(act);
    for (auto& one : written)
        add(std::move(one.text), one.is_below);
    if (lines.empty())
        add(records == nullptr ? phrase("council.op.visa") : say_visa(*before, act, *records));
    return lines;
}

}  // namespace huisclos::app
