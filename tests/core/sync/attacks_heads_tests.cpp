// What a hostile host, or a member who helps it, may do with heads and keys: old ones, forged ones, some held back.

#include <boost/test/unit_test.hpp>

#include "core/ledger/week.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::HostileCouncil;
using testing::Peer;
using Verb = testing::MemoryRemote::Verb;

BOOST_FIXTURE_TEST_SUITE(hostile_heads, HostileCouncil)

BOOST_AUTO_TEST_CASE(attack_27_a_head_rolled_back_is_an_alarm_and_the_former_stays_in_use)
{
    auto const first = publish(school, "Un");
    auto const old_head = server.documents.at(school.head_path()).body;
    auto const second = publish(school, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const held = counter_held(mayor, school);
    BOOST_TEST(mayor.write("Permis").has_value());

    auto const new_head = server.documents.at(school.head_path()).body;
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(counter_held(mayor, school) == held);
    BOOST_TEST(mayor.read(first) == "Un");
    BOOST_TEST(mayor.read(second) == "Deux");
    BOOST_TEST((mayor.write("Refusé").error().code == ErrorCode::Fork));
    // By the parity of the polls: one alarm, and no way back to the older one.
    for (int poll = 0; poll < 4; ++poll) {
        server.put(school.head_path(), poll % 2 == 0 ? new_head : old_head);
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(counter_held(mayor, school) == held);
    }
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(mayor.vault->acknowledge_alarm(0).run().has_value());
    BOOST_TEST(mayor.write("De nouveau permis").has_value());
}

BOOST_AUTO_TEST_CASE(attack_25_a_store_of_yesterday_alarms_who_comes_back_and_changes_no_record)
{
    auto const yesterday = server.snapshot();
    auto const record = publish(school, "Aujourd'hui");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    server.documents = yesterday;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(mayor.read(record) == "Aujourd'hui");
    // Also after a restart: what was accepted is on the disk.
    mayor.kill();
    mayor.reopen();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(mayor.read(record) == "Aujourd'hui");
}

BOOST_AUTO_TEST_CASE(attack_26_two_halves_that_the_host_keeps_apart_have_other_weekly_words)
{
    auto const words = [](Peer const& peer) {
        return ledger::weekly_words(*peer.vault->knowledge().registry());
    };
    BOOST_TEST(words(mayor).words == words(other).words);
    auto const for_other = server.snapshot();
    mayor.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(mayor.sign({ledger::VisaOp{}}).has_value());
    auto const for_mayor = std::exchange(server.documents, for_other);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(words(mayor).words != words(other).words);
    BOOST_TEST((words(mayor).newest > words(other).newest));
    server.documents = for_mayor;
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(words(mayor).words == words(other).words);
}

BOOST_AUTO_TEST_CASE(attack_28_a_withheld_segment_is_missing_and_what_follows_waits_for_it)
{
    auto const before = server.snapshot();
    auto const first = publish(school, "Un");
    auto const withheld = objects_since(before);
    BOOST_REQUIRE(withheld.size() == 1U);
    auto const kept = server.documents.extract(*withheld.begin());
    auto const second = publish(school, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "");
    BOOST_TEST(mayor.read(second) == "");
    BOOST_TEST(!mayor.vault->is_write_stopped());
    server.put(kept.key(), kept.mapped().body);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "Un");
    BOOST_TEST(mayor.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(attack_28_a_member_whose_head_is_withheld_is_named_after_a_day)
{
    // Of one member only: the other heads go on, and one of them saw what is hidden.
    auto const hidden = server.documents.at(school.head_path());
    publish(school, "Caché au maire");
    BOOST_REQUIRE(other.synchronise().has_value());
    publish(other, "Vu");
    auto const fresh = std::exchange(server.documents.at(school.head_path()), hidden);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    mayor.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
    auto const& alarm = mayor.vault->knowledge().heads().alarms().front();
    BOOST_TEST((alarm.device == school.device()));
    BOOST_TEST((alarm.told_by == other.device()));
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(attack_28_a_head_that_is_gone_is_named_after_a_day_and_the_head_of_who_is_out_is_not)
{
    server.erase(school.head_path());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.clock.advance(k_ms_per_day - 2 * sync::k_head_every_ms);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    mayor.clock.advance(2 * sync::k_head_every_ms);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);

    mayor.remove(other.member());
    server.erase(other.head_path());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.clock.advance(2 * k_ms_per_day);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
}

BOOST_AUTO_TEST_CASE(attack_28_flaw_43_a_card_that_a_head_names_and_the_store_hides_is_named_after_a_day)
{
    auto const before = server.snapshot();
    school.renew_inbox_key();
    BOOST_REQUIRE(school.synchronise().has_value());
    for (auto const& path : objects_since(before))
        server.erase(path);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    mayor.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
}

BOOST_AUTO_TEST_CASE(attack_29_a_head_far_ahead_is_no_way_to_make_honest_ones_look_old)
{
    auto head = mayor.head_of(school)->head;
    auto const held = counter_held(mayor, school);
    head.counter += (std::uint64_t{1} << 32) + 1;
    put_head(school.head_path(), head, school.device_key, directory_secret(mayor));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 1U);
    BOOST_TEST(counter_held(mayor, school) == held);
}

BOOST_AUTO_TEST_CASE(attack_37_a_head_in_anothers_name_is_refused_and_frames_nobody)
{
    // Whoever has the registry's key, but not the school's device key.
    auto head = mayor.head_of(school)->head;
    auto const held = counter_held(mayor, school);
    for (auto const step : {0U, 1U, 5U}) {
        auto forged = head;
        forged.counter += step;
        forged.chains.clear();
        put_head(school.head_path(), forged, other.device_key, directory_secret(mayor));
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(counter_held(mayor, school) == held);
    }
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 0U);
    BOOST_TEST(mayor.alarms(ErrorCode::Fork) == 0U);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    // The same by its own key is believed.
    head.counter += 1;
    put_head(school.head_path(), head, school.device_key, directory_secret(mayor));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(counter_held(mayor, school) == held + 1);
}

