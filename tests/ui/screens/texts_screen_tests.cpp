// Texts of the council.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/texts/texts_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Texts : Screen<app::TextsView, ui::TextsDraft, ui::draw_texts> {
    Texts() : Screen(samples::texts(), kit::PageKind::Flow) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(texts_screen_tests, Texts)

BOOST_AUTO_TEST_CASE(a_text_is_read_whole_then_accepted)
{
    check_widths();
    BOOST_TEST(has_beginning(Role::Paragraph, "Article\u00a01. Les membres du groupe"));
    BOOST_TEST(has(Role::Text, "Accepté"));
    for (auto& text : view.texts)
        text.accepted_on = verbatim("Accepté le 12\u00a0juin\u00a02026");
    settle();
    BOOST_TEST(!has(Role::Text, "Accepté"));
    BOOST_TEST(has(Role::Text, "Accepté le 12\u00a0juin\u00a02026"));
    click(Role::Button, "J’ai lu et j’accepte\u00a0: Charte déontologique");
    BOOST_TEST(only<app::AcceptText>().what == 1u);
}

BOOST_AUTO_TEST_CASE(a_text_says_whether_it_is_to_accept_who_signed_it_and_what_it_replaces)
{
    view.texts.front().signer = verbatim("Entrée en vigueur par un acte de Claire Vasseur");
    view.texts.front().former = verbatim("Elle remplace la version\u00a01.");
    view.texts.front().next = verbatim("Vous préparez la version\u00a03.");
    check_widths();
    BOOST_TEST(all(Role::Text, "À accepter").size() == 1U);
    BOOST_TEST(has(Role::Paragraph, "Entrée en vigueur par un acte de Claire Vasseur"));
    BOOST_TEST(has(Role::Paragraph, "Elle remplace la version\u00a01."));
    BOOST_TEST(has(Role::Paragraph, "Vous préparez la version\u00a03."));
    view.texts.front().may_accept = false;
    settle();
    BOOST_TEST(!has(Role::Text, "À accepter"));
}

/// The form of the signature is the page's own, and gives focus back to a button that is gone.
BOOST_AUTO_TEST_CASE(once_accepted_a_text_keeps_its_place_and_focus_goes_to_the_next_one_or_to_its_title)
{
    view.texts.back() = {.what = 2, .title = verbatim("Règlement intérieur"), .may_accept = true};
    settle();
    auto const accept = [&](std::size_t place) {
        view.texts[place].may_accept = false;
        view.texts[place].accepted = true;
        // What is left to accept comes first, as the presenter has it.
        if (place == 0)
            std::swap(view.texts[0], view.texts[1]);
        focus(NodeId{0});
        settle();
    };
    click(Role::Button, "J’ai lu et j’accepte\u00a0: Charte déontologique");
    (void)only<app::AcceptText>();
    BOOST_TEST(focused_name() != "Règlement intérieur");
    accept(0);
    BOOST_TEST(focused_name() == "Règlement intérieur");
    BOOST_TEST(
        (find(Role::Heading, "Charte déontologique").rect.y < find(Role::Heading, "Règlement intérieur").rect.y));
    click(Role::Button, "J’ai lu et j’accepte\u00a0: Règlement intérieur");
    (void)only<app::AcceptText>();
    accept(0);
    BOOST_TEST(focused_name() == "Règlement intérieur");
    // It is given once.
    focus(Role::Heading, "Charte déontologique");
    settle();
    BOOST_TEST(focused_name() == "Charte déontologique");
}

BOOST_AUTO_TEST_CASE(another_text_of_the_same_moment_is_told_and_taken_up)
{
    view.texts.front().others = {
        {samples::an_id<RecordId>(4), verbatim("Version 2, par Anne Leroy"), true},
        {samples::an_id<RecordId>(5), verbatim("Version 2, par Marc Thévenoux"), false}};
    check_widths();
    BOOST_TEST(has(Role::Paragraph, "Version 2, par Marc Thévenoux"));
    click(Role::Button, "Reprendre ce texte dans une nouvelle version");
    auto const asked = only<app::WriteText>();
    BOOST_TEST(asked.what == 1u);
    BOOST_TEST((asked.from == samples::an_id<RecordId>(4)));
}

BOOST_AUTO_TEST_CASE(a_new_version_is_written_by_who_may)
{
    click(Role::Button, "Préparer une version\u00a0: Règlement intérieur");
    BOOST_TEST(only<app::WriteText>().what == 2u);
    app::TextFormView form;
    form.what = 2;
    form.title = verbatim("Règlement intérieur, version 2");
    form.fields = {
        samples::a_field(1, app::FieldKind::Text, "Titre", "Règlement intérieur"),
        samples::a_field(2, app::FieldKind::Note, "Texte", "Article\u00a01. Le groupe se réunit chaque mois."),
        samples::a_field(3, app::FieldKind::Date, "Adopté par le conseil le", ""),
        samples::a_field(100, app::FieldKind::Date, "Proposé par le groupe Centre le", "04/05/2026")};
    view.form = form;
    check_widths();
    BOOST_TEST(has(Role::Heading, "Règlement intérieur, version 2"));
    BOOST_TEST(!has_beginning(Role::Button, "J’ai lu et j’accepte"));
    type(Role::TextField, "Titre", "Règlement");
    auto const edited = only<app::EditText>();
    BOOST_TEST(edited.field == 1u);
    BOOST_TEST(edited.value.text == "Règlement");
    leave_field();
    click(Role::Button, "Partir du modèle");
    BOOST_TEST(only<app::UseTextModel>().what == 2u);
    view.form->model_replaces = true;
    click(Role::Button, "Partir du modèle");
    click(Role::Button, "Remplacer le texte saisi par le modèle");
    BOOST_TEST(only<app::UseTextModel>().what == 2u);
    settle();
    click(Role::Button, "Ajouter à l’acte");
    (void)only<app::PrepareText>();
    view.form->errors = {{3, verbatim("Indiquez le jour où le conseil a adopté ce texte.")}};
    settle();
    BOOST_TEST(has(Role::Link, "Adopté par le conseil le\u00a0: indiquez le jour où le conseil a adopté ce texte."));
    click(Role::Button, "Annuler");
    (void)only<app::LeaveText>();
    view.form.reset();
    view.to_adopt = {2};
    settle();
    BOOST_TEST(has(Role::Button, "Donner la date d’adoption\u00a0: Règlement intérieur"));
    BOOST_TEST(!has(Role::Button, "Préparer une version\u00a0: Règlement intérieur"));
    view.may_write.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "Préparer une version\u00a0: Règlement intérieur"));
}

BOOST_AUTO_TEST_SUITE_END()
