// What is drawn where: words inside what they lie on, lines between rows alone.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/kit/internal.hpp"
#include "ui/text/tr.hpp"
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

/// A sheet that fills its pane, with lines below it for which the pane has no room.
struct Overflowing : Drawn {
    std::size_t below = 6;
    std::size_t inside = 4;
    Overflowing()
    {
        input.width = 800;
        input.height = 600;
        draw = [this] {
            kit::Shell page({.product = value("Huis Clos"), .page = kit::PageKind::Panes});
            kit::Panes panes("panes", 42, 58, kit::PaneShown::Detail);
            if (!panes.detail())
                return;
            {
                kit::Card card("sheet", {.height = kit::CardHeight::Fill});
                kit::paragraph(value("2026-K7F3"), kit::Weight::Small);
                kit::sheet_title(value("Mathis R."), value("Situation"));
                for (std::size_t i = 0; i < inside; ++i)
                    (void)kit::button(std::to_string(i), value("Bouton " + std::to_string(i)));
            }
            for (std::size_t i = 0; i < below; ++i)
                kit::message(ui::Tone::Success, value("Ligne " + std::to_string(i)));
        };
    }
    [[nodiscard]] bool shows_whole(Role role, std::string_view name) const
    {
        Node const node = find(role, name);
        return node.clip.height > node.rect.height - 0.5f;
    }
    void wheel_far()
    {
        context().pointer_move(400, 300);
        settle();
        for (int i = 0; i < 10; ++i)
            wheel(4000);
    }
};

BOOST_FIXTURE_TEST_CASE(who_is_led_to_a_title_sees_it_whole_also_where_its_sheet_was_scrolled_away, Overflowing)
{
    settle();
    float const top = find(Role::Heading, "Mathis R.").rect.y;
    float const lines = find(Role::Paragraph, "Ligne 5").rect.y - find(Role::Paragraph, "Ligne 0").rect.y;
    wheel_far();
    // By as much as the lines take: what fills the pane stays as high.
    BOOST_TEST(shows_whole(Role::Paragraph, "Ligne 5"));
    BOOST_REQUIRE(!shows_whole(Role::Heading, "Mathis R."));
    BOOST_TEST(top - find(Role::Heading, "Mathis R.").rect.y < lines + 100);
    focus(Role::Heading, "Mathis R.");
    BOOST_TEST(shows_whole(Role::Heading, "Mathis R."));
    focus(Role::Button, "Bouton 3");
    BOOST_TEST(shows_whole(Role::Button, "Bouton 3"));
}

BOOST_FIXTURE_TEST_CASE(who_is_led_to_a_title_sees_what_stands_above_it_too, Overflowing)
{
    below = 0;
    inside = 40;
    settle();
    wheel_far();
    BOOST_REQUIRE(find(Role::Heading, "Mathis R.").clip.height == 0.0f);
    focus(Role::Heading, "Mathis R.");
    BOOST_TEST(shows_whole(Role::Heading, "Mathis R."));
    BOOST_TEST(shows_whole(Role::Paragraph, "2026-K7F3"));
}

BOOST_AUTO_TEST_CASE(the_badge_of_a_folded_rail_leaves_its_icon_free)
{
    std::vector<kit::NavItem> entries{{"accueil", kit::icon("home-line"), value("Accueil"), 1, true, {}}};
    draw = [&] {
        kit::Shell page({.product = value("Huis Clos"), .navigation = entries});
    };
    input.width = 800;
    for (std::uint32_t const waiting : {1u, 10u}) {
        entries[0].badge = waiting;
        settle();
        auto const entry = find(Role::Link, "Accueil").rect;
        auto const badge = around(corners_of(ui::k_light.navigation_badge));
        // The icon is 20 wide: most of its right half shows.
        BOOST_TEST(badge.x >= entry.x + entry.width / 2 + 4, waiting);
        BOOST_TEST(badge.y + badge.height <= entry.y + entry.height / 2 - 3, waiting);
    }
}

