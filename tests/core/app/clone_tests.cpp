// A browser profile that was copied or restored, as the person in front of it meets it.

#include <algorithm>

#include "core/crypto/random.hpp"
#include "core/sync/enrolment.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

struct Copied : testing::FoundedTown {
    /// On another machine, as the mayor's disk is now.
    void copy_disk()
    {
        copy.disk = mayor.disk;
        copy.clock = mayor.clock;
        copy.passphrase = mayor.passphrase;
    }
    /// Both write; the mayor has published when the copy tries.
    void find_out()
    {
        testing::open_situation(mayor, {.family = "Original", .group = group});
        mayor.wait(5000);
        copy.open();
        copy.sign_in();
        testing::open_situation(copy, {.family = "Copie", .group = group});
        copy.wait(60'000);
        BOOST_REQUIRE(copy.see().shell.sync.label.key == "session.sync.cloned");
    }
    static std::size_t situations_of(Desk& desk)
    {
        desk.send(app::Go{app::HomeRoute{}});
        desk.send(app::Go{app::SituationsRoute{}});
        return desk.see().situations->rows.size();
    }
    static std::vector<app::OwnDeviceView> devices_of(Desk& desk)
    {
        desk.send(app::Go{app::DeviceRoute{}});
        return desk.see().device->own;
    }
    static std::string last_toast(Desk& desk)
    {
        auto const& toasts = desk.see().shell.toasts;
        return toasts.empty() ? std::string{} : toasts.back().text.key;
    }
    /// So many devices on the mayor's card, that nobody holds, beside his own.
    void list_devices(std::size_t count)
    {
        mayor.kill();
        auto [local, keys] = testing::open_disk(mayor);
        auto passphrase = SecretBytes::copy_of(as_bytes(mayor.passphrase));
        auto const identity = sync::open_identity(mayor.worker, &local, std::move(passphrase)).run();
        BOOST_REQUIRE(identity.has_value());
        auto const& keyring = identity->account.keyring;
        sync::Vault vault({mayor.remote, mayor.clock}, std::move(local), std::move(keys));
        BOOST_REQUIRE(vault.load(nullptr).run().has_value());
        auto card = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
        for (std::size_t i = 0; i < count; ++i)
            card.devices.push_back({crypto::SigningKey::generate().public_key(), ledger::DeviceState::InUse});
        auto signed_card = ledger::sign_card(std::move(card), keyring.identity, vault.id());
        auto const recorded = vault.record_card(std::move(signed_card), {}).run();
        BOOST_REQUIRE(recorded.has_value());
        BOOST_REQUIRE(vault.synchronise().run().has_value());
    }

    Desk copy{server};
    std::uint32_t group{0};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(copied_profile)

BOOST_FIXTURE_TEST_CASE(a_copied_profile_says_so_and_goes_on_as_a_new_device, Copied)
{
    testing::join_school(mayor, school);
    group = school_group();
    copy_disk();
    find_out();
    BOOST_TEST(copy.see().shell.read_only);
    BOOST_TEST(copy.see().shell.read_only_reason.key == "session.read_only.cloned");
    BOOST_REQUIRE(copy.see().shell.sync.button.has_value());
    BOOST_TEST(copy.see().shell.sync.button->label.key == "council.clone.button");
    BOOST_TEST(devices_of(copy).size() == 1U);
    BOOST_TEST(copy.see().device->is_cloned);
    BOOST_TEST(copy.see().device->clone_refusal.key.empty());
    auto const* const told = testing::find_todo(copy, "council.clone.title");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->button.key == "council.clone.button");
    auto const command = told->command;

    copy.send(command);
    BOOST_REQUIRE((copy.form().kind == FormKind::SignAct));
    BOOST_TEST(copy.form().title.key == "council.clone.button");
    BOOST_TEST(copy.form().lines.size() == 3U);
    copy.submit("ok", {{"passphrase", ""}});
    BOOST_TEST(copy.error_at("passphrase") == "doors.error.passphrase_empty");
    copy.submit("ok", {{"passphrase", "une autre phrase que la bonne"}});
    // The mayor has nobody to ask.
    BOOST_TEST(copy.error_at("passphrase") == "doors.error.passphrase_mayor");
    copy.submit("cancel");
    BOOST_REQUIRE((copy.form().kind == FormKind::None));
    BOOST_TEST(copy.see().shell.read_only);

    copy.send(command);
    copy.sign();
    BOOST_TEST(last_toast(copy) == "council.clone.done");
    copy.wait(60'000);
    BOOST_TEST(!copy.see().shell.read_only);
    BOOST_TEST(copy.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(!copy.see().shell.sync.button.has_value());
    BOOST_TEST(testing::find_todo(copy, "council.clone.title") == nullptr);
    BOOST_TEST(testing::find_todo(copy, "council.todo.device_added") == nullptr);
    auto const devices = devices_of(copy);
    BOOST_REQUIRE(devices.size() == 2U);
    BOOST_TEST(!devices[0].is_this);
    BOOST_TEST(devices[0].may_declare_lost);
    BOOST_TEST(devices[1].is_this);
    BOOST_TEST(!copy.see().device->is_cloned);

    // The school has what both wrote; the original goes on, and is told of the other device.
    school.wait(60'000);
    BOOST_TEST(situations_of(school) == 2U);
    BOOST_TEST(school.see().shell.alarms.empty());
    mayor.wait(60'000);
    mayor.wait(60'000);
    BOOST_TEST(situations_of(mayor) == 2U);
    BOOST_TEST(!mayor.see().shell.read_only);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.device_added") != nullptr);

    // Also after a restart, by the passphrase.
    copy.kill();
    copy.open();
    copy.sign_in();
    copy.wait(1000);
    BOOST_TEST(copy.see().signed_in);
    BOOST_TEST(!copy.see().shell.read_only);
    BOOST_TEST(situations_of(copy) == 2U);
    BOOST_TEST(devices_of(copy).at(1).is_this);
}

BOOST_FIXTURE_TEST_CASE(a_copied_profile_says_it_again_after_a_restart, Copied)
{
    copy_disk();
    find_out();
    copy.kill();
    copy.remote.offline = true;
    copy.open();
    copy.sign_in();
    BOOST_TEST(copy.see().shell.read_only_reason.key == "session.read_only.cloned");
    // Without the store nothing of it can be signed.
    copy.send(app::ContinueAsNewDevice{});
    BOOST_REQUIRE((copy.form().kind == FormKind::SignAct));
    copy.submit("ok", {{"passphrase", copy.passphrase}});
    BOOST_TEST(copy.error_at("") == "doors.error.offline");
    copy.submit("cancel");
    BOOST_TEST(copy.see().shell.read_only);
}

BOOST_FIXTURE_TEST_CASE(where_no_key_opens_what_this_device_said_a_person_chooses_after_a_day, Copied)
{
    testing::open_situation(mayor, {.family = "Avant", .group = group});
    mayor.wait(60'000);
    constexpr std::size_t k_header = 8;
    for (auto const& [path, document] : std::map(server.documents)) {
        if (!path.starts_with("h/"))
            continue;
        auto junk = document.body;
        crypto::random_fill(std::span(junk).subspan(k_header));
        server.put(path, junk);
    }
    auto const sign_in_again = [this] {
        mayor.kill();
        mayor.open();
        mayor.sign_in();
    };
    sign_in_again();
    testing::open_situation(mayor, {.family = "Après", .group = group});
    mayor.wait(60'000);
    BOOST_TEST(testing::find_todo(mayor, "council.clone.closed.title") == nullptr);
    mayor.send(app::WriteOverOwnHead{});
    BOOST_TEST(last_toast(mayor) == "council.clone.not");
    mayor.clock.advance(k_ms_per_day);
    sign_in_again();
    mayor.wait(60'000);
    BOOST_TEST(!mayor.see().shell.read_only);
    BOOST_REQUIRE((testing::find_todo(mayor, "council.clone.closed.title") != nullptr));
    (void)devices_of(mayor);
    BOOST_TEST(mayor.see().device->is_head_closed);
    BOOST_TEST(!mayor.see().device->is_cloned);
    BOOST_TEST(mayor.see().device->clone_refusal.key.empty());

    mayor.send(app::WriteOverOwnHead{});
    BOOST_TEST(last_toast(mayor) == "council.clone.closed.done");
    mayor.wait(60'000);
    BOOST_TEST(!mayor.see().device->is_head_closed);
    BOOST_TEST(testing::find_todo(mayor, "council.clone.closed.title") == nullptr);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_copy_has_nothing_to_continue, Copied)
{
    mayor.send(app::ContinueAsNewDevice{});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    BOOST_TEST(last_toast(mayor) == "council.clone.not");
}

/// A card made under the former account would be one that no other device takes.
BOOST_FIXTURE_TEST_CASE(a_copy_whose_account_has_moved_reads_the_new_key_first, Copied)
{
    testing::join_school(mayor, school);
    Desk phone(server);
    testing::add_phone(school, phone);
    copy.disk = school.disk;
    copy.clock = school.clock;
    copy.passphrase = school.passphrase;
    (void)testing::send_report(school, {.family = "Original"});
    school.wait(5000);
    copy.open();
    copy.sign_in();
    (void)testing::send_report(copy, {.family = "Copie"});
    copy.wait(60'000);
    BOOST_REQUIRE(copy.see().shell.sync.label.key == "session.sync.cloned");
    auto const own = devices_of(school);
    auto const lost = std::ranges::find_if(own, [](app::OwnDeviceView const& view) { return !view.is_this; });
    BOOST_REQUIRE((lost != own.end()));
    testing::declare_lost(school, lost->device);
    // The card, its head, then what the copy asks of its account.
    for (int i = 0; i < 3; ++i) {
        school.wait(60'000);
        copy.clock.time = school.clock.time;
        copy.wait(60'000);
    }
    // The card is named by the head of the device that both are, which the copy does not follow: the account says it.
    copy.send(app::ContinueAsNewDevice{});
    copy.sign();
    BOOST_TEST(last_toast(copy) == "council.device.lost.other_key");
    BOOST_TEST(copy.see().shell.read_only);
    (void)devices_of(copy);
    BOOST_TEST(copy.see().device->clone_refusal.key == "council.device.lost.other_key");
    BOOST_TEST(testing::find_todo(copy, "council.todo.moved") != nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_ninth_device_is_refused_in_words, Copied)
{
    list_devices(ledger::k_max_devices_in_use - 1);
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    copy_disk();
    find_out();
    (void)devices_of(copy);
    BOOST_TEST(copy.see().device->clone_refusal.key == "council.clone.too_many");
    copy.send(app::ContinueAsNewDevice{});
    BOOST_TEST((copy.form().kind == FormKind::None));
    BOOST_TEST(last_toast(copy) == "council.clone.too_many");
    BOOST_TEST(copy.see().shell.read_only);
}

BOOST_AUTO_TEST_SUITE_END()
