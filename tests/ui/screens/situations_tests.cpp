// The list of situations and the sheet beside it.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/ui/screens/situations_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(situations_screen_tests, Situations)

BOOST_AUTO_TEST_CASE(a_row_opens_its_sheet)
{
    settle();
    BOOST_TEST(find(Role::Heading, "Situations · groupe Centre").level == 1u);
    BOOST_TEST(tree().title() == "Situations");
    BOOST_TEST(has(Role::Text, "En veille"));
    BOOST_TEST(has(Role::Paragraph, "Choisissez une situation"));
    BOOST_TEST(faults() == "");
    click(Role::Link, "Inès B., 16\u00a0ans");
    auto const opened = std::get<app::SituationsRoute>(only<app::Go>().route);
    BOOST_TEST((opened.situation == samples::an_id<RecordId>(2)));
    BOOST_TEST((opened.group == samples::an_id<GroupId>(1)));
    BOOST_TEST((opened.tab == app::SheetTab::Parcours));
}

BOOST_AUTO_TEST_CASE(r_21_a_list_that_is_refused_has_the_button_that_opens_it_and_nothing_beside_it)
{
    list = {};
    list.title = verbatim("Situations de tous vos groupes");
    list.refusal = app::RefusalView{phrase("law.r_21.reglement"), phrase("law.r_21.article")};
    app::TodoView read;
    read.id = 1;
    read.title = verbatim("À accepter");
    read.button = phrase("council.todo.read");
    read.command = app::Go{app::TextsRoute{.reads = true}};
    list.way_in = {read};
    for (float const width : {1440.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(!has(Role::Paragraph, "Choisissez une situation"));
        BOOST_TEST(faults() == "");
        click(Role::Button, "Lire et accepter");
        BOOST_TEST(std::holds_alternative<app::TextsRoute>(only<app::Go>().route));
    }
}

BOOST_AUTO_TEST_CASE(a_filter_shows_its_choices_then_filters)
{
    click(Role::Button, "Statut\u00a0: toutes");
    BOOST_TEST(sent.empty());
    click(Role::Button, "à examiner");
    auto const filter = only<app::SetFilter>();
    BOOST_TEST(filter.filter == 1u);
    BOOST_TEST(filter.option == 2u);
    BOOST_TEST(!has(Role::Button, "à examiner"));
}

BOOST_AUTO_TEST_CASE(searching_sends_what_is_typed)
{
    type(Role::TextField, "Rechercher une situation", "mat");
    BOOST_TEST(only<app::SetSearch>().text == "mat");
    BOOST_TEST(find(Role::TextField, "Rechercher une situation").value == "mat");
}

BOOST_AUTO_TEST_CASE(what_a_search_or_a_filter_finds_is_said_once)
{
    settle();
    list.rows.resize(3);
    settle();
    // Nobody asked for anything.
    BOOST_TEST(tree().announcements().empty());
    list.search = "mat";
    list.rows.resize(1);
    settle();
    settle();
    BOOST_REQUIRE(tree().announcements().size() == 1u);
    BOOST_TEST(tree().announcements().back().text == "1 situation trouvée");
    BOOST_TEST((tree().announcements().back().politeness == ui::Politeness::Polite));
    auto& options = list.filters.front().options;
    for (auto& option : options)
        option.chosen = &option == &options.back();
    list.rows.clear();
    settle();
    BOOST_REQUIRE(tree().announcements().size() == 2u);
    BOOST_TEST(tree().announcements().back().text == "Aucune situation trouvée");
}

BOOST_AUTO_TEST_CASE(groups_are_chosen_by_chips)
{
    click(Role::Button, "Groupe\u00a0: Centre");
    click(Role::Button, "Gare");
    BOOST_TEST((std::get<app::SituationsRoute>(only<app::Go>().route).group == samples::an_id<GroupId>(2)));
    BOOST_TEST(!has(Role::Button, "Gare"));
    click(Role::Button, "Groupe\u00a0: Centre");
    click(Role::Button, "Tous les miens");
    BOOST_TEST((!std::get<app::SituationsRoute>(only<app::Go>().route).group));
}

BOOST_AUTO_TEST_CASE(focus_goes_back_to_the_filter_whose_choice_was_made)
{
    settle();
    constexpr std::pair<char const*, char const*> k_choices[] = {
        {"Groupe\u00a0: Centre", "Gare"}, {"Statut\u00a0: toutes", "en suivi"}, {"Référent\u00a0: moi", "tous"}};
    for (auto const& [chip, choice] : k_choices) {
        focus(Role::Button, chip);
        press(Role::Button, chip);
        focus(Role::Button, choice);
        press(Role::Button, choice);
        BOOST_TEST(!has(Role::Button, choice));
        BOOST_TEST(focused_name() == chip);
    }
}

BOOST_AUTO_TEST_CASE(a_filter_tells_whether_it_is_open_and_escape_closes_it)
{
    settle();
    std::string const chip = "Statut\u00a0: toutes";
    BOOST_TEST(ui::has(find(Role::Button, chip).state, State::Collapsed));
    focus(Role::Button, chip);
    press(Role::Button, chip);
    BOOST_TEST(ui::has(find(Role::Button, chip).state, State::Expanded));
    focus(Role::Button, "en suivi");
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Button, "en suivi"));
    BOOST_TEST(focused_name() == chip);
    // From the chip itself.
    press(Role::Button, chip);
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Button, "en suivi"));
    BOOST_TEST(focused_name() == chip);
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(in_a_narrow_window_the_page_scrolls_with_its_list)
{
    app::SituationRow const model = list.rows.front();
    list.rows.clear();
    for (std::uint32_t i = 0; i < 500; ++i) {
        app::SituationRow row = model;
        row.record.bytes[4] = static_cast<std::uint8_t>(i >> 8);
        row.record.bytes[5] = static_cast<std::uint8_t>(i);
        row.title = verbatim("Personne " + std::to_string(i));
        list.rows.push_back(row);
    }
    input.width = 320;
    input.height = 600;
    settle();
    BOOST_TEST(faults() == "");
    BOOST_TEST(find(Role::Heading, "Situations · groupe Centre").clip.width > 0);
    context().pointer_move(160, 560);
    settle();
    wheel(900);
    BOOST_TEST(find(Role::Heading, "Situations · groupe Centre").clip.width == 0.0f);
    auto const is_seen = [](Node const& node) {
        return node.role == Role::ListItem && node.clip.height > node.rect.height - 1;
    };
    BOOST_TEST(std::ranges::count_if(tree().nodes(), is_seen) >= 3);
    BOOST_TEST(count(Role::ListItem) <= 12u);
}

