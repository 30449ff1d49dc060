// Everything that a device knows of a vault, made from objects alone: registry, cards, heads, records.
//
// Pure: objects and keys go in, in any order; what may be believed comes out, with what should be fetched next. What
// does not open yet, or hangs on something unknown, waits inside. Nothing here talks to a store or to a disk: Vault
// does.

#pragma once

#include <deque>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "core/ledger/epochs_hist.hpp"
#include "core/ledger/record_registry.hpp"
#include "core/ledger/record_store.hpp"
#include "core/sync/candidate_keys.hpp"
#include "core/sync/card_book.hpp"
#include "core/sync/end_hints.hpp"
#include "core/sync/epoch_keys.hpp"
#include "core/sync/head_book.hpp"
#include "core/sync/head_hints.hpp"
#include "core/sync/local_vault.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/passed_names.hpp"

namespace huisclos::sync {

/// Acts whose past is not known and that no head of a present member leads to: whoever holds or held a key of the
/// registry can write any number of them. The oldest give way; they are fetched again once a member's head names them.
inline constexpr std::size_t k_most_strange_acts = 1024;
inline constexpr std::size_t k_most_strange_act_bytes = 32u << 20;
/// Cards of identities that the registry has not named: anybody can draw one. Four times what the strangers followed at
/// a time name; the oldest give way, and are fetched again once an act names them.
inline constexpr std::size_t k_most_strange_cards = 4 * k_most_followed_strangers * k_most_heads_of_stranger;
inline constexpr std::size_t k_most_strange_card_bytes = 8u << 20;
/// Cards of who is out that no act names: what he had signed when he went. He goes on signing as many as he likes, each
/// of which could list any number of devices.
inline constexpr std::size_t k_most_late_cards = 4;
inline constexpr std::size_t k_most_late_devices = 64;  ///< On one of them.
/// Names of cards that are not asked for again as long as no act names them: copies, and what gave way or was refused.
inline constexpr std::size_t k_most_passed_cards = 16'384;
/// Closed heads on which a key is tried that would have to go, drawn anew when one comes: one hash each. While nobody
/// is known yet, most of them may be anybody's.
inline constexpr std::size_t k_most_tried_heads = 4;
inline constexpr std::size_t k_most_tried_strange_heads = 16;

/// What could be fetched to know more. Names only; where to look is paths.hpp.
struct Wants {
    using SegmentAt = sync::SegmentAt;
    struct TableAt {
        DeviceId device{};
        ledger::TableRef ref{};
    };
    std::vector<ObjectName> genesis{};
    std::vector<ObjectName> acts{};
    std::vector<ObjectName> cards{};
    std::vector<TableAt> tables{};
    std::vector<SegmentAt> segments{};

    [[nodiscard]] bool empty() const
    {
        return genesis.empty() && acts.empty() && cards.empty() && tables.empty() && segments.empty();
    }
};

/// An object as it is asked for, and held until a key opens it: what it is said to be, and where. The same bytes may
/// be named as something else, or elsewhere, by who wants them never to be read.
struct ObjectAt {
    KeptKind kind{};
    SegmentAt at{};  ///< Of a table the device and the counter; of all but segments and tables the name alone.

    friend auto operator<=>(ObjectAt const&, ObjectAt const&) = default;
};

/// What `settle` changed.
struct Changes {
    bool registry{false};
    bool cards{false};
    bool keys{false};
    std::vector<std::pair<CompartmentId, RecordId>> records{};

    [[nodiscard]] bool any() const { return registry || cards || keys || !records.empty(); }
    void unite(Changes other);
};

class Knowledge {
public:
    Knowledge(VaultId const& vault, EpochKeys keys);

