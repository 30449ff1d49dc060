// The registry of a vault: the acts known to this device, and the state that they give (docs/protocol.md 3.7).
//
// `add` takes acts in any order; the state depends on their set alone. What an act needs and is not known yet keeps it
// pending. References and pointers into the registry are valid until the next change (`add`, `resolve_fork`).

#pragma once

#include <map>
#include <set>
#include <span>

#include "core/ledger/epochs.hpp"
#include "core/ledger/registry_order.hpp"

namespace huisclos::ledger {

/// Copies of one act with different signatures that are kept while its past is not known: the last ones.
inline constexpr std::size_t k_max_copies = 8;

enum class AddStatus : std::uint8_t {
    Admitted,  ///< Counts from now on, with or without effect.
    Known,     ///< Was admitted before.
    Pending,   ///< Something in its past is not known yet, or waits for a newer version.
    Aside,     ///< Contends with an act that is followed, or stands on one that does: E_FORK, see `fork`.
    Refused,   ///< `code` says why. Signature: this copy alone, a good one may follow. Upgrade: those above it wait.
};

struct AddResult {
    AddStatus status{AddStatus::Refused};
    ErrorCode code{};  ///< Of Refused (Encoding, Upgrade, Signature, Rights) and Aside (Fork).
    ActHash hash{};
    std::vector<ActHash> admitted{};  ///< This act and those that had waited for it.
};

/// Two acts of which an honest vault has one (3.7, "What does not hold", 6 and 7): the state that was held stays until
/// a person has compared the weekly words.
struct Contest {
    ActHash followed{};
    ActHash aside{};
};

/// An act that a person chose to hold, and one that excludes it and came later: it is put aside without a question.
struct PassedOver {
    ActHash held{};
    ActHash act{};
};

/// Why an admissible act has no effect now.
enum class NoEffect : std::uint8_t {
    AuthorOut,       ///< Its author is no member, or is out.
    AuthorLowered,   ///< His rank is not high enough any more.
    RegainedUnseen,  ///< He has such a rank again, by an act that this one had not seen.
    SetReplaced,     ///< The recovery set that signed it is not the one in force.
    PassedOver,      ///< It would stand now, but its turn came when it did not.
};

struct ActWithoutEffect {
    ActHash hash{};
    NoEffect why{NoEffect::PassedOver};
};

/// The skipped ops of one applied act, of which there may be thousands: not copied, and valid until the next change.
struct OpsWithoutEffect {
    ActHash hash{};
    std::span<OpSkip const> skips{};
};

class Registry {
public:
    /// Errors: Vault when gbody is another vault's; those of decode_genesis.
    [[nodiscard]] static Result<std::unique_ptr<Registry>> open(VaultId const& vault, BytesView gbody);
    Registry(VaultId const& vault, Genesis const& genesis);

    AddResult add(SignedAct const& carried);
    /// What an act on the tips would do, signed or not: its state (its view) and its ops without effect. Error Rights
    /// when its author has no rank there; Missing when its past is not known.
    [[nodiscard]] Result<Applied> preview(Act const& act) const;

    [[nodiscard]] VaultId const& vault() const { return m_vault; }
    [[nodiscard]] Genesis const& genesis() const { return m_genesis; }
    /// The applied registry.
    [[nodiscard]] RegistryState const& state() const { return current()->state(); }
    /// Applied acts, in sequence.
    [[nodiscard]] std::vector<ActHash> sequence() const;

    /// What an honest act names: the tips, ascending, at most 16; the root's hash while there is no act.
    [[nodiscard]] std::vector<ActHash> tips() const;
    /// All tips, ascending: what the weekly words hash.
    [[nodiscard]] std::vector<ActHash> all_tips() const;
    /// H("week", encoding of the ah of all tips, ascending): what people compare as six words every week (3.13).
    [[nodiscard]] ByteArray<32> week_hash() const { return week_hash_of(all_tips()); }
    [[nodiscard]] static ByteArray<32> week_hash_of(std::span<ActHash const> ascending_tips);
    /// The applied rules or suite are above what this program knows: it reads and does not write (3.14, E_UPGRADE).
    [[nodiscard]] bool is_read_only() const;
    /// Field 12 of a head (3.5): acts without effect that may have given a live key away; at most 16.
    [[nodiscard]] std::vector<ActHash> shadows() const;

