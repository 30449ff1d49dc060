// What a sign-in does for the member's account, beside the session, while ISK is at hand (docs/protocol.md 3.4, 3.8):
// it learns what another device has added, renews the sealing key by date, lets replaced ones go, and writes the floor
// of the week.
//
// Order of a renewal: the account with the new seed is published and read back; the device keeps it; the card that
// bears the new key is journalled with the seed, in one transaction; a synchronisation publishes it, then writes the
// self-grant and, once that was read back, notes the date from which on the former seed is kept for a while. Cut
// anywhere, one account opens, and the next sign-in of any device of the member goes on.

#pragma once

#include <optional>
#include <vector>

#include "core/sync/renewal.hpp"

namespace huisclos::sync {

/// ISK is wiped that long after the passphrase was typed, whatever the store answers and when (docs/protocol.md 3.2).
inline constexpr std::int64_t k_identity_ms = 5 * 60'000;

/// The member's own keys while a sign-in cares for the account: the care lets them go whenever it waits for what the
/// store decides the length of, and whoever has a clock then drops them in time.
struct HeldIdentity {
    std::optional<OpenIdentity> identity{};
    Instant since{};
    bool is_in_use{false};

    [[nodiscard]] std::optional<Instant> due() const
    {
        return identity && !is_in_use ? std::optional(Instant{since.ms + k_identity_ms}) : std::nullopt;
    }
    void drop()
    {
        if (!is_in_use)
            identity.reset();
    }
    /// A clock that was set back ends it too.
    void drop_if_due(Instant now)
    {
        if (now < since || now.ms - since.ms >= k_identity_ms)
            drop();
    }
    /// False: it is gone.
    [[nodiscard]] bool take_up(Instant now)
    {
        drop_if_due(now);
        is_in_use = identity.has_value();
        return is_in_use;
    }
};

struct AccountCare {
    bool has_learnt{false};  ///< `identity` is the store's account now, and this device has its keys.
    bool is_former{false};   ///< The store's account, wholly learnt, lacks the key of the member's card: it has moved.
    bool has_signed{false};  ///< A card with another sealing key is to be published.
    std::vector<MemberId> verified{};  ///< Of what was learnt.
    bool is_overdue{false};            ///< The sealing key is older than the council wants, and was not renewed.
};

/// What cannot be done now is, at another sign-in: the store may not answer or not in time, another passphrase may have
/// been chosen. The identity is wiped at the end. @pre `held` has one; `vault` and `held` outlive the task
[[nodiscard]] Task<AccountCare> care_for_account(ports::RemoteStore& remote, Vault* vault, HeldIdentity* held);

}  // namespace huisclos::sync
