#include "core/app/council_act_words.hpp"

#include <algorithm>
#include <utility>

#include "core/app/council_act_records.hpp"
#include "core/app/council_act_speaker.hpp"
#include "core/app/council_acts.hpp"

namespace huisclos::app {

std::vector<ChangeLine> effects_of(
    Context const& context, ledger::RegistryState const& before, ledger::Act const& act,
    std::span<ledger::OpSkip const> skips, std::size_t most, LogKeySaid log_key, PageReads const* reads)
{
    auto names = names_in(context.acts.draft);
    if (reads != nullptr)
        reads->records.put_names(context, act.t, names);
    ActSpeaker speaker(context, std::move(names), before, act, skips, most);
    speaker.say_ops();
    speaker.say_asked_keys(ledger::names_store_token(act.ops));
    speaker.say_left_out();
    speaker.say_ended_keys();
    speaker.say_log_key_due(log_key, reads == nullptr ? nullptr : &reads->audit);
    if (speaker.is_silent() && std::ranges::none_of(act.ops, is_visa))
        speaker.say_all();
    return speaker.take();
}

std::vector<Phrase> effects_of(Context const& context, DraftChange const& change)
{
    ledger::Act act;
    act.author = ledger::author_of(context.vault.self());
    act.ops = change.ops;
    ActSpeaker speaker(context, names_in({&change, 1}), context.registry(), act, {});
    speaker.note_log_key_of_draft();
    speaker.say_ops();
    speaker.say_asked_keys(false);
    std::vector<Phrase> said;
    for (auto& line : speaker.take())
        said.push_back(std::move(line.text));
    return said;
}

}  // namespace huisclos::app
