// The field in which one looks for something, and the cross inside that empties it.

#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct SearchField : ScreenHarness {
    std::string typed{"mathis"};
    int commits{0};

    SearchField()
    {
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            auto const event =
                kit::search_field("search", value("Rechercher"), typed, value("Nom"), {}, value("Effacer"));
            commits += event.committed;
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(search_tests, SearchField)

BOOST_AUTO_TEST_CASE(the_cross_that_lies_over_the_field_empties_it_by_pointer_and_by_key)
{
    for (float const width : {1440.0f, 320.0f}) {
        for (auto const pointer : {kit::Pointer::Fine, kit::Pointer::Coarse}) {
            input.width = width;
            input.pointer = pointer;
            typed = "mathis";
            commits = 0;
            settle();
            click(Role::Button, "Effacer");
            BOOST_TEST(typed == "");
            BOOST_TEST(commits == 1);
            BOOST_TEST(focused_name() == "Rechercher");
            BOOST_TEST(!has(Role::Button, "Effacer"));
        }
    }
    typed = "mathis";
    settle();
    press(Role::Button, "Effacer");
    BOOST_TEST(typed == "");
}

BOOST_AUTO_TEST_CASE(a_press_on_the_words_beside_the_cross_empties_nothing)
{
    settle();
    auto const field = find(Role::TextField, "Rechercher").rect;
    click_at(field.x + field.width / 2, field.y + field.height / 2);
    BOOST_TEST(typed == "mathis");
}

BOOST_AUTO_TEST_SUITE_END()
