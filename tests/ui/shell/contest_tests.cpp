// Acts that exclude each other, on every screen until somebody has said which one holds.

#include <boost/test/unit_test.hpp>

#include "tests/ui/shell/shell_fixture.hpp"
#include "ui/screens/parts.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

app::ContestsView two_contested_acts()
{
    app::ContestsView contests;
    contests.said = verbatim("Deux actes qui s’excluent ont été signés.");
    contests.words = "abaisser abandon abdiquer abeille abolir aborder";
    app::ContestView contest;
    app::ContestedActView act;
    act.act = samples::an_id<ActHash>(1);
    act.title = verbatim("Signé par Hélène Marchand");
    act.lines = {verbatim("Premier changement")};
    contest.acts.push_back(act);
    act.act = samples::an_id<ActHash>(2);
    act.title = verbatim("Signé par un autre appareil");
    act.lines = {verbatim("Autre changement")};
    contest.acts.push_back(act);
    contests.each.push_back(contest);
    return contests;
}

std::string button_of(ui::Text const& label, std::string_view title)
{
    return ui::name_of_button(label, ui::value(title)).str();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_contests, ShellFixture)

BOOST_AUTO_TEST_CASE(of_two_acts_that_exclude_each_other_one_is_chosen_once_words_were_compared)
{
    input.height = 2400;
    views.shell.contests = two_contested_acts();
    settle();
    BOOST_TEST(has(Role::Paragraph, "abaisser abandon abdiquer abeille abolir aborder"));
    BOOST_TEST(has(Role::Heading, "Signé par Hélène Marchand"));
    BOOST_TEST(has(Role::Paragraph, "Autre changement"));
    auto const other = button_of(ui::tr("shell.contest.take"), "Signé par un autre appareil");
    BOOST_TEST(ui::has(find(Role::Button, other).state, State::Disabled));
    click(Role::Checkbox, ui::tr("shell.contest.compared").view());
    BOOST_TEST(!ui::has(find(Role::Button, other).state, State::Disabled));
    // Nothing takes a choice back, which is said before it is one.
    click(Role::Button, other);
    BOOST_TEST(sent.empty());
    BOOST_REQUIRE(has(Role::Dialog, ui::tr("shell.contest.confirm.title").view()));
    click(Role::Button, ui::tr("shell.contest.confirm.button").view());
    BOOST_TEST((only<app::HoldAct>().act == samples::an_id<ActHash>(2)));
    settle();
    BOOST_TEST(!has(Role::Dialog, ui::tr("shell.contest.confirm.title").view()));
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(faults() == "", width << "\n" << faults());
    }
    // Other words are compared anew.
    views.shell.contests->words = "aboutir aboyer abrasif abreuver abriter abroger";
    settle();
    BOOST_TEST(ui::has(find(Role::Button, other).state, State::Disabled));
    views.shell.contests.reset();
    settle();
    BOOST_TEST(!has(Role::Button, other));
}

BOOST_AUTO_TEST_CASE(every_contest_has_its_own_buttons)
{
    input.height = 3600;
    views.shell.contests = two_contested_acts();
    auto second = views.shell.contests->each.front();
    second.acts[1].act = samples::an_id<ActHash>(3);
    second.acts[1].title = verbatim("Signé par un troisième appareil");
    second.place = verbatim("Désaccord 2 sur 2");
    views.shell.contests->each.front().place = verbatim("Désaccord 1 sur 2");
    views.shell.contests->each.push_back(std::move(second));
    settle();
    BOOST_TEST(has(Role::Paragraph, "Désaccord 1 sur 2"));
    BOOST_TEST(has(Role::Paragraph, "Désaccord 2 sur 2"));
    click(Role::Checkbox, ui::tr("shell.contest.compared").view());
    BOOST_TEST(has(Role::Button, button_of(ui::tr("shell.contest.take"), "Signé par un autre appareil")));
    act(find(Role::Button, button_of(ui::tr("shell.contest.take"), "Signé par un troisième appareil")).id, Act::Press);
    click(Role::Button, ui::tr("shell.contest.confirm.button").view());
    BOOST_TEST((only<app::HoldAct>().act == samples::an_id<ActHash>(3)));
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(faults() == "", width << "\n" << faults());
    }
}

BOOST_AUTO_TEST_CASE(an_act_that_cannot_be_chosen_says_why_and_what_to_do)
{
    input.height = 2400;
    views.shell.contests = two_contested_acts();
    auto& contest = views.shell.contests->each.front();
    contest.acts[1].why_cannot = verbatim("Les dépositaires en fonction ne l’ont pas signé.");
    contest.way_out = verbatim("Appelez Hélène Marchand.");
    settle();
    click(Role::Checkbox, ui::tr("shell.contest.compared").view());
    auto const keep = find(Role::Button, button_of(ui::tr("shell.contest.keep"), "Signé par Hélène Marchand"));
    BOOST_TEST(!ui::has(keep.state, State::Disabled));
    auto const take = find(Role::Button, button_of(ui::tr("shell.contest.take"), "Signé par un autre appareil"));
    BOOST_TEST(ui::has(take.state, State::Disabled));
    act(take.id, Act::Press);
    settle();
    BOOST_TEST(sent.empty());
    BOOST_TEST(!has(Role::Dialog, ui::tr("shell.contest.confirm.title").view()));
    BOOST_TEST(has(Role::Paragraph, "Appelez Hélène Marchand."));
}

BOOST_AUTO_TEST_SUITE_END()
