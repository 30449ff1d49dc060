// What a sign-in does for the member's account, beside the session, while ISK is at hand (docs/protocol.md 3.4, 3.8):
// it learns what another device has added, renews the sealing key by date, lets replaced ones go, and writes the floor
// of the week.
//
// Order of a renewal: the account with the new seed is published and read back; the device keeps it; the card that
// bears the new key is journalled with the seed, in one transaction; a synchronisation publishes it, then writes the
// self-grant and, once that was read back, notes the date from which on the former seed is kept for a while. Cut
// anywhere, one account opens, and the next sign-in of any device of the member goes on.

#pragma once

#include "core/sync/renewal.hpp"

namespace huisclos::sync {

struct AccountCare {
    bool has_learnt{false};  ///< `identity` is the store's account now, and this device has its keys.
    bool is_former{false};   ///< The store's account, wholly learnt, lacks the key of the member's card: it has moved.
    bool has_signed{false};  ///< A card with another sealing key is to be published.
    bool is_overdue{false};  ///< The sealing key is older than the council wants, and was not renewed.
};

/// What cannot be done now is, at another sign-in: the store may not answer, another passphrase may have been chosen.
/// @pre `vault` and `identity` outlive the task
[[nodiscard]] Task<AccountCare> care_for_account(ports::RemoteStore& remote, Vault* vault, OpenIdentity* identity);

}  // namespace huisclos::sync
