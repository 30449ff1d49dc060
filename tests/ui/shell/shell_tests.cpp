// The frame around the screens: navigation, lock, alarms, messages, drafts that never outlive their record.

#include <boost/test/unit_test.hpp>

#include "tests/ui/shell/shell_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Framed : ShellFixture {
    Framed() { input.height = 900; }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(shell_tests, Framed)

BOOST_AUTO_TEST_CASE(navigation_goes_and_tells_where_one_is)
{
    settle();
    BOOST_TEST(ui::has(find(Role::Link, "Accueil").state, State::Current));
    BOOST_TEST(has(Role::Text, "Claire Vasseur"));
    click(Role::Link, "Membres");
    BOOST_TEST(std::holds_alternative<app::MembersRoute>(only<app::Go>().route));
}

BOOST_AUTO_TEST_CASE(locking_is_one_press)
{
    settle();
    BOOST_TEST(find(Role::Button, "Verrouiller").shortcut == "Control+Alt+L");
    click(Role::Button, "Verrouiller");
    (void)only<app::Lock>();
}

BOOST_AUTO_TEST_CASE(an_alarm_stays_until_it_is_read)
{
    views.shell.alarms = {verbatim("Le dépôt a montré un état plus ancien.")};
    click(Role::Button, "J’ai lu");
    BOOST_TEST(only<app::AcknowledgeAlarm>().index == 0u);
    BOOST_TEST(has(Role::Paragraph, "Le dépôt a montré un état plus ancien."));
    views.shell.alarms.clear();
    settle();
    BOOST_TEST(!has(Role::Button, "J’ai lu"));
}

BOOST_AUTO_TEST_CASE(reading_only_is_said_with_its_reason)
{
    views.shell.read_only = true;
    views.shell.read_only_reason = verbatim("Une version plus récente est nécessaire.");
    settle();
    BOOST_TEST(has(Role::Paragraph, "Une version plus récente est nécessaire."));
}

BOOST_AUTO_TEST_CASE(who_may_be_out_is_told_whom_to_ask)
{
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Vous n’êtes peut-être plus membre de ce conseil"));
    views.shell.may_be_out = phrase("session.may_be_out").with("who", "Marc Thévenoux");
    settle();
    BOOST_TEST(has(Role::Paragraph, "Vous n’êtes peut-être plus membre de ce conseil"));
    BOOST_TEST(text().find("adressez-vous à Marc Thévenoux") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_may_reach_nobody_is_said_until_more_is_known)
{
    constexpr auto k_title = "Vos écrits n’arrivent peut-être plus aux autres membres";
    settle();
    BOOST_TEST(!has(Role::Paragraph, k_title));
    views.shell.closed = phrase("session.closed").with("who", "Marc Thévenoux");
    settle();
    BOOST_TEST(has(Role::Paragraph, k_title));
    views.shell.may_be_out = phrase("session.may_be_out").with("who", "Marc Thévenoux");
    settle();
    BOOST_TEST(!has(Role::Paragraph, k_title));
}

BOOST_AUTO_TEST_CASE(a_refusal_is_told_once_with_its_article_and_closed_by_the_person)
{
    app::ToastView toast;
    toast.number = 5;
    toast.tone = app::Tone::Warning;
    toast.refusal = app::RefusalView{phrase("law.r_24.signataire"), phrase("law.r_24.article")};
    views.shell.toasts = {toast};
    settle();
    auto const told = tree().announcements().size();
    BOOST_TEST(told == 1u);
    settle();
    BOOST_TEST(tree().announcements().size() == told);
    BOOST_TEST(text().find("Règle\u00a0R-24") != std::string::npos);
    click(Role::Button, "Masquer ce message");
    BOOST_TEST(only<app::DismissToast>().number == 5u);
}

BOOST_AUTO_TEST_CASE(what_was_announced_on_a_screen_is_forgotten_on_the_next_one_and_what_comes_with_it_is_told)
{
    settle();
    auto const told = tree().announcements().size();
    go(app::AboutRoute{});
    settle();
    BOOST_REQUIRE(tree().announcements().size() == told + 1);
    BOOST_TEST(tree().announcements().back().text == "");
    app::ToastView toast;
    toast.number = 5;
    toast.text = verbatim("C’est enregistré");
    go(app::SituationsRoute{});
    views.shell.toasts = {toast};
    settle();
    BOOST_REQUIRE(tree().announcements().size() == told + 3);
    BOOST_TEST(tree().announcements()[told + 1].text == "");
    BOOST_TEST(tree().announcements().back().text.find("C’est enregistré") != std::string::npos);
    settle();
    BOOST_TEST(tree().announcements().size() == told + 3);
}

BOOST_AUTO_TEST_CASE(only_nominative_screens_carry_who_reads)
{
    std::string const mark = ui::say(views.shell.viewer_mark).str();
    settle();
    BOOST_TEST(!has(Role::Text, mark));
    go(app::SituationsRoute{});
    settle();
    BOOST_TEST(has(Role::Text, mark));
    go(app::ReportRoute{});
    settle();
    BOOST_TEST(has(Role::Text, mark));
    go(app::AboutRoute{});
    settle();
    BOOST_TEST(!has(Role::Text, mark));
}

BOOST_AUTO_TEST_CASE(paper_says_of_which_council_it_is_and_who_printed_it_when)
{
    auto const said = ui::tr(
        "shell.printed",
        {ui::arg("council", ui::say(views.shell.council)), ui::arg("mark", ui::say(views.shell.viewer_mark))});
    go(app::MembersRoute{});
    settle();
    BOOST_TEST(!has(Role::Text, said.view()));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(has(Role::Text, said.view()));
}

BOOST_AUTO_TEST_CASE(every_route_has_its_screen_title_and_fits)
{
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        for (auto const& [name, route] : samples::routes()) {
            go(route);
            settle();
            BOOST_TEST(faults() == "", width << " " << name << "\n" << faults());
            std::size_t first_level = 0;
            for (Node const& node : tree().nodes())
                first_level += node.role == Role::Heading && node.level == 1;
            BOOST_TEST(first_level == 1u, width << " " << name);
            BOOST_TEST(!tree().title().empty());
            int const before = frames;
            settle();
            BOOST_TEST(frames == before + 1, name << " does not rest");
        }
    }
}

