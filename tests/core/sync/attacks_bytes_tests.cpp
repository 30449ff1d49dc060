// What a hostile host may answer: other bytes, fewer bytes, other listings, nothing at all.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::HostileCouncil;
using testing::MemoryServer;
using testing::Peer;
using Verb = testing::MemoryRemote::Verb;

BOOST_FIXTURE_TEST_SUITE(hostile_bytes, HostileCouncil)

BOOST_AUTO_TEST_CASE(attack_32_a_listing_that_is_always_the_same_hides_but_changes_nothing)
{
    auto const first = publish(school, "Un");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const held = counter_held(mayor, school);
    // Every answer says that nothing has changed, whatever tag was sent.
    mayor.remote.fault = [](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb == Verb::List && path == "h/")
            return RemoteAnswer{RemoteStatus::NotModified, {}, "w"};
        return std::nullopt;
    };
    auto const second = publish(school, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "Un");
    BOOST_TEST(mayor.read(second) == "");
    BOOST_TEST(counter_held(mayor, school) == held);
    mayor.remote.fault = nullptr;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(attack_32_one_tag_for_every_version_of_a_head_is_overcome_by_a_restart)
{
    mayor.remote.fault = [this](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb != Verb::List || path != "h/")
            return std::nullopt;
        auto const name = school.head_path().substr(2);
        auto const json = R"({"items":{")" + name + R"(":{"ETag":"same"}}})";
        return RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(json)), ""};
    };
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const record = publish(school, "Deux");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(record) == "");
    mayor.kill();
    mayor.reopen();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(record) == "Deux");
}

BOOST_AUTO_TEST_CASE(attack_32_junk_in_a_listing_is_skipped_and_the_heads_in_it_are_read)
{
    auto const record = publish(school, "Vu");
    auto const name = school.head_path().substr(2);
    std::set<std::string> asked;
    mayor.remote.fault = [&](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb == Verb::Get && path.starts_with("h/"))
            asked.insert(path);
        if (verb != Verb::List || path != "h/")
            return std::nullopt;
        std::string json = R"({"items":{"../../etc/passwd":{},"..":{},"":{},"x/":{"ETag":"1"},")";
        json += std::string(200, 'a') + R"(":{},")" + std::string(32, 'G') + R"(":{},"a\u0000b":{})";
        for (int i = 0; i < 500; ++i)
            json += ",\"" + name + R"(":{"ETag":"t"})";
        json += "}}";
        return RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(json)), "t"};
    };
    auto const requests = server.requests;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(record) == "Vu");
    BOOST_TEST(
        (asked == std::set<std::string>{school.head_path(), mayor.head_path()} ||
         asked == std::set<std::string>{school.head_path()}));
    BOOST_TEST(server.requests - requests < 30U);  // A name a thousand times is one name.
}

BOOST_AUTO_TEST_CASE(attack_32_a_listing_too_long_or_of_another_kind_is_refused_whole)
{
    publish(school, "Attend");
    auto const held = counter_held(mayor, school);
    std::string endless = R"({"items":{)";
    for (std::size_t i = 0; i < 70'000; ++i)
        endless += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":{}";
    endless += "}}";
    std::string deep = R"({"items":{"a":)" + std::string(1000, '[') + std::string(1000, ']') + "}}";
    for (auto const& body :
         {endless, deep, std::string("<!doctype html><title>Wifi</title>"), std::string("[]"),
          std::string(R"({"items":{},"items":{}})"), std::string()}) {
        mayor.remote.fault = [&](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
            if (verb == Verb::List && path == "h/")
                return RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(body)), ""};
            return std::nullopt;
        };
        auto const answer = mayor.synchronise();
        BOOST_REQUIRE(!answer.has_value());
        BOOST_TEST((answer.error().code == ErrorCode::Store));
        BOOST_TEST(counter_held(mayor, school) == held);
        BOOST_TEST(mayor.vault->standing().is_let_in());
    }
    mayor.remote.fault = nullptr;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(counter_held(mayor, school) > held);
}

BOOST_AUTO_TEST_CASE(attack_14_objects_exchanged_under_each_others_names_are_refused_with_an_alarm)
{
    auto const before = server.snapshot();
    auto const first = publish(school, "Un");
    auto const second = publish(school, "Deux");
    auto const made = objects_since(before);
    BOOST_REQUIRE(made.size() == 2U);
    auto& a = server.documents.at(*made.begin()).body;
    auto& b = server.documents.at(*made.rbegin()).body;
    std::swap(a, b);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "");
    BOOST_TEST(mayor.read(second) == "");
    BOOST_TEST(mayor.alarms(ErrorCode::Hash) == 1U);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    std::swap(a, b);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "Un");
    BOOST_TEST(mayor.read(second) == "Deux");
}

