// What is added to a sheet: elements of the follow-up, actions, answers of liaison.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sheet_additions_tests, Sheet)

BOOST_AUTO_TEST_CASE(an_entry_of_a_journal_is_a_draft_until_it_is_added)
{
    app::FieldView& note = sheet.follow_up.back();
    note.is_journal = true;
    note.text = "";
    note.warnings.clear();
    note.entries = {
        {verbatim("2\u00a0novembre 2026"),
         verbatim("Il est autiste."),
         verbatim("Claire Vasseur"),
         {phrase("law.r_03.mot.sensible").with("mot", std::string("autiste"))}}};
    edit();
    BOOST_TEST(has(Role::List, "Précisions\u00a0: les derniers ajoutés"));
    BOOST_TEST(has_beginning(Role::Paragraph, "«\u00a0autiste\u00a0»"));
    BOOST_TEST(
        find(Role::NoteField, "Précisions").description.find("reste lisible dans Chronologie") != std::string::npos,
        text());
    BOOST_TEST(ui::has(find(Role::Button, "Ajouter\u00a0: Précisions").state, State::Disabled));
    type(Role::NoteField, "Précisions", "Première phrase.");
    BOOST_TEST(only<app::TypeField>().text == "Première phrase.");
    note.text = "Première phrase.";
    leave_field();
    BOOST_TEST(sent.empty());
    BOOST_TEST(find(Role::NoteField, "Précisions").value == "Première phrase.");
    press(Role::Button, "Ajouter\u00a0: Précisions");
    auto const added = only<app::SetField>();
    BOOST_TEST(added.field == note.field);
    BOOST_TEST(added.value.text == "Première phrase.");
    note.text = "";
    settle();
    BOOST_TEST(find(Role::NoteField, "Précisions").value == "");
    // The end of the form adds what waits.
    type(Role::NoteField, "Précisions", "Seconde phrase.");
    sent.clear();
    press(Role::Button, "Terminer la saisie");
    BOOST_TEST(only<app::SetField>().value.text == "Seconde phrase.");
    edit();
    press(Role::Button, "Terminer la saisie");
    BOOST_TEST(sent.empty());
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(an_action_is_added_from_its_form)
{
    click(Role::Button, "Ajouter une action");
    auto const opened = std::get<app::SituationsRoute>(only<app::Go>().route);
    BOOST_TEST((opened.tab == app::SheetTab::Actions));
    sheet.tab = app::SheetTab::Actions;
    route = opened;
    settle();
    type(Role::DateField, "Échéance", "15/12/2026");
    auto const edited = only<app::EditNewAction>();
    BOOST_TEST(edited.field == 3u);
    BOOST_TEST(edited.value.text == "15/12/2026");
    BOOST_TEST((edited.record == sheet.record));
    click(Role::Button, "Enregistrer l’action");
    BOOST_TEST((only<app::AddAction>().record == sheet.record));
    auto& due = *std::ranges::find(sheet.new_action->fields, 3u, &app::FieldView::field);
    due.error = phrase("law.r_02.valeur");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    press(Role::Link, "Échéance\u00a0: ce champ ne peut pas contenir cette valeur.");
    BOOST_TEST(focused_name() == "Échéance");
    sent.clear();
    BOOST_TEST(has(Role::Form, "Ajouter une action"));
    focus(Role::Button, "Enregistrer l’action");
    sheet.actions.push_back(sheet.actions.front());
    sheet.actions.back().element = samples::an_id<OpId>(77);
    settle();
    BOOST_TEST(!has(Role::Form, "Ajouter une action"));
    // With what is at its place.
    BOOST_TEST(focused_name() == "Modifier l’action");
}

BOOST_AUTO_TEST_CASE(a_new_form_that_is_left_forgets_what_was_typed)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    press(Role::Button, "Ajouter une action");
    type(Role::DateField, "Échéance", "15/12/2026");
    sent.clear();
    focus(Role::Button, "Annuler");
    press(Role::Button, "Annuler");
    BOOST_TEST((only<app::LeaveNewAction>().record == sheet.record));
    BOOST_TEST(!has(Role::Form, "Ajouter une action"));
    BOOST_TEST(focused_name() == "Ajouter une action");
    press(Role::Button, "Ajouter une action");
    BOOST_TEST(find(Role::DateField, "Échéance").value == "");
    focus(Role::DateField, "Échéance");
    sent.clear();
    act(focused(), Act::Dismiss);
    (void)only<app::LeaveNewAction>();
    BOOST_TEST(!has(Role::Form, "Ajouter une action"));
    BOOST_TEST(focused_name() == "Ajouter une action");
    press(Role::Button, "Demander une liaison");
    sent.clear();
    focus(Role::Button, "Annuler");
    act(focused(), Act::Dismiss);
    BOOST_TEST((only<app::LeaveNewLiaison>().record == sheet.record));
    BOOST_TEST(!has(Role::Form, "Demander une liaison"));
    BOOST_TEST(focused_name() == "Demander une liaison");
}

