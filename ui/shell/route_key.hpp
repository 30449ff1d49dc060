// Routes as stable ids of the interface: of a navigation entry, of the record that a screen shows.

#pragma once

#include <string>

#include "core/app/route.hpp"

namespace huisclos::ui {

/// One per entry of the navigation.
[[nodiscard]] std::string route_key(app::Route const& route);
/// The record shown, without the tab; the same for routes that show the same one.
[[nodiscard]] std::string record_key(app::Route const& route);

}  // namespace huisclos::ui
