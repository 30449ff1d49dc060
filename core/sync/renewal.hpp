// An account that another device of the member has changed: a new passphrase, members verified (docs/protocol.md 3.4).
//
// Whoever publishes a version starts from the newest one: a device that started from its own copy would put back the
// slots that a new passphrase has replaced.

#pragma once

#include "core/sync/enrolment.hpp"

namespace huisclos::sync {

/// What the store has of one's own account, beside the device's copy.
struct AccountNews {
    SecretBytes account_secret{};
    ledger::AccountKeys keys{};
    ledger::AccountVersions versions{};  ///< Of the store.
    bool is_newer{false};                ///< The store's version is above the device's.
    bool has_new_passphrase{false};      ///< And another passphrase opens it.

    /// What this device has not united yet may stand there: of a newer version, beside its own of the same number, or
    /// below.
    [[nodiscard]] bool may_hold_more() const
    {
        return is_newer || versions.newest.size() > 1 || !versions.below.empty();
    }
};

/// Asks the store. Errors: Rollback when it has nothing but versions below the device's own; Missing, Store, Refused of
/// fetch_account, which say nothing against the device's copy.
[[nodiscard]] Task<Result<AccountNews>> look_for_account_news(ports::RemoteStore& remote, LocalVault* local);

/// Opens the store's version. Errors: Input (wrong passphrase), Memory, Auth.
[[nodiscard]] Task<Result<OpenIdentity>> open_news(
    ports::Worker& worker, VaultId vault, AccountNews const* news, SecretBytes passphrase);

struct ReopenedNews {
    OpenIdentity identity{};
    bool is_whole{false};  ///< What the store has of that version is in it, each that stands beside another too.
};
/// The same by the KRK that `identity` holds. Error Input: another passphrase was chosen since.
[[nodiscard]] Result<ReopenedNews> open_news_again(
    VaultId const& vault, AccountNews const& news, OpenIdentity const& identity);

/// Adds to `keyring` what the versions of the store hold that stand beside its own or below and that the same KRK
/// opens: who writes the next version deletes what he has read. Replaced sealing keys that `keyring` has let go stay
/// gone. True when it has grown. @pre the store's version is the one of `keyring`, which has an inbox key
bool unite_beside(VaultId const& vault, AccountNews const& news, BytesView ring_key, ledger::Keyring& keyring);

/// The device's copy follows, on the disk when it answers: the old passphrase opens nothing here any more.
/// @pre local is unlocked. Error Local.
[[nodiscard]] Task<Result<void>> keep_news(LocalVault* local, OpenIdentity const* identity);

/// Writes what `identity` holds, with what stands beside and below it on the store, as the next version of the account,
/// with the floor of what this device holds now and the dates of the sealing keys, and the device's copy. False when
/// the store has a newer one, which is not written over, or when the account has moved. Errors: Store, Refused,
/// Missing, Rollback, Local.
[[nodiscard]] Task<Result<bool>> publish_next_account(ports::RemoteStore& remote, Vault* vault, OpenIdentity* identity);

inline constexpr std::int64_t k_floor_every_ms = 7 * k_ms_per_day;
/// The account is to be written again for its floor alone: it has none, or one of a week ago (docs/protocol.md 3.13).
[[nodiscard]] bool is_floor_due(Vault const& vault, ledger::Keyring const& keyring);
/// The tips that this device holds become the floor of `keyring`, unless it still lacks what a former one names.
void carry_floor(Vault const& vault, ledger::Keyring& keyring);
/// So do the dates of the member's sealing keys (docs/protocol.md 3.8), as far as this device knows better.
void carry_key_dates(Vault const& vault, ledger::Keyring& keyring);

}  // namespace huisclos::sync
