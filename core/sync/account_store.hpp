// The account of a member on the store (docs/protocol.md 3.4): several versions may coexist under `k/<loc>/`, nothing
// compares and swaps, and what a store does not give never creates or removes anything.

#pragma once

#include "core/ledger/account.hpp"
#include "core/ports/remote_store.hpp"
#include "core/ports/worker.hpp"

namespace huisclos::sync {

/// Everything under the account's name, opened with AS: the highest version that opens, whatever lies beside it, and of
/// those below what came with it; the same bytes once whatever their names.
/// Errors: Missing when there is none, Upgrade when one may be of a newer program, Store.
[[nodiscard]] Task<Result<ledger::AccountVersions>> fetch_account(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault);

/// Puts one version, reads it back, then deletes of those below it what `read_before` names, and what is no account.
/// Error Store: it is not known to be there. @pre `keys` outlive the task; what a file of `read_before` holds was
/// united, as far as it opens, and is in `object`
[[nodiscard]] Task<Result<void>> publish_account(
    ports::RemoteStore& remote, ledger::AccountKeys const& keys, VaultId vault, std::uint32_t version, Bytes object,
    std::vector<std::string> read_before);

/// Deletes what lies under a locator that is no account's any more. False: something of it is still there.
[[nodiscard]] Task<Result<bool>> remove_account(ports::RemoteStore& remote, Locator locator);

/// PW of a passphrase as typed, computed by the worker. Errors: Input (no text), Auth (cost or salt), Memory.
[[nodiscard]] Task<Result<SecretBytes>> compute_password_hash(
    ports::Worker& worker, SecretBytes typed, ledger::PasswordPlan plan);

/// Opens the first of `versions` by its passphrase slot and unites those beside it. All pointers outlive the task.
/// Errors: Input (wrong passphrase), Memory, Auth (no such slot, or its cost is refused).
[[nodiscard]] Task<Result<ledger::UnlockedAccount>> unlock_by_passphrase(
    ports::Worker& worker, ledger::AccountKeys const* keys, VaultId vault, SecretBytes const* account_secret,
    ledger::AccountVersions const* versions, SecretBytes passphrase);

}  // namespace huisclos::sync
