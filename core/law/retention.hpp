// How long a sheet is kept. Reference: délibération CNIL 2014-262 (AU-038), article 5.

#pragma once

#include <cstdint>
#include <optional>

#include "core/base/time.hpp"

namespace huisclos::law {

inline constexpr int k_archive_years = 3;
/// by default; the controller may set another, never over a year. No setting holds it yet.
inline constexpr int k_not_retained_months = 6;

enum class RetentionReason : std::uint8_t {
    ThreeYears,           ///< Three years after the end of the follow-up.
    TwentyFifthBirthday,  ///< The age limit comes first.
};

/// The day on which the data must be gone.
struct Retention {
    Date until{};
    RetentionReason reason{};

    friend bool operator==(Retention const&, Retention const&) = default;
};

/// Of a follow-up that ended on `end` (complete). Empty when the birth date is unknown: it must be asked.
[[nodiscard]] std::optional<Retention> archive_end(Date end, Date birth);
/// Of a follow-up that goes on: at the latest the 25th birthday. Empty when the birth date is unknown.
[[nodiscard]] std::optional<Retention> latest_end(Date birth);
/// the day before which a signalement refused or reoriented on `decided` (complete) must be gone.
[[nodiscard]] Date not_retained_end(Date decided);

}  // namespace huisclos::law
