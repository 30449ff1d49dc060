// When a store that does not answer, or that is full, is asked again (docs/protocol.md 3.13).

#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// Polls of a store that does not answer, and when each was.
struct Outage : testing::FoundedTown {
    Outage()
    {
        mayor.app().note_input();
        mayor.rest_until(mayor.clock.now().ms + 3 * 60'000);
        mayor.remote.fault = [this](auto verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
            if (verb == testing::MemoryRemote::Verb::List && path == "h/")
                asked.push_back(mayor.clock.now().ms);
            return ports::RemoteAnswer{ports::RemoteStatus::Unreachable, {}, {}};
        };
        mayor.send(app::SyncNow{});
        mayor.rest_until(mayor.clock.now().ms + 3 * 60'000);
        BOOST_REQUIRE(mayor.see().shell.sync.label.key == "session.sync.offline");
        BOOST_REQUIRE(!asked.empty());
    }
    void press_after(std::int64_t ms)
    {
        mayor.rest_until(mayor.clock.now().ms + ms);
        mayor.app().note_input();
        mayor.app().tick();
    }

    std::vector<std::int64_t> asked{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(store_away)

/// docs/protocol.md 3.13: 30 seconds and their jitter.
BOOST_FIXTURE_TEST_CASE(a_page_that_is_seen_finds_within_half_a_minute_that_the_store_is_back, Outage)
{
    for (std::size_t i = 1; i < asked.size(); ++i)
        BOOST_TEST(asked[i] - asked[i - 1] <= 34'000);
    mayor.remote.fault = {};
    mayor.rest_until(mayor.clock.now().ms + 34'000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(who_uses_a_page_that_is_offline_has_the_store_asked_again_within_seconds, Outage)
{
    auto const last = asked.back();
    mayor.remote.fault = {};
    press_after(std::max<std::int64_t>(0, last + 8'000 - mayor.clock.now().ms));
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

/// Members who type on while a host is overloaded do not keep it so.
BOOST_FIXTURE_TEST_CASE(presses_have_a_store_that_is_away_asked_at_longer_and_longer_intervals, Outage)
{
    auto const last = asked.back();
    asked.clear();
    for (int press = 0; press < 240; ++press)
        press_after(500);
    BOOST_REQUIRE(asked.size() >= 4U);
    BOOST_TEST(asked.size() <= 7U);
    BOOST_TEST(asked[0] - last >= 5'000);
    BOOST_TEST(asked[1] - asked[0] >= 10'000);
    BOOST_TEST(asked[1] - asked[0] <= 13'000);
    BOOST_TEST(asked[2] - asked[1] >= 20'000);
    for (std::size_t i = 3; i < asked.size(); ++i)
        BOOST_TEST(asked[i] - asked[i - 1] >= 30'000);
}

/// As the page does: after a press it looks anew when it is wanted (wasm/js/counters.js).
BOOST_FIXTURE_TEST_CASE(a_press_alone_says_that_the_store_is_to_be_asked_sooner, Outage)
{
    auto const before = asked.size();
    auto const last = asked.back();
    mayor.app().note_input();
    auto const wake = mayor.app().next_wake();
    BOOST_REQUIRE(wake.has_value());
    BOOST_TEST(wake->ms <= std::max(mayor.clock.now().ms, last + 7'000));
    mayor.rest_until(std::max(mayor.clock.now().ms, last + 7'000) + 100);
    BOOST_TEST(asked.size() == before + 1);
}

namespace {

/// A store that answers, and takes nothing more.
struct FullStore : testing::FoundedTown {
    FullStore()
    {
        mayor.remote.fault = [this](auto verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
            polls += verb == testing::MemoryRemote::Verb::List && path == "h/" ? 1 : 0;
            if (verb == testing::MemoryRemote::Verb::Put)
                return ports::RemoteAnswer{ports::RemoteStatus::Full, {}, {}};
            return std::nullopt;
        };
        (void)testing::open_situation(mayor, {});
        mayor.send(app::SyncNow{});
        mayor.wait(5000);
        BOOST_REQUIRE(mayor.see().shell.sync.label.key == "session.sync.full");
    }

    std::size_t polls{0};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(presses_have_a_store_that_is_full_asked_no_sooner, FullStore)
{
    auto const press_for = [this](int minutes) {
        for (int press = 0; press < minutes * 30; ++press) {
            mayor.rest_until(mayor.clock.now().ms + 2'000);
            mayor.app().note_input();
            mayor.app().tick();
        }
    };
    press_for(12);
    polls = 0;
    press_for(5);
    // Each five minutes, and once for the log that is sealed meanwhile.
    BOOST_TEST(polls <= 4U);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.full");
}

BOOST_FIXTURE_TEST_CASE(a_store_that_is_full_is_said_to_be_until_it_takes_what_waits, FullStore)
{
    std::vector<std::string> said;
    auto const full = mayor.remote.fault;
    // The page asks for the views between answers.
    mayor.remote.fault = [&](auto verb, std::string const& path) {
        said.push_back(mayor.see().shell.sync.label.key);
        return full(verb, path);
    };
    mayor.send(app::SyncNow{});
    said.push_back(mayor.see().shell.sync.label.key);
    BOOST_TEST(said.size() > 2U);
    for (auto const& key : said)
        BOOST_TEST(key == "session.sync.full");
    mayor.remote.fault = {};
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

/// The head that was refused may be sent again after five seconds alone.
BOOST_FIXTURE_TEST_CASE(a_store_that_refused_the_head_is_said_to_be_full_while_the_head_waits, testing::FoundedTown)
{
    mayor.wait(sync::k_head_every_ms);
    mayor.remote.fault = [](auto verb, std::string const& path) {
        bool const is_head = verb == testing::MemoryRemote::Verb::Put && path.starts_with("h/");
        return is_head ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::TooLarge, {}, {}}) : std::nullopt;
    };
    (void)testing::open_situation(mayor, {});
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(mayor.see().shell.sync.label.key == "session.sync.full");
    mayor.send(app::SyncNow{});
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.full");
    mayor.send(app::SyncNow{});
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.full");
}

/// Nothing is asked sooner of a store that answers.
BOOST_FIXTURE_TEST_CASE(a_press_asks_nothing_of_a_store_that_answers, testing::FoundedTown)
{
    mayor.app().note_input();
    mayor.rest_until(mayor.clock.now().ms + 5 * 60'000);
    BOOST_REQUIRE(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    auto const wake = mayor.app().next_wake();
    auto const requests = server.requests;
    mayor.app().note_input();
    mayor.app().tick();
    BOOST_TEST(server.requests == requests);
    BOOST_TEST((mayor.app().next_wake() == wake));
}

BOOST_AUTO_TEST_SUITE_END()