BOOST_AUTO_TEST_CASE(in_a_narrow_window_one_chip_stands_for_the_filters)
{
    input.width = 320;
    settle();
    std::string const status = "Statut\u00a0: toutes";
    BOOST_TEST(!has(Role::Button, status));
    auto const chip = all_beginning("Filtres");
    BOOST_REQUIRE(chip.size() == 1u);
    BOOST_TEST(ui::has(chip.front().state, State::Collapsed));
    act(chip.front().id, Act::Press);
    BOOST_TEST(has(Role::Button, status));
    press(Role::Button, status);
    press(Role::Button, "à examiner");
    BOOST_TEST(only<app::SetFilter>().option == 2u);
    // They make room for what was found, whose number is read above it.
    BOOST_TEST(!has(Role::Button, status));
    BOOST_TEST(focused() == chip.front().id);
    BOOST_TEST(has(Role::Paragraph, "7 situations trouvées"));
    BOOST_TEST(faults() == "");
    // A choice that is left closes its own alone.
    act(chip.front().id, Act::Press);
    press(Role::Button, status);
    focus(Role::Button, "à examiner");
    act(focused(), Act::Dismiss);
    BOOST_TEST(focused_name() == status);
    act(chip.front().id, Act::Press);
    BOOST_TEST(!has(Role::Button, status));
    input.width = 1280;
    settle();
    BOOST_TEST(has(Role::Button, status));
    BOOST_TEST(all_beginning("Filtres").empty());
    BOOST_TEST(has(Role::Paragraph, "7 situations trouvées"));
}

