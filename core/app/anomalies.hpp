// What has no effect, or waits, of all that this device holds (docs/protocol.md 3.14): whose it is, and why.

#pragma once

#include "core/app/context.hpp"
#include "core/app/views/shell_view.hpp"

namespace huisclos::app {

inline constexpr std::size_t k_most_anomalies_shown = 20;  ///< Whoever makes them must not fill the screen.

/// One line for each author and reason, of the spaces that are open here; what is beyond the bound is counted.
void add_anomalies(Context const& context, SyncView& view);

}  // namespace huisclos::app
