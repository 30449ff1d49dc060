// A folder listing as the wire gives it (remoteStorage: JSON with `items`), read as hints: at most 65 536 entries and
// 16 MiB (docs/protocol.md 3.4). The only JSON that the core reads from a store; SAX, bounded, fuzzed.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_listing_max_bytes = 16u << 20;
inline constexpr std::size_t k_listing_max_entries = 65'536;

struct ListingEntry {
    std::string name{};  ///< As written; folders end with `/`.
    std::string etag{};  ///< May be empty.
};

/// Entries in the order of the listing. Error Store when it is no such listing: the caller keeps what it had.
[[nodiscard]] Result<std::vector<ListingEntry>> read_listing(BytesView json);

/// A tag without what HTTP puts around it: a listing gives it bare, a header quoted, and weak behind some proxies.
[[nodiscard]] std::string_view bare_tag(std::string_view tag);

struct ListedHead {
    DeviceId device{};
    std::string etag{};
};
/// What is to be read of a listing of heads.
struct HeadPlan {
    std::vector<ListedHead> read{};
    bool is_whole{true};  ///< False: the rest another time.
};

}  // namespace huisclos::sync
