// Who decides on a signalement is said by who leads then: the coordonnateur, and the mayor once he has left.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/waiting_words.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::Leader;
using domain::Profile;
using testing::Desk;

namespace {

struct LeadersTown : testing::FoundedTown {
    LeadersTown()
    {
        testing::join_school(mayor, school);
        testing::invite(mayor, k_coordinator, domain::Qualite::EducationNationale, Profile::Coordonnateur);
        testing::invited_enters(mayor, coordinator, k_coordinator);
        testing::sees_what_came(school, mayor, 60'000);
    }

    void coordinator_leaves()
    {
        testing::prepare_removal(mayor, std::string(k_coordinator));
        testing::sign_draft(mayor);
        mayor.wait(60'000);
        testing::sees_what_came(school, mayor, 60'000);
    }
    std::string read_by()
    {
        school.send(app::Go{app::ReportRoute{}});
        return school.see().report.value().read_by.key;
    }
    std::string waits_for()
    {
        school.send(app::Go{app::HomeRoute{}});
        auto const& stats = school.see().home->stats;
        auto const found = std::ranges::find(
            stats, "situation.home.to_qualify", [](app::StatView const& one) { return one.label.key; });
        BOOST_REQUIRE((found != stats.end()));
        return found->detail.key;
    }
    /// What is said once it has left.
    bool says_sent_by(std::string_view key)
    {
        (void)testing::send_report(school, {.family = "Tassin"});
        testing::minutes_pass(school, 1);
        school.send(app::SyncNow{});
        school.wait(2 * sync::k_head_every_ms);
        return std::ranges::any_of(
            school.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }

    static constexpr std::string_view k_coordinator = "Nadia Ferrand";
    Desk coordinator{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(leaders)

BOOST_FIXTURE_TEST_CASE(who_reports_is_told_who_reads_it_by_then, LeadersTown)
{
    BOOST_TEST(read_by() == "report.subtitle");
    BOOST_TEST(says_sent_by("situation.report_sent"));
    BOOST_TEST(waits_for() == "situation.home.waits_for_coordinator");
    coordinator_leaves();
    BOOST_TEST(read_by() == "report.subtitle.mayor");
    BOOST_TEST(says_sent_by("situation.report_sent.mayor"));
    BOOST_TEST(waits_for() == "situation.home.waits_for_mayor");
    // Who decides himself is told so.
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(mayor.see().report.value().read_by.key == "report.subtitle.own");
}

BOOST_AUTO_TEST_CASE(of_signalements_that_wait_for_others_it_is_said_that_some_wait_for_nobody)
{
    BOOST_TEST(app::waits_key({Leader::Coordinator}) == "situation.home.waits_for_coordinator");
    BOOST_TEST(app::waits_key({Leader::Mayor}) == "situation.home.waits_for_mayor");
    BOOST_TEST(app::waits_key({Leader::Nobody}) == "situation.home.waits_for_nobody");
    BOOST_TEST(app::waits_key({Leader::Coordinator, Leader::Mayor}) == "situation.home.waits_for_others");
    BOOST_TEST(app::waits_key({Leader::Mayor, Leader::Nobody}) == "situation.home.waits_for_some");
}

BOOST_AUTO_TEST_CASE(of_several_that_left_at_once_none_is_promised_to_be_received_where_nobody_decides)
{
    std::vector<app::SentReport> sent{{"2026-AAAA", Leader::Mayor}, {"2026-BBBB", Leader::Coordinator}};
    BOOST_TEST(app::words_of_sent({sent.data(), 1}).key == "situation.report_sent.mayor");
    BOOST_TEST(app::words_of_sent(sent).key == "situation.report_sent.few");
    sent.back().leader = Leader::Nobody;
    BOOST_TEST(
        (app::words_of_sent(sent) ==
         phrase("situation.report_sent.few.nobody").with("references", "2026-AAAA, 2026-BBBB")));
    sent.resize(4, {"2026-CCCC", Leader::Mayor});
    BOOST_TEST((app::words_of_sent(sent) == phrase("situation.report_sent.many.nobody").with("n", std::int64_t{4})));
    sent[1].leader = Leader::Mayor;
    BOOST_TEST(app::words_of_sent(sent).key == "situation.report_sent.many");
}

/// The coordonnateur has left the council, the mayor the group.
BOOST_FIXTURE_TEST_CASE(who_reports_where_nobody_decides_is_told_so, LeadersTown)
{
    BOOST_TEST(says_sent_by("situation.report_sent"));
    coordinator_leaves();
    auto const id = testing::show_member(mayor, testing::k_school_name);
    auto const groups = mayor.see().members->detail->groups;
    BOOST_REQUIRE(groups.size() == 1U);
    BOOST_REQUIRE((id == mayor.see().members->detail->member));
    auto const self = testing::show_member(mayor, "Claire Vasseur");
    mayor.send(app::PrepareLeaveGroup{self, groups.front().group});
    testing::sign_draft(mayor);
    mayor.wait(60'000);
    testing::sees_what_came(school, mayor, 60'000);
    BOOST_TEST(read_by() == "report.subtitle.nobody");
    BOOST_TEST(waits_for() == "situation.home.waits_for_nobody");
}

/// In one group the coordonnateur, in the other the mayor alone.
BOOST_FIXTURE_TEST_CASE(of_groups_that_different_people_lead_what_waits_names_none_of_them, LeadersTown)
{
    auto const id = testing::show_member(mayor, testing::k_school_name);
    auto const second = mayor.see().members->detail->group_ids.front();
    mayor.send(app::PrepareJoinGroup{id, second});
    testing::sign_draft(mayor);
    mayor.send(app::PrepareLeaveGroup{testing::show_member(mayor, k_coordinator), second});
    testing::sign_draft(mayor);
    mayor.wait(60'000);
    testing::sees_what_came(school, mayor, 60'000);
    (void)testing::send_report(school, {.family = "Tassin", .group = 0});
    BOOST_TEST(waits_for() != "situation.home.waits_for_others");
    (void)testing::send_report(school, {.family = "Kerval", .group = 1});
    BOOST_TEST(waits_for() == "situation.home.waits_for_others");
}

BOOST_AUTO_TEST_SUITE_END()
