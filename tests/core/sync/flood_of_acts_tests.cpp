// A former member who fills a store with acts: bounded memory at a poll, and no act of a true member is lost.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

/// Who left keeps a key of the registry, and writes heads of devices that nobody has, which name acts whose past is not
/// there.
struct FloodedByActs : HostileCouncil {
    FloodedByActs()
    {
        former = to_bytes(directory_secret(mayor));
        mayor.remove(other.member());
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_REQUIRE(school.synchronise().has_value());
    }

    ledger::TipRef put_act(std::vector<ledger::ActOp> ops = {ledger::VisaOp{}})
    {
        ledger::Act act;
        act.author = ledger::author_of(other.member());
        act.past = {crypto::random_id<ActHash>()};
        act.back = {crypto::random_id<ObjectName>()};
        act.t = 1;
        act.nonce = crypto::random_id<ledger::ActNonce>();
        act.ops = std::move(ops);
        auto const carried = ledger::sign_act(other.keyring.identity, mayor.vault->id(), ledger::encode_act(act));
        auto object = ledger::seal_act(former, mayor.vault->id(), carried).value();
        auto const name = crypto::object_name(object);
        server.put(sync::object_path(name), std::move(object));
        return {carried.hash(), name};
    }
    /// Says that the former key came after `count` others, all of them invented.
    ledger::TipRef put_act_that_carries(std::size_t count)
    {
        ledger::RotateOp rotate{.cid = k_dir, .commit = crypto::commit_to(former, k_dir)};
        for (std::size_t i = 0; i < count; ++i) {
            auto const invented = crypto::random_secret(32);
            rotate.hist.push_back(ledger::make_hist(mayor.vault->id(), k_dir, former, invented.view()));
        }
        return put_act({std::move(rotate)});
    }
    void put_stranger_naming(ledger::TipRef const& tip)
    {
        auto head = school.head_of(school)->head;
        head.device = crypto::random_id<DeviceId>();
        head.card.name = crypto::random_id<ObjectName>();
        head.table.reset();
        head.tips = {tip};
        put_head(sync::head_path(head.device), head, other.device_key, former);
    }
    void put_stranger()
    {
        auto head = school.head_of(school)->head;
        head.device = crypto::random_id<DeviceId>();
        head.card.name = crypto::random_id<ObjectName>();
        head.table.reset();
        head.tips.clear();
        for (std::size_t i = 0; i < ledger::k_max_head_entries; ++i)
            head.tips.push_back(put_act());
        last = head.tips.back();
        put_head(sync::head_path(head.device), head, other.device_key, former);
    }
    void flood()
    {
        for (int i = 0; i < 100; ++i)
            put_stranger();
    }
    [[nodiscard]] std::size_t kept() const { return mayor.vault->knowledge().open_acts(); }

    Bytes former{};
    ledger::TipRef last{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(floods_of_acts, FloodedByActs)

BOOST_AUTO_TEST_CASE(acts_without_a_past_that_strangers_name_are_kept_in_bounded_number)
{
    flood();
    for (int poll = 0; poll < 5; ++poll) {
        auto const record = publish(school, "Malgré la foule");
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.read(record) == "Malgré la foule");
        BOOST_TEST(kept() > 0U);
        BOOST_TEST(kept() <= sync::k_most_strange_acts);
        BOOST_TEST(mayor.vault->knowledge().registry()->pending_count() == kept());
    }
    // More came than are kept.
    BOOST_TEST(kept() == sync::k_most_strange_acts);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    // Members go on signing, and follow each other.
    BOOST_REQUIRE(mayor.sign({ledger::VisaOp{}}).has_value());
    auto const tip = mayor.vault->knowledge().registry()->sequence().back();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->knowledge().registry()->is_applied(tip));
}

