#include "core/sync/renewal.hpp"

#include <algorithm>
#include <tuple>

namespace huisclos::sync {

namespace {

bool is_same_slot(ledger::Slot const* a, ledger::Slot const* b)
{
    return a != nullptr && b != nullptr && a->id == b->id && same_bytes(a->sealed, b->sealed);
}

}  // namespace

Task<Result<AccountNews>> look_for_account_news(ports::RemoteStore& remote, LocalVault* local)
{
    auto const vault = local->identity().vault;
    AccountNews news;
    HUISCLOS_CO_TRY_ASSIGN(account_secret, co_await local->account_secret());
    news.account_secret = std::move(account_secret);
    news.keys = ledger::account_keys(news.account_secret.view(), vault);
    HUISCLOS_CO_TRY_ASSIGN(stored, ledger::unpack_account(local->account_object()));
    HUISCLOS_CO_TRY_ASSIGN(own, ledger::open_account(news.keys, vault, stored.version, stored.object));
    HUISCLOS_CO_TRY_ASSIGN(versions, co_await fetch_account(remote, news.keys, vault));
    auto const& newest = versions.newest.front();
    if (newest.version < own.version)
        co_return fail(ErrorCode::Rollback, "the store has an older account only");
    constexpr auto k_by_passphrase = ledger::SlotMethod::Passphrase;
    news.is_newer = newest.version > own.version;
    news.has_new_passphrase =
        news.is_newer && !is_same_slot(newest.find_slot(k_by_passphrase), own.find_slot(k_by_passphrase));
    news.versions = std::move(versions);
    co_return news;
}

Task<Result<OpenIdentity>> open_news(
    ports::Worker& worker, VaultId vault, AccountNews const* news, SecretBytes passphrase)
{
    OpenIdentity identity;
    identity.keys = ledger::account_keys(news->account_secret.view(), vault);
    HUISCLOS_CO_TRY_ASSIGN(
        account, co_await unlock_by_passphrase(
                     worker, &identity.keys, vault, &news->account_secret, &news->versions, std::move(passphrase)));
    identity.account = std::move(account);
    co_return identity;
}

Result<ReopenedNews> open_news_again(VaultId const& vault, AccountNews const& news, OpenIdentity const& identity)
{
    ReopenedNews again;
    again.identity.keys = ledger::account_keys(news.account_secret.view(), vault);
    HUISCLOS_TRY_ASSIGN(
        united, ledger::unlock_versions_by_ring_key(
                    again.identity.keys, vault, news.versions, identity.account.ring_key.view()));
    again.identity.account = std::move(united.account);
    again.is_whole = united.not_united == 0;
    return again;
}

bool unite_beside(VaultId const& vault, AccountNews const& news, BytesView ring_key, ledger::Keyring& keyring)
{
    auto const held = [&keyring] {
        return std::tuple(keyring.inbox_keys.size(), keyring.log_keys.size(), keyring.verified.size());
    };
    auto const before = held();
    auto const kept_from = keyring.first_generation();
    for (auto const* const some : {&news.versions.newest, &news.versions.below}) {
        for (auto const& version : *some) {
            ledger::AccountVersions one;
            one.newest.push_back(version);
            auto const opened = ledger::unlock_versions_by_ring_key(news.keys, vault, one, ring_key);
            if (opened && opened->account.keyring.member == keyring.member)
                keyring.unite(opened->account.keyring);
        }
    }
    (void)ledger::drop_inbox_keys(keyring, kept_from);
    return held() != before;
}

Task<Result<void>> keep_news(LocalVault* local, OpenIdentity const* identity)
{
    auto const& account = identity->account;
    auto const object = ledger::make_account_object(identity->keys, local->identity().vault, account, account.version);
    ports::LocalBatch batch;
    local->stage_account(batch, ledger::pack_account(account.version, object));
    local->stage_new_krk(batch, account.ring_key.view());
    co_return co_await local->commit(std::move(batch));
}

Task<Result<bool>> publish_next_account(ports::RemoteStore& remote, Vault* vault, OpenIdentity* identity)
{
    HUISCLOS_CO_TRY_ASSIGN(news, co_await look_for_account_news(remote, &vault->local()));
    if (news.is_newer || news.keys.locator != identity->keys.locator)
        co_return false;
    // This write deletes what was read here.
    bool const has_grown =
        unite_beside(vault->id(), news, identity->account.ring_key.view(), identity->account.keyring);
    carry_floor(*vault, identity->account.keyring);
    carry_key_dates(*vault, identity->account.keyring);
    auto const version = identity->account.version + 1;
    auto object = ledger::make_account_object(identity->keys, vault->id(), identity->account, version);
    auto read = std::move(news.versions.names);
    HUISCLOS_CO_TRY(co_await publish_account(remote, identity->keys, vault->id(), version, object, std::move(read)));
    identity->account.version = version;
    HUISCLOS_CO_TRY(
        co_await vault->set_account(identity->keys.locator, ledger::pack_account(version, object), version));
    if (has_grown)
        HUISCLOS_CO_TRY(co_await vault->use_keyring(&identity->account.keyring));
    co_return true;
}

bool is_floor_due(Vault const& vault, ledger::Keyring const& keyring)
{
    auto const& standing = vault.standing();
    // One of a clock that was ahead is renewed too.
    auto const age = keyring.floor ? vault.now().ms - keyring.floor->at.ms : k_floor_every_ms;
    bool const is_of_week = age >= 0 && age < k_floor_every_ms;
    return standing.is_let_in() && !vault.is_write_stopped() && !is_of_week;
}

void carry_floor(Vault const& vault, ledger::Keyring& keyring)
{
    auto const* const registry = vault.knowledge().registry();
    if (registry != nullptr && vault.standing().floor.is_met())
        keyring.floor = ledger::Floor{registry->tips(), vault.now()};
}

void carry_key_dates(Vault const& vault, ledger::Keyring& keyring)
{
    ledger::carry_dates(keyring, vault.self_grant_read(), vault.now());
}

}  // namespace huisclos::sync
