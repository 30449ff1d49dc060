// A host that fills the folder of heads: bounded work at a poll, and no true member is left behind.

#include <boost/test/unit_test.hpp>

#include "core/base/encoding.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::HostileCouncil;
using testing::Peer;
using Verb = testing::MemoryRemote::Verb;

namespace {

constexpr std::size_t k_junk = 5000;

struct Flooded : HostileCouncil {
    /// Heads of devices that nobody has, sealed with `secret`; another tag for each at every listing.
    void flood(Peer& victim, BytesView secret)
    {
        auto const key = crypto::SigningKey::generate();
        auto head = mayor.head_of(school)->head;
        for (std::size_t i = 0; i < k_junk; ++i) {
            auto const device = crypto::random_id<DeviceId>();
            names.push_back(to_hex(device.bytes));
            if (bodies.size() >= 700)
                continue;
            head.device = device;
            head.card.name = crypto::random_id<ObjectName>();
            head.tips.resize(ledger::k_max_head_entries);
            for (auto& tip : head.tips)
                tip = {crypto::random_id<ActHash>(), crypto::random_id<ObjectName>()};
            auto const sealed = ledger::seal_head(mayor.vault->id(), head, key, secret);
            BOOST_REQUIRE(sealed.has_value());
            bodies.push_back(sealed->object);
        }
        victim.remote.fault = [this](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
            if (verb == Verb::List && path == "h/")
                return list();
            if (verb == Verb::Get && path.starts_with("o/") && !server.documents.contains(path))
                ++asked_objects;
            if (verb != Verb::Get || !path.starts_with("h/") || server.documents.contains(path))
                return std::nullopt;
            ++asked;
            auto const found = std::ranges::find(names, path.substr(2)) - names.begin();
            auto const at = static_cast<std::size_t>(found);
            return RemoteAnswer{RemoteStatus::Ok, at < bodies.size() ? bodies[at] : Bytes(5000, 3), {}};
        };
    }
    RemoteAnswer list()
    {
        ++listings;
        std::string text = R"({"items":{)";
        for (auto const& name : names)
            text += '"' + name + R"(":{"ETag":")" + std::to_string(listings) + R"("},)";
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("h/"))
                text += '"' + path.substr(2) + R"(":{"ETag":")" + document.etag + R"("},)";
        }
        text.back() = '}';
        return {RemoteStatus::Ok, to_bytes(as_bytes(text + '}')), std::to_string(listings)};
    }

    std::vector<std::string> names{};
    std::vector<Bytes> bodies{};
    std::size_t listings{0};
    std::size_t asked{0};
    std::size_t asked_objects{0};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(hostile_floods, Flooded)

BOOST_AUTO_TEST_CASE(a_flood_of_heads_costs_a_bounded_number_of_reads_and_hides_no_member)
{
    flood(mayor, Bytes(32, 9));
    for (int poll = 0; poll < 5; ++poll) {
        auto const record = publish(school, "Malgré la foule");
        asked = 0;
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(asked <= 512U);
        BOOST_TEST(mayor.read(record) == "Malgré la foule");
    }
    BOOST_TEST(mayor.vault->knowledge().heads().locked() <= sync::k_most_locked_heads);
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) + mayor.alarms(ErrorCode::Fork) == 0U);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    BOOST_TEST(!mayor.vault->status().may_be_out);
}

BOOST_AUTO_TEST_CASE(a_flood_by_somebody_who_has_the_key_is_bounded_too)
{
    flood(mayor, directory_secret(mayor));
    for (int poll = 0; poll < 5; ++poll) {
        auto const record = publish(other, "Encore là");
        asked_objects = 0;
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.read(record) == "Encore là");
        // Sixteen acts and a card for each stranger who is followed; at least one was followed.
        BOOST_TEST(asked_objects > 0U);
        BOOST_TEST(asked_objects <= sync::k_most_followed_strangers * sync::k_most_heads_of_stranger * 17U);
    }
    // Beside them, the school's device and the other's.
    BOOST_TEST(mayor.vault->knowledge().head_hints().devices() <= sync::k_most_waiting_heads + 2U);
    BOOST_TEST(mayor.vault->knowledge().heads().waiting() <= sync::k_most_waiting_heads);
    BOOST_TEST(mayor.vault->knowledge().end_hints() == 0U);
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(devices_that_no_card_lists_are_one_alarm_and_those_of_who_left_none)
{
    auto const former = to_bytes(directory_secret(mayor));
    mayor.remove(other.member());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(!std::ranges::equal(former, directory_secret(mayor)));
    auto const wait_a_day = [this] {
        BOOST_REQUIRE(mayor.synchronise().has_value());
        mayor.clock.advance(k_ms_per_day + 1);
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_REQUIRE(mayor.synchronise().has_value());
    };
    flood(mayor, former);
    wait_a_day();
    BOOST_TEST(mayor.vault->knowledge().heads().waiting() > 0U);
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 0U);
    names.clear();
    bodies.clear();
    flood(mayor, directory_secret(mayor));
    wait_a_day();
    BOOST_TEST(mayor.alarms(ErrorCode::Stale) == 1U);
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(a_newcomer_who_knows_no_device_is_let_in_all_the_same)
{
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    flood(late, Bytes(32, 9));
    int polls = 0;
    while (!late.vault->standing().is_let_in() && polls < 200) {
        BOOST_REQUIRE(late.synchronise().has_value());
        ++polls;
    }
    BOOST_TEST(late.vault->standing().is_let_in());
    // From then on he knows them, and misses nothing.
    auto const record = publish(school, "Vu aussitôt");
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.read(record) == "Vu aussitôt");
}

BOOST_AUTO_TEST_SUITE_END()
