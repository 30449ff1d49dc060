// Where words go: lines end as French has them end, nothing is cut where it may take another line.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include <imgui_internal.h>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/kit/internal.hpp"
#include "ui/kit/line_break.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

using Lines = std::vector<std::string>;

/// The lines of `text` when every letter is as wide as one.
Lines lines_of(std::string_view text, float width)
{
    Lines lines;
    while (!text.empty()) {
        auto const end = kit::first_line(text, width, [](char32_t) { return 1.0f; });
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        while (text.starts_with(' '))
            text.remove_prefix(1);
    }
    return lines;
}

void check_lines(std::string_view text, float width, Lines const& wanted)
{
    auto const found = lines_of(text, width);
    BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), wanted.begin(), wanted.end());
}

std::string const k_long = "Orientation vers un dispositif de droit commun adapté à la situation de la famille";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(wording_tests, ScreenHarness)

BOOST_AUTO_TEST_CASE(lines_end_at_spaces)
{
    check_lines("un deux trois", 7, {"un deux", "trois"});
    check_lines("un deux trois", 100, {"un deux trois"});
    check_lines("un  deux", 4, {"un", "deux"});
    check_lines("", 4, {});
}

BOOST_AUTO_TEST_CASE(no_line_begins_with_the_sign_of_the_word_before)
{
    check_lines("Il est parti.\u00a0»", 13, {"Il est", "parti.\u00a0»"});
    check_lines("Le fermer\u202f? Oui", 9, {"Le", "fermer\u202f?", "Oui"});
    check_lines("Le motif\u00a0: errance", 8, {"Le", "motif\u00a0:", "errance"});
    check_lines("Fin!\u202f; puis", 4, {"Fi", "n!\u202f;", "puis"});
    // Typed with plain spaces.
    check_lines("Le fermer ? Oui", 9, {"Le", "fermer ?", "Oui"});
    check_lines("dit « oui » ici", 8, {"dit", "« oui »", "ici"});
    check_lines("dit « oui » ici", 5, {"dit", "« oui", "» ici"});
}

BOOST_AUTO_TEST_CASE(an_address_is_not_broken_at_a_dot_when_it_has_another_end)
{
    check_lines("Voir mairie.exemple.fr", 20, {"Voir", "mairie.exemple.fr"});
    check_lines("mairie.exemple.fr/depot", 20, {"mairie.exemple.fr/", "depot"});
    check_lines("version 1.12, puis", 10, {"version", "1.12, puis"});
    check_lines("mairie.exemple.fr", 10, {"mairie.", "exemple.fr"});
    check_lines("abcdefghij", 4, {"abcd", "efgh", "ij"});
    check_lines("Saint-Aubin-du-Cormier", 12, {"Saint-Aubin-", "du-Cormier"});
}

BOOST_AUTO_TEST_CASE(a_letter_wider_than_the_line_has_one)
{
    check_lines("éà", 0.5f, {"é", "à"});
    check_lines("\xff\xc3", 0.5f, {"\xff", "\xc3"});
}

BOOST_AUTO_TEST_CASE(a_box_is_as_high_as_its_label)
{
    std::string label = "Court";
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::BoxItem const items[] = {{.id = "a", .label = value(label)}, {.id = "b", .label = value("Autre")}};
        (void)kit::boxes("boxes", value("Motif"), items);
        kit::paragraph(value("Dessous"));
    };
    for (float const width : {320.0f, 800.0f}) {
        input.width = width;
        label = "Court";
        settle();
        BOOST_TEST(find(Role::Button, "Court").rect.height == 50.0f);
        label = k_long;
        settle();
        auto const first = find(Role::Button, k_long).rect;
        auto const second = find(Role::Button, "Autre").rect;
        BOOST_TEST(first.height > 60.0f);
        if (second.y == first.y)
            BOOST_TEST(second.height == first.height);
        else
            BOOST_TEST(second.y > first.y + first.height);
        BOOST_TEST(find(Role::Paragraph, "Dessous").rect.y > second.y + second.height);
    }
}

BOOST_AUTO_TEST_CASE(a_figure_has_room_for_its_detail)
{
    std::string detail = "court";
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Columns columns("stats", {1, 1, 1, 1}, 150);
        for (int i = 0; i < 4; ++i) {
            columns.next();
            (void)kit::stat_card(
                std::to_string(i),
                {.label = value("Carte " + std::to_string(i)), .figure = value("2"), .detail = value(detail)});
        }
    };
    settle();
    float const before = find(Role::Link, "Carte 0 2, court").rect.height;
    detail = "aucune action en retard, sur 2 en cours";
    settle();
    BOOST_TEST(find(Role::Link, "Carte 0 2, " + detail).rect.height > before);
}

BOOST_AUTO_TEST_CASE(a_message_of_a_summary_takes_the_lines_it_needs)
{
    draw = [] {
        kit::PlainPage page(value("Huis Clos"));
        kit::FieldError const errors[] = {{"a", value("Indiquez un nom")}, {"b", value(k_long)}};
        kit::error_summary("errors", errors, false);
    };
    input.width = 320;
    settle();
    auto const one = find(Role::Link, "Indiquez un nom").rect;
    auto const several = find(Role::Link, k_long).rect;
    BOOST_TEST(one.height == 28.0f);
    BOOST_TEST(several.height > 2 * one.height);
    BOOST_TEST(several.y >= one.y + one.height);
    BOOST_TEST(several.x + several.width <= 320.0f);
}

