// Accueil: what waits, and where each thing leads.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <utility>

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/home/home_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Home : ScreenFixture {
    app::HomeView view = samples::home();
    ui::HomeDraft screen_draft{};
    Home()
    {
        draw = [this] {
            kit::PlainPage page(ui::value("Huis Clos"));
            ui::draw_home(view, screen_draft, *this);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(home_screen_tests, Home)

BOOST_AUTO_TEST_CASE(says_who_is_greeted_and_what_waits)
{
    settle();
    BOOST_TEST(find(Role::Heading, "Bonjour Claire, voici ce qui vous attend").level == 1u);
    // The browser writes the titles of windows in its history.
    BOOST_TEST(tree().title() == "Accueil");
    BOOST_TEST(has(Role::List, "À faire"));
    BOOST_TEST(has(Role::Text, "Qualifier le signalement 2026-P9XA"));
    BOOST_TEST(has(Role::Definition, "jusqu’au 31\u00a0mars 2027"));
    BOOST_TEST(faults() == "");
}

/// Several may wait in one line: the title of the list says the figure that stands beside « Accueil ».
BOOST_AUTO_TEST_CASE(the_title_of_what_waits_counts_each_thing_of_a_line)
{
    BOOST_REQUIRE(!view.todo.empty());
    view.todo.front().waiting = 4;
    std::int64_t total = 0;
    for (app::TodoView const& line : view.todo)
        total += line.waiting;
    settle();
    BOOST_TEST(has(Role::Heading, ui::tr("home.todo.title.count", {ui::arg("n", total)}).view()));
    view.todo.clear();
    settle();
    BOOST_TEST(has(Role::Heading, "À faire"));
}

BOOST_AUTO_TEST_CASE(a_notice_is_told_in_the_tone_that_it_was_given)
{
    view.notices = {
        {app::Tone::Error, verbatim("Rien ne s’écrit")},
        {app::Tone::Warning, verbatim("À faire bientôt")},
        {app::Tone::Info, verbatim("Cela vient")}};
    settle();
    auto const kind_of = [this](std::string_view words) {
        return tree().find(find(Role::Paragraph, words).parent)->name;
    };
    BOOST_TEST(kind_of("Rien ne s’écrit") == ui::tr("kit.tone.error").view());
    BOOST_TEST(kind_of("À faire bientôt") == ui::tr("kit.tone.warning").view());
    BOOST_TEST(kind_of("Cela vient") == ui::tr("kit.tone.info").view());
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(who_is_invited_is_left_out_of_print)
{
    app::TodoView invited;
    invited.id = 77;
    invited.title = verbatim("Louise Petit n’a pas répondu");
    invited.button = verbatim("Voir");
    invited.not_printed = app::RefusalView{phrase("law.droit.diffusion"), phrase("law.m_24.article")};
    view.todo.push_back(invited);
    settle();
    BOOST_TEST(ui::has(find(Role::Text, "Louise Petit n’a pas répondu").state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Text, "Qualifier le signalement 2026-P9XA").state, State::NoPrint));
    BOOST_TEST(!has(Role::Paragraph, ui::tr("law.m_24.article").view()));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(ui::has(find(Role::Text, "Louise Petit n’a pas répondu").state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Paragraph, ui::tr("law.m_24.article").view()).state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(the_button_of_a_thing_to_do_sends_its_command)
{
    click(Role::Button, "Qualifier");
    auto const route = std::get<app::SituationsRoute>(only<app::Go>().route);
    BOOST_TEST((route.situation == samples::an_id<RecordId>(3)));
}

BOOST_AUTO_TEST_CASE(a_figure_opens_the_list_that_it_counts)
{
    click(Role::Link, "Situations en retard 2, 3 actions en retard, sur 14 en cours");
    BOOST_REQUIRE(sent.size() == 2u);
    auto const& filter = std::get<app::SetFilter>(sent.front());
    BOOST_TEST(filter.filter == 3u);
    BOOST_TEST(filter.option == 1u);
    BOOST_TEST(std::holds_alternative<app::SituationsRoute>(std::get<app::Go>(sent.back()).route));
}

BOOST_AUTO_TEST_CASE(synchronising_is_asked_once)
{
    click(Role::Button, "Synchroniser maintenant");
    (void)only<app::SyncNow>();
}

BOOST_AUTO_TEST_CASE(nothing_to_do_is_said)
{
    view.todo.clear();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Rien ne vous attend"));
    BOOST_TEST(!has(Role::List, "À faire"));
    view.receives_nothing = true;
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Rien ne vous attend"));
    BOOST_TEST(has(Role::Paragraph, "Rien de connu sur cet appareil"));
}

BOOST_AUTO_TEST_CASE(what_only_tells_something_stands_below_a_heading_of_its_own)
{
    auto told = view.todo.front();
    told.id = 78;
    told.waiting = 0;
    told.title = verbatim("Votre signalement est retenu");
    auto const rows_of = [this](std::string_view name) {
        auto const list = find(Role::List, name).id;
        return std::ranges::count_if(
            tree().nodes(), [list](Node const& node) { return node.role == Role::ListItem && node.parent == list; });
    };
    settle();
    BOOST_TEST(!has(Role::List, "À savoir"));
    auto const waiting = rows_of("À faire");
    view.todo.push_back(told);
    settle();
    BOOST_TEST(rows_of("À faire") == waiting);
    BOOST_TEST(rows_of("À savoir") == 1);
    BOOST_TEST(has(Role::Text, "Votre signalement est retenu"));
    // Alone, nothing waits.
    view.todo = {told};
    settle();
    BOOST_TEST(has(Role::Paragraph, "Rien ne vous attend"));
    BOOST_TEST(rows_of("À savoir") == 1);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(what_waits_beyond_the_first_ones_is_counted_and_shown_when_asked_for)
{
    auto const one = view.todo.front();
    view.todo.clear();
    for (std::uint64_t id = 1; id <= 12; ++id) {
        view.todo.push_back(one);
        view.todo.back().id = id;
    }
    settle();
    BOOST_TEST(!has(Role::Button, "Voir 0 autre"));
    for (std::uint64_t id = 13; id <= 15; ++id) {
        view.todo.push_back(one);
        view.todo.back().id = id;
        view.todo.back().title = verbatim("Treizième " + std::to_string(id));
    }
    settle();
    auto const rows = [this] {
        return all(Role::Button, ui::say(view.todo.front().button).view()).size();
    };
    BOOST_TEST(rows() == 12u);
    BOOST_TEST(faults() == "");
    focus(Role::Button, "Voir les 3 autres");
    press(Role::Button, "Voir les 3 autres");
    BOOST_TEST(rows() == 15u);
    BOOST_TEST(!has_beginning(Role::Button, "Voir les"));
    BOOST_TEST((tree().find(focused())->description.starts_with("Treizième 13")), text());
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(narrow_it_is_one_column)
{
    input.width = 320;
    settle();
    BOOST_TEST(faults() == "");
    float const left = find(Role::Link, "Situations en retard 2, 3 actions en retard, sur 14 en cours").rect.x;
    BOOST_TEST(find(Role::Link, "Situations suivies 7, en plus\u00a0: 3 à examiner · 1 en veille").rect.x == left);
    BOOST_TEST(find(Role::Region, "Synchronisation").rect.x == find(Role::Region, "À faire").rect.x);
}

BOOST_AUTO_TEST_CASE(narrow_what_waits_stands_before_the_figures_and_keeps_its_place_for_focus)
{
    std::string const figure = "Situations en retard 2, 3 actions en retard, sur 14 en cours";
    auto const is_before = [this](std::string const& one, std::string const& other) {
        std::string const all = text();
        return all.find(one) < all.find(other);
    };
    input.width = 1280;
    settle();
    BOOST_TEST(find(Role::Link, figure).rect.y < find(Role::Region, "À faire").rect.y);
    BOOST_TEST(is_before("Situations en retard", "Qualifier le signalement 2026-P9XA"));
    NodeId const button = find(Role::Button, "Qualifier").id;
    input.width = 320;
    settle();
    BOOST_TEST(find(Role::Link, figure).rect.y > find(Role::Region, "À faire").rect.y);
    BOOST_TEST(is_before("Qualifier le signalement 2026-P9XA", "Situations en retard"));
    BOOST_TEST(find(Role::Button, "Qualifier").id == button);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(the_button_of_a_long_line_stands_beside_its_title)
{
    view.todo.resize(1);
    view.todo.front().title = verbatim("Une ligne longue");
    std::string words;
    for (int i = 0; i < 60; ++i)
        words += "des mots et ";
    view.todo.front().detail = verbatim(words);
    view.todo.front().button = verbatim("Faire");
    input.width = 1280;
    settle();
    auto const title = find(Role::Text, "Une ligne longue").rect;
    auto const button = find(Role::Button, "Faire").rect;
    BOOST_TEST(find(Role::Text, words).rect.height > 3 * title.height);
    BOOST_TEST(button.y < title.y + title.height);
    BOOST_TEST(button.y + button.height > title.y);
}

BOOST_AUTO_TEST_CASE(what_leads_to_a_list_sets_its_filters_first)
{
    view.todo.resize(1);
    view.todo.front().before = {app::SetFilter{1, 2}};
    view.todo.front().button = verbatim("Voir la liste");
    click(Role::Button, "Voir la liste");
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(std::get<app::SetFilter>(sent.front()).option == 2u);
    BOOST_TEST(std::holds_alternative<app::Go>(sent.back()));
}

BOOST_AUTO_TEST_CASE(a_card_beside_a_longer_one_is_as_high_as_what_it_holds)
{
    // Wide enough for two columns.
    draw = [this] {
        kit::Shell page({.product = ui::value("Huis Clos")});
        ui::draw_home(view, screen_draft, *this);
    };
    auto const model = view.todo.front();
    for (std::uint64_t i = 0; i < 8; ++i) {
        view.todo.push_back(model);
        view.todo.back().id = 100 + i;
    }
    settle();
    auto const card = find(Role::Region, ui::tr("home.store.title").view()).rect;
    auto const button = find(Role::Button, ui::tr("shell.sync.now").view()).rect;
    BOOST_TEST(card.y + card.height <= button.y + button.height + 24);
    auto const waiting = find(Role::Region, "À faire").rect;
    BOOST_TEST(card.x > waiting.x + waiting.width);
    BOOST_TEST(card.height < waiting.height);
}

BOOST_AUTO_TEST_CASE(r_25_the_rule_of_what_a_function_opens_stands_on_a_line_of_its_own)
{
    auto detail = phrase("council.dpo_detail").with("who", std::string("Claire Vasseur"));
    view.limits = app::RefusalView{phrase("council.dpo"), std::move(detail).with("rule", TextRef{"law.r_25.article"})};
    settle();
    std::string const rule = "\n" + ui::tr("law.r_25.article").str();
    BOOST_TEST(std::ranges::any_of(tree().nodes(), [&rule](Node const& node) {
        return node.role == Role::Paragraph && node.name.ends_with(rule);
    }));
}

BOOST_AUTO_TEST_SUITE_END()
