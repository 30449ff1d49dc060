// The list of situations and the sheet: side by side or stacked, and on paper.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/ui/screens/situations_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(situations_panes_tests, Situations)

BOOST_AUTO_TEST_CASE(nominative_panes_are_left_out_of_print)
{
    open_sheet(app::SheetTab::Parcours);
    settle();
    BOOST_TEST(ui::has(find(Role::Link, "Inès B., 16\u00a0ans").state, State::NoPrint));
    BOOST_TEST(ui::has(find(Role::Definition, "Absentéisme, errance").state, State::NoPrint));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(has_beginning(Role::Paragraph, "Une liste de personnes ne s’imprime pas"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Une fiche ne sort que pour"));
    // The law says so, not the screen.
    list.print = {.allowed = true, .refusal = {}};
    settle();
    BOOST_TEST(!has_beginning(Role::Paragraph, "Une liste de personnes ne s’imprime pas"));
    BOOST_TEST(!ui::has(find(Role::Link, "Inès B., 16\u00a0ans").state, State::NoPrint));
    BOOST_TEST(ui::has(find(Role::Definition, "Absentéisme, errance").state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(list_and_sheet_stand_side_by_side_when_there_is_room)
{
    open_sheet(app::SheetTab::Parcours);
    input.width = 900;
    settle();
    BOOST_TEST(has(Role::List, "Situations"));
    BOOST_TEST(has(Role::TabList, "Parties de la fiche"));
    BOOST_TEST(!has(Role::Button, "Toutes les situations"));
    BOOST_TEST(find(Role::Heading, "Mathis R., 15\u00a0ans").level == 2u);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(list_and_sheet_end_together_also_with_a_line_below_the_sheet)
{
    for (int i = 0; i < 40; ++i) {
        list.rows.push_back(list.rows.front());
        list.rows.back().record.bytes[5] = static_cast<std::uint8_t>(100 + i);
    }
    open_sheet(app::SheetTab::Parcours);
    input.height = 900;
    auto const end_of_list = [this] {
        auto const clip = find(Role::List, "Situations").clip;
        return clip.y + clip.height;
    };
    for (auto const& saved : {Phrase{}, verbatim("Enregistré à 14\u00a0h\u00a005")}) {
        sheet->saved = saved;
        settle();
        auto const region = find(Role::Region, ui::say(sheet->reference).view()).rect;
        BOOST_TEST(std::abs(end_of_list() - region.y - region.height) <= 2.0f);
    }
}

BOOST_AUTO_TEST_CASE(stacked_the_sheet_leads_back_and_has_one_title_and_the_window_names_nobody)
{
    open_sheet(app::SheetTab::Parcours);
    for (float const width : {800.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(!has(Role::List, "Situations"));
        BOOST_TEST(tree().title() == "Situation");
        BOOST_TEST(faults() == "");
        // Its arrow is on the left edge of what is below: only what shows that it is hovered reaches beyond.
        Node const title = find(Role::Heading, "Mathis R., 15\u00a0ans");
        BOOST_TEST(title.level == 1u);
        BOOST_TEST(!has(Role::Heading, "Situation"));
        BOOST_TEST(find(Role::Button, "Toutes les situations").rect.x + 10 == title.rect.x);
        click(Role::Button, "Toutes les situations");
        auto const back = std::get<app::SituationsRoute>(only<app::Go>().route);
        BOOST_TEST(!back.situation);
        BOOST_TEST((back.group == samples::an_id<GroupId>(1)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
