// A device of one's own that is lost (docs/protocol.md 3.8, 3.12): a card that marks it, under a new sealing key. No
// key that is given from then on is sealed to what that device holds; the act that puts it out renews those that it
// held.

#pragma once

#include "core/sync/enrolment.hpp"

namespace huisclos::sync {

/// What there is to do about it, as far as this device knows.
struct LostDevicePlan {
    enum class Bar : std::uint8_t {
        None,
        ThisDevice,   ///< It is the one in hand.
        NotListed,    ///< No device of this member.
        OtherKey,     ///< Another device has moved the account: this one reads the new one first.
        AlreadyLost,  ///< Marked, and put out as far as this member may do it.
    };
    Bar bar{Bar::None};
    bool marks_card{false};
    bool signs_act{false};  ///< device-out with its rotations: for who has a rank; else a ranked person does it.
};
[[nodiscard]] LostDevicePlan plan_lost_device(Vault const& vault, DeviceId const& device);

/// The member's card bears a sealing key that this device was not given: another of his devices made it, with an
/// account that this device has not read, at the same place or at another.
[[nodiscard]] bool lacks_sealing_key(Vault const& vault);

/// The member's next card. The new sealing key and the version of the card go into `keyring`, which must be published
/// in the account before the card is (core/sync/account_move.hpp). @pre plan_lost_device says marks_card
[[nodiscard]] ledger::SignedCard card_with_lost_device(
    Vault const& vault, ledger::Keyring& keyring, DeviceId const& device);

/// Seed of the newest sealing key, for Vault::record_card.
[[nodiscard]] std::vector<NumberedSeed> newest_sealing_seed(ledger::Keyring const& keyring);

}  // namespace huisclos::sync
