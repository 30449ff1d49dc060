// What is left, closed or taken away on the pages of the council: Escape does it too, and focus is never nowhere.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/acts/acts_screen.hpp"
#include "ui/screens/groups/groups_screen.hpp"
#include "ui/screens/members/members_screen.hpp"
#include "ui/screens/texts/texts_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct LeftMembers : Screen<app::MembersView, ui::MembersDraft, ui::draw_members> {
    LeftMembers() : Screen(samples::members(), kit::PageKind::Panes) {}
};
struct LeftGroups : Screen<app::GroupsView, ui::GroupsDraft, ui::draw_groups> {
    LeftGroups() : Screen(samples::groups(), kit::PageKind::Panes) {}
};
struct LeftActs : Screen<app::ActsView, ui::ActsDraft, ui::draw_acts> {
    LeftActs() : Screen(samples::acts(), kit::PageKind::Flow) {}
};
struct LeftTexts : Screen<app::TextsView, ui::TextsDraft, ui::draw_texts> {
    LeftTexts() : Screen(samples::texts(), kit::PageKind::Flow) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(left_forms_tests)

BOOST_FIXTURE_TEST_CASE(escape_leaves_the_form_of_an_invitation_and_focus_stays_on_the_page, LeftMembers)
{
    click(Role::Button, "Inviter une personne");
    focus(Role::Button, "Créer le lien d’invitation");
    act(focused(), Act::Dismiss);
    BOOST_TEST(!has(Role::Button, "Créer le lien d’invitation"));
    BOOST_TEST(focused_name() != "");
    BOOST_TEST(sent.empty());
}

BOOST_FIXTURE_TEST_CASE(a_new_group_is_left_by_escape_and_focus_stays_on_the_page, LeftGroups)
{
    for (float const width : {1440.F, 320.F}) {
        input.width = width;
        view.detail.reset();
        settle();
        press(Role::Button, "Nouveau groupe");
        focus(Role::Button, "Ajouter à l’acte");
        act(focused(), Act::Dismiss);
        BOOST_TEST(!has(Role::Button, "Ajouter à l’acte"));
        BOOST_TEST(has(Role::Button, "Nouveau groupe"));
        BOOST_TEST(focused_name() != "", width);
    }
}

BOOST_FIXTURE_TEST_CASE(a_list_that_may_not_be_opened_is_not_offered, LeftGroups)
{
    settle();
    BOOST_TEST(has_beginning(Role::Button, "Voir 7"));
    view.detail->see_situations.clear();
    settle();
    BOOST_TEST(!has_beginning(Role::Button, "Voir 7"));
}

BOOST_FIXTURE_TEST_CASE(focus_of_a_change_that_is_removed_goes_to_the_next_one_then_to_the_heading, LeftActs)
{
    auto const remove = [this](std::uint32_t id, Node const& button) {
        focus(button.id);
        act(button.id, Act::Press);
        BOOST_TEST(only<app::DropChange>().id == id);
        std::erase_if(view.draft, [id](app::ChangeLine const& line) { return line.id == id; });
        settle();
    };
    settle();
    auto const first = find(Role::Button, "Retirer\u00a0: Samir Haddad, bailleur Habitat 12, entre au groupe Centre");
    auto const second = find(Role::Button, "Retirer\u00a0: Anne Leroy quitte le groupe Gare, dont la clé change");
    remove(11, first);
    BOOST_TEST(focused() == second.id);
    // « Signer l’acte » stands next, and has nothing to do with it.
    remove(12, second);
    BOOST_TEST(focused_name() == "Prochain acte");
}

BOOST_FIXTURE_TEST_CASE(a_version_of_a_text_is_left_by_escape, LeftTexts)
{
    app::TextFormView form;
    form.what = 2;
    form.title = verbatim("Règlement intérieur, version 2");
    form.fields = {samples::a_field(1, app::FieldKind::Text, "Titre", "Règlement intérieur")};
    view.form = form;
    focus(Role::TextField, "Titre");
    act(focused(), Act::Dismiss);
    (void)only<app::LeaveText>();
    view.form.reset();
    settle();
    BOOST_TEST(focused_name() != "");
}

BOOST_AUTO_TEST_SUITE_END()
