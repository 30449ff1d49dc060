// Home: each figure opens the list of what it counts; what waits is there for whom it waits.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Statut;
using testing::coded;
using testing::Desk;
using testing::typed;

namespace {

namespace field = domain::field;

struct HomeTown : testing::FoundedTown {
    void go_home(Desk& who) { who.send(app::Go{app::HomeRoute{}}); }

    /// From « À examiner » to « En suivi », by the mayor who follows it himself.
    void follow(RecordId record)
    {
        auto const set = [&](std::uint32_t number, app::FieldInput value) {
            mayor.send(app::SetField{record, number, std::move(value)});
        };
        set(field::k_referent, coded(1));
        set(field::k_information_mode, coded(1));
        set(field::k_information_date, typed("20/11/2026"));
        mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(Statut::EnSuivi), 0});
    }

    void add_action(RecordId record, std::string const& end)
    {
        namespace part = domain::action_part;
        mayor.send(app::EditNewAction{part::k_type, coded(1)});
        mayor.send(app::EditNewAction{part::k_responsable, coded(1)});
        mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
        mayor.send(app::EditNewAction{part::k_fin, typed(end)});
        mayor.send(app::AddAction{record});
    }

    static std::uint32_t code_of(app::FieldView const& choice, std::string const& name)
    {
        auto const found = std::ranges::find(
            choice.options, verbatim(name), [](app::OptionView const& option) { return option.label; });
        BOOST_REQUIRE((found != choice.options.end()));
        return found->code;
    }

    /// A question about a situation, of the school that has joined; the sheet is shown.
    RecordId ask_school()
    {
        namespace part = domain::question_part;
        testing::join_school(mayor, school);
        auto const record = testing::open_situation(mayor, {.group = school_group()});
        auto const& fields = mayor.see().sheet->new_liaison;
        auto const asked = std::ranges::find(fields, part::k_membre, &app::FieldView::field);
        BOOST_REQUIRE((asked != fields.end()));
        auto const school_code = code_of(*asked, "Camille Durand");
        mayor.send(app::EditNewLiaison{part::k_question, coded(1)});
        mayor.send(app::EditNewLiaison{part::k_membre, coded(school_code)});
        mayor.send(app::AskLiaison{record});
        return record;
    }

    app::StatView figure(std::string_view label)
    {
        go_home(mayor);
        for (auto const& stat : mayor.see().home->stats) {
            if (stat.label.key == label)
                return stat;
        }
        BOOST_FAIL("no figure " << label);
        return {};
    }

    /// What the list shows once the figure was pressed.
    std::size_t rows_behind(std::string_view label)
    {
        for (auto const& command : figure(label).commands)
            mayor.send(command);
        BOOST_REQUIRE(mayor.see().situations.has_value());
        return mayor.see().situations->rows.size();
    }
};

constexpr std::array<std::string_view, 4> k_figures{
    "situation.home.followed", "situation.home.late", "situation.home.to_qualify", "situation.home.ending"};

}  // namespace

BOOST_AUTO_TEST_SUITE(home)

