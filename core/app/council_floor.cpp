#include "core/app/council_floor.hpp"

#include <algorithm>
#include <utility>

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/app/shown_time.hpp"
#include "core/ledger/act_cause.hpp"

namespace huisclos::app {

namespace {

constexpr std::size_t k_most_tips_told = 4;

Phrase say_tip(Context const& context, ActHash const& hash, ledger::Act const& act)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const cause = ledger::undone_by(registry, hash);
    auto const* const other = cause ? registry.act(*cause) : nullptr;
    auto said = phrase(other == nullptr ? "council.todo.floor_detail" : "council.todo.floor_cause")
                    .with("name", author_name(context, ledger::as_member(act.author)))
                    .with("date", say_day(context, instant_of(act.t)));
    if (other != nullptr)
        said.with("by", author_name(context, ledger::as_member(other->author)))
            .with("on", say_day(context, instant_of(other->t)));
    return said;
}

}  // namespace

void present_floor(Context const& context, TodoList& todo)
{
    auto const read = kept_acts(context, k_draft_floor_read);
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
    auto read = kept_acts(*context, k_draft_floor_read);
    // Of tips that the floor holds no more nothing is kept.
    auto const& lost = context->vault.standing().floor.without_effect;
    std::erase_if(read, [&lost](ActHash const& one) { return std::ranges::find(lost, one) == lost.end(); });
    read.insert(act);
    co_return co_await keep_acts(context, k_draft_floor_read, std::move(read));
}

}  // namespace huisclos::app
