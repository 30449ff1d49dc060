// Who is in, what stops a device, and the head by which the others know that somebody is there.

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/paths.hpp"
#include "tests/support/sync/peer.hpp"

using namespace huisclos;
using sync::Membership;
using sync::VaultStop;
using testing::MemoryServer;
using testing::Peer;

namespace {

struct StandingPair {
    StandingPair() { mayor.found(); }

    void school_joins(ledger::Floor floor)
    {
        school.answer(mayor, std::move(floor));
        mayor.let_in(school);
        BOOST_REQUIRE(school.synchronise().has_value());
    }
    void school_joins() { school_joins(mayor.floor()); }

    MemoryServer server{};
    Peer mayor{server};
    Peer school{server};
};

constexpr std::int64_t k_minute = 60'000;

}  // namespace

BOOST_AUTO_TEST_SUITE(heads)

BOOST_FIXTURE_TEST_CASE(who_waits_states_no_head_and_who_is_let_in_states_one, StandingPair)
{
    school.answer(mayor, mayor.floor());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(!server.documents.contains(school.head_path()));

    mayor.let_in(school);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(server.documents.contains(school.head_path()));
    auto const head = mayor.head_of(school);
    BOOST_REQUIRE(head.has_value());
    BOOST_TEST(head->head.counter == 1U);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((mayor.vault->knowledge().heads().in_use(school.device()) != nullptr));
}

