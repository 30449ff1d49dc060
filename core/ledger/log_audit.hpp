// What an auditor checks of the logs (docs/protocol.md 3.11): for each device and retained month, that segments 1 to
// the last exist, follow each other, are signed, and that a month follows the one before. A gap is E_LOGGAP.

#pragma once

#include <map>

#include "core/ledger/log_chain.hpp"

namespace huisclos::ledger {

/// The end of a month as a `log-drop` of the registry keeps it, once its segments are lawfully deleted.
struct DroppedMonth {
    std::uint64_t seq{0};
    BodyHash bh{};
};

/// What the auditor holds about one device.
struct LogEvidence {
    DeviceId device{};
    std::vector<LogEnd> ends{};                       ///< Of its head and its table: the months that it says it keeps.
    std::map<std::uint32_t, DroppedMonth> dropped{};  ///< Months dropped by the registry.
    std::vector<LogSegment const*> segments{};        ///< Opened, with a good signature; in any order.
};

struct LogGap {
    std::uint32_t period{0};
    std::uint64_t seq{0};  ///< The first that is missing, from the end; or the one that does not follow.

    friend auto operator<=>(LogGap const&, LogGap const&) = default;
};

/// Empty when nothing is missing. Each is an E_LOGGAP with the device as author.
[[nodiscard]] std::vector<LogGap> audit_log(LogEvidence const& evidence);

}  // namespace huisclos::ledger
