// An act in plain data, so that a screen can say in words what will be signed, or what was.

#pragma once

#include <span>

#include "core/ledger/registry_apply.hpp"

namespace huisclos::ledger {

/// One op, with what it changes. Only the fields that its kind has are set.
struct OpDescription {
    ActOpKind kind{ActOpKind::Visa};
    std::uint64_t unknown_kind{0};  ///< Not 0: an op that this version does not know or cannot read.
    std::optional<MemberId> member{};
    std::optional<DeviceId> device{};
    std::optional<CompartmentId> cid{};
    std::optional<CompartmentShape> shape{};  ///< Of a compartment made, or known in the state before.
    Right right_before{};
    Right right_after{};  ///< role: as the op says.
    Rank rank_before{k_no_rank};
    Rank rank_after{k_no_rank};
    bool base{false};
    std::optional<PolicyOp> policy{};
    std::optional<SetId> set{};
    std::vector<MemberId> officers{};
    std::uint32_t period{0};
    /// Compartments that a removal takes away.
    std::vector<CompartmentId> loses{};
    std::optional<OpSkip> skipped{};  ///< It would have, or has, no effect.
};

/// `before`: apply(the past of the act). `skips`: of its preview or of its application.
[[nodiscard]] std::vector<OpDescription> describe_act(
    RegistryState const& before, Act const& act, std::span<OpSkip const> skips);
/// One op of it. @pre op < act.ops.size()
[[nodiscard]] OpDescription describe_op(RegistryState const& before, Act const& act, std::size_t op);

}  // namespace huisclos::ledger
