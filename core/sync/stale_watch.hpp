// What the store withholds, and since when (docs/protocol.md 3.5: E_STALE after 24 h). A session is shorter than a day:
// the dates lie on the disk (notes of LocalVault), and count over restarts.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"

namespace huisclos::sync {

inline constexpr std::int64_t k_stale_after_ms = k_ms_per_day;
inline constexpr std::size_t k_most_stale_kept = 2048;  ///< On the disk; the latest go.

class StaleWatch {
public:
    /// About which device, and which one says so (zero: what is seen here).
    struct What {
        DeviceId device{};
        DeviceId told_by{};
        friend auto operator<=>(What const&, What const&) = default;
    };
    using Dates = std::map<What, Instant>;

    /// Before what is withheld now is noted, all of it.
    void begin() { m_now.clear(); }
    /// It is withheld. Gives since when, once that is a day.
    [[nodiscard]] std::optional<Instant> note(What const& what, Instant now);
    /// What was not noted since `begin` is there again.
    void end();

    /// The store was asked for all, once in this session: until then what was withheld may be there again, and is
    /// neither forgotten nor told. True the first time.
    bool note_asked() { return !std::exchange(m_was_asked, true); }

    [[nodiscard]] Dates const& dates() const { return m_since; }
    /// Those of former sessions. A clock that was set back since must not silence them.
    void restore(Dates dates, Instant now);

private:
    Dates m_since{};
    std::set<What> m_now{};
    bool m_was_asked{false};
};

/// As a note of the local vault keeps them: [[device, told by, since]].
[[nodiscard]] Bytes encode_stale(StaleWatch::Dates const& dates);
[[nodiscard]] Result<StaleWatch::Dates> decode_stale(BytesView plain);

}  // namespace huisclos::sync
