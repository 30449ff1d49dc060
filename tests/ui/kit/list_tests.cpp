// Lists, tables and tabs: only what shows is made, keys move within, positions are told.

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Rows : ScreenHarness {
    std::vector<std::string> ids{};
    std::vector<std::size_t> opened{};
    std::size_t made{0};
    kit::ListOptions options{};

    Rows()
    {
        for (int i = 0; i < 1000; ++i)
            ids.push_back("r" + std::to_string(i));
        draw = [this] {
            made = 0;
            kit::PlainPage page(value("Huis Clos"));
            auto const index = kit::list(
                "rows", value("Situations"), ids.size(),
                [&](std::size_t i) {
                    ++made;
                    return kit::ListRow{
                        .id = ids[i], .title = value("Ligne " + ids[i].substr(1)), .detail = value("Détail")};
                },
                options);
            if (index)
                opened.push_back(*index);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(list_tests, Rows)

BOOST_AUTO_TEST_CASE(rows_are_made_only_when_they_show_and_tell_their_place)
{
    settle();
    BOOST_TEST(made >= 9u);
    BOOST_TEST(made <= 12u);
    BOOST_TEST(count(Role::ListItem) == made);
    Node const item = *tree().find(find(Role::Link, "Ligne 3").parent);
    BOOST_TEST(item.position == 4u);
    BOOST_TEST(item.set_size == 1000u);
    BOOST_TEST(find(Role::List, "Situations").set_size == 1000u);
    BOOST_TEST(item.rect.height == 78.0f);
    options.size = kit::RowSize::Compact;
    settle();
    BOOST_TEST(made >= 16u);
    BOOST_TEST(tree().find(find(Role::Link, "Ligne 3").parent)->rect.height == 44.0f);
}

BOOST_AUTO_TEST_CASE(a_detail_of_several_lines_stands_within_its_row_and_is_heard_whole)
{
    std::string detail = "Groupe territorial";
    for (int i = 0; i < 40; ++i)
        detail += ", quartier " + std::to_string(i);
    options.detail_lines = 2;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::list(
            "rows", value("Groupes"), 2,
            [&](std::size_t i) {
                return kit::ListRow{
                    .id = ids[i],
                    .title = value("Ligne " + std::to_string(i)),
                    .detail = value(i == 0 ? detail : "Détail")};
            },
            options);
    };
    for (float const width : {1280.0f, 800.0f, 320.0f}) {
        input.width = width;
        settle();
        auto const row = find(Role::Link, "Ligne 0").rect;
        auto const words = find(Role::Text, detail).rect;
        BOOST_TEST(words.height > 1.9f * find(Role::Text, "Détail").rect.height, width);
        BOOST_TEST(words.y + words.height <= row.y + row.height, width);
        BOOST_TEST(find(Role::Link, "Ligne 1").rect.y == row.y + row.height, width);
    }
}

BOOST_AUTO_TEST_CASE(the_bar_of_the_row_that_is_open_stands_clear_of_its_words_and_of_the_card)
{
    draw = [] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Card card("card", {.padding = kit::CardPadding::Rows, .name = value("Carte")});
        (void)kit::list("rows", value("Situations"), 1, [](std::size_t) {
            return kit::ListRow{.id = "a", .title = value("Ouverte"), .detail = value("Détail"), .selected = true};
        });
    };
    for (auto const& [width, clear] : {std::pair{1280.0f, 20.0f}, std::pair{320.0f, 12.0f}}) {
        input.width = width;
        settle();
        auto const row = find(Role::Link, "Ouverte").rect;
        BOOST_TEST(find(Role::Text, "Détail").rect.x - row.x == clear);
        BOOST_TEST(row.x - find(Role::Region, "Carte").rect.x == 4.0f);
    }
}

BOOST_AUTO_TEST_CASE(scrolling_makes_other_rows_and_keeps_the_tab_stop)
{
    settle();
    context().pointer_move(600, 400);
    settle();
    wheel(5000);
    BOOST_TEST(!has(Role::Link, "Ligne 3"));
    BOOST_TEST(made <= 13u);
    // The row that Tab reaches is still there, though not visible.
    BOOST_TEST(has(Role::Link, "Ligne 0"));
    BOOST_TEST(find(Role::Link, "Ligne 0").clip.width == 0.0f);
}

BOOST_AUTO_TEST_CASE(a_row_opens_once_by_pointer_and_by_the_mirror)
{
    click(Role::Link, "Ligne 2");
    press(Role::Link, "Ligne 4");
    BOOST_TEST(opened == (std::vector<std::size_t>{2, 4}));
}

BOOST_AUTO_TEST_CASE(one_tab_stop_and_arrows_within)
{
    settle();
    std::size_t stops = 0;
    for (Node const& node : tree().nodes())
        stops += node.role == Role::Link && ui::has(node.state, State::Keys) && ui::has(node.state, State::Focusable);
    BOOST_TEST(stops == 1u);
    focus(Role::Link, "Ligne 0");
    key("ArrowDown");
    BOOST_TEST(focused_name() == "Ligne 1");
    key("ArrowDown");
    key("ArrowUp");
    BOOST_TEST(focused_name() == "Ligne 1");
    key("End");
    BOOST_TEST(focused_name() == "Ligne 999");
    BOOST_TEST(find(Role::Link, "Ligne 999").clip.height > 70.0f);
    key("ArrowDown");
    BOOST_TEST(focused_name() == "Ligne 999");
    key("PageUp");
    BOOST_TEST(focused_name() != "Ligne 999");
    BOOST_TEST(find(Role::Link, focused_name()).clip.height > 70.0f);
    key("Home");
    BOOST_TEST(focused_name() == "Ligne 0");
    BOOST_TEST(find(Role::Link, "Ligne 0").clip.height > 70.0f);
    BOOST_TEST(opened.empty());
}

BOOST_AUTO_TEST_CASE(a_key_that_is_held_moves_once_each_time_it_comes)
{
    focus(Role::Link, "Ligne 0");
    for (int i = 0; i < 2; ++i)
        context().push({focused(), Act::Key, "ArrowDown", 0});
    settle();
    BOOST_TEST(focused_name() == "Ligne 2");
}

BOOST_AUTO_TEST_CASE(whoever_comes_into_what_a_search_found_begins_at_the_first)
{
    auto const tab_stop = [this] {
        for (Node const& node : tree().nodes()) {
            if (ui::has(node.state, State::Keys) && ui::has(node.state, State::Focusable))
                return node.name;
        }
        return std::string();
    };
    focus(Role::Link, "Ligne 0");
    key("End");
    leave_field();
    ids.resize(5);
    settle();
    BOOST_TEST(tab_stop() == "Ligne 0");
    // Whoever is in the list stays where he is when another row comes.
    focus(Role::Link, "Ligne 3");
    ids.insert(ids.begin(), "r7");
    settle();
    BOOST_TEST(focused_name() == "Ligne 3");
    BOOST_TEST(tab_stop() == "Ligne 3");
}

BOOST_AUTO_TEST_CASE(sorting_keeps_focus_on_the_same_row)
{
    focus(Role::Link, "Ligne 3");
    NodeId const before = focused();
    std::swap(ids[3], ids[6]);
    settle();
    BOOST_TEST(focused() == before);
    BOOST_TEST(focused_name() == "Ligne 3");
    BOOST_TEST(tree().find(find(Role::Link, "Ligne 3").parent)->position == 7u);
    // Arrows go on from where the row is now.
    key("ArrowDown");
    BOOST_TEST(focused_name() == "Ligne 7");
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_a_list_of_nothing)
{
    ids.clear();
    settle();
    BOOST_TEST(find(Role::List, "Situations").set_size == 0u);
    BOOST_TEST(count(Role::ListItem) == 0u);
}

BOOST_AUTO_TEST_CASE(a_table_tells_rows_columns_and_headers)
{
    std::string pressed;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::TableColumn const columns[] = {{value("Nom"), 2}, {value("Organisation"), 1}};
        kit::Table table("members", value("Membres"), columns, 500);
        for (std::size_t i : table) {
            table.row(i, std::to_string(i));
            if (table.link_cell(value("Membre " + std::to_string(i))))
                pressed = std::to_string(i);
            table.cell(value("Organisation"));
        }
    };
    settle();
    Node const table = find(Role::Table, "Membres");
    BOOST_TEST(table.row_count == 501u);
    BOOST_TEST(count(Role::ColumnHeader) == 2u);
    BOOST_TEST(count(Role::Row) < 20u);
    Node const cell = *tree().find(find(Role::Link, "Membre 3").parent);
    BOOST_TEST((cell.role == Role::Cell));
    BOOST_TEST(cell.column_index == 1u);
    BOOST_TEST(tree().find(cell.parent)->row_index == 5u);
    click(Role::Link, "Membre 2");
    BOOST_TEST(pressed == "2");
    press(Role::Link, "Membre 5");
    BOOST_TEST(pressed == "5");
    input.width = 400;
    settle();
    BOOST_TEST(tree().find(tree().find(find(Role::Link, "Membre 0").parent)->parent)->rect.height > 100.0f);
}

