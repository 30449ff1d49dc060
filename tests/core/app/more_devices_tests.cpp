// Devices beside the first: how many a member may have, and who hears of a new one.

#include <algorithm>

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct MoreDevicesTown : testing::FoundedTown {
    static void restart(Desk& desk)
    {
        desk.kill();
        desk.open();
        desk.sign_in();
        desk.wait(5000);
    }
    /// The mayor's, as his first device shows them.
    std::vector<app::OwnDeviceView> own_devices()
    {
        mayor.send(app::Go{app::DeviceRoute{}});
        return mayor.see().device->own;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(more_devices)

BOOST_FIXTURE_TEST_CASE(a_ninth_device_in_use_is_refused_with_words_and_comes_in_once_one_is_lost, MoreDevicesTown)
{
    std::vector<std::unique_ptr<Desk>> more;
    for (std::size_t i = 1; i < ledger::k_max_devices_in_use; ++i) {
        mayor.app().note_input();
        more.push_back(std::make_unique<Desk>(server));
        testing::add_phone(mayor, *more.back());
    }
    BOOST_REQUIRE(own_devices().size() == ledger::k_max_devices_in_use);
    Desk ninth(server);
    ninth.clock = mayor.clock;
    auto const knock = [&] {
        ninth.open(testing::fragment_of(testing::device_link(mayor)));
        ninth.submit("ok", {{"passphrase", mayor.passphrase}});
    };
    knock();
    BOOST_TEST(!ninth.see().signed_in);
    BOOST_TEST(ninth.error_at("") == "doors.error.too_many_devices");
    // It left nothing here, and is on no card.
    mayor.app().note_input();
    BOOST_TEST(ninth.places.names().run()->empty());
    mayor.wait(60'000);
    BOOST_TEST(own_devices().size() == ledger::k_max_devices_in_use);

    auto const all = own_devices();
    auto const lost = std::ranges::find_if(all, [](app::OwnDeviceView const& one) { return !one.is_this; });
    testing::declare_lost(mayor, lost->device);
    mayor.wait(60'000);
    ninth.clock = mayor.clock;
    knock();
    BOOST_TEST(ninth.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(each_device_is_told_apart_by_its_number_and_by_when_it_was_seen_from_here, MoreDevicesTown)
{
    auto const first_day = paris_date(mayor.clock.time);
    Desk phone(server);
    testing::add_phone(mayor, phone);
    // The day on which it came stays the same.
    mayor.clock.time.ms += 3 * k_ms_per_day;
    restart(mayor);
    auto const all = own_devices();
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST((all[0].title == phrase("council.device.number_this").with("n", std::int64_t{1})));
    BOOST_TEST((all[1].title == phrase("council.device.number_other").with("n", std::int64_t{2})));
    BOOST_REQUIRE(all[1].state.key == "council.device.since_seen_at");
    BOOST_TEST((all[1].state.args.front() == std::pair<std::string, PhraseArg>("since", first_day)));
}

BOOST_FIXTURE_TEST_CASE(the_last_of_several_devices_has_its_own_place_in_the_sentence, MoreDevicesTown)
{
    testing::join_school(mayor, school);
    mayor.wait(60'000);
    Desk phone(server);
    Desk tablet(server);
    testing::add_phone(school, phone);
    testing::add_phone(school, tablet);
    mayor.wait(60'000);
    auto const* const told = testing::find_todo(mayor, "council.todo.member_device");
    BOOST_REQUIRE(told != nullptr);
    auto const& args = told->detail.args;
    using Arg = std::pair<std::string, PhraseArg>;
    BOOST_TEST((args.at(1) == Arg("n", std::int64_t{2})));
    BOOST_TEST((args.at(2) == Arg("numbers", std::string("2"))));
    BOOST_TEST((args.at(3) == Arg("last", std::string("3"))));
    // One answer is of all that his page asks about.
    auto const command = told->command;
    mayor.send(command);
    auto const asked = mayor.see().members->detail->added;
    BOOST_REQUIRE(asked.has_value());
    BOOST_TEST((asked->title.args.at(1) == Arg("n", std::int64_t{2})));
    BOOST_REQUIRE(asked->devices.size() == 2U);
    mayor.send(app::NoteMemberDevices{asked->devices});
    BOOST_TEST(!mayor.see().members->detail->added.has_value());
    BOOST_TEST(testing::find_todo(mayor, "council.todo.member_device") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(who_has_a_rank_is_told_once_of_a_device_that_a_member_added, MoreDevicesTown)
{
    constexpr std::string_view k_title = "council.todo.member_device";
    testing::join_school(mayor, school);
    mayor.wait(60'000);
    // His first device is no news.
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
    Desk phone(server);
    testing::add_phone(school, phone);
    mayor.wait(60'000);
    auto const* const told = testing::find_todo(mayor, k_title);
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST((told->title.args.at(0).second == PhraseArg(std::string("Camille Durand"))));
    BOOST_TEST((told->title.args.at(1).second == PhraseArg(std::int64_t{1})));
    BOOST_TEST((told->detail.args.at(0).second == PhraseArg(paris_date(mayor.clock.now()))));
    BOOST_TEST(told->detail.key == "council.todo.member_device_detail");  // He is above him.
    BOOST_TEST((told->detail.args.at(1).second == PhraseArg(std::int64_t{1})));
    BOOST_TEST((told->detail.args.at(2).second == PhraseArg(std::string("2"))));
    auto const command = told->command;
    auto const first_day = paris_date(mayor.clock.now());
    // Kept over a restart and while his page is only looked at; once it was said that they are his, no more.
    restart(mayor);
    BOOST_TEST(testing::find_todo(mayor, k_title) != nullptr);
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().members->detail.has_value());
    auto const asked = mayor.see().members->detail->added;
    BOOST_REQUIRE(asked.has_value());
    BOOST_TEST(asked->title.key == k_title);
    BOOST_TEST(asked->detail.key == "council.todo.member_device_detail");
    BOOST_TEST(asked->devices.size() == 1U);
    auto const state_of_second = [this] {
        auto const& devices = mayor.see().members->detail->devices;
        BOOST_REQUIRE(devices.size() == 2U);
        BOOST_TEST(!devices[0].value.key.starts_with("council.device.new"));
        return devices[1].value;
    };
    BOOST_TEST(state_of_second().key.starts_with("council.device.new"));
    BOOST_TEST((state_of_second().args.front() == std::pair<std::string, PhraseArg>("since", first_day)));
    BOOST_TEST(testing::find_todo(mayor, k_title) != nullptr);
    restart(mayor);
    BOOST_TEST(testing::find_todo(mayor, k_title) != nullptr);
    // Another than those that were shown is not answered for.
    mayor.send(app::NoteMemberDevices{});
    BOOST_TEST(testing::find_todo(mayor, k_title) != nullptr);
    mayor.send(command);
    mayor.send(app::NoteMemberDevices{asked->devices});
    BOOST_TEST(!mayor.see().members->detail->added.has_value());
    BOOST_TEST(!state_of_second().key.starts_with("council.device.new"));
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
    restart(mayor);
    mayor.wait(60'000);
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
    // Who has no rank hears nothing of the devices of others.
    Desk tablet(server);
    testing::add_phone(mayor, tablet);
    school.wait(60'000);
    BOOST_TEST(testing::find_todo(school, k_title) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_device_that_a_member_added_stands_above_what_waits_about_situations, MoreDevicesTown)
{
    testing::join_school(mayor, school);
    mayor.wait(60'000);
    // As urgent, and of any number: signalements to be decided of.
    (void)testing::send_report(mayor, {});
    mayor.send(app::Go{app::HomeRoute{}});
    auto const* const report = testing::find_todo(mayor, "situation.todo.qualify");
    BOOST_REQUIRE(report != nullptr);
    BOOST_TEST((report->tone == app::Tone::Warning));
    Desk phone(server);
    testing::add_phone(school, phone);
    mayor.wait(60'000);
    auto const& todo = mayor.see().home->todo;
    auto const place = [&todo](std::string_view title) {
        return std::ranges::find_if(todo, [&](app::TodoView const& one) { return one.title.key == title; }) -
               todo.begin();
    };
    BOOST_TEST(place("council.todo.member_device") < place("situation.todo.qualify"));
    BOOST_TEST(place("situation.todo.qualify") < static_cast<std::ptrdiff_t>(todo.size()));
}

BOOST_AUTO_TEST_SUITE_END()
