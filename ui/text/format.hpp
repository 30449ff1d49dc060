// Dates, times and numbers as French administrations write them: « 1er mars 2026 », « 14 h 05 », « 12 500 ».
//
// Never with the machine's locale. Months and days are entries of the catalogue. The day and its month, and
// the parts of a time or number, are held together by no-break spaces.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "ui/text/text.hpp"

namespace huisclos::ui {

/// « 3 mars 2026 », « mars 2026 », « 2026 », or the catalogue's word for an unknown date.
[[nodiscard]] Text format_date(Date date);
/// « mardi 3 mars 2026 »; the date must be complete, otherwise as format_date.
[[nodiscard]] Text format_long_date(Date date);
/// « 03/03/2026 », as typed in a date field; empty if unknown, `00` never appears.
[[nodiscard]] std::string format_typed_date(Date date);
/// « 14 h 05 » in Paris.
[[nodiscard]] Text format_time(Instant at);
[[nodiscard]] Text format_time(int hour, int minute);
/// Groups of three digits joined by U+202F: « 1 234 », « 12 500 ».
[[nodiscard]] std::string format_number(std::int64_t number);

/// Whether the day, or the month too, may be left out.
enum class DateParts : std::uint8_t { Complete, Partial };

/// What people type for a date: `3/3/2026`, `03-03-2026`, `03.03.26`, `3 mars 2026`, `1er mars 2026`, `03032026`.
/// Two-digit years lie between 79 years before and 20 years after `today`. Partial: also `03/2026`, `mars 2026`,
/// `2026`, the year then in four digits. Empty if it is no date of the calendar.
[[nodiscard]] std::optional<Date> parse_date(std::string_view typed, Date today, DateParts parts = DateParts::Complete);

}  // namespace huisclos::ui
