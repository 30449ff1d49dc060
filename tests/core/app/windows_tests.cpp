// Two windows of one browser: the place of an account is held by one of them, and is no reason to make another device.

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::fragment_of;

namespace {

struct WindowsTown : testing::FoundedTown {
    /// Another window of that profile: the first one holds its place.
    static void open_second_window(testing::Desk& desk, std::string const& fragment)
    {
        auto const names = desk.places.names().run();
        BOOST_REQUIRE((names.has_value() && names->size() == 1U));
        desk.kill();
        desk.disk.held.insert(names->front());
        desk.open(fragment);
    }
    /// What stands above the passphrase, as a note.
    std::string note()
    {
        auto const& intro = mayor.form().intro;
        return intro.empty() ? std::string() : intro.front().key;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(windows)

BOOST_FIXTURE_TEST_CASE(an_account_open_in_another_window_gets_no_second_device_by_a_link_or_a_kit, WindowsTown)
{
    open_second_window(mayor, fragment_of(testing::device_link(mayor)));
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignIn));
    BOOST_TEST(mayor.error_at("") == "doors.error.device_in_window");
    BOOST_TEST(mayor.form().errors.size() == 1U);
    BOOST_TEST(note() == "");
    mayor.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_TEST(mayor.error_at("") == "doors.error.other_window");
    mayor.submit("kit");
    mayor.submit("ok", {{"kit", mayor.kit}});
    BOOST_TEST((mayor.form().kind == FormKind::KitEntry));
    BOOST_TEST(mayor.error_at("") == "doors.error.device_in_window");
    mayor.submit("cancel");
    BOOST_TEST(mayor.places.names().run()->size() == 1U);
    // The first window was closed.
    mayor.disk.held.clear();
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    mayor.send(app::Go{app::DeviceRoute{}});
    BOOST_TEST(mayor.see().device->own.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_space_open_elsewhere_is_told_before_its_passphrase_is_asked, WindowsTown)
{
    open_second_window(mayor, "");
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignIn));
    BOOST_TEST(note() == "doors.error.other_window");
    BOOST_TEST(mayor.form().errors.empty());
    // The first window was closed: tried again, nothing is said of it any more.
    mayor.disk.held.clear();
    mayor.submit("ok", {{"passphrase", ""}});
    BOOST_TEST(mayor.error_at("") == "");
    // Nothing is said of another window beside what is wrong in this one.
    mayor.submit("ok", {{"passphrase", "une autre phrase"}});
    BOOST_TEST(mayor.error_at("passphrase") == "doors.error.passphrase");
    BOOST_TEST(note() == "");
    BOOST_TEST(mayor.form().asked.empty());
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(a_space_that_was_open_elsewhere_is_looked_at_again_once_the_other_window_is_closed, WindowsTown)
{
    std::vector<std::string> const retry{"retry"};
    // No passphrase is asked for as long as none can open anything.
    std::vector<std::string> const held{"retry", "held"};
    open_second_window(mayor, "");
    BOOST_TEST((mayor.form().asked == held));
    // As the page does when it hears of it, or by its button.
    mayor.app().start("");
    mayor.app().tick();
    BOOST_TEST(note() == "doors.error.other_window");
    BOOST_TEST(mayor.error_at("") == "");
    BOOST_TEST((mayor.form().asked == held));
    mayor.disk.held.clear();
    mayor.app().start("");
    mayor.app().tick();
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignIn));
    BOOST_TEST(note() == "");
    BOOST_TEST(mayor.form().asked.empty());
    // Opened elsewhere only while the passphrase was typed.
    mayor.disk.held.insert(mayor.places.names().run()->front());
    mayor.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_TEST(mayor.error_at("") == "doors.error.other_window");
    BOOST_TEST((mayor.form().asked == retry));
    mayor.disk.held.clear();
    mayor.sign_in();
    BOOST_TEST(mayor.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(who_has_no_passphrase_goes_from_a_link_of_a_device_to_his_kit, WindowsTown)
{
    testing::Desk phone(server);
    phone.open(fragment_of(testing::device_link(mayor)));
    BOOST_REQUIRE((phone.form().kind == FormKind::DeviceLink));
    phone.submit("kit");
    BOOST_REQUIRE((phone.form().kind == FormKind::KitEntry));
    phone.submit("ok", {{"kit", mayor.kit}});
    BOOST_TEST((phone.form().kind == FormKind::NewPassphrase));
}

BOOST_FIXTURE_TEST_CASE(the_account_of_another_member_in_another_window_bars_no_link, WindowsTown)
{
    testing::join_school(mayor, school);
    // The same council, another account.
    open_second_window(school, fragment_of(testing::device_link(mayor)));
    BOOST_TEST((school.form().kind == FormKind::DeviceLink));
}

BOOST_AUTO_TEST_SUITE_END()
