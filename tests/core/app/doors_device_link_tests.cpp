// The link that one device shows opens the account on another: where it is known already, and with which passphrase.

#include "tests/core/app/doors_steps.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;

namespace {

struct DeviceLinkTown : testing::FoundedTown {
    DeviceLinkTown() { mayor.wait(5000); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(doors_device_link)

BOOST_FIXTURE_TEST_CASE(a_device_link_opens_the_account_elsewhere, DeviceLinkTown)
{
    auto const link = testing::device_link(mayor);
    BOOST_REQUIRE(!link.empty());
    Desk other(server);
    other.open(fragment_of(link));
    BOOST_REQUIRE((other.form().kind == FormKind::DeviceLink));
    BOOST_TEST(other.form().user == "Espace 1");
    BOOST_TEST((other.form().asked == std::vector<std::string>{"label"}));
    other.submit("ok", {{"passphrase", std::string(testing::k_wrong_passphrase)}});
    BOOST_TEST(other.error_at("passphrase") == "doors.error.passphrase");
    other.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_REQUIRE(other.see().signed_in);
    BOOST_TEST(other.see().shell.member_name == "Claire Vasseur");
    other.wait(5000);
    mayor.wait(60'000);
    mayor.send(app::HideDeviceLink{});
    BOOST_TEST(mayor.see().device->own.size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_device_link_of_an_account_that_is_here_opens_no_second_place, DeviceLinkTown)
{
    auto const link = testing::device_link(mayor);
    mayor.kill();
    mayor.open(fragment_of(link));
    BOOST_REQUIRE((mayor.form().kind == FormKind::SignIn));
    BOOST_TEST(mayor.error_at("") == "doors.error.device_known");
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    mayor.send(app::Go{app::DeviceRoute{}});
    BOOST_TEST(mayor.see().device->own.size() == 1U);

    // Who insists is told what it would be.
    mayor.kill();
    mayor.open();
    mayor.submit("other");
    BOOST_REQUIRE((mayor.form().kind == FormKind::Welcome));
    mayor.submit("ok", {{"link", link}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::DeviceLink));
    BOOST_TEST(mayor.form().user == "Espace 2");
    BOOST_TEST(mayor.form().intro.front().key == "doors.device.known");
}

BOOST_FIXTURE_TEST_CASE(a_device_link_whose_token_is_refused_is_made_again_by_its_owner, DeviceLinkTown)
{
    auto const link = testing::device_link(mayor);
    server.refused_tokens.insert("token");
    Desk other(server);
    other.open(fragment_of(link));
    BOOST_REQUIRE((other.form().kind == FormKind::DeviceLink));
    other.submit("ok", {{"passphrase", mayor.passphrase}});
    BOOST_TEST(other.error_at("") == "doors.error.device_link_refused");
}

BOOST_FIXTURE_TEST_CASE(a_device_that_knows_the_old_passphrase_cannot_put_it_back, DeviceLinkTown)
{
    auto const device_link = testing::device_link(mayor);
    auto const former = mayor.passphrase;
    // Elsewhere, the kit gives the account another passphrase.
    Desk renewed(server);
    renewed.open();
    testing::renew_by_kit(mayor, renewed);
    BOOST_REQUIRE(renewed.passphrase != former);

    testing::answer_invitation(school, testing::invite_school(mayor));
    testing::prepare_entry(mayor);
    testing::signs_by_new_passphrase(mayor, former, renewed.passphrase);
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(5000);
    school.wait(60'000);
    BOOST_TEST(school.see().signed_in);

    // What the signature published holds the new passphrase, and this device follows.
    Desk later(server);
    later.open(fragment_of(device_link));
    later.submit("ok", {{"passphrase", former}});
    BOOST_TEST(later.error_at("passphrase") == "doors.error.passphrase");
    later.submit("ok", {{"passphrase", renewed.passphrase}});
    BOOST_TEST(later.see().signed_in);
    testing::comes_back_by_new_passphrase(mayor, former);
}

BOOST_AUTO_TEST_SUITE_END()