BOOST_AUTO_TEST_CASE(an_action_is_corrected_in_its_card)
{
    sheet.tab = app::SheetTab::Actions;
    for (float const width : {1440.F, 320.F}) {
        input.width = width;
        sheet.actions.front().is_typed = false;
        settle();
        focus(Role::Button, "Modifier l’action");
        press(Role::Button, "Modifier l’action");
        BOOST_TEST(!has(Role::Button, "Modifier l’action"));
        BOOST_TEST(focused_name() == "Résultat");
        type(Role::DateField, "Échéance de l’action", "20/12/2026");
        auto const edited = only<app::EditAction>();
        BOOST_TEST(edited.field == 3u);
        BOOST_TEST(edited.value.text == "20/12/2026");
        BOOST_TEST((edited.element == sheet.actions.front().element));
        BOOST_TEST(faults() == "");
        focus(Role::Button, "Annuler");
        press(Role::Button, "Annuler");
        (void)only<app::LeaveAction>();
        BOOST_TEST(focused_name() == "Modifier l’action");
        // Left from a field: back to the button too.
        press(Role::Button, "Modifier l’action");
        BOOST_TEST(focused_name() == "Résultat");
        act(focused(), Act::Dismiss);
        (void)only<app::LeaveAction>();
        BOOST_TEST(focused_name() == "Modifier l’action");
        // Nothing was typed: nothing is asked of the app.
        press(Role::Button, "Modifier l’action");
        press(Role::Button, "Enregistrer la correction");
        BOOST_TEST(sent.empty());
        BOOST_TEST(has(Role::Button, "Modifier l’action"));
        press(Role::Button, "Modifier l’action");
        sheet.actions.front().is_typed = true;
        settle();
        // By a finger, from a field as by the keyboard from the button.
        focus(
            width == 320.F ? Role::DateField : Role::Button,
            width == 320.F ? "Échéance de l’action" : "Enregistrer la correction");
        press(Role::Button, "Enregistrer la correction");
        BOOST_TEST((only<app::CorrectAction>().element == sheet.actions.front().element));
        // It stands under another name: the form goes.
        sheet.actions.front().element = samples::an_id<OpId>(width == 320.F ? 55 : 56);
        settle();
        (void)only<app::CorrectAction>();
        settle();
        BOOST_TEST(!has(Role::Button, "Enregistrer la correction"));
        BOOST_TEST(focused_name() == "Modifier l’action");
        BOOST_TEST(sent.empty());
        BOOST_TEST(faults() == "");
    }
}

BOOST_AUTO_TEST_CASE(a_refused_correction_leads_to_what_is_wrong)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    press(Role::Button, "Modifier l’action");
    app::ActionView& action = sheet.actions.front();
    action.is_typed = true;
    settle();
    press(Role::Button, "Enregistrer la correction");
    (void)only<app::CorrectAction>();
    action.fields.back().error = phrase("situation.error.order");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    BOOST_TEST(has(Role::Button, "Enregistrer la correction"));
    BOOST_TEST(faults() == "");
}

