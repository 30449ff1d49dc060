// A browser that lost its memory asks once for the weekly words (docs/protocol.md 3.13).

#include <algorithm>

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::WeekAnswer;
using app::WeekCheck;
using testing::Desk;

namespace {

constexpr std::string_view k_ask = "council.week.ask";
constexpr std::string_view k_differ = "council.week.differ";

struct WeekTown : testing::FoundedTown {
    static void restart(Desk& desk)
    {
        desk.kill();
        desk.open();
        desk.sign_in();
        desk.wait(5000);
    }
    static bool is_told(Desk& desk, std::string_view title) { return testing::find_todo(desk, title) != nullptr; }
    static app::DeviceView page(Desk& desk)
    {
        desk.send(app::Go{app::DeviceRoute{}});
        BOOST_REQUIRE(desk.see().device.has_value());
        return *desk.see().device;
    }
    static std::size_t alarms(Desk& desk)
    {
        auto const& said = desk.see().shell.alarms;
        return static_cast<std::size_t>(std::ranges::count(said, "session.alarm.week", &Phrase::key));
    }
    void begin_with_nothing()
    {
        renewed.clock = mayor.clock;
        testing::open_elsewhere(mayor, renewed);
        renewed.wait(60'000);
    }

    Desk renewed{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(week)

BOOST_FIXTURE_TEST_CASE(a_device_that_begins_with_nothing_asks_for_the_weekly_words_until_they_are_the_same, WeekTown)
{
    begin_with_nothing();
    auto const* const todo = testing::find_todo(renewed, k_ask);
    BOOST_REQUIRE(todo != nullptr);
    auto const view = page(mayor);
    BOOST_TEST((todo->detail.args.front().second == PhraseArg(view.weekly_words)));
    // Where the device has its memory, nothing is asked.
    BOOST_TEST(!is_told(mayor, k_ask));
    BOOST_TEST((view.week == WeekCheck::None));
    restart(renewed);
    BOOST_TEST(is_told(renewed, k_ask));
    BOOST_TEST((page(renewed).week == WeekCheck::Asked));
    renewed.send(app::AnswerWeek{WeekAnswer::Same});
    BOOST_TEST((page(renewed).week == WeekCheck::None));
    BOOST_TEST(!is_told(renewed, k_ask));
    restart(renewed);
    BOOST_TEST(!is_told(renewed, k_ask));
}

BOOST_FIXTURE_TEST_CASE(a_device_opened_by_the_kit_asks_too_and_who_joins_by_a_paper_does_not, WeekTown)
{
    testing::join_school(mayor, school);
    BOOST_TEST(!is_told(school, k_ask));
    renewed.clock = mayor.clock;
    renewed.open();
    testing::renew_by_kit(mayor, renewed);
    renewed.wait(60'000);
    BOOST_TEST(is_told(renewed, k_ask));
}

BOOST_FIXTURE_TEST_CASE(words_that_differ_are_an_alarm_to_be_read_and_stay_to_be_compared, WeekTown)
{
    begin_with_nothing();
    BOOST_TEST(alarms(renewed) == 0U);
    (void)page(renewed);
    renewed.send(app::AnswerWeek{WeekAnswer::Different});
    BOOST_TEST(alarms(renewed) == 1U);
    BOOST_TEST((page(renewed).week == WeekCheck::Different));
    restart(renewed);
    BOOST_REQUIRE(alarms(renewed) == 1U);
    auto const* const todo = testing::find_todo(renewed, k_differ);
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST((todo->tone == app::Tone::Error));
    BOOST_TEST(!is_told(renewed, k_ask));

    renewed.send(app::AcknowledgeAlarm{static_cast<std::uint32_t>(renewed.see().shell.alarms.size() - 1)});
    BOOST_TEST(alarms(renewed) == 0U);
    BOOST_TEST(is_told(renewed, k_differ));
    restart(renewed);
    BOOST_TEST(alarms(renewed) == 0U);
    BOOST_TEST(is_told(renewed, k_differ));
    renewed.send(app::AnswerWeek{WeekAnswer::Same});
    BOOST_TEST(!is_told(renewed, k_differ));
}

BOOST_FIXTURE_TEST_CASE(nothing_is_answered_where_nothing_was_asked, WeekTown)
{
    mayor.send(app::AnswerWeek{WeekAnswer::Different});
    BOOST_TEST(alarms(mayor) == 0U);
    BOOST_TEST(!is_told(mayor, k_differ));
}

BOOST_AUTO_TEST_SUITE_END()