    /// Secrets found in a grant: used to read at once, kept only when a rotation of an admissible act, or gbody, has
    /// their commitment; bounded until then. Of the registry, one that opens a closed head is not the one that goes: a
    /// rotation of it is sealed under its own key, so that nothing else tells a true one from an invented one.
    void add_candidate(CompartmentId const& cid, SecretBytes secret);
    [[nodiscard]] std::size_t candidates() const { return m_candidates.size(); }
    /// Names of the heads that no key opens, of present members; while this device waits to be let in, of anybody.
    [[nodiscard]] std::set<ObjectName> closed_heads() const;

    // Objects, from the store, the disk or oneself. An error refuses this copy alone; Pending waits inside.
    enum class Taken : std::uint8_t { New, Known, Pending };
    /// A card that this device puts on the store itself never gives way, whomever it is of.
    enum class Origin : std::uint8_t { Self, Elsewhere };
    Result<Taken> take_genesis(ObjectName const& name, Bytes object);
    Result<Taken> take_act(ObjectName const& name, Bytes object);
    Result<Taken> take_card(ObjectName const& name, Bytes object, Origin origin = Origin::Elsewhere);
    Result<Taken> take_table(DeviceId const& device, ledger::TableRef const& ref, Bytes object);
    Result<Taken> take_segment(ledger::SegmentAddress const& address, ObjectName const& name, Bytes object);
    Result<Taken> take_head(DeviceId const& device, Bytes object);
    Result<Taken> take(KeptObject object);

    /// Of two acts that exclude each other, the one that holds (Registry::resolve_fork); `settle` draws the rest.
    [[nodiscard]] Result<void> resolve_fork(ActHash const& holds);
    /// What a former session knew of such acts; before the first `settle`.
    void restore_contests(ContestNote note);

    /// Draws every conclusion: keys by hist, what waited, heads, records. Call after taking objects or keys.
    [[nodiscard]] Changes settle(Instant now);
    /// A part of what `settle` has to do, for whoever has a long past before him and a page that should live meanwhile:
    /// at most `segments` of those that waited for their compartment. True while some are left. What it changed is told
    /// by the next `settle`, which does the rest.
    bool advance(std::size_t segments);
    /// Of segments taken the records alone; all else that they change, and what changed, is for the next `settle`.
    void update_records();
    [[nodiscard]] Wants wants() const;
    /// Ends of chains to be fetched as far as they are not held: those that a head states, and one's own.
    void note_ends(DeviceId const& device, std::vector<ledger::ChainEnd> const& ends);
    [[nodiscard]] bool holds_segment(SegmentAt const& at) const { return m_segments.contains(at); }
    /// Another draw of the strangers whose heads are followed.
    void draw_strangers();
    /// Bounds what strangers name (k_most_strange_acts, k_most_strange_cards), from now on; to be called again after
    /// each `settle`. Not while this device waits to be let in: it knows nobody yet, and its whole past is named by
    /// strangers.
    void bound_strangers();
    [[nodiscard]] std::size_t open_acts() const { return m_open_acts.size(); }
    /// Cards of identities that the registry has not named.
    [[nodiscard]] std::size_t strange_cards() const { return m_strange_cards.size(); }
    /// To be asked for again: acts' copies that gave way to others, all of which were badly signed; cards that an act
    /// has named since they were passed over.
    [[nodiscard]] std::vector<ObjectName> take_released();
    /// Objects accepted since the last call, to be kept on the disk.
    [[nodiscard]] std::vector<KeptObject> take_fresh();
    /// That one is on the disk already.
    void forget_fresh(ObjectName const& name);
    /// True once when keys were proved since the last call: DeviceKeys must be written again.
    [[nodiscard]] bool take_keys_changed();

