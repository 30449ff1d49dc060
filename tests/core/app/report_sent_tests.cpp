// What is said of a signalement once it is written: that it is on this device, and that it has left once it has.

#include <algorithm>

#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct SentTown : testing::FoundedTown {
    SentTown() { testing::join_school(mayor, school); }

    static bool says(Desk& who, std::string_view key)
    {
        return std::ranges::any_of(
            who.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(reports_sent)

BOOST_FIXTURE_TEST_CASE(a_signalement_is_said_to_have_left_once_the_store_has_it, SentTown)
{
    school.remote.offline = true;
    (void)testing::send_report(school, {});
    testing::minutes_pass(school, 2);
    BOOST_TEST(says(school, "situation.report_made"));
    BOOST_TEST(!says(school, "situation.report_sent"));
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(school.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(says(school, "situation.report_sent"));
    BOOST_TEST(!says(school, "situation.report_made"));
}

BOOST_FIXTURE_TEST_CASE(who_opens_nothing_of_the_others_any_more_is_never_told_that_his_signalement_left, SentTown)
{
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    mayor.wait(60'000);
    testing::sees_what_came(school, mayor, 60'000);
    BOOST_REQUIRE(!school.see().shell.closed.empty());
    (void)testing::send_report(school, {});
    BOOST_TEST(says(school, "situation.report_closed"));
    // It is so on every screen.
    school.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(says(school, "situation.report_closed"));
    school.send(app::SyncNow{});
    school.wait(sync::k_head_every_ms);
    BOOST_TEST(!says(school, "situation.report_made"));
    BOOST_TEST(!says(school, "situation.report_sent"));
}

BOOST_AUTO_TEST_SUITE_END()