/// The browser keeps titles in its history, after the session too.
BOOST_AUTO_TEST_CASE(the_window_is_called_after_the_kind_of_its_page_at_every_width_and_names_nobody)
{
    std::pair<app::Route, char const*> const places[]{
        {app::HomeRoute{}, "Accueil"},
        {app::SituationsRoute{.group = samples::an_id<GroupId>(1)}, "Situations"},
        {app::SituationsRoute{.situation = samples::an_id<RecordId>(1)}, "Situation"},
        {app::GroupsRoute{samples::an_id<GroupId>(1)}, "Groupe"},
        {app::MembersRoute{samples::an_id<MemberId>(2)}, "Membre"},
        {app::TextsRoute{}, "Charte et règlement intérieur"}};
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        for (auto const& [route, title] : places) {
            go(route);
            settle();
            BOOST_TEST(tree().title() == title, width);
        }
    }
}

BOOST_AUTO_TEST_CASE(f6_moves_between_regions)
{
    constexpr float k_shift = 1;
    app::ToastView toast;
    toast.number = 7;
    toast.tone = app::Tone::Warning;
    toast.text = verbatim("Un message");
    views.shell.toasts = {toast};
    settle();
    auto const f6 = [this](float modifiers) {
        act(tree().nodes().front().id, Act::Key, "F6", modifiers);
        return focused_name();
    };
    std::string const title = ui::say(views.home->greeting).str();
    std::string const state = "À jour à 14\u00a0h\u00a005";
    focus(Role::Link, "Membres");
    BOOST_TEST(f6(0) == state);
    BOOST_TEST(f6(0) == title);
    BOOST_TEST(f6(0) == "Masquer ce message");
    // Navigation: the entry one is on.
    BOOST_TEST(f6(0) == "Rechercher dans la page");
    BOOST_TEST(f6(0) == "Accueil");
    BOOST_TEST(f6(k_shift) == "Rechercher dans la page");
    BOOST_TEST(f6(k_shift) == "Masquer ce message");
    BOOST_TEST(f6(k_shift) == title);
    BOOST_TEST(f6(k_shift) == state);
    // Without focus anywhere, the first region.
    leave_field();
    BOOST_TEST(f6(0) == "Rechercher dans la page");
    // A dialog keeps it.
    press(Role::Button, "À jour à 14\u00a0h\u00a005");
    std::string const inside = focused_name();
    BOOST_TEST(inside == "Synchronisation");
    BOOST_TEST(f6(0) == inside);
    BOOST_TEST(f6(k_shift) == inside);
}

BOOST_AUTO_TEST_CASE(sample_screens_are_walked_through_by_their_navigation)
{
    samples::SampleScreens screens;
    draw = [&screens] {
        screens.draw();
    };
    screens.show("membres");
    click(Role::Link, "Actes");
    BOOST_TEST(tree().title() == "Actes");
    screens.show("fonder3");
    settle();
    BOOST_TEST(has(Role::NoteField, "Texte de la charte"));
}

BOOST_AUTO_TEST_CASE(a_new_screen_takes_focus_to_its_title)
{
    settle();
    go(app::ActsRoute{});
    settle();
    BOOST_TEST(focused_name() == "Actes");
    BOOST_TEST(tree().title() == "Actes");
}

