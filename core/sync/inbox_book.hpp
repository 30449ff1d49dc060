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
};

class InboxBook {
public:
    using FirstSeen = std::map<std::string, Instant>;

    /// Dates of former sessions, by path.
    void remember(FirstSeen dates) { m_first_seen = std::move(dates); }
    [[nodiscard]] FirstSeen const& dates() const { return m_first_seen; }

    [[nodiscard]] bool was_read(std::string const& path) const { return m_objects.contains(path); }
    void note(std::string path, InboxObject object, Instant now);
    /// A whole listing of one inbox: what it does not name is gone.
    void note_listing(std::string const& folder, std::set<std::string> const& paths);

    struct Facts {
        std::string newest_folder{};  ///< Of the key on the member's card; empty: no card is known.
        DeviceId device{};
        std::set<InboxItem> proved{};  ///< Keys that the registry knows and this device keeps.
        Instant now{};
    };
    struct Plan {
        std::vector<std::string> remove{};
        bool wants_self_grant{false};
    };
    [[nodiscard]] Plan plan(Facts const& facts) const;
    void forget(std::string const& path);

private:
    std::map<std::string, InboxObject> m_objects{};
    FirstSeen m_first_seen{};
};

/// The dates as a note of the local vault keeps them.
[[nodiscard]] Bytes encode_first_seen(InboxBook::FirstSeen const& dates);
[[nodiscard]] Result<InboxBook::FirstSeen> decode_first_seen(BytesView plain);

}  // namespace huisclos::sync