BOOST_AUTO_TEST_CASE(attack_34_the_head_of_a_device_on_no_card_waits_and_gives_nothing)
{
    auto const key = crypto::SigningKey::generate();
    auto const device = crypto::device_id(school.member(), key.public_key());
    auto head = mayor.head_of(school)->head;
    head.device = device;
    put_head(sync::head_path(device), head, key, directory_secret(mayor));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((mayor.vault->knowledge().heads().in_use(device) == nullptr));
    auto const devices = mayor.vault->knowledge().heads().devices();
    BOOST_TEST((std::ranges::find(devices, device) == devices.end()));
    publish(mayor, "Continue");
    auto const own = mayor.head_of(mayor)->head;
    BOOST_TEST(std::ranges::none_of(own.seen, [&](auto const& seen) { return seen.device == device; }));
}

BOOST_AUTO_TEST_CASE(attack_07_keys_that_somebody_chose_are_never_kept_nor_written_under)
{
    auto const epochs = school.vault->keys().epochs.size();
    ledger::Grant grant{ledger::target_of(school.member()), 0, {}};
    for (auto const& cid : {k_dir, school.cid, crypto::random_id<CompartmentId>()})
        grant.items.push_back({cid, SecretBytes::copy_of(Bytes(32, 7))});
    auto const sealed =
        ledger::seal_grant(mayor.vault->id(), school.keyring.newest_inbox_key().key.public_key(), grant);
    BOOST_REQUIRE(sealed.has_value());
    server.put(school.inbox_path() + sync::inbox_name(ByteArray<16>{9}), *sealed);
    auto const before = server.snapshot();
    publish(school, "Sous la bonne clé");
    BOOST_TEST(school.vault->keys().epochs.size() == epochs);
    for (auto const& path : objects_since(before)) {
        crypto::Context const context{
            .type = crypto::ObjectType::Segment,
            .vault = mayor.vault->id(),
            .cid = school.cid.bytes,
            .id = school.device().bytes,
            .n = 1};
        auto const& object = server.documents.at(path).body;
        BOOST_TEST(!crypto::open_envelope(Bytes(32, 7), context, object).has_value());
        auto const held = mayor.vault->knowledge().keys().all(school.cid);
        BOOST_TEST(crypto::open_envelope(held.at(0).secret, context, object).has_value());
    }
}

BOOST_AUTO_TEST_CASE(two_clones_of_one_device_stop_at_their_next_session)
{
    Peer clone(server);
    clone.become_copy_of(school);
    school.kill();
    auto const kept = publish(clone, "De la copie");
    BOOST_TEST(!clone.vault->status().is_cloned);
    school.reopen();
    auto const own = school.write("De l'original");
    BOOST_REQUIRE(own.has_value());
    (void)school.synchronise();
    BOOST_TEST(school.vault->status().is_cloned);
    BOOST_TEST(school.vault->is_write_stopped());
    BOOST_TEST(school.vault->status().pending > 0U);  // Kept, to be issued again elsewhere.
    BOOST_TEST(school.read(*own) == "De l'original");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(kept) == "De la copie");
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(two_clones_in_one_session_are_an_alarm_for_the_others)
{
    Peer clone(server);
    clone.become_copy_of(school);
    publish(school, "Un");
    auto const first = server.documents.at(school.head_path()).body;
    // The host shows each of them what it wants to see.
    clone.remote.fault = [&](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb == Verb::Get && path == school.head_path() && clone.vault->status().pending > 0 &&
            same_bytes(server.documents.at(path).body, first))
            return RemoteAnswer{RemoteStatus::NotFound, {}, {}};
        return std::nullopt;
    };
    BOOST_REQUIRE(mayor.synchronise().has_value());
    publish(clone, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Fork) == 1U);
    BOOST_TEST(mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_SUITE_END()
