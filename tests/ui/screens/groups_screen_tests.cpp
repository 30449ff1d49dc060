// Groups.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/groups/groups_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Groups : Screen<app::GroupsView, ui::GroupsDraft, ui::draw_groups> {
    Groups() : Screen(samples::groups(), kit::PageKind::Panes) {}
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(groups_screen_tests, Groups)

BOOST_AUTO_TEST_CASE(a_group_leads_to_its_situations_and_says_who_reads)
{
    check_widths();
    BOOST_TEST(has(Role::Heading, "Qui lit ce groupe"));
    BOOST_TEST(has(Role::Table, "Espace nominatif et espace général"));
    BOOST_TEST(!has(Role::Table, "Espace général seulement"));
    view.detail->general_readers = {{verbatim("Paul Mercier"), verbatim("Secrétariat"), verbatim("Sans limite")}};
    settle();
    BOOST_TEST(has(Role::Table, "Espace général seulement"));
    click(Role::Button, "Voir 7 situations en cours");
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(std::holds_alternative<app::SetSearch>(sent.front()));
    auto const route = std::get<app::SituationsRoute>(std::get<app::Go>(sent.back()).route);
    BOOST_TEST((route.group == samples::an_id<GroupId>(1)));
    sent.clear();
    click(Role::Link, "Gare");
    BOOST_TEST((std::get<app::GroupsRoute>(only<app::Go>().route).group == samples::an_id<GroupId>(2)));
}

BOOST_AUTO_TEST_CASE(a_group_without_situations_has_a_button_that_says_what_it_does)
{
    view.detail->situations = 0;
    settle();
    click(Role::Button, "Voir les situations (aucune en cours)");
    BOOST_REQUIRE(sent.size() == 2u);
    BOOST_TEST(std::holds_alternative<app::SetSearch>(sent.front()));
    auto const route = std::get<app::SituationsRoute>(std::get<app::Go>(sent.back()).route);
    BOOST_TEST((route.group == samples::an_id<GroupId>(1)));
}

BOOST_AUTO_TEST_CASE(a_group_counts_its_situations_in_the_list_and_on_its_page)
{
    Phrase const counts = verbatim("2 suivies · 1 à qualifier");
    view.rows.front().counts = counts;
    view.detail->counts = counts;
    settle();
    BOOST_TEST(text().contains("2 suivies · 1 à qualifier · Groupe territorial · 9 membres"));
    BOOST_TEST(has(Role::Paragraph, "2 suivies · 1 à qualifier"));
    BOOST_TEST(!text().contains("2 suivies · 1 à qualifier · Groupe thématique"));
    check_widths();
}

BOOST_AUTO_TEST_CASE(a_long_perimeter_goes_on_below_in_its_row)
{
    std::string perimeter = "Groupe territorial · Quartiers du Centre";
    for (int i = 0; i < 8; ++i)
        perimeter += ", du Vieux-Port, de la Gare et des Tanneurs";
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        view.detail.reset();
        view.rows.front().detail = verbatim("Court");
        settle();
        float const line = find(Role::Text, "Court").rect.height;
        view.rows.front().detail = verbatim(perimeter);
        settle();
        auto const words = find(Role::Text, perimeter).rect;
        BOOST_TEST(words.height > 1.9f * line, width);
        auto const row = find(Role::Link, view.rows.front().name).rect;
        BOOST_TEST(words.y + words.height <= row.y + row.height, width);
    }
}

BOOST_AUTO_TEST_CASE(who_reads_a_group_leads_to_his_page)
{
    settle();
    BOOST_TEST(!has(Role::Link, "Nadia Ferrand"));
    view.detail->readers[1].member = samples::an_id<MemberId>(2);
    settle();
    click(Role::Link, "Nadia Ferrand");
    BOOST_TEST((std::get<app::MembersRoute>(only<app::Go>().route).member == samples::an_id<MemberId>(2)));
    check_widths();
}

BOOST_AUTO_TEST_CASE(without_a_group_who_may_make_one_is_told_to)
{
    view.rows.clear();
    view.detail.reset();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Créez un premier groupe."));
    view.may_create = false;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Un groupe apparaît ici dès que vous en êtes membre."));
    // nothing is promised to whom none will come.
    BOOST_TEST(has(Role::Paragraph, ui::tr("groups.subtitle").view()));
    view.refusal = app::RefusalView{verbatim("Aucune situation ne s’ouvre à vous."), verbatim("Règle R-25")};
    settle();
    BOOST_TEST(!has(Role::Paragraph, ui::tr("groups.subtitle").view()));
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Un groupe apparaît ici dès que vous en êtes membre."));
    BOOST_TEST(has(Role::Group, "Refus"));
}

BOOST_AUTO_TEST_CASE(a_repair_sends_its_command)
{
    click(Role::Button, "Remettre la clé");
    BOOST_TEST((only<app::GrantMissingKeys>().member == samples::an_id<MemberId>(3)));
}