/// It was left open, or the session ended meanwhile.
BOOST_AUTO_TEST_CASE(a_correction_that_waits_is_said_where_it_can_be_taken_up)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    auto const is_said = [this] {
        return text().find("Une correction de cette action est commencée") != std::string::npos;
    };
    BOOST_TEST(!is_said());
    sheet.actions.front().is_typed = true;
    settle();
    BOOST_TEST(is_said());
    press(Role::Button, "Modifier l’action");
    BOOST_TEST(!is_said());
    BOOST_TEST(has(Role::Button, "Enregistrer la correction"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(an_action_is_withdrawn_once_it_was_confirmed)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    BOOST_TEST(!has(Role::Button, "Retirer l’action"));
    sheet.actions.front().may_withdraw = true;
    settle();
    press(Role::Button, "Retirer l’action");
    BOOST_TEST(sent.empty());
    BOOST_TEST(has_beginning(Role::Paragraph, "Entretien avec la famille\u00a0: cette action ne figurera plus"));
    press(Role::Button, "Annuler");
    BOOST_TEST(sent.empty());
    BOOST_TEST(!has(Role::Button, "Retirer"));
    input.width = 320;
    settle();
    press(Role::Button, "Retirer l’action");
    BOOST_TEST(faults() == "");
    press(Role::Button, "Retirer");
    BOOST_TEST((only<app::WithdrawAction>().element == sheet.actions.front().element));
    sheet.actions.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "Retirer"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(an_own_entry_is_corrected_by_another)
{
    app::OwnEntryView own{.entry = samples::an_id<OpId>(40), .when = verbatim("2\u00a0novembre 2026"), .field = {}};
    own.field = sheet.follow_up.back();
    own.field.label = verbatim("Texte corrigé");
    own.field.may_edit = true;
    sheet.own_entries = {own};
    settle();
    BOOST_TEST(!has(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026"));
    edit();
    focus(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026");
    press(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026");
    BOOST_TEST(focused_name() == "Texte corrigé");
    type(Role::NoteField, "Texte corrigé", "Absent deux jours.");
    auto const edited = only<app::EditEntry>();
    BOOST_TEST(edited.text == "Absent deux jours.");
    BOOST_TEST((edited.entry == own.entry));
    sheet.own_entries.front().is_typed = true;
    sheet.own_entries.front().field.text = "Absent deux jours.";
    settle();
    BOOST_TEST(faults() == "");
    focus(Role::NoteField, "Texte corrigé");
    press(Role::Button, "Enregistrer la correction");
    BOOST_TEST(focused_name() == "Enregistrer la correction");
    BOOST_TEST((only<app::CorrectEntry>().entry == own.entry));
    // Another entry stands in its place.
    sheet.own_entries.front().entry = samples::an_id<OpId>(41);
    sheet.own_entries.front().is_typed = false;
    settle();
    // That it went is no reason to write.
    BOOST_TEST(sent.empty());
    settle();
    BOOST_TEST(!has(Role::NoteField, "Texte corrigé"));
    BOOST_TEST(focused_name() == "Corriger l’élément du 2\u00a0novembre 2026");
    input.width = 320;
    press(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026");
    BOOST_TEST(faults() == "");
    focus(Role::Button, "Annuler");
    press(Role::Button, "Annuler");
    (void)only<app::LeaveEntry>();
    BOOST_TEST(!has(Role::NoteField, "Texte corrigé"));
    BOOST_TEST(focused_name() == "Corriger l’élément du 2\u00a0novembre 2026");
    // The end of the form writes what is typed; what is refused opens it again.
    press(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026");
    press(Role::Button, "Terminer la saisie");
    (void)only<app::CorrectEntry>();
    BOOST_TEST(!has(Role::NoteField, "Texte corrigé"));
    sheet.own_entries.front().field.error = phrase("situation.error.required");
    settle();
    BOOST_TEST(has(Role::NoteField, "Texte corrigé"));
}

BOOST_AUTO_TEST_CASE(no_other_entry_is_offered_while_one_is_typed)
{
    app::OwnEntryView own{.entry = samples::an_id<OpId>(40), .when = verbatim("2\u00a0novembre 2026"), .field = {}};
    own.field = sheet.follow_up.back();
    own.field.may_edit = true;
    app::OwnEntryView other{.entry = samples::an_id<OpId>(41), .when = verbatim("3\u00a0novembre 2026"), .field = {}};
    other.field = own.field;
    other.field.may_edit = false;
    sheet.own_entries = {own, other};
    settle();
    edit();
    BOOST_TEST(has(Role::Button, "Corriger l’élément du 2\u00a0novembre 2026"));
    BOOST_TEST(!has(Role::Button, "Corriger l’élément du 3\u00a0novembre 2026"));
}

BOOST_AUTO_TEST_CASE(entries_before_the_last_ones_wait_behind_a_button)
{
    for (std::uint8_t day = 1; day <= 5; ++day) {
        app::OwnEntryView own{
            .entry = samples::an_id<OpId>(static_cast<std::uint8_t>(40 + day)),
            .when = verbatim(std::to_string(day) + "\u00a0novembre 2026"),
            .field = sheet.follow_up.back()};
        own.field.label = verbatim("Texte corrigé");
        own.field.may_edit = true;
        sheet.own_entries.push_back(own);
    }
    auto const of_day = [](int day) {
        return "Corriger l’élément du " + std::to_string(day) + "\u00a0novembre 2026";
    };
    edit();
    BOOST_TEST(!has(Role::Button, of_day(2)));
    BOOST_TEST(has(Role::Button, of_day(3)));
    focus(Role::Button, "Afficher les 2 éléments précédents");
    press(Role::Button, "Afficher les 2 éléments précédents");
    BOOST_TEST(focused_name() == of_day(1));
    for (int day = 1; day <= 5; ++day)
        BOOST_TEST(has(Role::Button, of_day(day)));
    BOOST_TEST(!has_beginning(Role::Button, "Afficher"));
    press(Role::Button, of_day(1));
    type(Role::NoteField, "Texte corrigé", "Absent deux jours.");
    BOOST_TEST((only<app::EditEntry>().entry == sheet.own_entries.front().entry));
    // Those of another sheet wait again.
    screen_draft.sheet.corrected_entry.reset();
    sheet.record = samples::an_id<RecordId>(9);
    settle();
    BOOST_TEST(!has(Role::Button, of_day(1)));
    BOOST_TEST(has(Role::Button, "Afficher les 2 éléments précédents"));
    // One that was typed is shown, whatever its age.
    sheet.own_entries[1].is_typed = true;
    settle();
    BOOST_TEST(has(Role::Button, of_day(2)));
    BOOST_TEST(has(Role::Button, "Afficher l’élément précédent"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(a_liaison_is_answered_by_a_closed_list)
{
    sheet.tab = app::SheetTab::Actions;
    click(Role::Button, "Non");
    auto const answer = only<app::AnswerLiaison>();
    BOOST_TEST(answer.answer == 2u);
    BOOST_TEST((answer.question == samples::an_id<OpId>(8)));
    sheet.liaisons.front().may_answer = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Non"));
}

BOOST_AUTO_TEST_CASE(a_liaison_that_waits_is_withdrawn_by_who_may)
{
    sheet.tab = app::SheetTab::Actions;
    app::LiaisonView& liaison = sheet.liaisons.front();
    liaison.may_answer = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Retirer la question"));
    liaison.withdrawal = 5;
    settle();
    click(Role::Button, "Retirer la question");
    auto const sent_answer = only<app::AnswerLiaison>();
    BOOST_TEST(sent_answer.answer == 5u);
    BOOST_TEST((sent_answer.question == samples::an_id<OpId>(8)));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(a_liaison_that_has_its_answer_offers_to_change_it)
{
    sheet.tab = app::SheetTab::Actions;
    app::LiaisonView& liaison = sheet.liaisons.front();
    focus(Role::Button, "Non");
    press(Role::Button, "Non");
    sent.clear();
    liaison.state = verbatim("Non — Anne Leroy, le 23\u00a0novembre 2026");
    liaison.answered = true;
    liaison.answers[1].chosen = true;
    settle();
    settle();
    BOOST_TEST(!has(Role::Button, "Non"));
    BOOST_TEST(focused_name() == "Modifier ma réponse");
    press(Role::Button, "Modifier ma réponse");
    settle();
    BOOST_TEST(has(Role::Button, "Non"));
    BOOST_TEST(focused_name() == "Oui");
    // Which is the answer is told.
    BOOST_TEST(ui::has(find(Role::Button, "Non").state, State::Toggle));
    BOOST_TEST(ui::has(find(Role::Button, "Non").state, State::Selected));
    BOOST_TEST(!ui::has(find(Role::Button, "Oui").state, State::Selected));
    press(Role::Button, "Annuler");
    settle();
    BOOST_TEST(!has(Role::Button, "Non"));
    BOOST_TEST(sent.empty());
    press(Role::Button, "Modifier ma réponse");
    settle();
    press(Role::Button, "Oui");
    BOOST_TEST(only<app::AnswerLiaison>().answer == 1u);
    settle();
    BOOST_TEST(has(Role::Button, "Modifier ma réponse"));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_SUITE_END()
