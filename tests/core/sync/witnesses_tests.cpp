// « Seen by n members; silent: … » (3.13): what the heads of the others say of one's own, and what they do not.

#include <boost/test/unit_test.hpp>

#include "core/ledger/audit.hpp"
#include "core/sync/lost_device.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

using Members = std::set<MemberId>;

struct Witnessed : HostileCouncil {
    /// Whoever reads and writes nothing states a head a day: it says what he has seen until then.
    static void state(Peer& who)
    {
        who.clock.advance(k_ms_per_day);
        BOOST_REQUIRE(who.synchronise().has_value());
    }
    static Members seen_by(Peer const& who)
    {
        auto const seen = who.vault->witnesses().seen_by;
        BOOST_REQUIRE(seen.has_value());
        BOOST_TEST(std::ranges::is_sorted(*seen));
        Members const once(seen->begin(), seen->end());
        BOOST_TEST(once.size() == seen->size());
        return once;
    }
    static Members silent(Peer const& who)
    {
        auto const members = who.vault->witnesses().silent;
        return {members.begin(), members.end()};
    }
    /// His next visit is on that day.
    static void come_back(Peer& who, Instant at)
    {
        who.clock.time = at;
        BOOST_REQUIRE(who.synchronise().has_value());
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(witnesses, Witnessed)

BOOST_AUTO_TEST_CASE(who_has_seen_it_counts_once_he_says_so)
{
    publish(mayor, "Un");
    BOOST_TEST(seen_by(mayor).empty());
    // He has it, and no head of his says it yet.
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(seen_by(mayor).empty());
    publish(school, "De l’école");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
    state(other);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((seen_by(mayor) == Members{school.member(), other.member()}));
    // Of what is said after, nobody has seen anything: before it is sent too.
    BOOST_REQUIRE(mayor.write("Deux").has_value());
    BOOST_TEST(seen_by(mayor).empty());
}

BOOST_AUTO_TEST_CASE(a_head_that_says_nothing_new_takes_nobody_away)
{
    publish(mayor, "Un");
    state(school);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const counter = mayor.head_of(mayor)->head.counter;
    state(mayor);
    BOOST_REQUIRE(mayor.head_of(mayor)->head.counter > counter);
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
}

BOOST_AUTO_TEST_CASE(it_is_known_after_a_restart_without_the_store)
{
    publish(mayor, "Un");
    state(school);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    mayor.remote.offline = true;
    mayor.kill();
    mayor.reopen();
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
    BOOST_REQUIRE(mayor.write("Deux").has_value());
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(seen_by(mayor).empty());
}

BOOST_AUTO_TEST_CASE(devices_of_one_member_count_once_and_those_of_oneself_not_at_all)
{
    // So that the founder's inbox has the registry's key.
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = k_dir}}).has_value());
    all_synchronise();
    Peer phone(server);
    phone.become_device_of(mayor);
    Peer tablet(server);
    tablet.become_device_of(school);
    publish(mayor, "Un");
    state(phone);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(counter_held(mayor, phone) > 1);
    BOOST_TEST(seen_by(mayor).empty());
    state(tablet);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
    state(school);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));

    // What a lost device says, its owner does not.
    publish(mayor, "Deux");
    state(tablet);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
    BOOST_REQUIRE(school.synchronise().has_value());
    auto card = sync::card_with_lost_device(*school.vault, school.keyring, tablet.device());
    auto const before = school.head_of(school)->head.seen;
    auto const recorded = school.vault->record_card(std::move(card), sync::newest_sealing_seed(school.keyring)).run();
    BOOST_REQUIRE(recorded.has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    // The card came with a head that has seen it too: of that one, take the witness away.
    restate([&](ledger::Head& head) { head.seen = before; });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(seen_by(mayor).empty());
}

BOOST_AUTO_TEST_CASE(who_was_removed_is_no_witness)
{
    publish(other, "De l’autre");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    state(school);
    publish(mayor, "Du maire");
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST((seen_by(other) == Members{mayor.member(), school.member()}));
    mayor.remove(school.member());
    BOOST_REQUIRE(other.synchronise().has_value());
    BOOST_TEST((seen_by(other) == Members{mayor.member()}));
}

BOOST_AUTO_TEST_CASE(a_counter_that_this_device_never_reached_is_not_its_own)
{
    publish(mayor, "Un");
    auto const counter = mayor.head_of(mayor)->head.counter;
    auto const say = [&](std::uint64_t seen) {
        restate([&](ledger::Head& head) {
            for (auto& one : head.seen)
                one.counter = one.device == mayor.device() ? seen : one.counter;
        });
        BOOST_REQUIRE(mayor.synchronise().has_value());
    };
    say(counter + 1);
    BOOST_TEST(seen_by(mayor).empty());
    say(counter - 1);
    BOOST_TEST(seen_by(mayor).empty());
    say(counter);
    BOOST_TEST((seen_by(mayor) == Members{school.member()}));
}

BOOST_AUTO_TEST_CASE(a_device_that_a_copy_speaks_for_has_no_witness)
{
    publish(mayor, "Un");
    Peer copy(server);
    copy.become_copy_of(mayor);
    publish(copy, "De la copie");
    mayor.kill();
    mayor.reopen();
    BOOST_REQUIRE(mayor.write("Deux").has_value());
    (void)mayor.synchronise();
    BOOST_REQUIRE(mayor.vault->status().is_cloned);
    BOOST_TEST(!mayor.vault->witnesses().seen_by.has_value());
}

BOOST_AUTO_TEST_CASE(who_has_said_nothing_for_ninety_days_is_silent)
{
    auto const heard = school.head_of(school)->head.t;
    auto const later = [heard](std::int64_t ms) {
        return Instant{static_cast<std::int64_t>(heard) + ledger::k_silent_days * k_ms_per_day + ms};
    };
    // Another of his devices is enough.
    Peer tablet(server);
    tablet.become_device_of(school);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    state(other);
    come_back(mayor, later(-k_ms_per_day));
    BOOST_TEST(silent(mayor).empty());
    come_back(mayor, later(k_ms_per_day / 2));
    BOOST_TEST((silent(mayor) == Members{school.member()}));
    come_back(mayor, later(2 * k_ms_per_day));
    BOOST_TEST((silent(mayor) == Members{school.member(), other.member()}));

    // A start, and a device that was away, know of nobody.
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(silent(mayor).empty());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((silent(mayor) == Members{school.member(), other.member()}));

    come_back(tablet, mayor.clock.now());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((silent(mayor) == Members{other.member()}));
    mayor.remove(other.member());
    BOOST_TEST(silent(mayor).empty());
}

BOOST_AUTO_TEST_CASE(who_never_said_anything_is_as_old_as_the_act_that_let_him_in)
{
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    auto const let_in = mayor.clock.now();
    for (auto* const peer : {&school, &other})
        come_back(*peer, {let_in.ms + 60 * k_ms_per_day});
    come_back(mayor, {let_in.ms + 89 * k_ms_per_day});
    BOOST_TEST(silent(mayor).empty());
    come_back(mayor, {let_in.ms + 91 * k_ms_per_day});
    BOOST_TEST((silent(mayor) == Members{late.member()}));
}

BOOST_AUTO_TEST_SUITE_END()
