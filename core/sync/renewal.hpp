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
};

/// Asks the store. Errors: Rollback when it has nothing but versions below the device's own; Missing, Store, Refused of
/// fetch_account, which say nothing against the device's copy.
[[nodiscard]] Task<Result<AccountNews>> look_for_account_news(ports::RemoteStore& remote, LocalVault* local);

/// Opens the store's version. Errors: Input (wrong passphrase), Memory, Auth.
[[nodiscard]] Task<Result<OpenIdentity>> open_news(
    ports::Worker& worker, VaultId vault, AccountNews const* news, SecretBytes passphrase);

/// The device's copy follows, on the disk when it answers: the old passphrase opens nothing here any more.
/// @pre local is unlocked. Error Local.
[[nodiscard]] Task<Result<void>> keep_news(LocalVault* local, OpenIdentity const* identity);

}  // namespace huisclos::sync
