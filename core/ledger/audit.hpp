// What waits, for a ranked member who opens the vault (docs/protocol.md 3.8, last paragraph): plain data, in words
// elsewhere.

#pragma once

#include "core/base/time.hpp"
#include "core/ledger/grant_recipients.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

/// When a device was last heard of: the `t` of its newest accepted head.
using LastHeard = std::map<DeviceId, Instant>;

/// A device, or all of a member's, is silent once nothing newer than this was heard of it.
inline constexpr std::int64_t k_silent_days = 90;
[[nodiscard]] constexpr bool is_silent(Instant heard, Instant now)
{
    return now.ms - heard.ms > k_silent_days * k_ms_per_day;
}

/// A key is known to have been given: what this device granted or saw granted.
using KnownGrant = std::tuple<CompartmentId, Commitment, GrantTarget>;

struct AuditInput {
    Registry const* registry{nullptr};
    CardsByMember cards{};
    std::set<MemberId> verified{};  ///< Members whose words were compared on this device.
    LastHeard last_heard{};
    Instant now{};
    std::uint32_t period{0};  ///< The current one of the log (utc_period).
    /// Given: readers of live keys who are in none of these are listed. Absent: only what the acts show.
    std::optional<std::set<KnownGrant>> known_grants{};
};

struct HaltedCompartment {
    /// DIR goes on under its last epoch; an act that names a new store token rotates it (prepare_act).
    CompartmentId cid{};
    std::vector<MemberId> left{};  ///< To whom the last key went and who may not read any more.
};

enum class KeyLack : std::uint8_t {
    NotGranted,  ///< By the acts, or by the grants known, the key did not go to him.
    NoCard,
    DeviceNotMarked,
    TextsNotAccepted,
    NotVerified,
    BadKey,  ///< Whatever the acts say: nothing can be sealed to the key of his card.
};

struct ReaderWithoutKey {
    CompartmentId cid{};
    GrantTarget reader{};  ///< A member, or the recovery set.
    KeyLack lack{KeyLack::NotGranted};
    /// He reads c in the view of an act in which the write epoch is one: a click grants it. Else his role is signed
    /// again.
    bool may_be_granted{false};
};

struct MemberDevice {
    MemberId member{};
    DeviceId device{};
};

struct OldEpoch {
    CompartmentId cid{};
    std::uint64_t age_days{0};
};

struct AuditReport {
    std::vector<HaltedCompartment> halted{};
    std::vector<ReaderWithoutKey> without_key{};
    std::vector<ActWithoutEffect> acts_without_effect{};
    std::vector<OpsWithoutEffect> ops_without_effect{};
    std::vector<MemberDevice> out_not_marked{};  ///< device-out was signed; the owner's card does not mark it.
    std::vector<MemberDevice> marked_not_out{};
    std::vector<MemberDevice> silent_devices{};  ///< More than k_silent_days.
    std::vector<CompartmentId> few_readers{};    ///< Fewer than two, besides the recovery set.
    std::vector<OldEpoch> old_epochs{};          ///< Older than policy.epoch_days.
    std::vector<MemberId> without_texts{};       ///< Charter or rules of procedure in force not accepted.
    std::vector<ActHash> to_see{};               ///< Acts of others since the last one of rank 0 ("visa").
    std::vector<Contest> contests{};             ///< E_FORK.
    std::vector<MemberId> left_log{};            ///< Had a role on LOG after the last log-key was signed, and has none.
    bool no_recovery_set{false};
    bool one_ranked_only{false};
    bool no_log_key{false};  ///< No nominative view opens.
};

/// Those who may end a halt of the compartment, by a rotation: its readers who have a rank.
[[nodiscard]] std::vector<MemberId> ranked_readers(RegistryState const& state, CompartmentId const& cid);

[[nodiscard]] AuditReport audit(AuditInput const& input);
/// Acts of others of which that act of the sequence, of rank 0, is the visa: those of its past that no act of rank 0
/// before it saw. None for an act of another rank.
[[nodiscard]] std::vector<ActHash> seen_by(Registry const& registry, ActHash const& act);

}  // namespace huisclos::ledger
