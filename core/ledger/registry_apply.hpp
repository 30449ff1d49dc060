// Applying the ops of one act to a state (docs/protocol.md 3.7, the table): what is allowed, what is skipped and why.

#pragma once

#include <vector>

#include "core/ledger/act_set.hpp"
#include "core/ledger/registry_state.hpp"

namespace huisclos::ledger {

/// Why an op of an applied act had no effect. For screens and logs: the code alone is the protocol's.
enum class SkipReason : std::uint8_t {
    Malformed,          ///< Does not decode, or a value is out of range.
    Unknown,            ///< Unknown kind or key below the ignorable ones.
    Ignorable,          ///< Unknown kind >= 128: no error.
    NotAMember,         ///< Whom it names is no member, or is out.
    AlreadyKnown,       ///< member: that id was a member before.
    Senior,             ///< Whom it names is not below the rank of the act.
    RankNotBelow,       ///< rank: the new one is not below the rank of the act.
    RankTaken,          ///< rank: somebody holds it.
    DeviceOut,          ///< device-out: already out.
    NoCompartment,      ///< No applied act made that cid.
    CompartmentExists,  ///< compartment: made before.
    CompartmentVoid,    ///< compartment: class and formation, or class and vault kind, do not go together.
    AuthorDoesNotRead,  ///< role, rotate: the signer does not read it.
    RaisesHimself,      ///< role.
    MayorOnly,          ///< policy, log-key, log-drop, base: rank 0 or the officers.
    OfficersOnly,       ///< mayor, replacement of a recovery set.
    SetKnown,           ///< recovery: was in force before.
    DirectoryBase,      ///< rotate: DIR has no base.
    FieldsRefused,      ///< policy: some fields, see `refused_fields`; the others were set.
    FieldsHeld,         ///< policy: some fields keep what an act beside set, see `held_fields`.
};

/// An op without effect, or with part of it.
struct OpSkip {
    std::size_t op_index{0};
    ErrorCode code{ErrorCode::Rights};  ///< Rights, Op or Upgrade.
    SkipReason reason{SkipReason::Malformed};
    std::uint16_t refused_fields{0};  ///< policy: bit (field - 1).
    std::uint16_t held_fields{0};
};

/// An act with what is needed to apply it.
struct ApplicableAct {
    ActRef ref{};
    std::shared_ptr<Act const> act{};
    Rank rank{k_no_rank};
    ActSet const* past{nullptr};  ///< Without itself, with the root.
};

struct Applied {
    RegistryState state{};
    std::vector<OpSkip> skips{};
};

/// The ops one after the other, rotations last. @pre the act stands in `state`.
[[nodiscard]] Applied apply_act(RegistryState const& state, ApplicableAct const& act);

}  // namespace huisclos::ledger