/// The line is as long as the words above it; the rule that follows them is told with the link.
BOOST_AUTO_TEST_CASE(of_a_message_of_a_summary_the_rule_is_not_underlined)
{
    std::string message = "Indiquez un nom";
    draw = [&message] {
        kit::PlainPage page(value("Huis Clos"));
        kit::FieldError const errors[] = {{"a", value(message)}};
        kit::error_summary("errors", errors, false);
    };
    auto const lines = [] {
        constexpr float k_longer_than_a_letter = 40;
        auto const corners = corners_of(ui::k_light.ink);
        std::size_t count = 0;
        for (std::size_t i = 0; i + 1 < corners.size(); ++i)
            count += corners[i].y == corners[i + 1].y && corners[i + 1].x - corners[i].x > k_longer_than_a_letter;
        return count;
    };
    settle();
    auto const one = find(Role::Link, message).rect;
    auto const underlined = lines();
    BOOST_TEST(underlined > 0u);
    message += "\nRègle R-12, article premier du règlement intérieur";
    settle();
    BOOST_TEST(find(Role::Link, message).rect.height > one.height);
    BOOST_TEST(lines() == underlined);
}

BOOST_AUTO_TEST_CASE(letters_that_no_font_has_are_said_to_be_kept)
{
    std::string const kept = "Certains caractères ne peuvent pas s’afficher ici\u202f; ils sont gardés tels quels.";
    std::string name = "قاسم";
    std::string note = "Inès";
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::text_field("name", value("Nom"), name, {.help = value("Tel qu’à l’état civil.")});
        kit::note_field("note", value("Précisions"), note, {.field = {.max_length = 20'000}});
    };
    // The font of the tests draws no box: nothing is said.
    settle();
    BOOST_TEST(find(Role::TextField, "Nom").description == "Tel qu’à l’état civil.");
    context().state().fonts.draws_boxes = true;
    settle();
    BOOST_TEST(find(Role::TextField, "Nom").description == "Tel qu’à l’état civil.\n" + kept);
    BOOST_TEST(find(Role::NoteField, "Précisions").description == "");
    float const height = find(Role::NoteField, "Précisions").rect.y;
    type(Role::TextField, "Nom", "Inès");
    BOOST_TEST(find(Role::TextField, "Nom").description == "Tel qu’à l’état civil.");
    BOOST_TEST(find(Role::NoteField, "Précisions").rect.y < height);
    type(Role::NoteField, "Précisions", "Un mot\n\U0001F600");
    BOOST_TEST(find(Role::NoteField, "Précisions").description == kept);
    BOOST_TEST(note == "Un mot\n\U0001F600");
}

/// Of a long text, at each key: the fonts are not searched again for letters that they are known to have.
BOOST_AUTO_TEST_CASE(a_letter_is_looked_for_in_the_fonts_once)
{
    std::string note;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::note_field("note", value("Précisions"), note, {.field = {.max_length = 20'000}});
    };
    context().state().fonts.draws_boxes = true;
    settle();
    static std::size_t searches = 0;
    static ImFontLoader const* const loader = ImGui::GetIO().Fonts->FontLoader;
    static ImFontLoader counting = *loader;
    counting.FontSrcContainsGlyph = [](ImFontAtlas* atlas, ImFontConfig* source, ImWchar code) {
        ++searches;
        return loader->FontSrcContainsGlyph(atlas, source, code);
    };
    for (ImFontConfig* source : context().state().fonts.regular->Sources)
        source->FontLoader = &counting;
    std::string text;
    for (int i = 0; i < 400; ++i)
        text += "Élève appelé. ";
    type(Role::NoteField, "Précisions", text);
    auto const after_one = searches;
    BOOST_TEST(after_one > 0u);
    BOOST_TEST(after_one < 400u);
    type(Role::NoteField, "Précisions", text + "é");
    BOOST_TEST(searches == after_one);
    for (ImFontConfig* source : context().state().fonts.regular->Sources)
        source->FontLoader = loader;
}

BOOST_AUTO_TEST_CASE(the_search_is_as_high_as_the_button_beside_it)
{
    std::string typed;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        (void)kit::search_field("search", value("Rechercher"), typed, value("Nom"));
        (void)kit::button("new", value("Signaler"));
    };
    for (auto const pointer : {kit::Pointer::Fine, kit::Pointer::Coarse}) {
        input.pointer = pointer;
        settle();
        BOOST_TEST(find(Role::TextField, "Rechercher").rect.height == find(Role::Button, "Signaler").rect.height);
    }
}

BOOST_AUTO_TEST_CASE(only_steps_that_are_done_are_told_so)
{
    draw = [] {
        kit::PlainPage page(value("Huis Clos"));
        kit::Step const parts[] = {
            {value("Commune"), true},
            {value("Groupes"), false},
            {value("Textes"), false, true},
            {value("Membres"), true},
            {value("Résumé"), false, true}};
        kit::steps("steps", value("Étapes"), parts, 3);
    };
    for (float const width : {1440.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(has(Role::ListItem, "Commune (terminé)"));
        BOOST_TEST(has(Role::ListItem, "Groupes"));
        BOOST_TEST(has(Role::ListItem, "Textes (à compléter)"));
        // Nothing is said of what is shown, nor of what is to come.
        BOOST_TEST(has(Role::ListItem, "Membres"));
        BOOST_TEST(has(Role::ListItem, "Résumé"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
