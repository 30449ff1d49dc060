// The state of synchronisation in words (docs/protocol.md 3.13).

#pragma once

#include <string>
#include <vector>

#include "core/base/phrase.hpp"

namespace huisclos::app {

/// Of silent members, names said at once; the others are counted.
inline constexpr std::size_t k_most_silent_named = 5;

/// Members of whom nothing was heard for longer than ledger::k_silent_days: those whom the annuaire names, in the order
/// in which they are to be said, and how many it does not name. Empty when there is nobody.
[[nodiscard]] Phrase say_silent(std::vector<std::string> const& names, std::size_t unnamed);

}  // namespace huisclos::app