BOOST_FIXTURE_TEST_CASE(each_figure_opens_a_list_of_as_many_rows, HomeTown)
{
    BOOST_TEST(figure("situation.home.late").detail.key == "situation.home.none_going");
    auto const late = testing::open_situation(mayor, {.family = "Rivière"});
    follow(late);
    add_action(late, "02/11/2026");
    BOOST_TEST(figure("situation.home.late").detail.key == "situation.home.going_one");
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = late, .tab = {}}});
    add_action(late, "03/11/2026");
    auto const on_time = testing::open_situation(mayor, {.family = "Delmas", .group = 1});
    follow(on_time);
    add_action(on_time, "02/11/2027");
    // 25 years old within six months; not followed yet, and below one that is closed: both are kept until then.
    (void)testing::open_situation(mayor, {.family = "Ozanne", .birth = "02/02/2002"});
    for (auto const* const name : {"Tassin", "Marque", "Bertin"})
        (void)testing::send_report(mayor, {.family = name});
    auto const closed = testing::open_situation(mayor, {.family = "Kerval", .birth = "02/02/2002"});
    mayor.send(app::SetStatus{closed, static_cast<std::uint32_t>(Statut::Cloturee), 1});

    std::array const counts{2U, 1U, 3U, 2U};
    for (std::size_t i = 0; i < k_figures.size(); ++i) {
        BOOST_TEST_CONTEXT(k_figures[i])
        {
            // Whatever was filtered and searched before.
            mayor.send(app::SetFilter{app::list_filter::k_referent, 1});
            mayor.send(app::SetSearch{"zzz"});
            BOOST_TEST(figure(k_figures[i]).count == counts[i]);
            BOOST_TEST(rows_behind(k_figures[i]) == counts[i]);
        }
    }
    BOOST_TEST(figure("situation.home.late").detail.key == "situation.home.going");
    BOOST_TEST(std::get<std::int64_t>(figure("situation.home.late").detail.args.front().second) == 2);
    // None is watched: nothing is said of it.
    BOOST_TEST(figure("situation.home.followed").detail.key == "situation.home.to_examine_unwatched");
}

/// Signalements that wait are among them, what is over is not.
BOOST_FIXTURE_TEST_CASE(a_group_opens_a_list_of_as_many_rows_as_it_says, HomeTown)
{
    (void)testing::open_situation(mayor, {.family = "Rivière"});
    auto const closed = testing::open_situation(mayor, {.family = "Kerval"});
    mayor.send(app::SetStatus{closed, static_cast<std::uint32_t>(Statut::Cloturee), 1});
    auto const retained = testing::send_report(mayor, {.family = "Tassin"});
    mayor.send(app::SetStatus{retained, static_cast<std::uint32_t>(Statut::Retenue), 0});
    (void)testing::send_report(mayor, {.family = "Marque"});
    (void)testing::open_situation(mayor, {.family = "Delmas", .group = 1});
    mayor.send(app::Go{app::ReportRoute{}});
    auto const group = mayor.see().report->group_ids.front();
    // Whatever was filtered and searched before.
    mayor.send(app::SetFilter{app::list_filter::k_referent, 1});
    mayor.send(app::SetFilter{app::list_filter::k_status, app::list_filter::k_status_all});
    mayor.send(app::SetSearch{"zzz"});
    mayor.send(app::Go{app::GroupsRoute{group}});
    auto const detail = mayor.see().groups->detail.value();
    BOOST_TEST(detail.situations == 3U);
    // Both the page and its row count what the list counts.
    auto const& rows = mayor.see().groups->rows;
    auto const counts = std::ranges::find(rows, group, &app::GroupsView::Row::group)->counts;
    BOOST_TEST(!counts.empty());
    BOOST_TEST((detail.counts == counts));
    for (auto const& command : detail.see_situations)
        mayor.send(command);
    BOOST_REQUIRE(mayor.see().situations.has_value());
    BOOST_TEST(mayor.see().situations->rows.size() == 3U);
    BOOST_TEST((mayor.see().situations->summary == counts));
    BOOST_TEST((std::get<app::SituationsRoute>(mayor.see().route).group == group));
}

