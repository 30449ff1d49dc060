// What two people compare every week (docs/protocol.md 3.13): six words of the registry as each holds it, with the date
// of its newest act, so that a difference can be told from somebody who has not fetched yet.

#pragma once

#include <optional>
#include <string>

#include "core/base/time.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

struct WeeklyWords {
    std::string words{};              ///< Six, separated by one space.
    std::optional<Instant> newest{};  ///< What the newest tip says of its time, proving nothing; empty without any act.
};

/// Of all tips. Both people pull first.
[[nodiscard]] WeeklyWords weekly_words(Registry const& registry);

}  // namespace huisclos::ledger