BOOST_FIXTURE_TEST_CASE(an_idle_member_states_a_head_a_day_and_no_more, StandingPair)
{
    school_joins();
    for (int hour = 0; hour < 23; ++hour) {
        school.clock.advance(60 * k_minute);
        BOOST_REQUIRE(school.synchronise().has_value());
    }
    BOOST_TEST(mayor.head_of(school)->head.counter == 1U);
    school.clock.advance(60 * k_minute);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(mayor.head_of(school)->head.counter == 2U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(mayor.head_of(school)->head.counter == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_restart_and_a_clock_set_back_neither_repeat_nor_silence_the_head, StandingPair)
{
    school_joins();
    school.clock.advance(-30 * k_ms_per_day);
    school.kill();
    school.reopen();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(mayor.head_of(school)->head.counter == 1U);
    school.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(mayor.head_of(school)->head.counter == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(standing)

BOOST_FIXTURE_TEST_CASE(an_invitee_is_let_in_when_the_floor_of_his_link_is_held, StandingPair)
{
    school.answer(mayor, mayor.floor());
    BOOST_TEST((school.vault->standing().membership == Membership::Unknown));
    BOOST_TEST(!school.vault->standing().is_let_in());
    mayor.let_in(school);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->standing().is_let_in());
    BOOST_TEST(school.vault->keys().pending_floor.tips.empty());
}

BOOST_AUTO_TEST_CASE(a_new_device_begins_with_the_floors_of_its_account_and_its_kit)
{
    auto const first = crypto::random_id<ActHash>();
    auto const second = crypto::random_id<ActHash>();
    sync::AccountAccess access;
    access.floor = ledger::Floor{{first, second}, {}};
    sync::OpenIdentity identity;
    identity.account.keyring = ledger::Keyring::generate();
    identity.account.keyring.floor = ledger::Floor{{second}, {}};
    auto keys = sync::keys_of_new_device(access, identity, crypto::SigningKey::generate());
    BOOST_TEST((keys.pending_floor.tips == std::vector{std::min(first, second), std::max(first, second)}));
    keys.pending_floor.missing_since = Instant{5};
    auto const read = sync::DeviceKeys::decode(keys.encoded().view());
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((read->pending_floor.tips == keys.pending_floor.tips));
    BOOST_TEST((read->pending_floor.missing_since == keys.pending_floor.missing_since));
}

BOOST_FIXTURE_TEST_CASE(a_floor_that_the_store_does_not_give_is_pending_and_said_after_a_day, StandingPair)
{
    auto const unknown = crypto::random_id<ActHash>();
    auto floor = mayor.floor();
    floor.tips.push_back(unknown);
    school_joins(floor);
    auto const& standing = school.vault->standing();
    BOOST_TEST((standing.stop == VaultStop::None));
    BOOST_TEST((standing.membership == Membership::Member));
    BOOST_TEST(!standing.is_let_in());
    BOOST_TEST((standing.floor.missing == std::vector{unknown}));

    school.clock.advance(k_ms_per_day - 10 * k_minute);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.alarms(ErrorCode::Stale) == 0U);
    // The day goes on while the device is off.
    school.kill();
    school.reopen();
    school.clock.advance(10 * k_minute);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.alarms(ErrorCode::Stale) == 1U);
    BOOST_TEST(!school.vault->is_write_stopped());
}

BOOST_FIXTURE_TEST_CASE(attack_25_a_floor_above_what_the_store_was_rolled_back_to_lets_nobody_in, StandingPair)
{
    Peer other(server);
    other.answer(mayor, mayor.floor());
    school.answer(mayor, mayor.floor());
    mayor.let_in(school);
    auto const before = server.snapshot();
    mayor.let_in(other);
    auto const later = mayor.floor();
    auto const after = server.snapshot();

    // Whoever knows what the mayor signed last is not let in by a store that hides it.
    server.documents = before;
    BOOST_REQUIRE(school.vault->use_floor(later).run().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST((school.vault->standing().membership == Membership::Member));
    BOOST_TEST(!school.vault->standing().is_let_in());
    server.documents = after;
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->standing().is_let_in());
}

BOOST_FIXTURE_TEST_CASE(a_floor_that_names_an_act_of_somebody_without_rank_is_refused_and_stops_writes, StandingPair)
{
    school_joins();
    // Signed by the school, which has no rank: known and never admissible.
    ledger::Act act;
    act.author = ledger::author_of(school.member());
    act.past = school.vault->knowledge().registry()->tips();
    act.nonce = crypto::random_id<ledger::ActNonce>();
    act.ops = {ledger::VisaOp{}};
    auto const forged = ledger::sign_act(school.keyring.identity, school.vault->id(), ledger::encode_act(act));
    auto const* const registry = mayor.vault->knowledge().registry();
    auto const secret = mayor.vault->knowledge().keys().find(k_dir, registry->directory_epoch().id());
    auto object = ledger::seal_act(secret, mayor.vault->id(), forged).value();
    auto const name = crypto::object_name(object);
    server.put(sync::object_path(name), std::move(object));

    Peer late(server);
    auto floor = mayor.floor();
    late.answer(mayor, floor);
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.write("Avant").has_value());
    BOOST_REQUIRE(late.vault->use_floor({{forged.hash()}, {}}).run().has_value());
    BOOST_TEST((late.vault->standing().stop == VaultStop::None));

    // The school's head names it as its tip, so that it is fetched.
    auto head = school.head_of(school)->head;
    head.tips = {{forged.hash(), name}};
    ++head.counter;
    auto sealed = ledger::seal_head(school.vault->id(), head, school.device_key, secret);
    BOOST_REQUIRE(sealed.has_value());
    server.put(school.head_path(), sealed->object);
    auto const before = server.snapshot();
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST((late.vault->standing().stop == VaultStop::FloorRefused));
    // Nor is what was written before sent there; it is kept.
    BOOST_TEST(late.vault->status().pending > 0U);
    late.kill();
    late.reopen();
    (void)late.synchronise();
    BOOST_TEST((late.vault->standing().stop == VaultStop::FloorRefused));
    BOOST_TEST(late.vault->status().pending > 0U);
    BOOST_TEST(server.documents.size() == before.size());
    BOOST_TEST((late.vault->status().stop == VaultStop::FloorRefused));
    auto const refused = late.write("Après");
    BOOST_REQUIRE(!refused.has_value());
    BOOST_TEST((refused.error().code == ErrorCode::Vault));
    BOOST_TEST((late.sign({ledger::VisaOp{}}).error().code == ErrorCode::Rights));
    BOOST_TEST((late.vault->record_grants({}).run().error().code == ErrorCode::Vault));
}

