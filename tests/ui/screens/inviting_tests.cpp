// « Inviter une personne »: while nobody may be invited, and what is planned to be.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/members/members_screen.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Inviting : Screen<app::MembersView, ui::MembersDraft, ui::draw_members> {
    Inviting() : Screen(samples::members(), kit::PageKind::Panes) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(inviting_screen_tests, Inviting)

BOOST_AUTO_TEST_CASE(nobody_is_invited_while_something_is_against_it)
{
    view.planned = {"Principale du collège"};
    view.invite_refusal = app::RefusalView{phrase("law.p_02.reglement"), phrase("law.p_02.article")};
    settle();
    BOOST_TEST(ui::has(find(Role::Button, "Inviter une personne").state, State::Disabled));
    click(Role::Button, "Inviter une personne");
    BOOST_TEST(!has(Role::Button, "Créer le lien d’invitation"));
    view.invite_refusal.reset();
    settle();
    click(Role::Button, "Inviter une personne");
    BOOST_TEST(has(Role::Button, "Créer le lien d’invitation"));
    click(Role::Button, "Retirer de la liste\u00a0: Principale du collège");
    BOOST_TEST(only<app::DropPlannedInvite>().index == 0u);
}

/// A long option, and what was chosen of it, take lines of their own.
BOOST_AUTO_TEST_CASE(fields_of_the_form_are_as_wide_whatever_they_offer)
{
    view.invite_fields.back().options.back().label =
        verbatim("Représentant d’un service de l’État ou d’un établissement public");
    screen_draft.inviting = true;
    settle();
    float const width = find(Role::TextField, "Organisme").rect.width;
    BOOST_TEST(find(Role::Select, "Profil").rect.width == width);
    view.invite_fields.back().options.back().chosen = true;
    settle();
    BOOST_TEST(find(Role::Select, "Profil").rect.width == width);
    check_widths();
}

BOOST_AUTO_TEST_CASE(the_invitation_that_home_leads_to_is_shown_until_another_is_chosen)
{
    view.detail.reset();
    settle();
    BOOST_TEST(!has(Role::TextField, "Lien d’invitation"));
    view.invitation = samples::an_id<InviteId>(2);
    settle();
    BOOST_TEST(has(Role::Heading, "Louise Petit"));
    click(Role::Button, "Comparer les mots");
    BOOST_TEST(has(Role::Heading, "Samir Haddad"));
    BOOST_TEST(!has(Role::Heading, "Louise Petit"));
}

BOOST_AUTO_TEST_CASE(an_invitation_is_read_again_and_its_code_is_beside_its_link_where_there_is_room)
{
    view.invitation = samples::an_id<InviteId>(2);
    settle();
    BOOST_TEST(has(Role::Definition, "Association Passerelle"));
    auto const link = find(Role::TextField, "Lien d’invitation").rect;
    auto const code = find(Role::Image, "Code QR\u00a0: Lien d’invitation").rect;
    BOOST_TEST(code.x >= link.x + link.width);
    BOOST_TEST(code.y <= link.y + link.height);
    input.width = 320;
    settle();
    auto const narrow = find(Role::TextField, "Lien d’invitation").rect;
    BOOST_TEST(find(Role::Image, "Code QR\u00a0: Lien d’invitation").rect.y >= narrow.y + narrow.height);
}

/// Handing the link over is what the page is for; while it must not be sent, nothing there is filled.
BOOST_AUTO_TEST_CASE(the_link_is_what_stands_out_and_cancelling_does_not)
{
    view.invitation = samples::an_id<InviteId>(2);
    settle();
    auto& shown = *std::ranges::find(view.invitations, samples::an_id<InviteId>(2), &app::InvitationRow::invite);
    shown.may_cancel = true;
    shown.advice = {};
    settle();
    auto const filled_in = [this](ui::Colour colour, std::string const& name) {
        auto const button = find(Role::Button, name).rect;
        return std::ranges::any_of(corners_of(colour), [&button](ImVec2 const& at) {
            bool const is_across = at.x >= button.x && at.x <= button.x + 2;
            return is_across && at.y >= button.y && at.y <= button.y + button.height;
        });
    };
    BOOST_TEST(filled_in(ui::k_light.accent, "Copier le lien"));
    BOOST_TEST(!filled_in(ui::k_light.danger, "Annuler l’invitation"));
    shown.advice = phrase("council.invite.advice.leaving");
    settle();
    BOOST_TEST(!filled_in(ui::k_light.accent, "Copier le lien"));
}

BOOST_AUTO_TEST_CASE(the_form_begins_at_its_title_each_time_it_is_opened)
{
    view.planned = {"Principale du collège"};
    input.height = 580;
    settle();
    auto const shows_title = [this] {
        Node const title = find(Role::Heading, "Inviter une personne");
        return title.clip.height > title.rect.height - 0.5f;
    };
    click(Role::Button, "Inviter une personne");
    BOOST_TEST(shows_title());
    auto const form = find(Role::Region, "Inviter une personne").rect;
    context().pointer_move(form.x + 8, form.y + 100);
    settle();
    wheel(4000);
    BOOST_REQUIRE(!shows_title());
    press(Role::Button, "Annuler");
    press(Role::Button, "Inviter une personne");
    BOOST_TEST(shows_title());
}

BOOST_AUTO_TEST_SUITE_END()