BOOST_AUTO_TEST_CASE(the_rows_of_a_table_are_as_high_as_their_own_text)
{
    std::vector<std::string> const names{"Un", "Deux", "Trois"};
    std::vector<std::string> const texts{"court", std::string(200, 'a'), "bref"};
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        auto const of = [](std::vector<std::string> const& list) {
            return [&list](std::size_t row) {
                return value(list[row]);
            };
        };
        kit::TableColumn const columns[] = {{value("Nom"), 1, of(names)}, {value("Empreinte"), 1, of(texts)}};
        kit::Table table("parts", value("Composants"), columns, names.size());
        for (std::size_t i : table) {
            table.row(i, std::to_string(i));
            table.cell(value(names[i]));
            table.cell(value(texts[i]));
        }
    };
    auto const row_of = [this](std::string const& name) {
        return tree().find(find(Role::Cell, name).parent)->rect;
    };
    for (float const width : {320.0f, 800.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(row_of("Un").height == row_of("Trois").height);
        BOOST_TEST(row_of("Deux").height > row_of("Un").height + 40, width);
        if (width == 800.0f)
            BOOST_TEST(row_of("Un").height == 44.0f);
        // One row ends where the next begins, and what is in them is at the same distances.
        BOOST_TEST(row_of("Un").y + row_of("Un").height == row_of("Deux").y);
        BOOST_TEST(row_of("Deux").y + row_of("Deux").height == row_of("Trois").y);
        for (std::size_t i = 0; width == 320.0f && i < names.size(); ++i) {
            auto const row = row_of(names[i]);
            auto const first = find(Role::Cell, names[i]).rect;
            auto const second = find(Role::Cell, texts[i]).rect;
            BOOST_TEST(first.y - row.y == find(Role::Cell, "Un").rect.y - row_of("Un").y);
            BOOST_TEST(
                second.y - first.y - first.height ==
                find(Role::Cell, "court").rect.y - first.height - find(Role::Cell, "Un").rect.y);
            BOOST_TEST(
                row.height - (second.y + second.height - row.y) ==
                row_of("Un").height - (find(Role::Cell, "court").rect.y - row_of("Un").y) -
                    find(Role::Cell, "court").rect.height);
        }
    }
}

