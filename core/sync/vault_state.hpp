// What a Vault holds beside what is known (core/sync/vault.hpp), by matter: its own head, its log, what the place in
// use has shown, and what the disk has of notes that change with what is known. Values alone.

#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ledger/head_writer.hpp"
#include "core/ledger/log_chain.hpp"
#include "core/ports/clock.hpp"
#include "core/sync/former_tables.hpp"
#include "core/sync/local_vault.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/outbox.hpp"
#include "core/sync/sync_status.hpp"

namespace huisclos::sync {

/// Taken in between two pauses of the page: some milliseconds of the slowest machines.
inline constexpr std::size_t k_segments_a_step = 8;

/// Both outlive the Vault.
struct VaultPorts {
    ports::RemoteStore& remote;
    ports::Clock& clock;
};

/// A head that was made, until the disk has it.
struct OwnHead {
    ledger::HeadWriter writer;
    OutboxEntry head{};
    std::optional<OutboxEntry> table{};
    std::vector<FormerTable> former_tables{};
    Bytes former_table_note{};
};

enum class HeadSays : std::uint8_t {
    News,
    Nothing,  ///< That others read: it is stated for the day's sake, or for the log's.
};

/// What the disk is to have at once for a device to be another one.
struct Succession {
    ports::LocalBatch batch{};
    std::vector<std::uint64_t> unsent{};  ///< Of the outbox: the former device's.
    std::vector<OutboxEntry> entries{};
    std::optional<OwnHead> head{};
};

/// Whether this device's account goes with what is sent again.
enum class AccountAgain : std::uint8_t { Send, Leave };

/// The access log of this device (3.11).
struct OwnLog {
    ledger::LogPosition position{};
    std::vector<ledger::JournalEntry> waiting{};
    /// Lines sealed, until a later session has found that no copy of this device wrote meanwhile: its head would hide
    /// them, and the device that this one becomes says them again (3.5).
    std::vector<ledger::JournalEntry> sealed{};
    std::size_t sealed_before{0};  ///< Of those, in former sessions.
};

/// This device's head, asked for and not given by a place that gives all else: it is asked for again after a wait that
/// grows from the next poll to twenty minutes, since all that the device writes meanwhile waits for it.
struct OwnHeadWithheld {
    std::optional<Instant> since{};  ///< Over sessions, none of which lasts for days.
    std::optional<Instant> at{};     ///< The last time, in this one.
    std::uint32_t times{0};

    void note(Instant now)
    {
        if (!since)
            since = now;
        at = now;
        times = std::min(times + 1, k_most_doublings + 1);
    }
    /// A clock that was set back since must not silence the device.
    [[nodiscard]] bool waits(Instant now) const
    {
        return at && now >= *at && now.ms - at->ms < (k_head_every_ms << (times - 1));
    }
    /// A person asks, or the connection is back: what was not given before says nothing of now.
    void stop_waiting()
    {
        at.reset();
        times = 0;
    }

private:
    static constexpr std::uint32_t k_most_doublings = 8;
};

/// What the place in use has shown in this session: of another one it says nothing.
struct PlaceReading {
    std::string heads_etag{};
    bool heads_listed{false};  ///< By the last listing, and there are some.
    std::map<DeviceId, std::string> head_etags{};
    std::map<InboxId, std::string> inbox_etags{};
    std::set<InboxId> inboxes_read{};     ///< Wholly, by the last fetch.
    std::set<std::string> self_grants{};  ///< Paths of those last written in this session.
    OwnListed own_listed{};
    OwnHeadWithheld own_head_withheld{};
    bool own_head_checked{false};
    std::optional<Instant> own_head_closed_since{};
    std::optional<Instant> sent_again_at{};
    SentAgain sent_again{};  ///< In former sessions too.
    /// StoreFull or WriteRefused, until all is sent: that it gives what is asked says nothing of it.
    std::optional<Connection> write_trouble{};
};

/// Notes as the disk has them.
struct DiskNotes {
    Bytes inbox{};  ///< Dates of InboxBook.
    Bytes alarms{};
    Bytes stale{};     ///< StaleWatch::dates.
    Bytes contests{};  ///< ContestNote.
    Bytes former_tables{};
    std::optional<Instant> own_head_withheld{};
};

}  // namespace huisclos::sync