BOOST_AUTO_TEST_CASE(a_long_note_ends_with_a_whole_line_and_a_bar_tells_that_there_is_more)
{
    std::string text;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::note_field("note", value("Texte"), text, {.field = {.max_length = 20'000}});
    };
    auto const bars = [](ui::Rect frame) {
        auto const corners = corners_of(ui::k_light.border);
        return std::ranges::count_if(corners, [&frame](ImVec2 const& corner) {
            float const x = frame.x + frame.width - corner.x;
            return x > 2 && x < 12 && corner.y > frame.y + 9 && corner.y < frame.y + frame.height - 9;
        });
    };
    text = "Une ligne";
    settle();
    BOOST_TEST(bars(find(Role::NoteField, "Texte").rect) == 0);
    text = "1";
    for (int i = 2; i <= 30; ++i)
        text += "\n" + std::to_string(i);
    settle();
    auto const frame = find(Role::NoteField, "Texte").rect;
    BOOST_TEST(bars(frame) > 0);
    float lowest = 0;
    for (ImVec2 const& corner : corners_of(ui::k_light.ink)) {
        if (corner.y > frame.y)
            lowest = std::max(lowest, corner.y);
    }
    BOOST_TEST(lowest > frame.y + frame.height - 35);
    BOOST_TEST(lowest <= frame.y + frame.height - 10);
}

BOOST_AUTO_TEST_CASE(a_line_shows_where_a_page_is_cut_above_who_reads_it)
{
    std::string mark;
    draw = [&] {
        kit::Shell page({.product = value("Huis Clos"), .mark = value(mark)});
        for (int i = 0; i < 60; ++i)
            kit::paragraph(value("Ligne"));
    };
    auto const has_line = [](float y) {
        auto const corners = corners_of(ui::k_light.line);
        return std::ranges::any_of(corners, [y](ImVec2 const& corner) { return corner.y > y - 8 && corner.y < y; });
    };
    settle();
    BOOST_TEST(!has_line(input.height));
    mark = "Claire Vasseur";
    settle();
    BOOST_TEST(has_line(find(Role::Text, mark).rect.y));
    BOOST_TEST(find(Role::Text, mark).clip.height == find(Role::Text, mark).rect.height);
}

BOOST_AUTO_TEST_CASE(both_weights_are_drawn_for_the_pixels_of_the_device)
{
    auto& fonts = context().state().fonts;
    // One of its own, as with the files of the program.
    fonts.strong = ImGui::GetIO().Fonts->AddFontDefault();
    BOOST_REQUIRE(fonts.strong != fonts.regular);
    draw = [] {
        kit::PlainPage page(value("Huis Clos"));
        kit::heading(value("Titre"));
        kit::paragraph(value("Texte"));
    };
    for (float const ratio : {2.0f, 1.0f, 1.5f}) {
        input.pixel_ratio = ratio;
        settle();
        for (ImFont* const font : {fonts.regular, fonts.strong})
            BOOST_TEST(font->GetFontBaked(16)->RasterizerDensity == ratio);
    }
}

BOOST_AUTO_TEST_CASE(what_reaches_the_edge_of_a_pane_that_scrolls_has_room_for_its_ring)
{
    float clipped_at[2]{};
    float clipped_from[2]{};
    auto const fill_pane = [&](std::size_t which) {
        clipped_from[which] = ImGui::GetWindowDrawList()->GetClipRectMin().x;
        clipped_at[which] = ImGui::GetWindowDrawList()->GetClipRectMax().x;
        std::string const name = which == 0 ? "Liste " : "Fiche ";
        for (int i = 0; i < 40; ++i)
            (void)kit::button(name + std::to_string(i), value(name + std::to_string(i)), {.width = kit::Width::Full});
    };
    draw = [&] {
        kit::Shell page({.product = value("Huis Clos"), .page = kit::PageKind::Panes});
        kit::Panes panes("panes", 42, 58, kit::PaneShown::Master);
        if (panes.master())
            fill_pane(0);
        if (panes.detail())
            fill_pane(1);
    };
    // Of its ring, beyond the edge.
    constexpr float k_ring = 5;
    auto const check = [&](std::size_t which, char const* name) {
        auto const rect = find(Role::Button, name).rect;
        BOOST_TEST(clipped_at[which] >= rect.x + rect.width + k_ring, name << " at " << input.width);
        BOOST_TEST(clipped_from[which] <= rect.x - k_ring, name << " at " << input.width);
        BOOST_TEST(rect.x + rect.width + k_ring <= input.width);
    };
    for (auto const& [width, height] :
         {std::pair{320.0f, 640.0f}, std::pair{720.0f, 450.0f}, std::pair{1440.0f, 500.0f}}) {
        input.width = width;
        input.height = height;
        settle();
        check(0, "Liste 0");
        if (has(Role::Button, "Fiche 0"))
            check(1, "Fiche 0");
    }
    BOOST_TEST(has(Role::Button, "Fiche 0"));
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

BOOST_AUTO_TEST_CASE(words_of_an_open_list_of_options_stay_within_their_option)
{
    std::string label;
    draw = [&label] {
        kit::PlainPage page(value("Huis Clos"));
        kit::ChoiceItem const items[] = {{"a", value(label)}};
        (void)kit::choice("question", value("Question"), items);
    };
    input.width = 400;
    for (std::size_t words = 3; words < 16; ++words) {
        label.clear();
        for (std::size_t i = 0; i < words; ++i)
            label += i == 0 ? "mot" : " mot";
        settle();
        click(Role::Select, "Question");
        BOOST_REQUIRE(ui::has(find(Role::Select, "Question").state, State::Expanded));
        auto const option = find(Role::Option, label).rect;
        auto const ink = around(corners_of(ui::k_light.ink));
        BOOST_TEST(ink.y + ink.height <= option.y + option.height, words);
        act(find(Role::Select, "Question").id, Act::Dismiss);
    }
}

BOOST_AUTO_TEST_CASE(a_long_name_of_a_council_is_read_whole_in_the_bar_of_a_narrow_window)
{
    std::string name = "CLSPD de Saint-Aubin";
    draw = [&name] {
        kit::Shell page({.product = value("Huis Clos"), .council = value(name)});
    };
    input.width = 320;
    settle();
    float const one = find(Role::Text, name).rect.height;
    name = "CLSPD de Saint-Aubin-des-Essais";
    settle();
    auto const council = find(Role::Text, name).rect;
    BOOST_TEST(council.height >= 1.7f * one);
    auto const banner = find(Role::Banner, ui::tr("kit.banner").view()).rect;
    BOOST_TEST(council.y + council.height <= banner.y + banner.height);
    auto const product = find(Role::Text, "Huis Clos").rect;
    BOOST_TEST(product.y >= banner.y);
    BOOST_TEST(product.y + product.height <= council.y);
    // Away from the border below as from the edge above.
    float const above = product.y - banner.y;
    float const below = banner.y + banner.height - council.y - council.height;
    BOOST_TEST(above >= 4.0f);
    BOOST_TEST(std::abs(above - below) <= 1.0f);
}

BOOST_AUTO_TEST_CASE(the_label_of_the_chosen_box_leaves_room_for_its_mark)
{
    bool chosen = false;
    draw = [&chosen] {
        kit::BoxItem const answers[] = {{.id = "yes", .label = value("Oui"), .chosen = chosen}};
        (void)kit::boxes("answers", value("Réponse"), answers);
    };
    input.scheme = kit::Scheme::Dark;
    input.motion = kit::Motion::Reduced;
    settle();
    float const before = around(corners_of(ui::k_dark.accent)).x;
    chosen = true;
    settle();
    // The mark itself is of the program's own font, which is not here.
    BOOST_TEST(around(corners_of(ui::k_dark.on_accent)).x - before == 26.0f);
}

BOOST_AUTO_TEST_SUITE_END()
