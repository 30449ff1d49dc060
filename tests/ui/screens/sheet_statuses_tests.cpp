// The buttons by which a sheet passes to another status: their order, and where focus goes.

#include <boost/test/unit_test.hpp>

#include <utility>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sheet_statuses_tests, Sheet)

BOOST_AUTO_TEST_CASE(focus_goes_to_the_title_once_a_signalement_is_refused_not_to_what_undoes_it)
{
    sheet.is_report = true;
    sheet.statuses = {
        {10, verbatim("Retenir"), {}, {}, {}, true},
        {11, verbatim("Refuser"), {}, {samples::option(2, "Doublon")}, {}}};
    settle();
    focus(Role::Button, "Refuser");
    press(Role::Button, "Refuser");
    focus(Role::Button, "Doublon");
    press(Role::Button, "Doublon");
    BOOST_TEST(only<app::SetStatus>().reason == 2u);
    sheet.statuses = {{10, verbatim("Retenir"), {}, {}, {}}};
    settle();
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
}

BOOST_AUTO_TEST_CASE(who_closes_a_sheet_that_was_scrolled_sees_its_head_whole)
{
    std::string const title = "Mathis R., 15\u00a0ans";
    input.height = 600;
    sheet.statuses = {{8, verbatim("Clôturer"), {}, {samples::option(1, "Déménagement")}, {}}};
    settle();
    auto const is_whole = [this](Role role, std::string_view name) {
        Node const node = find(role, name);
        return node.clip.height > node.rect.height - 0.5f;
    };
    context().pointer_move(find(Role::Heading, title).rect.x + 10, 400);
    settle();
    wheel(60);
    BOOST_REQUIRE(!is_whole(Role::Heading, title));
    click(Role::Button, "Clôturer");
    click(Role::Button, "Déménagement");
    BOOST_TEST(only<app::SetStatus>().reason == 1u);
    sheet.statuses.clear();
    settle();
    BOOST_TEST(focused_name() == title);
    BOOST_TEST(is_whole(Role::Heading, title));
    BOOST_TEST(is_whole(Role::Paragraph, ui::say(sheet.reference).view()));
}

BOOST_AUTO_TEST_CASE(the_status_by_which_it_goes_on_comes_first_where_it_is_allowed)
{
    auto const is_before = [this](std::string_view one, std::string_view other) {
        auto const a = find(Role::Button, one).rect;
        auto const b = find(Role::Button, other).rect;
        return std::pair(a.y, a.x) < std::pair(b.y, b.x);
    };
    sheet.statuses = {{3, verbatim("Suivre"), {}, {}, {}, true}, {5, verbatim("Clore"), {}, {}, {}}};
    settle();
    BOOST_TEST(is_before("Suivre", "Ajouter une action"));
    // Barred, nothing takes its place before what may be added.
    sheet.statuses.front().refusals = {
        samples::a_refusal(), {verbatim("informez d’abord la personne."), verbatim("Règle R-80")}};
    settle();
    BOOST_TEST(!has(Role::Button, "Suivre"));
    // All that bars it, at once.
    BOOST_TEST(has_beginning(Role::Paragraph, "Suivre\u00a0: informez d’abord la personne."));
    BOOST_TEST(has_beginning(Role::Paragraph, "Suivre\u00a0: cette personne est mineure"));
    BOOST_TEST(is_before("Ajouter une action", "Clore"));
}

BOOST_AUTO_TEST_CASE(three_buttons_stand_in_line_and_the_other_statuses_are_reached_by_a_fourth)
{
    sheet.statuses = {
        {3, verbatim("Suivre"), {}, {}, {}, true},
        {4, verbatim("Réorienter"), {}, {}, {}},
        {5, verbatim("Clore"), {}, {samples::option(1, "Déménagement")}, {}}};
    settle();
    std::string const others = "Autres statuts";
    BOOST_TEST(has(Role::Button, "Demander une liaison"));
    BOOST_TEST(!has(Role::Button, "Réorienter"));
    BOOST_TEST(ui::has(find(Role::Button, others).state, State::Collapsed));
    focus(Role::Button, others);
    press(Role::Button, others);
    BOOST_TEST(ui::has(find(Role::Button, others).state, State::Expanded));
    focus(Role::Button, "Clore");
    press(Role::Button, "Clore");
    BOOST_TEST(has(Role::Button, "Déménagement"));
    // Escape leaves the question first, then what was opened.
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Button, "Déménagement"));
    BOOST_TEST(focused_name() == "Clore");
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Button, "Clore"));
    BOOST_TEST(focused_name() == others);
    press(Role::Button, others);
    press(Role::Button, "Réorienter");
    BOOST_TEST(only<app::SetStatus>().status == 4u);
    // The next ones are asked for anew.
    auto const before = std::exchange(
        sheet.statuses, {{6, verbatim("Mettre en veille"), {}, {}, {}, true},
                         {7, verbatim("Rouvrir"), {}, {}, {}},
                         {8, verbatim("Clôturer"), {}, {}, {}}});
    settle();
    BOOST_TEST(ui::has(find(Role::Button, others).state, State::Collapsed));
    BOOST_TEST(!has(Role::Button, "Rouvrir"));
    sheet.statuses = before;
    settle();
    // One alone stands where the button to it would, if it has room there.
    input.width = 1920;
    sheet.statuses.resize(2);
    settle();
    BOOST_TEST(has(Role::Button, "Réorienter"));
    BOOST_TEST(!has(Role::Button, others));
    input.width = 1440;
    // Where all have room none is behind another.
    sheet.statuses.resize(1);
    settle();
    BOOST_TEST(!has(Role::Button, others));
}

