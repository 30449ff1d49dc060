// Two acts of the registry that exclude each other: shown with what each one says, and nothing is written until
// somebody has said which one holds.

#include <algorithm>

#include "tests/core/app/kept_town.hpp"
#include "tests/support/sync/peer.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// The mayor's two devices have each put a first recovery set in force, as a newer version would. If it was asked for,
/// a third one too, which is not running; or a colleague has written upon the first act before the second came.
struct ContestTown : testing::FoundedTown {
    enum class Third : std::uint8_t { None, Stopped, Colleague };

    explicit ContestTown(Third third = Third::None)
    {
        testing::join_school(mayor, school);
        testing::add_phone(mayor, phone);
        if (third == Third::Stopped)
            testing::add_phone(mayor, tablet);
        testing::sees_what_came(phone, mayor);
        officer = testing::find_member(mayor, testing::k_school_name);
        for (Desk* const desk : {&mayor, &phone})
            sign_first_set(*desk);
        if (third == Third::Stopped)
            sign_first_set(tablet);
        wake(mayor);
        if (third == Third::Colleague) {
            testing::sees_what_came(school, mayor);
            (void)testing::send_report(school, {});
            school.wait(5000);
        }
        wake(phone);
        testing::sees_what_came(phone, third == Third::Colleague ? school : mayor, 60'000);
        BOOST_REQUIRE(phone.see().shell.contests.has_value());
    }
    void sign_first_set(Desk& desk) const
    {
        desk.kill();
        testing::StoppedDevice device(desk);
        device.sign(testing::recovery_set(device.vault->self(), officer));
    }
    static void wake(Desk& desk)
    {
        desk.open();
        desk.sign_in();
        desk.wait(5000);
    }

    MemberId officer{};
    Desk phone{server};
    Desk tablet{server};
};

struct LateContestTown : ContestTown {
    LateContestTown() : ContestTown(Third::Stopped) {}
};

struct FollowedContestTown : ContestTown {
    FollowedContestTown() : ContestTown(Third::Colleague) {}
};

/// Null: not among the notices of Home.
app::NoticeView const* find_notice(Desk& desk, std::string_view key)
{
    auto const& notices = desk.see().home->notices;
    auto const at = std::ranges::find_if(notices, [key](auto const& notice) { return notice.text.key == key; });
    return at == notices.end() ? nullptr : &*at;
}

bool is_noticed(Desk& desk, std::string_view key)
{
    return find_notice(desk, key) != nullptr;
}

/// One member, and it is said so.
bool names_him_alone(Phrase const& told)
{
    auto const has = [&told](std::string_view key, PhraseArg const& value) {
        return std::ranges::any_of(told.args, [&](auto const& arg) { return arg.first == key && arg.second == value; });
    };
    return has("n", std::int64_t{1}) && has("names", std::string(testing::k_school_name));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contests)

BOOST_FIXTURE_TEST_CASE(two_acts_that_exclude_each_other_are_shown_and_wait_for_a_choice, ContestTown)
{
    auto const contests = *phone.see().shell.contests;
    BOOST_TEST(contests.said.key == "session.alarm.fork_registry");
    BOOST_TEST(!contests.words.empty());
    BOOST_TEST(contests.more.empty());
    BOOST_REQUIRE(contests.each.size() == 1U);
    auto const& contest = contests.each.front();
    BOOST_TEST(contest.place.empty());
    BOOST_REQUIRE(contest.acts.size() == 2U);
    BOOST_TEST(contest.acts[0].title.key == "council.contest.followed");
    BOOST_TEST(contest.acts[1].title.key == "council.contest.aside");
    for (auto const& act : contest.acts)
        BOOST_TEST(!act.lines.empty());
    // The set that is in force did not sign the other one: it is said before somebody tries, with what to do.
    BOOST_TEST(contest.acts[0].why_cannot.empty());
    BOOST_TEST(contest.acts[1].why_cannot.key == "council.contest.refused");
    BOOST_TEST(contest.way_out.key == "session.contest.way_out");
    phone.send(app::Go{app::HomeRoute{}});
    BOOST_REQUIRE(is_noticed(phone, "council.contest.home"));
    // It stops everything, so it stands first.
    BOOST_TEST((find_notice(phone, "council.contest.home") == &phone.see().home->notices.front()));
    BOOST_TEST((find_notice(phone, "council.contest.home")->tone == app::Tone::Error));
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
    BOOST_REQUIRE(phone.see().shell.contests.has_value());
    BOOST_TEST((phone.see().shell.contests->each[0].acts[0].act == contest.acts[0].act));
    phone.send(app::HoldAct{contest.acts[0].act});
    BOOST_TEST(testing::is_said(phone, "council.contest.held"));
    BOOST_TEST(!phone.see().shell.contests.has_value());
    BOOST_TEST(!is_noticed(phone, "council.contest.home"));
    BOOST_TEST(!phone.see().shell.read_only);
}

BOOST_FIXTURE_TEST_CASE(a_contest_is_said_before_weekly_words_that_differ_wherever_writing_is_stopped, ContestTown)
{
    phone.send(app::AnswerWeek{app::WeekAnswer::Different});
    auto const says_everywhere = [this](std::string_view key) {
        phone.send(app::Go{app::DeviceRoute{}});
        BOOST_TEST(phone.see().shell.read_only_reason.key == key);
        auto const& own = phone.see().device->own;
        auto const other = std::ranges::find(own, false, &app::OwnDeviceView::is_this);
        BOOST_REQUIRE((other != own.end()));
        BOOST_TEST(!other->may_declare_lost);
        BOOST_TEST(other->refusal.key == key);
    };
    says_everywhere("session.read_only.contest");
    phone.send(app::HoldAct{phone.see().shell.contests->each.front().acts[0].act});
    says_everywhere("session.read_only.week");
}

BOOST_FIXTURE_TEST_CASE(no_passphrase_is_asked_for_an_act_that_a_contest_keeps_from_being_signed, ContestTown)
{
    phone.send(app::Go{app::CouncilRoute{}});
    phone.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Rives")});
    phone.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Les quais")});
    phone.send(app::PrepareNewGroup{});
    phone.send(app::Go{app::ActsRoute{}});
    BOOST_REQUIRE(testing::changes_in(phone) == 1U);
    BOOST_TEST(!phone.see().acts->may_sign);
    BOOST_TEST(phone.see().acts->why_stopped.key == "session.read_only.contest");
    phone.send(app::SignDraft{});
    BOOST_TEST((phone.form().kind == app::FormKind::None));
    BOOST_TEST(testing::is_said(phone, "session.read_only.contest"));
    BOOST_TEST(testing::changes_in(phone) == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_choice_between_two_acts_is_not_asked_for_again_in_the_next_session, ContestTown)
{
    auto const contest = phone.see().shell.contests->each.front();
    testing::come_back(phone);
    BOOST_REQUIRE(phone.see().shell.contests.has_value());
    // The one that was followed still is.
    BOOST_TEST((phone.see().shell.contests->each[0].acts[0].act == contest.acts[0].act));
    phone.send(app::HoldAct{contest.acts[0].act});
    testing::come_back(phone);
    BOOST_TEST(!phone.see().shell.contests.has_value());
}

BOOST_FIXTURE_TEST_CASE(devices_that_chose_differently_are_told, FollowedContestTown)
{
    testing::sees_what_came(mayor, phone, 60'000);
    BOOST_REQUIRE(mayor.see().shell.contests.has_value());
    auto const of_mayor = mayor.see().shell.contests->each.front().acts[0];
    auto const of_phone = phone.see().shell.contests->each.front().acts;
    BOOST_REQUIRE((of_mayor.act == of_phone[1].act));
    // Who follows the other one is said beside it.
    BOOST_REQUIRE(of_phone[1].followers.size() == 2U);
    auto const& by_others = of_phone[1].followers.front();
    BOOST_TEST(by_others.key == "council.contest.follow");
    BOOST_TEST(names_him_alone(by_others));
    // Another device of who reads is not told as somebody whom he would call.
    BOOST_TEST(of_phone[1].followers.back().key == "council.contest.follow_own");
    BOOST_TEST(of_phone[0].followers.empty());
    phone.send(app::Go{app::HomeRoute{}});
    for (auto const key : {"council.contest.otherwise", "council.contest.otherwise_own"})
        BOOST_TEST(!is_noticed(phone, key));
    phone.send(app::HoldAct{of_phone[0].act});
    mayor.send(app::HoldAct{of_mayor.act});
    testing::sees_what_came(phone, mayor, 60'000);
    BOOST_TEST(is_noticed(phone, "council.contest.otherwise_own"));
    BOOST_REQUIRE(is_noticed(phone, "council.contest.otherwise"));
    auto const* const otherwise = find_notice(phone, "council.contest.otherwise");
    BOOST_TEST(names_him_alone(otherwise->text));
    // One calls somebody; what is written meanwhile stands.
    BOOST_TEST((otherwise->tone == app::Tone::Warning));
}

BOOST_FIXTURE_TEST_CASE(an_act_that_excludes_a_chosen_one_is_listed_and_asks_nothing, LateContestTown)
{
    phone.send(app::HoldAct{phone.see().shell.contests->each.front().acts[0].act});
    BOOST_REQUIRE(!phone.see().shell.contests.has_value());
    auto const is_listed = [this] {
        auto const& lines = phone.see().shell.sync.anomalies;
        return std::ranges::find(lines, std::string("session.anomaly.passed_over_own"), &Phrase::key) != lines.end();
    };
    BOOST_TEST(!is_listed());
    tablet.clock.time = std::max(tablet.clock.time, phone.clock.time);
    wake(tablet);
    testing::sees_what_came(phone, tablet, 60'000);
    BOOST_TEST(is_listed());
    BOOST_TEST(!phone.see().shell.contests.has_value());
    BOOST_TEST(!phone.see().shell.read_only);
    testing::come_back(phone);
    BOOST_TEST(is_listed());
    BOOST_TEST(!phone.see().shell.contests.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
