// Two acts of the registry that exclude each other: shown with what each one says, and nothing is written until
// somebody has said which one holds.

#include <algorithm>

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// The mayor's two devices have each put a first recovery set in force, as a newer version would.
struct ContestTown : testing::FoundedTown {
    ContestTown()
    {
        testing::join_school(mayor, school);
        testing::add_phone(mayor, phone);
        testing::sees_what_came(phone, mayor);
        officer = testing::find_member(mayor, testing::k_school_name);
        for (Desk* const desk : {&mayor, &phone}) {
            desk->kill();
            testing::StoppedDevice device(*desk);
            ledger::RecoveryOp op;
            op.recovery = crypto::KemKey::generate().public_key();
            op.signer = crypto::SigningKey::generate().public_key();
            op.officers = {
                {device.vault->self(), crypto::KemKey::generate().public_key()},
                {officer, crypto::KemKey::generate().public_key()}};
            device.sign(op);
        }
        for (Desk* const desk : {&mayor, &phone}) {
            desk->open();
            desk->sign_in();
            desk->wait(5000);
        }
        testing::sees_what_came(phone, mayor, 60'000);
        BOOST_REQUIRE(phone.see().shell.contest.has_value());
    }

    MemberId officer{};
    Desk phone{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(contests)

BOOST_FIXTURE_TEST_CASE(two_acts_that_exclude_each_other_are_shown_and_wait_for_a_choice, ContestTown)
{
    auto const contest = *phone.see().shell.contest;
    BOOST_TEST(contest.said.key == "session.alarm.fork_registry");
    BOOST_TEST(!contest.words.empty());
    BOOST_REQUIRE(contest.acts.size() == 2U);
    BOOST_TEST(contest.acts[0].title.key == "council.contest.followed");
    BOOST_TEST(contest.acts[1].title.key == "council.contest.aside");
    for (auto const& act : contest.acts)
        BOOST_TEST(!act.lines.empty());
    BOOST_TEST(phone.see().shell.read_only);
    BOOST_TEST(phone.see().shell.read_only_reason.key == "session.read_only.contest");
    // It is not to be read away.
    BOOST_TEST(std::ranges::none_of(
        phone.see().shell.alarms, [](Phrase const& alarm) { return alarm.key == "session.alarm.fork_registry"; }));
    auto const count = phone.see().shell.alarms.size();
    for (std::size_t i = 0; i < count; ++i)
        phone.send(app::AcknowledgeAlarm{0});
    BOOST_TEST(phone.see().shell.read_only);

    phone.send(app::HoldAct{contest.acts[1].act});
    BOOST_TEST(testing::is_said(phone, "council.contest.refused"));
    BOOST_REQUIRE(phone.see().shell.contest.has_value());
    BOOST_TEST((phone.see().shell.contest->acts[0].act == contest.acts[0].act));
    phone.send(app::HoldAct{contest.acts[0].act});
    BOOST_TEST(testing::is_said(phone, "council.contest.held"));
    BOOST_TEST(!phone.see().shell.contest.has_value());
    BOOST_TEST(!phone.see().shell.read_only);
}

BOOST_FIXTURE_TEST_CASE(a_choice_between_two_acts_is_not_asked_for_again_in_the_next_session, ContestTown)
{
    auto const contest = *phone.see().shell.contest;
    testing::come_back(phone);
    BOOST_REQUIRE(phone.see().shell.contest.has_value());
    // The one that was followed still is.
    BOOST_TEST((phone.see().shell.contest->acts[0].act == contest.acts[0].act));
    phone.send(app::HoldAct{contest.acts[0].act});
    testing::come_back(phone);
    BOOST_TEST(!phone.see().shell.contest.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
