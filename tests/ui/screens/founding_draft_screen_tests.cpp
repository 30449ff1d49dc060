// The draft of a founding: its link and its file, what is kept and what leaving would lose.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/founding_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(founding_draft_screen_tests, Founding)

BOOST_AUTO_TEST_CASE(a_link_of_another_tab_is_pasted_and_another_draft_asks_before_it_takes_the_place)
{
    view = samples::founding(0);
    view.unsaved = true;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Le lien d’accès au dépôt est ouvert dans cet onglet"));
    type(Role::TextField, "Lien reçu", "https://saint-aubin.example/huisclos/#s=aaaa");
    BOOST_TEST(only<app::EditFounding>().field == 30u);
    click(Role::Button, "Ouvrir ce lien");
    (void)only<app::OpenFoundingLink>();
    view.link_replaces = true;
    settle();
    click(Role::Button, "Ouvrir ce lien");
    BOOST_TEST(sent.empty());
    click(Role::Button, "Remplacer la saisie");
    (void)only<app::OpenFoundingLink>();
    BOOST_TEST(!has(Role::Button, "Remplacer la saisie"));
    view.link.error = phrase("founding.error.link_empty");
    settle();
    BOOST_TEST(has(Role::Heading, "Une réponse est à corriger"));
}

BOOST_AUTO_TEST_CASE(leaving_what_is_typed_and_kept_nowhere_asks_first)
{
    view = samples::founding(0);
    view.unsaved = true;
    settle();
    click(Role::Button, "Quitter l’assistant");
    BOOST_TEST(sent.empty());
    click(Role::Button, "Continuer la saisie");
    BOOST_TEST(sent.empty());
    BOOST_TEST(!has(Role::Button, "Quitter et tout effacer"));
    click(Role::Button, "Quitter l’assistant");
    click(Role::Button, "Quitter et tout effacer");
    (void)only<app::GoBack>();
    view.unsaved = false;
    view.new_group = {};
    settle();
    click(Role::Button, "Quitter l’assistant");
    (void)only<app::GoBack>();
}

BOOST_AUTO_TEST_CASE(a_draft_is_saved_in_a_file_once_it_is_fit_to_be)
{
    view = samples::founding(4);
    view.unsaved = true;
    view.draft_link.clear();
    view.draft_file = {};
    click(Role::Button, "Enregistrer dans un fichier");
    (void)only<app::SaveFoundingDraft>();
    BOOST_TEST(!context().take_saved_file().has_value());
    BOOST_TEST(has(Role::Text, "Non enregistré"));
    view.draft_file = {1, 2, 3};
    settle();
    (void)only<app::KeepFoundingDraft>();
    view.unsaved = false;
    settle();
    BOOST_TEST(has(Role::Text, "Enregistré"));
    auto const file = context().take_saved_file();
    BOOST_REQUIRE(file.has_value());
    BOOST_TEST(file->name == "brouillon-de-conseil.huisclos");
    BOOST_TEST(file->bytes == view.draft_file, boost::test_tools::per_element());
    BOOST_TEST(!has(Role::Text, "Non enregistré"));
    settle();
    BOOST_TEST(!context().take_saved_file().has_value());
}

BOOST_AUTO_TEST_CASE(a_draft_in_which_nothing_is_typed_is_not_said_to_be_unsaved)
{
    auto const empty = [](std::vector<app::FieldView>& fields) {
        for (auto& field : fields)
            field.text.clear();
    };
    view.unsaved = true;
    view.draft_link.clear();
    view.groups.clear();
    for (auto* const fields : {&view.commune, &view.charter, &view.rules, &view.invitees, &view.new_group})
        empty(*fields);
    settle();
    BOOST_TEST(!has(Role::Text, "Non enregistré"));
    BOOST_TEST(has(Role::Text, "Rien à enregistrer"));
    // A group that is typed and not added yet is something, as the name of a commune is.
    for (auto* const text : {&view.new_group.front().text, &view.commune[1].text}) {
        *text = "Centre";
        settle();
        BOOST_TEST(has(Role::Text, "Non enregistré"));
        BOOST_TEST(!has(Role::Text, "Rien à enregistrer"));
        text->clear();
    }
    // So is what was chosen.
    view.is_intercommunal = true;
    settle();
    BOOST_TEST(has(Role::Text, "Non enregistré"));
    BOOST_TEST(!has(Role::Text, "Rien à enregistrer"));
}

