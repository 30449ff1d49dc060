// What is asked of an op that did nothing before it is signed again, and how many of them are told.

#include "tests/core/app/lost_ops_town.hpp"

using namespace huisclos;
using domain::Profile;

BOOST_AUTO_TEST_SUITE(lost_ops_again)

/// The registry would let the mayor give it; no function of the tool has it.
BOOST_FIXTURE_TEST_CASE(a_rank_that_no_function_has_is_told_by_its_number_and_not_signed_again, testing::LostOpsTown)
{
    sign_by_school([this](sync::Vault const&) { return ledger::RankOp{.member = stranger, .rank = 3}; });
    let_stranger_in();
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().text.key == "council.op.rank_numbered");
    BOOST_TEST(testing::has_arg(all.front().text, "rank", std::int64_t{3}));
    BOOST_TEST(all.front().bar.key == "council.again.rank");
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_TEST(mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.again.rank");
}

BOOST_FIXTURE_TEST_CASE(a_rank_is_signed_again_with_the_function_that_has_it, testing::LostOpsTown)
{
    auto const school_id = testing::find_member(mayor, testing::k_school_name);
    change_school(Profile::Membre);
    let_stranger_in();
    with_mayor_stopped([&](testing::StoppedDevice& device) {
        device.sign(ledger::RankOp{.member = stranger, .rank = 1});
        device.sign(ledger::RankOp{.member = school_id, .rank = 1});
    });
    auto const barred = lost(mayor);
    BOOST_REQUIRE(barred.size() == 1U);
    // As long as somebody else has it, it would be passed over again.
    BOOST_TEST(barred.front().bar.key == "council.skip.rank_taken");
    mayor.send(app::PrepareOpAgain{barred.front().act, barred.front().op});
    BOOST_TEST(mayor.see().acts->draft.empty());

    with_mayor_stopped(
        [this](testing::StoppedDevice& device) { device.sign(ledger::RankOp{.member = stranger, .rank = {}}); });
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().text.key == "council.op.rank");
    BOOST_TEST(all.front().bar.empty());
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.change.function");
    testing::sign_draft(mayor);
    BOOST_TEST(lost(mayor).empty());
    with_mayor_stopped([&school_id](testing::StoppedDevice const& device) {
        auto const& state = device.vault->knowledge().registry()->state();
        BOOST_TEST(int{state.member(school_id)->rank} == 1);
        BOOST_TEST((app::profile_of(state, school_id) == Profile::Coordonnateur));
    });
}

BOOST_FIXTURE_TEST_CASE(a_departure_is_signed_again_with_the_cards_and_keys_of_today, testing::LostOpsTown)
{
    auto const former = crypto::random_id<ObjectName>();
    sign_by_school([this, &former](sync::Vault const&) {
        return ledger::MemberOutOp{.member = stranger, .marks = {}, .cards = {former}};
    });
    BOOST_TEST(!is_told(mayor));
    let_stranger_in();
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().text.key == "council.change.remove");
    BOOST_TEST(all.front().bar.empty());
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.change.remove");
    testing::sign_draft(mayor);
    BOOST_TEST(lost(mayor).empty());
    with_mayor_stopped([this](testing::StoppedDevice const& device) {
        auto const out = testing::last_signed_op<ledger::MemberOutOp>(device);
        BOOST_TEST((out.member == stranger));
        BOOST_TEST((out.cards == device.vault->knowledge().cards().names_of(stranger)));
        // What he read is under another key from then on.
        (void)testing::last_signed_op<ledger::RotateOp>(device);
    });
}

BOOST_FIXTURE_TEST_CASE(an_op_that_would_be_passed_over_again_says_why_and_has_no_button, testing::LostOpsTown)
{
    auto const mayor_id = testing::find_member(mayor, mayor.see().shell.member_name);
    sign_by_school([&mayor_id](sync::Vault const&) { return ledger::RankOp{.member = mayor_id, .rank = 5}; });
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().bar.key == "council.skip.himself");
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_TEST(mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.skip.himself");
    auto const told_to_school = lost(school);
    BOOST_REQUIRE(told_to_school.size() == 1U);
    BOOST_TEST(told_to_school.front().bar.key == "council.skip.senior");
    mayor.send(app::SetOpAside{all.front().act, all.front().op});
    BOOST_TEST(!is_told(mayor));
}