BOOST_FIXTURE_TEST_CASE(a_removed_member_who_can_read_the_act_is_told_and_writes_no_more, StandingPair)
{
    school_joins();
    BOOST_REQUIRE(school.write("Avant").has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    mayor.remove(school.member());
    // The act lies under the new key; here somebody hands that key to him.
    auto const* const registry = mayor.vault->knowledge().registry();
    auto const secret = mayor.vault->knowledge().keys().find(k_dir, registry->directory_epoch().id());
    ledger::Grant grant{ledger::target_of(school.member()), 0, {}};
    grant.items.push_back({k_dir, SecretBytes::copy_of(secret)});
    auto const sealed =
        ledger::seal_grant(mayor.vault->id(), school.keyring.newest_inbox_key().key.public_key(), grant);
    BOOST_REQUIRE(sealed.has_value());
    server.put(school.inbox_path() + sync::inbox_name(ByteArray<16>{7}), *sealed);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST((school.vault->standing().membership == Membership::Out));
    BOOST_TEST((school.vault->standing().stop == VaultStop::OwnIdentityOut));
    BOOST_TEST((school.write("Après").error().code == ErrorCode::Vault));
}

BOOST_FIXTURE_TEST_CASE(a_removed_member_who_can_read_nothing_new_is_told_after_ten_minutes, StandingPair)
{
    school_joins();
    Peer other(server);
    other.answer(mayor, mayor.floor());
    mayor.let_in(other);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());

    mayor.remove(school.member());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(!school.vault->status().may_be_out);
    school.clock.advance(11 * k_minute);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->status().may_be_out);
    BOOST_TEST(!mayor.vault->status().may_be_out);
    other.clock.advance(11 * k_minute);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(!other.vault->status().may_be_out);
}

BOOST_FIXTURE_TEST_CASE(a_key_that_comes_late_takes_the_doubt_away, StandingPair)
{
    school_joins();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = k_dir}}).has_value());
    // The host withholds the grant.
    auto const inbox = school.inbox_path();
    school.remote.fault = [&inbox](auto verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
        if (verb == testing::MemoryRemote::Verb::List && path == inbox)
            return ports::RemoteAnswer{ports::RemoteStatus::Strange, {}, {}};
        return std::nullopt;
    };
    BOOST_REQUIRE(school.synchronise().has_value());
    school.clock.advance(11 * k_minute);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->status().may_be_out);
    school.remote.fault = nullptr;
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(!school.vault->status().may_be_out);
}

BOOST_FIXTURE_TEST_CASE(a_device_that_is_out_writes_no_more_and_the_other_device_does, StandingPair)
{
    school_joins();
    Peer tablet(server);
    tablet.become_device_of(school);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(tablet.write("Avant").has_value());
    BOOST_REQUIRE(tablet.synchronise().has_value());
    // Without a rotation of DIR: the act is readable by the device that it is about.
    ledger::Act act;
    auto const* const registry = mayor.vault->knowledge().registry();
    act.author = ledger::author_of(mayor.member());
    act.past = registry->tips();
    for (auto const& tip : act.past)
        act.back.push_back(*mayor.vault->knowledge().act_name(tip));
    act.nonce = crypto::random_id<ledger::ActNonce>();
    act.ops = {ledger::DeviceOutOp{.member = school.member(), .device = tablet.device(), .marks = {}}};
    sync::ActPublication publication;
    publication.act = ledger::sign_act(mayor.keyring.identity, mayor.vault->id(), ledger::encode_act(act));
    auto const recorded = mayor.vault->record_act(std::move(publication)).run();
    BOOST_REQUIRE(recorded.has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());

    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST((tablet.vault->standing().stop == VaultStop::OwnDeviceOut));
    BOOST_TEST((tablet.write("Après").error().code == ErrorCode::Vault));
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST((school.vault->standing().stop == VaultStop::None));
}

BOOST_AUTO_TEST_SUITE_END()
