// Ops that did nothing in acts that stand: told to who signs acts, who signs them again or not.

#include "tests/core/app/lost_ops_town.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(lost_ops)

BOOST_FIXTURE_TEST_CASE(an_op_that_did_nothing_is_signed_again_by_who_may, testing::LostOpsTown)
{
    BOOST_TEST(!is_told(mayor));
    enter_restricted_without_reading_it();
    BOOST_TEST(!sits(mayor));
    // The act stands: it is not told as one without effect.
    BOOST_TEST(testing::find_todo(mayor, "council.act.without_effect") == nullptr);
    auto const* const todo = testing::find_todo(mayor, testing::k_lost_ops_title);
    BOOST_REQUIRE(todo != nullptr);
    BOOST_TEST((todo->title.args.front().second == PhraseArg(std::int64_t{1})));
    BOOST_TEST(is_told(school));
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().title.key == "council.act.signed_title");
    BOOST_TEST(all.front().text.key == "council.op.enters");
    BOOST_TEST(all.front().bar.empty());

    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.op.enters");
    auto const lines = mayor.see().acts->draft.size();
    // It is asked once.
    BOOST_TEST(lost(mayor).empty());
    BOOST_TEST(!is_told(mayor));
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.size() == lines);
    testing::sign_draft(mayor);
    BOOST_TEST(sits(mayor));
    BOOST_TEST(!is_told(mayor));
    // It came true: nobody else is asked any more.
    testing::sees_what_came(school, mayor);
    BOOST_TEST(!is_told(school));
}

BOOST_FIXTURE_TEST_CASE(
    an_op_that_is_set_aside_is_told_no_more_on_that_device_even_after_a_restart, testing::LostOpsTown)
{
    enter_restricted_without_reading_it();
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    mayor.send(app::SetOpAside{all.front().act, all.front().op});
    BOOST_TEST(lost(mayor).empty());
    BOOST_TEST(!is_told(mayor));
    mayor.kill();
    restart(mayor);
    BOOST_TEST(lost(mayor).empty());
    BOOST_TEST(!is_told(mayor));
    BOOST_TEST(is_told(school));
}

BOOST_FIXTURE_TEST_CASE(an_op_that_is_prepared_again_is_there_after_a_restart, testing::LostOpsTown)
{
    enter_restricted_without_reading_it();
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    mayor.kill();
    restart(mayor);
    BOOST_TEST(lost(mayor).empty());
    BOOST_REQUIRE(!mayor.see().acts->draft.empty());
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.op.enters");
}

BOOST_FIXTURE_TEST_CASE(
    a_setting_that_its_author_may_not_change_is_told_and_not_signed_again_from_there, testing::LostOpsTown)
{
    sign_by_school([](sync::Vault const&) {
        ledger::PolicyOp policy;
        policy.log_months = 24;
        return policy;
    });
    auto const all = lost(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all.front().text.key == "council.op.log_months");
    BOOST_TEST(all.front().bar.key == "council.again.policy");
    mayor.send(app::PrepareOpAgain{all.front().act, all.front().op});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.again.policy");
    BOOST_TEST(lost(mayor).size() == 1U);
    BOOST_TEST(mayor.see().acts->draft.empty());
}

BOOST_FIXTURE_TEST_CASE(of_settings_signed_together_each_is_said_as_it_fared, testing::LostOpsTown)
{
    // The coordonnateur may name the place of the store, not how long the log is kept.
    sign_by_school([](sync::Vault const& vault) {
        ledger::PolicyOp policy;
        policy.store_url = vault.keys().address.url;
        policy.log_months = 24;
        return policy;
    });
    mayor.send(app::Go{app::ActsRoute{}});
    auto const& lines = mayor.see().acts->signed_acts.front().lines;
    BOOST_REQUIRE(lines.size() == 2U);
    BOOST_TEST(lines[0].text.key == "council.op.store");
    BOOST_TEST(lines[0].had_effect);
    BOOST_TEST(lines[1].text.key == "council.op.log_months");
    BOOST_TEST(!lines[1].had_effect);
}

BOOST_FIXTURE_TEST_CASE(an_op_that_did_again_what_was_done_is_nobody_s_to_decide, testing::LostOpsTown)
{
    auto const gone = testing::find_member(mayor, testing::k_school_name);
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        auto const cards = device.vault->knowledge().cards().names_of(gone);
        for (int times = 0; times < 2; ++times)
            device.sign(ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards});
    }
    restart(mayor);
    BOOST_TEST(lost(mayor).empty());
    BOOST_TEST(!is_told(mayor));
}

BOOST_AUTO_TEST_SUITE_END()
