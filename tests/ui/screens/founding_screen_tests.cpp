// The founding assistant: fields of a draft that the app keeps, errors, steps.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/founding_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(founding_screen_tests, Founding)

BOOST_AUTO_TEST_CASE(steps_lead_on_and_back)
{
    view.unsaved = false;
    settle();
    BOOST_TEST(has(Role::List, "Étapes"));
    BOOST_TEST(!has(Role::Button, "Étape précédente"));
    click(Role::Button, "Quitter l’assistant");
    (void)only<app::GoBack>();
    click(Role::Button, "Étape suivante");
    BOOST_TEST(std::get<app::FoundingRoute>(only<app::Go>().route).step == 1u);
    view = samples::founding(4);
    settle();
    BOOST_TEST(!has(Role::Button, "Étape suivante"));
    click(Role::Button, "Étape précédente");
    BOOST_TEST(std::get<app::FoundingRoute>(only<app::Go>().route).step == 3u);
}

BOOST_AUTO_TEST_CASE(a_link_that_was_pasted_is_not_printed)
{
    view.link.text = "https://saint-aubin.example/huisclos/#s=k7f3m2qd";
    for (auto const output : {kit::Output::Screen, kit::Output::Printed}) {
        input.output = output;
        settle();
        BOOST_TEST(ui::has(find(Role::TextField, "Lien reçu").state, State::NoPrint));
        BOOST_TEST(!ui::has(find(Role::TextField, "Nom de la commune (obligatoire)").state, State::NoPrint));
    }
}

BOOST_AUTO_TEST_CASE(a_step_that_was_only_passed_has_no_tick)
{
    view = samples::founding(4);
    settle();
    BOOST_TEST(has(Role::ListItem, "Commune (terminé)"));
    view.complete = {};
    settle();
    BOOST_TEST(!has_beginning(Role::ListItem, "Commune (terminé)"));
    BOOST_TEST(has_beginning(Role::ListItem, "Commune"));
    BOOST_TEST(count(Role::ListItem) >= 5u);
    for (Node const& node : tree().nodes()) {
        bool const is_done = node.role == Role::ListItem && node.name.ends_with("(terminé)");
        BOOST_TEST((!is_done || node.name.starts_with("Formations")), node.name);
    }
    // Only what is required is lacking.
    BOOST_TEST(has(Role::ListItem, "Commune (à compléter)"));
    BOOST_TEST(has(Role::ListItem, "Textes (à compléter)"));
    BOOST_TEST(!has(Role::ListItem, "Groupes (à compléter)"));
}

/// The step and the summary speak of the same texts.
BOOST_AUTO_TEST_CASE(texts_that_are_still_to_be_completed_are_not_finished)
{
    view = samples::founding(4);
    for (auto* const fields : {&view.charter, &view.rules}) {
        for (auto& field : *fields)
            field.warnings.clear();
    }
    settle();
    BOOST_TEST(has(Role::ListItem, "Textes (terminé)"));
    for (auto* const fields : {&view.charter, &view.rules}) {
        auto& warnings = fields->at(1).warnings;
        warnings = {phrase("founding.text.model_title")};
        settle();
        BOOST_TEST(has(Role::ListItem, "Textes (à compléter)"));
        warnings.clear();
    }
}

BOOST_AUTO_TEST_CASE(the_summary_comes_first_with_its_warnings_then_who_is_invited)
{
    view = samples::founding(4);
    view.warnings = {phrase("founding.summary.unfinished").with("title", std::string("Charte"))};
    settle();
    auto const top = [this](Role role, std::string_view name) {
        return find(role, name).rect.y;
    };
    float const title = top(Role::Heading, "Ce qui va être fondé");
    float const warning =
        top(Role::Paragraph,
            "«\u00a0Charte\u00a0» est encore à compléter\u00a0: les membres accepteront le texte tel quel.");
    float const council = top(Role::Paragraph, "Un groupe de travail\u00a0: Centre.");
    float const people = top(Role::TextField, "Fonction du coordonnateur");
    BOOST_TEST(title < warning);
    BOOST_TEST(warning < council);
    BOOST_TEST(council < people);
    BOOST_TEST(people < top(Role::Button, "Fonder le conseil"));
}

BOOST_AUTO_TEST_CASE(everyone_begins_with_the_commune)
{
    view = samples::founding(0);
    auto const comes_first = [this] {
        settle();
        return find(Role::TextField, "Nom de la commune (obligatoire)").rect.y <
               find(Role::Button, "Ouvrir un fichier").rect.y;
    };
    BOOST_TEST(comes_first());
    BOOST_TEST(find(Role::Button, "Étape suivante").rect.y < find(Role::TextField, "Lien reçu").rect.y);
    view.may_found = false;
    BOOST_TEST(comes_first());
    BOOST_TEST(find(Role::Button, "Étape suivante").rect.y < find(Role::TextField, "Lien reçu").rect.y);
}

BOOST_AUTO_TEST_CASE(the_commune_is_typed)
{
    type(Role::TextField, "Nom de la commune (obligatoire)", "Saint-Aubin-du-Cormier");
    auto const edited = only<app::EditFounding>();
    BOOST_TEST(edited.field == 2u);
    BOOST_TEST(edited.value.text == "Saint-Aubin-du-Cormier");
    BOOST_TEST(has_beginning(Role::Paragraph, "À partir de 5\u202f000 habitants"));
}

