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
    /// Its reference, by the title of its sheet, which is shown.
    static std::string shown_reference(Desk& who)
    {
        return std::get<std::string>(who.see().sheet.value().reference.args.front().second);
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
    BOOST_TEST(!testing::says_sent(school));
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(school.see().shell.sync.label.key == "session.sync.up_to_date");
    // Whom it waits for is who leads by then: nobody was named coordonnateur.
    BOOST_TEST(says(school, "situation.report_sent.mayor"));
    BOOST_TEST(!says(school, "situation.report_made"));
}

BOOST_FIXTURE_TEST_CASE(each_signalement_is_told_by_its_reference, SentTown)
{
    auto const tells = [this](std::string_view key, std::string const& reference) {
        return std::ranges::any_of(school.see().shell.toasts, [&](app::ToastView const& toast) {
            return toast.text == phrase(key).with("reference", reference);
        });
    };
    school.remote.offline = true;
    (void)testing::send_report(school, {});
    auto const first = shown_reference(school);
    BOOST_TEST(tells("situation.report_made", first));
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(2 * sync::k_head_every_ms);
    BOOST_TEST(tells("situation.report_sent.mayor", first));
    school.remote.offline = true;
    (void)testing::send_report(school, {.family = "Tassin"});
    auto const second = shown_reference(school);
    BOOST_REQUIRE(first != second);
    BOOST_TEST(tells("situation.report_made", second));
    BOOST_TEST(!tells("situation.report_made", first));
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(2 * sync::k_head_every_ms);
    BOOST_TEST(tells("situation.report_sent.mayor", second));
}

/// A screen reader tells the last of several messages that come at once.
BOOST_FIXTURE_TEST_CASE(two_signalements_that_left_at_once_are_named_in_one_message, SentTown)
{
    school.remote.offline = true;
    (void)testing::send_report(school, {.family = "Tassin"});
    auto const first = shown_reference(school);
    (void)testing::send_report(school, {.family = "Marque"});
    auto const second = shown_reference(school);
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(2 * sync::k_head_every_ms);
    std::vector<Phrase> told;
    for (auto const& toast : school.see().shell.toasts) {
        if (toast.text.key.starts_with("situation.report_sent"))
            told.push_back(toast.text);
    }
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST((told.front() == phrase("situation.report_sent.few").with("references", first + ", " + second)));
    BOOST_TEST(!says(school, "situation.report_made"));
}

BOOST_FIXTURE_TEST_CASE(many_signalements_that_left_at_once_are_told_in_one_message, SentTown)
{
    school.remote.offline = true;
    for (auto const* const name : {"Tassin", "Marque", "Bertin", "Kerval"})
        (void)testing::send_report(school, {.family = name});
    school.remote.offline = false;
    school.send(app::SyncNow{});
    school.wait(2 * sync::k_head_every_ms);
    auto const& toasts = school.see().shell.toasts;
    BOOST_REQUIRE(!toasts.empty());
    BOOST_TEST((toasts.back().text == phrase("situation.report_sent.many").with("n", std::int64_t{4})));
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
    BOOST_TEST(!testing::says_sent(school));
    // That nothing waits to be sent is no comfort: what was written may not be read by anybody.
    school.send(app::Go{app::HomeRoute{}});
    auto const& store = school.see().home->store;
    auto const pending =
        std::ranges::find(store, "session.home.store.pending", [](app::FieldView const& one) { return one.label.key; });
    BOOST_REQUIRE((pending != store.end()));
    BOOST_TEST(pending->value.key == "session.home.store.pending_closed");
}

BOOST_AUTO_TEST_SUITE_END()
