// Where a store may be: one answer for links, kits, acts and what a person types.

#pragma once

#include <cstddef>
#include <string_view>

namespace huisclos {

inline constexpr std::size_t k_longest_store_url = 1024;  ///< Bytes.

/// Of a store that a link, an act or a person may name: https or, on this machine, http; a host, perhaps a port, and a
/// path that ends with `/`, since names of objects are written behind it. Visible ASCII alone, with nothing before the
/// host, no query, no fragment and no `..`: what a person reads is where the requests go.
[[nodiscard]] bool is_store_url(std::string_view url);

}  // namespace huisclos