BOOST_AUTO_TEST_CASE(groups_are_added_corrected_and_removed)
{
    view = samples::founding(2);
    settle();
    BOOST_TEST(has_beginning(
        Role::Text, "Groupe territorial · Quartiers du centre · Règlement intérieur proposé le 4\u00a0mai 2026"));
    type(Role::TextField, "Nom du groupe", "Gare");
    BOOST_TEST(only<app::EditFoundingGroup>().value.text == "Gare");
    view.new_group.front().text = "Gare";
    leave_field();
    click(Role::Button, "Effacer la saisie");
    (void)only<app::LeaveFoundingGroup>();
    click(Role::Button, "Ajouter ce groupe");
    (void)only<app::AddFoundingGroup>();
    BOOST_TEST(!has(Role::Button, "Retirer ce groupe"));
    // Whose it is stands in its name: two of one page are told apart.
    click(Role::Button, "Modifier\u00a0: Centre");
    BOOST_TEST(only<app::CorrectFoundingGroup>().index == 0u);
    view.corrected_group = 0;
    view.new_group.front().text = "Centre";
    settle();
    BOOST_TEST(has(Role::Heading, "Modifier le groupe «\u00a0Centre\u00a0»"));
    BOOST_TEST(find(Role::TextField, "Nom du groupe").value == "Centre");
    BOOST_TEST(!has(Role::Button, "Ajouter ce groupe"));
    click(Role::Button, "Enregistrer la modification");
    (void)only<app::AddFoundingGroup>();
    click(Role::Button, "Annuler");
    (void)only<app::LeaveFoundingGroup>();
    click(Role::Button, "Retirer ce groupe");
    BOOST_TEST(only<app::RemoveFoundingGroup>().index == 0u);
    view.corrected_group.reset();
    view.groups.clear();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Aucun groupe pour l’instant"));
}

BOOST_AUTO_TEST_CASE(a_model_of_text_is_asked_for)
{
    view = samples::founding(3);
    click(Role::Button, "Partir du modèle\u00a0: Règlement intérieur");
    BOOST_TEST(only<app::UseTextModel>().what == 2u);
    // Over other words it is asked first.
    view.charter_model_replaces = true;
    click(Role::Button, "Partir du modèle\u00a0: Charte déontologique");
    BOOST_TEST(has(Role::Dialog, "Remplacer ce que vous avez saisi\u202f?"));
    click(Role::Button, "Garder mon texte");
    settle();
    BOOST_TEST(count(Role::Dialog) == 0u);
    click(Role::Button, "Partir du modèle\u00a0: Charte déontologique");
    click(Role::Button, "Remplacer le texte saisi par le modèle");
    BOOST_TEST(only<app::UseTextModel>().what == 1u);
    settle();
    BOOST_TEST(count(Role::Dialog) == 0u);
}

BOOST_AUTO_TEST_CASE(it_is_founded_where_a_store_is_known_only)
{
    view = samples::founding(4);
    auto const link = std::exchange(view.draft_link, {});
    click(Role::Button, "Fonder le conseil");
    (void)only<app::Found>();
    focus(Role::Button, "Afficher le lien et le code QR");
    click(Role::Button, "Afficher le lien et le code QR");
    (void)only<app::SaveFoundingDraft>();
    view.draft_link = link;
    settle();
    BOOST_TEST(!has_beginning(Role::Button, "Afficher le lien"));
    BOOST_TEST(focused_name() == "Lien du brouillon");
    BOOST_TEST(find(Role::TextField, "Lien du brouillon").value == view.draft_link);
    view.may_found = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Fonder le conseil"));
    BOOST_TEST(has(Role::Paragraph, "Pour fonder le conseil, il faut ouvrir le lien d’accès au dépôt dans cet onglet"));
    BOOST_TEST(has(Role::TextField, "Lien reçu"));
}

BOOST_AUTO_TEST_CASE(only_a_draft_may_leave_a_text_out)
{
    view = samples::founding(3);
    for (bool const may_found : {true, false}) {
        view.may_found = may_found;
        settle();
        BOOST_TEST(has_beginning(Role::Paragraph, "Dans un brouillon, un texte peut manquer") != may_found);
    }
}

BOOST_AUTO_TEST_CASE(two_things_wrong_with_one_field_are_two_lines_of_the_summary)
{
    view = samples::founding(3);
    settle();
    auto const links = count(Role::Link);
    view.errors = {{15, phrase("law.r_02.valeur")}, {15, phrase("law.r_04.liste")}};
    settle();
    BOOST_TEST(has_beginning(Role::Heading, "2"));
    BOOST_TEST(count(Role::Link) == links + 2);
}

BOOST_AUTO_TEST_CASE(errors_of_other_steps_are_said_at_the_last)
{
    view = samples::founding(4);
    view.errors = {{2, phrase("law.r_02.valeur")}, {20, phrase("law.r_04.liste")}};
    settle();
    BOOST_TEST(has_beginning(Role::Link, "Fonction du coordonnateur\u00a0: cette réponse n’est pas dans la liste."));
    BOOST_TEST(has(Role::Paragraph, "Nom de la commune\u00a0: ce champ ne peut pas contenir cette valeur."));
}

BOOST_AUTO_TEST_CASE(every_step_fits_at_every_width)
{
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        for (std::uint8_t step = 0; step < 5; ++step) {
            view = samples::founding(step);
            settle();
            BOOST_TEST(faults() == "", width << " step " << int{step} << "\n" << faults());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
