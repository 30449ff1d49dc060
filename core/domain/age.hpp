// Ages that the law counts: 18 and 25. A birth date may be known in part; what is unknown is then read in the sense
// that protects: the youngest possible for being a minor, the oldest possible for how long data may be kept.

#pragma once

#include <optional>

#include "core/base/time.hpp"

namespace huisclos::domain {

inline constexpr int k_majority = 18;
inline constexpr int k_age_limit =
    25;  ///< Of follow-up and of retention: délibération CNIL 2014-262 (AU-038), article 5.

enum class Minority : std::uint8_t {
    Unknown,  ///< No birth date: treated as a minor until it is known.
    Minor,    ///< Minor, or maybe: the unknown part of the date leaves a doubt.
    Adult,
};

/// @pre `on` is complete
[[nodiscard]] Minority minority(Date birth, Date on);
/// The day on which the person may be 25, at the earliest. Empty when the year of birth is unknown.
[[nodiscard]] std::optional<Date> twenty_fifth_birthday(Date birth);
/// Whole years, when the date is complete or leaves no doubt.
[[nodiscard]] std::optional<int> age_on(Date birth, Date on);

}  // namespace huisclos::domain
