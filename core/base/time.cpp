#include "core/base/time.hpp"

#include <algorithm>
#include <chrono>

namespace huisclos {

namespace {

namespace chrono = std::chrono;

constexpr int k_first_year = 1800;
constexpr int k_last_year = 2999;

chrono::year_month_day to_chrono(Date date)
{
    return chrono::year{date.year} / chrono::month{date.month} / chrono::day{date.day};
}

Date from_chrono(chrono::year_month_day date)
{
    return {
        .year = static_cast<std::uint16_t>(static_cast<int>(date.year())),
        .month = static_cast<std::uint8_t>(static_cast<unsigned>(date.month())),
        .day = static_cast<std::uint8_t>(static_cast<unsigned>(date.day()))};
}

/// The same day of the month, or the last one of a shorter month.
Date clamp_to_month(chrono::year_month month, Date from)
{
    auto const last = (month / chrono::last).day();
    return from_chrono(month / std::min(chrono::day{from.day}, last));
}

/// 01:00 UTC on the last Sunday of the month: when the summer time of the Union begins and ends.
chrono::sys_time<chrono::hours> change_of_hour(chrono::year year, chrono::month month)
{
    return chrono::sys_days{year / month / chrono::Sunday[chrono::last]} + chrono::hours{1};
}

}  // namespace

std::optional<Date> Date::from_number(std::uint64_t number)
{
    if (number == 0)
        return Date{};
    auto const year = number / 10'000;
    auto const month = number / 100 % 100;
    auto const day = number % 100;
    if (year < k_first_year || year > k_last_year || month > 12 || (month == 0 && day != 0))
        return std::nullopt;
    Date const date{
        .year = static_cast<std::uint16_t>(year),
        .month = static_cast<std::uint8_t>(month),
        .day = static_cast<std::uint8_t>(day)};
    if (day != 0 && !to_chrono(date).ok())
        return std::nullopt;
    return date;
}

DateFault fault_of_date(std::string_view typed)
{
    constexpr std::string_view k_decimal = "0123456789";
    std::size_t numbers = 0;
    std::string_view last;
    for (auto at = typed.find_first_of(k_decimal); at != std::string_view::npos;) {
        auto const end = std::min(typed.find_first_not_of(k_decimal, at), typed.size());
        last = typed.substr(at, end - at);
        ++numbers;
        at = typed.find_first_of(k_decimal, end);
    }
    bool const is_run = numbers == 1 && last.size() == 8;
    if (last.size() != 4 && !is_run)
        return DateFault::Form;
    int year = 0;
    for (char const digit : last.substr(last.size() - 4))
        year = year * 10 + (digit - '0');
    if (year < k_first_year)
        return DateFault::TooOld;
    if (year > k_last_year)
        return DateFault::TooFar;
    return is_run || numbers == 3 ? DateFault::NoSuchDay : DateFault::Form;
}

Date add_years(Date date, int years)
{
    return add_months(date, 12 * years);
}

Date add_months(Date date, int months)
{
    auto const month = chrono::year{date.year} / chrono::month{date.month} + chrono::months{months};
    return clamp_to_month(month, date);
}

Date add_days(Date date, int days)
{
    return from_chrono(chrono::sys_days{to_chrono(date)} + chrono::days{days});
}

int years_between(Date birth, Date on)
{
    bool const had_birthday = std::pair{on.month, on.day} >= std::pair{birth.month, birth.day};
    return on.year - birth.year - (had_birthday ? 0 : 1);
}

int days_between(Date from, Date to)
{
    return static_cast<int>((chrono::sys_days{to_chrono(to)} - chrono::sys_days{to_chrono(from)}).count());
}

int weekday(Date date)
{
    return static_cast<int>(chrono::weekday{to_chrono(date)}.iso_encoding()) - 1;
}

LocalTime paris_time(Instant instant)
{
    using chrono::hours;
    chrono::sys_time<chrono::milliseconds> const utc{chrono::milliseconds{instant.ms}};
    auto const year = chrono::year_month_day{chrono::floor<chrono::days>(utc)}.year();
    bool const is_summer = utc >= change_of_hour(year, chrono::March) && utc < change_of_hour(year, chrono::October);
    auto const local = utc + (is_summer ? hours{2} : hours{1});
    auto const day = chrono::floor<chrono::days>(local);
    chrono::hh_mm_ss const time{chrono::floor<chrono::seconds>(local - day)};
    return {
        .date = from_chrono(chrono::year_month_day{day}),
        .hour = static_cast<std::uint8_t>(time.hours().count()),
        .minute = static_cast<std::uint8_t>(time.minutes().count()),
        .second = static_cast<std::uint8_t>(time.seconds().count())};
}

std::uint32_t utc_period(Instant instant)
{
    chrono::sys_time<chrono::milliseconds> const utc{chrono::milliseconds{instant.ms}};
    chrono::year_month_day const date{chrono::floor<chrono::days>(utc)};
    return static_cast<std::uint32_t>(12 * static_cast<int>(date.year())) + static_cast<unsigned>(date.month());
}

}  // namespace huisclos