BOOST_AUTO_TEST_CASE(another_record_never_shows_what_was_typed_for_the_last)
{
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    click(Role::Button, "Modifier la fiche");
    type(Role::TextField, "Prénom", "Texte en cours");
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(2)});
    views.sheet->record = samples::an_id<RecordId>(2);
    settle();
    BOOST_TEST(count(Role::NoteField) == 0u);
    BOOST_TEST(text().find("Texte en cours") == std::string::npos);
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    settle();
    BOOST_TEST(text().find("Texte en cours") == std::string::npos);
}

/// Also after another one was chosen there.
BOOST_AUTO_TEST_CASE(home_leads_to_the_same_invitation_as_often_as_it_is_asked)
{
    auto const asked = samples::an_id<InviteId>(2);
    auto const lead = [&] {
        go(app::HomeRoute{});
        settle();
        go(app::MembersRoute{.member = {}, .invite = asked});
        views.members->detail.reset();
        views.members->invitation = asked;
        settle();
    };
    lead();
    BOOST_TEST(has(Role::Heading, "Louise Petit"));
    click(Role::Button, "Comparer les mots");
    BOOST_REQUIRE(!has(Role::Heading, "Louise Petit"));
    lead();
    BOOST_TEST(has(Role::Heading, "Louise Petit"));
    BOOST_TEST(!has(Role::Heading, "Samir Haddad"));
}

/// Also after it was closed there.
BOOST_AUTO_TEST_CASE(home_leads_to_the_form_of_an_invitation_as_often_as_it_is_asked)
{
    auto const lead = [&] {
        go(app::HomeRoute{});
        settle();
        go(app::MembersRoute{.member = {}, .invite = {}, .function = 2});
        views.members->detail.reset();
        views.members->asks_invite = true;
        settle();
    };
    lead();
    BOOST_TEST(has(Role::Heading, "Inviter une personne"));
    click(Role::Button, "Comparer les mots");
    BOOST_TEST(!has(Role::Heading, "Inviter une personne"));
    lead();
    BOOST_TEST(has(Role::Heading, "Inviter une personne"));
}

BOOST_AUTO_TEST_CASE(a_tab_keeps_what_is_being_typed)
{
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    click(Role::Button, "Modifier la fiche");
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1), .tab = app::SheetTab::Acces});
    settle();
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    settle();
    BOOST_TEST(has(Role::TextField, "Prénom"));
}

BOOST_AUTO_TEST_CASE(a_cispd_reads_of_its_president)
{
    views.shell.toasts = {{1, app::Tone::Warning, phrase("law.s_02.qui"), std::nullopt, std::nullopt}};
    settle();
    BOOST_TEST(text().find("Seul le coordonnateur, ou le maire,") != std::string::npos);
    views.shell.is_intercommunal = true;
    views.shell.toasts.front().number = 2;
    settle();
    BOOST_TEST(text().find("ou le président de l’intercommunalité,") != std::string::npos);
    views.shell.is_intercommunal = false;
    settle();
}

BOOST_AUTO_TEST_CASE(signed_out_nothing_is_drawn)
{
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    click(Role::Button, "Modifier la fiche");
    type(Role::TextField, "Prénom", "Texte en cours");
    views.signed_in = false;
    settle();
    BOOST_TEST(tree().nodes().size() <= 1u);
    views.signed_in = true;
    settle();
    BOOST_TEST(text().find("Texte en cours") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_a_vault_the_founding_assistant_is_alone)
{
    views = {};
    views.route = app::FoundingRoute{2};
    views.founding = samples::founding(2);
    settle();
    BOOST_TEST(has(Role::Heading, "Fonder un conseil"));
    BOOST_TEST(!has(Role::Button, "Verrouiller"));
    BOOST_TEST(count(Role::Navigation) == 0u);
    click(Role::Button, "Étape suivante");
    BOOST_TEST(std::get<app::FoundingRoute>(only<app::Go>().route).step == 3u);
}

BOOST_AUTO_TEST_CASE(r_50_a_value_of_a_sheet_is_copied_once_the_application_says_that_it_may)
{
    go(app::SituationsRoute{.situation = samples::an_id<RecordId>(1)});
    settle();
    NodeId button = 0;
    for (Node const& node : tree().nodes()) {
        if (node.role == Role::Button && node.name.starts_with("Copier"))
            button = node.id;
    }
    BOOST_REQUIRE(button != 0U);
    act(button, Act::Press);
    auto const asked = only<app::CopyValue>();
    BOOST_TEST(!asked.text.empty());
    BOOST_TEST(!context().take_copied().has_value());
    views.shell.copied = {1, asked.text};
    settle();
    BOOST_TEST(context().take_copied().value_or("") == asked.text);
    settle();
    BOOST_TEST(!context().take_copied().has_value());
}

BOOST_AUTO_TEST_SUITE_END()
