// Members.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/members/members_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Members : Screen<app::MembersView, ui::MembersDraft, ui::draw_members> {
    Members() : Screen(samples::members(), kit::PageKind::Panes) {}
    /// Of the row that says so.
    void press_button_of(std::string_view title)
    {
        settle();
        for (Node const& node : tree().nodes()) {
            if (node.role == Role::Button && node.description == title)
                return act(node.id, Act::Press);
        }
        throw std::runtime_error("no button is described by " + std::string(title) + "\n" + text());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(members_screen_tests, Members)

BOOST_AUTO_TEST_CASE(a_member_opens_and_shows_what_was_accepted)
{
    check_widths();
    BOOST_TEST(has(Role::Definition, "Version 1, acceptée le 9\u00a0juin 2026"));
    click(Role::Link, "Anne Leroy");
    BOOST_TEST((std::get<app::MembersRoute>(only<app::Go>().route).member == samples::an_id<MemberId>(3)));
}

BOOST_AUTO_TEST_CASE(m_24_members_print_and_invitations_with_their_link_do_not)
{
    settle();
    BOOST_TEST(!ui::has(find(Role::Link, "Anne Leroy").state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Definition, "Mission locale").state, State::NoPrint));
    press_button_of("Louise Petit");
    settle();
    BOOST_TEST(ui::has(find(Role::TextField, ui::tr("members.link.label").view()).state, State::NoPrint));
    BOOST_TEST(ui::has(
        find(Role::Image, ui::tr("kit.qr", {ui::arg("label", ui::tr("members.link.label"))}).view()).state,
        State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Link, "Anne Leroy").state, State::NoPrint));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(has(Role::Paragraph, ui::tr("law.droit.diffusion").view()));
    BOOST_TEST(has(Role::Paragraph, ui::tr("law.m_24.article").view()));
    for (Node const& node : tree().nodes()) {
        bool const is_of_invitation =
            node.name.find("Louise Petit") != std::string::npos || node.name.find("Samir Haddad") != std::string::npos;
        if (is_of_invitation && node.role != Role::Group && node.role != Role::Region)
            BOOST_TEST(ui::has(node.state, State::NoPrint), node.name);
    }
    view.invitations_print = {.allowed = true, .refusal = {}};
    settle();
    BOOST_TEST(!has(Role::Paragraph, ui::tr("law.droit.diffusion").view()));
}

