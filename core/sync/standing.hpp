// Where a device stands in its vault: whether the registry names its member, what its floor says, and what stops it
// (docs/protocol.md 3.12 step 3, 3.13, E_VAULT of 3.14). Drawn from Knowledge alone.

#pragma once

#include <span>

#include "core/sync/knowledge.hpp"

namespace huisclos::sync {

/// What contradicts this device's part in the vault: it reads what it has and writes no more.
enum class VaultStop : std::uint8_t {
    None,
    OwnIdentityOut,  ///< The registry says that this member is out.
    OwnDeviceOut,    ///< The member is in, this device is out, or his card says that it is lost.
    OtherVault,      ///< The store shows the root of another vault under keys given for this one, and none of this one.
    FloorRefused,    ///< Something that the floor names is known, and is no act that an honest vault holds.
};

enum class Membership : std::uint8_t {
    Unknown,   ///< No registry is known yet.
    NotNamed,  ///< The registry does not name this member (yet, or no more: the act that brought him has no effect).
    Member,
    Out,
};

struct FloorStanding {
    std::vector<ActHash> missing{};         ///< Not known yet: pending.
    std::vector<ActHash> refused{};         ///< Known, not admissible: the stop.
    std::vector<ActHash> without_effect{};  ///< Admissible; Registry::acts_without_effect says why.

    [[nodiscard]] bool is_met() const { return missing.empty() && refused.empty(); }
};

struct Standing {
    VaultStop stop{VaultStop::None};
    Membership membership{Membership::Unknown};
    bool has_card{false};  ///< A card of this member is known.
    FloorStanding floor{};
    /// Since 10 minutes every head that changed is closed to this device: "you may no longer be a member". A hint.
    bool may_be_out{false};

    /// The session may begin: a store that hides what the floor names is not believed.
    [[nodiscard]] bool is_let_in() const
    {
        return stop == VaultStop::None && membership == Membership::Member && has_card && floor.is_met();
    }
};

/// Who asks.
struct OwnIds {
    MemberId member{};
    DeviceId device{};
};

/// `floor`: tips that this device was given.
[[nodiscard]] Standing judge_standing(
    Knowledge const& knowledge, OwnIds const& own, std::span<ActHash const> floor, Instant now);

}  // namespace huisclos::sync