BOOST_AUTO_TEST_CASE(a_draft_that_came_by_a_link_is_not_said_to_be_saved_and_leaving_it_is_asked)
{
    view.unsaved = false;
    view.draft_link.clear();
    view.by_link = true;
    settle();
    BOOST_TEST(!has(Role::Text, "Enregistré"));
    BOOST_TEST(has(Role::Text, "Reçu par un lien, non enregistré sur cet appareil"));
    click(Role::Button, "Quitter l’assistant");
    settle();
    BOOST_TEST(sent.empty());
    BOOST_TEST(has(Role::Button, "Continuer la saisie"));
}

BOOST_AUTO_TEST_CASE(a_link_that_is_shown_is_not_saved_before_it_is_copied)
{
    view = samples::founding(4);
    settle();
    BOOST_TEST(!has(Role::Text, "Enregistré"));
    BOOST_TEST(has(Role::Paragraph, "Lien prêt\u00a0: copiez-le ou enregistrez le fichier"));
    click(Role::Button, "Copier le lien");
    (void)only<app::KeepFoundingDraft>();
    BOOST_TEST(context().take_copied().value_or("") == view.draft_link);
    view.unsaved = false;
    settle();
    BOOST_TEST(has(Role::Text, "Enregistré"));
    BOOST_TEST(sent.empty());
    // Another draft is another link: it was not copied.
    auto const link = std::exchange(view.draft_link, {});
    settle();
    view.draft_link = link;
    settle();
    BOOST_TEST(has(Role::Button, "Copier le lien"));
}

BOOST_AUTO_TEST_CASE(a_draft_too_long_for_a_qr_code_says_so)
{
    view = samples::founding(4);
    settle();
    BOOST_TEST(count(Role::Image) == 1u);
    BOOST_TEST(!has(Role::Paragraph, "Ce brouillon est trop long pour un code QR"));
    view.draft_link += std::string(2'000, 'a');
    view.link_bytes = view.draft_link.size();
    settle();
    BOOST_TEST(count(Role::Image) == 0u);
    // Once, below the link.
    BOOST_TEST(!has(Role::Paragraph, "Ce brouillon est trop long pour un code QR"));
    BOOST_TEST(find(Role::TextField, "Lien du brouillon").description.find("trop long") != std::string::npos);
    BOOST_TEST(find(Role::TextField, "Lien du brouillon").description.find("montrez") == std::string::npos);
    // Before it is pressed too: nothing is promised that is not shown.
    view.draft_link.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "Afficher le lien et le code QR"));
    BOOST_TEST(has(Role::Paragraph, "Ce brouillon est trop long pour un code QR"));
    click(Role::Button, "Afficher le lien");
    (void)only<app::SaveFoundingDraft>();
}

BOOST_AUTO_TEST_CASE(a_draft_that_is_refused_gives_no_file)
{
    view = samples::founding(4);
    view.draft_file = {};
    click(Role::Button, "Enregistrer dans un fichier");
    view.errors = {{0, phrase("founding.error.draft_too_long")}};
    settle();
    view.errors.clear();
    view.draft_file = {1};
    settle();
    BOOST_TEST(!context().take_saved_file().has_value());
}

BOOST_AUTO_TEST_CASE(opening_a_file_over_what_is_typed_asks_first)
{
    view.unsaved = false;
    click(Role::Button, "Ouvrir un fichier");
    BOOST_TEST(context().take_file_wish());
    view.unsaved = true;
    click(Role::Button, "Ouvrir un fichier");
    BOOST_TEST(!context().take_file_wish());
    click(Role::Button, "Remplacer la saisie");
    BOOST_TEST(context().take_file_wish());
    BOOST_TEST(!has(Role::Dialog, "Remplacer ce qui est saisi\u202f?"));
    // Each time: focus goes to why, and the page with it.
    for (auto arrivals = 1U; arrivals <= 2; ++arrivals) {
        view.errors = {{0, phrase("founding.error.file")}};
        view.arrivals = arrivals;
        settle();
        BOOST_TEST(has_beginning(Role::Paragraph, "Ce fichier n’est pas un brouillon de conseil"));
        BOOST_TEST((tree().find(focused())->role == Role::Alert), text());
        focus(Role::Button, "Ouvrir un fichier");
    }
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(a_draft_that_was_opened_is_read_from_its_title_and_says_what_comes_next)
{
    settle();
    view.prepared = true;
    view.arrivals = 1;
    settle();
    BOOST_TEST(focused_name() == "Fonder un conseil");
    BOOST_TEST(has_beginning(Role::Paragraph, "Préparé par votre coordonnateur"));
    // Without the link of the store there is nothing to found it with.
    view.may_found = false;
    settle();
    BOOST_TEST(has_beginning(Role::Paragraph, "Brouillon ouvert"));
}

BOOST_AUTO_TEST_SUITE_END()
