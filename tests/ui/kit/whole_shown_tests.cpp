// What is shown is shown whole: what stops a person, lines of a text, the ring of focus, many boxes side by side.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

bool is_whole(Node const& node)
{
    return node.clip.height > node.rect.height - 0.5f;
}

/// A form that is asked to go on by the button at its end.
struct WrongForm : ScreenHarness {
    int lines{10};
    bool wrong{false};
    bool fresh{false};
    WrongForm()
    {
        input.height = 600;
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            kit::page_title(value("Fonder un conseil"));
            kit::FieldError const errors[] = {{"name", value("Le nom")}, {"code", value("Le code")}};
            if (wrong)
                kit::error_summary("errors", errors, std::exchange(fresh, false));
            for (int i = 0; i < lines; ++i)
                kit::paragraph(value("Ligne"));
            (void)kit::button("next", value("Suite"));
        };
    }
};

/// Fields in a sheet, which leaves room for a line below it once something was saved.
struct SavedSheet : ScreenHarness {
    bool saved{false};
    std::array<std::string, 20> texts{};
    SavedSheet()
    {
        input.width = 800;
        input.height = 700;
        draw = [this] {
            kit::Shell page({.product = value("Huis Clos"), .page = kit::PageKind::Panes});
            kit::Panes panes("panes", 42, 58, kit::PaneShown::Detail);
            if (!panes.detail())
                return;
            {
                kit::CardOptions options{.height = kit::CardHeight::Fill};
                options.name = value("Fiche");
                options.line_below = saved;
                kit::Card const card("sheet", options);
                for (std::size_t i = 0; i < texts.size(); ++i)
                    kit::text_field("f" + std::to_string(i), value("Champ " + std::to_string(i)), texts[i]);
            }
            if (saved)
                kit::message(ui::Tone::Success, value("Enregistré"));
        };
    }
};

