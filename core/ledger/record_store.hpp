// The records of one compartment: chains, what each op becomes, and the state of each record.
//
// Steps 7 to 9 of docs/protocol.md 3.5 and the fold of 3.6. The result is a pure function of the applied registry and
// of the known segments; what is kept between two calls is only there so that one more segment costs what it changes.
// `update` brings everything up to date and says which records changed; pointers and states given before it are void
// after it.
//
// The profile table speaks of a record's nature and of what names a member (model of the council). Both are read from
// ops that are allowed without them, so that no op's verdict depends on its own.

#pragma once

#include <map>
#include <set>
#include <span>
#include <unordered_set>

#include "core/ledger/fold.hpp"
#include "core/ledger/record_authority.hpp"

namespace huisclos::ledger {

/// Why a client reads a compartment and does not write it.
enum class ReadOnlyReason : std::uint8_t {
    None,
    NewerRules,  ///< The applied `policy.rules` is above what this version knows.
    Base,        ///< A base is in effect.
    AdoptedOps,  ///< Somebody made quarantined ops count (adopt).
    FrozenRecord,
};

class RecordStore {
public:
    /// What is referred to must outlive the store.
    RecordStore(
        VaultId const& vault, CompartmentId const& cid, RecordAuthority const& authority,
        DeviceDirectory const& directory, RecordNatures const& natures);

    /// ES of one epoch, whose id is recomputed from it. What it opens is admitted at the next `update`.
    void add_key(SecretBytes epoch_secret);
    /// One object of the store, or one of one's own.
    AdmissionReport offer(DeviceId const& device, std::uint64_t seq, ObjectName const& name, BytesView object);
    /// The registry or the cards changed: everything is judged again at the next `update`.
    void registry_changed() { m_registry_changed = true; }

    /// What this device wrote where no key may write, in the place of what was given before. It is judged as a segment
    /// of this device written now would be, and folded with all else; nobody else sees it. Call `update` before
    /// anything is read.
    void set_waiting(DeviceId const& device, MemberId const& member, WaitingWrites writes);
    struct Waiting {
        std::shared_ptr<WaitingWrite const> write{};
        KnownOp const* op{nullptr};
    };
    /// Its ops, in the order of writing, with what becomes of each as of the last `update`: Folded is to be written
    /// once there is a key; WaitsMark is not known yet; all else has no right or nothing to stand on.
    [[nodiscard]] std::vector<Waiting> waiting() const;
    /// Writes of it that were given.
    /// Of those, what `devices` have written on a chain: a copy of this place did, from the same entries of the same
    /// disk. The name of each here, and its op_id there.
    [[nodiscard]] std::vector<std::pair<OpId, OpId>> written_as(std::set<DeviceId> const& devices) const;
    /// Whether so many writes wait, as those of this device.
    [[nodiscard]] bool has_waiting(DeviceId const& device, std::size_t count) const
    {
        return m_waiting.size() == count && (count == 0 || m_waiting.front().node.segment.address.device == device);
    }

    /// Judges and folds what changed. Gives the records whose state or ops changed, each once, ascending.
    std::vector<RecordId> update();

    /// Null when nothing is known about it. A record without accepted `create` has a state that does not exist().
    [[nodiscard]] RecordState const* find(RecordId const& record) const;
    /// Records that exist, shredded ones included, ascending.
    [[nodiscard]] std::vector<RecordId> records() const;
    template <typename Visit>
    void for_each(Visit const& visit) const
    {
        for (auto const& [id, entry] : m_records) {
            if (entry.state.exists())
                visit(entry.state);
        }
    }
    /// RK; empty when it is not known or when the record is shredded.
    [[nodiscard]] BytesView record_key(RecordId const& record) const;

    /// Ops that have no effect for a reason that somebody should see, by (t, op_id).
    [[nodiscard]] std::vector<KnownOp const*> anomalies() const;
    /// The same, in no order that means anything.
    template <typename Visit>
    void for_each_anomaly(Visit const& visit) const
    {
        for (auto const* op : m_anomalies) {
            if (op->waiting == nullptr)
                visit(*op);
        }
    }
    [[nodiscard]] KnownOp const* find_op(OpId const& own_id) const;
    /// Ops about it that have effect, by (t, op_id): those that still stand, and those that others replaced. Empty when
    /// it is shredded.
    [[nodiscard]] std::vector<KnownOp const*> history(RecordId const& record) const;
    /// Ops of this device under an epoch that is none of the compartment's (any more, or yet: the registry tells), in
    /// the order of its chain, and not yet issued again where they count (3.8).
    [[nodiscard]] std::vector<KnownOp const*> left_behind(DeviceId const& device) const;
    /// Record ops of these segments that no other segment issues again where they count, by place; of two with one
    /// effective id the first. What they became is told by their status.
    [[nodiscard]] std::vector<KnownOp const*> not_issued_again(std::unordered_set<ChainNode const*> const& of) const;
    [[nodiscard]] Chains const& chains() const { return m_chains; }
    [[nodiscard]] ReadOnlyReason read_only() const;
    [[nodiscard]] std::span<EpochKey const> keys() const { return m_keys; }

private:
    struct SegmentInfo;
    enum class Form : std::uint8_t { Unread, Good, Wrong, Upgrade };
    struct StoredOp : KnownOp {
        SegmentInfo* home{nullptr};
        Form form{Form::Unread};
        bool is_accepted{false};  // allowed, of good form, not void: whether it has effect is for the fold
    };
    struct SegmentInfo {
        ChainNode const* node{nullptr};
        bool is_epoch_known{false};
        Governing governing{};
        std::vector<StoredOp> ops{};
    };
    /// Ops that claim one effective id which is not their own.
    struct ReissueGroup {
        using Place = std::pair<BodyHash, std::uint16_t>;
        std::vector<StoredOp*> ops{};
        std::map<Place, StoredOp*> accepted{};  // the first is the one that counts