BOOST_FIXTURE_TEST_CASE(a_departure_of_oneself_is_no_matter_of_rank, testing::LostOpsTown)
{
    auto const mayor_id = testing::find_member(mayor, mayor.see().shell.member_name);
    sign_by_school(
        [&mayor_id](sync::Vault const&) { return ledger::MemberOutOp{.member = mayor_id, .marks = {}, .cards = {}}; });
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().bar.key == "council.skip.own_departure");
    auto const told_to_school = lost(school);
    BOOST_REQUIRE(told_to_school.size() == 1U);
    BOOST_TEST(told_to_school.front().bar.key == "council.skip.senior");
}

/// What his function gives is his function's to give.
BOOST_FIXTURE_TEST_CASE(an_access_of_a_former_function_is_not_given_again, testing::LostOpsTown)
{
    enter_restricted_without_reading_it();
    change_school(Profile::Membre);
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().bar.key == "council.again.role");
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_TEST(mayor.see().acts->draft.empty());
}

BOOST_FIXTURE_TEST_CASE(an_act_with_very_many_ops_that_do_nothing_hides_no_other_and_goes_at_once, testing::LostOpsTown)
{
    constexpr std::size_t k_many = 300;
    school.kill();
    {
        testing::StoppedDevice device(school);
        std::vector<ledger::ActOp> ops;
        for (std::size_t i = 0; i < k_many; ++i)
            ops.emplace_back(ledger::RankOp{.member = crypto::random_id<MemberId>(), .rank = 3});
        device.sign_all(std::move(ops));
        device.sign(ledger::RankOp{.member = crypto::random_id<MemberId>(), .rank = 4});
    }
    restart(school);
    testing::exchange(school, mayor);
    auto const* const todo = testing::find_todo(mayor, testing::k_lost_ops_title);
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST(testing::has_arg(todo->title, "n", static_cast<std::int64_t>(k_many + 1)));
    auto const acts = lost_by_act(mayor);
    BOOST_REQUIRE(acts.size() == 2U);
    BOOST_TEST(acts[0].count == k_many);
    BOOST_TEST(acts[0].ops.size() == 5U);
    BOOST_TEST(acts[0].ops.front().bar.key == "council.skip.not_a_member");
    BOOST_TEST(acts[1].ops.size() == 1U);
    // Among the signed acts too, its lines are counted and not all said.
    auto const& lines = mayor.see().acts->signed_acts[1].lines;
    BOOST_TEST(lines.size() == 21U);
    BOOST_TEST(lines.back().text.key == "council.act.more_skipped");
    BOOST_TEST(testing::has_arg(lines.back().text, "n", static_cast<std::int64_t>(k_many - 20)));
    BOOST_TEST(!lines.back().had_effect);

    mayor.send(app::SetOpsAside{acts[0].act});
    BOOST_TEST(lost(mayor).size() == 1U);
    mayor.kill();
    restart(mayor);
    BOOST_TEST(lost(mayor).size() == 1U);
    BOOST_TEST(testing::has_arg(testing::find_todo(mayor, testing::k_lost_ops_title)->title, "n", std::int64_t{1}));
}

/// Two people have given him an access, neither knowing of the other: his departure ends both.
BOOST_FIXTURE_TEST_CASE(a_signed_act_says_what_it_did_to_all_that_it_was_signed_on, testing::LostOpsTown)
{
    let_stranger_in();
    testing::exchange(mayor, school);
    school.kill();
    mayor.kill();
    auto const give = [this](testing::Desk& desk, auto cid_in) {
        testing::StoppedDevice device(desk);
        auto const map = app::council_map(device.vault->knowledge().registry()->state());
        auto const profile = static_cast<std::uint32_t>(Profile::Membre);
        device.sign(ledger::RoleOp{.member = stranger, .cid = cid_in(map), .role = 1, .profile = profile, .marks = {}});
    };
    give(school, [](app::CouncilMap const& map) { return map.plenary.value(); });
    give(mayor, [](app::CouncilMap const& map) { return map.restricted.value(); });
    restart(school);
    restart(mayor);
    testing::exchange(school, mayor);
    mayor.send(app::PrepareRemoveMember{stranger});
    testing::sign_draft(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    auto const& lines = mayor.see().acts->signed_acts.front().lines;
    auto const rotates = std::ranges::find_if(
        lines, [](app::ChangeLine const& line) { return line.text.key == "council.act.rotates_registry"; });
    BOOST_REQUIRE((rotates != lines.end()));
    // The registre, the annuaire and the two that he was given.
    BOOST_TEST(testing::has_arg(rotates->text, "n", std::int64_t{4}));
}

BOOST_AUTO_TEST_SUITE_END()
