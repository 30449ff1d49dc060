// Things to press: once for one press, whoever presses; never when disabled; as large as they are drawn.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Buttons : ScreenHarness {
    int presses{0};
    int other{0};
    kit::ButtonOptions options{};

    Buttons()
    {
        draw = [this] {
            if (kit::button("save", value("Enregistrer"), options))
                ++presses;
            if (kit::link("open", value("Ouvrir la fiche"), "#/f"))
                ++other;
        };
    }
    void draw_below_the_window()
    {
        draw = [drawn = draw] {
            kit::PlainPage page(value("Huis Clos"));
            for (int i = 0; i < 80; ++i)
                kit::paragraph(value("Ligne"));
            drawn();
        };
        settle();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(button_tests, Buttons)

BOOST_AUTO_TEST_CASE(a_pointer_presses_once)
{
    click(Role::Button, "Enregistrer");
    BOOST_TEST(presses == 1);
    BOOST_TEST(other == 0);
    click(Role::Button, "Enregistrer");
    BOOST_TEST(presses == 2);
}

BOOST_AUTO_TEST_CASE(the_mirror_presses_once)
{
    press(Role::Button, "Enregistrer");
    BOOST_TEST(presses == 1);
    settle();
    settle();
    BOOST_TEST(presses == 1);
    press(Role::Link, "Ouvrir la fiche");
    BOOST_TEST(other == 1);
}

BOOST_AUTO_TEST_CASE(a_pointer_released_elsewhere_presses_nothing)
{
    settle();
    Node const node = find(Role::Button, "Enregistrer");
    context().pointer_move(node.rect.x + 5, node.rect.y + 5);
    settle();
    context().pointer_button(true);
    settle();
    context().pointer_move(node.rect.x + 5, node.rect.y + 400);
    settle();
    context().pointer_button(false);
    settle();
    BOOST_TEST(presses == 0);
}

BOOST_AUTO_TEST_CASE(a_disabled_button_does_nothing_and_tells_why)
{
    options.enabled = kit::Enabled::No;
    options.reason = value("La charte n’est pas signée.");
    click(Role::Button, "Enregistrer");
    press(Role::Button, "Enregistrer");
    BOOST_TEST(presses == 0);
    Node const node = find(Role::Button, "Enregistrer");
    BOOST_TEST(ui::has(node.state, State::Disabled));
    BOOST_TEST(ui::has(node.state, State::Focusable));
    BOOST_TEST(node.description == "La charte n’est pas signée.");
    // The same button, allowed, works.
    options = {};
    press(Role::Button, "Enregistrer");
    BOOST_TEST(presses == 1);
}

BOOST_AUTO_TEST_CASE(it_is_42_high_and_44_for_fingers)
{
    settle();
    BOOST_TEST(find(Role::Button, "Enregistrer").rect.height == 42.0f);
    input.pointer = kit::Pointer::Coarse;
    settle();
    BOOST_TEST(find(Role::Button, "Enregistrer").rect.height == 44.0f);
    input.zoom = 2;
    settle();
    BOOST_TEST(find(Role::Button, "Enregistrer").rect.height == 88.0f);
}

BOOST_AUTO_TEST_CASE(the_node_is_where_the_button_is_drawn)
{
    settle();
    Node const node = find(Role::Button, "Enregistrer");
    // The edges of what ImGui itself takes for the button: one pixel in is the button, one pixel out is not.
    auto const presses_at = [&](float x, float y) {
        int const before = presses;
        click_at(x, y);
        return presses != before;
    };
    float const right = node.rect.x + node.rect.width;
    float const bottom = node.rect.y + node.rect.height;
    BOOST_TEST(presses_at(node.rect.x + 1, node.rect.y + 1));
    BOOST_TEST(presses_at(right - 1, bottom - 1));
    BOOST_TEST(!presses_at(right + 1, bottom - 5));
    BOOST_TEST(!presses_at(right - 5, bottom + 1));
}

BOOST_AUTO_TEST_CASE(hovering_moves_then_rests)
{
    settle();
    int const before = frames;
    hover(Role::Button, "Enregistrer");
    BOOST_TEST(frames - before > 3);
    BOOST_TEST(frames - before < 20);
    input.motion = kit::Motion::Reduced;
    context().pointer_left();
    settle();
    int const still = frames;
    hover(Role::Button, "Enregistrer");
    BOOST_TEST(frames - still <= 4);
}

BOOST_AUTO_TEST_CASE(ids_follow_the_id_given_not_the_place)
{
    settle();
    NodeId const before = find(Role::Button, "Enregistrer").id;
    auto const drawn = draw;
    draw = [&] {
        (void)kit::button("new", value("Nouveau"));
        drawn();
    };
    settle();
    BOOST_TEST(find(Role::Button, "Enregistrer").id == before);
    {
        draw = [&] {
            kit::Scope scope("other");
            drawn();
        };
    }
    settle();
    BOOST_TEST(find(Role::Button, "Enregistrer").id != before);
}

BOOST_AUTO_TEST_CASE(a_button_scrolled_out_has_no_visible_part_and_comes_back_with_focus)
{
    draw_below_the_window();
    BOOST_TEST(find(Role::Button, "Enregistrer").clip.width == 0.0f);
    focus(Role::Button, "Enregistrer");
    settle();
    Node const node = find(Role::Button, "Enregistrer");
    BOOST_TEST(node.clip.height == node.rect.height);
    BOOST_TEST(node.rect.y + node.rect.height <= input.height);
}

BOOST_AUTO_TEST_CASE(a_button_half_below_the_window_is_pressed_where_it_is_seen)
{
    draw_below_the_window();
    focus(Role::Button, "Enregistrer");
    settle();
    auto const whole = find(Role::Button, "Enregistrer").rect;
    input.height = whole.y + whole.height / 2;
    // As the page does: the press gives the focus before it is released.
    context().pointer_move(whole.x + whole.width / 2, input.height - 2);
    settle();
    focus(NodeId{0});
    BOOST_REQUIRE(find(Role::Button, "Enregistrer").clip.height < whole.height);
    auto const before = presses;
    context().pointer_button(true);
    focus(Role::Button, "Enregistrer");
    BOOST_TEST(find(Role::Button, "Enregistrer").rect.y == whole.y);
    context().pointer_button(false);
    settle();
    BOOST_TEST(presses == before + 1);
}

BOOST_AUTO_TEST_CASE(a_label_wider_than_its_window_takes_another_line)
{
    std::string const label = "Partir du modèle\u00a0: Règlement intérieur du conseil";
    draw = [this, &label] {
        kit::PlainPage page(value("Huis Clos"));
        if (kit::button("model", value(label), {.icon = kit::icon("draft-line")}))
            ++presses;
        (void)kit::button("save", value("Enregistrer"));
    };
    settle();
    BOOST_TEST(find(Role::Button, label).rect.height == 42.0f);
    input.width = 320;
    settle();
    Node const node = find(Role::Button, label);
    BOOST_TEST(node.rect.height > 42.0f);
    BOOST_TEST(node.rect.x + node.rect.width <= 320.0f);
    BOOST_TEST(find(Role::Button, "Enregistrer").rect.height == 42.0f);
    click(Role::Button, label);
    BOOST_TEST(presses == 1);
}

BOOST_AUTO_TEST_CASE(the_button_of_a_row_stays_beside_a_title_that_leaves_room_for_it)
{
    std::string title;
    std::string label;
    draw = [&title, &label] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Columns columns("half", {1, 1}, 10);
        columns.next();
        kit::Rows rows("rows", value("Invitations"));
        (void)kit::action_row("one", {.title = value(title), .button = value(label)});
    };
    auto const is_beside = [&] {
        auto const words = find(Role::Text, title).rect;
        return find(Role::Button, label).rect.y < words.y + words.height;
    };
    int close = 0;
    for (int step = 0; step < 24; ++step) {
        label = step % 2 == 0 ? "Comparer les mots" : "Ouvrir";
        input.width = 700 + 10 * static_cast<float>(step);
        title = "Ève";
        settle();
        Node const item = *std::ranges::find(tree().nodes(), Role::ListItem, &Node::role);
        // Of the row, without its icon, the button and the gaps beside both.
        float const room = item.rect.width - 56 - find(Role::Button, label).rect.width - 16;
        BOOST_TEST(is_beside() == (room >= 110), label << " at " << input.width);
        title = "Une personne dont le nom prend plusieurs lignes";
        settle();
        BOOST_TEST(is_beside() == (room >= 184), label << " at " << input.width);
        close += room >= 110 && room < 184 ? 1 : 0;
    }
    BOOST_TEST(close > 0);
}

