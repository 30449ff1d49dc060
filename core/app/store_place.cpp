#include "core/app/store_place.hpp"

#include "core/app/council_words.hpp"
#include "core/app/draft_slots.hpp"
#include "core/base/store_url.hpp"
#include "core/ledger/policy_fields.hpp"

namespace huisclos::app {

namespace {

ActHash act_of_place(Context const& context)
{
    return ledger::setter_of(context.registry().policy(), ledger::PolicyField::StoreUrl).hash;
}

bool is_place_set_aside(Context const& context)
{
    return kept_acts(context, k_draft_place_kept).contains(act_of_place(context));
}

/// What the place in use had lost, and what that asks of people.
Phrase say_lost(Context const& context)
{
    return ask_whom(context, "council.todo.store_lost_detail");
}

}  // namespace

bool is_place_moved(Context const& context)
{
    if (!context.has_registry() || context.registry().policy().store_url == context.vault.keys().address.url)
        return false;
    auto const sequence = context.vault.knowledge().registry()->sequence();
    return !sequence.empty() && sequence.front() != act_of_place(context);
}

std::optional<ports::StoreAddress> announced_place(Context const& context)
{
    if (!is_place_moved(context) || !is_store_url(context.registry().policy().store_url))
        return std::nullopt;
    auto const& policy = context.registry().policy();
    return ports::StoreAddress{policy.store_url, policy.store_token};
}

Phrase say_announced_place(Context const& context, std::string_view key)
{
    auto const* const act = context.vault.knowledge().registry()->act(act_of_place(context));
    auto const author = act == nullptr ? MemberId{} : ledger::as_member(act->author);
    return phrase(key).with("url", context.registry().policy().store_url).with("name", author_name(context, author));
}

void present_places(Context const& context, TodoList& todo)
{
    auto const& keys = context.vault.keys();
    if (keys.former && keys.former->awaits_first)
        todo.add(
            Tone::Warning, "links-line", phrase("council.todo.store_new"),
            phrase("council.todo.store_new_detail").with("url", keys.address.url), "council.todo.store_new_button",
            ReturnToFormerStore{});
    // Nothing there is to be done on this device.
    if (context.vault.status().sent_again)
        todo.add(
                Tone::Warning, "links-line", phrase("council.todo.store_lost"), say_lost(context), "council.todo.see",
                Go{DeviceRoute{}})
            .waiting = 0;
    if (announced_place(context) && !is_place_set_aside(context))
        todo.add(
            Tone::Warning, "links-line", phrase("council.todo.store_place"),
            say_announced_place(context, "council.todo.store_place_detail"), "council.todo.store_place_button",
            Go{DeviceRoute{}});
}

void present_places(Context const& context, StoreView& view)
{
    if (context.vault.status().sent_again)
        view.lost = say_lost(context);
    if (auto const& former = context.vault.keys().former)
        view.former = phrase("council.place.former").with("url", former->address.url);
    auto const place = announced_place(context);
    if (!place)
        return;
    view.announced = say_announced_place(context, "council.todo.store_place_detail");
    view.announced_url = place->url;
    view.announced_by = act_of_place(context);
    view.may_set_aside = !is_place_set_aside(context);
}

Task<Result<void>> keep_present_place(Context* context, ActHash act)
{
    std::set<ActHash> acts;
    acts.insert(act);
    co_return co_await keep_acts(context, k_draft_place_kept, std::move(acts));
}

}  // namespace huisclos::app
