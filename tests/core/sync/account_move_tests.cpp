// An account that moves to another secret because a device is lost: what the lost device held, the former passphrase
// and the former kit open nothing of it; whatever cuts the visit, the member keeps one account that opens; his other
// devices follow by the new kit or by the link of one that is unlocked.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/moving_account.hpp"
#include "tests/support/sync/key_thief.hpp"

using namespace huisclos;
using Bar = sync::LostDevicePlan::Bar;
using testing::Archive;
using testing::Cut;
using testing::k_former;
using testing::k_new;
using testing::KeyThief;
using testing::MemoryRemote;
using testing::Moving;
using testing::typed;

BOOST_FIXTURE_TEST_SUITE(account_moves, Moving)

BOOST_AUTO_TEST_CASE(what_the_lost_device_held_and_the_former_passphrase_and_kit_open_nothing_of_it)
{
    Archive archive(server);
    archive.note();
    auto const before = archive.ever;
    for (auto* const peer : {&mayor, &school, &other, &tablet, &phone})
        archive.watch(peer->remote);
    auto const move = declared();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    archive.note();
    auto const marked = archive.ever;
    ledger::DeviceOutOp const out{.member = school.member(), .device = phone.device(), .marks = {}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    auto const record = publish(mayor, "Après la perte");
    all_synchronise();
    publish(school, "De l'école");
    all_synchronise();
    archive.note();
    BOOST_TEST(school.read(record) == "Après la perte");

    // The former account, wherever a copy of it is: its passphrase, its kit, its sealing keys.
    auto const keys = former_keys();
    auto const newest = school.vault->knowledge().cards().current(school.member())->card.card.inbox_key;
    std::size_t former_accounts = 0;
    for (auto const& [path, bodies] : archive.ever) {
        if (!path.starts_with("k/"))
            continue;
        auto const version = sync::parse_account_version(path.substr(path.rfind('/') + 1));
        BOOST_REQUIRE(version.has_value());
        for (auto const& body : bodies) {
            auto const account = ledger::open_account(keys, vault_id(), *version, body);
            BOOST_TEST(account.has_value() == before.contains(path), path);
            former_accounts += account.has_value() ? 1 : 0;
        }
    }
    BOOST_TEST(former_accounts == 1U);
    auto const stolen = open_disk(phone, k_former);
    BOOST_REQUIRE(stolen.has_value());
    for (auto const& key : stolen->account.keyring.inbox_keys)
        BOOST_TEST((key.key.public_key() != newest));
    BOOST_TEST(!open_disk(phone, k_new).has_value());

    KeyThief thief;
    thief.rob(phone);
    thief.learn(mayor);
    std::size_t looked_at = 0;
    for (auto const& [path, bodies] : archive.ever) {
        auto const old = marked.find(path);
        for (auto const& body : bodies) {
            bool const is_of_phone = path == phone.head_path();
            // The card that marks the device is read by all, under the key of then.
            bool const is_old = old != marked.end() && old->second.contains(body) && !path.starts_with("b/");
            bool const was_there = before.contains(path) && before.at(path).contains(body);
            if (is_of_phone || is_old || was_there)
                continue;
            ++looked_at;
            BOOST_TEST(thief.open(path, body).empty(), path);
        }
    }
    BOOST_TEST(looked_at > 3U);
    // Nothing is left at the former place.
    auto const folder = sync::account_folder(keys.locator);
    for (auto const& path : account_paths())
        BOOST_TEST(!path.starts_with(folder), path);
    BOOST_TEST(account_paths().size() == 1U);
    BOOST_TEST(school.vault->former_accounts().ended.empty());
    BOOST_TEST(!open_disk(school, k_former).has_value());
    BOOST_TEST((sync::plan_lost_device(*school.vault, phone.device()).bar == Bar::AlreadyLost));
}

BOOST_AUTO_TEST_CASE(cut_anywhere_one_account_opens_and_the_visit_comes_to_its_end)
{
    constexpr std::size_t k_most_steps = 64;
    bool went_through = false;
    std::size_t started_over = 0;
    std::size_t went_on = 0;
    for (std::size_t step = 0; step < k_most_steps && !went_through; ++step) {
        BOOST_TEST_CONTEXT("cut after " << step)
        {
            Moving town;
            auto& mover = town.school;
            auto move = town.prepare(mover);
            BOOST_REQUIRE(mover.vault->pull().run().has_value());
            Cut cut(step);
            cut.watch(mover);
            auto const done = sync::declare_lost(mover.remote, mover.vault.get(), &move, town.phone.device()).run();
            (void)mover.synchronise();
            went_through = !cut.is_cut;
            Cut::mend(mover);
            bool const has_moved = town.restart(mover);
            BOOST_TEST((!done || *done));
            // What the disk has, the store has too.
            auto const passphrase = has_moved ? k_new : k_former;
            sync::AccountAccess access;
            access.address = mover.vault->keys().address;
            access.vault = town.vault_id();
            auto secret = mover.vault->local().account_secret().run();
            BOOST_REQUIRE(secret.has_value());
            access.account_secret = std::move(*secret);
            BOOST_TEST(sync::open_from_store(mover.remote, town.worker, &access, typed(passphrase)).run().has_value());

            (has_moved ? went_on : started_over) += 1;
            if (!has_moved) {
                auto again = town.prepare(mover);
                auto const second = town.declare(mover, again);
                BOOST_REQUIRE((second.has_value() && *second));
            }
            BOOST_REQUIRE(mover.synchronise().has_value());
            BOOST_TEST((sync::plan_lost_device(*mover.vault, town.phone.device()).bar == Bar::AlreadyLost));
            BOOST_TEST(town.account_paths().size() == 1U);
            BOOST_TEST(mover.vault->former_accounts().ended.empty());
            BOOST_TEST(mover.vault->status().pending == 0U);
            BOOST_TEST(town.restart(mover));
            BOOST_TEST(mover.write("Ensuite").has_value());
            BOOST_REQUIRE(town.mayor.synchronise().has_value());
            auto const* const card = town.mayor.vault->knowledge().cards().current(mover.member());
            BOOST_TEST(card->card.card.generation == mover.keyring.newest_inbox_key().generation + 1);
        }
    }
    BOOST_TEST(went_through);
    BOOST_TEST(started_over > 2U);
    BOOST_TEST(went_on > 2U);
}

BOOST_AUTO_TEST_CASE(flaw_46_another_device_goes_on_and_follows_by_the_new_kit)
{
    auto const move = declared();
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST(sync::lacks_sealing_key(*tablet.vault));
    BOOST_TEST((sync::plan_lost_device(*tablet.vault, phone.device()).bar == Bar::OtherKey));
    BOOST_TEST(
        (sync::look_for_account_news(tablet.remote, &tablet.vault->local()).run().error().code == ErrorCode::Missing));
    // What it has is there, and it writes.
    auto const meanwhile = publish(tablet, "De la tablette");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(meanwhile) == "De la tablette");
    BOOST_TEST(!restart(tablet));

    ledger::DeviceOutOp const out{.member = school.member(), .device = phone.device(), .marks = {}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    auto const later = publish(mayor, "Sous la nouvelle clé");
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST(tablet.read(later) == "");

    auto const access = access_of(*school.vault, move, true);
    auto const identity = sync::open_with_kit(tablet.remote, &access).run();
    BOOST_REQUIRE(identity.has_value());
    BOOST_REQUIRE(sync::follow_move(tablet.vault.get(), &access, &*identity).run().has_value());
    BOOST_TEST(!sync::lacks_sealing_key(*tablet.vault));
    for (int i = 0; i < 2; ++i)
        BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST(tablet.read(later) == "Sous la nouvelle clé");
    BOOST_TEST(restart(tablet));
    BOOST_TEST(tablet.read(later) == "Sous la nouvelle clé");
    BOOST_TEST(tablet.read(meanwhile) == "De la tablette");
    BOOST_TEST(account_paths().size() == 1U);
}

BOOST_AUTO_TEST_CASE(flaw_46_another_device_follows_by_the_link_of_one_that_is_unlocked)
{
    auto const move = declared();
    BOOST_REQUIRE(tablet.synchronise().has_value());
    auto const access = access_of(*school.vault, move, false);
    BOOST_TEST(!sync::open_from_store(tablet.remote, worker, &access, typed(k_former)).run().has_value());
    auto const identity = sync::open_from_store(tablet.remote, worker, &access, typed(k_new)).run();
    BOOST_REQUIRE(identity.has_value());
    // Not on somebody else's device.
    auto const refused = sync::follow_move(other.vault.get(), &access, &*identity).run();
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == ErrorCode::Context));
    BOOST_REQUIRE(sync::follow_move(tablet.vault.get(), &access, &*identity).run().has_value());
    BOOST_TEST(!sync::lacks_sealing_key(*tablet.vault));
    BOOST_TEST(restart(tablet));
}

