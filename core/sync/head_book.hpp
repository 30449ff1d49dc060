// The heads of the other devices: those waiting for a card or a key, those in use, and the alarms that they raise
// (docs/protocol.md 3.5). A store that hides, forks or rolls back something contradicts a head.

#pragma once

#include <map>
#include <set>
#include <vector>

#include "core/ledger/head_check.hpp"
#include "core/ledger/registry.hpp"
#include "core/sync/alarm_book.hpp"
#include "core/sync/card_book.hpp"
#include "core/sync/local_vault.hpp"
#include "core/sync/stale_watch.hpp"

namespace huisclos::sync {

inline constexpr std::int64_t k_shut_out_after_ms = 10 * 60'000;

// Heads of devices that no card lists yet, or that no key opens: anybody may put such files on a store.
inline constexpr std::size_t k_most_waiting_heads = 512;
inline constexpr std::size_t k_most_locked_heads = 512;
inline constexpr std::size_t k_most_locked_bytes = 8u << 20;

/// Tables of one device that are numbered above its head in use: a device can number them as it likes.
inline constexpr std::size_t k_most_tables_to_come = 12;

/// Heads of who is out are not compared, and may stay away. Nor is anything known of whom no card lists.
[[nodiscard]] bool is_out(ledger::Registry const& registry, CardBook const& cards, DeviceId const& device);

class HeadBook {
public:
    /// A decoded head whose signature may not be checkable yet. False when it is the one in use.
    /// `under`: the epoch of the registry whose secret opened it.
    bool offer(ledger::SignedHead head, EpochId const& under, Bytes object);
    [[nodiscard]] bool is_waiting(DeviceId const& device) const;
    /// Whoever fills the folder must not choose which of them stay: a draw, first among those that another epoch than
    /// `present` opened.
    void bound_waiting(EpochId const& present);
    /// No key opens it yet. Of devices whose heads were never accepted a bounded number is kept.
    void note_locked(DeviceId const& device, Bytes object);
    /// When that bound was reached, all of them are given up, so that those given up before have their turn.
    void make_room();
    /// Devices whose head was given up for want of room: to be read again.
    [[nodiscard]] std::set<DeviceId> take_given_up() { return std::exchange(m_given_up, {}); }
    [[nodiscard]] bool gave_up() const { return !m_given_up.empty(); }
    [[nodiscard]] std::size_t locked() const { return m_locked.size(); }
    [[nodiscard]] std::map<DeviceId, Bytes> const& closed() const { return m_locked; }
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    /// A whole listing of heads: a known device that it does not name is watched, nothing else changes.
    void note_listing(std::set<DeviceId> listed) { m_listed = std::move(listed); }
    [[nodiscard]] std::map<DeviceId, Bytes> take_locked() { return std::exchange(m_locked, {}); }
    void take_table(DeviceId const& device, ledger::TableRef const& ref, ledger::Table table);
    /// The head in use names it, and it went with a former one: it is to be fetched again.
    [[nodiscard]] bool lacks_table(DeviceId const& device, ObjectName const& name) const;
    [[nodiscard]] std::size_t tables() const { return m_tables.size(); }
    /// Tables that nothing which is followed names any more, since the last call: they leave the disk.
    [[nodiscard]] std::vector<KeptObject> take_dropped() { return std::exchange(m_dropped, {}); }

    /// Checks signatures and comparisons as far as cards and the registry allow; raises alarms.
    void settle(VaultId const& vault, ledger::Registry const& registry, CardBook const& cards, Instant now);

