// How long an open session may be left alone: then it is locked as by « Verrouiller », after a warning. A wish of the
// product, not of the protocol: a laptop left open in a meeting room.

#pragma once

#include <cstdint>

namespace huisclos::app {

inline constexpr std::int64_t k_idle_minutes = 10;
inline constexpr std::int64_t k_idle_ms = k_idle_minutes * 60'000;
/// The warning comes that long before.
inline constexpr std::int64_t k_idle_warning_ms = 60'000;
/// A warning answered by a press or a key anywhere goes after that time: at once, the press would fall on what lies
/// below it.
inline constexpr std::int64_t k_idle_farewell_ms = 1'000;

}  // namespace huisclos::app