    [[nodiscard]] bool is_admissible(ActHash const& hash) const { return m_index.contains(hash); }
    /// Known and never admissible, whatever arrives later (not: unknown, waiting, or a copy with a bad signature).
    [[nodiscard]] bool is_dropped(ActHash const& hash) const { return m_dropped.contains(hash); }
    [[nodiscard]] bool is_applied(ActHash const& hash) const;
    /// Empty when not admissible.
    [[nodiscard]] std::optional<Rank> rank_of(ActHash const& hash) const;
    /// Null when not admissible (the root has no act).
    [[nodiscard]] Act const* act(ActHash const& hash) const;
    [[nodiscard]] SignedAct const* carried(ActHash const& hash) const;
    /// apply(its past), then itself; null when not admissible. The root's view is the root's state.
    [[nodiscard]] RegistryState const* view(ActHash const& hash) const;
    /// apply(these acts and their past): on what an act that names them was signed. Computed once for each past. Null
    /// when one of them is not admissible, or none is named.
    [[nodiscard]] RegistryState const* state_after(std::span<ActHash const> named) const;
    /// Both admissible: `earlier` is in the past of `later`.
    [[nodiscard]] bool is_in_past(ActHash const& earlier, ActHash const& later) const;
    /// Admissible acts, in an order where each comes after its past.
    [[nodiscard]] std::vector<ActHash> admissible() const;

    /// Named by known acts, and not known: to be fetched.
    [[nodiscard]] std::vector<ActHash> missing() const;
    /// Known, and waiting for something in its past.
    [[nodiscard]] bool is_pending(ActHash const& hash) const { return m_pending.contains(hash); }
    [[nodiscard]] std::size_t pending_count() const { return m_pending.size(); }
    /// One that waits is given up for want of room, as if it had never come; nothing else changes.
    void forget_pending(ActHash const& hash);
    /// Some act is refused only because it needs a newer version.
    [[nodiscard]] bool waits_for_upgrade() const { return !m_upgrade.empty(); }

    [[nodiscard]] std::vector<ActWithoutEffect> acts_without_effect() const;
    [[nodiscard]] std::vector<OpsWithoutEffect> ops_without_effect() const;

    /// Contests that a person has to settle; none in an honest vault.
    [[nodiscard]] std::vector<Contest> const& fork() const { return m_contests; }
    /// Acts that exclude one that a person has chosen, and were not known when he did.
    [[nodiscard]] std::vector<PassedOver> const& passed_over() const { return m_passed_over; }
    /// A person has said which act holds: what contends with it is followed no more, whatever arrives later, and what
    /// contends with it and was not known yet is passed over. So are the other followed acts kept that what he refused
    /// excludes. Error Fork when it would leave the recovery set in force for one that it did not sign; Missing when
    /// there is no contest about it.
    [[nodiscard]] Result<void> resolve_fork(ActHash const& holds);
    /// Whether the recovery set in force rests on an act that this choice would refuse: error Fork of `resolve_fork`.
    [[nodiscard]] bool would_leave_set(ActHash const& holds) const;
    /// Known, and refused by a person or passed over, or stands on such an act.
    [[nodiscard]] bool is_turned_down(ActHash const& hash) const;

    // To be kept and given back after a restart, before the acts or after them: acts come in another order then, and
    // the state that was held stays. What is given back joins what is known.
    /// Acts that a person has set aside.
    [[nodiscard]] std::vector<ActHash> refused() const;
    void refuse(std::span<ActHash const> acts);
    /// The acts that contests leave aside while nobody has decided.
    [[nodiscard]] std::vector<ActHash> left_aside() const;
    void leave_aside(std::span<ActHash const> acts);
    /// Acts that a person has chosen.
    [[nodiscard]] std::vector<ActHash> held() const;
    void hold(std::span<ActHash const> acts);

    /// Where an edit may be written; null: the compartment is halted (DIR goes on under its last epoch, see below).
    [[nodiscard]] Epoch const* write_epoch(CompartmentId const& cid) const;
    [[nodiscard]] bool is_halted(CompartmentId const& cid) const { return write_epoch(cid) == nullptr; }
    /// Under which acts, cards, heads and tables are sealed: the write epoch of DIR, halted: its last.
    [[nodiscard]] Epoch directory_epoch() const;
    /// Whether this member was among those to whom that key went, in the view of some act.
    [[nodiscard]] bool key_went_to(CompartmentId const& cid, Commitment const& commit, MemberId const& member) const;
    /// Who has left among those to whom the key of that epoch went: why it is good no more.
    [[nodiscard]] std::vector<MemberId> who_left(CompartmentId const& cid, Commitment const& commit) const;
    /// The same in another state; with those to whom the key went after it.
    [[nodiscard]] std::vector<MemberId> who_left(
        RegistryState const& in, CompartmentId const& cid, Commitment const& commit) const;
    /// Rotations of admissible acts about c, applied or not, and for DIR the root's; each after those in its past.
    [[nodiscard]] std::vector<Epoch> const& rotations(CompartmentId const& cid) const;
    /// The first of them with this commit; null when there is none.
    [[nodiscard]] Epoch const* known_epoch(CompartmentId const& cid, Commitment const& commit) const;