std::vector<kit::ChoiceItem> many_items(std::size_t count)
{
    std::vector<kit::ChoiceItem> items;
    for (std::size_t i = 0; i < count; ++i)
        items.push_back({std::to_string(i), value("Motif " + std::to_string(i)), false, {}});
    return items;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(whole_shown_tests)

BOOST_FIXTURE_TEST_CASE(an_error_summary_is_seen_whole_and_the_title_above_it_is_not_sliced, WrongForm)
{
    for (; lines < 40; lines += 3) {
        wrong = false;
        settle();
        focus(Role::Button, "Suite");
        wrong = fresh = true;
        settle();
        BOOST_TEST(focused_name() == "2 réponses sont à corriger");
        BOOST_TEST(is_whole(find(Role::Heading, "Fonder un conseil")), lines);
        BOOST_TEST(is_whole(find(Role::Heading, "2 réponses sont à corriger")), lines);
        BOOST_TEST(is_whole(find(Role::Link, "Le code")), lines);
    }
}

BOOST_FIXTURE_TEST_CASE(an_error_summary_that_the_keyboard_led_to_has_a_ring, WrongForm)
{
    settle();
    focus(Role::Button, "Suite");
    wrong = fresh = true;
    settle();
    Node const first = find(Role::Heading, "2 réponses sont à corriger");
    Node const last = find(Role::Link, "Le code");
    auto const ring = corners_of(ui::k_light.focus);
    BOOST_REQUIRE(!ring.empty());
    auto const [top, bottom] = std::ranges::minmax(ring, {}, &ImVec2::y);
    BOOST_TEST(top.y < first.rect.y);
    BOOST_TEST(bottom.y > last.rect.y + last.rect.height);
    // With the focus the ring goes on.
    focus(Role::Link, "Le nom");
    auto const moved = corners_of(ui::k_light.focus);
    BOOST_TEST(std::ranges::max(moved, {}, &ImVec2::y).y < bottom.y);
}

/// Of a text that goes on, each line that shows is one of its lines: the bar tells that there are more.
BOOST_FIXTURE_TEST_CASE(the_last_line_of_a_long_text_is_a_line_like_the_others, ScreenHarness)
{
    std::string text;
    for (int i = 0; i < 1000; ++i)
        text += "mot ";
    draw = [&text] {
        kit::PlainPage page(value("Huis Clos"));
        kit::note_field("note", value("Règlement"), text, {});
    };
    settle();
    ui::Rect const field = find(Role::NoteField, "Règlement").rect;
    constexpr float k_padding = 10;
    constexpr int k_lines = 12;
    float const step = (field.height - 2 * k_padding) / k_lines;
    auto const places_on = [&](int line) {
        float const top = field.y + k_padding + static_cast<float>(line) * step;
        std::vector<float> places;
        for (ImVec2 const& corner : corners_of(ui::k_light.ink)) {
            if (corner.y >= top && corner.y < top + step)
                places.push_back(corner.x);
        }
        std::ranges::sort(places);
        return places;
    };
    auto const first = places_on(0);
    BOOST_REQUIRE(!first.empty());
    BOOST_TEST((places_on(k_lines - 1) == first));
}

BOOST_FIXTURE_TEST_CASE(a_field_keeps_its_ring_whole_when_the_sheet_becomes_lower_by_the_line_below, SavedSheet)
{
    settle();
    focus(Role::TextField, "Champ 9");
    auto const room_below = [this] {
        ui::Rect const sheet = find(Role::Region, "Fiche").rect;
        ui::Rect const field = find(Role::TextField, "Champ 9").rect;
        return sheet.y + sheet.height - field.y - field.height;
    };
    float const ring = 2 + ui::size::focus_ring;
    BOOST_REQUIRE(room_below() > ring);
    BOOST_REQUIRE(room_below() < 40);
    saved = true;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Enregistré"));
    BOOST_TEST(room_below() > ring);
    // Once: who scrolls away from it stays there.
    ui::Rect const sheet = find(Role::Region, "Fiche").rect;
    context().pointer_move(sheet.x + 20, sheet.y + 20);
    settle();
    wheel(-4000);
    BOOST_TEST(is_whole(find(Role::TextField, "Champ 0")));
}

BOOST_FIXTURE_TEST_CASE(many_boxes_stand_in_two_columns_where_their_words_have_room, ScreenHarness)
{
    std::size_t count = 15;
    draw = [&count] {
        kit::PlainPage page(value("Huis Clos"));
        auto const items = many_items(count);
        (void)kit::choices("reasons", value("Motifs"), items, {});
        kit::paragraph(value("Ensuite"));
    };
    auto const box = [this](std::size_t i) {
        return find(Role::Checkbox, "Motif " + std::to_string(i)).rect;
    };
    settle();
    // Read down the first, then down the second.
    BOOST_TEST(box(7).x == box(0).x);
    BOOST_TEST(box(7).y > box(6).y);
    BOOST_TEST(box(8).y == box(0).y);
    BOOST_TEST(box(8).x >= box(0).x + box(0).width);
    BOOST_TEST(box(14).y == box(6).y);
    BOOST_TEST(find(Role::Paragraph, "Ensuite").rect.y > box(7).y + box(7).height);
    BOOST_TEST(
        find(Role::Group, "Motifs").rect.y + find(Role::Group, "Motifs").rect.height >= box(7).y + box(7).height);
    BOOST_TEST(find(Role::Checkbox, "Motif 8").position == 9u);
    // A few of them are seen at once as they are.
    count = 6;
    settle();
    BOOST_TEST(box(5).x == box(0).x);
    count = 15;
    input.width = 320;
    input.zoom = 2;
    settle();
    BOOST_TEST(box(14).x == box(0).x);
}

BOOST_FIXTURE_TEST_CASE(a_long_link_takes_several_lines, ScreenHarness)
{
    std::string const words = "Passer en suivi\u00a0: pas possible pour l’instant, voir pourquoi";
    draw = [&words] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::link("why", value(words));
    };
    settle();
    float const line = find(Role::Link, words).rect.height;
    input.width = 320;
    settle();
    ui::Rect const link = find(Role::Link, words).rect;
    BOOST_TEST(link.height > line * 1.5f);
    BOOST_TEST(link.x + link.width <= 320.0f);
}

BOOST_AUTO_TEST_SUITE_END()