BOOST_AUTO_TEST_CASE(no_button_stands_alone_in_a_second_line)
{
    sheet.statuses = {
        {6, verbatim("Mettre le suivi en veille"), {}, {}, {}}, {8, verbatim("Clôturer la situation"), {}, {}, {}}};
    settle();
    std::string const others = "Autres statuts";
    float const line = find(Role::Button, "Ajouter une action").rect.y;
    BOOST_TEST(find(Role::Button, "Demander une liaison").rect.y == line);
    BOOST_TEST(find(Role::Button, others).rect.y == line);
    BOOST_TEST(!has(Role::Button, "Clôturer la situation"));
    press(Role::Button, others);
    press(Role::Button, "Clôturer la situation");
    BOOST_TEST(only<app::SetStatus>().status == 8u);
    sheet.statuses = {{6, verbatim("En veille"), {}, {}, {}}, {8, verbatim("Clôturer"), {}, {}, {}}};
    input.width = 1920;
    settle();
    BOOST_TEST(find(Role::Button, "Clôturer").rect.y == find(Role::Button, "Ajouter une action").rect.y);
    BOOST_TEST(!has(Role::Button, others));
}

BOOST_AUTO_TEST_CASE(the_status_by_which_it_would_go_on_leads_to_what_bars_it)
{
    sheet.statuses = {{3, verbatim("Suivre"), {}, {}, {}, true}, {5, verbatim("Clore"), {}, {}, {}}};
    input.height = 700;
    settle();
    auto const why = ui::tr("sheet.refused_statuses.see", {ui::arg("status", ui::value("Suivre"))}).str();
    std::string const title = ui::tr("sheet.refused_statuses").str();
    BOOST_TEST(!has(Role::Button, why));
    sheet.statuses.front().refusals = {
        samples::a_refusal(), {verbatim("informez d’abord la personne."), verbatim("Règle R-80")}};
    settle();
    // Beside what may be done, whatever stands between that and the refusals.
    BOOST_TEST(find(Role::Button, why).rect.y > find(Role::Button, "Ajouter une action").rect.y);
    BOOST_TEST(find(Role::Button, why).rect.y < find(Role::Tab, "Parcours").rect.y);
    focus(Role::Button, why);
    press(Role::Button, why);
    BOOST_TEST(focused_name() == title);
    std::size_t barring = 0;
    for (Node const& node : tree().nodes()) {
        if (node.role != Role::Paragraph || !node.name.starts_with("Suivre\u00a0:"))
            continue;
        ++barring;
        BOOST_TEST(node.clip.height > node.rect.height - 0.5f, node.name);
    }
    BOOST_TEST(barring == 2u);
    BOOST_TEST(sent.empty());
    // From another tab, to the one where they are.
    sheet.tab = app::SheetTab::Chronologie;
    settle();
    press(Role::Button, why);
    BOOST_TEST((std::get<app::SituationsRoute>(only<app::Go>().route).tab == app::SheetTab::Parcours));
    sheet.tab = app::SheetTab::Parcours;
    settle();
    BOOST_TEST(focused_name() == title);
    // Below the tabs where the head leaves room for what they hold.
    input.width = 320;
    settle();
    BOOST_TEST(faults() == "");
    BOOST_TEST(find(Role::Button, why).rect.y > find(Role::Tab, "Parcours").rect.y);
    sheet.tab = app::SheetTab::Chronologie;
    settle();
    BOOST_TEST(!has(Role::Button, why));
}

BOOST_AUTO_TEST_SUITE_END()
