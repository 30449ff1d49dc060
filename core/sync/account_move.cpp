#include "core/sync/account_move.hpp"

#include <algorithm>

#include "core/crypto/random.hpp"
#include "core/sync/renewal.hpp"

namespace huisclos::sync {

namespace {

bool holds_key_of(ledger::Keyring const& keyring, ledger::Card const& card)
{
    return std::ranges::any_of(keyring.inbox_keys, [&card](ledger::InboxKey const& key) {
        return key.generation == card.generation && key.key.public_key() == card.inbox_key;
    });
}

}  // namespace

Task<Result<AccountMove>> prepare_move(
    ports::Worker& worker, VaultId vault, OpenIdentity const* identity, SecretBytes passphrase,
    crypto::PasswordCost cost)
{
    auto const plan = ledger::plan_password(cost);
    HUISCLOS_CO_TRY_ASSIGN(hash, co_await compute_password_hash(worker, std::move(passphrase), plan));
    AccountMove move;
    move.account_secret = crypto::random_secret(ledger::k_account_secret_size);
    move.recovery_key = crypto::random_secret(ledger::k_recovery_key_size);
    move.identity.keys = ledger::account_keys(move.account_secret.view(), vault);
    move.former_version = identity->account.version;
    move.former_ring_key = identity->account.ring_key.clone();
    // A head may state the version of the former place: the numbers go on.
    move.identity.account = ledger::renew_slots(
        identity->account.keyring.clone(), identity->account.version, vault,
        {move.account_secret.view(), move.recovery_key.view(), plan, hash.view()});
    co_return move;
}

ledger::Kit kit_of(Vault const& vault, AccountMove const& move)
{
    ledger::Kit kit;
    kit.store = vault.keys().address;
    kit.vault = vault.id();
    kit.account_secret = move.account_secret.clone();
    kit.recovery_key = move.recovery_key.clone();
    if (auto const* const registry = vault.knowledge().registry())
        kit.floor = ledger::Floor{registry->tips(), vault.now()};
    return kit;
}

Task<Result<bool>> declare_lost(ports::RemoteStore& remote, Vault* vault, AccountMove* move, DeviceId lost)
{
    if (!plan_lost_device(*vault, lost).marks_card)
        co_return fail(ErrorCode::Missing, "nothing to declare about that device");
    if (vault->is_write_stopped())
        co_return fail(ErrorCode::Fork, "an alarm waits for somebody to read it");
    // An account that is not at its place may be one that another device has moved: two would part for good.
    HUISCLOS_CO_TRY_ASSIGN(news, co_await look_for_account_news(remote, &vault->local()));
    if (news.is_newer || news.versions.newest.front().version != move->former_version)
        co_return false;
    auto& account = move->identity.account;
    auto const& keys = move->identity.keys;
    // A try that was cut may have left a version with another sealing key: this one is above it.
    ++account.version;
    auto keyring = account.keyring.clone();
    (void)unite_beside(vault->id(), news, move->former_ring_key.view(), keyring);
    carry_floor(*vault, keyring);
    carry_key_dates(*vault, keyring);
    auto card = card_with_lost_device(*vault, keyring, lost);
    auto sealing = newest_sealing_seed(keyring);
    ledger::UnlockedAccount next{
        .version = account.version,
        .ring_key = account.ring_key.clone(),
        .slots = account.slots,
        .keyring = std::move(keyring)};
    auto object = ledger::make_account_object(keys, vault->id(), next, next.version);
    HUISCLOS_CO_TRY(co_await vault->announce_account(keys.locator));
    // Of this visit alone: nobody else has that secret yet.
    HUISCLOS_CO_TRY(co_await remove_account(remote, keys.locator));
    std::vector<std::string> none;
    HUISCLOS_CO_TRY(co_await publish_account(remote, keys, vault->id(), next.version, object, std::move(none)));
    AccountSwitch to{move->account_secret.clone(), next.ring_key.clone(), next.version, std::move(object)};
    HUISCLOS_CO_TRY(co_await vault->record_account(std::move(to), std::move(card), std::move(sealing)));
    account = std::move(next);
    co_return true;
}

Task<Result<void>> follow_move(Vault* vault, AccountAccess const* access, OpenIdentity const* identity)
{
    auto const& account = identity->account;
    auto const* const current = vault->knowledge().cards().current(vault->self());
    if (account.keyring.member != vault->self() ||
        (current != nullptr && !holds_key_of(account.keyring, current->card.card)))
        co_return fail(ErrorCode::Context, "not the account that this member's card speaks of");
    auto object = ledger::make_account_object(identity->keys, vault->id(), account, account.version);
    AccountSwitch to{access->account_secret.clone(), account.ring_key.clone(), account.version, std::move(object)};
    HUISCLOS_CO_TRY(co_await vault->follow_account(std::move(to)));
    HUISCLOS_CO_TRY(co_await vault->use_keyring(&account.keyring));
    if (access->floor)
        co_return co_await vault->use_floor(*access->floor);
    co_return Result<void>{};
}

}  // namespace huisclos::sync
