// What becomes of what a person must read: said once, kept over a restart, bounded whatever a device or the host does.

#include <functional>

#include <boost/test/unit_test.hpp>

#include "core/ledger/cbor.hpp"
#include "core/sync/log_notes.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using sync::Alarm;
using testing::HostileCouncil;
using testing::Peer;

namespace {

struct Alarms : HostileCouncil {
    [[nodiscard]] static std::vector<Alarm> unread(Peer const& peer)
    {
        auto all = peer.vault->knowledge().heads().alarms();
        std::erase_if(all, std::mem_fn(&Alarm::is_read));
        return all;
    }
    static void read_all(Peer const& peer)
    {
        for (std::size_t i = 0; i < peer.vault->knowledge().heads().alarms().size(); ++i)
            BOOST_TEST(peer.vault->acknowledge_alarm(i).run().has_value());
    }
    [[nodiscard]] Result<void> sign_set(Peer& who) const
    {
        return who.sign({testing::recovery_set(school.member(), other.member())});
    }
    /// A copy of the mayor's device makes another first set: the school has seen both, the mayor's first.
    [[nodiscard]] ledger::Contest fork_registry()
    {
        Peer clone(server);
        clone.become_copy_of(mayor);
        BOOST_REQUIRE(sign_set(mayor).has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_TEST(unread(school).empty());
        clone.remote.offline = true;
        (void)sign_set(clone);
        BOOST_REQUIRE(clone.write("Pour compter plus loin").has_value());
        clone.remote.offline = false;
        BOOST_REQUIRE(clone.synchronise().has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_REQUIRE(school.vault->knowledge().registry()->fork().size() == 1U);
        return school.vault->knowledge().registry()->fork().front();
    }
    void restart(Peer& peer)
    {
        peer.kill();
        peer.reopen();
        BOOST_REQUIRE(peer.synchronise().has_value());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(alarms, Alarms)

BOOST_AUTO_TEST_CASE(attack_26_two_bodies_for_one_place_of_a_chain_are_one_alarm_until_it_is_read)
{
    Peer clone(server);
    clone.become_copy_of(school);
    auto const own = publish(school, "Original");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    // A copy of the disk goes on from the same place, longer: no head contradicts another.
    auto const first = clone.write("Copie");
    BOOST_REQUIRE(first.has_value());
    auto const second = publish(clone, "Suite de la copie");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(own) == "Original");
    BOOST_TEST(mayor.read(*first) == "Copie");
    BOOST_TEST(mayor.read(second) == "Suite de la copie");
    auto const said = unread(mayor);
    BOOST_REQUIRE(said.size() == 1U);
    BOOST_TEST((said[0].code == ErrorCode::Fork));
    BOOST_TEST((said[0].device == school.device()));
    BOOST_TEST((said[0].chain == mayor.cid));
    BOOST_TEST((mayor.write("Refusé").error().code == ErrorCode::Fork));

    restart(mayor);
    BOOST_TEST(unread(mayor).size() == 1U);
    read_all(mayor);
    BOOST_TEST(mayor.write("De nouveau permis").has_value());
    // Both branches grow: it is the same fork, also after a restart.
    publish(clone, "Plus loin");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    restart(mayor);
    BOOST_TEST(unread(mayor).empty());
}

BOOST_AUTO_TEST_CASE(attack_26_two_histories_of_the_registry_under_one_key_are_one_alarm)
{
    (void)fork_registry();
    auto const is_registry = [](Alarm const& alarm) {
        return alarm.code == ErrorCode::Fork && alarm.device.is_zero();
    };
    auto const said = unread(school);
    BOOST_TEST(std::ranges::count_if(said, is_registry) == 1);
    BOOST_TEST(school.vault->is_write_stopped());
    // To have read it is not to have said which of the two holds, and a restart says nothing either.
    read_all(school);
    BOOST_TEST(school.vault->is_write_stopped());
    auto const contest = school.vault->knowledge().registry()->fork().front();
    restart(school);
    BOOST_TEST(unread(school).empty());
    BOOST_REQUIRE(school.vault->knowledge().registry()->fork().size() == 1U);
    BOOST_TEST((school.vault->knowledge().registry()->fork().front().followed == contest.followed));
    BOOST_TEST((school.write("Refusé").error().code == ErrorCode::Fork));
}

BOOST_AUTO_TEST_CASE(attack_26_who_says_which_history_of_the_registry_holds_writes_again)
{
    auto const contest = fork_registry();
    // The set that was held did not sign the other one: nobody may be talked into it.
    auto const left = school.vault->resolve_fork(contest.aside).run();
    BOOST_REQUIRE(!left.has_value());
    BOOST_TEST((left.error().code == ErrorCode::Fork));
    read_all(school);
    BOOST_TEST(school.vault->is_write_stopped());
    BOOST_TEST(school.vault->resolve_fork(contest.followed).run().has_value());
    BOOST_TEST(unread(school).empty());
    BOOST_TEST(school.write("De nouveau permis").has_value());
    restart(school);
    BOOST_TEST(school.vault->knowledge().registry()->fork().empty());
    BOOST_TEST(school.vault->knowledge().registry()->is_applied(contest.followed));
    BOOST_TEST(!school.vault->is_write_stopped());
    // Asked again, there is nothing left to say.
    auto const again = school.vault->resolve_fork(contest.followed).run();
    BOOST_TEST((!again.has_value() && again.error().code == ErrorCode::Missing));
}

BOOST_AUTO_TEST_CASE(attack_26_what_excludes_an_act_that_was_chosen_is_not_asked_about)
{
    Peer late(server);
    late.become_copy_of(mayor);
    auto const contest = fork_registry();
    BOOST_REQUIRE(school.vault->resolve_fork(contest.followed).run().has_value());
    late.remote.offline = true;
    (void)sign_set(late);
    auto const third = late.vault->knowledge().registry()->admissible().back();
    BOOST_REQUIRE(!school.vault->knowledge().registry()->is_admissible(third));
    // On the disk, as after a pull: the acts come back in the order of their names.
    auto const* const carried = late.vault->knowledge().registry()->carried(third);
    auto const object = ledger::seal_act(directory_secret(school), school.vault->id(), *carried);
    BOOST_REQUIRE(object.has_value());
    ports::LocalBatch batch;
    school.vault->local().stage_kept(batch, {sync::KeptKind::Act, crypto::object_name(*object), {}, {}, 0, *object});
    auto const kept = school.vault->local().commit(std::move(batch)).run();
    BOOST_REQUIRE(kept.has_value());
    restart(school);
    auto const* const registry = school.vault->knowledge().registry();
    BOOST_REQUIRE(registry->is_admissible(third));
    BOOST_TEST(registry->fork().empty());
    BOOST_REQUIRE(registry->passed_over().size() == 1U);
    BOOST_TEST((registry->passed_over()[0].act == third));
    BOOST_TEST(registry->is_applied(contest.followed));
    BOOST_TEST(!school.vault->is_write_stopped());
    BOOST_TEST(school.write("Toujours permis").has_value());
}

BOOST_AUTO_TEST_CASE(contests_kept_before_a_choice_was_remembered_are_read)
{
    auto const one = crypto::random_id<ActHash>();
    auto const other = crypto::random_id<ActHash>();
    auto const now = sync::decode_contests(sync::encode_contests({{one}, {}, {other}}));
    BOOST_REQUIRE(now.has_value());
    BOOST_TEST((now->refused == std::vector{one}));
    BOOST_TEST(now->aside.empty());
    BOOST_TEST((now->held == std::vector{other}));
    ledger::CborWriter former;
    former.array(2).array(1).id(one).array(1).id(other);
    auto const before = sync::decode_contests(former.view());
    BOOST_REQUIRE(before.has_value());
    BOOST_TEST((before->refused == std::vector{one}));
    BOOST_TEST((before->aside == std::vector{other}));
    BOOST_TEST(before->held.empty());
    ledger::CborWriter longer;
    longer.array(4).array(0).array(0).array(0).array(0);
    BOOST_TEST(!sync::decode_contests(longer.view()).has_value());
}

BOOST_AUTO_TEST_CASE(a_choice_that_the_disk_refuses_is_no_choice)
{
    auto const contest = fork_registry();
    school.disk.full = true;
    BOOST_TEST(!school.vault->resolve_fork(contest.followed).run().has_value());
    BOOST_TEST(school.vault->is_write_stopped());
    school.disk.full = false;
    restart(school);
    BOOST_TEST(school.vault->knowledge().registry()->fork().size() == 1U);
    BOOST_TEST(school.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(what_was_read_is_read_after_a_restart_and_what_was_not_is_not)
{
    auto const old_head = server.documents.at(school.head_path()).body;
    publish(school, "Suite");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const new_head = server.documents.at(school.head_path()).body;
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(unread(mayor).size() == 1U);
    // The host shows the right one again: the evidence is not lost with the memory.
    server.put(school.head_path(), new_head);
    restart(mayor);
    BOOST_TEST(unread(mayor).size() == 1U);
    BOOST_TEST(mayor.vault->is_write_stopped());
    read_all(mayor);
    restart(mayor);
    BOOST_TEST(unread(mayor).empty());

    // Read while the older one lies there: it is the one in use, also after a restart.
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(unread(mayor).size() == 1U);
    read_all(mayor);
    auto const held = counter_held(mayor, school);
    restart(mayor);
    BOOST_TEST(unread(mayor).empty());
    BOOST_TEST(counter_held(mayor, school) == held);
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

/// It was signed before; nothing more is.
BOOST_AUTO_TEST_CASE(what_was_signed_before_an_alarm_leaves_while_nobody_has_read_it)
{
    auto const old_head = server.documents.at(school.head_path()).body;
    publish(school, "Suite");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const signed_before = mayor.write("Signé avant");
    BOOST_REQUIRE(signed_before.has_value());
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.vault->is_write_stopped());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(other.read(*signed_before) == "Signé avant");
    BOOST_TEST((mayor.write("Après").error().code == ErrorCode::Fork));
    BOOST_TEST(mayor.vault->status().pending == 0U);
}

BOOST_AUTO_TEST_CASE(a_head_that_a_person_accepted_is_stated_as_seen)
{
    auto const old_head = server.documents.at(school.head_path()).body;
    auto const old_counter = counter_held(mayor, school);
    publish(school, "Suite");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    read_all(mayor);
    BOOST_REQUIRE(counter_held(mayor, school) == old_counter);
    publish(mayor, "Après lecture");
    auto const said = mayor.head_of(mayor)->head.seen;
    auto const seen = std::ranges::find(said, school.device(), &ledger::SeenHead::device);
    BOOST_REQUIRE((seen != said.end()));
    BOOST_TEST(seen->counter == old_counter);
}

BOOST_AUTO_TEST_CASE(any_number_of_contested_heads_keeps_a_bounded_number_of_alarms_and_none_is_lost)
{
    auto const old_head = mayor.head_of(school)->head;
    publish(school, "Suite");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    for (std::uint64_t i = 0; i < 40; ++i) {
        auto head = old_head;
        head.t += i;
        put_head(school.head_path(), head, school.device_key, directory_secret(mayor));
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.vault->is_write_stopped());
        if (i % 3 == 2)
            read_all(mayor);
    }
    auto const& all = mayor.vault->knowledge().heads().alarms();
    BOOST_TEST(all.size() <= sync::k_most_read_alarms + sync::k_most_head_alarms);
    read_all(mayor);
    BOOST_TEST(mayor.write("Tout est lu").has_value());
}

BOOST_AUTO_TEST_CASE(attack_37_forged_heads_are_counted_and_are_one_alarm_that_stops_nothing)
{
    auto head = mayor.head_of(school)->head;
    auto const held = counter_held(mayor, school);
    for (int i = 0; i < 5; ++i) {
        ++head.counter;
        put_head(school.head_path(), head, other.device_key, directory_secret(mayor));
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }
    BOOST_TEST(mayor.vault->knowledge().heads().forged() == 5U);
    BOOST_TEST(counter_held(mayor, school) == held);
    auto const said = unread(mayor);
    BOOST_REQUIRE(said.size() == 1U);
    BOOST_TEST((said[0].code == ErrorCode::Signature));
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(alarms_are_kept_as_they_are)
{
    std::vector<Alarm> const alarms{
        {.code = ErrorCode::Fork,
         .device = DeviceId{{1}},
         .since = Instant{5},
         .is_read = true,
         .head = {{2}},
         .chain = {{3}},
         .count = 4,
         .author = MemberId{{8}}},
        {.code = ErrorCode::Stale, .device = DeviceId{{1}}, .told_by = DeviceId{{6}}, .since = Instant{7}}};
    auto const read = sync::decode_alarms(sync::encode_alarms(alarms));
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST((*read == alarms));
}

BOOST_AUTO_TEST_CASE(more_devices_than_there_is_room_for_join_one_alarm)
{
    sync::AlarmBook book;
    for (int i = 0; i < 2000; ++i)
        book.raise({.code = ErrorCode::Rollback, .device = crypto::random_id<DeviceId>(), .since = Instant{1}});
    BOOST_TEST(book.all().size() <= sync::k_most_alarms + 1);
    BOOST_TEST(std::ranges::all_of(book.all(), &Alarm::stops_writes));
    BOOST_TEST(std::ranges::count_if(book.all(), [](Alarm const& alarm) { return alarm.device.is_zero(); }) == 1);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(ends, Alarms)

BOOST_AUTO_TEST_CASE(ends_of_chains_are_noted_once_and_forgotten_when_they_are_held)
{
    publish(school, "Un");
    for (int i = 0; i < 6; ++i) {
        restate([](ledger::Head&) {});
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }
    BOOST_TEST(mayor.vault->knowledge().end_hints() == 0U);
    // Named and never given: of each chain the last ones.
    for (int i = 0; i < 30; ++i) {
        restate([](ledger::Head& head) {
            head.chains.at(0).seq += 1;
            head.chains.at(0).bh = crypto::random_id<BodyHash>();
            head.chains.at(0).name = crypto::random_id<ObjectName>();
        });
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }
    BOOST_TEST(mayor.vault->knowledge().end_hints() <= sync::k_most_ends_of_chain);
}

BOOST_AUTO_TEST_CASE(attack_43_nothing_above_the_marks_of_who_is_out_is_asked_for_and_his_marks_are)
{
    auto const before = publish(school, "Avant le départ");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.remove(school.member());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const snapshot = server.snapshot();
    BOOST_REQUIRE(school.write("Après").has_value());
    (void)school.synchronise();
    auto const after = objects_since(snapshot);
    BOOST_REQUIRE(!after.empty());
    std::set<std::string> asked;
    mayor.remote.fault = [&](auto, std::string const& path) -> std::optional<ports::RemoteAnswer> {
        asked.insert(path);
        return std::nullopt;
    };
    for (int i = 0; i < 3; ++i)
        BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!asked.contains(school.head_path()));
    for (auto const& path : after)
        BOOST_TEST(!asked.contains(path));

    // Whoever comes later finds what he wrote before, though his head is gone.
    server.erase(school.head_path());
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.read(before) == "Avant le départ");
}

BOOST_AUTO_TEST_SUITE_END()
