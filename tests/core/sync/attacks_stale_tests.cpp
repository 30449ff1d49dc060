// What a host withholds for longer than a session lasts: ten idle minutes lock a device, and its next session begins
// with an empty memory (docs/protocol.md 3.5, E_STALE after 24 h).

#include <functional>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

constexpr std::int64_t k_ms_per_hour = 3'600'000;

struct Sessions : HostileCouncil {
    /// A session begins, fetches, and ends.
    void session()
    {
        mayor.kill();
        mayor.reopen();
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }
    /// Sessions of some minutes, an hour apart, on one day; the others work meanwhile.
    void sessions_of_a_day()
    {
        for (int hour = 0; hour < 23; ++hour) {
            session();
            BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
            mayor.clock.advance(k_ms_per_hour - sync::k_head_every_ms);
        }
    }
    void is_told_after_a_day_of_sessions()
    {
        sessions_of_a_day();
        mayor.clock.advance(k_ms_per_hour);
        session();
        BOOST_REQUIRE(mayor.alarms(ErrorCode::Stale) == 1U);
        BOOST_TEST((mayor.vault->knowledge().heads().alarms().front().device == school.device()));
        BOOST_TEST(!mayor.vault->is_write_stopped());
    }
    /// Withheld, found again, withheld anew: the second time has a day of its own.
    void a_day_of_its_own(std::function<void()> const& withhold, std::function<void()> const& give)
    {
        withhold();
        sessions_of_a_day();
        give();
        session();
        withhold();
        sessions_of_a_day();
        mayor.clock.advance(k_ms_per_hour);
        session();
        BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
    }
    void hide_new_card()
    {
        auto const before = server.snapshot();
        school.renew_inbox_key();
        BOOST_REQUIRE(school.synchronise().has_value());
        for (auto const& path : objects_since(before))
            hidden.insert(server.documents.extract(path));
        BOOST_REQUIRE(!hidden.empty());
    }
    void show_all()
    {
        for (auto const& [path, document] : hidden)
            server.put(path, document.body);
        hidden.clear();
    }

    std::map<std::string, testing::MemoryServer::Document> hidden{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(stale_over_sessions, Sessions)

BOOST_AUTO_TEST_CASE(attack_28_a_head_that_is_gone_is_told_after_a_day_of_short_sessions)
{
    server.erase(school.head_path());
    is_told_after_a_day_of_sessions();
    // Said once, and kept.
    session();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
}

BOOST_AUTO_TEST_CASE(attack_28_an_old_head_of_one_member_is_told_after_a_day_of_short_sessions)
{
    auto const old_head = server.documents.at(school.head_path());
    publish(school, "Caché au maire");
    BOOST_REQUIRE(other.synchronise().has_value());
    publish(other, "Vu");
    server.documents.at(school.head_path()) = old_head;
    is_told_after_a_day_of_sessions();
    BOOST_TEST((mayor.vault->knowledge().heads().alarms().front().told_by == other.device()));
}

BOOST_AUTO_TEST_CASE(attack_28_a_head_that_no_key_opens_is_told_after_a_day_of_short_sessions)
{
    auto head = mayor.head_of(school)->head;
    ++head.counter;
    put_head(school.head_path(), head, school.device_key, Bytes(32, 7));
    is_told_after_a_day_of_sessions();
}

BOOST_AUTO_TEST_CASE(attack_28_flaw_43_a_card_that_is_hidden_is_told_after_a_day_of_short_sessions)
{
    hide_new_card();
    is_told_after_a_day_of_sessions();
}

BOOST_AUTO_TEST_CASE(what_was_given_again_has_a_day_of_its_own_the_next_time)
{
    auto const head = server.documents.at(school.head_path()).body;
    a_day_of_its_own([&] { server.erase(school.head_path()); }, [&] { server.put(school.head_path(), head); });
}

/// What lay hidden on Friday may lie there on Monday: nobody is named before the store was asked.
BOOST_AUTO_TEST_CASE(what_is_there_again_at_the_next_session_is_no_alarm_however_late_it_begins)
{
    hide_new_card();
    session();
    show_all();
    mayor.clock.advance(3 * k_ms_per_day);
    mayor.kill();
    mayor.remote.offline = true;
    mayor.reopen();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    (void)mayor.synchronise();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    mayor.remote.offline = false;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    BOOST_TEST(mayor.vault->knowledge().heads().stale().dates().empty());
}

BOOST_AUTO_TEST_CASE(a_folder_that_cannot_be_read_does_not_set_the_clock_back)
{
    server.erase(school.head_path());
    auto const inbox = mayor.inbox_path();
    mayor.remote.fault = [&inbox](testing::MemoryRemote::Verb verb, std::string const& path) {
        bool const is_inbox = verb == testing::MemoryRemote::Verb::List && path == inbox;
        return is_inbox ? std::optional<ports::RemoteAnswer>({ports::RemoteStatus::Ok, Bytes{'<'}, {}}) : std::nullopt;
    };
    BOOST_TEST(!mayor.synchronise().has_value());
    mayor.remote.fault = {};
    mayor.clock.advance(k_ms_per_day);
    session();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
}

BOOST_AUTO_TEST_CASE(a_clock_that_is_set_back_does_not_silence_it)
{
    server.erase(school.head_path());
    mayor.clock.advance(30 * k_ms_per_day);
    session();
    mayor.clock.advance(-30 * k_ms_per_day);
    session();
    mayor.clock.advance(k_ms_per_day);
    session();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
}

BOOST_AUTO_TEST_CASE(dates_are_kept_as_they_are_and_bounded)
{
    sync::StaleWatch::Dates dates;
    for (std::size_t i = 0; i < sync::k_most_stale_kept + 3; ++i)
        dates.emplace(
            sync::StaleWatch::What{crypto::random_id<DeviceId>(), crypto::random_id<DeviceId>()},
            Instant{static_cast<std::int64_t>(1000 + i)});
    auto const kept = sync::decode_stale(sync::encode_stale(dates));
    BOOST_REQUIRE(kept.has_value());
    BOOST_TEST(kept->size() == sync::k_most_stale_kept);
    for (auto const& [what, since] : *kept)
        BOOST_TEST((dates.at(what) == since));
    auto const is_late = [](auto const& entry) {
        return entry.second.ms >= static_cast<std::int64_t>(1000 + sync::k_most_stale_kept);
    };
    BOOST_TEST(std::ranges::none_of(*kept, is_late));
    BOOST_TEST(!sync::decode_stale(Bytes{0x81, 0x00}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
