// Values of a field that were written at once: the question below its field, the way to it, and what follows its
// answer.

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

constexpr std::string_view k_kept = "Garder «\u00a0Rivoir\u00a0»";
constexpr std::string_view k_said = "Valeur gardée pour «\u00a0Nom\u00a0»\u00a0: Rivoir";
constexpr std::string_view k_way = "Choisir la valeur\u00a0: Nom";

std::vector<app::ConflictView> two_values(std::uint8_t first)
{
    return {
        {samples::an_id<OpId>(first), verbatim("Rivoire"), verbatim("Claire Vasseur"), {1'795'000'000'000}},
        {samples::an_id<OpId>(static_cast<std::uint8_t>(first + 1)),
         verbatim("Rivoir"),
         verbatim("Anne Leroy"),
         {1'795'000'060'000}}};
}

struct Questions : Sheet {
    Questions()
    {
        sheet.identity[0].conflicts = two_values(1);
        sheet.callouts = {
            {{phrase("situation.callout.conflict").with("field", TextRef{"domain.field.nom"}), {}},
             app::CalloutView::Kind::Warning,
             1},
            {{phrase("situation.social_outside"), phrase("law.m_12.article")}, app::CalloutView::Kind::Reminder, 0}};
    }
    [[nodiscard]] std::ptrdiff_t place(Role role, std::string_view name) const
    {
        auto const nodes = tree().nodes();
        auto const at =
            std::ranges::find_if(nodes, [&](Node const& node) { return node.role == role && node.name == name; });
        BOOST_REQUIRE_MESSAGE(at != nodes.end(), std::string(name));
        return at - nodes.begin();
    }
    [[nodiscard]] bool is_announced(std::string_view words) const
    {
        return std::ranges::any_of(tree().announcements(), [words](auto const& one) { return one.text == words; });
    }
    void keep()
    {
        focus(Role::Button, k_kept);
        press(Role::Button, k_kept);
        BOOST_TEST((only<app::ResolveConflict>().keep == samples::an_id<OpId>(2)));
    }
    /// Of what is announced in one frame the last alone is heard.
    [[nodiscard]] std::string heard() const
    {
        return tree().announcements().empty() ? "" : tree().announcements().back().text;
    }
    /// As the app writes it.
    void settle_first()
    {
        sheet.saved = verbatim("Enregistré à 14\u00a0h\u00a006");
        ++sheet.choices;
        sheet.identity[0].conflicts.clear();
        sheet.identity[0].value = verbatim("Rivoir");
        sheet.callouts.erase(sheet.callouts.begin());
        settle();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sheet_questions, Questions)

BOOST_AUTO_TEST_CASE(a_question_stands_below_its_field_which_says_so)
{
    settle();
    BOOST_TEST(place(Role::Term, "Nom (à départager)") < place(Role::Button, k_kept));
    BOOST_TEST(place(Role::Button, k_kept) < place(Role::Term, "Prénom"));
    BOOST_TEST(find(Role::Button, k_kept).rect.y < find(Role::Term, "Prénom").rect.y);
    edit();
    Node const field = find(Role::TextField, "Nom (à départager)");
    BOOST_TEST(ui::has(field.state, State::Invalid));
    BOOST_TEST(field.description.find("attendent un choix") != std::string::npos);
    BOOST_TEST(!ui::has(find(Role::TextField, "Prénom").state, State::Invalid));
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        for (bool const editing : {false, true}) {
            screen_draft.sheet.editing = editing;
            settle();
            BOOST_TEST(faults() == "", width << "\n" << faults());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_question_and_its_answers_are_one_group_and_the_way_to_it_stands_above_the_fields)
{
    auto const group_of = [this](std::string_view name) {
        Node const* const group = tree().find(find(Role::Button, name).parent);
        BOOST_REQUIRE((group != nullptr && group->role == Role::Group));
        Node const button = find(Role::Button, name);
        BOOST_TEST(button.rect.y > group->rect.y);
        BOOST_TEST(button.rect.y + button.rect.height < group->rect.y + group->rect.height);
        return *group;
    };
    for (float const width : {1440.0f, 320.0f}) {
        input.width = width;
        for (bool const editing : {false, true}) {
            screen_draft.sheet.editing = editing;
            settle();
            BOOST_TEST(group_of(k_kept).name == "Attention");
            BOOST_TEST(group_of(k_kept).id == group_of("Garder «\u00a0Rivoire\u00a0»").id);
            Node const way = group_of(k_way);
            BOOST_TEST(way.id != group_of(k_kept).id);
            Node const field = find(editing ? Role::TextField : Role::Term, "Nom (à départager)");
            BOOST_TEST(way.rect.y + way.rect.height < field.rect.y, editing);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_the_field_does_not_take_is_shown_without_an_answer)
{
    sheet.identity[0].conflicts.front().value = {};
    sheet.identity[0].conflicts.front().may_keep = false;
    for (bool const editing : {false, true}) {
        screen_draft.sheet.editing = editing;
        settle();
        BOOST_TEST(!has_beginning(Role::Button, "Garder «\u00a0Non renseigné"));
        BOOST_TEST(has(Role::Button, k_kept));
        BOOST_TEST(has_beginning(Role::Paragraph, "Ce champ ne peut pas rester vide"));
        focus(Role::Button, k_way);
        press(Role::Button, k_way);
        settle();
        BOOST_TEST(focused_name() == k_kept);
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_the_law_refuses_now_is_shown_with_why_and_without_an_answer)
{
    auto& values = sheet.identity[0].conflicts;
    values.front().may_keep = false;
    values.front().refusal = {phrase("law.s_04.debut"), phrase("law.s_04.article")};
    screen_draft.sheet.editing = false;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Rivoire"));
    BOOST_TEST(!has(Role::Button, "Garder «\u00a0Rivoire\u00a0»"));
    BOOST_TEST(has(Role::Button, k_kept));
    BOOST_TEST(has(Role::Paragraph, ui::tr("law.s_04.debut").str()));
    BOOST_TEST(has(Role::Paragraph, ui::tr("law.s_04.article").str()));
    BOOST_TEST(!has_beginning(Role::Paragraph, "Ce champ ne peut pas rester vide"));
    // Where none may be kept, the way leads to what is said of it.
    values.back().may_keep = false;
    values.back().refusal = values.front().refusal;
    settle();
    focus(Role::Button, k_way);
    press(Role::Button, k_way);
    settle();
    BOOST_TEST(focused_name() == "Attention");
}

BOOST_AUTO_TEST_CASE(what_is_read_at_a_glance_says_that_a_choice_waits_and_asks_nothing)
{
    sheet.summary.front().conflicts = two_values(1);
    settle();
    BOOST_TEST(has(Role::Term, "Origine du signalement (à départager)"));
    BOOST_TEST(all(Role::Button, k_kept).size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_said_above_leads_to_the_question)
{
    settle();
    for (bool const editing : {false, true}) {
        screen_draft.sheet.editing = editing;
        settle();
        // As often as one asks.
        for (int i = 0; i < 2; ++i) {
            focus(Role::Button, k_way);
            press(Role::Button, k_way);
            BOOST_TEST(focused_name() == "Garder «\u00a0Rivoire\u00a0»", editing);
        }
    }
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(what_is_said_of_an_action_leads_to_its_versions)
{
    sheet.callouts.front() = {{phrase("situation.callout.action_conflict"), {}}, app::CalloutView::Kind::Warning, 77};
    settle();
    click(Role::Button, "Choisir la version");
    auto const asked = std::get<app::SituationsRoute>(only<app::Go>().route);
    BOOST_TEST((asked.tab == app::SheetTab::Actions));
    BOOST_TEST(asked.field.value_or(0) == 77U);
    BOOST_TEST((asked.situation == sheet.record));
}

BOOST_AUTO_TEST_CASE(what_was_kept_is_said_and_focus_goes_to_its_field)
{
    settle();
    keep();
    settle();
    // Not before it is so.
    BOOST_TEST(!is_announced(k_said));
    BOOST_TEST(focused_name() == k_kept);
    settle_first();
    BOOST_TEST(heard() == k_said);
    BOOST_TEST(!is_announced("Enregistré à 14\u00a0h\u00a006"));
    BOOST_TEST(focused_name() == "Nom");
    // It is read too, below the field, and focus is around the field and its value.
    Node const note = find(Role::Paragraph, k_said);
    Node const value = find(Role::Definition, "Rivoir");
    BOOST_TEST(note.rect.y >= value.rect.y + value.rect.height);
    BOOST_TEST(note.rect.y < find(Role::Term, "Prénom").rect.y);
    float ring_bottom = 0;
    for (ImVec2 const corner : corners_of(ui::k_light.focus))
        ring_bottom = std::max(ring_bottom, corner.y);
    BOOST_TEST(ring_bottom > value.rect.y + value.rect.height);
    // What is saved afterwards is said again.
    sheet.saved = verbatim("Enregistré à 14\u00a0h\u00a007");
    settle();
    BOOST_TEST(heard() == "Enregistré à 14\u00a0h\u00a007");
    BOOST_TEST(!has(Role::Button, k_way));
    // Until it is written anew.
    sheet.identity[0].value = verbatim("Rivoire-Petit");
    settle();
    BOOST_TEST(!has(Role::Paragraph, k_said));
}

BOOST_AUTO_TEST_CASE(what_was_not_kept_is_not_said_of_who_chooses_later)
{
    settle();
    keep();
    // Refused: the question stands as it did.
    ++sheet.choices;
    settle();
    focus(Role::Tab, "Chronologie");
    settle_first();
    BOOST_TEST(!is_announced(k_said));
    BOOST_TEST(!screen_draft.sheet.kept_value.has_value());
    BOOST_TEST(focused_name() == "Chronologie");
}

BOOST_AUTO_TEST_CASE(what_was_kept_while_one_types_leaves_focus_in_its_field)
{
    edit();
    keep();
    settle_first();
    BOOST_TEST(focused() == find(Role::TextField, "Nom").id);
}

BOOST_AUTO_TEST_CASE(after_an_answer_focus_goes_to_the_next_question)
{
    sheet.representative[0].conflicts = two_values(3);
    sheet.representative[0].conflicts[0].value = verbatim("Durand");
    settle();
    focus(Role::Button, "Garder «\u00a0Rivoire\u00a0»");
    press(Role::Button, "Garder «\u00a0Rivoire\u00a0»");
    settle_first();
    BOOST_TEST(focused_name() == "Garder «\u00a0Durand\u00a0»");
}

BOOST_AUTO_TEST_CASE(who_went_elsewhere_is_not_taken_back)
{
    settle();
    keep();
    focus(Role::Tab, "Chronologie");
    settle_first();
    BOOST_TEST(focused_name() == "Chronologie");
}

BOOST_AUTO_TEST_CASE(a_closed_sheet_offers_what_may_still_be_done)
{
    sheet.closed = phrase("situation.closed.reopen");
    settle();
    BOOST_TEST(!has(Role::Button, "Modifier la fiche"));
    Node const correct = find(Role::Button, "Corriger la fiche");
    BOOST_TEST(correct.description.find("«\u00a0Rouvrir\u00a0»") != std::string::npos);
    BOOST_TEST(has_beginning(Role::Paragraph, "Cette situation n’est plus suivie"));
    click(Role::Button, "Corriger la fiche");
    settle();
    BOOST_TEST(has(Role::Button, "Terminer la saisie"));
    // Who may correct nothing is told who may open it again.
    screen_draft.sheet.editing = false;
    sheet.may_edit = false;
    sheet.closed = phrase("situation.closed.ask");
    settle();
    BOOST_TEST(!has(Role::Button, "Corriger la fiche"));
    BOOST_TEST(text().find("Le coordonnateur ou le maire peut la rouvrir") != std::string::npos);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(m_12_is_named_a_reminder)
{
    sheet.statuses.clear();
    settle();
    BOOST_TEST(has(Role::Group, "Rappel"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Règle\u00a0M-12"));
    BOOST_TEST(!has(Role::Group, "Refus"));
    // A rule that keeps from something is named so.
    sheet.callouts.back().kind = app::CalloutView::Kind::Refusal;
    settle();
    BOOST_TEST(has(Role::Group, "Refus"));
}

BOOST_AUTO_TEST_SUITE_END()
