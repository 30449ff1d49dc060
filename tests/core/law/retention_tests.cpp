// how long what is written of somebody is kept.
#include <boost/test/unit_test.hpp>

#include "core/domain/age.hpp"
#include "core/law/retention.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using law::RetentionReason;

BOOST_AUTO_TEST_SUITE(law_retention)

BOOST_AUTO_TEST_CASE(r_60_archive_ends_three_years_after_or_at_25)
{
    auto const end = [](Date on, Date birth) {
        return *law::archive_end(on, birth);
    };
    BOOST_TEST((end({2026, 11, 25}, {2011, 3, 12}) == law::Retention{{2029, 11, 25}, RetentionReason::ThreeYears}));
    BOOST_TEST(
        (end({2034, 6, 1}, {2011, 3, 12}) == law::Retention{{2036, 3, 12}, RetentionReason::TwentyFifthBirthday}));
    // The same day by both ways: the birthday is named, it is the harder limit.
    BOOST_TEST(
        (end({2033, 3, 12}, {2011, 3, 12}) == law::Retention{{2036, 3, 12}, RetentionReason::TwentyFifthBirthday}));
}

BOOST_AUTO_TEST_CASE(r_60_leap_days)
{
    auto const end = [](Date on, Date birth) {
        return law::archive_end(on, birth)->until;
    };
    BOOST_TEST((end({2028, 2, 29}, {2015, 1, 1}) == Date{2031, 2, 28}));
    BOOST_TEST((end({2025, 2, 28}, {2015, 1, 1}) == Date{2028, 2, 28}));
    BOOST_TEST((end({2027, 3, 1}, {2004, 2, 29}) == Date{2029, 2, 28}));
    BOOST_TEST((law::latest_end({2007, 2, 28})->until == Date{2032, 2, 28}));
    BOOST_TEST((law::latest_end({2000, 2, 29})->until == Date{2025, 2, 28}));
}

BOOST_AUTO_TEST_CASE(r_63_what_is_not_retained_is_kept_six_months)
{
    BOOST_TEST((law::not_retained_end({2026, 11, 25}) == Date{2027, 5, 25}));
    BOOST_TEST((law::not_retained_end({2026, 8, 31}) == Date{2027, 2, 28}));
    BOOST_TEST((law::not_retained_end({2026, 11, 25}) < add_years({2026, 11, 25}, 1)));
}

BOOST_AUTO_TEST_CASE(r_60_an_end_after_the_25th_birthday_is_already_over)
{
    auto const kept = *law::archive_end({2026, 11, 25}, {2001, 1, 1});
    BOOST_TEST((kept.until == Date{2026, 1, 1}));
    BOOST_TEST((kept.until < k_today));
}

/// Acceptance scenario 5 of docs/law.md: aged 24 years and 11 months, the follow-up ends today.
BOOST_AUTO_TEST_CASE(scenario_05_a_follow_up_ended_at_24_years_11_months_is_kept_one_month)
{
    Date const birth{2001, 12, 25};
    BOOST_TEST((domain::age_on(birth, k_today) == 24));
    auto const kept = *law::archive_end(k_today, birth);
    BOOST_TEST((kept.until == Date{2026, 12, 25}));
    BOOST_TEST((kept.reason == RetentionReason::TwentyFifthBirthday));
    // The same end for somebody of 15 is kept three years.
    BOOST_TEST((law::archive_end(k_today, {2011, 3, 12})->until == Date{2029, 11, 25}));
}

BOOST_AUTO_TEST_SUITE_END()
