#include "core/base/time.hpp"

#include <boost/test/unit_test.hpp>

using namespace huisclos;

namespace {

Date date(unsigned number)
{
    return Date::from_number(number).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(numbers_that_are_no_date_are_refused)
{
    BOOST_TEST(date(20261125).to_number() == 20261125u);
    BOOST_TEST(date(20261100).is_known());
    BOOST_TEST(!date(20261100).is_complete());
    BOOST_TEST(date(20260000).to_number() == 20260000u);
    BOOST_TEST(!Date::from_number(0)->is_known());
    for (auto const wrong : {20260230u, 20261301u, 20260001u, 17991231u, 30000101u, 20250229u, 1u, 20260431u})
        BOOST_TEST(!Date::from_number(wrong).has_value(), wrong << " is no date");
    BOOST_TEST(!Date::from_number(std::uint64_t{1} << 53).has_value());
    BOOST_TEST(Date::from_number(20240229).has_value());
}

BOOST_AUTO_TEST_CASE(a_day_that_a_month_lacks_becomes_its_last)
{
    BOOST_TEST(add_years(date(20240229), 1).to_number() == 20250228u);
    BOOST_TEST(add_years(date(20240229), 4).to_number() == 20280229u);
    BOOST_TEST(add_months(date(20260131), 1).to_number() == 20260228u);
    BOOST_TEST(add_months(date(20261115), 3).to_number() == 20270215u);
    BOOST_TEST(add_months(date(20260115), -1).to_number() == 20251215u);
    BOOST_TEST(add_days(date(20261231), 1).to_number() == 20270101u);
    BOOST_TEST(add_days(date(20260301), -1).to_number() == 20260228u);
}

BOOST_AUTO_TEST_CASE(ages_change_on_the_birthday)
{
    BOOST_TEST(years_between(date(20081126), date(20261125)) == 17);
    BOOST_TEST(years_between(date(20081125), date(20261125)) == 18);
    BOOST_TEST(years_between(date(20080229), date(20260228)) == 17);
    BOOST_TEST(years_between(date(20080229), date(20260301)) == 18);
    BOOST_TEST(days_between(date(20260101), date(20270101)) == 365);
    BOOST_TEST(days_between(date(20270101), date(20260101)) == -365);
    BOOST_TEST(weekday(date(20261125)) == 2);  // a Wednesday
    BOOST_TEST(weekday(date(20240101)) == 0);  // a Monday
}

BOOST_AUTO_TEST_CASE(paris_changes_its_hour_at_one_utc)
{
    // 2026-03-29T00:59:59.999Z and a millisecond later.
    Instant const spring{1'774'746'000'000};
    auto const before = paris_time({spring.ms - 1});
    BOOST_TEST(int{before.hour} == 1);
    BOOST_TEST(int{before.minute} == 59);
    BOOST_TEST(int{paris_time(spring).hour} == 3);
    // 2026-10-25T01:00Z: 03:00 becomes 02:00.
    Instant const autumn{1'792'890'000'000};
    BOOST_TEST(int{paris_time({autumn.ms - 1}).hour} == 2);
    BOOST_TEST(int{paris_time({autumn.ms - 1}).minute} == 59);
    BOOST_TEST(int{paris_time(autumn).hour} == 2);
    BOOST_TEST(int{paris_time(autumn).minute} == 0);
    BOOST_TEST(paris_date({1'767'222'000'000}).to_number() == 20260101u);  // 2025-12-31T23:00Z
    BOOST_TEST(paris_date({0}).to_number() == 19700101u);
}

BOOST_AUTO_TEST_CASE(the_period_is_the_utc_month)
{
    BOOST_TEST(utc_period({1'767'222'000'000}) == 12u * 2025 + 12);
    BOOST_TEST(utc_period({1'767'225'600'000}) == 12u * 2026 + 1);
}

/// What one reads of it says what to change.
BOOST_AUTO_TEST_CASE(what_is_no_date_has_one_fault)
{
    for (char const* typed : {"01/01/1066", "1799", "01011066", "1er mars 0999"})
        BOOST_TEST((fault_of_date(typed) == DateFault::TooOld), typed);
    for (char const* typed : {"01/01/3000", "9999", "01013000"})
        BOOST_TEST((fault_of_date(typed) == DateFault::TooFar), typed);
    for (char const* typed : {"31/02/2026", "31022026", "1/13/2026"})
        BOOST_TEST((fault_of_date(typed) == DateFault::NoSuchDay), typed);
    for (char const* typed : {"", "hier", "3 mai", "1/1/202", "1/1/20266", "2026", "140320261"})
        BOOST_TEST((fault_of_date(typed) == DateFault::Form), typed);
}

BOOST_AUTO_TEST_SUITE_END()
