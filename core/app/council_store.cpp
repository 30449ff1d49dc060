#include "core/app/council_store.hpp"

#include <algorithm>
#include <ranges>

#include "core/app/council_acts.hpp"
#include "core/app/council_words.hpp"
#include "core/app/facts.hpp"
#include "core/app/field_views.hpp"
#include "core/app/store_place.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/policy_fields.hpp"

namespace huisclos::app {

namespace {

/// The last rank that names a place: field 5 of `policy`.
constexpr ledger::Rank k_last_rank_for_place = 1;

std::string store_link(Context const& context)
{
    return ledger::encode_link(context.bundle_address, ledger::Link(ledger::StoreLink{context.vault.keys().address}));
}

void hide(Context& context)
{
    auto& link = context.acts.store.link;
    wipe(link.data(), link.size());
    link.clear();
}

bool may_name_place(Context const& context)
{
    auto const* const self = context.registry().member(context.vault.self());
    return self != nullptr && !self->is_out() && self->rank <= k_last_rank_for_place;
}

/// The store of a link typed, or what is wrong with it.
std::optional<ports::StoreAddress> read_typed(Context const& context, StoreDraft& draft)
{
    auto const link = ledger::parse_link(draft.typed);
    auto const* const store = link ? std::get_if<ledger::StoreLink>(&*link) : nullptr;
    if (store == nullptr) {
        draft.error = phrase("doors.error.store_link");
        return std::nullopt;
    }
    // Of the place in use, whatever another act names. Who opened by another name of the place where the council was
    // founded may be given either.
    auto const& policy = context.registry().policy();
    auto const& used = context.vault.keys().address;
    bool const is_moved = is_place_moved(context);
    if (store->store.url != used.url && (is_moved || store->store.url != policy.store_url)) {
        draft.error = phrase("council.store.other_place");
        return std::nullopt;
    }
    if (is_moved && !may_name_place(context)) {
        draft.error = phrase("council.store.moved");
        return std::nullopt;
    }
    // Where another act names another place, the token in force may have been that one's.
    if (!is_moved && store->store.token == policy.store_token) {
        draft.error = phrase("council.store.same");
        return std::nullopt;
    }
    return ports::StoreAddress{used.url, store->store.token};
}

void prepare(Context& context)
{
    auto& draft = context.acts.store;
    draft.error = {};
    auto const address = read_typed(context, draft);
    if (address) {
        ledger::PolicyOp policy;
        policy.store_token = address->token;
        std::erase_if(context.acts.draft, [](DraftChange const& change) { return change.is_store; });
        DraftChange change;
        change.text = phrase("council.change.token");
        // Else the token would be that of the other place, to which no device that stays here turns.
        if (is_place_moved(context)) {
            policy.store_url = address->url;
            change.text = phrase("council.change.store").with("url", address->url);
        }
        change.ops = {std::move(policy)};
        change.is_store = true;
        change.afterwards = [after = *address](Context* then) {
            return then->vault.use_address(after);
        };
        add_change(context, std::move(change));
        wipe(draft.typed.data(), draft.typed.size());
        draft.typed.clear();
        context.route = ActsRoute{};
    }
    context.changed();
}

}  // namespace

void present_store(Context const& context, StoreView& view)
{
    auto const& draft = context.acts.store;
    view.link = draft.link;
    present_places(context, view);
    auto const facts = facts_of_signer(context).actor;
    view.may_replace = facts.ranked && facts.active;
    if (!view.may_replace)
        return;
    view.must_replace = has_known_token(context);
    view.field = text_field(store_field::k_link, "council.store.new", draft.typed, k_store_link_length);
    view.field.help = phrase("council.store.new_help");
    view.field.error = draft.error;
}

bool is_store_command(Command const& command)
{
    return std::holds_alternative<ShowStoreLink>(command) || std::holds_alternative<HideStoreLink>(command) ||
           std::holds_alternative<EditStoreLink>(command) || std::holds_alternative<PrepareStoreToken>(command);
}

void run_store_command(Context& context, Command const& command)
{
    if (std::holds_alternative<ShowStoreLink>(command))
        context.acts.store.link = store_link(context);
    else if (std::holds_alternative<HideStoreLink>(command))
        hide(context);
    else if (auto const* const edit = std::get_if<EditStoreLink>(&command))
        context.acts.store.typed = edit->value.text;
    else
        return prepare(context);
    context.changed();
}

bool has_known_token(Context const& context)
{
    auto const& registry = *context.vault.knowledge().registry();
    auto const& chosen_by = ledger::setter_of(context.registry().policy(), ledger::PolicyField::StoreToken).hash;
    // From the newest act back to the one that chose the token.
    for (auto const& hash : std::views::reverse(registry.sequence())) {
        if (hash == chosen_by)
            return false;
        auto const* const act = registry.act(hash);
        if (act != nullptr && std::ranges::any_of(act->ops, is_departure))
            return true;
    }
    return false;
}

std::optional<ports::StoreAddress> announced_token(Context const& context)
{
    if (!context.has_registry())
        return std::nullopt;
    auto const& policy = context.registry().policy();
    auto const& used = context.vault.keys().address;
    bool const is_other = policy.store_url == used.url && policy.store_token != used.token;
    if (!is_other || policy.store_token.empty())
        return std::nullopt;
    return ports::StoreAddress{policy.store_url, policy.store_token};
}

}  // namespace huisclos::app
