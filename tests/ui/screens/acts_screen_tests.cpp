// The act being prepared, those that were signed, those without effect.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/ui/screens/view_screen.hpp"
#include "ui/screens/acts/acts_screen.hpp"
#include "ui/screens/parts.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Acts : Screen<app::ActsView, ui::ActsDraft, ui::draw_acts> {
    Acts() : Screen(samples::acts(), kit::PageKind::Flow) {}

    /// As a button is named that others bear the label of.
    static std::string named(std::string_view label, Phrase const& what)
    {
        return ui::name_of_button(ui::value(label), ui::say(what)).str();
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(acts_screen_tests, Acts)

BOOST_AUTO_TEST_CASE(changes_are_read_removed_and_signed)
{
    check_widths();
    BOOST_TEST(has(Role::Heading, "Acte n°\u00a012"));
    settle();
    // Each says which change it takes away.
    press(Role::Button, "Retirer\u00a0: Samir Haddad, bailleur Habitat 12, entre au groupe Centre");
    BOOST_TEST(only<app::DropChange>().id == 11u);
    press(Role::Button, "Retirer\u00a0: Anne Leroy quitte le groupe Gare, dont la clé change");
    BOOST_TEST(only<app::DropChange>().id == 12u);
    click(Role::Button, "Signer l’acte");
    (void)only<app::SignDraft>();
}

BOOST_AUTO_TEST_CASE(what_a_change_does_is_told_in_its_own_row)
{
    settle();
    auto const rows = all(Role::ListItem, "").size();
    auto below = [](std::uint64_t id, char const* text) {
        app::ChangeLine line{id, verbatim(text)};
        line.is_below = true;
        return line;
    };
    view.draft.insert(view.draft.begin() + 1, below(2, "Organisme\u00a0: Habitat 13"));
    view.draft.insert(view.draft.begin() + 1, below(3, "Annuaire\u00a0: lit"));
    settle();
    BOOST_TEST(all(Role::ListItem, "").size() == rows);
    BOOST_TEST(has(Role::Text, "Annuaire\u00a0: lit"));
    BOOST_TEST(has(Role::Text, "Organisme\u00a0: Habitat 13"));
    auto const item_of = [this](std::string_view text) {
        return find(Role::Text, text).parent;
    };
    auto const whose = item_of("Samir Haddad, bailleur Habitat 12, entre au groupe Centre");
    BOOST_TEST((item_of("Organisme\u00a0: Habitat 13") == whose));
    BOOST_TEST((item_of("Anne Leroy quitte le groupe Gare, dont la clé change") != whose));
    BOOST_TEST(has(Role::Button, "Retirer\u00a0: Samir Haddad, bailleur Habitat 12, entre au groupe Centre"));
    BOOST_TEST(has(Role::Button, "Retirer\u00a0: Anne Leroy quitte le groupe Gare, dont la clé change"));
}

BOOST_AUTO_TEST_CASE(what_stops_because_of_the_act_has_a_row_without_a_button)
{
    settle();
    auto const rows = all(Role::ListItem, "").size();
    app::ChangeLine line{99, verbatim("Centre\u00a0: l’écriture s’arrête")};
    line.is_warning = true;
    view.draft.push_back(line);
    settle();
    BOOST_TEST(all(Role::ListItem, "").size() == rows + 1);
    BOOST_TEST(has(Role::Text, "Centre\u00a0: l’écriture s’arrête"));
    BOOST_TEST(!has(Role::Button, "Retirer\u00a0: Centre\u00a0: l’écriture s’arrête"));
}

BOOST_AUTO_TEST_CASE(who_answered_an_invitation_is_left_out_of_print)
{
    view.draft.front().not_printed = app::RefusalView{phrase("law.droit.diffusion"), phrase("law.m_24.article")};
    auto const* const answered = "Samir Haddad, bailleur Habitat 12, entre au groupe Centre";
    settle();
    BOOST_TEST(ui::has(find(Role::Text, answered).state, State::NoPrint));
    BOOST_TEST(
        !ui::has(find(Role::Text, "Anne Leroy quitte le groupe Gare, dont la clé change").state, State::NoPrint));
    input.output = kit::Output::Printed;
    settle();
    BOOST_TEST(ui::has(find(Role::Text, answered).state, State::NoPrint));
    BOOST_TEST(!ui::has(find(Role::Paragraph, ui::tr("law.m_24.article").view()).state, State::NoPrint));
}

BOOST_AUTO_TEST_CASE(an_act_without_effect_is_repaired)
{
    auto const title = view.without_effect.front().title;
    click(Role::Button, named("Préparer à nouveau", title));
    BOOST_TEST((only<app::PrepareSignAgain>().act == samples::an_id<ActHash>(9)));
    click(Role::Button, named("Ne plus l’afficher", title));
    BOOST_TEST((only<app::SetActAside>().act == samples::an_id<ActHash>(9)));
    BOOST_TEST(!has(Role::Paragraph, "Un autre acte s’affichera ensuite."));
    view.without_effect_count = 2;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Un autre acte s’affichera ensuite."));
}

BOOST_AUTO_TEST_CASE(an_act_that_is_not_prepared_again_says_why_and_has_no_button_for_it)
{
    view.without_effect.front().bar = phrase("council.act.again_elsewhere");
    settle();
    BOOST_TEST(!has(Role::Button, "Préparer à nouveau"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Cet acte touche aux textes"));
    BOOST_TEST(has(Role::Button, named("Ne plus l’afficher", view.without_effect.front().title)));
}

BOOST_AUTO_TEST_CASE(of_two_acts_without_effect_each_has_buttons_of_its_own)
{
    view.without_effect.push_back(samples::signed_act(8, Date{2026, 5, 30}, {}));
    settle();
    BOOST_TEST(has(Role::Button, named("Préparer à nouveau", view.without_effect.front().title)));
    act(find(Role::Button, named("Préparer à nouveau", view.without_effect.back().title)).id, Act::Press);
    BOOST_TEST((only<app::PrepareSignAgain>().act == samples::an_id<ActHash>(8)));
}

BOOST_AUTO_TEST_CASE(each_change_that_did_nothing_has_buttons_of_its_own_below_its_act)
{
    view.without_effect.clear();
    auto const title = samples::signed_act(10, Date{2026, 6, 2}, {}).title;
    auto const hash = samples::an_id<ActHash>(10);
    view.lost_ops = {
        {hash,
         title,
         {{1, verbatim("Anne Leroy quitte le conseil"), {}},
          {3, verbatim("Un réglage du conseil change"), phrase("council.again.policy")}},
         3}};
    view.lost_ops_count = 2;
    check_widths();
    BOOST_TEST(has(Role::Heading, "Changements sans effet"));
    BOOST_TEST(has(Role::Paragraph, "1 autre changement de cet acte s’affichera ensuite."));
    BOOST_TEST(has(Role::Paragraph, "Ceux d’un autre acte s’afficheront ensuite."));
    // Of the two, one may be prepared; the other says what to do instead.
    auto const& ops = view.lost_ops.front().ops;
    BOOST_TEST(!has(Role::Button, named("Préparer à nouveau", ops.back().text)));
    // One heading for both, beside that of the act among the signed ones.
    BOOST_TEST(std::ranges::count_if(tree().nodes(), [](Node const& node) {
                   return node.role == Role::Heading && node.name.starts_with("Acte n°\u00a010 · ");
               }) == 2);
    click(Role::Button, named("Préparer à nouveau", ops.front().text));
    auto const again = only<app::PrepareOpAgain>();
    BOOST_TEST((again.act == hash));
    BOOST_TEST(again.op == 1u);
    settle();
    BOOST_TEST(has(Role::Button, named("Ne plus l’afficher", ops.front().text)));
    act(find(Role::Button, named("Ne plus l’afficher", ops.back().text)).id, Act::Press);
    BOOST_TEST(only<app::SetOpAside>().op == 3u);
    settle();
    click(Role::Button, named("Ne plus afficher ces 3 changements", title));
    BOOST_TEST((only<app::SetOpsAside>().act == hash));
}

BOOST_AUTO_TEST_CASE(each_signed_act_has_a_heading_below_that_of_its_card)
{
    settle();
    std::vector<std::uint16_t> levels;
    std::vector<std::string> acts;
    for (Node const& node : tree().nodes()) {
        if (node.role != Role::Heading)
            continue;
        if (node.name == "Actes signés")
            levels.push_back(node.level);
        bool const is_act = node.name.starts_with("Acte n°") && node.name.find("signé par") != std::string::npos;
        if (is_act) {
            levels.push_back(node.level);
            acts.push_back(node.name);
        }
    }
    BOOST_TEST((levels == std::vector<std::uint16_t>{2, 3, 3}));
    BOOST_REQUIRE(acts.size() == 2u);
    BOOST_TEST(acts.front().starts_with("Acte n°\u00a011 · signé par Hélène Marchand · le 9\u00a0juin 2026 à "));
    BOOST_TEST(acts.back().starts_with("Acte n°\u00a010 · "));
}

BOOST_AUTO_TEST_CASE(earlier_acts_are_asked_for_and_the_button_stays_once_all_are_there)
{
    settle();
    BOOST_TEST(has(Role::Paragraph, "2 actes affichés sur 11."));
    click(Role::Button, "Afficher les actes précédents");
    (void)only<app::ShowEarlierActs>();
    view.signed_count = view.signed_acts.size();
    settle();
    BOOST_TEST((find(Role::Button, "Afficher les actes précédents").description == "Tous les actes sont affichés."));
    // Who never asked is not told of a button that does nothing.
    screen_draft = {};
    settle();
    BOOST_TEST(!has(Role::Button, "Afficher les actes précédents"));
}

BOOST_AUTO_TEST_CASE(an_act_without_changes_bears_no_number)
{
    settle();
    BOOST_TEST(has(Role::Heading, "Acte n°\u00a012"));
    view.draft.clear();
    settle();
    BOOST_TEST(!has(Role::Heading, "Acte n°\u00a012"));
    BOOST_TEST(has(Role::Heading, "Prochain acte"));
}

BOOST_AUTO_TEST_CASE(the_mayor_signs_that_he_saw_the_acts_of_others)
{
    click(Role::Button, "J’ai vu ces actes");
    (void)only<app::PrepareVisa>();
    // Of one, in the singular, to its last word.
    view.to_see.front().title.args.front().second = std::int64_t{1};
    for (Phrase* const said : {&view.to_see.front().detail, &view.to_see.front().button})
        said->args.front().second = std::int64_t{1};
    settle();
    BOOST_TEST(has(Role::Button, "J’ai vu cet acte"));
    BOOST_TEST(text().find("Il porte la mention") != std::string::npos);
    BOOST_TEST(text().find("Ils portent") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_change_that_did_nothing_is_said_to_have_done_nothing)
{
    settle();
    // Said once, above what it comes from.
    BOOST_TEST(has_beginning(Role::Text, "C’était déjà fait, une autre décision"));
    BOOST_TEST(text().find("Resté sans effet") == std::string::npos);
    BOOST_TEST(text().find("Sans effet\u00a0: Anne Leroy quitte le conseil") != std::string::npos);
    BOOST_TEST(text().find("Sans effet\u00a0: Le règlement") == std::string::npos);
    view.signed_acts.back().lines.pop_back();
    settle();
    BOOST_TEST(!has_beginning(Role::Text, "C’était déjà fait"));
}

BOOST_AUTO_TEST_CASE(an_act_that_may_not_be_signed_says_why)
{
    view.may_sign = false;
    view.refusal = app::RefusalView{phrase("law.r_24.signataire"), phrase("law.r_24.article")};
    settle();
    BOOST_TEST(!has(Role::Button, "Signer l’acte"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Seule une personne qui signe les actes"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Règle\u00a0R-24"));
}

BOOST_AUTO_TEST_CASE(an_act_that_may_not_be_signed_now_keeps_its_button_closed_and_says_why)
{
    view.may_sign = false;
    view.why_stopped = phrase("session.read_only.contest");
    settle();
    settle();
    auto const sign = find(Role::Button, "Signer l’acte");
    BOOST_TEST(ui::has(sign.state, State::Disabled));
    view.why_stopped = {};
    settle();
    BOOST_TEST(!has(Role::Button, "Signer l’acte"));
}

BOOST_AUTO_TEST_CASE(an_empty_draft_says_where_changes_come_from)
{
    view.draft.clear();
    settle();
    BOOST_TEST(has(Role::Paragraph, "Aucun changement n’est préparé"));
    BOOST_TEST(!has(Role::Button, "Signer l’acte"));
}

BOOST_AUTO_TEST_SUITE_END()
