#include "core/sync/account_care.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/sync/lost_device.hpp"

namespace huisclos::sync {

namespace {

struct CareWish {
    bool makes_key{false};
    bool signs_card{false};
    bool lets_go{false};     ///< Of the account, sealing keys of generations below `kept_from`.
    bool drops_here{false};  ///< This device has such keys.
    bool puts_back{false};   ///< Sealing keys that this device holds and the account does not.
    bool is_floor_due{false};
    std::uint32_t kept_from{0};

    /// Of the floor alone nothing depends on what the store has by now.
    [[nodiscard]] bool is_about_keys() const { return makes_key || signs_card || lets_go || drops_here || puts_back; }
    [[nodiscard]] bool writes_account() const { return makes_key || lets_go || puts_back || is_floor_due; }
};

std::optional<std::uint64_t> iek_days_of(Vault const& vault)
{
    auto const* const registry = vault.knowledge().registry();
    return registry == nullptr ? std::nullopt : registry->state().policy().iek_days;
}

bool holds_seed(ledger::Keyring const& keyring, NumberedSeed const& seed)
{
    return std::ranges::any_of(keyring.inbox_keys, [&seed](ledger::InboxKey const& key) {
        return key.generation == seed.number && crypto::equal(key.key.seed(), seed.seed.view());
    });
}

/// A version that was deleted unread may have been this device's own (docs/protocol.md 3.4). Of replaced keys it is
/// told by the dates alone whether they are kept.
bool is_missing_in(ledger::Keyring const& keyring, NumberedSeed const& seed)
{
    return seed.number >= keyring.newest_inbox_key().generation && !holds_seed(keyring, seed);
}

void put_back_seeds(Vault const& vault, ledger::Keyring& keyring)
{
    for (auto const& seed : vault.keys().sealing) {
        if (is_missing_in(keyring, seed))
            keyring.inbox_keys.push_back({seed.number, crypto::KemKey::from_seed(seed.seed.view())});
    }
}

/// @pre a card of this member is known
CareWish wish_of(Vault const& vault, ledger::Keyring const& keyring)
{
    auto const& card = vault.knowledge().cards().current(vault.self())->card.card;
    auto const days = iek_days_of(vault);
    CareWish wish;
    // The key that the card bears stays, whatever the dates say.
    wish.kept_from = std::min(ledger::first_kept_generation(keyring, days, vault.now()), card.generation);
    wish.lets_go = std::ranges::any_of(
        keyring.inbox_keys, [&wish](ledger::InboxKey const& key) { return key.generation < wish.kept_from; });
    wish.drops_here = std::ranges::any_of(
        vault.keys().sealing, [&wish](NumberedSeed const& seed) { return seed.number < wish.kept_from; });
    wish.puts_back = std::ranges::any_of(
        vault.keys().sealing, [&keyring](NumberedSeed const& seed) { return is_missing_in(keyring, seed); });
    wish.is_floor_due = is_floor_due(vault, keyring);
    // Of an account that moved this device has the former one: what it would sign may be known to who has a lost
    // device.
    if (lacks_sealing_key(vault))
        return wish;
    bool const is_unfinished = keyring.newest_inbox_key().generation > card.generation;
    wish.makes_key = !is_unfinished && ledger::is_renewal_due(keyring, days, vault.now());
    wish.signs_card = is_unfinished || wish.makes_key;
    return wish;
}

void make_key(Vault const& vault, ledger::Keyring& keyring)
{
    auto const& card = vault.knowledge().cards().current(vault.self())->card.card;
    // Of cards that were signed beside each other the highest generation may be in none that counts.
    auto const generation = std::max(card.generation, keyring.newest_inbox_key().generation) + 1;
    keyring.inbox_keys.push_back({generation, crypto::KemKey::generate()});
    ledger::note_made(keyring, generation, vault.now());
}

ledger::Card card_with_newest_key(Vault const& vault, ledger::Keyring const& keyring)
{
    auto card = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
    auto const& newest = keyring.newest_inbox_key();
    card.generation = newest.generation;
    card.inbox_key = newest.key.public_key();
    return card;
}

Error too_late()
{
    return Error{ErrorCode::Busy, "the store has taken longer than the member's keys are held"};
}

struct Learnt {
    bool is_news{false};   ///< Something may have come.
    bool is_whole{false};  ///< `identity` holds what the store shows.
};

/// The store's account, when it may hold more than `identity`. Errors: Input (another passphrase), Busy (too late).
Task<Result<Learnt>> learn_account(ports::RemoteStore& remote, Vault* vault, HeldIdentity* held)
{
    HUISCLOS_CO_TRY_ASSIGN(news, co_await look_for_account_news(remote, &vault->local()));
    if (!held->take_up(vault->now()))
        co_return std::unexpected(too_late());
    auto* const identity = &*held->identity;
    if (news.keys.locator != identity->keys.locator)
        co_return fail(ErrorCode::Busy, "the account has moved");
    Learnt learnt{.is_whole = !news.may_hold_more()};
    if (learnt.is_whole)
        co_return learnt;
    HUISCLOS_CO_TRY_ASSIGN(again, open_news_again(vault->id(), news, *identity));
    auto& opened = again.identity;
    auto const version = opened.account.version;
    if (opened.account.keyring.member != vault->self() || version < identity->account.version)
        co_return learnt;
    auto const object = ledger::make_account_object(opened.keys, vault->id(), opened.account, version);
    HUISCLOS_CO_TRY(co_await vault->set_account(opened.keys.locator, ledger::pack_account(version, object), version));
    *identity = std::move(opened);
    HUISCLOS_CO_TRY(co_await vault->use_keyring(&identity->account.keyring));
    learnt = {true, again.is_whole};
    co_return learnt;
}

Task<Result<void>> record_newest_key(Vault* vault, OpenIdentity const* identity)
{
    auto const& keyring = identity->account.keyring;
    std::vector<NumberedSeed> sealing;
    for (auto& seed : newest_sealing_seed(keyring)) {
        auto const is_held = [&seed](NumberedSeed const& other) {
            return other.number == seed.number && crypto::equal(other.seed.view(), seed.seed.view());
        };
        if (std::ranges::none_of(vault->keys().sealing, is_held))
            sealing.push_back(std::move(seed));
    }
    auto card = ledger::sign_card(card_with_newest_key(*vault, keyring), keyring.identity, vault->id());
    co_return co_await vault->record_card(std::move(card), std::move(sealing));
}

/// @pre the account of the store is the one of `identity`
Task<Result<bool>> do_wish(ports::RemoteStore& remote, Vault* vault, HeldIdentity* held)
{
    auto* const identity = &*held->identity;
    auto wish = wish_of(*vault, identity->account.keyring);
    if (wish.is_about_keys()) {
        held->is_in_use = false;
        auto const pulled = co_await vault->pull();
        if (!held->take_up(vault->now()))
            co_return std::unexpected(too_late());
        HUISCLOS_CO_TRY(pulled);
        if (!vault->standing().is_let_in() || vault->is_write_stopped())
            co_return false;
        wish = wish_of(*vault, identity->account.keyring);
        // What came since the last synchronisation is put by first: they go at another sign-in.
        wish.lets_go = wish.lets_go && vault->may_drop_sealing_keys(wish.kept_from);
    }
    if (wish.writes_account()) {
        auto& keyring = identity->account.keyring;
        put_back_seeds(*vault, keyring);
        if (wish.lets_go)
            (void)ledger::drop_inbox_keys(keyring, wish.kept_from);
        if (wish.makes_key)
            make_key(*vault, keyring);
        if (wish.signs_card)
            keyring.card_version = card_with_newest_key(*vault, keyring).version;
        HUISCLOS_CO_TRY_ASSIGN(is_written, co_await publish_next_account(remote, vault, identity));
        if (!is_written)
            co_return fail(ErrorCode::Busy, "another device has just changed the account");
    }
    if (!wish.signs_card)
        co_return false;
    HUISCLOS_CO_TRY(co_await record_newest_key(vault, identity));
    co_return true;
}

/// @pre `held` has an identity
Task<AccountCare> care_while_held(ports::RemoteStore& remote, Vault* vault, HeldIdentity* held)
{
    auto const is_due = [vault, held] {
        return ledger::is_renewal_due(held->identity->account.keyring, iek_days_of(*vault), vault->now());
    };
    AccountCare care;
    care.is_overdue = is_due();
    // A card that comes meanwhile may bear a key of a version that is later than the one shown.
    bool const lacked_key = lacks_sealing_key(*vault);
    auto const learnt = co_await learn_account(remote, vault, held);
    if (!learnt)
        co_return care;
    auto& keyring = held->identity->account.keyring;
    care.has_learnt = learnt->is_news;
    if (learnt->is_news)
        care.verified = keyring.verified;
    care.is_former = lacked_key && learnt->is_whole && lacks_sealing_key(*vault);
    care.is_overdue = is_due();
    if (vault->is_write_stopped())
        co_return care;
    carry_key_dates(*vault, keyring);
    auto const done = co_await do_wish(remote, vault, held);
    if (!done)
        co_return care;
    care.has_signed = *done;
    care.is_overdue = care.is_overdue && is_due();
    // What the account of the store lets go, this device does too; also where another device wrote it.
    auto const kept_from = ledger::first_kept_generation(keyring, iek_days_of(*vault), vault->now());
    (void)co_await vault->drop_sealing_keys(kept_from);  // On a disk that refuses it, at another sign-in.
    co_return care;
}

}  // namespace

Task<AccountCare> care_for_account(ports::RemoteStore& remote, Vault* vault, HeldIdentity* held)
{
    AccountCare done;
    if (vault->standing().is_let_in())
        done = co_await care_while_held(remote, vault, held);
    held->identity.reset();
    co_return done;
}

}  // namespace huisclos::sync
