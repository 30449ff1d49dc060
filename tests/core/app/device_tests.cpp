// Devices of one's own: one that is lost, and the floor that the account carries from one to another.

#include <algorithm>

#include "core/sync/acts.hpp"
#include "core/sync/enrolment.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

struct DeviceTown : testing::FoundedTown {
    void restart(Desk& desk)
    {
        desk.kill();
        desk.open();
        desk.sign_in();
        desk.wait(5000);
    }
    /// Long enough to doubt, with somebody in front of it.
    static void stay(Desk& desk) { testing::minutes_pass(desk, 14); }
    /// Of the account as the store has it, opened by the kit.
    ledger::Keyring keyring_of(Desk const& desk)
    {
        auto kit = ledger::read_kit_text(desk.kit);
        BOOST_REQUIRE(kit.has_value());
        testing::MemoryRemote remote(server);
        sync::AccountAccess const access{
            kit->store, kit->vault, std::move(kit->account_secret), std::move(kit->recovery_key), kit->floor};
        auto identity = sync::open_with_kit(remote, &access).run();
        BOOST_REQUIRE(identity.has_value());
        return identity->account.keyring.clone();
    }
    /// This desk's vault, once its tab is gone, with the member's own keys.
    struct Opened {
        std::unique_ptr<sync::Vault> vault{};
        sync::OpenIdentity identity{};
    };
    static Opened open_vault(Desk& desk)
    {
        auto const names = desk.places.names().run();
        auto local = sync::LocalVault::open(*desk.places.open(names->front()).run()).run();
        BOOST_REQUIRE(local.has_value());
        auto identity =
            sync::open_identity(desk.worker, &*local, SecretBytes::copy_of(as_bytes(desk.passphrase))).run();
        BOOST_REQUIRE(identity.has_value());
        auto keys = local->unlock(identity->account.ring_key.view());
        BOOST_REQUIRE(keys.has_value());
        Opened opened{
            std::make_unique<sync::Vault>(
                sync::VaultPorts{desk.remote, desk.clock}, std::move(*local), std::move(*keys)),
            std::move(*identity)};
        BOOST_REQUIRE(opened.vault->load(nullptr).run().has_value());
        return opened;
    }
    static std::vector<app::OwnDeviceView> devices_of(Desk& desk)
    {
        desk.send(app::Go{app::DeviceRoute{}});
        return desk.see().device->own;
    }
    /// That of the two which is not this one.
    static app::OwnDeviceView other_of(Desk& desk)
    {
        auto const all = devices_of(desk);
        BOOST_REQUIRE(all.size() == 2U);
        return all[0].is_this ? all[1] : all[0];
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(devices)

BOOST_FIXTURE_TEST_CASE(a_device_is_declared_lost_and_gets_no_key_any_more, DeviceTown)
{
    testing::join_school(mayor, school);
    Desk phone(server);
    testing::add_phone(mayor, phone);
    auto const lost = other_of(mayor);
    BOOST_TEST(lost.may_declare_lost);
    BOOST_TEST(lost.refusal.key.empty());
    auto const former = std::pair(mayor.passphrase, mayor.kit);
    testing::declare_lost(mayor, lost.device);
    auto const& toasts = mayor.see().shell.toasts;
    BOOST_REQUIRE(!toasts.empty());
    BOOST_TEST(toasts.back().text.key == "council.device.lost.done");
    BOOST_TEST((mayor.passphrase != former.first));
    BOOST_TEST((mayor.kit != former.second));
    mayor.wait(60'000);

    auto const after = other_of(mayor);
    BOOST_TEST(after.state.key == "council.device.lost");
    BOOST_TEST(!after.may_declare_lost);
    BOOST_TEST(after.refusal.key == "council.device.lost");
    BOOST_TEST(keyring_of(mayor).newest_inbox_key().generation == 1U);
    // The phone sees that others write, and can open nothing of it.
    stay(phone);
    BOOST_TEST(!phone.see().shell.may_be_out.key.empty());
    // The mayor and his colleague go on, also after a restart.
    school.wait(60'000);
    BOOST_TEST(school.see().shell.alarms.empty());
    BOOST_TEST(school.see().shell.may_be_out.key.empty());
    restart(mayor);
    BOOST_TEST(mayor.see().signed_in);
    BOOST_TEST(!mayor.see().shell.read_only);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_declared_lost_is_refused_in_words, DeviceTown)
{
    auto const all = devices_of(mayor);
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_TEST(all[0].is_this);
    BOOST_TEST(!all[0].may_declare_lost);
    BOOST_TEST(all[0].refusal.key == "council.device.lost.this");
    for (auto const& device : {all[0].device, crypto::random_id<DeviceId>()}) {
        mayor.send(app::DeclareDeviceLost{device});
        BOOST_TEST((mayor.form().kind == FormKind::None));
        auto const& said = mayor.see().shell.toasts.back().text.key;
        BOOST_TEST(said == (device == all[0].device ? "council.device.lost.this" : "council.device.lost.unknown"));
    }
}

BOOST_FIXTURE_TEST_CASE(without_a_rank_one_marks_the_card_and_who_has_one_puts_the_device_out, DeviceTown)
{
    testing::join_school(mayor, school);
    Desk phone(server);
    testing::add_phone(school, phone);
    auto const lost = other_of(school);
    school.send(app::DeclareDeviceLost{lost.device});
    BOOST_REQUIRE((school.form().kind == FormKind::LostDevice));
    auto const whom = phrase("council.device.lost.others").with("who", std::string("Claire Vasseur"));
    BOOST_TEST((school.form().lines.at(1).text == whom));
    school.submit("cancel");
    testing::declare_lost(school, lost.device);
    school.wait(60'000);
    mayor.wait(60'000);
    BOOST_TEST(other_of(school).refusal.key == "council.device.lost");

    auto opened_school = [&] {
        mayor.send(app::Go{app::MembersRoute{}});
        auto const& rows = mayor.see().members->rows;
        return std::ranges::find(rows, "Camille Durand", &app::MemberRow::name)->member;
    }();
    // Not by who signs no acts, of the mayor as of anybody, nor one that is not his.
    auto const of_mayor = [&] {
        mayor.send(app::Go{app::MembersRoute{}});
        auto const& rows = mayor.see().members->rows;
        return std::ranges::find(rows, "Claire Vasseur", &app::MemberRow::name)->member;
    }();
    school.send(app::PrepareDeviceOut{of_mayor, devices_of(mayor).front().device});
    BOOST_TEST(school.see().shell.toasts.back().text.key == "law.r_24.signataire");
    mayor.send(app::PrepareDeviceOut{opened_school, devices_of(mayor).front().device});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.device.out.already");
    mayor.send(app::PrepareDeviceOut{opened_school, lost.device});
    mayor.send(app::SignDraft{});
    // By its number on the page of its owner, in the same words once signed.
    auto const said = phrase("council.op.device_out_numbered").with("name", std::string("Camille Durand"));
    auto const numbered = lost.title.args;
    BOOST_REQUIRE(!mayor.form().lines.empty());
    auto const shown = mayor.form().lines.front().text;
    BOOST_TEST(shown.key == said.key);
    BOOST_TEST((shown == Phrase(said).with("n", numbered.front().second)));
    mayor.sign();
    mayor.wait(60'000);
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST((mayor.see().acts->signed_acts.front().lines.front().text == shown));
    school.wait(60'000);
    BOOST_TEST(!school.see().shell.read_only);
    BOOST_TEST(school.see().shell.may_be_out.key.empty());
    stay(phone);
    // It read the card that marks it, under the key of before.
    BOOST_TEST(phone.see().shell.read_only);
    BOOST_TEST(phone.see().shell.read_only_reason.key == "session.read_only.device_out");
    stay(school);
    BOOST_TEST(school.see().shell.may_be_out.key.empty());
}

BOOST_FIXTURE_TEST_CASE(a_device_that_was_added_is_told_to_the_others_until_they_have_looked, DeviceTown)
{
    constexpr std::string_view k_title = "council.todo.device_added";
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
    Desk phone(server);
    testing::add_phone(mayor, phone);
    BOOST_TEST(testing::find_todo(phone, k_title) == nullptr);
    auto const* const told = testing::find_todo(mayor, k_title);
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST((told->detail.args.at(0).second == PhraseArg(std::int64_t{2})));
    BOOST_TEST((told->detail.args.at(1).second == PhraseArg(paris_date(mayor.clock.now()))));
    auto const command = told->command;
    restart(mayor);
    BOOST_TEST(testing::find_todo(mayor, k_title) != nullptr);
    restart(phone);
    BOOST_TEST(testing::find_todo(phone, k_title) == nullptr);

    mayor.send(command);
    BOOST_REQUIRE(mayor.see().device.has_value());
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
    restart(mayor);
    mayor.wait(60'000);
    BOOST_TEST(testing::find_todo(mayor, k_title) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_device_that_was_added_then_declared_lost_is_told_no_more, DeviceTown)
{
    Desk phone(server);
    testing::add_phone(mayor, phone);
    auto const own = devices_of(phone);
    auto const added = std::ranges::find_if(own, &app::OwnDeviceView::is_this);
    BOOST_REQUIRE((added != own.end()));
    // It was added from « Cet appareil », which is not to have seen it there.
    BOOST_TEST(testing::find_todo(mayor, "council.todo.device_added") != nullptr);
    testing::declare_lost(mayor, added->device);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.device_added") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(floors)

BOOST_FIXTURE_TEST_CASE(the_account_carries_what_was_seen_and_follows_it_every_week, DeviceTown)
{
    BOOST_TEST(!keyring_of(mayor).floor.has_value());
    restart(mayor);
    auto const first = keyring_of(mayor).floor;
    BOOST_REQUIRE(first.has_value());
    BOOST_TEST(first->tips.size() == 1U);
    testing::join_school(mayor, school);
    mayor.clock.advance(k_ms_per_day);
    restart(mayor);
    // Joining verified a member: the account was written for it, with what was seen then.
    auto const second = keyring_of(mayor).floor;
    BOOST_TEST((second->tips != first->tips));
    mayor.clock.advance(k_ms_per_day);
    restart(mayor);
    BOOST_TEST((keyring_of(mayor).floor->at == second->at));
    mayor.clock.advance(7 * k_ms_per_day);
    restart(mayor);
    BOOST_TEST((keyring_of(mayor).floor->at > second->at));
}

BOOST_FIXTURE_TEST_CASE(
    attack_25_a_store_of_last_month_lets_no_empty_browser_in_below_the_floor_of_the_account, DeviceTown)
{
    restart(mayor);
    auto yesterday = server.snapshot();
    testing::join_school(mayor, school);
    mayor.clock.advance(8 * k_ms_per_day);
    restart(mayor);
    std::erase_if(yesterday, [](auto const& entry) { return entry.first.starts_with("k/"); });
    for (auto const& [path, document] : server.documents) {
        if (path.starts_with("k/"))
            yesterday.insert({path, document});
    }
    auto const today = std::exchange(server.documents, yesterday);
    Desk empty(server);
    empty.clock = mayor.clock;
    empty.open();
    empty.submit("kit");
    empty.submit("ok", {{"kit", mayor.kit}});
    BOOST_REQUIRE((empty.form().kind == FormKind::NewPassphrase));
    empty.choose_passphrase();
    BOOST_TEST(!empty.see().signed_in);
    for (auto const& [path, document] : today)
        server.documents.insert_or_assign(path, document);
    // What it names is there again: the passphrase signs the card that announces this device.
    empty.wait(60'000);
    empty.sign_in();
    BOOST_TEST(empty.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(the_floor_of_a_kit_counts_on_a_known_device_too, DeviceTown)
{
    auto kit = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(kit.has_value());
    kit->floor = ledger::Floor{{crypto::random_id<ActHash>()}, mayor.clock.now()};
    mayor.kill();
    mayor.open();
    mayor.submit("kit");
    mayor.submit("ok", {{"kit", ledger::kit_text(*kit)}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::NewPassphrase));
    mayor.choose_passphrase();
    BOOST_TEST(!mayor.see().signed_in);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(versions)

BOOST_FIXTURE_TEST_CASE(flaw_40_a_newer_suite_is_said_as_a_newer_version, DeviceTown)
{
    mayor.kill();
    {
        auto opened = open_vault(mayor);
        ledger::PolicyOp policy;
        policy.min_suite = 2;
        sync::ActWish wish{.ops = {policy}, .log_key = {}, .verified = {}};
        auto plan = sync::plan_act(*opened.vault, wish);
        BOOST_REQUIRE(plan.has_value());
        auto publication =
            sync::sign_plan(*opened.vault, std::move(wish), std::move(*plan), opened.identity.account.keyring.identity);
        BOOST_REQUIRE(publication.has_value());
        BOOST_REQUIRE(opened.vault->record_act(std::move(*publication)).run().has_value());
    }
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(mayor.see().shell.read_only);
    BOOST_TEST(mayor.see().shell.read_only_reason.key == "session.read_only.newer");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(alarms)

BOOST_FIXTURE_TEST_CASE(an_alarm_is_read_once_and_stays_read_over_a_restart, DeviceTown)
{
    testing::join_school(mayor, school);
    mayor.wait(60'000);
    auto const before = server.snapshot();
    school.clock.advance(k_ms_per_day);
    restart(school);
    mayor.wait(60'000);
    std::size_t rolled_back = 0;
    for (auto const& [path, document] : before) {
        auto const found = server.documents.find(path);
        if (path.starts_with("h/") && found != server.documents.end() && found->second.etag != document.etag) {
            server.put(path, document.body);
            ++rolled_back;
        }
    }
    BOOST_REQUIRE(rolled_back == 1U);
    mayor.wait(60'000);
    auto const said = mayor.see().shell.alarms;
    BOOST_REQUIRE(said.size() == 1U);
    BOOST_TEST(said.front().key == "session.alarm.rollback");
    BOOST_TEST(mayor.see().shell.read_only);
    restart(mayor);
    BOOST_TEST(mayor.see().shell.alarms.size() == 1U);
    mayor.send(app::AcknowledgeAlarm{7});
    BOOST_TEST(mayor.see().shell.alarms.size() == 1U);
    mayor.send(app::AcknowledgeAlarm{0});
    BOOST_TEST(mayor.see().shell.alarms.empty());
    BOOST_TEST(!mayor.see().shell.read_only);
    restart(mayor);
    mayor.wait(60'000);
    BOOST_TEST(mayor.see().shell.alarms.empty());
}

BOOST_AUTO_TEST_SUITE_END()
