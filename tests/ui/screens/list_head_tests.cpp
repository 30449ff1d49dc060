// What stands above the list of situations, and in its place when nothing is found.

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <utility>

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/situations/situations_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct ListHead : ScreenFixture {
    app::SituationListView list = samples::situations();
    app::SituationsRoute route{.group = samples::an_id<GroupId>(1)};
    ui::SituationsDraft screen_draft{};
    ListHead()
    {
        draw = [this] {
            kit::Shell page({.product = ui::value("Huis Clos"), .page = kit::PageKind::Panes});
            ui::draw_situations({route, &list, nullptr}, screen_draft, *this);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(list_head_tests, ListHead)

BOOST_AUTO_TEST_CASE(all_filters_are_taken_back_at_once)
{
    for (float const width : {1440.0f, 320.0f}) {
        list = samples::situations();
        route = {.group = samples::an_id<GroupId>(1)};
        input.width = width;
        settle();
        focus(Role::Button, "Effacer les filtres");
        press(Role::Button, "Effacer les filtres");
        auto const asked = std::exchange(sent, {});
        BOOST_REQUIRE(asked.size() == 2u);
        // Of those that let everything through nothing is asked.
        auto const filter = std::get<app::SetFilter>(asked.front());
        BOOST_TEST(filter.filter == 2u);
        BOOST_TEST(filter.option == 0u);
        BOOST_TEST((!std::get<app::SituationsRoute>(std::get<app::Go>(asked.back()).route).group));
        route = {};
        for (auto& option : list.filters.back().options)
            option.chosen = option.code == 0;
        settle();
        BOOST_TEST(!has(Role::Button, "Effacer les filtres"));
        BOOST_TEST(focused_name() == (width == 320.0f ? "Filtres" : "Groupe\u00a0: Tous les miens"));
        leave_field();
    }
}

BOOST_AUTO_TEST_CASE(filters_are_taken_back_without_narrowing_a_search)
{
    auto& status = list.filters.front();
    status.widest = status.options.back().code;
    for (auto& option : status.options)
        option.chosen = option.code == *status.widest;
    route = {};
    list.search = "tassin";
    settle();
    BOOST_TEST(has(Role::Button, "Effacer les filtres"));
    press(Role::Button, "Effacer les filtres");
    BOOST_TEST(only<app::SetFilter>().filter == 2u);
    sent.clear();
    // Of one status alone the search goes on in all.
    for (auto& option : status.options)
        option.chosen = option.code == status.options[1].code;
    for (auto& option : list.filters.back().options)
        option.chosen = option.code == 0;
    settle();
    press(Role::Button, "Effacer les filtres");
    BOOST_TEST(only<app::SetFilter>().option == *status.widest);
    sent.clear();
    // Where nothing is searched the list is as it began.
    list.search.clear();
    settle();
    press(Role::Button, "Effacer les filtres");
    BOOST_TEST(only<app::SetFilter>().option == status.options.front().code);
}

BOOST_AUTO_TEST_CASE(a_choice_bears_a_mark_only_where_it_is_chosen)
{
    // The same letters, so that what is left is the mark.
    list.filters.front().options[1].label = verbatim("settou");
    press(Role::Button, "Statut\u00a0: toutes");
    BOOST_TEST(find(Role::Button, "toutes").rect.width == find(Role::Button, "settou").rect.width + 21);
    // And is told as pressed.
    for (auto const* const name : {"toutes", "settou"})
        BOOST_TEST(ui::has(find(Role::Button, name).state, State::Toggle));
    BOOST_TEST(ui::has(find(Role::Button, "toutes").state, State::Selected));
    BOOST_TEST(!ui::has(find(Role::Button, "settou").state, State::Selected));
    BOOST_TEST(!ui::has(find(Role::Button, "Statut\u00a0: toutes").state, State::Toggle));
}

BOOST_AUTO_TEST_CASE(what_says_that_nothing_was_found_stands_above_what_goes_on)
{
    list.rows.clear();
    list.widen = {app::SetFilter{1, 100}};
    list.widen_label = phrase("situation.search_every_status");
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        settle();
        auto const words = find(Role::Paragraph, "Aucune situation ne correspond à ces filtres").rect;
        auto const button = find(Role::Button, "Chercher dans tous les statuts").rect;
        BOOST_TEST(std::abs(words.x + words.width / 2 - button.x - button.width / 2) <= 1.0f, width);
        BOOST_TEST(button.y > words.y + words.height, width);
    }
}

BOOST_AUTO_TEST_CASE(in_a_narrow_window_filters_stand_as_many_to_a_line_as_fit_below_their_button)
{
    std::string const status = "Statut\u00a0: toutes";
    settle();
    float const wide = find(Role::Button, status).rect.width;
    input.width = 320;
    settle();
    std::string const all_filters = "Filtres\u00a0: 2 actifs";
    press(Role::Button, all_filters);
    auto const chip = find(Role::Button, status).rect;
    // Without the mark that all of them bear elsewhere.
    BOOST_TEST(chip.width < wide - 15);
    auto const shown = find(Role::Button, all_filters);
    BOOST_TEST(ui::has(shown.state, State::Expanded));
    BOOST_TEST(chip.y >= shown.rect.y + shown.rect.height);
    BOOST_TEST(find(Role::Button, "Effacer les filtres").rect.y < chip.y);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(in_a_low_narrow_window_something_of_what_was_found_shows)
{
    input.width = 320;
    input.height = 640;
    input.pointer = kit::Pointer::Coarse;
    settle();
    press(Role::Button, "Filtres\u00a0: 2 actifs");
    press(Role::Button, "Statut\u00a0: toutes");
    press(Role::Button, "à examiner");
    sent.clear();
    settle();
    BOOST_TEST(find(Role::Link, "Mathis R., 15\u00a0ans").clip.height > 0);
    list.rows.clear();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Aucune situation trouvée"));
    BOOST_TEST(find(Role::Paragraph, "Aucune situation trouvée").clip.height > 0);
}

BOOST_AUTO_TEST_CASE(the_choices_of_a_filter_say_of_which_they_are)
{
    press(Role::Button, "Statut\u00a0: toutes");
    auto const label = find(Role::Paragraph, "Statut").rect;
    BOOST_TEST(label.y > find(Role::Button, "Statut\u00a0: toutes").rect.y);
    BOOST_TEST(label.y + label.height <= find(Role::Button, "à examiner").rect.y);
    press(Role::Button, "Référent\u00a0: moi");
    BOOST_TEST(!has(Role::Paragraph, "Statut"));
    BOOST_TEST(has(Role::Paragraph, "Référent"));
    press(Role::Button, "Groupe\u00a0: Centre");
    BOOST_TEST(has(Role::Paragraph, "Groupe"));
}

BOOST_AUTO_TEST_CASE(how_many_were_found_stands_right_above_them_at_every_width)
{
    auto const found = ui::tr_count("situations.found", static_cast<std::int64_t>(list.rows.size())).str();
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        list = samples::situations();
        route = {};
        for (auto& option : list.filters.back().options)
            option.chosen = option.code == 0;
        input.width = width;
        settle();
        // Of all that there are the title tells.
        BOOST_TEST(!has(Role::Paragraph, found), width);
        auto const before = find(Role::TextField, "Rechercher une situation").rect;
        list.search = "a";
        settle();
        auto const field = find(Role::TextField, "Rechercher une situation").rect;
        auto const words = find(Role::Paragraph, found).rect;
        BOOST_TEST(field.y == before.y, width);
        BOOST_TEST(words.y >= field.y + field.height, width);
        BOOST_TEST(words.y + words.height <= find(Role::Link, "Mathis R., 15\u00a0ans").rect.y, width);
        BOOST_TEST(faults() == "", width);
    }
}

BOOST_AUTO_TEST_CASE(in_a_narrow_window_search_and_button_stand_close)
{
    input.width = 320;
    settle();
    auto const search = find(Role::TextField, "Rechercher une situation").rect;
    auto const button = find(Role::Button, "Signaler une situation").rect;
    BOOST_TEST(button.y - search.y - search.height <= 16.0f);
    BOOST_TEST(button.y >= search.y + search.height);
}

BOOST_AUTO_TEST_SUITE_END()
