#include "core/app/council_floor.hpp"

#include <algorithm>
#include <set>

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/shown_time.hpp"
#include "core/ledger/act_cause.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::app {

namespace {

constexpr std::size_t k_most_tips_told = 4;

/// What does not read is forgotten: those acts are told once more.
std::set<ActHash> tips_read(Context const& context)
{
    std::set<ActHash> all;
    for (auto const& item : kept_items(context, k_draft_floor_read)) {
        if (auto const act = item.as_id<ActHash>())
            all.insert(*act);
    }
    return all;
}

PhraseArg signer_of(Context const& context, ledger::Act const& act)
{
    auto const author = ledger::as_member(act.author);
    bool const is_member = context.registry().member(author) != nullptr;
    return is_member ? plain_name(context, author) : PhraseArg(TextRef{"council.act.officers"});
}

Phrase say_tip(Context const& context, ActHash const& hash, ledger::Act const& act)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const cause = ledger::undone_by(registry, hash);
    auto const* const other = cause ? registry.act(*cause) : nullptr;
    auto said = phrase(other == nullptr ? "council.todo.floor_detail" : "council.todo.floor_cause")
                    .with("name", signer_of(context, act))
                    .with("date", say_day(context, instant_of(act.t)));
    if (other != nullptr)
        said.with("by", signer_of(context, *other)).with("on", say_day(context, instant_of(other->t)));
    return said;
}

}  // namespace

void present_floor(Context const& context, TodoList& todo)
{
    auto const read = tips_read(context);
    std::size_t told = 0;
    for (auto const& tip : context.vault.standing().floor.without_effect) {
        auto const* const act = context.vault.knowledge().registry()->act(tip);
        if (act == nullptr || read.contains(tip) || told == k_most_tips_told)
            continue;
        ++told;
        todo.add(
            Tone::Info, "history-line", phrase("council.todo.floor"), say_tip(context, tip, *act),
            "council.todo.floor_button", NoteFloorTip{tip});
    }
}

Task<Result<void>> note_floor_tip(Context* context, ActHash act)
{
    auto read = tips_read(*context);
    // Of tips that the floor holds no more nothing is kept.
    auto const& lost = context->vault.standing().floor.without_effect;
    std::erase_if(read, [&lost](ActHash const& one) { return std::ranges::find(lost, one) == lost.end(); });
    read.insert(act);
    ledger::CborWriter writer;
    writer.array(read.size());
    for (auto const& one : read)
        writer.id(one);
    auto const kept = co_await context->vault.save_draft(k_draft_floor_read, SecretBytes::copy_of(writer.take()));
    context->changed();
    co_return kept;
}

}  // namespace huisclos::app
