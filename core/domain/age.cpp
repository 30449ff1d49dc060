#include "core/domain/age.hpp"

namespace huisclos::domain {

namespace {

/// First and last day that a partly known date may be.
Date earliest(Date date)
{
    return {date.year, date.month == 0 ? std::uint8_t{1} : date.month, date.day == 0 ? std::uint8_t{1} : date.day};
}

Date latest(Date date)
{
    if (date.is_complete())
        return date;
    if (date.month == 0)
        return {date.year, 12, 31};
    return add_days(add_months({date.year, date.month, 1}, 1), -1);
}

}  // namespace

Minority minority(Date birth, Date on)
{
    if (!birth.is_known())
        return Minority::Unknown;
    // Born on 29 February: of age on 1 March, but 25 on 28 February, each time what protects.
    return years_between(latest(birth), on) < k_majority ? Minority::Minor : Minority::Adult;
}

std::optional<Date> twenty_fifth_birthday(Date birth)
{
    if (!birth.is_known())
        return std::nullopt;
    return add_years(earliest(birth), k_age_limit);
}

std::optional<int> age_on(Date birth, Date on)
{
    if (!birth.is_known())
        return std::nullopt;
    int const oldest = years_between(earliest(birth), on);
    int const youngest = years_between(latest(birth), on);
    if (oldest != youngest)
        return std::nullopt;
    return oldest;
}

}  // namespace huisclos::domain
