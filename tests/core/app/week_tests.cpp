// A browser that lost its memory asks once for the weekly words (docs/protocol.md 3.13).

#include <algorithm>

#include "core/domain/fields.hpp"
#include "tests/core/app/kept_town.hpp"

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

    void differ()
    {
        (void)page(renewed);
        renewed.send(app::AnswerWeek{WeekAnswer::Different});
    }
    static std::string_view why_read_only(Desk& desk)
    {
        auto const& shell = desk.see().shell;
        return shell.read_only ? std::string_view(shell.read_only_reason.key) : std::string_view{};
    }
    void show(RecordId const& record)
    {
        renewed.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
        BOOST_REQUIRE(renewed.see().sheet.has_value());
    }
    app::FieldView given(RecordId const& record)
    {
        show(record);
        auto const& fields = renewed.see().sheet->identity;
        auto const found = std::ranges::find(fields, std::uint32_t{domain::field::k_prenom}, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    /// Two changes that this device may sign: of what is read of a record, and not.
    void prepare_changes()
    {
        renewed.send(app::Go{app::CouncilRoute{}});
        renewed.send(app::EditCouncil{app::council_form::k_order, testing::typed("Arrêté 2026-200")});
        renewed.send(app::PrepareCouncil{});
        renewed.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Rives")});
        renewed.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Les quais")});
        renewed.send(app::PrepareNewGroup{});
        renewed.send(app::Go{app::ActsRoute{}});
        BOOST_REQUIRE(testing::changes_in(renewed) == 2U);
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

BOOST_FIXTURE_TEST_CASE(while_the_words_differ_nothing_is_written_nor_signed_and_what_was_prepared_stays, WeekTown)
{
    auto const record = testing::open_situation(mayor, {});
    mayor.wait(6000);
    begin_with_nothing();
    auto const name = given(record).text;
    BOOST_TEST(given(record).may_edit);
    prepare_changes();
    BOOST_TEST(why_read_only(renewed) == "");
    differ();
    BOOST_TEST(why_read_only(renewed) == "session.read_only.week");
    restart(renewed);
    BOOST_TEST(why_read_only(renewed) == "session.read_only.week");
    // Read, it holds on.
    renewed.send(app::AcknowledgeAlarm{static_cast<std::uint32_t>(renewed.see().shell.alarms.size() - 1)});
    BOOST_TEST(why_read_only(renewed) == "session.read_only.week");

    BOOST_TEST(!given(record).may_edit);
    renewed.send(app::SetField{record, domain::field::k_prenom, testing::typed("Mathieu")});
    BOOST_TEST(testing::is_said(renewed, "session.read_only.week"));
    BOOST_TEST(given(record).text == name);
    renewed.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(testing::changes_in(renewed) == 2U);
    BOOST_TEST(!renewed.see().acts->may_sign);
    BOOST_TEST(renewed.see().acts->why_stopped.key == "session.read_only.week");
    renewed.send(app::SignDraft{});
    BOOST_TEST((renewed.form().kind == app::FormKind::None));
    BOOST_TEST(testing::is_said(renewed, "session.read_only.week"));
    BOOST_TEST(testing::changes_in(renewed) == 2U);

    // Compared again, they are the same.
    renewed.send(app::AnswerWeek{WeekAnswer::Same});
    BOOST_TEST(why_read_only(renewed) == "");
    BOOST_TEST(renewed.see().acts->may_sign);
    renewed.send(app::SignDraft{});
    BOOST_TEST((renewed.form().kind == app::FormKind::SignAct));
}

BOOST_FIXTURE_TEST_CASE(a_passphrase_chosen_elsewhere_is_learnt_though_the_words_differ, WeekTown)
{
    begin_with_nothing();
    differ();
    renewed.send(app::LearnPassphrase{});
    BOOST_TEST((renewed.form().kind == app::FormKind::SignAct));
    BOOST_TEST(renewed.form().title.key == "council.passphrase.title");
    BOOST_TEST(!testing::is_said(renewed, "session.read_only.week"));
}

BOOST_FIXTURE_TEST_CASE(a_person_may_choose_to_write_though_the_words_differ_and_is_still_told, WeekTown)
{
    auto const record = testing::open_situation(mayor, {});
    mayor.wait(6000);
    begin_with_nothing();
    // Where nothing differs there is nothing to choose.
    renewed.send(app::AnswerWeek{WeekAnswer::WriteOn});
    BOOST_TEST((page(renewed).week == WeekCheck::Asked));
    differ();
    renewed.send(app::AnswerWeek{WeekAnswer::WriteOn});
    BOOST_TEST(why_read_only(renewed) == "");
    BOOST_TEST((page(renewed).week == WeekCheck::WrittenOn));
    restart(renewed);
    BOOST_TEST(why_read_only(renewed) == "");
    auto const* const todo = testing::find_todo(renewed, k_differ);
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST(todo->detail.key == "council.week.written_on_detail");
    show(record);
    renewed.send(app::SetField{record, domain::field::k_prenom, testing::typed("Mathieu")});
    BOOST_TEST(given(record).text == "Mathieu");
    renewed.send(app::AnswerWeek{WeekAnswer::Different});
    BOOST_TEST(why_read_only(renewed) == "session.read_only.week");
}

BOOST_FIXTURE_TEST_CASE(nothing_is_answered_where_nothing_was_asked, WeekTown)
{
    mayor.send(app::AnswerWeek{WeekAnswer::Different});
    BOOST_TEST(alarms(mayor) == 0U);
    BOOST_TEST(!is_told(mayor, k_differ));
}

BOOST_AUTO_TEST_SUITE_END()
