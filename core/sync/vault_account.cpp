#include <algorithm>

#include "core/sync/account_store.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// The account under another account secret (docs/protocol.md 3.2, 3.12): the device follows it in one transaction, and
// what lies at the former place goes once all that was written with it is on the store.

namespace huisclos::sync {

namespace {

/// What waits to be sent under the locator of an account that ends: the former passphrase would open it there again.
std::vector<std::uint64_t> waits_under(Outbox const& outbox, Locator const& ended, Locator const& next)
{
    std::vector<std::uint64_t> numbers;
    auto const folder = account_folder(ended);
    for (auto const& entry : outbox.entries()) {
        if (ended != next && entry.path.starts_with(folder))
            numbers.push_back(entry.number);
    }
    return numbers;
}

}  // namespace

Task<Result<Locator>> Vault::account_locator()
{
    HUISCLOS_CO_TRY_ASSIGN(secret, co_await m_local.account_secret());
    co_return ledger::account_keys(secret.view(), id()).locator;
}

Task<Result<void>> Vault::set_account(Locator place, Bytes packed_account, std::uint32_t version)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY_ASSIGN(present, co_await account_locator());
    if (present != place)
        co_return fail(ErrorCode::Busy, "the account has moved");
    // A version that was on its way must not come back over one that opens by another passphrase.
    auto const kept = ledger::unpack_account(m_local.account_object());
    if (kept && kept->version > version)
        co_return fail(ErrorCode::Busy, "the account has changed");
    m_account_version = version;
    ports::LocalBatch batch;
    m_local.stage_account(batch, std::move(packed_account));
    co_return co_await m_local.commit(std::move(batch));
}

Task<Result<void>> Vault::announce_account(Locator locator)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    auto former = m_former_accounts;
    former.announce(locator);
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_former_accounts, encode_former_accounts(former)));
    m_former_accounts = std::move(former);
    co_return Result<void>{};
}

Task<Result<void>> Vault::record_account(AccountSwitch next, ledger::SignedCard card, std::vector<NumberedSeed> sealing)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    HUISCLOS_CO_TRY_ASSIGN(from, co_await account_locator());
    auto const to = ledger::account_keys(next.account_secret.view(), id()).locator;
    auto former = m_former_accounts;
    former.replace(from, to);
    auto const unsent = waits_under(m_outbox, from, to);
    auto const packed = ledger::pack_account(next.version, next.object);
    HUISCLOS_CO_TRY(co_await m_local.keep_next_secret(std::move(next.account_secret)));
    ports::LocalBatch batch;
    LocalVault::stage_next_account(batch, packed);
    m_local.stage_new_krk(batch, next.ring_key.view());
    m_local.stage_note(batch, k_note_former_accounts, encode_former_accounts(former));
    for (auto const number : unsent)
        m_local.stage_published(batch, number);
    auto const version_before = std::exchange(m_account_version, next.version);
    auto const recorded = co_await record_card_in(std::move(batch), std::move(card), std::move(sealing));
    if (!recorded) {
        m_account_version = version_before;
        co_return recorded;
    }
    m_local.adopt_account(packed);
    m_former_accounts = std::move(former);
    for (auto const number : unsent)
        m_outbox.forget(number);
    // A disk that refuses keeps both: the other one goes with the deletion of what it opened.
    (void)co_await m_local.drop_former_secret();
    co_return Result<void>{};
}

Task<Result<void>> Vault::follow_account(AccountSwitch next)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY_ASSIGN(from, co_await account_locator());
    auto const to = ledger::account_keys(next.account_secret.view(), id()).locator;
    auto const unsent = waits_under(m_outbox, from, to);
    auto former = m_former_accounts;
    // Who moved it has deleted what lay there; this device may have put it there again since, or at another place of
    // the store: the lost kit would open it.
    if (from != to)
        former.end(from);
    auto const packed = ledger::pack_account(next.version, next.object);
    HUISCLOS_CO_TRY(co_await m_local.keep_next_secret(std::move(next.account_secret)));
    ports::LocalBatch batch;
    LocalVault::stage_next_account(batch, packed);
    m_local.stage_new_krk(batch, next.ring_key.view());
    if (from != to)
        m_local.stage_note(batch, k_note_former_accounts, encode_former_accounts(former));
    for (auto const number : unsent)
        m_local.stage_published(batch, number);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    m_former_accounts = std::move(former);
    for (auto const number : unsent)
        m_outbox.forget(number);
    m_local.adopt_account(packed);
    m_account_version = next.version;
    ++m_version;
    (void)co_await m_local.drop_former_secret();
    co_return Result<void>{};
}

/// Never while a change is between the secret and the account: it holds the lock.
Task<Result<Locator>> Vault::settle_secret()
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(co_await m_local.drop_former_secret());
    co_return co_await account_locator();
}

Task<Result<void>> Vault::delete_former_accounts()
{
    if (m_former_accounts.ended.empty() || m_outbox.pending() > 0 || is_write_stopped())
        co_return Result<void>{};
    HUISCLOS_CO_TRY_ASSIGN(present, co_await settle_secret());
    auto const ended = m_former_accounts.ended;
    std::vector<Locator> done;
    for (auto const& locator : ended) {
        bool is_gone = locator == present;  // Followed again: it has not ended.
        if (!is_gone) {
            auto const removed = co_await remove_account(m_ports.remote, locator);
            is_gone = removed.value_or(false);
        }
        if (is_gone)
            done.push_back(locator);
    }
    if (done.empty())
        co_return Result<void>{};
    auto const held = co_await m_writing.lock();
    auto former = m_former_accounts;
    std::erase_if(
        former.ended, [&done](Locator const& locator) { return std::ranges::find(done, locator) != done.end(); });
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_former_accounts, encode_former_accounts(former)));
    m_former_accounts = std::move(former);
    co_return Result<void>{};
}

}  // namespace huisclos::sync
