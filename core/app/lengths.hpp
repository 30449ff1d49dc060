// How long what is typed of the council may be, in code points, as the fields of its records hold it.

#pragma once

#include <cstdint>

namespace huisclos::app {

inline constexpr std::uint32_t k_name_length = 100;  ///< Of a person, a commune, an intercommunality.
inline constexpr std::uint32_t k_organisation_length = 120;
inline constexpr std::uint32_t k_group_name_length = 80;
inline constexpr std::uint32_t k_perimeter_length = 200;

}  // namespace huisclos::app
