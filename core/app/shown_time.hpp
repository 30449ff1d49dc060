// Times that another device's clock gave, as they are shown and sorted here (docs/protocol.md 3.5): one that is more
// than a day ahead of the reader's clock counts as now, and is marked. The fold keeps it: no validity depends on it.

#pragma once

#include "core/app/context.hpp"

namespace huisclos::app {

inline constexpr std::int64_t k_most_ahead_ms = k_ms_per_day;

/// Milliseconds since 1970, < 2^47.
[[nodiscard]] inline Instant instant_of(std::uint64_t t)
{
    return {static_cast<std::int64_t>(t)};
}
[[nodiscard]] bool is_ahead(Context const& context, Instant written);
/// As written, or now.
[[nodiscard]] Instant shown_at(Context const& context, Instant written);
/// Its day as an argument of a Phrase, with the mark.
[[nodiscard]] PhraseArg say_day(Context const& context, Instant written);

}  // namespace huisclos::app
