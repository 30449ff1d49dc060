// Anybody can fill an inbox with grants of invented keys: bounded memory, and the true ones are found.

#include <boost/test/unit_test.hpp>

#include "core/ledger/grant.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::HostileCouncil;
using testing::Peer;
using Verb = testing::MemoryRemote::Verb;

namespace {

constexpr std::size_t k_invented = 1000;  ///< Keys of one grant.

struct FloodedByGrants : HostileCouncil {
    /// Well formed, and of keys that nobody has: of `cids` in turn.
    void put_grant(Peer const& to, std::vector<CompartmentId> const& cids)
    {
        auto const& key = to.keyring.newest_inbox_key();
        ledger::Grant grant{ledger::target_of(to.member()), key.generation, {}, {}};
        for (std::size_t i = 0; i < k_invented; ++i)
            grant.items.push_back({cids[i % cids.size()], crypto::random_secret(32)});
        auto sealed = ledger::seal_grant(mayor.vault->id(), key.key.public_key(), grant);
        BOOST_REQUIRE(sealed.has_value());
        put_in_inbox(to, std::move(*sealed));
    }
    void put_in_inbox(Peer const& of, Bytes object)
    {
        ByteArray<16> random{};
        crypto::random_fill(random);
        server.put(of.inbox_path() + sync::inbox_name(random), std::move(object));
    }
    /// The registry and the shared compartment are under new keys; written under them.
    RecordId rotate_and_publish(std::string_view name)
    {
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = k_dir}, ledger::RotateOp{.cid = mayor.cid}}).has_value());
        return publish(mayor, name);
    }
    static void hide_heads(Peer& from)
    {
        from.remote.fault = [](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
            if (verb == Verb::List && path == "h/")
                return RemoteAnswer{RemoteStatus::NotModified, {}, {}};
            return std::nullopt;
        };
    }
    void is_bounded_at(Peer const& reader) const
    {
        BOOST_TEST(reader.vault->knowledge().candidates() <= sync::k_most_candidates + sync::k_most_opening);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(floods_of_grants, FloodedByGrants)

BOOST_AUTO_TEST_CASE(flaw_55_a_key_of_the_registry_is_found_beside_more_invented_ones_than_are_held)
{
    // Without the others.
    auto const before = rotate_and_publish("Sans foule");
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(before) == "Sans foule");

    // Whatever the order in which they are read.
    for (int turn = 0; turn < 6; ++turn) {
        auto const after = rotate_and_publish("Malgré la foule");
        for (int i = 0; i < 3; ++i)
            put_grant(school, {k_dir});
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_TEST(school.read(after) == "Malgré la foule");
        is_bounded_at(school);
    }
    // As many as are held, the one among them that was proved left out.
    BOOST_TEST(school.vault->knowledge().candidates() + 1 >= sync::k_most_candidates_of_one);
    BOOST_TEST(!school.vault->is_write_stopped());
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(flaw_55_a_key_that_went_for_want_of_room_is_read_again_once_something_asks_for_it)
{
    hide_heads(school);
    auto const after = rotate_and_publish("Enfin");
    BOOST_REQUIRE(school.synchronise().has_value());
    // Its two keys wait: no head and no act of them is known.
    BOOST_TEST(school.vault->knowledge().candidates() == 2U);
    for (int i = 0; i < 4; ++i)
        put_grant(school, {k_dir, school.cid});
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->knowledge().candidates() == 2 * sync::k_most_candidates_of_one);
    BOOST_TEST(school.read(after) == "");

    school.remote.fault = nullptr;
    // The closed head asks for the one, the act that it leads to for the other.
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(after) == "Enfin");
    is_bounded_at(school);
    BOOST_TEST(!school.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(flaw_55_ten_thousand_junk_objects_cost_a_bounded_number_of_reads_and_the_true_grant_is_found)
{
    auto const after = rotate_and_publish("Parmi dix mille");
    for (int i = 0; i < 10'000; ++i)
        put_in_inbox(school, Bytes(40, static_cast<std::uint8_t>(i)));
    for (int i = 0; i < 3; ++i)
        put_grant(school, {k_dir});
    std::size_t asked = 0;
    // A self-grant is read back as soon as it was put: once, and not by who looks through the inbox.
    std::set<std::string> sent;
    auto const inbox = school.inbox_path();
    school.remote.fault = [&](Verb verb, std::string const& path) -> std::optional<RemoteAnswer> {
        if (verb == Verb::Put)
            sent.insert(path);
        bool const is_read = verb == Verb::Get && path.starts_with(inbox);
        asked += is_read && sent.erase(path) == 0 ? 1U : 0U;
        return std::nullopt;
    };
    for (int poll = 0; poll < 3; ++poll) {
        asked = 0;
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_TEST(asked <= 4096U);
        is_bounded_at(school);
    }
    BOOST_TEST(school.read(after) == "Parmi dix mille");
    // All were read, and none is asked for again; the self-grants that so many objects ask for are read back first.
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    asked = 0;
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(asked == 0U);
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(flaw_55_who_waits_to_be_let_in_finds_his_key_beside_invented_ones)
{
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    for (int i = 0; i < 3; ++i)
        put_grant(late, {k_dir});
    for (int poll = 0; poll < 3 && !late.vault->standing().is_let_in(); ++poll)
        BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.vault->standing().is_let_in());
    is_bounded_at(late);
}

BOOST_AUTO_TEST_SUITE_END()