    /// Null when no head of that device was accepted.
    [[nodiscard]] ledger::HeadStatement const* in_use(DeviceId const& device) const;
    [[nodiscard]] std::vector<DeviceId> devices() const;
    /// Heads accepted since the last call: for the disk, and for one's own `seen`.
    [[nodiscard]] std::vector<KeptObject> take_fresh() { return std::exchange(m_fresh, {}); }
    [[nodiscard]] std::vector<ledger::SeenHead> take_newly_seen() { return std::exchange(m_newly_seen, {}); }
    /// Chain ends of heads that their device signed, and of their tables, since the last call.
    using StatedEnds = std::vector<std::pair<DeviceId, std::vector<ledger::ChainEnd>>>;
    [[nodiscard]] StatedEnds take_stated_ends() { return std::exchange(m_stated_ends, {}); }
    /// Every chain end that accepted and contested heads, with their tables, name for a device.
    [[nodiscard]] std::vector<ledger::ChainEnd> chain_ends(DeviceId const& device) const;

    /// Since when a head of a known device is closed, and none that changed since is open; empty when one is, or none
    /// is closed.
    [[nodiscard]] std::optional<Instant> closed_since() const;
    /// Since 10 minutes (E_NOKEY of 3.14).
    [[nodiscard]] bool is_shut_out(Instant now) const;
    [[nodiscard]] std::vector<Alarm> const& alarms() const { return m_alarms.all(); }
    void raise(Alarm const& alarm) { m_alarms.raise(alarm); }
    /// A person has read it; the head that it is about is accepted, and no other.
    void acknowledge(std::size_t index);
    void restore(std::vector<Alarm> alarms) { m_alarms.restore(std::move(alarms)); }
    /// Since when the store withholds what; see StaleWatch.
    [[nodiscard]] StaleWatch const& stale() const { return m_stale; }
    [[nodiscard]] StaleWatch& stale() { return m_stale; }
    /// Heads in the name of a known device that it did not sign: refused.
    [[nodiscard]] std::size_t forged() const { return m_forged; }

private:
    struct Waiting {
        ledger::SignedHead head{};
        EpochId under{};
        Bytes object{};
    };
    struct HeldTable {
        std::uint64_t counter{0};
        ledger::Table table{};
        std::uint64_t order{0};  ///< Of arrival.
    };
    void accepted(ledger::SeenHead const& seen, Bytes object);
    [[nodiscard]] bool is_table_followed(DeviceId const& device, ObjectName const& name) const;
    void drop_former_tables();
    [[nodiscard]] std::set<ObjectName> crowded_tables() const;
    void check(
        VaultId const& vault, ledger::Registry const& registry, CardBook const& cards, Waiting waiting, Instant now);
    void watch_seen(Instant now);
    /// Heads that the store does not give, and heads whose card, tips or table it does not give.
    void watch_withheld(ledger::Registry const& registry, CardBook const& cards, Instant now);
    void watch_locked(Instant now);
    void watch(DeviceId const& device, std::optional<DeviceId> told_by, Instant now);
    /// Once it lasts a day it is told, of `said`.
    void watch_as(DeviceId const& said, DeviceId const& device, std::optional<DeviceId> told_by, Instant now);

    std::vector<Waiting> m_waiting{};
    std::map<DeviceId, Bytes> m_locked{};
    std::set<DeviceId> m_given_up{};
    std::map<ledger::HeadHash, Bytes> m_contested{};  ///< The objects of what the trackers call contested.
    std::size_t m_forged{0};
    std::map<DeviceId, Instant> m_locked_since{};  ///< Devices of which a head was accepted before.
    std::map<DeviceId, Instant> m_opened_at{};
    std::optional<std::set<DeviceId>> m_listed{};
    std::map<DeviceId, ledger::HeadTracker> m_trackers{};
    std::map<std::pair<DeviceId, ObjectName>, HeldTable> m_tables{};
    std::uint64_t m_next_table{0};
    std::vector<KeptObject> m_dropped{};
    StaleWatch m_stale{};
    AlarmBook m_alarms{};
    std::vector<KeptObject> m_fresh{};
    std::vector<ledger::SeenHead> m_newly_seen{};
    StatedEnds m_stated_ends{};
};

}  // namespace huisclos::sync