    [[nodiscard]] VaultId const& vault() const { return m_vault; }
    /// Null until the root is known.
    [[nodiscard]] ledger::Registry const* registry() const { return m_registry.get(); }
    [[nodiscard]] ledger::Registry* registry() { return m_registry.get(); }
    [[nodiscard]] CardBook const& cards() const { return m_cards; }
    [[nodiscard]] HeadBook const& heads() const { return m_heads; }
    [[nodiscard]] HeadBook& heads() { return m_heads; }
    [[nodiscard]] EpochKeys const& keys() const { return m_keys; }
    /// Null when no key of that compartment is held, or when the registry does not have it.
    [[nodiscard]] ledger::RecordStore const* records(CompartmentId const& cid) const;
    [[nodiscard]] ledger::RecordStore* records(CompartmentId const& cid);
    [[nodiscard]] std::vector<CompartmentId> open_compartments() const;
    /// Object name of the well signed copy of an admitted act; empty when there is none.
    [[nodiscard]] std::optional<ObjectName> act_name(ActHash const& hash) const;
    /// It is the root, an act, a card, or the table of another device: nothing that one's own device signed.
    [[nodiscard]] bool holds(ObjectName const& name) const { return m_held.contains(name); }
    [[nodiscard]] std::optional<ObjectName> const& genesis_name() const { return m_genesis_name; }
    /// A root of another vault lay under our keys, and none of this vault is known.
    [[nodiscard]] bool has_other_root() const { return m_registry == nullptr && m_saw_other_root; }
    /// Former keys that admissible rotations carry and that are not those which they name: how many, by who signed and
    /// compartment (3.8). Of rotations whose own key is held; found again from the acts after a restart.
    using LyingHist = std::map<std::pair<MemberId, CompartmentId>, std::uint64_t>;
    [[nodiscard]] LyingHist lying_hist() const;
    [[nodiscard]] HeadHints const& head_hints() const { return m_head_hints; }
    /// Ends of chains that were named and are not held.
    [[nodiscard]] std::size_t end_hints() const { return m_end_hints.size(); }

private:
    /// An act whose past is not known: which of its copies is well signed cannot be told yet.
    struct OpenAct {
        struct Copy {
            ledger::SignedAct act{};
            ObjectName name{};
            Bytes object{};
        };
        std::vector<Copy> copies{};           ///< As the registry keeps them: the last ones.
        std::vector<ActHash> past{};          ///< As its body says.
        std::vector<ledger::TipRef> named{};  ///< Those of it whose objects it names.
        std::uint64_t order{0};               ///< Of arrival.
        std::size_t bytes{0};                 ///< Of all copies that came.
        std::set<ObjectName> passed_over{};   ///< Of copies that gave way.
    };
    /// Former keys that a rotation carries under its new one.
    struct HistNote {
        ActHash act{};
        CompartmentId cid{};
        EpochId under{};
        ledger::HistEntry entry{};
    };
    struct HistLie {
        ActHash act{};
        CompartmentId cid{};
    };
    struct StrangeCard {
        MemberId member{};
        ObjectName name{};
        Bytes object{};  ///< Empty: it was given to the disk.
        std::size_t devices{0};
        Origin origin{Origin::Elsewhere};
    };