BOOST_AUTO_TEST_CASE(an_act_that_a_member_names_is_kept_whatever_strangers_do)
{
    // Sealed under the former key, as an act of somebody who had not seen the removal.
    auto const named = put_act();
    restate([&](ledger::Head& head) { head.tips = {named}; });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.vault->knowledge().registry()->is_pending(named.ah));
    flood();
    for (int poll = 0; poll < 5; ++poll) {
        BOOST_REQUIRE(mayor.synchronise().has_value());
        // It came first of all.
        BOOST_TEST(mayor.vault->knowledge().registry()->is_pending(named.ah));
        BOOST_TEST(kept() <= sync::k_most_strange_acts + 1);
    }
}

BOOST_AUTO_TEST_CASE(an_act_that_gave_way_is_fetched_again_once_a_member_names_it)
{
    put_stranger();
    auto const lost = last;
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.vault->knowledge().registry()->is_pending(lost.ah));
    flood();
    for (int poll = 0; poll < 10 && mayor.vault->knowledge().registry()->is_pending(lost.ah); ++poll)
        BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(!mayor.vault->knowledge().registry()->is_pending(lost.ah));
    restate([&](ledger::Head& head) { head.tips = {lost}; });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().registry()->is_pending(lost.ah));
}

BOOST_AUTO_TEST_CASE(a_device_back_after_several_rotations_follows_what_the_acts_of_members_carry)
{
    for (int i = 0; i < 3; ++i) {
        std::vector<std::string> former_grants;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with(school.inbox_path()))
                former_grants.push_back(path);
        }
        for (auto const& path : former_grants)
            server.erase(path);
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = k_dir}}).has_value());
    }
    put_stranger_naming(put_act_that_carries(100));
    auto const record = publish(mayor, "Trois clés plus loin");
    BOOST_REQUIRE(school.synchronise().has_value());
    auto const& known = *mayor.vault->knowledge().registry();
    BOOST_TEST((school.vault->knowledge().registry()->sequence() == known.sequence()));
    BOOST_TEST(school.read(record) == "Trois clés plus loin");
    for (auto const& rotation : known.rotations(k_dir))
        BOOST_TEST(school.vault->knowledge().keys().holds(k_dir, rotation.id()));
}

BOOST_AUTO_TEST_CASE(former_keys_that_acts_of_strangers_carry_are_not_even_opened)
{
    auto const before = mayor.vault->knowledge().candidates();
    for (int i = 0; i < 6; ++i)
        put_stranger_naming(put_act_that_carries(400));
    for (int poll = 0; poll < 3; ++poll) {
        auto const record = publish(school, "Malgré la foule");
        BOOST_REQUIRE(mayor.synchronise().has_value());
        BOOST_TEST(mayor.read(record) == "Malgré la foule");
        BOOST_TEST(kept() == 6U);
        BOOST_TEST(mayor.vault->knowledge().candidates() == before);
    }
    BOOST_TEST(!mayor.vault->is_write_stopped());
}

BOOST_AUTO_TEST_CASE(former_keys_that_an_act_without_a_past_carries_are_held_in_bounded_number)
{
    auto const before = mayor.vault->knowledge().candidates();
    auto const named = put_act_that_carries(2 * sync::k_most_carried);
    restate([&](ledger::Head& head) { head.tips = {named}; });
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.vault->knowledge().registry()->is_pending(named.ah));
    BOOST_TEST(mayor.vault->knowledge().candidates() == before + sync::k_most_carried);
    // Of somebody who waits they are all opened; no more than that is left once he is let in.
    for (int i = 0; i < 6; ++i)
        put_stranger_naming(put_act_that_carries(400));
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_REQUIRE(late.vault->standing().is_let_in());
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.vault->knowledge().candidates() <= 2 * sync::k_most_carried + 10);
    BOOST_TEST(
        late.vault->knowledge().keys().holds(k_dir, mayor.vault->knowledge().registry()->directory_epoch().id()));
}

BOOST_AUTO_TEST_SUITE_END()
