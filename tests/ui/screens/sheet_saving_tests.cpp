// What a sheet says of saving: once each time, never before it is so, and always in sight.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sheet_saving_tests, Sheet)

BOOST_AUTO_TEST_CASE(saving_is_said_once_each_time)
{
    settle();
    BOOST_TEST(tree().announcements().empty());
    sheet.saved = verbatim("Enregistré à 14\u00a0h\u00a006");
    settle();
    settle();
    BOOST_TEST(tree().announcements().size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_not_called_saved)
{
    sheet.unsaved = phrase("app.typing");
    sheet.saved = {};
    settle();
    BOOST_TEST(has(Role::Paragraph, "Saisie en cours…"));
    BOOST_TEST(tree().announcements().empty());
    sheet.unsaved = {};
    sheet.saved = verbatim("Enregistré à 14\u00a0h\u00a007");
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Saisie en cours…"));
    // The first time that something of this sheet is.
    BOOST_REQUIRE(tree().announcements().size() == 1u);
    BOOST_TEST(tree().announcements().front().text == "Enregistré à 14\u00a0h\u00a007");
}

BOOST_AUTO_TEST_CASE(what_is_said_of_saving_stays_where_it_is_while_the_sheet_scrolls)
{
    input.height = 560;
    sheet.saved = verbatim("Enregistré à 14\u00a0h\u00a008");
    settle();
    Node const before = find(Role::Paragraph, "Enregistré à 14\u00a0h\u00a008");
    float const title = find(Role::Tab, "Parcours").rect.y;
    context().pointer_move(1200, 500);
    settle();
    wheel(600);
    BOOST_TEST(find(Role::Tab, "Parcours").rect.y < title);
    Node const& after = find(Role::Paragraph, "Enregistré à 14\u00a0h\u00a008");
    BOOST_TEST(after.rect.y == before.rect.y);
    BOOST_TEST(after.rect.y + after.rect.height <= input.height);
}

BOOST_AUTO_TEST_SUITE_END()
