// Every pair of colours of every set can be read.

#include <boost/test/unit_test.hpp>

#include <imgui.h>

#include "ui/theme/style.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos::ui;

namespace {

void check_palette(Palette const& palette, char const* which)
{
    ContrastPairs const list = contrast_pairs(palette);
    BOOST_REQUIRE_GT(list.count, 40u);
    BOOST_REQUIRE_LT(list.count, k_contrast_pairs_max);
    for (std::size_t i = 0; i < list.count; ++i) {
        ContrastPair const& pair = list.pairs[i];
        double const found = contrast(pair.foreground, pair.background);
        BOOST_TEST(found >= pair.least, which << ": " << pair.name << " has " << found << ", wanted " << pair.least);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contrast_tests)

BOOST_AUTO_TEST_CASE(the_formula_is_that_of_wcag)
{
    BOOST_TEST(contrast(rgb(0x000000), rgb(0xFFFFFF)) == 21.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(contrast(rgb(0xFFFFFF), rgb(0xFFFFFF)) == 1.0, boost::test_tools::tolerance(1e-9));
    // Grey 0x767676 on white is the well-known lightest grey that passes 4.5.
    BOOST_TEST(contrast(rgb(0x767676), rgb(0xFFFFFF)) >= 4.5);
    BOOST_TEST(contrast(rgb(0x777777), rgb(0xFFFFFF)) < 4.5);
}

BOOST_AUTO_TEST_CASE(a_pair_that_cannot_be_read_is_found)
{
    Palette spoilt = k_light;
    spoilt.soft = rgb(0xB0B0B0);
    ContrastPairs const list = contrast_pairs(spoilt);
    int low = 0;
    for (std::size_t i = 0; i < list.count; ++i)
        low += contrast(list.pairs[i].foreground, list.pairs[i].background) < list.pairs[i].least;
    BOOST_TEST(low == 6);
}

BOOST_AUTO_TEST_CASE(light)
{
    check_palette(k_light, "light");
}
BOOST_AUTO_TEST_CASE(dark)
{
    check_palette(k_dark, "dark");
}
BOOST_AUTO_TEST_CASE(high_contrast)
{
    check_palette(k_high_contrast, "high contrast");
}

BOOST_AUTO_TEST_CASE(what_scrolls_a_page_is_seen_on_it)
{
    ImGuiStyle style;
    for (Palette const* palette : {&k_light, &k_dark, &k_high_contrast}) {
        apply_style(style, *palette, 1);
        for (int const part : {ImGuiCol_ScrollbarGrab, ImGuiCol_ScrollbarGrabHovered, ImGuiCol_ScrollbarGrabActive}) {
            ImVec4 const shown = style.Colors[part];
            auto const channel = [](float value) {
                return static_cast<std::uint8_t>(value * 255 + 0.5f);
            };
            Colour const grab{channel(shown.x), channel(shown.y), channel(shown.z), 255};
            BOOST_TEST(shown.w == 1.0f);
            BOOST_TEST(contrast(grab, palette->card) >= 3.0);
            BOOST_TEST(contrast(grab, palette->background) >= 3.0);
        }
    }
}

BOOST_AUTO_TEST_CASE(high_contrast_texts_reach_seven)
{
    ContrastPairs const list = contrast_pairs(k_high_contrast);
    for (std::size_t i = 0; i < list.count; ++i) {
        if (list.pairs[i].least >= 4.5)
            BOOST_TEST(contrast(list.pairs[i].foreground, list.pairs[i].background) >= 7.0, list.pairs[i].name);
    }
}

BOOST_AUTO_TEST_CASE(a_state_that_is_not_well_is_read_on_every_surface_of_the_rail)
{
    for (Palette const* palette : {&k_light, &k_dark, &k_high_contrast}) {
        Palette spoilt = *palette;
        spoilt.navigation_trouble = spoilt.navigation;
        ContrastPairs const list = contrast_pairs(spoilt);
        int low = 0;
        for (std::size_t i = 0; i < list.count; ++i)
            low += contrast(list.pairs[i].foreground, list.pairs[i].background) < list.pairs[i].least;
        BOOST_TEST(low == 3);
        // Not the colour of what is well or only waits.
        BOOST_TEST((palette->navigation_trouble != palette->navigation_text));
        BOOST_TEST((palette->navigation_trouble != palette->navigation_marker));
    }
}

BOOST_AUTO_TEST_SUITE_END()