BOOST_AUTO_TEST_CASE(tabs_move_with_arrows_and_name_their_panel)
{
    std::size_t current = 0;
    int picks = 0;
    draw = [&] {
        kit::TabItem const items[] = {{"a", value("Parcours")}, {"b", value("Actions")}, {"c", value("Accès")}};
        kit::Tabs tabs("tabs", value("Fiche"), items, current);
        if (tabs.picked()) {
            current = *tabs.picked();
            ++picks;
        }
        kit::paragraph(value("Contenu"));
    };
    settle();
    Node const tab = find(Role::Tab, "Parcours");
    BOOST_TEST(ui::has(tab.state, State::Selected));
    BOOST_TEST(ui::has(tab.state, State::Focusable));
    BOOST_TEST(!ui::has(find(Role::Tab, "Actions").state, State::Focusable));
    BOOST_TEST(tab.controls == find(Role::TabPanel, "Parcours").id);
    BOOST_TEST(find(Role::Paragraph, "Contenu").parent == tab.controls);
    click(Role::Tab, "Actions");
    BOOST_TEST(current == 1u);
    BOOST_TEST(picks == 1);
    focus(Role::Tab, "Actions");
    key("ArrowRight");
    BOOST_TEST(current == 2u);
    BOOST_TEST(focused_name() == "Accès");
    key("ArrowRight");
    BOOST_TEST(current == 0u);
    key("End");
    BOOST_TEST(current == 2u);
    press(Role::Tab, "Accès");
    BOOST_TEST(picks == 4);
}

BOOST_AUTO_TEST_CASE(a_row_ends_before_the_scroll_bar_with_its_focus_ring)
{
    draw = [this] {
        kit::Shell page({.product = value("Huis Clos"), .page = kit::PageKind::Panes});
        kit::Card card("rows-card", {.height = kit::CardHeight::Fill, .padding = kit::CardPadding::Rows});
        (void)kit::list("rows", value("Situations"), ids.size(), [&](std::size_t i) {
            return kit::ListRow{.id = ids[i], .title = value("Ligne " + ids[i].substr(1))};
        });
    };
    settle();
    auto const row = find(Role::Link, "Ligne 1");
    BOOST_REQUIRE(row.clip.width > 0);
    BOOST_TEST(row.rect.x + row.rect.width <= row.clip.x + row.clip.width + 0.5f);
    BOOST_TEST(row.rect.x >= row.clip.x - 0.5f);
}

BOOST_AUTO_TEST_SUITE_END()
