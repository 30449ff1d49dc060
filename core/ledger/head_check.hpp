// Comparing what a device says with what it said before, and with what others saw (docs/protocol.md 3.5). Pure: the
// alarms come out as values, the waiting of 24 h before an E_STALE is counted by the caller.

#pragma once

#include <set>

#include "core/ledger/table.hpp"

namespace huisclos::ledger {

/// A head with a good signature, the bytes that say it, and its table when that is at hand.
struct HeadStatement {
    SignedHead head{};
    ObjectName object{};
    std::optional<Table> table{};  ///< Empty while missing; what it held is then not compared.

    /// Whether everything that the device states is at hand.
    [[nodiscard]] bool is_whole() const { return !head.head.table || table.has_value(); }
    [[nodiscard]] std::optional<ChainEnd> find_chain(CompartmentId const& cid) const;
    [[nodiscard]] std::optional<LogEnd> find_log(std::uint32_t period) const;
};

enum class HeadFault : std::uint8_t {
    CounterLower,  ///< E_ROLLBACK
    CounterJump,   ///< E_ROLLBACK: more than 2^32 above.
    CardOlder,     ///< E_ROLLBACK
    ChainLower,    ///< E_ROLLBACK
    ChainGone,     ///< E_ROLLBACK, without a base.
    LogLower,      ///< E_ROLLBACK
    LogGone,       ///< E_ROLLBACK, without a log-drop.
    SameCounter,   ///< E_FORK: two heads for one counter.
    ChainForked,   ///< E_FORK: the same seq with another body.
};

struct HeadAlarm {
    HeadFault fault{};
    CompartmentId cid{};  ///< Of chain faults.

    [[nodiscard]] ErrorCode code() const;
    friend auto operator<=>(HeadAlarm const&, HeadAlarm const&) = default;
};

/// What may lawfully disappear.
struct HeadExceptions {
    std::set<CompartmentId> with_base{};
    std::set<std::uint32_t> dropped_periods{};
};

/// What `next` contradicts of `former`, both of one device. Empty: it may be accepted.
[[nodiscard]] std::vector<HeadAlarm> compare_heads(
    HeadStatement const& former, HeadStatement const& next, HeadExceptions const& exceptions);

/// Of one device; the oldest go.
inline constexpr std::size_t k_most_contested = 8;

enum class HeadOutcome : std::uint8_t {
    Accepted,
    Known,      ///< The head that is in use, or one already contested.
    Contested,  ///< Not accepted: the former one stays in use; what both name is followed.
};

/// The heads of one other device: the one in use, and those that contradict it.
class HeadTracker {
public:
    struct Report {
        HeadOutcome outcome{HeadOutcome::Accepted};
        std::vector<HeadAlarm> alarms{};
        std::vector<HeadHash> dropped{};  ///< No longer contested.
    };

    /// A head is accepted when it contradicts nothing of the one in use and its counter is above every contested one.
    /// @pre its signature is good: two of them for one counter are a fork, and nobody is framed
    Report offer(HeadStatement next, HeadExceptions const& exceptions);
    /// A person read the alarm and accepts that head. False when it is none of the contested ones.
    bool accept(HeadHash const& contested);
    /// The table of the head in use came. Ignored for another head.
    void set_table(HeadHash const& head, Table table);

    [[nodiscard]] HeadStatement const* in_use() const { return m_in_use ? &*m_in_use : nullptr; }
    [[nodiscard]] std::span<HeadStatement const> contested() const { return m_contested; }

private:
    std::optional<HeadStatement> m_in_use{};
    std::vector<HeadStatement> m_contested{};
    std::uint64_t m_highest_contested{0};  ///< Counter, of those that went too.
};

enum class SeenVerdict : std::uint8_t {
    Consistent,
    Ahead,        ///< Above what the store shows: E_STALE after 24 h.
    Contradicts,  ///< Another head for a counter that we hold: E_STALE naming who says so, until both heads are in
                  ///< hand.
};

/// What another device's `seen` entry means for who holds `held`, heads of that device.
[[nodiscard]] SeenVerdict judge_seen(SeenHead const& seen, std::span<HeadStatement const* const> held);

/// One's own head as the store shows it, before the first write of a session: true is E_CLONE (a counter above one's
/// own, or the same with other bytes). A lower one is the store's doing and is written over.
[[nodiscard]] bool is_clone(std::uint64_t own_counter, ObjectName const& own_object, HeadStatement const& on_store);

}  // namespace huisclos::ledger