        [[nodiscard]] StoredOp* winner() const { return accepted.empty() ? nullptr : accepted.begin()->second; }
    };
    /// One waiting write, in the form of a segment.
    struct WaitingSegment {
        std::shared_ptr<WaitingWrite const> write{};
        ChainNode node{};
        SegmentInfo info{};
    };
    struct RecordEntry {
        std::vector<StoredOp*> ops{};
        std::optional<MemberId> owner{};  // of a create that proves the id
        SecretBytes key{};
        RecordState state{};
    };

    void ingest(ChainNode const& node);
    void ingest_op(SegmentInfo& segment, std::size_t index);
    void govern(SegmentInfo& segment);
    void govern_waiting(DeviceId const& device);
    void govern_all();
    void forget_waiting();
    void add_waiting(DeviceId const& device, MemberId const& member, std::shared_ptr<WaitingWrite const> write);
    void govern_unsent();
    void mark_segment(SegmentInfo& segment);
    void mark_group(OpId const& effective);
    void note_accepted(StoredOp& op);
    void fold_again(StoredOp const* op);

    void judge_loose(StoredOp& op);
    void judge_record(RecordId const& record, RecordEntry& entry);
    void read_creates(RecordId const& record, RecordEntry& entry);
    [[nodiscard]] Result<SecretBytes> key_of_create(RecordId const& record, StoredOp const& op) const;
    void read_inner(RecordId const& record, RecordEntry& entry);
    [[nodiscard]] static Result<SecretBytes> inner_of(RecordId const& record, BytesView key, StoredOp const& op);
    [[nodiscard]] std::vector<std::uint64_t> types_for_rights(RecordEntry const& entry) const;
    [[nodiscard]] OpFacts facts_of(
        RecordEntry const& entry, StoredOp const& op, std::uint64_t type, Naming naming) const;
    [[nodiscard]] OpStatus judge_under(
        RecordEntry const& entry, StoredOp const& op, std::span<std::uint64_t const> types, Naming naming) const;
    [[nodiscard]] OpStatus judge(RecordEntry const& entry, StoredOp const& op, OpFacts const& facts) const;
    [[nodiscard]] bool is_named(
        RecordEntry const& entry, MemberId const& member, std::span<std::uint64_t const> types) const;
    [[nodiscard]] bool is_void(StoredOp const& op) const;
    [[nodiscard]] bool is_effective(StoredOp const& op) const;
    /// By its member, under an epoch of the compartment, in a segment that is none of `left`.
    [[nodiscard]] bool is_issued_again(KnownOp const& op, std::unordered_set<ChainNode const*> const& left) const;
    void fold(RecordId const& record, RecordEntry& entry);
    void set_verdict(StoredOp& op, OpStatus status);
    void set_status(StoredOp& op, OpStatus status);
    [[nodiscard]] BytesView secret_of(EpochId const& eid) const;

    VaultId m_vault{};
    RecordAuthority const& m_authority;
    DeviceDirectory const& m_directory;
    RecordNatures const& m_natures;
    Chains m_chains;

    std::vector<SecretBytes> m_secrets{};
    std::vector<EpochKey> m_keys{};
    bool m_keys_changed{false};
    bool m_registry_changed{false};
    std::uint64_t m_rules{0};
    CompartmentClass m_class{CompartmentClass::General};

    std::deque<SegmentInfo> m_segments{};
    std::deque<WaitingSegment> m_waiting{};
    std::unordered_map<DeviceId, std::vector<SegmentInfo*>> m_waiting_for_marks{};
    std::unordered_map<RecordId, RecordEntry> m_records{};
    std::unordered_map<OpId, StoredOp*> m_by_id{};        // own ids
    std::unordered_map<OpId, ReissueGroup> m_reissues{};  // by the effective id that they claim
    std::unordered_set<RecordId> m_to_judge{};
    std::unordered_set<RecordId> m_to_fold{};
    std::unordered_set<StoredOp*> m_loose{};  // ops that are about no record: judged alone
    std::unordered_set<KnownOp const*> m_anomalies{};
    std::unordered_set<KnownOp const*> m_unreadable{};
};

}  // namespace huisclos::ledger
