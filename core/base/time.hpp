// Instants and calendar dates. The core never reads a clock: whoever needs the time is given it (core/ports/clock.hpp).

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace huisclos {

/// Milliseconds since 1970-01-01T00:00Z. On the wire always < 2^47 (docs/protocol.md 3.5).
struct Instant {
    std::int64_t ms{0};
    friend auto operator<=>(Instant const&, Instant const&) = default;
};

inline constexpr std::int64_t k_ms_per_day = 86'400'000;

/// A calendar date whose month or day may be unknown (0). Year 0 = the whole date is unknown.
struct Date {
    std::uint16_t year{0};
    std::uint8_t month{0};
    std::uint8_t day{0};

    friend auto operator<=>(Date const&, Date const&) = default;

    [[nodiscard]] bool is_known() const { return year != 0; }
    [[nodiscard]] bool is_complete() const { return year != 0 && month != 0 && day != 0; }
    /// The wire form of docs/protocol.md: u `yyyymmdd`, 00 for an unknown part.
    [[nodiscard]] std::uint32_t to_number() const { return year * 10'000u + month * 100u + day; }
    /// Empty if it is no date of the Gregorian calendar (1800 to 2999; a day needs a month, a month a year).
    [[nodiscard]] static std::optional<Date> from_number(std::uint64_t number);
};

/// Why what was typed is no date: not written as one, of no day of the calendar, or of a year that from_number refuses.
enum class DateFault : std::uint8_t { Form, NoSuchDay, TooOld, TooFar };
/// Of what is read as no date: its last number in four digits, or in eight all of it, says the year.
[[nodiscard]] DateFault fault_of_date(std::string_view typed);

/// A complete date `years` later; 29 February gives 28 February in a year that has none (art. 641 CPC counts so).
[[nodiscard]] Date add_years(Date date, int years);
[[nodiscard]] Date add_months(Date date, int months);
[[nodiscard]] Date add_days(Date date, int days);
/// Whole years from `birth` to `on`, both complete.
[[nodiscard]] int years_between(Date birth, Date on);
/// Days from `from` to `to`, both complete; negative when `to` is before.
[[nodiscard]] int days_between(Date from, Date to);
/// 0 = Monday.
[[nodiscard]] int weekday(Date date);

/// A date and time of day as a clock in Paris shows them.
struct LocalTime {
    Date date{};
    std::uint8_t hour{0};
    std::uint8_t minute{0};
    std::uint8_t second{0};
};

/// Europe/Paris, with the summer time in force in the Union since 1996 (last Sundays of March and October, 01:00 UTC).
[[nodiscard]] LocalTime paris_time(Instant instant);
[[nodiscard]] inline Date paris_date(Instant instant)
{
    return paris_time(instant).date;
}
/// 12 · year + month in UTC: the `period` of docs/protocol.md 3.11.
[[nodiscard]] std::uint32_t utc_period(Instant instant);

}  // namespace huisclos
