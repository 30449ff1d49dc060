// What a council is in the registry, both ways: the compartments that acts made, found again; and the ops of the acts
// that found it, make a group, let somebody in or end his part. Model of the council: docs/protocol.md, "The council".

#pragma once

#include <optional>
#include <vector>

#include "core/domain/places.hpp"
#include "core/ledger/act.hpp"
#include "core/ledger/registry_state.hpp"

namespace huisclos::app {

struct GroupCompartments {
    GroupId group{};
    std::optional<CompartmentId> plain{};       ///< Class 2.
    std::optional<CompartmentId> nominative{};  ///< Class 3: only once the règlement intérieur is adopted.
};

struct CouncilMap {
    std::optional<CompartmentId> plenary{};
    std::optional<CompartmentId> restricted{};
    std::optional<CompartmentId> registry{};
    std::optional<CompartmentId> directory{};  ///< Annuaire.
    std::vector<GroupCompartments> groups{};   ///< By group id.

    [[nodiscard]] GroupCompartments const* group(GroupId const& id) const;
};

/// Of several compartments of one place (two acts beside each other may open the same one) the first by
/// Compartment::place counts, for every reader.
[[nodiscard]] CouncilMap council_map(ledger::RegistryState const& state);
/// As who enters is given them: the spaces of all, those of groups, then what the map does not name.
[[nodiscard]] std::vector<CompartmentId> in_council_order(CouncilMap const& map, std::vector<CompartmentId> cids);

enum class RulesState : std::uint8_t { NotAdopted, Adopted };

struct FoundingActs {
    MemberId founder{};
    std::vector<GroupId> groups{};
    RulesState rules{RulesState::NotAdopted};
    ledger::PolicyOp policy{};  ///< rules, min_suite and log_months are set here.
    ledger::LogKeyOp log_key{};
};
[[nodiscard]] std::vector<ledger::ActOp> founding_ops(FoundingActs const& wanted);

/// Both compartments of a group (the nominative one only with adopted rules) with roles for the signer and for other
/// members whose place is in every group (mayor, coordonnateur), as their profiles elsewhere say.
[[nodiscard]] std::vector<ledger::ActOp> new_group_ops(
    ledger::RegistryState const& state, MemberId const& signer, GroupId const& group, RulesState rules);

/// The nominative space of groups that have none, with roles for those who have one in the group already.
[[nodiscard]] std::vector<ledger::ActOp> open_groups_ops(
    ledger::RegistryState const& state, MemberId const& signer, std::vector<GroupId> const& groups);

struct Admission {
    crypto::PublicKey identity{};
    ObjectName card{};
    domain::Profile profile{domain::Profile::Membre};
    std::vector<GroupId> groups{};
    bool restricted{false};
    std::optional<std::uint8_t> rank{};
};
/// The member, his rank, a role in each compartment that his profile is given.
[[nodiscard]] std::vector<ledger::ActOp> admission_ops(ledger::RegistryState const& state, Admission const& admission);

[[nodiscard]] inline bool is_visa(ledger::ActOp const& op)
{
    return std::holds_alternative<ledger::VisaOp>(op);
}

/// Whether that function gives a part in groups, and in the formation restreinte, to who is let in.
[[nodiscard]] bool sits_in_groups(domain::Profile profile);
[[nodiscard]] bool sits_in_restricted(domain::Profile profile);

[[nodiscard]] std::vector<ledger::ActOp> join_group_ops(
    ledger::RegistryState const& state, MemberId const& member, GroupId const& group);
/// The roles that this function gives him in the group, and in the formation restreinte.
[[nodiscard]] std::vector<ledger::RoleOp> roles_in_group(
    GroupCompartments const& group, MemberId const& member, domain::Profile profile);
[[nodiscard]] std::vector<ledger::RoleOp> roles_in_restricted(
    CouncilMap const& map, MemberId const& member, domain::Profile profile);
/// Role 0 in both compartments of the group; the rotations are the act builder's.
[[nodiscard]] std::vector<ledger::ActOp> leave_group_ops(
    ledger::RegistryState const& state, MemberId const& member, GroupId const& group);
/// The role of his profile in the formation restreinte, or role 0 there. Empty when his profile is given none.
[[nodiscard]] std::vector<ledger::ActOp> join_restricted_ops(
    ledger::RegistryState const& state, MemberId const& member);
[[nodiscard]] std::vector<ledger::ActOp> leave_restricted_ops(
    ledger::RegistryState const& state, MemberId const& member);
/// What the mayor gives with the function of coordonnateur (docs/protocol.md 3.7).
inline constexpr ledger::Rank k_coordinator_rank = 1;
/// Another function in the tool: the roles of this profile wherever he has a part (everywhere for the coordonnateur),
/// role 0 where it is given none, his rank and his role on LOG with it.
[[nodiscard]] std::vector<ledger::ActOp> function_ops(
    ledger::RegistryState const& state, MemberId const& member, domain::Profile profile);
[[nodiscard]] std::vector<ledger::ActOp> removal_ops(MemberId const& member, std::vector<ObjectName> cards);
/// Somebody, or a device, reads nothing new from then on.
[[nodiscard]] bool is_departure(ledger::ActOp const& op);

/// The profile with which a member was given most of his roles; None for a stranger.
[[nodiscard]] domain::Profile profile_of(ledger::RegistryState const& state, MemberId const& member);
/// Of two profiles as numbers, 0 = none: one of responsibility counts before a plain one, and is the smaller number.
[[nodiscard]] constexpr std::uint32_t leading_profile(std::uint32_t a, std::uint32_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

}  // namespace huisclos::app
