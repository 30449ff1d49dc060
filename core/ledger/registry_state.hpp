// What a set of acts says (docs/protocol.md 3.7): members, ranks, roles, compartments, policy, recovery set, log keys,
// epochs. A value: copying one is cheap, and a changed copy shares what it did not touch.
//
// Only the applied acts show here. Whether an epoch may be written under depends on acts without effect too: Registry
// answers that.

#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/ledger/act.hpp"
#include "core/ledger/genesis.hpp"
#include "core/ledger/governing.hpp"
#include "core/ledger/persistent_map.hpp"

namespace huisclos::ledger {

/// An act as the registry that holds it counts it; 0 is the root. `index` means nothing in another registry.
/// « Compartments <= 1024 » (3.15): binds who signs the act that makes them; a reader accepts more.
inline constexpr std::size_t k_max_compartments = 1024;

struct ActRef {
    std::uint32_t index{0};
    ActHash hash{};

    friend bool operator==(ActRef const& a, ActRef const& b) { return a.hash == b.hash; }
};

/// A rank: -1 the recovery officers, 0 to 15, 16 = none.
using Rank = std::int8_t;
inline constexpr Rank k_officers_rank = -1;
inline constexpr Rank k_mayor_rank = 0;
inline constexpr Rank k_last_rank = 15;
inline constexpr Rank k_no_rank = 16;
/// What the member has once that op had its effect.
[[nodiscard]] constexpr Rank rank_given_by(RankOp const& op)
{
    return op.rank ? static_cast<Rank>(*op.rank) : k_no_rank;
}

/// What came out of one applied role op about one member in one compartment.
struct RoleOutcome {
    ActRef act{};
    Right right{};
    Marks marks{};
    /// It left the role as it was, beside another: it does not govern.
    bool beside{false};
};

/// The roles of one member in one compartment.
struct RoleRecord {
    struct Value {
        ActRef act{};
        Right right{};
    };
    std::vector<Value> live{};  ///< Given by acts that nothing has replaced, in sequence.
    Right current{};            ///< The lesser of these.
    PersistentList<RoleOutcome> history{};
};

/// How an out op stands: who signed what, and the marks that he laid.
struct OutRecord {
    ActRef act{};
    Marks marks{};
};

struct RankChange {
    ActRef act{};
    Rank from{k_no_rank};
    Rank to{k_no_rank};
};

struct Member {
    struct RankValue {
        ActRef act{};
        Rank rank{k_no_rank};
    };
    MemberId id{};
    crypto::PublicKey identity{};
    ObjectName first_card{};  ///< Zero for the founder.
    ActRef admitted{};
    std::optional<OutRecord> out{};
    Rank rank{k_no_rank};
    std::vector<RankValue> live_ranks{};
    PersistentList<RankChange> rank_changes{};
    PersistentMap<CompartmentId, RoleRecord> roles{};
    PersistentMap<DeviceId, OutRecord> devices_out{};

    [[nodiscard]] bool is_out() const { return out.has_value(); }
    /// Role 0 once out, and where no role was ever given.
    [[nodiscard]] Right right_in(CompartmentId const& cid) const;
};

struct Epoch {
    Commitment commit{};
    ActRef act{};
    std::shared_ptr<Act const> source{};  ///< The act that rotates; null for the root's.
    std::size_t op_index{0};
    bool base{false};

    [[nodiscard]] EpochId id() const;
    /// The rotate op; null for the root's epoch.
    [[nodiscard]] RotateOp const* op() const;
};

struct Compartment {
    CompartmentId cid{};
    CompartmentShape shape{};
    AuthorId maker{};
    ActRef act{};
    /// How many were made before it: by the sequence of acts, then by the ops of an act. The same for whoever holds the
    /// same acts, in whichever order they came.
    std::size_t place{0};
    PersistentList<Epoch> epochs{};

    [[nodiscard]] CompartmentClass class_of() const { return static_cast<CompartmentClass>(shape.class_number); }
};

/// The policy in force and, for each field, which act set it (index 0, the root: nobody yet).
struct Policy {
    std::uint64_t rules{0};
    std::uint64_t min_suite{1};
    std::optional<std::uint64_t> log_months{};
    std::optional<std::uint64_t> epoch_days{};
    std::string store_url{};
    std::string store_token{};
    std::vector<ByteArray<32>> builds{};
    std::optional<std::uint64_t> iek_days{};
    std::vector<TextInForce> texts{};
    std::array<ActRef, 9> set_by{};  ///< By number of field - 1.

    [[nodiscard]] TextInForce const* text_in_force(std::uint64_t what) const;
};

struct LogKey {
    ActRef act{};
    std::uint32_t from_period{0};
    crypto::KemPublic key{};
};

struct LogDrop {
    ActRef act{};
    std::uint32_t period{0};
    std::vector<LogAnchor> anchors{};
};

/// A recovery set that was put in force.
struct RecoverySet {
    SetId id{};
    std::shared_ptr<RecoveryOp const> op{};
    ActRef act{};
    AuthorId signed_by{};
};

class RegistryState {
public:
    RegistryState() = default;
    /// The root: the founder with rank 0, and the first epoch of DIR; nothing else.
    [[nodiscard]] static RegistryState of_root(Genesis const& genesis, VaultId const& vault);

    [[nodiscard]] VaultKind vault_kind() const { return m_kind; }

    /// Null when that id was never a member. Members who are out are still found.
    [[nodiscard]] Member const* member(MemberId const& id) const { return m_members.find(id); }
    [[nodiscard]] PersistentMap<MemberId, Member> const& members() const { return m_members; }
    /// Member, not out, with this rank; null when it is free.
    [[nodiscard]] Member const* holder_of(Rank rank) const;

    [[nodiscard]] Compartment const* compartment(CompartmentId const& cid) const { return m_compartments.find(cid); }
    /// Without DIR and LOG.
    [[nodiscard]] PersistentMap<CompartmentId, Compartment> const& compartments() const { return m_compartments; }
    /// Epochs of a compartment or of DIR, in sequence; empty for an unknown one.
    [[nodiscard]] std::vector<Epoch> epochs(CompartmentId const& cid) const;

    /// A member not out whose role in c is at least 1 (DIR: any member).
    [[nodiscard]] bool reads(Member const& member, CompartmentId const& cid) const;
    [[nodiscard]] std::vector<MemberId> readers(CompartmentId const& cid) const;

    [[nodiscard]] Policy const& policy() const { return *m_policy; }
    /// The set in force; null while there is none.
    [[nodiscard]] RecoverySet const* recovery_set() const;
    /// Every set that was ever in force, newest first.
    [[nodiscard]] PersistentList<RecoverySet> const& recovery_sets() const { return m_sets; }

    [[nodiscard]] PersistentList<LogKey> const& log_keys() const { return m_log_keys; }
    [[nodiscard]] PersistentList<LogDrop> const& log_drops() const { return m_log_drops; }
    /// The log key of a period: highest `from` <= period, then the last in sequence; null: none, no nominative view
    /// opens.
    [[nodiscard]] LogKey const* log_key_for(std::uint32_t period) const;

private:
    friend class ActApplier;

    VaultKind m_kind{VaultKind::Council};
    PersistentMap<MemberId, Member> m_members{};
    PersistentMap<CompartmentId, Compartment> m_compartments{};
    PersistentList<Epoch> m_directory_epochs{};
    std::shared_ptr<Policy const> m_policy{std::make_shared<Policy const>()};
    PersistentList<RecoverySet> m_sets{};
    PersistentList<LogKey> m_log_keys{};
    PersistentList<LogDrop> m_log_drops{};
};

}  // namespace huisclos::ledger
