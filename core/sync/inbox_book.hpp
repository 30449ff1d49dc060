// What lies in this member's inboxes (docs/protocol.md 3.8): what was read, what may be deleted, and when a self-grant
// is due. Pure: Vault reads and deletes.
//
// Anybody can write in an inbox, so nothing here believes an object beyond the secrets that it holds: an object goes
// only when a self-grant of this device, read back from the store, holds every key of it. A self-grant names its device
// in an ignorable field: two devices must not delete each other's copy.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace huisclos::sync {

/// Above this many objects in the newest inbox a self-grant takes the place of the grants.
inline constexpr std::size_t k_inbox_most = 64;
inline constexpr std::int64_t k_inbox_keep_ms = 30 * k_ms_per_day;  ///< No known commit; another device's self-grant.
inline constexpr std::int64_t k_inbox_junk_ms = k_ms_per_day;
/// Objects that are noted, with their dates, in all inboxes: a note of the disk holds some thirteen times as many. Of
/// what lies there beyond, only that it was read.
inline constexpr std::size_t k_most_noted = 16'384;
/// Keys that noted objects name, in all: more than a hundred whole grants.
inline constexpr std::size_t k_most_noted_items = 131'072;

/// A key by the commitment that its secret gives; of LOG: the same of the seed.
struct InboxItem {
    CompartmentId cid{};
    EpochId eid{};
    friend auto operator<=>(InboxItem const&, InboxItem const&) = default;
};

struct InboxObject {
    enum class Kind : std::uint8_t {
        Grant,
        Kept,  ///< A deposit, or what a newer version reads: not this program's to delete.
        Junk,
    };
    Kind kind{Kind::Junk};
    std::set<InboxItem> items{};
    std::optional<DeviceId> kept_by{};  ///< A self-grant of that device.
    bool is_long{false};                ///< There was no room for its items.
};

/// Between two readings of what was read already that the store, or who writes in the inbox, brings about at will.
inline constexpr std::int64_t k_inbox_again_ms = 5 * 60'000;

class InboxBook {
public:
    using FirstSeen = std::map<std::string, Instant>;

    /// Dates of former sessions, by path.
    void remember(FirstSeen dates) { m_first_seen = std::move(dates); }
    [[nodiscard]] FirstSeen const& dates() const { return m_first_seen; }

    [[nodiscard]] bool was_read(std::string const& path) const;
    void note(std::string path, InboxObject object, Instant now);
    [[nodiscard]] std::size_t noted() const { return m_objects.size(); }
    [[nodiscard]] std::size_t noted_items() const { return m_items; }

    /// For what an object is read again: what it holds may have gone for want of room before anybody knew what it was.
    struct Sought {
        std::set<InboxItem> items{};    ///< Rotations that the registry knows, and whose keys are not held.
        std::set<ObjectName> closed{};  ///< Heads that a key of the registry may open.
        std::set<ActHash> log_keys{};   ///< Acts that gave the log a key.
    };
    /// As long as nothing comes to `sought`, nothing is read again. True when something is to be. For a head that is
    /// closed, or room that there is again, not twice within k_inbox_again_ms.
    bool seek(Sought sought, std::set<InboxItem> const& proved, Instant now);
    /// A whole listing of one inbox: what it does not name is gone.
    void note_listing(std::string const& folder, std::set<std::string> const& paths);

    struct Facts {
        std::string newest_folder{};  ///< Of the key on the member's card; empty: no card is known.
        DeviceId device{};
        std::set<InboxItem> proved{};  ///< Keys that the registry knows and this device keeps.
        Instant now{};
        /// The newest key has replaced another one, and no self-grant under it was read back yet.
        bool is_replacing{false};
        /// When the self-grant under the newest key was read back.
        std::optional<Instant> replaced_at{};
    };
    struct Plan {
        std::vector<std::string> remove{};
        bool wants_self_grant{false};
        bool is_all_there{false};    ///< Grants in the newest inbox, of anybody, hold all that this device keeps.
        bool has_self_grant{false};  ///< One of this device was read from the newest inbox.
        bool holds_all{false};  ///< Self-grants of this device, read from the newest inbox, hold all that it keeps.
    };
    [[nodiscard]] Plan plan(Facts const& facts) const;
    /// Of what lies in that inbox nothing that this device keeps is outside its self-grants in the newest one, and no
    /// grant waits for its act: one of a key that no act is known of, for k_inbox_keep_ms after it was first seen, but
    /// not longer than twice that after the newest key has replaced the one of that inbox. Anybody may put one there.
    [[nodiscard]] bool is_settled(Facts const& facts, std::string const& folder) const;
    void forget(std::string const& path);

private:
    void forget_items(std::string const& path);

    std::map<std::string, InboxObject> m_objects{};
    std::size_t m_items{0};
    std::set<std::string> m_read{};   ///< There was no room to note them.
    std::set<std::string> m_again{};  ///< Noted, and to be read again.
    bool m_has_room_again{false};
    bool m_has_closed_again{false};
    std::optional<Instant> m_last_again{};
    Sought m_sought{};
    FirstSeen m_first_seen{};
};

/// When this device first read back, from that inbox, self-grants that hold all its keys: what it replaces may go.
struct SelfGrantRead {
    InboxId inbox{};
    Instant at{};
};
/// The note of the local vault.
[[nodiscard]] Bytes encode_self_grant_read(SelfGrantRead const& read);
[[nodiscard]] Result<SelfGrantRead> decode_self_grant_read(BytesView plain);

/// The dates as a note of the local vault keeps them.
[[nodiscard]] Bytes encode_first_seen(InboxBook::FirstSeen const& dates);
[[nodiscard]] Result<InboxBook::FirstSeen> decode_first_seen(BytesView plain);

}  // namespace huisclos::sync
