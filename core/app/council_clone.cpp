#include "core/app/council_clone.hpp"

#include "core/app/facts.hpp"
#include "core/sync/enrolment.hpp"
#include "core/sync/lost_device.hpp"
#include "core/sync/renewal.hpp"

namespace huisclos::app {

namespace {

std::vector<ledger::SignedCard const*> own_cards(Context const& context)
{
    return context.vault.knowledge().cards().all_of(context.vault.self());
}

void refuse(Context& context, Phrase said)
{
    context.toasts.refuse(std::move(said));
    context.changed();
}

/// The account first, as its keyring names the card. Then the device, with the card that lists it, in one transaction.
Task<Result<void>> sign_continue(Context* context, sync::OpenIdentity* identity)
{
    auto& vault = context->vault;
    auto const pulled = co_await vault.pull();
    if (!pulled)
        co_return pulled;
    if (auto said = bar_to_continue(*context); !said.key.empty()) {
        refuse(*context, std::move(said));
        co_return Result<void>{};
    }
    sync::NextDevice next;
    next.key = crypto::SigningKey::generate();
    next.card = sync::card_with_device(vault, identity->account.keyring, next.key.public_key());
    next.ring_key = identity->account.ring_key.clone();
    identity->account.keyring.card_version = next.card.card.version;
    auto const published = co_await sync::publish_next_account(context->ports.remote, &vault, identity);
    // It has moved: the card that says so is named by the head of this very device, which a copy does not follow.
    if (!published && published.error().code == ErrorCode::Missing) {
        context->acts.account_sign = AccountSign::Moved;
        refuse(*context, phrase("council.device.lost.other_key"));
        co_return Result<void>{};
    }
    if (!published)
        co_return std::unexpected(published.error());
    if (!*published)
        co_return fail(ErrorCode::Store, "another device has just changed the account");
    auto const continued = co_await vault.continue_as(std::move(next));
    if (!continued)
        co_return continued;
    context->council.rebuild(vault);
    context->wants_push = true;
    context->toasts.say(Tone::Success, phrase("council.clone.done"));
    context->changed();
    co_return Result<void>{};
}

}  // namespace

Phrase bar_to_continue(Context const& context)
{
    auto const& vault = context.vault;
    if (!vault.may_continue())
        return phrase("council.clone.not");
    // A card made under the former account would be refused by every other device.
    if (context.acts.account_sign != AccountSign::None || sync::lacks_sealing_key(vault))
        return phrase("council.device.lost.other_key");
    if (vault.standing().stop != sync::VaultStop::None)
        return phrase("council.clone.stopped");
    if (auto stopped = why_write_stopped(context, SignatureWrites::AsAnotherDevice); !stopped.empty())
        return stopped;
    auto const cards = own_cards(context);
    if (cards.empty())
        return phrase("council.clone.stopped");
    if (!ledger::may_list_another_device(ledger::next_card(cards)))
        return phrase("council.clone.too_many").with("n", std::int64_t{ledger::k_max_devices_in_use});
    return {};
}

void ask_to_continue(Context& context)
{
    if (auto said = bar_to_continue(context); !said.key.empty()) {
        refuse(context, std::move(said));
        return;
    }
    PendingSignature signature;
    signature.title = phrase("council.clone.button");
    for (auto const* const line : {"council.clone.line.card", "council.clone.line.again", "council.clone.line.former"})
        signature.lines.push_back({{}, phrase(line)});
    signature.writes = SignatureWrites::AsAnotherDevice;
    auto* const kept = &context;
    signature.sign = [kept](sync::OpenIdentity* identity) {
        return sign_continue(kept, identity);
    };
    context.signature = std::move(signature);
    context.changed();
}

Task<bool> write_over_own_head(Context* context)
{
    auto const done = co_await context->vault.write_over_own_head();
    if (!done) {
        refuse(*context, phrase("council.clone.not"));
        co_return false;
    }
    context->wants_push = true;
    context->toasts.say(Tone::Success, phrase("council.clone.closed.done"));
    context->changed();
    co_return true;
}

}  // namespace huisclos::app
