// From what a person wants to a signed act with everything that goes with it: marks, rotations, new keys, grants.
//
//   prepare (nothing is signed; the screen says it in words) → sign (the passphrase opened ISK) → Vault::record_act
//
// docs/protocol.md 3.7, 3.8.

#pragma once

#include "core/ledger/act_builder.hpp"
#include "core/ledger/act_description.hpp"
#include "core/sync/vault.hpp"

namespace huisclos::sync {

/// A log key that an act publishes: its seed goes to those who have a role on LOG.
struct NewLogKey {
    std::uint32_t from_period{0};
    SecretBytes seed{};
};

/// What is wanted, beside the ops: a new log key. Cards of the members that the act brings were recorded before
/// (Vault::record_member_card), since the act names their objects.
struct ActWish {
    std::vector<ledger::ActOp> ops{};
    std::optional<NewLogKey> log_key{};
    std::set<MemberId> verified{};  ///< Members whose words were compared.
};

struct ActPlan {
    ledger::PreparedAct prepared{};
    std::vector<ledger::OpDescription> words{};  ///< In plain data, to be said.
    std::vector<ledger::GrantPlan::Waiting> without_key{};
};

/// Errors: Rights (the member has no rank), Input (nothing to do), NoKey.
[[nodiscard]] Result<ActPlan> plan_act(Vault const& vault, ActWish const& wish);
/// Signs what was planned and makes the grants. @pre `identity` is the member's own.
[[nodiscard]] Result<ActPublication> sign_plan(
    Vault const& vault, ActWish wish, ActPlan plan, crypto::SigningKey const& identity);

/// Grants the keys of one compartment (and DIR) to a member who lacks them, when he reads it by the acts.
/// Errors: Rights, NoKey; Input with the reason when his card does not allow it.
[[nodiscard]] Result<std::vector<ActPublication::Grant>> grant_missing(
    Vault const& vault, CompartmentId const& cid, MemberId const& member, std::set<MemberId> const& verified);

/// Valid cards by member, as grants want them.
[[nodiscard]] ledger::CardsByMember cards_by_member(CardBook const& book);

}  // namespace huisclos::sync