BOOST_AUTO_TEST_CASE(the_former_kit_is_not_followed_even_where_its_account_is_still_shown)
{
    auto const held = server.snapshot();
    (void)declared();
    BOOST_REQUIRE(tablet.synchronise().has_value());
    for (auto const& [path, document] : held) {
        if (path.starts_with("k/"))
            server.put(path, document.body);
    }
    sync::AccountAccess access;
    access.address = tablet.vault->keys().address;
    access.vault = vault_id();
    access.account_secret = former_secret.clone();
    access.recovery_key = former_kit.clone();
    auto const identity = sync::open_with_kit(tablet.remote, &access).run();
    BOOST_REQUIRE(identity.has_value());
    auto const followed = sync::follow_move(tablet.vault.get(), &access, &*identity).run();
    BOOST_REQUIRE(!followed.has_value());
    BOOST_TEST((followed.error().code == ErrorCode::Context));
    BOOST_TEST(!restart(tablet));
}

BOOST_AUTO_TEST_CASE(a_store_that_fails_once_is_asked_again_in_the_same_visit)
{
    auto move = prepare(school);
    std::size_t refused = 0;
    school.remote.fault = [&refused](MemoryRemote::Verb verb, std::string const& path) {
        bool const fails = verb == MemoryRemote::Verb::Get && path.starts_with("k/") && ++refused == 2;
        return fails ? std::optional(ports::RemoteAnswer{}) : std::nullopt;
    };
    auto const first = declare(school, move);
    BOOST_REQUIRE(!first.has_value());
    BOOST_TEST((first.error().code == ErrorCode::Store));
    BOOST_TEST(open_disk(school, k_former).has_value());
    school.remote.fault = {};
    auto const second = declare(school, move);
    BOOST_REQUIRE((second.has_value() && *second));
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(account_paths().size() == 1U);
    BOOST_TEST(open_disk(school, k_new).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_declared_from_an_account_that_another_device_changed_or_moved)
{
    auto move = prepare(school);
    auto identity = open_disk(tablet, k_former);
    BOOST_REQUIRE(identity.has_value());
    auto const published = sync::publish_next_account(tablet.remote, tablet.vault.get(), &*identity).run();
    BOOST_REQUIRE((published.has_value() && *published));
    auto const before = account_paths();
    auto const done = declare(school, move);
    BOOST_REQUIRE(done.has_value());
    BOOST_TEST(!*done);
    BOOST_TEST((account_paths() == before));

    for (auto const& path : before)
        server.erase(path);
    auto const gone = declare(school, move);
    BOOST_REQUIRE(!gone.has_value());
    BOOST_TEST((gone.error().code == ErrorCode::Missing));
    BOOST_TEST(account_paths().empty());
    // What a store no longer gives takes nothing away here.
    BOOST_TEST(!restart(school));
}

BOOST_AUTO_TEST_CASE(nothing_is_declared_from_an_account_that_this_device_itself_has_written_since)
{
    auto move = prepare(school);
    auto identity = open_disk(school, k_former);
    BOOST_REQUIRE(identity.has_value());
    identity->account.keyring.inbox_keys.push_back({1, crypto::KemKey::generate()});
    auto const published = sync::publish_next_account(school.remote, school.vault.get(), &*identity).run();
    BOOST_REQUIRE((published.has_value() && *published));
    auto const before = account_paths();
    auto const done = declare(school, move);
    BOOST_REQUIRE(done.has_value());
    BOOST_TEST(!*done);
    BOOST_TEST((account_paths() == before));
    auto again = prepare(school);
    auto const moved = declare(school, again);
    BOOST_REQUIRE((moved.has_value() && *moved));
    BOOST_TEST(again.identity.account.keyring.inbox_keys.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_version_that_was_on_its_way_does_not_bring_the_former_account_back)
{
    auto former = open_disk(school, k_former);
    BOOST_REQUIRE(former.has_value());
    (void)declared();
    auto const published = sync::publish_next_account(school.remote, school.vault.get(), &*former).run();
    BOOST_TEST((!published.has_value() || !*published));
    BOOST_TEST(account_paths().size() == 1U);
    BOOST_TEST(restart(school));
}

BOOST_AUTO_TEST_SUITE_END()
