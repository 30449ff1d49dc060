// « A device publishes a head at most every 5 s, and daily even if idle » (3.13).

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

struct Paced : HostileCouncil {
    Paced()
    {
        mayor.clock.advance(sync::k_head_every_ms);
        first = publish_now("Un");
        sent_at = mayor.clock.now();
    }

    /// Written and pushed, without a second passing.
    RecordId publish_now(std::string_view name)
    {
        auto const made = mayor.write(name);
        BOOST_REQUIRE(made.has_value());
        BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
        return *made;
    }
    [[nodiscard]] std::uint64_t counter_on_store() const { return mayor.head_of(mayor)->head.counter; }
    [[nodiscard]] std::size_t objects() const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            server.documents, [](auto const& document) { return document.first.starts_with("o/"); }));
    }

    RecordId first{};
    Instant sent_at{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(head_pace, Paced)

BOOST_AUTO_TEST_CASE(the_first_head_leaves_at_once_and_those_of_five_seconds_are_one)
{
    BOOST_TEST(mayor.vault->status().pending == 0U);
    auto const counter = counter_on_store();
    auto const up_to_date = mayor.vault->status().up_to_date;
    std::vector<RecordId> records;
    for (auto const* const name : {"Deux", "Trois", "Quatre"}) {
        auto const before = objects();
        mayor.clock.advance(1000);
        records.push_back(publish_now(name));
        // The segment is there, the head is owed.
        BOOST_TEST(objects() == before + 1);
        BOOST_TEST(counter_on_store() == counter);
        BOOST_TEST(mayor.vault->status().pending == 1U);
        BOOST_REQUIRE(mayor.vault->status().head_due.has_value());
        BOOST_TEST(mayor.vault->status().head_due->ms == sent_at.ms + sync::k_head_every_ms);
        BOOST_TEST((mayor.vault->status().up_to_date == up_to_date));
        BOOST_TEST((mayor.vault->status().connection == sync::Connection::Online));
    }
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(records.back()) == "");

    mayor.clock.time = {sent_at.ms + sync::k_head_every_ms};
    BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_TEST(!mayor.vault->status().head_due.has_value());
    BOOST_TEST((mayor.vault->status().up_to_date == mayor.clock.now()));
    // Each edit made a head, and one of them was published.
    BOOST_TEST(counter_on_store() == counter + 3);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(records.front()) == "Deux");
    BOOST_TEST(school.read(records.back()) == "Quatre");
}

BOOST_AUTO_TEST_CASE(the_head_of_an_act_waits_too_and_the_act_does_not)
{
    auto const before = objects();
    auto const counter = counter_on_store();
    sync::ActWish wish{.ops = {ledger::VisaOp{}}, .log_key = {}, .verified = {}};
    auto plan = sync::plan_act(*mayor.vault, wish);
    BOOST_REQUIRE(plan.has_value());
    auto publication = sync::sign_plan(*mayor.vault, std::move(wish), std::move(*plan), mayor.keyring.identity);
    BOOST_REQUIRE(publication.has_value());
    BOOST_REQUIRE(mayor.vault->record_act(std::move(*publication)).run().has_value());
    BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
    BOOST_TEST(objects() == before + 1);
    BOOST_TEST(counter_on_store() == counter);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(counter_on_store() == counter + 1);
}

BOOST_AUTO_TEST_CASE(a_kill_while_a_head_is_owed_loses_nothing)
{
    auto const second = publish_now("Deux");
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(mayor.vault->status().pending == 1U);
    BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_does_not_silence_the_device)
{
    mayor.clock.advance(-30 * k_ms_per_day);
    auto const second = publish_now("Deux");
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(who_writes_nothing_states_a_head_a_day)
{
    auto const counter = counter_on_store();
    mayor.clock.advance(k_ms_per_day - 1);
    BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
    BOOST_TEST(counter_on_store() == counter);
    mayor.clock.advance(1);
    BOOST_REQUIRE(mayor.vault->synchronise().run().has_value());
    BOOST_TEST(counter_on_store() == counter + 1);
}

BOOST_AUTO_TEST_SUITE_END()
