// Acts from what a person wants: the marks, the rotations that a removal asks for, the keys and hist they carry, and
// what will have to be granted (docs/protocol.md 3.7, 3.8). The act is a draft until it is signed.

#pragma once

#include "core/ledger/epochs_hist.hpp"
#include "core/ledger/grant_recipients.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

/// The end of one branch of one chain as this device holds it; or, where it does not read, as the heads and tables that
/// it accepted name it.
struct BranchEnd {
    MemberId member{};
    Mark end{};
};

/// Epoch secrets held, by compartment; none is owned.
using HeldKeys = std::map<CompartmentId, std::vector<HeldKey>>;

/// Marks of one act take at most this; the ops share it. A chain that finds no room is marked at 0.
inline constexpr std::size_t k_most_marks = 4096;

/// What one op is wanted to do. Marks, commits and hist of the op given are replaced by what the builder finds;
/// `rotate` needs its cid alone (a base: `base` too).
struct ActDraft {
    AuthorId author{};
    std::vector<ActOp> wanted{};
    std::vector<BranchEnd> chain_ends{};
    std::vector<ObjectName> back{};  ///< Names of the tips' objects, then of acts before them; at most 16.
    std::uint64_t t{0};
};

struct NewKey {
    CompartmentId cid{};
    Commitment commit{};
    SecretBytes secret{};
};

/// A compartment that a removal touches and that its signer cannot rotate: halted until one of these does.
struct HaltedBy {
    CompartmentId cid{};
    std::vector<MemberId> who_can{};  ///< Ranked readers.
};

struct PreparedAct {
    Act act{};
    std::vector<NewKey> keys{};
    std::vector<HaltedBy> halted{};
    /// A role on LOG ends: a `log-key` from the current period is due, by rank 0.
    bool needs_log_key{false};
    Applied preview{};  ///< State after, and ops that would have no effect.

    [[nodiscard]] std::vector<CompartmentId> rotated() const;
};

/// Marks for an op about these chains: those of a member, of one device, or of a member in one compartment. The first
/// `most` of them, one of each chain before the other branches.
[[nodiscard]] Marks marks_for(ActOp const& op, std::span<BranchEnd const> chain_ends, std::size_t most = k_most_marks);

/// Some op of these gives the store another token.
[[nodiscard]] bool names_store_token(std::span<ActOp const> ops);

/// Names the tips, lays the marks, adds the rotations: of each compartment that whoever is removed could read and the
/// author reads, of DIR too for a member or a device, and the first one of a compartment that the draft makes. A new
/// store token while DIR is halted rotates DIR in the same act, which is then sealed under the key that it begins: who
/// left and holds the last one does not read the token.
/// Errors: Rights (author without rank), Input (no op, or more than 4096).
[[nodiscard]] Result<PreparedAct> prepare_act(Registry const& registry, ActDraft const& draft, HeldKeys const& held);

/// A compartment that somebody, or a device of his, reads before an act and not after it.
struct EndedReading {
    CompartmentId cid{};
    bool is_rotated{false};  ///< By the same act.
    bool is_halted{false};   ///< Its author does not read it: nobody writes there until somebody who does rotates it.
};
/// Read in the act as it stands, whoever made it and however. LOG is not among them: its keys are those of periods.
[[nodiscard]] std::vector<EndedReading> ended_readings(RegistryState const& before, PreparedAct const& prepared);

}  // namespace huisclos::ledger
