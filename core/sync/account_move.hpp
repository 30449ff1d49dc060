// A new account secret after the loss of a device (docs/protocol.md 3.2, 3.12): new AS, so a new place on the store;
// new KR, KRK and passphrase; a new sealing key. Who holds what the lost device held, the former passphrase and the
// former kit opens none of it.
//
// Order, each step leaving an account that opens: the new account is published and read back; the device follows it and
// journals the card that marks the lost one, in one transaction; the card is published; what lies at the former place
// is deleted. Cut before the transaction, all is as before and the visit starts over; cut after it, the rest is done by
// itself.

#pragma once

#include "core/sync/lost_device.hpp"

namespace huisclos::sync {

/// Before anything is written. Holds the member's own keys: it lives as long as the visit.
struct AccountMove {
    SecretBytes account_secret{};  ///< AS.
    SecretBytes recovery_key{};    ///< KR.
    OpenIdentity identity{};       ///< Under a new KRK, with new slots, at its new place.
    // Of the account that it was made from.
    std::uint32_t former_version{0};
    SecretBytes former_ring_key{};
};

/// Draws the secrets. Errors: Input (passphrase), Memory (a smaller size may be offered by name).
/// @pre `identity` outlives the task
[[nodiscard]] Task<Result<AccountMove>> prepare_move(
    ports::Worker& worker, VaultId vault, OpenIdentity const* identity, SecretBytes passphrase,
    crypto::PasswordCost cost);
/// To be typed back before declare_lost.
[[nodiscard]] ledger::Kit kit_of(Vault const& vault, AccountMove const& move);

/// Publishes the account and records the card that marks `lost`. False when the account was written since it was
/// opened, by another device or by this one: the visit starts over. May be called again after an error. Errors: Missing
/// (nothing to declare, or no account at its place: another device may have moved it), Fork (an alarm to be read),
/// Rollback, Store, Refused; Local: the device has its former account, also after a restart.
/// @pre the caller pulled first; `vault` and `move` outlive the task
[[nodiscard]] Task<Result<bool>> declare_lost(
    ports::RemoteStore& remote, Vault* vault, AccountMove* move, DeviceId lost);

/// Another device of the member follows to the account that `identity` was opened from, by the new kit or the link that
/// an unlocked device shows. Errors: Context (of another member, or without the key that the member's card bears),
/// Local. @pre all outlive the task
[[nodiscard]] Task<Result<void>> follow_move(Vault* vault, AccountAccess const* access, OpenIdentity const* identity);

}  // namespace huisclos::sync
