// « Copier »: each value has its button, which nobody needs to see to read; nothing is copied until the caller says so.

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Facts : ScreenHarness {
    std::vector<kit::Fact> facts{
        {value("Origine"), value("Établissement scolaire")},
        {value("Programme"), {}},
        {value("Référente"), value("Nadia Ferrand")},
        {value("Motifs"), value("Absentéisme")}};
    std::optional<std::size_t> asked{};
    bool copies{true};

    Facts()
    {
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            if (auto const index = kit::facts("facts", facts)) {
                asked = index;
                if (copies)
                    kit::copy_value(facts[*index].value.view());
            }
        };
        settle();
    }
};

struct Table : ScreenHarness {
    kit::TableColumn const columns[2] = {{value("Qui"), 1, {}}, {value("Pourquoi"), 1, {}}};
    kit::Copying copying{kit::Copying::Offered};
    std::optional<std::string> copied{};
    std::size_t rows{2};
    bool leads{false};  ///< Who is a link; where nothing is copied, why is a button.

    Table()
    {
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            kit::Table table("table", value("Lecteurs"), columns, rows, copying);
            for (std::size_t i : table) {
                table.row(i, std::to_string(i));
                std::string const who = "Personne " + std::to_string(i);
                std::string const why = "Groupe " + std::to_string(i);
                if (leads)
                    std::ignore = table.link_cell(value(who));
                else
                    table.cell(value(who));
                if (leads && copying == kit::Copying::No)
                    std::ignore = table.button_cell("why", value(why));
                else
                    table.cell(value(why));
            }
            if (table.copied())
                copied = table.copied();
        };
        settle();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(copy_tests)

BOOST_FIXTURE_TEST_CASE(each_value_that_is_there_has_a_button_named_by_its_label, Facts)
{
    for (std::string const label : {"Origine", "Référente", "Motifs"})
        BOOST_TEST(has(Role::Button, "Copier\u00a0: " + label));
    BOOST_TEST(!has(Role::Button, "Copier\u00a0: Programme"));
    // A list of terms and definitions holds nothing else.
    for (Node const& node : tree().nodes()) {
        if (node.role == Role::Button)
            BOOST_TEST((tree().find(node.parent)->role == Role::Group));
    }
    press(Role::Button, "Copier\u00a0: Référente");
    BOOST_REQUIRE(asked.has_value());
    BOOST_TEST(*asked == 2U);
    BOOST_TEST(context().take_copied().value_or("") == "Nadia Ferrand");
    BOOST_TEST(!context().take_copied().has_value());
}

BOOST_FIXTURE_TEST_CASE(nothing_is_copied_that_the_caller_does_not_copy, Facts)
{
    copies = false;
    press(Role::Button, "Copier\u00a0: Origine");
    BOOST_TEST(asked.has_value());
    BOOST_TEST(!context().take_copied().has_value());
    BOOST_TEST(tree().announcements().empty());
}

BOOST_FIXTURE_TEST_CASE(a_copy_is_told_and_shown_for_a_moment, Facts)
{
    press(Role::Button, "Copier\u00a0: Origine");
    BOOST_REQUIRE(!tree().announcements().empty());
    BOOST_TEST(tree().announcements().back().text.starts_with("Copié"));
    BOOST_REQUIRE(context().wake_after().has_value());
    BOOST_TEST(*context().wake_after() <= 2.0);
    input.now += 3;
    settle();
    BOOST_TEST(!context().wake_after().has_value());
}

BOOST_FIXTURE_TEST_CASE(all_buttons_are_one_tab_stop_and_arrows_move_within, Facts)
{
    std::size_t stops = 0;
    for (Node const& node : tree().nodes())
        stops += node.role == Role::Button && ui::has(node.state, State::Focusable);
    BOOST_TEST(stops == 1U);
    focus(Role::Button, "Copier\u00a0: Origine");
    key("ArrowRight");
    BOOST_TEST(focused_name() == "Copier\u00a0: Référente");
    key("End");
    BOOST_TEST(focused_name() == "Copier\u00a0: Motifs");
    BOOST_TEST(ui::has(find(Role::Button, "Copier\u00a0: Motifs").state, State::Focusable));
    key("Home");
    BOOST_TEST(focused_name() == "Copier\u00a0: Origine");
    key("ArrowLeft");
    BOOST_TEST(focused_name() == "Copier\u00a0: Origine");
}

BOOST_FIXTURE_TEST_CASE(the_pointer_presses_it_at_the_end_of_its_value, Facts)
{
    click(Role::Button, "Copier\u00a0: Motifs");
    BOOST_REQUIRE(asked.has_value());
    BOOST_TEST(*asked == 3U);
}

BOOST_FIXTURE_TEST_CASE(by_fingers_a_first_touch_copies_nothing, Facts)
{
    input.pointer = kit::Pointer::Coarse;
    settle();
    click(Role::Button, "Copier\u00a0: Motifs");
    BOOST_TEST(!asked.has_value());
    click(Role::Button, "Copier\u00a0: Motifs");
    BOOST_REQUIRE(asked.has_value());
    BOOST_TEST(*asked == 3U);
    // Assistive technology has no need of the first.
    press(Role::Button, "Copier\u00a0: Origine");
    BOOST_TEST(*asked == 0U);
}

BOOST_FIXTURE_TEST_CASE(cells_are_copied_where_the_table_offers_it, Table)
{
    BOOST_TEST(has(Role::Cell, "Groupe 1"));
    press(Role::Button, "Copier\u00a0: Groupe 1");
    BOOST_TEST(copied.value_or("") == "Groupe 1");
    focus(Role::Button, "Copier\u00a0: Personne 0");
    key("ArrowDown");
    BOOST_TEST(focused_name() == "Copier\u00a0: Personne 1");
    copying = kit::Copying::No;
    settle();
    BOOST_TEST(has(Role::Cell, "Groupe 1"));
    BOOST_TEST(count(Role::Button) == 0U);
}

BOOST_FIXTURE_TEST_CASE(the_row_whose_button_holds_focus_is_kept_out_of_sight, Table)
{
    rows = 200;
    settle();
    BOOST_REQUIRE(!has(Role::Cell, "Personne 150"));
    focus(Role::Button, "Copier\u00a0: Personne 2");
    context().pointer_move(300, 400);
    settle();
    wheel(4000);
    BOOST_REQUIRE(!has(Role::Cell, "Personne 1"));
    BOOST_TEST(focused_name() == "Copier\u00a0: Personne 2");
    BOOST_TEST(find(Role::Cell, "Personne 2").clip.width == 0.0f);
    // Arrows lead on from there, and what they lead to is seen.
    key("ArrowDown");
    BOOST_TEST(focused_name() == "Copier\u00a0: Personne 3");
    BOOST_TEST(find(Role::Button, "Copier\u00a0: Personne 3").clip.width > 0.0f);
    // Without focus only what is seen is made.
    leave_field();
    wheel(4000);
    BOOST_TEST(!has(Role::Cell, "Personne 3"));
}

BOOST_FIXTURE_TEST_CASE(the_row_whose_link_or_button_holds_focus_is_kept_too, Table)
{
    rows = 200;
    leads = true;
    auto const keeps = [this](Role role, std::string const& name) {
        focus(role, name);
        context().pointer_move(300, 400);
        settle();
        wheel(4000);
        BOOST_REQUIRE(!has(Role::Link, "Personne 1"));
        BOOST_REQUIRE(has(role, name));
        BOOST_TEST(focused_name() == name);
        BOOST_TEST(find(role, name).clip.width == 0.0f);
        leave_field();
        wheel(4000);
        BOOST_TEST(!has(role, name));
        wheel(-8000);
        BOOST_REQUIRE(has(Role::Link, "Personne 1"));
    };
    settle();
    keeps(Role::Link, "Personne 2");
    copying = kit::Copying::No;
    settle();
    keeps(Role::Link, "Personne 2");
    keeps(Role::Button, "Groupe 2");
}

/// A pull inserts a reader above.
BOOST_AUTO_TEST_CASE(the_row_that_holds_focus_out_of_sight_is_kept_when_others_come_or_go_above_it)
{
    ScreenHarness screen;
    std::vector<std::string> names;
    for (int i = 0; i < 200; ++i)
        names.push_back("Personne " + std::to_string(i));
    screen.draw = [&names] {
        kit::PlainPage page(value("Huis Clos"));
        kit::TableColumn const columns[] = {{value("Qui"), 1, {}}};
        auto const id = [&names](std::size_t row) {
            return names[row];
        };
        kit::Table table("table", value("Lecteurs"), columns, names.size(), kit::Copying::No, id);
        for (std::size_t i : table) {
            table.row(i, id(i));
            std::ignore = table.link_cell(value(names[i]));
        }
    };
    screen.settle();
    screen.focus(Role::Link, "Personne 2");
    screen.context().pointer_move(300, 400);
    screen.settle();
    screen.wheel(4000);
    BOOST_REQUIRE(!screen.has(Role::Link, "Personne 1"));
    BOOST_TEST(screen.focused_name() == "Personne 2");
    auto const stays = [&screen](char const* what) {
        screen.settle();
        BOOST_TEST(screen.focused_name() == "Personne 2", what);
        BOOST_TEST(!screen.has(Role::Link, "Personne 1"), what);
    };
    names.insert(names.begin(), "Nouvelle personne");
    stays("one more above");
    names.erase(names.begin(), names.begin() + 2);
    stays("two fewer above");
    names.erase(names.begin() + 1);
    screen.settle();
    BOOST_TEST(!screen.has(Role::Link, "Personne 2"));
}

BOOST_FIXTURE_TEST_CASE(a_copy_that_the_browser_refused_is_said_until_it_is_closed, Facts)
{
    auto const page = draw;
    std::vector<std::uint64_t> closed;
    draw = [&] {
        page();
        if (auto const events = kit::toasts({}); events.closed)
            closed.push_back(*events.closed);
    };
    for (int time = 0; time < 2; ++time) {
        press(Role::Button, "Copier\u00a0: Origine");
        BOOST_TEST(count(Role::Region) == 0U);
        context().copy_failed();
        settle();
        BOOST_TEST(count(Role::Region) == 1U);
        BOOST_TEST(tree().announcements().back().text.starts_with("La copie n’a pas réussi"));
        input.now += 60;
        settle();
        press(Role::Button, "Masquer ce message");
        BOOST_TEST(count(Role::Region) == 0U);
    }
    // Nobody else knows that message.
    BOOST_TEST(closed.empty());
}

BOOST_AUTO_TEST_SUITE_END()
