// Who joins before the règlement intérieur is adopted (docs/decisions/0014).

#include "tests/core/app/adopting_council.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(joining_early)

/// Decision 26 with model 3.4: he is let in before the adoption, and nothing nominative opens to him by it.
BOOST_FIXTURE_TEST_CASE(r_22_who_joins_early_accepts_the_rules_once_in_force, testing::AdoptingCouncil)
{
    namespace field = app::invite_field;
    using Texts = std::vector<std::string>;
    Texts const charter_alone{"domain.type_texte.charte"};
    found_without_adoption();
    BOOST_TEST(texts_accepted_by("Claire Vasseur") == charter_alone);
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{field::k_name, testing::typed("Camille Durand")});
    mayor.send(
        app::EditInvite{field::k_quality, testing::coded(static_cast<std::uint32_t>(domain::Qualite::Coordonnateur))});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    BOOST_REQUIRE(mayor.see().members->invitations.size() == 1U);
    school.clock.time = mayor.clock.time;
    school.open(testing::fragment_of(mayor.see().members->invitations.front().link));
    BOOST_REQUIRE((school.form().kind == app::FormKind::Join));
    BOOST_TEST((school.form().asked == std::vector<std::string>{"charter"}));
    BOOST_REQUIRE(school.form().lines.size() == 2U);
    BOOST_TEST(school.form().lines[1].label.key == "doors.join.rules_not_adopted");
    BOOST_TEST(!(school.form().lines[1].text == verbatim("")));
    BOOST_TEST(school.form().intro.back().key == "doors.join.rules_later");
    school.submit("ok", {{"name", "Camille Durand"}});
    BOOST_TEST((school.form().kind == app::FormKind::Join));  // The charter is accepted all the same.
    school.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Camille Durand"}});
    school.choose_passphrase();
    school.keep_kit();
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    school.clock.time = mayor.clock.time;
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    // Whatever his client read in the form: what stands on the card he sent.
    BOOST_TEST(texts_accepted_by("Camille Durand") == charter_alone);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.coordinator") == nullptr);
    BOOST_TEST(refusal_of(school, "Centre") == "law.r_22.adoption");
    BOOST_TEST(testing::find_todo(school, "council.todo.texts") == nullptr);

    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    testing::sign_draft(mayor);
    accept_rules(mayor);
    BOOST_REQUIRE(open_situation(mayor, "Centre", "Rivière"));
    testing::sees_what_came(school, mayor);
    // What he read while it was not adopted counts for nothing, box ticked or not.
    BOOST_TEST(refusal_of(school, "Centre") == "law.r_21.reglement");
    BOOST_TEST(rows(school) == 0U);
    BOOST_REQUIRE(testing::find_todo(school, "council.todo.texts") != nullptr);
    accept_rules(school);
    testing::sees_what_came(mayor, school);
    auto const* const waiting = testing::find_todo(mayor, "council.todo.without_key");
    BOOST_REQUIRE(waiting != nullptr);
    mayor.send(app::Command(waiting->command));
    mayor.wait(5000);
    testing::sees_what_came(school, mayor);
    testing::sees_what_came(school, mayor);
    BOOST_TEST(refusal_of(school, "Centre") == "");
    BOOST_TEST(rows(school) == 1U);
    BOOST_TEST(
        texts_accepted_by("Camille Durand") ==
        (Texts{"domain.type_texte.charte", "domain.type_texte.reglement_interieur"}));
}

BOOST_AUTO_TEST_SUITE_END()
