// Where a store may be.

#pragma once

#include <string_view>

namespace huisclos::app {

/// Of a store that a link, an act or a person may name: https, or this machine.
[[nodiscard]] bool is_store_url(std::string_view url);

}  // namespace huisclos::app
