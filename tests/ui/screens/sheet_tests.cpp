// One sheet: tabs, fields, refusals. What is added to it has its own file.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sheet_screen_tests, Sheet)

BOOST_AUTO_TEST_CASE(parcours_is_read_first)
{
    settle();
    BOOST_TEST(has(Role::Term, "Origine du signalement"));
    BOOST_TEST(has(Role::Definition, "Non renseigné"));
    BOOST_TEST(has(Role::List, "Prochaines étapes"));
    BOOST_TEST(has(Role::Text, "Conservée jusqu’au 12\u00a0mars 2036 au plus tard"));
    BOOST_TEST(count(Role::TextField) == 0u);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(a_tab_is_a_route)
{
    click(Role::Tab, "Chronologie");
    auto const asked = std::get<app::SituationsRoute>(only<app::Go>().route);
    BOOST_TEST((asked.tab == app::SheetTab::Chronologie));
    BOOST_TEST((asked.situation == sheet.record));
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_told_at_each_change_and_set_when_left)
{
    edit();
    type(Role::TextField, "Prénom", "Mathias");
    auto const typed = only<app::TypeField>();
    BOOST_TEST(typed.field == 2u);
    BOOST_TEST(typed.text == "Mathias");
    BOOST_TEST((typed.record == sheet.record));
    leave_field();
    auto const set = only<app::SetField>();
    BOOST_TEST(set.field == 2u);
    BOOST_TEST(set.value.text == "Mathias");
}

BOOST_AUTO_TEST_CASE(a_date_is_told_as_the_app_reads_it)
{
    sheet.identity.push_back(samples::a_field(40, app::FieldKind::Date, "Naissance", ""));
    sheet.identity.back().partial_date = true;
    edit();
    type(Role::DateField, "Naissance", "3 mai 2012");
    leave_field();
    BOOST_TEST(std::get<app::SetField>(sent.back()).value.text == "03/05/2012");
    type(Role::DateField, "Naissance", "mai 2012");
    leave_field();
    BOOST_TEST(std::get<app::SetField>(sent.back()).value.text == "05/2012");
    BOOST_TEST(!ui::has(find(Role::DateField, "Naissance").state, State::Invalid));
    type(Role::DateField, "Naissance", "31/02/2012");
    leave_field();
    BOOST_TEST(std::get<app::SetField>(sent.back()).value.text == "31/02/2012");
    BOOST_TEST(ui::has(find(Role::DateField, "Naissance").state, State::Invalid));
    // In the words of the app, where it gives some.
    sheet.identity.back().date_error = verbatim("Aucune date de naissance");
    settle();
    BOOST_TEST(find(Role::DateField, "Naissance").description == "Aucune date de naissance");
}

BOOST_AUTO_TEST_CASE(a_sync_does_not_take_away_what_is_being_typed)
{
    edit();
    type(Role::TextField, "Prénom", "Mathias");
    sheet.identity[1].text = "Mathieu";
    settle();
    BOOST_TEST(find(Role::TextField, "Prénom").value == "Mathias");
    leave_field();
    sheet.identity[1].text = "Mathis-Jean";
    settle();
    BOOST_TEST(find(Role::TextField, "Prénom").value == "Mathis-Jean");
}

BOOST_AUTO_TEST_CASE(a_required_field_that_is_left_empty_has_what_is_stored_again)
{
    constexpr std::string_view k_name = "Début (obligatoire)";
    sheet.identity.push_back(samples::a_field(41, app::FieldKind::Date, "Début", "01/10/2026"));
    sheet.identity.back().required = true;
    edit();
    type(Role::DateField, k_name, "");
    settle();
    BOOST_TEST(find(Role::DateField, k_name).value == "");
    leave_field();
    BOOST_TEST(std::get<app::SetField>(sent.back()).value.text == "");
    BOOST_TEST(find(Role::DateField, k_name).value == "01/10/2026");
    // Spaces say no more.
    type(Role::DateField, k_name, "  ");
    leave_field();
    BOOST_TEST(find(Role::DateField, k_name).value == "01/10/2026");
}

BOOST_AUTO_TEST_CASE(spaces_in_an_empty_field_are_gone_once_it_is_left)
{
    sheet.identity.push_back(samples::a_field(42, app::FieldKind::Date, "Fin", ""));
    edit();
    type(Role::DateField, "Fin", " ");
    leave_field();
    BOOST_TEST(std::get<app::SetField>(sent.back()).value.text == " ");
    BOOST_TEST(find(Role::DateField, "Fin").value == "");
    BOOST_TEST(!ui::has(find(Role::DateField, "Fin").state, State::Invalid));
}

BOOST_AUTO_TEST_CASE(choices_send_every_code_that_stays)
{
    edit();
    click(Role::Checkbox, "Dégradations");
    BOOST_TEST((only<app::SetField>().value.codes == std::vector<std::uint32_t>{1, 2, 3}));
    click(Role::Checkbox, "Errance");
    BOOST_TEST((only<app::SetField>().value.codes == std::vector<std::uint32_t>{1}));
}

BOOST_AUTO_TEST_CASE(a_note_shows_its_reminder_its_counter_and_its_warnings)
{
    edit();
    BOOST_TEST(has_beginning(Role::Paragraph, "Écrivez seulement ce qui est nécessaire"));
    BOOST_TEST(has_beginning(Role::Paragraph, "«\u00a0errance\u00a0»"));
    BOOST_TEST(find(Role::NoteField, "Précisions").max_length == 300u);
}

BOOST_AUTO_TEST_CASE(an_error_is_on_its_field)
{
    sheet.identity[0].error = phrase("law.r_02.valeur");
    edit();
    Node const name = find(Role::TextField, "Nom");
    BOOST_TEST(ui::has(name.state, State::Invalid));
    BOOST_TEST(name.description.find("Ce champ ne peut pas contenir") != std::string::npos);
    BOOST_TEST(name.description.find("Règle\u00a0R-02") == std::string::npos);
    sheet.identity[0].error_article = phrase("law.r_02.article");
    settle();
    // With the error of its own field, not on a line of its own before the next one.
    BOOST_TEST(find(Role::TextField, "Nom").description.find("Règle\u00a0R-02") != std::string::npos);
    BOOST_TEST(!has_beginning(Role::Paragraph, "Règle\u00a0R-02"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(closing_a_form_that_is_refused_opens_it_again_at_what_is_wrong)
{
    edit();
    click(Role::Button, "Terminer la saisie");
    BOOST_TEST(count(Role::TextField) == 0u);
    // The refusal of the field that was just left comes a moment later.
    sheet.identity[0].error = phrase("law.r_02.valeur");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    press(Role::Link, "Nom\u00a0: ce champ ne peut pas contenir cette valeur.");
    BOOST_TEST(focused_name() == "Nom");
    sheet.identity[0].error = {};
    settle();
    BOOST_TEST(!has(Role::Heading, "Une réponse est à corriger"));
    click(Role::Button, "Terminer la saisie");
    BOOST_TEST(count(Role::TextField) == 0u);
}

BOOST_AUTO_TEST_CASE(both_values_of_a_conflict_are_shown_and_one_is_kept)
{
    sheet.identity[0].conflicts = {
        {samples::an_id<OpId>(1), verbatim("Rivoire"), verbatim("Claire Vasseur"), {1'795'000'000'000}},
        {samples::an_id<OpId>(2), verbatim("Rivoir"), verbatim("Anne Leroy"), {1'795'000'060'000}}};
    settle();
    BOOST_TEST(has(Role::Button, "Garder «\u00a0Rivoire\u00a0»"));
    BOOST_TEST(text().find("horloge en avance") == std::string::npos);
    sheet.identity[0].conflicts[1].is_ahead = true;
    settle();
    BOOST_TEST(text().find("horloge en avance") != std::string::npos);
    click(Role::Button, "Garder «\u00a0Rivoir\u00a0»");
    auto const kept = only<app::ResolveConflict>();
    BOOST_TEST(kept.field == 1u);
    BOOST_TEST((kept.keep == samples::an_id<OpId>(2)));
}

BOOST_AUTO_TEST_CASE(who_is_led_to_a_question_is_at_its_answers_once)
{
    sheet.representative[0].conflicts = {
        {samples::an_id<OpId>(1), verbatim("Rivoire"), verbatim("Claire Vasseur"), {1'795'000'000'000}},
        {samples::an_id<OpId>(2), verbatim("Rivoir"), verbatim("Anne Leroy"), {1'795'000'060'000}}};
    settle();
    BOOST_TEST(focused_name() != "Garder «\u00a0Rivoire\u00a0»");
    route.field = 11;
    settle();
    BOOST_TEST(focused_name() == "Garder «\u00a0Rivoire\u00a0»");
    // Then he goes where he likes.
    focus(Role::Button, "Modifier la fiche");
    settle();
    BOOST_TEST(focused_name() == "Modifier la fiche");
}

BOOST_AUTO_TEST_CASE(kinds_of_care_stand_below_what_they_are)
{
    sheet.cares = {samples::a_choice(
        1001, app::FieldKind::Choice, "Sociale", {samples::option(1, "Oui", true), samples::option(2, "Non")})};
    sheet.cares.front().value = verbatim("Oui");
    settle();
    BOOST_TEST(has(Role::Heading, "Prises en charge connues"));
    BOOST_TEST(has(Role::Group, "Prises en charge connues"));
    edit();
    BOOST_TEST(has(Role::Group, "Prises en charge connues"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Dites seulement si elle existe"));
    bool is_in_group = false;
    for (Node const* up = tree().find(find(Role::Select, "Sociale").parent); up != nullptr;
         up = tree().find(up->parent))
        is_in_group = is_in_group || up->name == "Prises en charge connues";
    BOOST_TEST(is_in_group);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(a_status_is_offered_or_its_refusal_is_said)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Clôturer"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Clôturer\u00a0: cette personne est mineure"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Règle\u00a0R-12"));
    // Before the fields, of which one is often what is missing, read or edited.
    auto const place = [this](Role role, std::string_view name) {
        auto const nodes = tree().nodes();
        auto const at = std::ranges::find_if(nodes, [&](Node const& node) {
            return node.role == role && std::string_view(node.name).starts_with(name);
        });
        BOOST_REQUIRE((at != nodes.end()));
        return at - nodes.begin();
    };
    auto const identity = ui::tr("sheet.section.identity");
    BOOST_TEST(place(Role::Paragraph, "Clôturer") < place(Role::Heading, identity.view()));
    edit();
    BOOST_TEST(place(Role::Paragraph, "Clôturer") < place(Role::Heading, identity.view()));
    click(Role::Button, "Mettre en veille");
    auto const status = only<app::SetStatus>();
    BOOST_TEST(status.status == 3u);
    BOOST_TEST((status.record == sheet.record));
}

BOOST_AUTO_TEST_CASE(closing_says_its_consequence_and_waits_to_be_confirmed)
{
    sheet.statuses = {
        {5,
         verbatim("Clôturer"),
         {},
         {samples::option(1, "Sortie positive"), samples::option(4, "Déménagement")},
         verbatim("La fiche est conservée jusqu’au 12\u00a0mars 2029 au plus tard.")}};
    auto const choose = [this] {
        click(Role::Button, "Clôturer");
        click(Role::Button, "Déménagement");
        settle();
    };
    choose();
    BOOST_TEST(sent.empty());
    BOOST_TEST(has(Role::Dialog, "Clôturer\u00a0: confirmez-vous\u202f?"));
    BOOST_TEST(has_beginning(Role::Paragraph, "La fiche est conservée jusqu’au"));
    click(Role::Button, "Annuler");
    settle();
    BOOST_TEST(sent.empty());
    BOOST_TEST(count(Role::Dialog) == 0u);
    choose();
    click(Role::Button, "Confirmer");
    auto const status = only<app::SetStatus>();
    BOOST_TEST(status.status == 5u);
    BOOST_TEST(status.reason == 4u);
    settle();
    BOOST_TEST(count(Role::Dialog) == 0u);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(focus_goes_back_to_the_status_whose_question_is_over)
{
    app::StatusChoice const close{
        5,
        verbatim("Clôturer"),
        {},
        {samples::option(1, "Sortie positive"), samples::option(4, "Déménagement")},
        verbatim("La fiche est conservée.")};
    sheet.statuses = {close};
    auto const choose = [this] {
        focus(Role::Button, "Clôturer");
        press(Role::Button, "Clôturer");
        focus(Role::Button, "Déménagement");
        press(Role::Button, "Déménagement");
        BOOST_TEST(focused_name() == "Clôturer\u00a0: confirmez-vous\u202f?");
    };
    choose();
    act(find(Role::Dialog, "Clôturer\u00a0: confirmez-vous\u202f?").id, Act::Dismiss);
    BOOST_TEST(focused_name() == "Clôturer");
    // Among the motives there is no dialog yet.
    press(Role::Button, "Clôturer");
    focus(Role::Button, "Annuler");
    press(Role::Button, "Annuler");
    BOOST_TEST(focused_name() == "Clôturer");
    choose();
    press(Role::Button, "Confirmer");
    BOOST_TEST(focused_name() == "Clôturer");
    // The passage is made: what is offered in its place, which undoes it, is not under the same key.
    sheet.statuses = {{2, verbatim("Rouvrir"), {}, {}, {}}};
    settle();
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
    focus(Role::Button, "Rouvrir");
    press(Role::Button, "Rouvrir");
    sheet.statuses.clear();
    settle();
    BOOST_TEST(focused_name() == "Mathis R., 15\u00a0ans");
}

BOOST_AUTO_TEST_CASE(a_status_that_needs_a_reason_asks_for_it_first)
{
    sheet.statuses = {{5, verbatim("Refuser"), {}, {samples::option(2, "Hors du champ du conseil")}, {}}};
    click(Role::Button, "Refuser");
    BOOST_TEST(sent.empty());
    BOOST_TEST(has(Role::Heading, "Refuser\u00a0: choisissez le motif"));
    click(Role::Button, "Hors du champ du conseil");
    auto const status = only<app::SetStatus>();
    BOOST_TEST(status.status == 5u);
    BOOST_TEST(status.reason == 2u);
    settle();
    BOOST_TEST(!has(Role::Heading, "Refuser\u00a0: choisissez le motif"));
}

BOOST_AUTO_TEST_CASE(escape_closes_the_question_of_a_status)
{
    sheet.statuses = {{5, verbatim("Refuser"), {}, {samples::option(2, "Hors du champ du conseil")}, {}}};
    settle();
    std::string const title = "Refuser\u00a0: choisissez le motif";
    BOOST_TEST(ui::has(find(Role::Button, "Refuser").state, State::Collapsed));
    for (auto const* const from : {"Refuser", "Hors du champ du conseil", "Annuler"}) {
        focus(Role::Button, "Refuser");
        press(Role::Button, "Refuser");
        BOOST_TEST(has(Role::Heading, title));
        BOOST_TEST(ui::has(find(Role::Button, "Refuser").state, State::Expanded));
        focus(Role::Button, from);
        act(focused(), Act::Dismiss);
        BOOST_TEST(!has(Role::Heading, title), from);
        BOOST_TEST(focused_name() == "Refuser", from);
    }
    // Pressed again, what it opened closes.
    press(Role::Button, "Refuser");
    press(Role::Button, "Refuser");
    BOOST_TEST(!has(Role::Heading, title));
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(a_sheet_that_may_not_be_shown_shows_the_rule_alone)
{
    app::SheetView refused;
    refused.record = sheet.record;
    refused.callouts = {{{phrase("law.r_25.situation"), phrase("law.r_25.article")}}};
    sheet = refused;
    settle();
    BOOST_TEST(has_beginning(Role::Paragraph, "Cette situation n’existe pas"));
    BOOST_TEST(count(Role::Tab) == 0u);
}

BOOST_AUTO_TEST_CASE(who_may_not_edit_sees_no_field)
{
    sheet.may_edit = false;
    sheet.new_action.reset();
    sheet.new_liaison.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "Modifier la fiche"));
    BOOST_TEST(!has(Role::Button, "Ajouter une action"));
    BOOST_TEST(!has(Role::Button, "Demander une liaison"));
}

BOOST_AUTO_TEST_CASE(access_says_who_why_and_until_when)
{
    sheet.tab = app::SheetTab::Acces;
    settle();
    BOOST_TEST(has(Role::Table, "Qui peut lire cette fiche"));
    // Its title alone is bold: what follows is another paragraph.
    BOOST_TEST(has(Role::Paragraph, "Qui a lu cette fiche n’apparaît pas"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Aucun écran de cette version ne lit le journal des accès"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(every_tab_fits_at_every_width)
{
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        for (auto const tab :
             {app::SheetTab::Parcours, app::SheetTab::Actions, app::SheetTab::Chronologie, app::SheetTab::Acces}) {
            for (bool const editing : {false, true}) {
                sheet.tab = tab;
                screen_draft.sheet.editing = editing;
                screen_draft.sheet.adding_action = editing;
                screen_draft.sheet.asking_liaison = editing;
                settle();
                BOOST_TEST(faults() == "", width << " " << static_cast<int>(tab) << "\n" << faults());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
