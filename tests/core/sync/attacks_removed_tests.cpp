// Somebody who was removed, with all that his devices kept and the whole store.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"
#include "tests/support/sync/key_thief.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::KeyThief;
using testing::Peer;

BOOST_FIXTURE_TEST_SUITE(removed_member, HostileCouncil)

BOOST_AUTO_TEST_CASE(attack_43_an_old_head_of_a_removed_device_is_no_alarm_and_is_seen_by_nobody)
{
    auto const old_head = server.documents.at(school.head_path()).body;
    publish(school, "Avant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.remove(school.member());
    server.put(school.head_path(), old_head);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(!mayor.vault->is_write_stopped());
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(!other.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(attack_43_what_a_removed_member_still_writes_is_folded_nowhere)
{
    auto const before = publish(school, "Avant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.remove(school.member());
    // He cannot read the act: his device writes on, under the old key.
    auto const after = publish(school, "Après");
    for (auto* const peer : {&mayor, &other}) {
        BOOST_REQUIRE(peer->synchronise().has_value());
        BOOST_TEST(peer->read(before) == "Avant");
        BOOST_TEST(peer->read(after) == "");
    }
}

BOOST_AUTO_TEST_CASE(attack_42_flaw_01_no_key_of_any_device_of_a_removed_member_opens_anything_written_after)
{
    using crypto::ObjectType;
    Peer tablet(server);
    tablet.become_device_of(school);
    publish(tablet, "De la tablette");
    publish(school, "De l'école");
    publish(mayor, "Du maire");
    all_synchronise();
    BOOST_REQUIRE(tablet.synchronise().has_value());

    KeyThief thief;
    thief.rob(school);
    thief.rob(tablet);
    // He is proven by what he could read while he was a member.
    auto const could = thief.open_all(server, {});
    for (auto const type :
         {ObjectType::Genesis, ObjectType::Act, ObjectType::Card, ObjectType::Head, ObjectType::Segment,
          ObjectType::Grant})
        BOOST_TEST(could.contains(type), crypto::type_text(type));
    auto const before = server.snapshot();
    publish(mayor, "Encore lisible");
    BOOST_TEST(thief.open_all(server, before).contains(ObjectType::Segment));

    all_synchronise();
    auto const at_removal = server.snapshot();
    // What the act of his removal says in a record is written under the key that it begins.
    RecordId said;
    mayor.remove(school.member(), {{.cid = mayor.cid, .compose = testing::compose_situation(said, "Avec l’acte")}});
    BOOST_TEST(mayor.left_out == 0U);
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST(mayor.read(said) == "Avec l’acte");
    BOOST_TEST(other.read(said) == "Avec l’acte");
    auto const hidden = publish(other, "Après, de l'autre");
    publish(mayor, "Après, du maire");
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.read(hidden) == "Après, de l'autre");
    mayor.clock.advance(k_ms_per_day);
    for (int i = 0; i < 2; ++i) {
        all_synchronise();
        BOOST_REQUIRE(late.synchronise().has_value());
        (void)tablet.synchronise();
    }
    // Every device of his again, after having fetched all that there is.
    thief.rob(school);
    thief.rob(tablet);
    thief.learn(mayor);
    thief.learn(late);
    BOOST_TEST(thief.key_count() > 6U);
    std::size_t written_after = 0;
    for (auto const& [path, document] : server.documents) {
        auto const former = at_removal.find(path);
        if (former != at_removal.end() && same_bytes(former->second.body, document.body))
            continue;
        bool const is_his = path == school.head_path() || path == tablet.head_path();
        if (is_his)
            continue;
        ++written_after;
        BOOST_TEST(thief.open(path, document.body).empty(), path);
    }
    BOOST_TEST(written_after > 10U);
    // The same keys, given to the thief by somebody who has them: he would have found it.
    thief.rob(late);
    auto const found = thief.open_all(server, at_removal);
    for (auto const type :
         {ObjectType::Act, ObjectType::Card, ObjectType::Head, ObjectType::Segment, ObjectType::Grant})
        BOOST_TEST(found.contains(type), crypto::type_text(type));
}

BOOST_AUTO_TEST_SUITE_END()