    [[nodiscard]] std::vector<BytesView> directory_secrets() const;
    using ClosedHead = std::pair<DeviceId, Bytes>;
    [[nodiscard]] bool is_telling(DeviceId const& device) const;
    void draw_closed_heads();
    [[nodiscard]] bool opens_closed_head(CompartmentId const& cid, BytesView secret);
    void note_act(ActHash const& hash, ledger::SignedAct const& act);
    void hold_open(ActHash const& hash, OpenAct::Copy copy);
    void note_cards_of(ActHash const& hash);
    [[nodiscard]] std::set<ActHash> named_by_members() const;
    void bound_strange_acts();
    void bound_strange_cards();
    /// Those whom the registry names by now are strangers no more.
    bool admit_cards();
    void hold_strange_card(StrangeCard card);
    void never_give_up(MemberId const& member);
    void name_card(ObjectName const& name);
    void pass_over(ObjectName const& card);
    /// Of a card of who is out that is not held: counts it.
    [[nodiscard]] bool has_room_for(MemberId const& member, ObjectName const& name, std::size_t devices);
    void forget_open(ActHash const& hash);
    void want_acts(Wants& wants) const;
    void want_act(Wants& wants, ActHash const& hash, ObjectName const& name) const;
    void name_act(ActHash const& hash, ObjectName const& name, Bytes object);
    void judge_open_acts();
    [[nodiscard]] bool is_settled(ActHash const& hash) const;
    /// What lies above the marks of a device that is out has no right and is not asked for; nor has anything of whom
    /// the registry does not name.
    [[nodiscard]] bool is_beyond_end(SegmentAt const& at) const;
    void want_marks(Wants& wants) const;
    bool open_registry(BytesView gbody);
    bool add_early_acts();
    bool retry_locked();
    bool open_hist();
    [[nodiscard]] bool is_heard(HistNote const& note) const;
    void try_hist(HistNote const& note, BytesView under, bool& opened_one);
    void forget_hist(std::set<ActHash> const& acts);
    bool promote_candidates();
    bool open_record_stores();
    void conclude();
    void take_waited(std::size_t segments);
    void keep(KeptKind kind, ObjectName const& name, ledger::SegmentAddress const& at, Bytes object);
    void remember_locked(KeptKind kind, SegmentAt const& at, Bytes object);

    VaultId m_vault{};
    EpochKeys m_keys;
    CandidateKeys m_candidates{};
    std::optional<std::vector<ClosedHead>> m_drawn_heads{};  ///< On which candidates are tried.
    bool m_keys_changed{false};
    bool m_new_secret{false};  ///< A secret came since what was locked was last tried.
    bool m_registry_changed{false};
    bool m_cards_changed{false};
    bool m_saw_other_root{false};

    std::unique_ptr<ledger::Registry> m_registry{};
    ContestNote m_contest_note{};  ///< Of a former session, until there is a registry.
    std::optional<ObjectName> m_genesis_name{};
    std::map<ActHash, OpenAct> m_open_acts{};
    std::set<ActHash> m_noted_acts{};  ///< What their bodies name is noted.
    std::uint64_t m_next_order{0};     ///< Of open acts.
    std::uint64_t m_order_at_draw{0};
    bool m_bounds_strangers{false};
    std::set<ActHash> m_member_acts{};  ///< What the heads of present members lead to, as of the last look.
    std::vector<ObjectName> m_released{};
    bool m_early{true};                           ///< The registry was not given what was opened before the root.
    std::map<ActHash, ObjectName> m_act_names{};  ///< Acts admitted.
    std::set<ObjectName> m_genesis_hints{};
    std::set<ObjectName> m_card_hints{};
    HeadHints m_head_hints{};
    EndHints m_end_hints{};
    std::vector<HistNote> m_hist{};
    std::vector<HistLie> m_hist_lies{};  ///< Also of acts that wait.

    CardBook m_cards{};
    std::deque<StrangeCard> m_strange_cards{};  ///< In order of arrival; in m_cards too.
    std::map<MemberId, std::size_t> m_late_cards{};
    PassedNames m_passed_cards{k_most_passed_cards};
    HeadBook m_heads{};
    ledger::RegistryAuthority m_authority{ledger::RegistryState{}};
    ledger::CouncilNatures m_natures{};
    std::map<CompartmentId, std::unique_ptr<ledger::RecordStore>> m_records{};

    std::map<ObjectAt, Bytes> m_locked{};
    std::vector<SegmentAt> m_waited{};  ///< Locked segments whose compartment is open now, the last one first.
    Changes m_changes{};                ///< Since the last `settle`.
    std::set<ObjectName> m_held{};      ///< Genesis, acts, cards, tables taken.
    std::set<SegmentAt> m_segments{};   ///< Segments taken, pending ones included.
    std::vector<KeptObject> m_fresh{};
};

}  // namespace huisclos::sync