BOOST_AUTO_TEST_CASE(the_search_is_wider_than_the_button_beside_it_where_the_list_stands_alone)
{
    input.width = 800;
    settle();
    auto const search = find(Role::TextField, "Rechercher une situation").rect;
    auto const report = find(Role::Button, "Signaler une situation").rect;
    BOOST_TEST(search.y == report.y);
    BOOST_TEST(search.width > report.width);
}

BOOST_AUTO_TEST_CASE(reporting_is_offered_only_to_those_who_may)
{
    click(Role::Button, "Signaler une situation");
    auto const reported = std::get<app::ReportRoute>(only<app::Go>().route);
    BOOST_TEST((reported.group == samples::an_id<GroupId>(1)));
    BOOST_TEST((reported.kind == app::ReportKind::Signalement));
    list.may_report = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Signaler une situation"));
    list.may_create = true;
    settle();
    click(Role::Button, "Ouvrir une situation");
    auto const opened = std::get<app::ReportRoute>(only<app::Go>().route);
    BOOST_TEST((opened.group == samples::an_id<GroupId>(1)));
    BOOST_TEST((opened.kind == app::ReportKind::Situation));
}

BOOST_AUTO_TEST_CASE(a_refusal_stands_in_place_of_the_list)
{
    list.refusal = app::RefusalView{phrase("law.r_21.charte"), phrase("law.r_21.article")};
    settle();
    BOOST_TEST(has_beginning(Role::Paragraph, "Vous n’avez pas encore accepté la charte"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Règle\u00a0R-21"));
    BOOST_TEST(!has(Role::List, "Situations"));
    BOOST_TEST(!has(Role::Button, "Signaler une situation"));
}

BOOST_AUTO_TEST_CASE(a_search_is_taken_back_by_a_button)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Effacer la recherche"));
    type(Role::TextField, "Rechercher une situation", "zzz");
    (void)only<app::SetSearch>();
    leave_field();
    list.search = "zzz";
    list.rows.clear();
    settle();
    // Inside its field: nothing below it moves.
    auto const cross = find(Role::Button, "Effacer la recherche").rect;
    auto const field = find(Role::TextField, "Rechercher une situation").rect;
    BOOST_TEST(cross.y > field.y);
    BOOST_TEST(cross.y + cross.height < field.y + field.height);
    BOOST_TEST(cross.x + cross.width < field.x + field.width);
    press(Role::Button, "Effacer la recherche");
    BOOST_TEST(only<app::SetSearch>().text == "");
    list.search.clear();
    settle();
    BOOST_TEST(find(Role::TextField, "Rechercher une situation").value == "");
    BOOST_TEST(focused_name() == "Rechercher une situation");
    BOOST_TEST(!has(Role::Button, "Effacer la recherche"));
}

BOOST_AUTO_TEST_CASE(an_empty_list_says_why)
{
    list.rows.clear();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Aucune situation ne correspond à ces filtres"));
}

BOOST_AUTO_TEST_CASE(a_search_that_finds_nothing_may_be_made_in_every_status)
{
    list.rows.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "Chercher dans tous les statuts"));
    list.widen = {app::SetFilter{1, 100}};
    list.widen_label = phrase("situation.search_every_status");
    settle();
    click(Role::Button, "Chercher dans tous les statuts");
    BOOST_TEST(only<app::SetFilter>().option == 100u);
    sent.clear();
    list.widen = {app::SetFilter{1, 100}, app::SetFilter{2, 0}};
    list.widen_label = phrase("situation.search_unfiltered");
    settle();
    click(Role::Button, "Chercher sans filtre");
    BOOST_TEST(sent.size() == 2u);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(ten_thousand_rows_emit_only_those_that_show)
{
    input.height = 900;
    app::SituationRow const model = list.rows.front();
    list.rows.clear();
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        app::SituationRow row = model;
        row.record.bytes[4] = static_cast<std::uint8_t>(i >> 8);
        row.record.bytes[5] = static_cast<std::uint8_t>(i);
        row.title = verbatim("Personne " + std::to_string(i));
        list.rows.push_back(row);
    }
    settle();
    BOOST_TEST(find(Role::List, "Situations").set_size == 10'000u);
    BOOST_TEST(count(Role::ListItem) >= 4u);
    BOOST_TEST(count(Role::ListItem) <= 14u);
}

BOOST_AUTO_TEST_SUITE_END()
