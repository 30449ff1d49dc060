// Names that two people type for one: who invites, and who answers.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(typed_names)

BOOST_FIXTURE_TEST_CASE(the_name_that_a_person_gives_is_shown_and_taken_only_when_asked, testing::EmptyTown)
{
    mayor.found_council();
    testing::come_to_the_kit(school, testing::invite_school(mayor), "  Camille Durand-Petit ");
    school.keep_kit();
    mayor.wait(60'000);
    auto const row = testing::only_invitation(mayor);
    BOOST_TEST(row.name == "Camille Durand");
    BOOST_TEST(row.claimed_name == "Camille Durand-Petit");
    BOOST_TEST(row.may_take_name);
    mayor.send(app::TakeClaimedName{row.invite});
    auto const taken = testing::only_invitation(mayor);
    BOOST_TEST(taken.name == "Camille Durand-Petit");
    BOOST_TEST(taken.claimed_name.empty());
    BOOST_TEST(taken.may_accept);
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.send(app::Go{app::MembersRoute{}});
    auto const& rows = mayor.see().members->rows;
    BOOST_TEST((std::ranges::find(rows, "Camille Durand-Petit", &app::MemberRow::name) != rows.end()));
}

BOOST_FIXTURE_TEST_CASE(the_name_that_the_inviter_typed_stays_that_of_the_record, testing::EmptyTown)
{
    mayor.found_council();
    testing::come_to_the_kit(school, testing::invite_school(mayor), "Le Grand Chef");
    school.keep_kit();
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.send(app::Go{app::MembersRoute{}});
    auto const& rows = mayor.see().members->rows;
    BOOST_TEST((std::ranges::find(rows, "Camille Durand", &app::MemberRow::name) != rows.end()));
}

BOOST_AUTO_TEST_CASE(a_name_that_looks_like_another_is_shown_as_what_it_is)
{
    ledger::JoinRequest request;
    request.name = "\u202e Camille\u200b\u00a0 Dur\u2060and\n";
    BOOST_TEST(app::claimed_name(request) == "Camille Durand");
    request.name = std::string(99, 'a') + " bc";
    BOOST_TEST(app::claimed_name(request) == std::string(99, 'a'));
    request.name = "\u2066\u2069";
    BOOST_TEST(app::claimed_name(request) == "");
}

BOOST_FIXTURE_TEST_CASE(nothing_hidden_in_a_typed_name_reaches_the_others, testing::EmptyTown)
{
    mayor.found_council();
    testing::come_to_the_kit(school, testing::invite_school(mayor), "Camille\u202e \u200bDurand");
    school.keep_kit();
    mayor.wait(60'000);
    // The same name as the one that was invited: nothing to choose.
    BOOST_TEST(testing::only_invitation(mayor).claimed_name == "");
}

BOOST_AUTO_TEST_SUITE_END()
