// Parts of a sheet that open: the forms of its additions, the fields of a second representative.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sheet_forms_tests, Sheet)

BOOST_AUTO_TEST_CASE(a_form_that_is_opened_has_focus_on_its_first_field)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    press(Role::Button, "Ajouter une action");
    settle();
    BOOST_TEST(focused_name() == "Type d’action");
    press(Role::Button, "Demander une liaison");
    settle();
    BOOST_TEST(focused_name() == "Question");
}

BOOST_AUTO_TEST_CASE(a_second_representative_has_a_heading_of_its_own)
{
    sheet.second_representative = {samples::a_field(12, app::FieldKind::Text, "Nom du second représentant", "")};
    settle();
    BOOST_TEST(!has(Role::Heading, "Second représentant légal"));
    edit();
    BOOST_TEST(has(Role::Heading, "Second représentant légal"));
    press(Role::Button, "Terminer la saisie");
    settle();
    sheet.second_representative = {samples::a_field(12, app::FieldKind::Text, "Nom du second représentant", "Rivoire")};
    settle();
    BOOST_TEST(has(Role::Heading, "Second représentant légal"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(who_has_done_with_the_fields_sees_the_sheet_from_its_beginning)
{
    input.height = 700;
    edit();
    context().pointer_move(1200, 500);
    settle();
    wheel(400);
    BOOST_REQUIRE(find(Role::Heading, "Mathis R., 15\u00a0ans").clip.height == 0.0f);
    focus(Role::Button, "Terminer la saisie");
    press(Role::Button, "Terminer la saisie");
    BOOST_TEST(find(Role::Heading, "Mathis R., 15\u00a0ans").clip.height > 0);
    BOOST_TEST(find(Role::Tab, "Parcours").clip.height > 0);
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
}

BOOST_AUTO_TEST_CASE(the_tabs_of_a_sheet_stand_in_one_line_on_a_telephone)
{
    input.pointer = kit::Pointer::Coarse;
    for (float const width : {390.0f, 320.0f, 1440.0f}) {
        input.width = width;
        settle();
        float end = 0;
        for (auto const* const name : {"Parcours", "Actions (2)", "Chronologie", "Accès"}) {
            Node const tab = find(Role::Tab, name);
            BOOST_TEST(tab.rect.y == find(Role::Tab, "Parcours").rect.y, width << name);
            BOOST_TEST(tab.rect.x >= end, width << name);
            end = tab.rect.x + tab.rect.width;
        }
        BOOST_TEST(end <= width - 16, width);
    }
}

BOOST_AUTO_TEST_CASE(in_a_narrow_window_a_date_of_the_chronology_stands_above_its_text)
{
    sheet.tab = app::SheetTab::Chronologie;
    auto const date = [this] {
        return find(Role::Text, "23\u00a0nov.").rect;
    };
    auto const words = [this] {
        return find(Role::Text, "Motifs modifiés").rect;
    };
    settle();
    BOOST_TEST(words().x > date().x + date().width);
    input.width = 390;
    settle();
    BOOST_TEST(words().x == date().x);
    BOOST_TEST(words().y >= date().y + date().height);
    BOOST_TEST(find(Role::Text, "Liaison demandée au collège Jean-Moulin").rect.y > words().y + words().height);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_SUITE_END()
