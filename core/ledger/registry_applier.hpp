// The inside of registry_apply.hpp, in two files: ops about people (registry_apply_people.cpp) and about the rest.

#pragma once

#include <expected>

#include "core/ledger/registry_apply.hpp"

namespace huisclos::ledger {

/// Empty when applied, else why not.
using OpResult = std::expected<void, SkipReason>;

class ActApplier {
public:
    ActApplier(RegistryState state, ApplicableAct const& act) : m_state(std::move(state)), m_act(act) {}
    void run();
    [[nodiscard]] Applied take() { return {std::move(m_state), std::move(m_skips)}; }

private:
    OpResult apply(VoidOp const& op);
    OpResult apply(MemberOp const& op);
    OpResult apply(MemberOutOp const& op);
    OpResult apply(DeviceOutOp const& op);
    OpResult apply(RankOp const& op);
    OpResult apply(CompartmentOp const& op);
    OpResult apply(RoleOp const& op);
    OpResult apply(RotateOp const& op);
    OpResult apply(PolicyOp const& op);
    OpResult apply(RecoveryOp const& op);
    OpResult apply(MayorOp const& op);
    OpResult apply(LogKeyOp const& op);
    OpResult apply(LogDropOp const& op);
    OpResult apply(VisaOp const& op);

    void apply_at(std::size_t index);
    [[nodiscard]] ErrorCode code_of(SkipReason reason) const;
    /// A member who is not out; null otherwise.
    [[nodiscard]] Member const* present(MemberId const& id) const;
    [[nodiscard]] bool is_author(MemberId const& id) const;
    [[nodiscard]] bool is_replaced(ActRef const& by) const { return m_act.past->has(by.index); }
    [[nodiscard]] bool author_reads(CompartmentId const& cid) const;
    [[nodiscard]] OpResult may_give_role(RoleOp const& op, Member const& member) const;
    void change_rank(Member& member, Rank rank);
    void set_role(Member& member, RoleOp const& op);
    void put(Member member);

    RegistryState m_state{};
    ApplicableAct const& m_act;
    std::vector<CompartmentId> m_made{};
    std::vector<OpSkip> m_skips{};
    std::size_t m_index{0};
    std::uint16_t m_refused_fields{0};
    std::uint16_t m_held_fields{0};
};

[[nodiscard]] inline std::unexpected<SkipReason> skip(SkipReason reason)
{
    return std::unexpected(reason);
}

}  // namespace huisclos::ledger
