// What this device has written and the store is not yet known to hold (docs/protocol.md 3.5, 3.13).
//
// Entries are on disk before the first PUT, are published in order, and a retry sends the same bytes. Every PUT is read
// back and compared. A new head replaces the one that still waits: only the last matters.
//
// « A device publishes a head at most every 5 s » (3.13): the first leaves at once; one that comes sooner after it
// waits for the end of the five seconds, and all else leaves without waiting. What has left is found by that head, or
// by the one that replaces it. No head is excepted: that of an act is told five seconds late at most, « Synchroniser
// maintenant » sends the rest, and a lock waits neither for the store nor for the clock. The head that is owed then
// lies on the disk with what it names, and is the first thing that the next session sends.

#pragma once

#include <deque>
#include <optional>

#include "core/ports/clock.hpp"
#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

inline constexpr std::int64_t k_head_every_ms = 5'000;

enum class PublishStop : std::uint8_t {
    Done,
    HeadWaits,  ///< All that may leave is there; the head may not yet.
    Offline,    ///< No answer, a strange one, or the place was left meanwhile: retried with a back-off.
    Refused,    ///< The token.
    Full,       ///< Quota or size: a person is told.
};

/// This device's head as it was last read back at the place in use.
struct HeadThere {
    std::uint64_t counter{0};  ///< 0: none was.
    std::string etag{};        ///< bare_tag; may be empty.
};

/// This device's head in the last listing.
struct OwnListed {
    std::optional<std::string> etag{};       ///< Empty: it shows none.
    bool is_known{false};                    ///< The listing was answered.
    std::optional<std::uint64_t> settled{};  ///< What it shows was dealt with when that one had been read back.

    void note(std::optional<std::string> shown)
    {
        if (shown != etag)
            settled.reset();
        etag = std::move(shown);
        is_known = true;
    }
    /// The last listing leaves nothing open about what was read back there.
    [[nodiscard]] bool is_settled(HeadThere const& there) const
    {
        bool const is_as_read_back = etag && !there.etag.empty() && *etag == there.etag;
        return there.counter == 0 || (is_known && (is_as_read_back || settled == there.counter));
    }
};

class Outbox {
public:
    explicit Outbox(std::vector<OutboxEntry> kept);

    /// An entry with the next number. It counts only once `confirm` was called, after the disk has it.
    [[nodiscard]] OutboxEntry prepare(std::string path, Bytes object);
    /// Stages `entry`, and the removal of a waiting entry with the same path (a head).
    void stage(LocalVault const& local, ports::LocalBatch& batch, OutboxEntry const& entry) const;
    void confirm(OutboxEntry entry);

    /// What waits, in the order of publication.
    [[nodiscard]] std::deque<OutboxEntry> const& entries() const { return m_entries; }
    /// That entry is not to be sent any more; it has left the disk.
    void forget(std::uint64_t number);

    [[nodiscard]] std::size_t pending() const { return m_entries.size(); }
    /// What still waits under that path; null when nothing does. Valid until the next change.
    [[nodiscard]] OutboxEntry const* find(std::string_view path) const;
    /// Whether an object still waits; by its path.
    [[nodiscard]] bool waits(std::string_view path) const { return find(path) != nullptr; }
    /// When the head that waits may leave; empty when none waits, or when it may at once.
    [[nodiscard]] std::optional<Instant> head_waits_until(Instant now) const;
    /// What is on its way to the place in use counts for the next one as not sent.
    void leave_place()
    {
        ++m_places_left;
        m_head_sent_at.reset();
        m_head_there = {};
    }
    /// A place that shows an older head of this device, or none, has lost what was read back there. Over a restart it
    /// is the counter alone (k_note_head_there).
    [[nodiscard]] HeadThere const& head_there() const { return m_head_there; }
    void note_head_there(HeadThere there) { m_head_there = std::move(there); }
    /// Of a head that waits since a former session, once it was opened.
    void number_heads(std::uint64_t counter);
    /// Grows with each place that was left: what was asked before says nothing of the place in use now.
    [[nodiscard]] std::uint64_t places_left() const { return m_places_left; }
    /// Sends until all is sent that may be, or something stops it. Only one at a time (the caller sees to it). A head
    /// makes a place look whole: none leaves while what the place lists leaves open whether it has lost something.
    [[nodiscard]] Task<PublishStop> publish(
        ports::RemoteStore& remote, LocalVault& local, ports::Clock const& clock, OwnListed const& listed);

private:
    std::deque<OutboxEntry> m_entries{};
    std::uint64_t m_next{1};
    std::uint64_t m_places_left{0};
    HeadThere m_head_there{};
    std::optional<Instant> m_head_sent_at{};  ///< To the place in use, in this session, by this device's clock.
};

}  // namespace huisclos::sync
