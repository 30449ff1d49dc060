// An act as a list shows it: by whom and when it was signed, what it does, what was written with it.

#include <algorithm>
#include <set>
#include <utility>

#include "core/app/council_act_records.hpp"
#include "core/app/council_act_words.hpp"
#include "core/app/council_devices.hpp"
#include "core/app/council_draft_lines.hpp"
#include "core/app/council_words.hpp"
#include "core/app/shown_time.hpp"

namespace huisclos::app {

namespace {

/// What an act with no op of effect was signed for, where nothing that was written with it is found. Any act of the
/// mayor is a visa; another person signs such an act for the records alone.
Phrase say_visa(
    Context const& context, ledger::RegistryState const& before, ledger::Act const& act, ActRecords const& records)
{
    auto const* const author = before.member(ledger::as_member(act.author));
    // What he wrote with it is on the disk of his device, where he has no other: there was nothing.
    bool const is_own = author != nullptr && author->id == context.vault.self() && has_no_other_device(context);
    bool const wrote_nothing = is_own && records.reads_all();
    if (author == nullptr || author->rank != ledger::k_mayor_rank)
        return phrase(wrote_nothing ? "council.op.nothing" : "council.op.record_unread");
    return phrase(records.reads_all() ? "council.change.visa" : "council.op.visa");
}

/// Whom the act is said to remove. By who they are: two of one name may leave by one act.
std::set<MemberId> leavers_of(std::vector<ChangeLine> const& lines)
{
    std::set<MemberId> leavers;
    for (auto const& line : lines) {
        if (line.leaver)
            leavers.insert(*line.leaver);
    }
    return leavers;
}

/// Whose function it says.
std::set<MemberId> named_by(std::vector<ChangeLine> const& lines)
{
    std::set<MemberId> named;
    for (auto const& line : lines) {
        if (line.named)
            named.insert(*line.named);
    }
    return named;
}

/// Below the line that says that he is removed, or his function, and what was put there before.
std::vector<ChangeLine>::iterator place_below(std::vector<ChangeLine>& lines, MemberId const& member)
{
    auto const last = std::find_if(lines.rbegin(), lines.rend(), [&member](ChangeLine const& line) {
        return line.leaver == member || line.named == member;
    });
    return last.base();
}

/// What an act does beside what was asked for: keys that change because of it, what it leaves to be done.
bool is_beside(ChangeLine const& line)
{
    return !line.is_below && line.text.key.starts_with("council.act.");
}

/// What is written of somebody who is removed, or whose function changes, stands below the line that says so, the rest
/// behind what the ops do, as it was prepared (core/app/council_draft_lines.cpp).
void add_written(std::vector<ChangeLine>& lines, ledger::Act const& act, ActRecords const& records)
{
    for (auto& one : records.of(act, leavers_of(lines), named_by(lines))) {
        auto const place = one.about ? place_below(lines, *one.about) : std::ranges::find_if(lines, is_beside);
        ChangeLine line{.id = lines.size() + 1, .text = std::move(one.text), .is_below = one.is_below};
        line.named = one.about;
        lines.insert(place, std::move(line));
    }
}

}  // namespace

ledger::RegistryState const* state_before(Context const& context, ledger::Act const& act)
{
    return context.vault.knowledge().registry()->state_after(act.past);
}

Phrase act_title(Context const& context, ledger::Act const& act, std::string_view key, ActRecords const* records)
{
    auto const at = instant_of(act.t);
    auto const author = ledger::as_member(act.author);
    auto const* const named = records == nullptr ? nullptr : records->name_at(context, author, act.t);
    return phrase(key)
        .with("name", named == nullptr ? author_name(context, author) : PhraseArg(*named))
        .with("date", say_day(context, at))
        .with("time", TimeOfDay{shown_at(context, at)});
}

std::vector<ChangeLine> act_lines(
    Context const& context, ledger::Act const& act, std::span<ledger::OpSkip const> skips, PageReads const* reads,
    std::size_t most, std::size_t seen)
{
    auto const* const before = state_before(context, act);
    if (before == nullptr)
        return {};
    auto lines = reads == nullptr ? effects_of(context, *before, act, skips, most, LogKeySaid::Never)
                                  : effects_of(context, *before, act, skips, most, LogKeySaid::WhileDue, reads);
    if (reads != nullptr)
        add_written(lines, act, reads->records);
    bool const is_visa_alone = lines.empty();
    if (is_visa_alone)
        lines.push_back(
            {.id = 1,
             .text = reads == nullptr ? phrase("council.op.visa") : say_visa(context, *before, act, reads->records)});
    if (seen > 0) {
        // Below the visa where it was prepared as such, else behind all.
        auto const visa = std::ranges::find(
            lines, "council.change.visa", [](ChangeLine const& line) -> std::string const& { return line.text.key; });
        auto const place = visa == lines.end() ? visa : visa + 1;
        ChangeLine said{.id = lines.size() + 1, .text = say_seen(seen)};
        said.is_below = is_visa_alone || visa != lines.end();
        lines.insert(place, std::move(said));
    }
    return lines;
}

}  // namespace huisclos::app
