// The visit that declares a device lost: how it was lost, a new passphrase, a new kit typed back; what it says, what it
// leaves when it is not finished, and how the member's other devices learn the new secret of his account.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/adopting_council.hpp"
#include "tests/core/app/doors_steps.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

/// The school has joined and has a tablet and a phone beside its computer.
struct School : testing::FoundedTown {
    School()
    {
        testing::join_school(mayor, school);
        testing::add_phone(school, phone);
        testing::add_phone(school, tablet);
        phone_device = other_than(school, tablet);
    }
    /// The device of the school that is neither of these.
    static DeviceId other_than(Desk& one, Desk& another)
    {
        DeviceId const known[] = {own_device(one), own_device(another)};
        for (auto const& view : own_devices(one)) {
            if (std::ranges::find(known, view.device) == std::end(known))
                return view.device;
        }
        BOOST_FAIL("no third device");
        return {};
    }
    static std::vector<app::OwnDeviceView> own_devices(Desk& desk)
    {
        desk.send(app::Go{app::DeviceRoute{}});
        return desk.see().device->own;
    }
    static DeviceId own_device(Desk& desk)
    {
        auto const all = own_devices(desk);
        return std::ranges::find_if(all, &app::OwnDeviceView::is_this)->device;
    }
    static bool has_toast(Desk& desk, std::string_view key)
    {
        return std::ranges::any_of(
            desk.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }
    /// Long enough to doubt, with somebody in front of it.
    static void stay(Desk& desk) { testing::minutes_pass(desk, 14); }
    [[nodiscard]] std::map<std::string, std::string> accounts() const
    {
        std::map<std::string, std::string> all;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("k/"))
                all.emplace(path, document.etag);
        }
        return all;
    }

    Desk phone{server};
    Desk tablet{server};
    DeviceId phone_device{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(lost_visits)

BOOST_FIXTURE_TEST_CASE(nothing_is_written_before_the_new_kit_is_typed_back, School)
{
    auto const before = accounts();
    auto const former = school.passphrase;
    school.send(app::DeclareDeviceLost{phone_device});
    BOOST_REQUIRE((school.form().kind == FormKind::LostDevice));
    BOOST_TEST(school.form().over_app);
    BOOST_TEST(school.form().choices.size() == 2U);
    BOOST_TEST(school.form().user == "Espace 1");
    school.submit("ok", {{"passphrase", ""}});
    BOOST_TEST(school.error_at("how") == "doors.error.lost_how");
    BOOST_TEST(school.error_at("passphrase") == "doors.error.passphrase_empty");
    school.submit("ok", {{"passphrase", school.passphrase}});
    BOOST_TEST(school.error_at("how") == "doors.error.lost_how");
    BOOST_TEST(school.error_at("passphrase") == "");
    school.submit("ok", {{"how", "locked"}, {"passphrase", ""}});
    BOOST_TEST(school.error_at("passphrase") == "doors.error.passphrase_empty");
    school.submit("ok", {{"how", "locked"}, {"passphrase", "abaisser abandon abdiquer abeille abolir aborder"}});
    BOOST_TEST(school.error_at("passphrase") == "doors.error.passphrase");
    school.submit("ok", {{"how", "locked"}, {"passphrase", school.passphrase}});
    BOOST_REQUIRE((school.form().kind == FormKind::NewPassphrase));
    BOOST_TEST(school.form().intro.front().key == "doors.lost.passphrase.intro");
    BOOST_TEST(school.form().user == "Espace 1");
    BOOST_TEST(school.form().asked.empty());
    school.choose_passphrase();
    BOOST_REQUIRE((school.form().kind == FormKind::Kit));
    BOOST_TEST(school.form().over_app);
    BOOST_TEST(school.form().qr != school.kit);
    // What is said of this visit alone is not printed (www/print.css), and is no part of what is to be kept.
    BOOST_TEST(school.form().visit.key == "doors.lost.kit.intro");
    BOOST_TEST(school.form().intro.back().key == "doors.kit.where");
    school.submit("ok");
    BOOST_REQUIRE((school.form().kind == FormKind::KitCheck));
    auto const asked = school.form().asked.front();
    school.submit("ok", {{asked, "zzzz"}});
    BOOST_TEST(school.error_at(asked) == "doors.error.kit_word");
    school.submit("cancel");
    BOOST_REQUIRE((school.form().kind == FormKind::Kit));
    school.submit("cancel");
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST((accounts() == before));
    BOOST_TEST(std::ranges::none_of(
        own_devices(school), [](app::OwnDeviceView const& view) { return view.state.key == "council.device.lost"; }));
    // The former passphrase still opens it.
    school.passphrase = former;
    school.kill();
    school.open();
    school.sign_in();
    BOOST_TEST(school.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(a_device_lost_open_is_not_pretended_to_be_dealt_with, School)
{
    auto const before = accounts();
    school.send(app::DeclareDeviceLost{phone_device});
    school.submit("ok", {{"how", "exposed"}, {"passphrase", school.passphrase}});
    BOOST_TEST((school.form().kind == FormKind::LostDevice));
    // A true answer: nothing to correct beside it.
    BOOST_TEST(school.error_at("how") == "");
    // Nobody is coordonnateur: the mayor alone is named.
    auto const& [field, advice] = school.form().errors.front();
    BOOST_TEST(field == "");
    BOOST_TEST((advice == phrase("doors.error.lost_exposed").with("who", std::string("Claire Vasseur"))));
    school.submit("cancel");
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST((accounts() == before));
}

BOOST_FIXTURE_TEST_CASE(the_mayor_is_not_told_to_ask_himself, testing::FoundedTown)
{
    Desk phone(server);
    testing::add_phone(mayor, phone);
    auto const* const told = testing::find_todo(mayor, "council.todo.device_added");
    BOOST_REQUIRE(told != nullptr);
    // Nobody is coordinator yet: none is named.
    BOOST_TEST(told->detail.key == "council.todo.device_added_alone");
    mayor.send(app::DeclareDeviceLost{School::own_device(phone)});
    mayor.submit("ok", {{"how", "exposed"}, {"passphrase", mayor.passphrase}});
    BOOST_TEST(mayor.error_at("") == "doors.error.lost_exposed_alone");
}

BOOST_FIXTURE_TEST_CASE(the_mayor_is_told_of_the_coordonnateur_where_somebody_is_one, School)
{
    testing::name_as(mayor, testing::k_school_name, domain::Profile::Coordonnateur);
    Desk other(server);
    testing::add_phone(mayor, other);
    mayor.send(app::DeclareDeviceLost{own_device(other)});
    mayor.submit("ok", {{"how", "exposed"}, {"passphrase", mayor.passphrase}});
    BOOST_TEST(mayor.error_at("") == "doors.error.lost_exposed_mayor");
}

BOOST_FIXTURE_TEST_CASE(of_two_visits_at_once_the_second_says_that_its_kit_is_good_for_nothing, School)
{
    school.send(app::DeclareDeviceLost{phone_device});
    school.submit("ok", {{"how", "locked"}, {"passphrase", school.passphrase}});
    school.choose_passphrase();
    BOOST_REQUIRE((school.form().kind == FormKind::Kit));
    testing::declare_lost(tablet, phone_device);
    tablet.wait(1000);
    auto const after = accounts();
    school.keep_kit();
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST(has_toast(school, "doors.lost.changed_elsewhere"));
    BOOST_TEST((accounts() == after));
}

BOOST_FIXTURE_TEST_CASE(a_link_that_the_kit_s_field_does_not_take_is_refused_beside_it, School)
{
    school.send(app::ChangePassphrase{});
    BOOST_REQUIRE((school.form().kind == FormKind::KitEntry));
    // Nothing says that the account has moved.
    school.submit("ok", {{"kit", testing::device_link(tablet)}});
    BOOST_TEST((school.form().kind == FormKind::KitEntry));
    BOOST_TEST(school.error_at("kit") == "doors.error.lock_first");
    school.submit("ok", {{"kit", "https://mairie.example/#n"}});
    BOOST_TEST(school.error_at("kit") == "doors.error.link");
    BOOST_TEST(!has_toast(school, "doors.error.lock_first"));
    BOOST_TEST(!has_toast(school, "doors.error.link"));
}

BOOST_FIXTURE_TEST_CASE(the_former_passphrase_and_the_former_kit_open_nothing_afterwards, School)
{
    auto const passphrase = school.passphrase;
    auto const kit = school.kit;
    auto const link = testing::device_link(school);
    testing::declare_lost(school, phone_device);
    school.wait(1000);
    BOOST_TEST(has_toast(school, "council.device.lost.done"));

    Desk thief(server);
    thief.open();
    thief.submit("kit");
    thief.submit("ok", {{"kit", kit}});
    BOOST_TEST(thief.error_at("") == "doors.error.missing");
    Desk other_thief(server);
    other_thief.open(testing::fragment_of(link));
    other_thief.submit("ok", {{"passphrase", passphrase}});
    BOOST_TEST(other_thief.error_at("") == "doors.error.missing");

    Desk owner(server);
    owner.clock = school.clock;
    owner.open();
    testing::renew_by_kit(school, owner);
    testing::comes_back_by_new_passphrase(school, passphrase);
}

BOOST_FIXTURE_TEST_CASE(another_device_is_told_and_reads_the_new_secret_from_the_kit, School)
{
    auto const former_kit = school.kit;
    auto const former_passphrase = tablet.passphrase;
    testing::declare_lost(school, phone_device);
    school.wait(1000);
    tablet.wait(60'000);
    BOOST_TEST(!tablet.see().shell.read_only);
    BOOST_TEST(has_toast(tablet, "council.todo.moved"));
    tablet.send(app::DeclareDeviceLost{phone_device});
    BOOST_TEST((tablet.form().kind == FormKind::None));
    BOOST_TEST(tablet.see().shell.toasts.back().text.key == "council.device.lost.other_key");
    // Nothing that it holds went: it opens as before, and is told again.
    tablet.kill();
    tablet.open();
    tablet.sign_in();
    BOOST_REQUIRE(tablet.see().signed_in);
    tablet.wait(1000);
    auto const* const told = testing::find_todo(tablet, "council.todo.moved");
    BOOST_REQUIRE(told != nullptr);
    tablet.send(told->command);
    BOOST_REQUIRE((tablet.form().kind == FormKind::KitEntry));
    BOOST_TEST(tablet.form().title.key == "doors.moved.title");
    tablet.submit("ok", {{"kit", former_kit}});
    BOOST_TEST(tablet.error_at("") == "doors.error.kit_former");
    tablet.submit("ok", {{"kit", mayor.kit}});
    BOOST_TEST(tablet.error_at("") == "doors.error.kit_other");
    tablet.submit("ok", {{"kit", school.kit}});
    BOOST_REQUIRE((tablet.form().kind == FormKind::None));
    BOOST_TEST(has_toast(tablet, "doors.moved.done"));
    BOOST_TEST(testing::find_todo(tablet, "council.todo.moved") == nullptr);
    tablet.wait(60'000);
    BOOST_TEST(!tablet.see().shell.read_only);

    tablet.kill();
    tablet.open();
    tablet.submit("ok", {{"passphrase", former_passphrase}});
    BOOST_TEST(tablet.error_at("passphrase") == "doors.error.passphrase");
    tablet.passphrase = school.passphrase;
    tablet.sign_in();
    BOOST_TEST(tablet.see().signed_in);
    tablet.wait(1000);
    BOOST_TEST(testing::find_todo(tablet, "council.todo.moved") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(another_device_reads_the_new_secret_from_the_link_of_one_that_is_unlocked, School)
{
    testing::declare_lost(school, phone_device);
    school.wait(1000);
    tablet.wait(60'000);
    tablet.send(app::ChangePassphrase{});
    tablet.submit("ok", {{"kit", testing::device_link(school)}});
    BOOST_REQUIRE((tablet.form().kind == FormKind::DeviceLink));
    BOOST_TEST(tablet.form().over_app);
    tablet.submit("ok", {{"passphrase", tablet.passphrase}});
    BOOST_TEST(tablet.error_at("passphrase") == "doors.error.passphrase");
    tablet.submit("ok", {{"passphrase", school.passphrase}});
    BOOST_REQUIRE((tablet.form().kind == FormKind::None));
    BOOST_TEST(testing::find_todo(tablet, "council.todo.moved") == nullptr);
    BOOST_TEST(tablet.disk.places.size() == 1U);
    tablet.passphrase = school.passphrase;
    tablet.kill();
    tablet.open();
    tablet.sign_in();
    BOOST_TEST(tablet.see().signed_in);
}

/// As the form that signs any other act says it.
BOOST_FIXTURE_TEST_CASE(
    who_declares_a_device_lost_is_told_who_will_get_no_key_of_the_new_ones, testing::AdoptingCouncil)
{
    found_without_adoption();
    school_joins();
    write_rules({{"Centre", "03/11/2026"}}, "10/11/2026");
    testing::sign_draft(mayor);
    accept_rules(mayor);
    Desk phone(server);
    testing::add_phone(mayor, phone);
    mayor.send(app::DeclareDeviceLost{School::own_device(phone)});
    BOOST_REQUIRE((mayor.form().kind == FormKind::LostDevice));
    std::vector<Phrase> told;
    for (auto const& line : mayor.form().lines) {
        if (line.text.key == "council.act.without_key")
            told.push_back(line.text);
    }
    BOOST_REQUIRE(told.size() == 1U);
    BOOST_TEST((told.front().args.front().second == PhraseArg(std::string("Camille Durand"))));
}

BOOST_FIXTURE_TEST_CASE(a_ranked_member_s_other_device_is_told_although_it_opens_no_head_any_more, testing::FoundedTown)
{
    Desk phone(server);
    Desk tablet(server);
    testing::add_phone(mayor, phone);
    testing::add_phone(mayor, tablet);
    testing::declare_lost(mayor, School::other_than(mayor, tablet));
    mayor.wait(1000);
    School::stay(tablet);
    tablet.send(app::DeclareDeviceLost{School::own_device(mayor)});
    BOOST_TEST((tablet.form().kind == FormKind::None));
    BOOST_TEST(School::has_toast(tablet, "doors.error.account_gone"));
    auto const* const told = testing::find_todo(tablet, "council.todo.gone");
    BOOST_REQUIRE(told != nullptr);
    tablet.send(told->command);
    tablet.submit("ok", {{"kit", mayor.kit}});
    BOOST_REQUIRE((tablet.form().kind == FormKind::None));
    tablet.wait(60'000);
    tablet.wait(60'000);
    BOOST_TEST(testing::find_todo(tablet, "council.todo.gone") == nullptr);
    BOOST_TEST(tablet.see().shell.may_be_out.key == "");
    auto const own = School::own_devices(tablet);
    BOOST_TEST(std::ranges::count(own, "council.device.lost", [](app::OwnDeviceView const& view) {
                   return view.state.key;
               }) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