BOOST_FIXTURE_TEST_CASE(a_signalement_waits_for_who_decides_until_it_is_decided, HomeTown)
{
    testing::join_school(mayor, school);
    auto const record = testing::send_report(school, {});
    // Who sent it decides nothing of it.
    BOOST_TEST(testing::find_todo(school, "situation.todo.qualify") == nullptr);
    testing::exchange(school, mayor);
    auto const* const todo = testing::find_todo(mayor, "situation.todo.qualify");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    BOOST_TEST((mayor.see().sheet->record == record));
    // The list beside it is of no group in particular.
    BOOST_TEST(!std::get<app::SituationsRoute>(mayor.see().route).group.has_value());
    mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(Statut::Refusee), 1});
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.qualify") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_question_waits_for_the_one_it_is_asked_of, HomeTown)
{
    auto const record = ask_school();
    auto const said = mayor.see().shell.toasts.back().text;
    BOOST_TEST(said.key == "situation.liaison.asked");
    BOOST_TEST(std::get<std::string>(said.args.front().second) == "Camille Durand");
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.answer") == nullptr);
    testing::exchange(mayor, school);
    auto const* const todo = testing::find_todo(school, "situation.todo.answer");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    school.send(command);
    BOOST_REQUIRE(school.see().sheet->liaisons.size() == 1U);
    auto const liaison = [&] {
        return school.see().sheet->liaisons.front();
    };
    BOOST_TEST(!liaison().answered);
    // The page is opened for that question.
    auto const led_to = std::get<app::SituationsRoute>(std::get<app::Go>(command).route);
    BOOST_TEST((led_to.question == liaison().question));
    BOOST_TEST((led_to.tab == app::SheetTab::Actions));
    school.send(app::AnswerLiaison{record, liaison().question, 1});
    BOOST_TEST(liaison().answered);
    BOOST_TEST(school.see().shell.toasts.back().text.key == "situation.liaison.saved");
    // It may be changed: what was answered is the one that is chosen.
    BOOST_TEST(liaison().may_answer);
    BOOST_TEST(liaison().answers.front().chosen);
    BOOST_TEST(testing::find_todo(school, "situation.todo.answer") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(matrix_a_question_left_without_answer_is_withdrawn_by_who_leads, HomeTown)
{
    auto const record = ask_school();
    auto const liaison = [](Desk& who) {
        return who.see().sheet->liaisons.front();
    };
    // The mayor answers in nobody's place.
    BOOST_TEST(!liaison(mayor).may_answer);
    BOOST_TEST(liaison(mayor).answers.empty());
    mayor.send(app::AnswerLiaison{record, liaison(mayor).question, 1});
    BOOST_REQUIRE(mayor.see().shell.toasts.back().refusal.has_value());
    BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.droit.interroge");
    BOOST_TEST(!liaison(mayor).answered);
    // The school is offered its answers, not to withdraw what it is asked.
    testing::exchange(mayor, school);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    BOOST_TEST(liaison(school).answers.size() == 4U);
    BOOST_TEST(!liaison(school).withdrawal.has_value());
    auto const withdrawal = liaison(mayor).withdrawal;
    BOOST_REQUIRE(withdrawal.has_value());
    school.send(app::AnswerLiaison{record, liaison(school).question, *withdrawal});
    BOOST_REQUIRE(school.see().shell.toasts.back().refusal.has_value());
    BOOST_TEST(school.see().shell.toasts.back().refusal->message.key == "law.droit.retrait");

    mayor.send(app::AnswerLiaison{record, liaison(mayor).question, *withdrawal});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.liaison.withdrawn");
    BOOST_TEST(liaison(mayor).answered);
    BOOST_TEST(!liaison(mayor).withdrawal.has_value());
    BOOST_TEST(std::ranges::any_of(mayor.see().sheet->chronology, [](app::TimelineEntry const& entry) {
        return entry.text.key == "situation.chronology.question_withdrawn";
    }));
    testing::exchange(mayor, school);
    BOOST_TEST(!liaison(school).may_answer);
    BOOST_TEST(testing::find_todo(school, "situation.todo.answer") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_late_action_waits_until_its_result_is_known, HomeTown)
{
    auto const record = testing::open_situation(mayor, {});
    add_action(record, "02/11/2026");
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.action.added");
    auto const* const todo = testing::find_todo(mayor, "situation.todo.late");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    auto const element = mayor.see().sheet->actions.front().element;
    mayor.send(app::EditAction{record, element, domain::action_part::k_resultat, coded(1)});
    mayor.send(app::CorrectAction{record, element});
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.late") == nullptr);
}

/// Whatever their number and whatever was read first.
BOOST_FIXTURE_TEST_CASE(nothing_that_waits_is_left_out_and_what_is_late_stands_first, HomeTown)
{
    constexpr std::size_t k_reports = 13;
    for (std::size_t i = 0; i < k_reports; ++i)
        (void)testing::send_report(mayor, {.family = "Tassin"});
    auto const late = testing::open_situation(mayor, {.family = "Rivière", .group = 1});
    add_action(late, "02/11/2026");
    go_home(mayor);
    auto const todo = mayor.see().home->todo;
    auto const waiting = [&todo](std::string_view title) {
        return std::ranges::count(todo, title, [](app::TodoView const& one) { return one.title.key; });
    };
    // More than three stand in one line.
    BOOST_TEST(waiting("situation.todo.qualify") == 0);
    BOOST_TEST(waiting("situation.todo.qualify_many") == 1);
    BOOST_TEST(waiting("situation.todo.late") == 1);
    BOOST_TEST(todo.front().title.key == "situation.todo.late");
    auto const& navigation = mayor.see().shell.navigation;
    auto const home = std::ranges::find_if(
        navigation, [](app::NavEntry const& entry) { return entry.label.key == "session.nav.home"; });
    BOOST_REQUIRE((home != navigation.end()));
    // Each of those that stand in one line is one thing that waits.
    BOOST_TEST(home->badge == todo.size() - 1 + k_reports);
    std::vector<std::uint64_t> ids;
    for (auto const& one : todo)
        ids.push_back(one.id);
    std::ranges::sort(ids);
    BOOST_TEST((std::ranges::adjacent_find(ids) == ids.end()));
}

/// As of a question that he will not answer.
BOOST_FIXTURE_TEST_CASE(that_who_answers_for_a_late_action_has_left_is_said, HomeTown)
{
    namespace part = domain::action_part;
    testing::join_school(mayor, school);
    auto const id = testing::find_member(mayor, testing::k_school_name);
    auto const record = testing::open_situation(mayor, {.group = school_group()});
    mayor.send(app::EditNewAction{part::k_type, coded(1)});
    mayor.send(app::EditNewAction{part::k_responsable, {.text = {}, .codes = {}, .member = id}});
    mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
    mayor.send(app::EditNewAction{part::k_fin, typed("02/11/2026")});
    mayor.send(app::AddAction{record});
    auto const* const late = testing::find_todo(mayor, "situation.todo.late");
    BOOST_REQUIRE(late != nullptr);
    BOOST_TEST(late->detail.key == "situation.todo.late_detail");
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    auto const* const left = testing::find_todo(mayor, "situation.todo.late");
    BOOST_REQUIRE(left != nullptr);
    BOOST_TEST(left->detail.key == "situation.todo.late_left_detail");
}

BOOST_FIXTURE_TEST_CASE(an_invitation_then_its_answer_then_the_act_wait_for_who_signs, HomeTown)
{
    auto const link = testing::invite_school(mayor);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.invited") != nullptr);
    auto const invite = testing::only_invitation(mayor).invite;
    testing::answer_invitation(school, link);
    mayor.wait(60'000);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.invited") == nullptr);
    auto const* const todo = testing::find_todo(mayor, "council.todo.answered");
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().members.has_value());
    BOOST_TEST((mayor.see().members->invitation == invite));
    mayor.send(app::AcceptInvite{mayor.see().members->invitations.front().invite});
    BOOST_TEST(testing::find_todo(mayor, "council.todo.draft") != nullptr);
    mayor.send(app::SignDraft{});
    mayor.sign();
    for (auto const* const done : {"council.todo.draft", "council.todo.answered"})
        BOOST_TEST(testing::find_todo(mayor, done) == nullptr, done);
}

BOOST_AUTO_TEST_SUITE_END()
