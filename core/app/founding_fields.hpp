// Numbers by which FoundingView and EditFounding speak of the assistant's fields. Of the interface only, not on the
// wire.

#pragma once

#include <cstdint>

namespace huisclos::app::founding_field {

inline constexpr std::uint32_t k_kind = 1;
inline constexpr std::uint32_t k_commune = 2;
inline constexpr std::uint32_t k_insee = 3;
inline constexpr std::uint32_t k_population = 4;
inline constexpr std::uint32_t k_order = 5;
inline constexpr std::uint32_t k_restricted = 6;
inline constexpr std::uint32_t k_communes = 7;
inline constexpr std::uint32_t k_charter_title = 10;
inline constexpr std::uint32_t k_charter = 11;
inline constexpr std::uint32_t k_charter_adopted = 12;
inline constexpr std::uint32_t k_rules_title = 13;
inline constexpr std::uint32_t k_rules = 14;
inline constexpr std::uint32_t k_rules_adopted = 15;
inline constexpr std::uint32_t k_coordinator = 20;
inline constexpr std::uint32_t k_invitees = 21;
inline constexpr std::uint32_t k_link = 30;
// Of the group being typed (EditFoundingGroup).
inline constexpr std::uint32_t k_group_name = 1;
inline constexpr std::uint32_t k_group_vocation = 2;
inline constexpr std::uint32_t k_group_perimeter = 3;
inline constexpr std::uint32_t k_group_proposed = 4;

}  // namespace huisclos::app::founding_field