BOOST_AUTO_TEST_CASE(where_no_member_is_chosen_the_paper_does_not_ask_to_choose_one)
{
    view.detail.reset();
    settle();
    BOOST_TEST(ui::has(find(Role::Paragraph, ui::tr("members.choose").view()).state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Link, "Anne Leroy").state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(a_value_of_a_member_that_was_written_twice_is_chosen)
{
    app::FieldView name = samples::a_field(5, app::FieldKind::Text, "Nom et prénom", "");
    name.conflicts = {
        {samples::an_id<OpId>(1), verbatim("Nadia Ferrand"), verbatim("Claire Vasseur"), {1'795'000'000'000}},
        {samples::an_id<OpId>(2), verbatim("Nadia Ferrant"), verbatim("Anne Leroy"), {1'795'000'060'000}}};
    view.detail->conflicts = {name};
    check_widths();
    click(Role::Button, "Garder «\u00a0Nadia Ferrant\u00a0»");
    auto const asked = std::exchange(sent, {});
    BOOST_REQUIRE(asked.size() == 2U);
    BOOST_TEST((std::get<app::KeepCouncilValue>(asked[0]).value == samples::an_id<OpId>(2)));
    BOOST_TEST((std::get<app::PrepareMember>(asked[1]).member == view.detail->member));
    // Who may not choose reads both.
    view.detail->conflicts.front().may_edit = false;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Nadia Ferrant"));
    BOOST_TEST(!has(Role::Button, "Garder «\u00a0Nadia Ferrant\u00a0»"));
    BOOST_TEST(text().find(ui::tr("screens.conflict.detail_others").str()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(devices_that_a_member_added_are_asked_about_on_his_page_and_answered_for)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Cet appareil est bien le sien"));
    app::AddedDevicesView added;
    added.title =
        phrase("council.todo.member_device").with("name", std::string("Nadia Ferrand")).with("n", std::int64_t{2});
    added.detail = verbatim("À demander par téléphone");
    added.devices = {samples::an_id<DeviceId>(1), samples::an_id<DeviceId>(2)};
    view.detail->added = added;
    check_widths();
    BOOST_TEST(text().find("Nadia Ferrand a ajouté 2 appareils à son compte") != std::string::npos);
    BOOST_TEST(text().find("À demander par téléphone") != std::string::npos);
    click(Role::Button, "Ces appareils sont bien les siens");
    BOOST_TEST((only<app::NoteMemberDevices>().devices == added.devices));
    view.detail->added->devices.pop_back();
    settle();
    BOOST_TEST(has(Role::Button, "Cet appareil est bien le sien"));
}

BOOST_AUTO_TEST_CASE(what_who_left_could_read_is_listed)
{
    view.detail->could_read = {samples::fact("Centre", "du 9\u00a0juin 2026 au 3\u00a0juillet 2026")};
    check_widths();
    BOOST_TEST(has(Role::Heading, "Ce que cette personne pouvait lire"));
    BOOST_TEST(has(Role::Definition, "du 9\u00a0juin 2026 au 3\u00a0juillet 2026"));
}

BOOST_AUTO_TEST_CASE(who_left_is_listed_and_counted_apart_from_the_members)
{
    settle();
    BOOST_TEST(has(Role::Paragraph, ui::tr_count("members.count", 3).view()));
    view.rows.back().is_out = true;
    settle();
    ui::Text const both = ui::tr(
        "members.count.both",
        {ui::arg("members", ui::tr_count("members.count", 2)), ui::arg("left", ui::tr_count("members.count.left", 1))});
    BOOST_TEST(has(Role::Paragraph, both.view()));
    BOOST_TEST(has(Role::Link, "Anne Leroy"));
}

BOOST_AUTO_TEST_CASE(the_page_of_who_left_says_so_and_shows_nothing_that_is_of_members)
{
    view.detail->groups.clear();
    view.detail->groups_to_add.clear();
    view.detail->words = "balcon oiseau citron tunnel plume orage";
    settle();
    BOOST_TEST(!has(Role::Text, "A quitté le conseil le 3\u00a0juillet 2026"));
    BOOST_TEST(has(Role::Heading, "Groupes"));
    BOOST_TEST(has(Role::Heading, "Appareils"));
    BOOST_TEST(has(Role::Heading, "Mots de cette personne"));
    app::TagView left;
    left.label = phrase("council.tag.out_on").with("date", Date{2026, 7, 3});
    view.detail->left = left;
    check_widths();
    auto const tag = find(Role::Text, "A quitté le conseil le 3\u00a0juillet 2026");
    auto const name = find(Role::Heading, "Nadia Ferrand");
    BOOST_TEST(tag.rect.y >= name.rect.y + name.rect.height);
    BOOST_TEST(tag.rect.y < find(Role::Definition, "Mission locale").rect.y);
    BOOST_TEST(!has(Role::Heading, "Groupes"));
    BOOST_TEST(!has(Role::Paragraph, ui::tr("members.groups.none").view()));
    BOOST_TEST(!has(Role::Heading, "Appareils"));
    BOOST_TEST(!has(Role::Heading, "Mots de cette personne"));
    // What was accepted stays.
    BOOST_TEST(has(Role::Heading, "Textes acceptés"));
}

BOOST_AUTO_TEST_CASE(before_a_member_is_chosen_only_what_will_be_shown_is_promised)
{
    view.detail.reset();
    settle();
    BOOST_TEST(has(Role::Paragraph, ui::tr("members.choose.detail").view()));
    BOOST_TEST(text().find("appareils") == std::string::npos);
    view.shows_devices = true;
    settle();
    BOOST_TEST(has(Role::Paragraph, ui::tr("members.choose.detail.devices").view()));
}

BOOST_AUTO_TEST_CASE(what_is_prepared_about_a_member_is_told_on_his_page)
{
    settle();
    BOOST_TEST(!has(Role::Button, "Voir l’acte"));
    app::ChangeLine line;
    line.id = 7;
    line.text = verbatim("Nadia Ferrand quitte le groupe Centre");
    line.may_remove = true;
    view.detail->prepared = {line};
    view.detail->entry_bar = phrase("council.change.already").with("name", std::string("Nadia Ferrand"));
    check_widths();
    BOOST_TEST(text().find("attendent votre signature") != std::string::npos);
    press(Role::Button, "Retirer\u00a0: Nadia Ferrand quitte le groupe Centre");
    BOOST_TEST(only<app::DropChange>().id == 7U);
    press(Role::Button, "Voir l’acte");
    BOOST_TEST(std::holds_alternative<app::ActsRoute>(only<app::Go>().route));
    // Barred by it, and says so.
    auto const join = find(Role::Button, "Préparer l’entrée\u00a0: Gare");
    BOOST_TEST(ui::has(join.state, State::Disabled));
}

BOOST_AUTO_TEST_CASE(entering_and_leaving_a_group_are_prepared)
{
    click(Role::Button, "Préparer l’entrée\u00a0: Gare");
    auto const joined = only<app::PrepareJoinGroup>();
    BOOST_TEST((joined.group == samples::an_id<GroupId>(2)));
    BOOST_TEST((joined.member == samples::an_id<MemberId>(2)));
    click(Role::Button, "Préparer la sortie\u00a0: Centre");
    BOOST_TEST((only<app::PrepareLeaveGroup>().group == samples::an_id<GroupId>(1)));
}

BOOST_AUTO_TEST_CASE(entering_and_leaving_the_formation_restreinte_are_prepared)
{
    click(Role::Button, "Préparer l’entrée\u00a0: formation restreinte");
    BOOST_TEST((only<app::PrepareJoinRestricted>().member == samples::an_id<MemberId>(2)));
    BOOST_TEST(!has(Role::Button, "Préparer la sortie\u00a0: formation restreinte"));
    view.detail->restricted = {.sits = true, .may_join = false, .may_leave = true};
    settle();
    click(Role::Button, "Préparer la sortie\u00a0: formation restreinte");
    BOOST_TEST((only<app::PrepareLeaveRestricted>().member == samples::an_id<MemberId>(2)));
    view.detail->restricted.may_leave = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Préparer la sortie\u00a0: formation restreinte"));
}

BOOST_AUTO_TEST_CASE(a_departure_is_prepared_by_those_who_may)
{
    click(Role::Button, "Préparer le départ");
    BOOST_TEST((only<app::PrepareRemoveMember>().member == samples::an_id<MemberId>(2)));
    view.detail->may_remove = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Préparer le départ"));
}

BOOST_AUTO_TEST_CASE(function_and_mandate_are_prepared_by_those_who_may)
{
    check_widths();
    type(Role::TextField, "Arrêté", "Arrêté 2026-118");
    auto const typed = only<app::EditMember>();
    BOOST_TEST(typed.field == 2u);
    BOOST_TEST(typed.value.text == "Arrêté 2026-118");
    click(Role::Button, "Ajouter à l’acte");
    BOOST_TEST((only<app::PrepareMember>().member == samples::an_id<MemberId>(2)));
    view.detail->form[3].error = phrase("council.mandate.error.order");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    view.detail->form.clear();
    settle();
    BOOST_TEST(!has(Role::Form, "Identité, fonction et mandat"));
}

BOOST_AUTO_TEST_CASE(an_invitation_is_filled_and_sent)
{
    click(Role::Button, "Inviter une personne");
    BOOST_TEST(focused_name() == "Nom de la personne");
    type(Role::TextField, "Nom de la personne", "Louise Petit");
    auto const edited = only<app::EditInvite>();
    BOOST_TEST(edited.field == 1u);
    BOOST_TEST(edited.value.text == "Louise Petit");
    leave_field();
    BOOST_TEST(sent.empty());
    click(Role::Checkbox, "Groupe Centre");
    auto const chosen = only<app::ChooseInviteGroup>();
    BOOST_TEST(chosen.index == 0u);
    BOOST_TEST(chosen.chosen);
    click(Role::Checkbox, "Groupe Gare");
    BOOST_TEST(!only<app::ChooseInviteGroup>().chosen);
    click(Role::Button, "Créer le lien d’invitation");
    (void)only<app::SendInvite>();
    view.invite_fields[0].error = phrase("council.invite.error.name");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    press(Role::Link, "Nom de la personne\u00a0: indiquez le nom de la personne.");
    BOOST_TEST(focused_name() == "Nom de la personne");
    // It is said once: what is typed next is not interrupted.
    type(Role::TextField, "Nom de la personne", "Paul Martin");
    settle();
    BOOST_TEST(focused_name() == "Nom de la personne");
    sent.clear();
    view.invite_fields[0].error = {};
    // What comes after a refusal is somebody else's: the form stays.
    auto other = view.invitations.back();
    other.invite = samples::an_id<InviteId>(8);
    other.name = "Somebody Else";
    view.invitations.push_back(other);
    settle();
    BOOST_TEST(!has(Role::Heading, "Somebody Else"));
    click(Role::Button, "Créer le lien d’invitation");
    (void)only<app::SendInvite>();
    // The link of the new invitation is shown at once.
    auto fresh = view.invitations.back();
    fresh.invite = samples::an_id<InviteId>(9);
    fresh.name = "Paul Martin";
    view.invitations.push_back(fresh);
    settle();
    BOOST_TEST(has(Role::Heading, "Paul Martin"));
    BOOST_TEST(find(Role::TextField, "Lien d’invitation").value == fresh.link);
    BOOST_TEST(count(Role::Image) == 1u);
    click(Role::Button, "Copier le lien");
    BOOST_TEST((context().take_copied() == fresh.link));
    BOOST_TEST(has(Role::Button, "Lien copié"));
    BOOST_TEST(!context().take_copied());
}

BOOST_AUTO_TEST_CASE(words_are_compared_before_anybody_enters)
{
    press_button_of("Samir Haddad");
    BOOST_TEST(has(Role::Paragraph, "balcon oiseau citron tunnel plume orage") == true);
    BOOST_TEST(ui::has(find(Role::Button, "Préparer l’entrée de cette personne").state, State::Disabled));
    press(Role::Button, "Préparer l’entrée de cette personne");
    BOOST_TEST(sent.empty());
    click(Role::Checkbox, "Nous avons comparé les mots au téléphone\u00a0: ils sont identiques");
    click(Role::Button, "Préparer l’entrée de cette personne");
    BOOST_TEST((only<app::AcceptInvite>().invite == samples::an_id<InviteId>(1)));
}

BOOST_AUTO_TEST_CASE(an_invitation_is_withdrawn_once_that_was_confirmed)
{
    std::string const question = "Annuler cette invitation\u202f?";
    press_button_of("Louise Petit");
    click(Role::Button, "Annuler l’invitation");
    BOOST_TEST(sent.empty());
    BOOST_TEST(has(Role::Dialog, question));
    BOOST_TEST(has_beginning(Role::Paragraph, "Le lien donné à Louise Petit n’ouvrira plus rien."));
    BOOST_TEST(!has_beginning(Role::Paragraph, "Cette personne a déjà répondu"));
    press(Role::Button, "Garder l’invitation");
    BOOST_TEST(sent.empty());
    BOOST_TEST(!has(Role::Dialog, question));
    input.width = 320;
    settle();
    press(Role::Button, "Annuler l’invitation");
    BOOST_TEST(faults() == "");
    press(Role::Button, "Annuler cette invitation");
    BOOST_TEST((only<app::CancelInvite>().invite == samples::an_id<InviteId>(2)));
    BOOST_TEST(!has(Role::Dialog, question));
}

/// And what is asked of one invitation is not asked of another that comes in its place.
BOOST_AUTO_TEST_CASE(who_cancels_an_invitation_that_was_answered_is_told_that_a_request_is_set_aside)
{
    press_button_of("Samir Haddad");
    click(Role::Button, "Annuler l’invitation");
    BOOST_TEST(has(Role::Paragraph, "Cette personne a déjà répondu\u00a0: sa demande sera écartée."));
    BOOST_TEST(sent.empty());
    view.invitation = samples::an_id<InviteId>(2);
    settle();
    BOOST_TEST(has(Role::Button, "Annuler l’invitation"));
    BOOST_TEST(!has(Role::Dialog, "Annuler cette invitation\u202f?"));
    BOOST_TEST(sent.empty());
}

BOOST_AUTO_TEST_CASE(an_invitation_that_expired_is_made_again_and_shows_no_words_to_compare)
{
    auto& late = view.invitations.front();
    late.expired = true;
    late.advice = verbatim("Invitation expirée");
    late.may_accept = false;
    late.may_invite_again = true;
    press_button_of("Samir Haddad");
    BOOST_TEST(!has(Role::Heading, "Comparer les six mots"));
    BOOST_TEST(!has(Role::TextField, "Lien d’invitation"));
    click(Role::Button, "Inviter à nouveau");
    BOOST_TEST((only<app::InviteAgain>().invite == samples::an_id<InviteId>(1)));
    BOOST_TEST(has(Role::Button, "Créer le lien d’invitation"));
    BOOST_TEST(focused_name() == "Nom de la personne");
}

BOOST_AUTO_TEST_CASE(another_name_than_the_one_invited_is_shown_beside_the_words)
{
    auto& answered = view.invitations.front();
    answered.claimed_name = "Samir Haddad-Roux";
    answered.may_take_name = true;
    press_button_of("Samir Haddad");
    BOOST_TEST(text().find("Se présente comme\u00a0: Samir Haddad-Roux") != std::string::npos);
    BOOST_TEST(text().find("Si un seul mot diffère, arrêtez là") != std::string::npos);
    click(Role::Button, "Inscrire sous ce nom");
    BOOST_TEST((only<app::TakeClaimedName>().invite == samples::an_id<InviteId>(1)));
}

BOOST_AUTO_TEST_CASE(who_may_not_invite_is_not_offered_to)
{
    view.may_invite = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Inviter une personne"));
}

BOOST_AUTO_TEST_CASE(forms_of_the_second_pane_fit_at_every_width)
{
    screen_draft.inviting = true;
    check_widths();
    screen_draft.inviting = false;
    screen_draft.invitation = samples::an_id<InviteId>(1);
    check_widths();
    screen_draft.invitation = samples::an_id<InviteId>(2);
    check_widths();
}

BOOST_AUTO_TEST_SUITE_END()