BOOST_AUTO_TEST_CASE(an_animator_is_prepared_by_those_who_may)
{
    settle();
    // What the group is stands once, until somebody changes it.
    BOOST_TEST(!has(Role::Form, "Fiche du groupe"));
    BOOST_TEST(has(Role::Paragraph, "3 membres"));
    click(Role::Button, "Modifier");
    BOOST_TEST(has(Role::Form, "Fiche du groupe"));
    BOOST_TEST(find(Role::Form, "Fiche du groupe").rect.y > find(Role::Heading, "Qui lit ce groupe").rect.y);
    click(Role::Button, "Fermer");
    BOOST_TEST(!has(Role::Form, "Fiche du groupe"));
    click(Role::Button, "Modifier");
    click(Role::Button, "Ajouter à l’acte");
    BOOST_TEST((only<app::PrepareGroup>().group == samples::an_id<GroupId>(1)));
    view.detail->form.clear();
    settle();
    BOOST_TEST(!has(Role::Form, "Fiche du groupe"));
}

/// Below all that the page tells: what opens there is seen, from its title on.
BOOST_AUTO_TEST_CASE(the_form_of_a_group_is_shown_whole_or_from_its_title_and_takes_the_focus)
{
    auto const shows = [this](Role role, std::string const& name) {
        Node const node = find(role, name);
        return node.clip.height > node.rect.height - 0.5f;
    };
    auto const open = [this] {
        press(Role::Button, "Modifier");
        settle();
        BOOST_TEST(focused_name() == "Animateur");
    };
    input.height = 520;
    settle();
    BOOST_REQUIRE(!shows(Role::Button, "Modifier"));
    open();
    BOOST_TEST(shows(Role::Heading, "Fiche du groupe"));
    BOOST_TEST(shows(Role::Button, "Ajouter à l’acte"));
    press(Role::Button, "Fermer");
    // Where it is higher than the window, as much of it as there is room for.
    for (std::uint32_t i = 2; i < 9; ++i)
        view.detail->form.push_back(
            samples::a_field(i, app::FieldKind::Note, "Note " + std::to_string(i), std::string()));
    settle();
    open();
    auto const page = find(Role::Region, "Centre").rect;
    auto const title = find(Role::Heading, "Fiche du groupe").rect;
    BOOST_TEST(shows(Role::Heading, "Fiche du groupe"));
    BOOST_TEST(title.y < page.y + 80.0f);
}

BOOST_AUTO_TEST_CASE(the_form_of_a_new_group_takes_the_focus)
{
    input.height = 480;
    settle();
    press(Role::Button, "Nouveau groupe");
    settle();
    BOOST_TEST(focused_name() == "Nom du groupe");
    Node const title = find(Role::Heading, "Nouveau groupe");
    BOOST_TEST(title.clip.height > title.rect.height - 0.5f);
    // Once: who goes elsewhere in it stays there.
    focus(Role::TextField, "Périmètre");
    settle();
    BOOST_TEST(focused_name() == "Périmètre");
}

BOOST_AUTO_TEST_CASE(no_group_is_chosen_while_a_new_one_is_made)
{
    auto const is_chosen = [this] {
        return ui::has(find(Role::Link, view.rows.front().name).state, ui::State::Current);
    };
    view.rows.front().selected = true;
    settle();
    BOOST_TEST(is_chosen());
    press(Role::Button, "Nouveau groupe");
    settle();
    BOOST_TEST(!is_chosen());
    press(Role::Button, "Annuler");
    settle();
    BOOST_TEST(is_chosen());
}

BOOST_AUTO_TEST_CASE(a_new_group_is_prepared)
{
    click(Role::Button, "Nouveau groupe");
    type(Role::TextField, "Nom du groupe", "Nord");
    BOOST_TEST(only<app::EditNewGroup>().value.text == "Nord");
    click(Role::Button, "Ajouter à l’acte");
    (void)only<app::PrepareNewGroup>();
    // Refused: the form stays, focus goes to what is wrong and leads to the field.
    view.new_group[0].error = phrase("council.group.error.name");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    std::string const said = "Nom du groupe\u00a0: indiquez le nom du groupe.";
    press(Role::Link, said);
    BOOST_TEST(focused_name() == "Nom du groupe");
    view.may_create = false;
    settle();
    BOOST_TEST(!has(Role::Button, "Nouveau groupe"));
}

BOOST_AUTO_TEST_CASE(a_refusal_of_a_group_is_said)
{
    view.detail->refusal = app::RefusalView{phrase("law.r_22.adoption"), phrase("law.r_22.article")};
    settle();
    BOOST_TEST(has_beginning(Role::Paragraph, "Le règlement intérieur n’est pas encore adopté"));
}

BOOST_AUTO_TEST_SUITE_END()