BOOST_AUTO_TEST_CASE(what_waits_for_an_object_that_the_store_lost_is_not_asked_for_again)
{
    auto const before = server.snapshot();
    auto const first = publish(school, "Un");
    auto const made = objects_since(before);
    BOOST_REQUIRE(made.size() == 1U);
    auto const lost = *server.documents.find(*made.begin());
    for (int i = 0; i < 30; ++i)
        BOOST_REQUIRE(school.write("fiche " + std::to_string(i)).has_value());
    auto const last = publish(school, "Dernière");
    server.erase(lost.first);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const requests = server.requests;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(server.requests - requests < 20U);
    BOOST_TEST(mayor.read(last) == "");
    server.documents.insert(lost);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(first) == "Un");
    BOOST_TEST(mayor.read(last) == "Dernière");
}

BOOST_AUTO_TEST_CASE(attack_14_every_path_answered_with_the_bytes_of_another_changes_nothing)
{
    auto const record = publish(school, "Reste");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    publish(other, "Attend");
    auto const held = counter_held(mayor, school);
    mayor.remote.fault = [this](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb != Verb::Get)
            return std::nullopt;
        auto next = server.documents.upper_bound(path);
        if (next == server.documents.end())
            next = server.documents.begin();
        return RemoteAnswer{RemoteStatus::Ok, next->second.body, "x"};
    };
    mayor.kill();
    mayor.reopen();
    (void)mayor.synchronise();
    BOOST_TEST(mayor.read(record) == "Reste");
    BOOST_TEST(counter_held(mayor, school) == held);
    BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 0U);
    BOOST_TEST(mayor.alarms(ErrorCode::Fork) == 0U);
    BOOST_TEST(mayor.vault->standing().is_let_in());
}

BOOST_AUTO_TEST_CASE(attack_31_cut_bodies_are_refused_and_asked_for_again)
{
    auto const record = publish(school, "Entier");
    for (auto const keep : {std::size_t{0}, std::size_t{1}, std::size_t{71}, std::size_t{500}}) {
        mayor.remote.fault = [&](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
            auto const found = server.documents.find(path);
            if (verb != Verb::Get || found == server.documents.end())
                return std::nullopt;
            auto body = found->second.body;
            body.resize(std::min(body.size() - 1, keep));
            return RemoteAnswer{RemoteStatus::Ok, std::move(body), found->second.etag};
        };
        (void)mayor.synchronise();
        BOOST_TEST(mayor.read(record) == "");
        BOOST_TEST(mayor.vault->standing().is_let_in());
    }
    mayor.remote.fault = nullptr;
    publish(school, "Encore");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(record) == "Entier");
}

BOOST_AUTO_TEST_CASE(attack_31_writes_that_the_store_only_says_it_has_are_sent_again)
{
    auto const record = mayor.write("Envoyé");
    BOOST_REQUIRE(record.has_value());
    mayor.remote.fault = [](Verb verb, std::string const&) -> std::optional<RemoteAnswer> {
        if (verb == Verb::Put)
            return RemoteAnswer{RemoteStatus::Ok, {}, "fine"};
        return std::nullopt;
    };
    (void)mayor.synchronise();
    BOOST_TEST(mayor.vault->status().pending == 2U);
    BOOST_TEST((mayor.vault->status().connection == sync::Connection::Offline));
    mayor.remote.fault = nullptr;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(*record) == "Envoyé");
}

BOOST_AUTO_TEST_CASE(attack_30_an_emptied_store_another_store_and_a_portal_erase_nothing)
{
    auto const record = publish(school, "Reste");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    MemoryServer foreign;
    Peer stranger(foreign);
    stranger.found();
    std::vector<std::map<std::string, MemoryServer::Document>> const shown{{}, foreign.documents};
    auto const held = mayor.disk.places;
    for (auto const& documents : shown) {
        auto const kept = std::exchange(server.documents, documents);
        for (int poll = 0; poll < 3; ++poll)
            (void)mayor.synchronise();
        BOOST_TEST(mayor.read(record) == "Reste");
        BOOST_TEST(mayor.vault->standing().is_let_in());
        BOOST_TEST(counter_held(mayor, school) > 0U);
        BOOST_TEST(mayor.alarms(ErrorCode::Rollback) == 0U);
        server.documents = kept;
    }
    for (auto const status :
         {RemoteStatus::NotFound, RemoteStatus::Strange, RemoteStatus::Refused, RemoteStatus::Full}) {
        mayor.remote.fault = [status](Verb, std::string const&) {
            return std::optional(RemoteAnswer{status, to_bytes(as_bytes("<html>")), "p"});
        };
        (void)mayor.synchronise();
        BOOST_TEST(mayor.read(record) == "Reste");
    }
    mayor.remote.fault = nullptr;
    // Everything that the disk held is still there.
    for (auto const& [key, value] : held.begin()->second.entries)
        BOOST_TEST(mayor.disk.places.begin()->second.entries.contains(key), key);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(record) == "Reste");
}

BOOST_AUTO_TEST_SUITE_END()
