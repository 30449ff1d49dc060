// Fields: ImGui draws, the page types. Texts, commits, errors, choices.

#include <boost/test/unit_test.hpp>

#include <array>
#include <utility>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Fields : ScreenHarness {
    std::string name{};
    std::string note{};
    std::uint32_t most_of_note{10};
    std::string date{};
    int changes{0};
    int commits{0};
    kit::FieldOptions options{};
    std::string status{"b"};
    std::string answer{"b"};
    std::array<bool, 3> ticked{};
    bool agreed{false};
    int toggles{0};

    Fields()
    {
        input.height = 1200;
        draw = [this] {
            kit::PlainPage page(value("Huis Clos"));
            auto const event = kit::text_field("name", value("Nom"), name, options);
            changes += event.changed;
            commits += event.committed;
            kit::note_field(
                "note", value("Précisions"), note,
                {.field = {.max_length = most_of_note}, .reminder = value("Des faits.")});
            kit::date_field("date", value("Échéance"), date);
            std::array<kit::ChoiceItem, 3> items{{{"a", value("Alpha")}, {"b", value("Bêta")}, {"c", value("Gamma")}}};
            auto const chosen = [&](std::string const& which) {
                for (auto& item : items)
                    item.chosen = item.id == which;
            };
            chosen(status);
            if (auto const picked = kit::choice("status", value("Statut"), items))
                status = items[*picked].id;
            chosen(answer);
            if (auto const picked = kit::radios("answer", value("Réponse"), items)) {
                answer = items[*picked].id;
                ++toggles;
            }
            for (std::size_t i = 0; i < items.size(); ++i) {
                items[i].chosen = ticked[i];
                items[i].label = value("Motif " + items[i].label.str());
            }
            if (auto const toggled = kit::choices("reasons", value("Motifs"), items)) {
                ticked[*toggled] = !ticked[*toggled];
                ++toggles;
            }
            toggles += kit::checkbox("agreed", value("Parents informés"), agreed);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(field_tests, Fields)

BOOST_AUTO_TEST_CASE(typing_changes_the_value_once)
{
    type(Role::TextField, "Nom", "Éloïse d’Hœuvre");
    BOOST_TEST(name == "Éloïse d’Hœuvre");
    BOOST_TEST(changes == 1);
    BOOST_TEST(find(Role::TextField, "Nom").value == "Éloïse d’Hœuvre");
    // The same text again is no change.
    act(find(Role::TextField, "Nom").id, Act::SetText, name);
    BOOST_TEST(changes == 1);
}

BOOST_AUTO_TEST_CASE(leaving_commits_what_was_typed_and_only_that)
{
    focus(Role::TextField, "Nom");
    leave_field();
    BOOST_TEST(commits == 0);
    type(Role::TextField, "Nom", "Inès");
    BOOST_TEST(commits == 0);
    leave_field();
    BOOST_TEST(commits == 1);
    focus(Role::TextField, "Nom");
    leave_field();
    BOOST_TEST(commits == 1);
}

BOOST_AUTO_TEST_CASE(enter_commits_once)
{
    type(Role::TextField, "Nom", "Inès");
    act(find(Role::TextField, "Nom").id, Act::Commit);
    BOOST_TEST(commits == 1);
    leave_field();
    BOOST_TEST(commits == 1);
}

BOOST_AUTO_TEST_CASE(too_long_a_text_is_cut_at_code_points)
{
    type(Role::NoteField, "Précisions", "éééééééééééé");
    BOOST_TEST(note == "éééééééééé");
    BOOST_TEST(find(Role::NoteField, "Précisions").max_length == 10u);
    // It is said, until the text is changed again.
    std::string const said = "Ce champ contient au plus 10 caractères\u00a0: la suite n’a pas été reprise.";
    BOOST_TEST(find(Role::NoteField, "Précisions").description == said + " 10 / 10 caractères");
    BOOST_TEST(tree().announcements().back().text == said);
    type(Role::NoteField, "Précisions", "ééé");
    BOOST_TEST(find(Role::NoteField, "Précisions").description == "3 / 10 caractères");
    // Of a text of many pages nobody counts them.
    most_of_note = 10'000;
    settle();
    BOOST_TEST(find(Role::NoteField, "Précisions").description == "");
}

BOOST_AUTO_TEST_CASE(what_the_browser_drops_beyond_the_length_is_said)
{
    type(Role::NoteField, "Précisions", "éé");
    // As the page does it: first that something will be dropped, then the text that is left of it.
    act(find(Role::NoteField, "Précisions").id, Act::Cut);
    BOOST_TEST(ui::has(find(Role::NoteField, "Précisions").state, State::Invalid));
    type(Role::NoteField, "Précisions", "ééé");
    BOOST_TEST(!ui::has(find(Role::NoteField, "Précisions").state, State::Invalid));
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_refused)
{
    type(Role::TextField, "Nom", "Inès");
    type(Role::TextField, "Nom", "In\xff");
    BOOST_TEST(name == "Inès");
}

BOOST_AUTO_TEST_CASE(a_read_only_field_keeps_its_value)
{
    name = "Inès";
    options.read_only = true;
    type(Role::TextField, "Nom", "Autre");
    BOOST_TEST(name == "Inès");
    BOOST_TEST(ui::has(find(Role::TextField, "Nom").state, State::ReadOnly));
}

BOOST_AUTO_TEST_CASE(an_error_is_part_of_the_field)
{
    options.error = value("Indiquez un nom");
    options.help = value("Tel qu’à l’état civil.");
    options.need = kit::Need::Required;
    settle();
    Node const node = find(Role::TextField, "Nom (obligatoire)");
    BOOST_TEST(ui::has(node.state, State::Invalid));
    BOOST_TEST(ui::has(node.state, State::Required));
    BOOST_TEST(node.description == "Indiquez un nom Tel qu’à l’état civil.");
}

BOOST_AUTO_TEST_CASE(the_real_field_knows_where_its_letters_stand)
{
    settle();
    Node const node = find(Role::TextField, "Nom");
    BOOST_TEST(node.rect.height == 42.0f);
    BOOST_TEST(node.pad_left == 14.0f);
    BOOST_TEST(node.font_px > 12.0f);
    BOOST_TEST(find(Role::DateField, "Échéance").pad_left > 30.0f);
    BOOST_TEST(find(Role::NoteField, "Précisions").pad_top == 10.0f);
}

BOOST_AUTO_TEST_CASE(a_date_is_echoed_in_words_and_refused_when_it_is_none)
{
    type(Role::DateField, "Échéance", "3/12/26");
    BOOST_TEST(find(Role::DateField, "Échéance").description == "jeudi 3\u00a0décembre 2026");
    type(Role::DateField, "Échéance", "31/02/2026");
    // Not while typing.
    BOOST_TEST(!ui::has(find(Role::DateField, "Échéance").state, State::Invalid));
    leave_field();
    BOOST_TEST(ui::has(find(Role::DateField, "Échéance").state, State::Invalid));
}

BOOST_AUTO_TEST_CASE(a_month_or_a_year_alone_is_a_date_only_where_that_will_do)
{
    auto parts = ui::DateParts::Partial;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::date_field("birth", value("Naissance"), date, {.date_parts = parts});
    };
    auto const state_of = [&](char const* typed) {
        date = typed;
        settle();
        return find(Role::DateField, "Naissance");
    };
    BOOST_TEST(state_of("2012").description == "2012");
    BOOST_TEST(state_of("05/2012").description == "mai\u00a02012");
    BOOST_TEST(ui::has(state_of("13/2012").state, State::Invalid));
    BOOST_TEST(state_of("13/2012").description.find("ou 12/2026, ou 2026") != std::string::npos);
    parts = ui::DateParts::Complete;
    for (char const* typed : {"2012", "05/2012"})
        BOOST_TEST(ui::has(state_of(typed).state, State::Invalid), typed);
    BOOST_TEST(!ui::has(state_of("03/05/2012").state, State::Invalid));
}

BOOST_AUTO_TEST_CASE(a_closed_list_is_chosen_by_the_mirror)
{
    settle();
    BOOST_TEST(find(Role::Select, "Statut").value == "Bêta");
    NodeId const select = find(Role::Select, "Statut").id;
    NodeId gamma = 0;
    for (Node const& node : all(Role::Option, "Gamma"))
        gamma = node.parent == select ? node.id : gamma;
    act(gamma, Act::Select);
    BOOST_TEST(status == "c");
    BOOST_TEST(find(Role::Select, "Statut").value == "Gamma");
}

BOOST_AUTO_TEST_CASE(a_closed_list_opens_and_is_chosen_by_pointer)
{
    click(Role::Select, "Statut");
    BOOST_TEST(ui::has(find(Role::Select, "Statut").state, State::Expanded));
    Node const option = all(Role::Option, "Alpha").front();
    BOOST_REQUIRE_GT(option.rect.width, 0.0f);
    click_at(option.rect.x + 20, option.rect.y + option.rect.height / 2);
    BOOST_TEST(status == "a");
    BOOST_TEST(!ui::has(find(Role::Select, "Statut").state, State::Expanded));
}

BOOST_AUTO_TEST_CASE(an_open_list_closes_by_escape_or_a_press_elsewhere)
{
    click(Role::Select, "Statut");
    act(find(Role::Select, "Statut").id, Act::Dismiss);
    BOOST_TEST(!ui::has(find(Role::Select, "Statut").state, State::Expanded));
    click(Role::Select, "Statut");
    BOOST_TEST(ui::has(find(Role::Select, "Statut").state, State::Expanded));
    click_at(5, input.height - 5);
    BOOST_TEST(!ui::has(find(Role::Select, "Statut").state, State::Expanded));
    BOOST_TEST(status == "b");
}

BOOST_AUTO_TEST_CASE(who_is_led_to_a_group_sees_its_first_box_and_a_ring_around_it)
{
    bool is_asked = false;
    draw = [this, &is_asked] {
        kit::PlainPage page(value("Huis Clos"));
        for (int i = 0; i < 20; ++i)
            kit::paragraph(value("Avant"));
        std::array<kit::ChoiceItem, 3> const items{
            {{"a", value("Alpha")}, {"b", value("Bêta")}, {"c", value("Gamma")}}};
        kit::FieldOptions const error{.error = value("Cochez au moins un motif.")};
        (void)kit::choices("reasons", value("Motifs"), items, {.help = value("Aide"), .error = error.error});
        for (int i = 0; i < 20; ++i)
            kit::paragraph(value("Entre"));
        (void)kit::checkbox("agreed", value("Parents informés"), agreed, error);
        for (int i = 0; i < 20; ++i)
            kit::paragraph(value("Après"));
        if (std::exchange(is_asked, false))
            kit::focus_on("reasons");
    };
    input.width = 320;
    input.height = 400;
    settle();
    // As a link of an error summary does.
    is_asked = true;
    settle();
    auto const group = find(Role::Group, "Motifs");
    auto const box = find(Role::Checkbox, "Alpha");
    BOOST_TEST(focused() == group.id);
    BOOST_TEST(group.clip.y == group.rect.y);
    BOOST_TEST(box.clip.height > box.rect.height - 0.5f);
    bool is_above = false;
    bool is_left = false;
    for (ImVec2 const& corner : corners_of(ui::k_light.focus)) {
        is_above = is_above || corner.y < group.rect.y;
        is_left = is_left || corner.x < group.rect.x;
    }
    BOOST_TEST(is_above);
    BOOST_TEST(is_left);
    // A box alone comes with the sentence below it.
    focus(Role::Checkbox, "Parents informés");
    auto const alone = find(Role::Checkbox, "Parents informés").rect;
    BOOST_TEST(alone.y + alone.height + 25 <= input.height);
}

BOOST_AUTO_TEST_CASE(radios_choose_one)
{
    settle();
    BOOST_TEST(ui::has(find(Role::Radio, "Bêta").state, State::Checked));
    act(find(Role::Radio, "Gamma").id, Act::Select);
    BOOST_TEST(answer == "c");
    BOOST_TEST(toggles == 1);
    click(Role::Radio, "Alpha");
    BOOST_TEST(answer == "a");
    BOOST_TEST(toggles == 2);
    click(Role::Radio, "Alpha");
    BOOST_TEST(toggles == 2);
}

BOOST_AUTO_TEST_CASE(checkboxes_toggle_once_by_pointer_and_by_the_mirror)
{
    settle();
    act(find(Role::Checkbox, "Motif Alpha").id, Act::Toggle);
    BOOST_TEST(ticked[0]);
    BOOST_TEST(toggles == 1);
    click(Role::Checkbox, "Motif Gamma");
    BOOST_TEST(ticked[2]);
    BOOST_TEST(toggles == 2);
    act(find(Role::Checkbox, "Parents informés").id, Act::Toggle);
    BOOST_TEST(agreed);
    BOOST_TEST(ui::has(find(Role::Checkbox, "Parents informés").state, State::Checked));
    click(Role::Checkbox, "Parents informés");
    BOOST_TEST(!agreed);
    BOOST_TEST(toggles == 4);
}

BOOST_AUTO_TEST_CASE(the_error_of_a_box_is_said_once)
{
    options.error = value("Cochez la case.");
    draw = [this] {
        kit::PlainPage page(value("Huis Clos"));
        toggles += kit::checkbox("agreed", value("Parents informés"), agreed, options);
    };
    settle();
    BOOST_TEST(find(Role::Checkbox, "Parents informés").description == "Cochez la case.");
    BOOST_TEST(!has(Role::Paragraph, "Cochez la case."));
}

BOOST_AUTO_TEST_CASE(an_error_summary_leads_to_its_fields)
{
    auto const drawn = draw;
    bool fresh = true;
    draw = [&] {
        kit::FieldError const errors[] = {{"name", value("Indiquez un nom")}};
        kit::error_summary("errors", errors, std::exchange(fresh, false));
        std::string text;
        kit::text_field("name", value("Prénom"), text);
    };
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    // An icon stands before the title: the colour is not alone.
    BOOST_TEST(
        find(Role::Heading, "Une réponse est à corriger").rect.x >= find(Role::Link, "Indiquez un nom").rect.x + 24);
    BOOST_TEST(find(Role::Link, "Indiquez un nom").controls == find(Role::TextField, "Prénom").id);
    press(Role::Link, "Indiquez un nom");
    BOOST_TEST(focused_name() == "Prénom");
}

BOOST_AUTO_TEST_CASE(a_field_that_an_error_summary_leads_to_is_shown_with_the_message_below_it)
{
    std::string text;
    kit::FieldOptions first;
    first.error = value("Indiquez un nom");
    kit::FieldOptions second;
    // As many lines as make the message higher than the margin that is left anyway.
    std::string words;
    for (int i = 0; i < 300; ++i)
        words += "motif ";
    second.error = value(words);
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::FieldError const errors[] = {{"name", value("Le nom")}, {"kind", value("Le motif")}};
        kit::error_summary("errors", errors, false);
        for (int i = 0; i < 60; ++i)
            kit::paragraph(value("Ligne"));
        kit::text_field("name", value("Prénom"), text, first);
        for (int i = 0; i < 60; ++i)
            kit::paragraph(value("Ligne"));
        kit::ChoiceItem const items[] = {{.id = "a", .label = value("Un")}};
        (void)kit::choice("kind", value("Motif"), items, second);
        kit::heading(value("Suite"));
        for (int i = 0; i < 60; ++i)
            kit::paragraph(value("Ligne"));
    };
    settle();
    press(Role::Link, "Le nom");
    settle();
    auto const field = find(Role::TextField, "Prénom").rect;
    // A line of message and a margin.
    BOOST_TEST(field.y + field.height + 24 + 20 <= input.height);
    press(Role::Link, "Le motif");
    settle();
    // The message ends before the heading that comes next, by the gap between them.
    BOOST_TEST(find(Role::Heading, "Suite").rect.y - 32 <= input.height);
    BOOST_TEST(find(Role::Select, "Motif").rect.y >= 0);
}

BOOST_AUTO_TEST_SUITE_END()
