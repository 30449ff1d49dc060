// What was pressed is done and gone: focus is with what came of it, not with whatever stood beside it.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"
#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/founding/founding_screen.hpp"
#include "ui/screens/home/home_screen.hpp"
#include "ui/screens/members/members_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct ResultMembers : Screen<app::MembersView, ui::MembersDraft, ui::draw_members> {
    ResultMembers() : Screen(samples::members(), kit::PageKind::Panes) {}
};
struct ResultHome : Screen<app::HomeView, ui::HomeDraft, ui::draw_home> {
    ResultHome() : Screen(samples::home(), kit::PageKind::Flow) {}
};
struct ResultFounding : Screen<app::FoundingView, ui::FoundingDraft, ui::draw_founding> {
    ResultFounding() : Screen(samples::founding(2), kit::PageKind::Flow) {}
    void correct()
    {
        view.corrected_group = 0;
        settle();
    }
    void press_with_focus(std::string_view name)
    {
        focus(Role::Button, name);
        press(Role::Button, name);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(results_tests)

BOOST_FIXTURE_TEST_CASE(an_invitation_that_is_made_has_the_focus, ResultMembers)
{
    for (float const width : {1440.F, 320.F}) {
        input.width = width;
        screen_draft = {};
        view.detail.reset();
        view.invitations.resize(2);
        settle();
        press(Role::Button, "Inviter une personne");
        focus(Role::Button, "Créer le lien d’invitation");
        press(Role::Button, "Créer le lien d’invitation");
        view.invitations.push_back(view.invitations.back());
        view.invitations.back().invite = samples::an_id<InviteId>(9);
        view.invitations.back().name = "Omar Belkacem";
        settle();
        BOOST_TEST(has(Role::Heading, "Omar Belkacem"));
        BOOST_TEST(focused_name() == "Omar Belkacem");
        BOOST_TEST((tree().find(focused())->role == Role::Heading));
    }
}

BOOST_FIXTURE_TEST_CASE(a_question_that_is_sent_leaves_focus_to_the_list_of_questions, Sheet)
{
    sheet.tab = app::SheetTab::Actions;
    settle();
    press(Role::Button, "Demander une liaison");
    focus(Role::Button, "Envoyer la demande");
    press(Role::Button, "Envoyer la demande");
    sheet.liaisons.push_back(sheet.liaisons.front());
    sheet.liaisons.back().question = samples::an_id<OpId>(78);
    settle();
    BOOST_TEST(!has(Role::Button, "Envoyer la demande"));
    BOOST_TEST(focused_name() == ui::tr("sheet.liaisons.title").view());
}

BOOST_FIXTURE_TEST_CASE(what_was_to_be_done_leaves_focus_to_the_next_then_to_the_heading, ResultHome)
{
    app::TodoView item = view.todo.front();
    item.button = phrase("council.todo.grant");
    view.todo.clear();
    for (std::uint64_t id = 1; id <= 2; ++id) {
        item.id = id;
        item.title = verbatim("Personne " + std::to_string(id));
        view.todo.push_back(item);
    }
    settle();
    auto const buttons = all(Role::Button, "Remettre la clé");
    BOOST_REQUIRE(buttons.size() == 2u);
    focus(buttons.front().id);
    act(focused(), Act::Press);
    view.todo.erase(view.todo.begin());
    settle();
    BOOST_TEST(focused() == buttons.back().id);
    act(focused(), Act::Press);
    view.todo.clear();
    settle();
    BOOST_TEST(focused_name() == ui::tr("home.todo.title").view());
    BOOST_TEST((tree().find(focused())->role == Role::Heading));
}

BOOST_FIXTURE_TEST_CASE(a_group_that_is_corrected_leaves_focus_to_its_row_and_one_removed_to_the_form, ResultFounding)
{
    auto const of_form = ui::tr("founding.group.new");
    for (std::string_view const button : {"Enregistrer la modification", "Annuler"}) {
        correct();
        press_with_focus(button);
        view.corrected_group.reset();
        settle();
        BOOST_TEST(focused_name() == "Modifier\u00a0: Centre");
        BOOST_TEST((tree().find(focused())->role == Role::Button));
    }
    correct();
    press_with_focus("Retirer ce groupe");
    view.corrected_group.reset();
    view.groups.clear();
    settle();
    BOOST_TEST(focused_name() == of_form.view());
}

BOOST_AUTO_TEST_SUITE_END()
