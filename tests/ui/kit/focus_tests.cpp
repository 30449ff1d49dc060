// What held focus goes: focus is with its neighbour, in the same part of the page, unless somebody asked for it.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct NamedButtons : ScreenHarness {
    std::vector<std::string> names{"A", "B", "C"};
    std::vector<kit::Toast> messages{};
    std::function<void()> more{};

    NamedButtons()
    {
        draw = [this] {
            {
                kit::PlainPage page(value("Huis Clos"));
                kit::page_title(value("Titre"));
                for (std::string const& name : names)
                    (void)kit::button(name, value(name));
                if (more)
                    more();
            }
            (void)kit::toasts(messages);
        };
    }
    void remove(std::string const& name)
    {
        std::erase(names, name);
        settle();
    }
    /// Of the message that says `text`.
    void move_to_cross(std::string_view text)
    {
        auto const crosses = all(Role::Button, "Masquer ce message");
        auto const cross = std::ranges::find(crosses, text, &Node::description);
        BOOST_REQUIRE((cross != crosses.end()));
        focus(cross->id);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(focus_tests, NamedButtons)

BOOST_AUTO_TEST_CASE(focus_of_what_goes_is_with_the_next_else_with_the_one_before)
{
    focus(Role::Button, "B");
    remove("B");
    BOOST_TEST(focused_name() == "C");
    remove("C");
    BOOST_TEST(focused_name() == "A");
    remove("A");
    BOOST_TEST(focused_name() == "Titre");
}

BOOST_AUTO_TEST_CASE(what_goes_with_its_neighbours_leaves_focus_to_the_nearest_that_stays)
{
    names = {"A", "B", "C", "D", "E"};
    focus(Role::Button, "B");
    names = {"A", "E"};
    settle();
    BOOST_TEST(focused_name() == "E");
}

BOOST_AUTO_TEST_CASE(another_part_of_the_page_does_not_take_it)
{
    names = {"A"};
    messages = {{1, kit::Tone::Error, value("Refus"), {}}};
    focus(Role::Button, "A");
    remove("A");
    BOOST_TEST(has(Role::Button, "Masquer ce message"));
    BOOST_TEST(focused_name() == "Titre");
}

BOOST_AUTO_TEST_CASE(without_focus_nothing_takes_it)
{
    settle();
    auto const serial = tree().focus_serial();
    remove("B");
    BOOST_TEST(focused() == 0u);
    focus(Role::Button, "A");
    remove("C");
    BOOST_TEST(focused_name() == "A");
    BOOST_TEST(tree().focus_serial() == serial);
}

BOOST_AUTO_TEST_CASE(who_asks_for_focus_has_it)
{
    focus(Role::Button, "B");
    bool asks = false;
    more = [&] {
        if (std::exchange(asks, false))
            kit::focus_on("A");
    };
    asks = true;
    remove("B");
    BOOST_TEST(focused_name() == "A");
}

BOOST_AUTO_TEST_CASE(who_asked_for_focus_of_what_comes_in_a_moment_is_waited_for)
{
    focus(Role::Button, "B");
    bool asks = true;
    more = [&] {
        if (std::exchange(asks, false))
            kit::focus_on("late");
    };
    frame();
    auto const asked = tree().focus_request();
    names = {"A", "C"};
    frame();
    BOOST_TEST(tree().focus_request() == asked);
}

BOOST_AUTO_TEST_CASE(a_better_place_may_be_said_after_the_neighbour_has_it)
{
    focus(Role::Button, "B");
    bool lost = false;
    int told = 0;
    more = [&] {
        lost = kit::is_focus_lost();
        // Only what comes back in a later frame is known to be the better place.
        if (lost && told++ == 0)
            kit::focus_on("A");
    };
    settle();
    BOOST_TEST(!lost);
    remove("B");
    BOOST_TEST(told == 1);
    BOOST_TEST(focused_name() == "A");
    // Where somebody put it, it is not lost.
    BOOST_TEST(!lost);
}

BOOST_AUTO_TEST_CASE(within_a_dialog_it_stays_there_and_comes_back_from_it)
{
    bool open = false;
    bool has_more = true;
    more = [&] {
        if (!open)
            return;
        kit::Dialog dialog("ask", value("Question"));
        if (has_more)
            (void)kit::button("more", value("Plus"));
        if (dialog.dismissed())
            open = false;
    };
    focus(Role::Button, "C");
    open = true;
    settle();
    focus(Role::Button, "Plus");
    has_more = false;
    settle();
    BOOST_TEST(focused_name() == "Fermer");
    act(find(Role::Dialog, "Question").id, Act::Dismiss);
    BOOST_TEST(!open);
    BOOST_TEST(focused_name() == "C");
}

BOOST_AUTO_TEST_CASE(a_row_that_is_taken_from_a_list_leaves_it_to_the_one_in_its_place)
{
    std::vector<std::string> rows{"Un", "Deux", "Trois"};
    names.clear();
    std::string id;
    more = [&] {
        (void)kit::list("rows", value("Liste"), rows.size(), [&](std::size_t index) {
            id = rows[index];
            return kit::ListRow{.id = id, .title = value(rows[index])};
        });
    };
    focus(Role::Link, "Deux");
    rows.erase(rows.begin() + 1);
    settle();
    BOOST_TEST(focused_name() == "Trois");
    rows.pop_back();
    settle();
    BOOST_TEST(focused_name() == "Un");
}

BOOST_AUTO_TEST_CASE(what_is_typed_in_a_field_that_goes_presses_no_button)
{
    bool has_field = true;
    std::string typed;
    more = [&] {
        kit::heading(value("Adresse"));
        (void)kit::button("before", value("Vérifier"));
        if (has_field)
            (void)kit::text_field("street", value("Rue"), typed);
        (void)kit::button("after", value("Enregistrer"));
    };
    focus(Role::TextField, "Rue");
    has_field = false;
    settle();
    BOOST_TEST(focused_name() == "Adresse");
    BOOST_TEST((tree().find(focused())->role == Role::Heading));
}

BOOST_AUTO_TEST_CASE(what_its_own_action_replaces_leaves_focus_to_the_heading_of_what_came)
{
    bool is_made = false;
    more = [&] {
        kit::heading(is_made ? value("Lien créé") : value("Inviter"));
        if (is_made)
            (void)kit::button("copy", value("Copier le lien"));
        else if (kit::button("send", value("Créer le lien")))
            is_made = true;
        (void)kit::button("after", value("Autre chose"));
    };
    focus(Role::Button, "Créer le lien");
    press(Role::Button, "Créer le lien");
    BOOST_TEST(focused_name() == "Lien créé");
    // What goes by itself still leaves it to its neighbour.
    is_made = false;
    settle();
    focus(Role::Button, "Créer le lien");
    is_made = true;
    settle();
    BOOST_TEST(focused_name() == "Autre chose");
}

BOOST_AUTO_TEST_CASE(what_its_own_action_takes_away_leaves_focus_to_the_heading_before)
{
    bool is_there = true;
    bool names_result = false;
    more = [&] {
        kit::heading(value("Autres"));
        kit::heading(value("Groupes"));
        if (is_there && kit::button("remove", value("Retirer ce groupe")))
            is_there = false;
        (void)kit::button("next", value("Étape suivante"));
        if (names_result && !is_there)
            kit::result_follows();
        kit::paragraph(value("Groupe retiré"));
    };
    for (bool const is_named : {false, true}) {
        is_there = true;
        names_result = is_named;
        settle();
        focus(Role::Button, "Retirer ce groupe");
        press(Role::Button, "Retirer ce groupe");
        BOOST_TEST(!has(Role::Button, "Retirer ce groupe"));
        BOOST_TEST(focused_name() == std::string(is_named ? "Groupe retiré" : "Groupes"));
    }
}

BOOST_AUTO_TEST_CASE(a_heading_with_focus_keeps_it_when_others_come_before_it)
{
    bool has_news = false;
    more = [&] {
        if (has_news)
            kit::paragraph(value("Nouvelle"));
        kit::heading(value("Groupes"));
    };
    focus(Role::Heading, "Groupes");
    has_news = true;
    settle();
    BOOST_TEST(focused_name() == "Groupes");
}

BOOST_AUTO_TEST_CASE(an_item_that_its_own_action_takes_away_leaves_focus_to_the_next_then_to_the_heading)
{
    std::vector<std::string> items{"Un", "Deux", "Trois"};
    more = [&] {
        kit::heading(value("À faire"));
        std::optional<std::string> done;
        if (!items.empty()) {
            kit::Rows const rows("rows", value("À faire"));
            for (std::string const& item : items) {
                if (kit::action_row(item, {.title = value(item), .button = value("Faire")}))
                    done = item;
            }
        }
        if (done)
            std::erase(items, *done);
        (void)kit::button("sync", value("Synchroniser"));
    };
    auto const button_of = [this](std::string_view item) {
        auto const buttons = all(Role::Button, "Faire");
        auto const found = std::ranges::find(buttons, item, &Node::description);
        BOOST_REQUIRE((found != buttons.end()));
        return found->id;
    };
    settle();
    focus(button_of("Deux"));
    act(focused(), Act::Press);
    BOOST_TEST(focused() == button_of("Trois"));
    act(focused(), Act::Press);
    // The last one: not with « Synchroniser », which does something else.
    BOOST_TEST(focused_name() == "À faire");
    focus(button_of("Un"));
    act(focused(), Act::Press);
    BOOST_TEST(items.empty());
    BOOST_TEST(focused_name() == "À faire");
}

BOOST_AUTO_TEST_CASE(what_a_dialog_was_asked_to_take_away_leaves_focus_to_the_heading)
{
    bool open = false;
    bool is_member = true;
    more = [&] {
        kit::heading(value("Membre"));
        if (is_member && kit::button("ask", value("Retirer")))
            open = true;
        (void)kit::button("next", value("Autre membre"));
        if (!open)
            return;
        kit::Dialog dialog("confirm", value("Retirer ce membre ?"));
        if (kit::danger_button("yes", value("Confirmer")))
            open = is_member = false;
    };
    focus(Role::Button, "Retirer");
    press(Role::Button, "Retirer");
    press(Role::Button, "Confirmer");
    BOOST_TEST(!has(Role::Button, "Retirer"));
    BOOST_TEST(focused_name() == "Membre");
    // Also when it goes a while after the dialog.
    is_member = true;
    settle();
    focus(Role::Button, "Retirer");
    press(Role::Button, "Retirer");
    open = false;
    settle();
    BOOST_TEST(focused_name() == "Retirer");
    is_member = false;
    settle();
    BOOST_TEST(focused_name() == "Membre");
}

BOOST_AUTO_TEST_CASE(the_last_message_gives_focus_back_to_what_had_it)
{
    focus(Role::Button, "B");
    messages = {{1, kit::Tone::Error, value("Refus"), {}}, {2, kit::Tone::Error, value("Panne"), {}}};
    settle();
    move_to_cross("Panne");
    messages.pop_back();
    settle();
    BOOST_TEST(focused_name() == "Masquer ce message");
    messages.clear();
    settle();
    BOOST_TEST(focused_name() == "B");
    messages = {{3, kit::Tone::Error, value("Refus"), {}}};
    settle();
    move_to_cross("Refus");
    names = {"A"};
    settle();
    messages.clear();
    settle();
    BOOST_TEST(focused_name() == "Titre");
}

BOOST_AUTO_TEST_CASE(a_message_closed_with_the_pointer_leaves_the_page_where_it_was_scrolled)
{
    for (int i = 0; i < 60; ++i)
        names.push_back(std::to_string(i));
    focus(Role::Button, "A");
    for (std::uint64_t const number : {1U, 2U}) {
        messages = {{number, kit::Tone::Error, value("Refus"), {}}};
        context().pointer_move(300, 400);
        settle();
        wheel(900);
        BOOST_REQUIRE(find(Role::Heading, "Titre").rect.y < 0);
        move_to_cross("Refus");
        // The second time, what had focus is gone too: the title has it, but the page does not go there.
        if (number == 2)
            names.erase(names.begin());
        settle();
        float const place = find(Role::Button, "30").rect.y;
        click(Role::Button, "Masquer ce message");
        messages.clear();
        settle();
        BOOST_TEST(focused_name() == (number == 1 ? "A" : "Titre"));
        BOOST_TEST(find(Role::Button, "30").rect.y == place);
    }
}

BOOST_AUTO_TEST_CASE(what_is_printed_moves_nothing)
{
    focus(Role::Button, "B");
    auto const serial = tree().focus_serial();
    input.output = kit::Output::Printed;
    frame();
    input.output = kit::Output::Screen;
    settle();
    BOOST_TEST(focused_name() == "B");
    BOOST_TEST(tree().focus_serial() == serial);
}

BOOST_AUTO_TEST_SUITE_END()