BOOST_AUTO_TEST_CASE(a_chip_that_chooses_is_told_as_pressed_or_not_and_no_other)
{
    draw = [] {
        (void)kit::chip("all", value("Tous"), kit::icon("check-line"), kit::Active::Yes);
        (void)kit::chip("mine", value("Les miens"), {}, kit::Active::No);
        (void)kit::chip("status", value("Statut"), {}, kit::Active::Yes, kit::Opens::Closed);
        (void)kit::chip("clear", value("Tout revoir"), {}, kit::Active::Action);
    };
    settle();
    auto const state_of = [this](std::string_view name) {
        return find(Role::Button, name).state;
    };
    BOOST_TEST(ui::has(state_of("Tous"), State::Toggle));
    BOOST_TEST(ui::has(state_of("Tous"), State::Selected));
    BOOST_TEST(ui::has(state_of("Les miens"), State::Toggle));
    BOOST_TEST(!ui::has(state_of("Les miens"), State::Selected));
    BOOST_TEST(!ui::has(state_of("Statut"), State::Toggle));
    BOOST_TEST(ui::has(state_of("Statut"), State::Collapsed));
    BOOST_TEST(!ui::has(state_of("Tout revoir"), State::Toggle));
}

BOOST_AUTO_TEST_CASE(boxes_are_told_as_pressed_or_not_once_one_of_them_is_chosen)
{
    bool answered = false;
    draw = [&answered] {
        kit::BoxItem const answers[] = {
            {.id = "yes", .label = value("Oui"), .chosen = answered}, {.id = "no", .label = value("Non")}};
        (void)kit::boxes("answers", value("Réponse"), answers);
    };
    settle();
    BOOST_TEST(!ui::has(find(Role::Button, "Oui").state, State::Toggle));
    answered = true;
    settle();
    for (std::string_view const name : {"Oui", "Non"}) {
        State const state = find(Role::Button, name).state;
        BOOST_TEST(ui::has(state, State::Toggle));
        BOOST_TEST(ui::has(state, State::Selected) == (name == "Oui"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