    [[nodiscard]] RegistryOrder const& order() const { return m_order; }
    /// For tests, before any act is added.
    void set_line_rule(RegistryOrder::LineRule rule) { m_order.set_line_rule(rule); }

private:
    struct Waiting {
        std::vector<SignedAct> copies{};
        Act act{};
    };
    enum class Outcome : std::uint8_t { Admitted, Aside, Pending, Dropped, BadSignature };

    [[nodiscard]] SequenceNode const* current() const;
    [[nodiscard]] static Rank rank_in(RegistryState const& state, AuthorId const& author);
    /// The key with which that author signs; null when no admissible act ever gave him a rank. An id is the hash of its
    /// key, so that it needs no state.
    [[nodiscard]] crypto::PublicKey const* key_of(AuthorId const& author) const;
    void note_signers(Act const& act);
    [[nodiscard]] std::uint32_t const* index_of(ActHash const& hash) const;
    /// The act decoded, whether its copies were seen before or not; null when its bytes are refused, which `result`
    /// says.
    Waiting* waiting_of(SignedAct const& carried, AddResult& result);
    static void keep_copy(Waiting& waiting, SignedAct const& carried);
    Outcome try_admit(ActHash const& hash, Waiting& waiting);
    Outcome admit(ActHash const& hash, Waiting& waiting, std::vector<std::uint32_t> const& tips);
    void settle(ActHash const& hash, std::vector<ActHash>& admitted);
    void drop(ActHash const& hash);
    void follow(std::uint32_t index);
    void follow_all_again();
    [[nodiscard]] bool contend(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] bool excuses(std::uint32_t a, std::uint32_t b) const;
    [[nodiscard]] std::vector<std::uint32_t> opponents(std::uint32_t index, ActSet const& among) const;
    [[nodiscard]] bool is_left_aside(std::uint32_t index) const;
    [[nodiscard]] bool is_provisional(std::uint32_t index) const;
    void find_left_aside();
    [[nodiscard]] bool is_refused_with(std::uint32_t index) const;
    void note_aside(std::uint32_t index, std::vector<std::uint32_t> const& against);
    void note_followed(std::uint32_t index);
    [[nodiscard]] bool may_follow(std::uint32_t index, ActSet const& followed) const;
    [[nodiscard]] std::vector<std::uint32_t> from_root() const;
    void follow_held(std::vector<std::uint32_t> const& acts);
    void follow_others(std::vector<std::uint32_t> const& acts);
    void judge_unfollowed(std::vector<std::uint32_t> const& acts);
    [[nodiscard]] std::set<ActHash> take_choice(ActHash const& holds);
    [[nodiscard]] bool is_set_kept(std::optional<SetId> const& former) const;
    [[nodiscard]] std::vector<std::uint32_t> limited(std::vector<std::uint32_t> acts) const;
    [[nodiscard]] std::vector<std::uint32_t> tip_indexes() const;
    [[nodiscard]] std::vector<ActHash> hashes(std::vector<std::uint32_t> const& acts) const;
    [[nodiscard]] bool has_live_epoch(ActEntry const& entry) const;
    void note_rotations(ActEntry const& entry);
    void note_rotation(CompartmentId const& cid, Epoch epoch);

    VaultId m_vault{};
    Genesis m_genesis{};
    mutable RegistryOrder m_order;
    std::map<ActHash, std::uint32_t> m_index{};
    std::map<ActHash, Waiting> m_pending{};
    std::map<ActHash, std::set<ActHash>> m_waits_for{};  ///< Missing act: the pending ones that name it.
    std::set<ActHash> m_dropped{};
    std::set<ActHash> m_upgrade{};

    std::map<AuthorId, crypto::PublicKey> m_identities{};  ///< Of members and recovery sets that acts name.
    std::set<AuthorId> m_ranked{};                         ///< Whom acts give a rank, with or without effect.

    ActSet m_followed{};
    std::vector<std::uint32_t> m_frontier{0};  ///< Followed acts that no followed act has in its past, ascending.
    std::set<ActHash> m_refused{};
    std::set<ActHash> m_left_aside{};  ///< Known at the last choice, or given back from a former session.
    ActSet m_left_aside_acts{};        ///< Of those the acts that are known.
    std::set<ActHash> m_held{};
    ActSet m_refused_acts{};    ///< And those passed over.
    ActSet m_contested_acts{};  ///< Those that a contest leaves aside.
    std::vector<Contest> m_contests{};
    std::vector<PassedOver> m_passed_over{};

    std::map<CompartmentId, std::vector<Epoch>> m_rotations{};
    std::map<std::pair<CompartmentId, Commitment>, std::size_t> m_rotation_of{};
    EpochAudience m_audience{};
    mutable SequenceNode const* m_current{nullptr};
    mutable std::map<CompartmentId, std::optional<Epoch>> m_write_epochs{};
};

}  // namespace huisclos::ledger
