// Ctrl F of our own: everything that the page says is found, rows that are not drawn too, and what is chosen is shown.

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

#include <imgui_internal.h>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/kit/find.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

constexpr char const* k_open = "Rechercher dans la page";
constexpr char const* k_field = "Mots à rechercher dans la page";

struct Page : ScreenHarness {
    std::vector<std::string> ids{};
    std::string typed{"Chemin des Écoliers"};
    bool opens_dialog{false};

    Page()
    {
        for (int i = 0; i < 2000; ++i)
            ids.push_back("r" + std::to_string(i));
        draw = [this] {
            kit::Shell page({.product = value("Huis Clos"), .council = value("CLSPD de Saint-Aubin")});
            kit::page_title(value("Situations"));
            kit::heading(value("Élèves absents"));
            kit::paragraph(value("Réunion du 3 décembre à 14\u202fh\u202f05."));
            kit::text_field("address", value("Adresse"), typed);
            (void)kit::list("rows", value("Liste des lignes"), ids.size(), [&](std::size_t i) {
                return kit::ListRow{
                    .id = ids[i], .title = value("Ligne " + ids[i].substr(1)), .detail = value("Détail")};
            });
            kit::heading(value("Fin de la page"));
            if (opens_dialog)
                kit::Dialog dialog("other", value("Autre"));
        };
        settle();
    }
    /// Opens the dialog and types; the results, by title.
    std::vector<std::string> look_for(std::string const& words)
    {
        if (!has(Role::Dialog, k_open))
            press(Role::Button, k_open);
        type(Role::TextField, k_field, words);
        settle();
        std::vector<std::string> names;
        for (Node const& node : tree().nodes()) {
            if (node.role == Role::Link && !ui::has(node.state, State::Inert))
                names.push_back(node.name);
        }
        return names;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(find_tests, Page)

BOOST_AUTO_TEST_CASE(its_button_says_the_keys_and_the_field_has_the_focus)
{
    BOOST_TEST(find(Role::Button, k_open).shortcut == "Control+F");
    press(Role::Button, k_open);
    BOOST_TEST(has(Role::Dialog, k_open));
    BOOST_TEST(focused_name() == k_field);
    BOOST_TEST(look_for("é").empty());
}

BOOST_AUTO_TEST_CASE(words_are_found_without_accents_capitals_or_the_blanks_of_typography)
{
    auto const absent = look_for("eleves ABS");
    BOOST_REQUIRE(absent.size() == 1U);
    BOOST_TEST(absent.front() == "Élèves absents");
    BOOST_TEST(look_for("14 h 05").size() == 1U);
    // What a field holds.
    BOOST_TEST(look_for("ecoliers").size() == 1U);
    BOOST_TEST(look_for("nulle part").empty());
    BOOST_TEST(has(Role::Paragraph, "Aucun résultat"));
}

BOOST_AUTO_TEST_CASE(a_value_is_found_with_the_name_of_its_field_and_once)
{
    kit::Fact const facts[] = {
        {value("Origine"), value("Collège Jean-Moulin")}, {value("Programme"), value("Réussite")}};
    std::vector<std::string> const readers{"Anne Leroy", "Samir Haddad"};
    draw = [&] {
        kit::Shell page({.product = value("Huis Clos")});
        kit::page_title(value("Situation"));
        kit::text_field("address", value("Adresse"), typed);
        (void)kit::facts("facts", facts);
        kit::ChoiceItem const groups[] = {
            {.id = "1", .label = value("Centre")}, {.id = "2", .label = value("Gare"), .chosen = true}};
        (void)kit::choice("group", value("Groupe"), groups);
        kit::TableColumn const columns[] = {{value("Qui")}, {value("Fonction")}};
        kit::Table table("readers", value("Lecteurs"), columns, readers.size(), kit::Copying::Offered);
        for (std::size_t i : table) {
            table.row(i, readers[i]);
            table.cell(value(readers[i]));
            table.cell(value("Fonction " + std::to_string(i)));
        }
    };
    settle();
    using Names = std::vector<std::string>;
    BOOST_TEST((look_for("ecoliers") == Names{"Adresse\u00a0: Chemin des Écoliers"}));
    BOOST_TEST((look_for("jean") == Names{"Origine\u00a0: Collège Jean-Moulin"}));
    BOOST_TEST((look_for("haddad") == Names{"Qui\u00a0: Samir Haddad"}));
    // What a closed list shows, not what it offers.
    BOOST_TEST((look_for("gare") == Names{"Groupe\u00a0: Gare"}));
    BOOST_TEST(look_for("centre").empty());
    // The name itself, and not « Copier » with it.
    BOOST_TEST((look_for("origine") == Names{"Origine"}));
    (void)look_for("gare");
    press(Role::Link, "Groupe\u00a0: Gare");
    BOOST_TEST((tree().find(focused())->role == Role::Select));
}

BOOST_AUTO_TEST_CASE(a_dialog_as_high_as_its_content_has_no_scrollbar)
{
    auto const bars = [] {
        int shown = 0;
        for (ImGuiWindow const* const window : ImGui::GetCurrentContext()->Windows)
            shown += window->Active && window->ScrollbarY && std::string_view(window->Name).starts_with("dialog");
        return shown;
    };
    (void)look_for("ligne 1732");
    BOOST_TEST(bars() == 0);
    // What is higher than the window has one.
    (void)look_for("ligne");
    BOOST_TEST(bars() == 1);
    (void)look_for("nulle part");
    BOOST_TEST(bars() == 0);
}

BOOST_AUTO_TEST_CASE(rows_that_are_not_drawn_are_found_and_shown)
{
    BOOST_TEST(!has(Role::Link, "Ligne 1732"));
    auto const found = look_for("ligne 1732");
    BOOST_REQUIRE(found.size() == 1U);
    press(Role::Link, "Ligne 1732");
    BOOST_TEST(!has(Role::Dialog, k_open));
    BOOST_TEST(focused_name() == "Ligne 1732");
    BOOST_TEST(find(Role::Link, "Ligne 1732").clip.width > 0);
}

BOOST_AUTO_TEST_CASE(a_text_beyond_the_window_is_scrolled_to_and_has_the_focus)
{
    BOOST_TEST(find(Role::Heading, "Fin de la page").clip.width == 0);
    (void)look_for("fin de la");
    press(Role::Link, "Fin de la page");
    BOOST_TEST(focused_name() == "Fin de la page");
    BOOST_TEST(find(Role::Heading, "Fin de la page").clip.width > 0);
}

BOOST_AUTO_TEST_CASE(enter_leads_to_the_first_and_leaving_the_field_to_none)
{
    (void)look_for("eleves");
    NodeId const field = find(Role::TextField, k_field).id;
    leave_field();
    act(field, Act::Commit);
    BOOST_TEST(has(Role::Dialog, k_open));
    focus(Role::TextField, k_field);
    act(field, Act::Commit);
    BOOST_TEST(!has(Role::Dialog, k_open));
    BOOST_TEST(focused_name() == "Élèves absents");
}

BOOST_AUTO_TEST_CASE(many_results_are_counted_whole_and_listed_up_to_a_bound)
{
    (void)look_for("ligne");
    // The list's rows, and none of them twice for being on screen.
    BOOST_TEST(has(Role::Paragraph, "2\u202f000 résultats"));
    BOOST_TEST(find(Role::List, "Endroits trouvés").set_size == 200U);
}

BOOST_AUTO_TEST_CASE(it_closes_for_another_dialog_and_by_escape_and_comes_to_rest)
{
    (void)look_for("eleves");
    act(find(Role::Dialog, k_open).id, Act::Dismiss);
    BOOST_TEST(!has(Role::Dialog, k_open));
    BOOST_TEST(focused_name() == k_open);
    press(Role::Button, k_open);
    opens_dialog = true;
    settle();
    BOOST_TEST(!has(Role::Dialog, k_open));
    BOOST_TEST(has(Role::Dialog, "Autre"));
}

BOOST_AUTO_TEST_CASE(the_words_stand_in_what_is_cut_around_them)
{
    std::string const text = "Éà" + std::string(200, 'x') + " œuvre " + std::string(200, 'y');
    auto const cut = kit::excerpt(text, "oeuvre", 60);
    BOOST_TEST(cut.find("œuvre") != std::string::npos);
    BOOST_TEST(cut.starts_with("…"));
    BOOST_TEST(cut.ends_with("…"));
    BOOST_TEST(kit::excerpt("court", "our", 60) == "court");
}

BOOST_AUTO_TEST_SUITE_END()
