// What is drawn where: words inside what they lie on, lines between rows alone.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Drawn : ScreenHarness {
    /// The smallest rectangle around all of them.
    static ui::Rect around(std::vector<ImVec2> const& corners)
    {
        BOOST_REQUIRE(!corners.empty());
        auto const [left, right] = std::ranges::minmax(corners, {}, &ImVec2::x);
        auto const [top, bottom] = std::ranges::minmax(corners, {}, &ImVec2::y);
        return {left.x, top.y, right.x - left.x, bottom.y - top.y};
    }
};

constexpr float k_padding = 18;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(drawn_tests, Drawn)

BOOST_AUTO_TEST_CASE(a_label_on_several_lines_is_in_the_middle_of_its_button)
{
    std::string const label = "Ces appareils sont bien les siens et à personne d’autre au conseil";
    draw = [&label] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::button("known", value(label));
    };
    input.width = 320;
    settle();
    auto const button = find(Role::Button, label).rect;
    BOOST_REQUIRE(button.height > 42.0f);
    auto const words = around(corners_of(ui::k_light.accent));
    float const left = words.x - button.x;
    float const right = button.x + button.width - words.x - words.width;
    BOOST_TEST(left >= k_padding - 1);
    BOOST_TEST(right >= k_padding - 1);
    BOOST_TEST(std::abs(left - right) <= 4.0f);
}

BOOST_AUTO_TEST_CASE(a_tag_that_takes_several_lines_keeps_its_surface_around_them)
{
    std::string const label = "Créée, valable jusqu’au 11\u00a0décembre 2026 au soir à Paris";
    draw = [&label] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Row row;
        kit::tag(ui::Tone::Info, value(label));
    };
    settle();
    BOOST_TEST(find(Role::Text, label).rect.height == 27.0f);
    input.width = 320;
    settle();
    auto const tag = find(Role::Text, label).rect;
    BOOST_TEST(tag.height > 27.0f);
    BOOST_TEST(tag.x + tag.width <= 320.0f);
    auto const pair = ui::tone_pair(ui::k_light, ui::Tone::Info);
    auto const surface = around(corners_of(pair.soft));
    auto const words = around(corners_of(pair.strong));
    BOOST_TEST(surface.height >= tag.height - 2);
    BOOST_TEST(words.x >= surface.x);
    BOOST_TEST(words.y >= surface.y);
    BOOST_TEST(words.x + words.width <= surface.x + surface.width);
    BOOST_TEST(words.y + words.height <= surface.y + surface.height);
}

BOOST_AUTO_TEST_CASE(what_a_callout_holds_lies_on_its_band_and_is_of_its_group)
{
    draw = [] {
        kit::PlainPage page(value("Huis Clos"));
        {
            kit::Callout const callout("asks", ui::Tone::Warning, value("Deux valeurs"), value("Choisissez."));
            kit::paragraph(value("Rivoire"), kit::Weight::Strong);
            (void)kit::button("keep", value("Garder"));
        }
        (void)kit::button("after", value("Ensuite"));
    };
    for (float const width : {1280.0f, 320.0f}) {
        input.width = width;
        settle();
        Node const group = find(Role::Group, "Attention");
        Node const button = find(Role::Button, "Garder");
        BOOST_TEST(button.parent == group.id);
        BOOST_TEST(find(Role::Paragraph, "Rivoire").parent == group.id);
        BOOST_TEST(find(Role::Button, "Ensuite").parent != group.id);
        auto const surface = around(corners_of(ui::k_light.warning.soft));
        BOOST_TEST(std::abs(surface.y - group.rect.y) <= 1.0f);
        BOOST_TEST(std::abs(surface.height - group.rect.height) <= 2.0f);
        BOOST_TEST(button.rect.x >= surface.x);
        BOOST_TEST(button.rect.y + button.rect.height < surface.y + surface.height);
        BOOST_TEST(find(Role::Button, "Ensuite").rect.y > surface.y + surface.height);
    }
}

BOOST_AUTO_TEST_CASE(a_line_parts_two_rows_and_none_is_below_the_last)
{
    std::size_t count = 1;
    draw = [&count] {
        kit::Rows rows("rows", value("À faire"));
        for (std::size_t i = 0; i < count; ++i)
            (void)kit::action_row(std::to_string(i), {.title = value("Ligne " + std::to_string(i))});
    };
    settle();
    BOOST_TEST(corners_of(ui::k_light.line).empty());
    count = 3;
    settle();
    auto const lines = around(corners_of(ui::k_light.line));
    float const second = find(Role::Text, "Ligne 1").rect.y;
    float const third = find(Role::Text, "Ligne 2").rect.y;
    BOOST_TEST(lines.y > find(Role::Text, "Ligne 0").rect.y);
    BOOST_TEST(lines.y < second);
    BOOST_TEST(lines.y + lines.height > second);
    BOOST_TEST(lines.y + lines.height < third);
}

BOOST_AUTO_TEST_SUITE_END()
