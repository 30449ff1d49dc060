// The registry as a machine: what is admitted, what waits, tips, contests, cost. What acts mean:
// registry_flaws_tests.cpp.

#include "core/ledger/registry.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

#include "core/ledger/cbor.hpp"
#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

HistoryJson state_of(RegistryWorld const& world, Registry const& registry)
{
    return world.summary(registry);
}

SignedAct with_bad_signature(SignedAct act)
{
    act.signature.bytes[10] ^= 1;
    return act;
}

/// Three to five acts of ranked people and officers, each on one or two acts before it.
void add_random_acts(RegistryWorld& world, std::mt19937& random)
{
    std::vector<std::string> const authors{"F", "A", "A", "J", "J", "K", "S1"};
    std::vector<std::string> const people{"F", "A", "J", "K", "M", "X", "N"};
    auto const pick = [&random](auto const& list) {
        return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)];
    };
    auto const number = [&random](int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random);
    };
    int const count = number(3, 4);
    for (int id = 3; id < 3 + count; ++id) {
        HistoryJson past{number(2, id - 1)};
        if (auto const second = number(2, id - 1); second != past[0])
            past.push_back(second);
        HistoryJson ops = HistoryJson::array();
        for (int i = number(1, 2); i > 0; --i) {
            switch (number(0, 8)) {
            case 0:
                ops.push_back({"member", "N"});
                break;
            case 1:
                ops.push_back({"member-out", pick(people)});
                break;
            case 2:
                ops.push_back({"rank", pick(people), nullptr});
                break;
            case 3:
                ops.push_back({"rank", pick(people), number(1, 6)});
                break;
            case 4:
                ops.push_back({"role", pick(people), number(0, 1) == 0 ? "c1" : "c2", number(0, 4)});
                break;
            case 5:
                ops.push_back({"device-out", pick(people), number(0, 1)});
                break;
            case 6:
                ops.push_back({"mayor", pick(people)});
                break;
            case 7:
                ops.push_back({"policy", "rules", number(1, 9)});
                break;
            default: {
                std::string const where = number(0, 1) == 0 ? "c1" : "DIR";
                ops.push_back({"rotate", where, "#" + std::to_string(id) + "/" + where});
            }
            }
        }
        world.act(id, pick(authors), past, ops);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry)

BOOST_AUTO_TEST_CASE(the_root_alone_is_the_founder_and_the_first_epoch_of_the_registry)
{
    RegistryWorld world;
    auto const registry = world.empty_registry();
    auto const& state = registry->state();
    BOOST_TEST(state.members().size() == 1u);
    BOOST_TEST(state.member(world.member("F"))->rank == k_mayor_rank);
    BOOST_TEST(state.epochs(k_dir).size() == 1u);
    BOOST_TEST((registry->write_epoch(k_dir)->commit == world.commit("root/DIR", "DIR")));
    BOOST_TEST((registry->tips() == std::vector{root_hash(world.vault())}));
    BOOST_TEST(!Registry::open(VaultId{}, world.gbody()));
}

BOOST_AUTO_TEST_CASE(the_same_act_counts_once_and_its_copies_are_known)
{
    Vault world;
    auto const registry = world.registry();
    auto const again = registry->add(world.made(1).carried);
    BOOST_TEST((again.status == AddStatus::Known));
    BOOST_TEST(registry->sequence().size() == 2u);
    BOOST_TEST((registry->tips() == std::vector{world.made(2).hash}));
}

BOOST_AUTO_TEST_CASE(flaw_27_what_came_too_early_waits_and_gives_the_same_state)
{
    Vault world;
    world.act(3, "A", {2}, "[['rank', 'M', 5]]");
    world.act(4, "M", {3}, "[['member', 'N']]");
    auto const straight = world.registry();
    auto const registry = world.empty_registry();
    BOOST_TEST((registry->add(world.made(4).carried).status == AddStatus::Pending));
    BOOST_TEST((registry->add(world.made(3).carried).status == AddStatus::Pending));
    BOOST_TEST((registry->add(world.made(2).carried).status == AddStatus::Pending));
    BOOST_TEST((registry->missing() == std::vector{world.made(1).hash}));
    BOOST_TEST(registry->pending_count() == 3u);
    BOOST_TEST(registry->state().members().size() == 1u);
    auto const last = registry->add(world.made(1).carried);
    BOOST_TEST((last.status == AddStatus::Admitted));
    BOOST_TEST(last.admitted.size() == 4u);
    BOOST_TEST(registry->missing().empty());
    BOOST_TEST(state_of(world, *registry).dump() == state_of(world, *straight).dump());
}

BOOST_AUTO_TEST_CASE(a_copy_with_a_bad_signature_does_not_keep_the_good_one_out)
{
    Vault world;
    world.act(3, "A", {2}, "[['member', 'N']]");
    world.act(4, "A", {3}, "[['rank', 'N', 9]]");
    auto const bad = with_bad_signature(world.made(3).carried);
    for (bool const is_pending_first : {false, true}) {
        auto const registry = is_pending_first ? world.empty_registry() : world.registry({1, 2});
        auto const refused = registry->add(bad);
        if (is_pending_first) {
            BOOST_TEST((refused.status == AddStatus::Pending));
            (void)registry->add(world.made(1).carried);
            (void)registry->add(world.made(2).carried);
        } else {
            BOOST_TEST((refused.status == AddStatus::Refused));
            BOOST_TEST((refused.code == ErrorCode::Signature));
        }
        BOOST_TEST(!registry->is_admissible(world.made(3).hash));
        BOOST_TEST((registry->add(world.made(4).carried).status == AddStatus::Pending));
        BOOST_TEST((registry->add(world.made(3).carried).status == AddStatus::Admitted));
        BOOST_TEST(registry->is_applied(world.made(4).hash));
    }
}

BOOST_AUTO_TEST_CASE(what_stands_on_an_act_without_rank_is_dropped)
{
    Vault world;
    world.act(3, "M", {2}, "[['visa']]");
    world.act(4, "F", {3}, "[['rank', 'M', 5]]");
    auto const registry = world.registry({1, 2, 4});
    BOOST_TEST(registry->pending_count() == 1u);
    auto const result = registry->add(world.made(3).carried);
    BOOST_TEST((result.status == AddStatus::Refused));
    BOOST_TEST((result.code == ErrorCode::Rights));
    BOOST_TEST(registry->pending_count() == 0u);
    BOOST_TEST((registry->add(world.made(4).carried).code == ErrorCode::Rights));
    BOOST_TEST(registry->state().member(world.member("M"))->rank == k_no_rank);
}

BOOST_AUTO_TEST_CASE(flaw_39_an_unknown_key_keeps_an_act_and_those_above_it_waiting)
{
    Vault world;
    // A body of a later version: key 7 of an act.
    CborWriter writer;
    writer.map(7).key(1).id(world.author("A"));
    writer.key(2).array(1).id(world.made(2).hash);
    writer.key(3).array(0);
    writer.key(4).unsigned_int(1);
    writer.key(5).id(ActNonce{});
    writer.key(6).array(1).array(2).unsigned_int(13).map(0);
    writer.key(7).null();
    auto const later = sign_act(world.key("A"), world.vault(), writer.take());
    Act above;
    above.author = world.author("F");
    above.past = {later.hash()};
    above.ops = {VisaOp{}};
    auto const registry = world.registry();
    BOOST_TEST(
        (registry->add(sign_act(world.key("F"), world.vault(), encode_act(above))).status == AddStatus::Pending));
    BOOST_TEST((registry->missing() == std::vector{later.hash()}));
    auto const refused = registry->add(later);
    BOOST_TEST((refused.code == ErrorCode::Upgrade));
    BOOST_TEST(registry->waits_for_upgrade());
    BOOST_TEST(registry->pending_count() == 1u);
    BOOST_TEST(registry->missing().empty());
}

BOOST_AUTO_TEST_CASE(flaw_39_an_unknown_op_is_skipped_alone)
{
    Vault world;
    Act act;
    act.author = world.author("F");
    act.past = {world.made(2).hash};
    CborWriter writer;
    writer.map(6).key(1).id(act.author);
    writer.key(2).array(1).id(act.past[0]);
    writer.key(3).array(0);
    writer.key(4).unsigned_int(1);
    writer.key(5).id(ActNonce{});
    writer.key(6).array(4);
    writer.array(2).unsigned_int(100).map(0);
    writer.array(2).unsigned_int(200).map(0);
    writer.array(2).unsigned_int(8).raw(encode_act_op(PolicyOp{.rules = 7}));
    writer.array(2).unsigned_int(101).map(0);
    auto const carried = sign_act(world.key("F"), world.vault(), writer.take());
    auto const registry = world.registry();
    BOOST_TEST((registry->add(carried).status == AddStatus::Admitted));
    BOOST_TEST(registry->state().policy().rules == 7u);
    auto const skips = registry->ops_without_effect();
    BOOST_REQUIRE(skips.size() == 1u);
    BOOST_REQUIRE(skips[0].skips.size() == 3u);
    BOOST_TEST((skips[0].skips[0].code == ErrorCode::Op));
    BOOST_TEST((skips[0].skips[1].reason == SkipReason::Ignorable));
    // From there on the rules are newer than this program.
    BOOST_TEST((skips[0].skips[2].code == ErrorCode::Upgrade));
}

BOOST_AUTO_TEST_CASE(flaw_38_of_more_than_sixteen_tips_the_senior_ones_are_named)
{
    Vault world;
    for (int id = 3; id < 23; ++id)
        world.act(id, id % 2 == 0 ? "A" : "K", {2}, "[['visa']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->all_tips().size() == 20u);
    auto const named = registry->tips();
    BOOST_REQUIRE(named.size() == 16u);
    BOOST_TEST(std::ranges::is_sorted(named));
    std::size_t senior = 0;
    for (auto const& hash : named)
        senior += registry->rank_of(hash) == Rank{1} ? 1 : 0;
    BOOST_TEST(senior == 10u);
    std::vector<int> backwards;
    for (auto const& [id, made] : world.all())
        backwards.insert(backwards.begin(), id);
    auto const other = world.registry(backwards);
    BOOST_TEST((other->tips() == named));
    BOOST_TEST(state_of(world, *other).dump() == state_of(world, *registry).dump());
    // The next act takes these sixteen, the one after it the others.
    HistoryJson past = HistoryJson::array();
    for (auto const& hash : named)
        past.push_back(world.id_of(hash));
    world.act(40, "F", past, "[['visa']]");
    BOOST_TEST(world.registry()->tips().size() == 5u);
}

BOOST_AUTO_TEST_CASE(flaw_40_newer_rules_or_a_newer_suite_make_a_client_read_only)
{
    for (auto const& policy : {PolicyOp{.rules = k_known_rules + 1}, PolicyOp{.min_suite = 2}}) {
        Vault world;
        BOOST_TEST(!world.registry()->is_read_only());
        world.act_of(3, "F", {2}, {policy});
        BOOST_TEST(world.registry()->is_read_only());
    }
    Vault world;
    world.act_of(3, "F", {2}, {PolicyOp{.rules = k_known_rules, .min_suite = 1}});
    BOOST_TEST(!world.registry()->is_read_only());
}

BOOST_AUTO_TEST_CASE(flaw_27_small_histories_give_one_state_in_every_order)
{
    std::mt19937 random(20260);
    for (int round = 0; round < 150; ++round) {
        Vault world;
        add_random_acts(world, random);
        std::vector<int> late;
        for (auto const& [id, made] : world.all()) {
            if (id > 2)
                late.push_back(id);
        }
        std::optional<std::string> expected;
        do {
            std::vector<int> order{1, 2};
            order.insert(order.end(), late.begin(), late.end());
            auto const registry = world.registry(order);
            // At a contest the state that was held stays: then the order of arrival says which.
            if (!registry->fork().empty()) {
                expected.reset();
                break;
            }
            auto const now = state_of(world, *registry).dump();
            if (!expected)
                expected = now;
            BOOST_REQUIRE_MESSAGE(*expected == now, "round " << round);
            BOOST_REQUIRE(
                registry->acts_without_effect().size() + registry->sequence().size() == registry->admissible().size());
            int mayors = 0;
            registry->state().members().for_each([&](MemberId const&, Member const& member) {
                mayors += !member.is_out() && member.rank == k_mayor_rank ? 1 : 0;
            });
            BOOST_REQUIRE(mayors <= 1);
        } while (std::next_permutation(late.begin(), late.end()));
    }
}

BOOST_AUTO_TEST_CASE(an_honest_line_is_its_own_sequence_and_the_general_rule_agrees)
{
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        Vault world;
        add_random_acts(world, random);
        // The same ops, but each on the one before.
        RegistryWorld line;
        line.add_prologue();
        for (auto const& [id, made] : world.all()) {
            if (id > 2)
                line.act_of(id, made.author, {id - 1}, decode_act(made.carried.body)->ops);
        }
        auto const short_way = line.registry();
        auto const general = line.empty_registry();
        general->set_line_rule(RegistryOrder::LineRule::General);
        for (auto const& [id, made] : line.all())
            (void)general->add(made.carried);
        BOOST_REQUIRE(short_way->fork().empty());
        BOOST_REQUIRE(line.summary(*short_way).dump() == line.summary(*general).dump());
        BOOST_REQUIRE((short_way->sequence() == short_way->admissible()));
        // A state for the root and one for each act, and no past is put in order; by the general rule it is.
        BOOST_REQUIRE(short_way->order().steps() == short_way->admissible().size() + 1);
        BOOST_REQUIRE(short_way->order().known_pasts() == 0U);
        BOOST_REQUIRE(general->order().known_pasts() > 0U);
    }
}

BOOST_AUTO_TEST_CASE(flaw_69_ten_thousand_acts_sixteen_wide_cost_one_state_each)
{
    RegistryWorld world;
    std::vector<std::string> people{"A", "J", "K", "M", "X", "N", "P"};
    HistoryJson ops = HistoryJson::array();
    for (std::size_t i = 0; i < people.size(); ++i) {
        ops.push_back({"member", people[i]});
        ops.push_back({"rank", people[i], i + 1});
    }
    world.act(1, "F", {"root"}, ops);
    people.insert(people.begin(), "F");
    // Sixteen acts on the sixteen before, two of each of eight ranks.
    HistoryJson past{1};
    int id = 2;
    auto const registry = world.empty_registry();
    (void)registry->add(world.made(1).carried);
    while (id < 10'000) {
        HistoryJson level = HistoryJson::array();
        for (int i = 0; i < 16; ++i) {
            auto const& made = world.act_of(id, people[static_cast<std::size_t>(i % 8)], past, {VisaOp{}});
            BOOST_REQUIRE((registry->add(made.carried).status == AddStatus::Admitted));
            level.push_back(id++);
        }
        past = level;
    }
    BOOST_TEST(registry->sequence().size() == static_cast<std::size_t>(id - 1));
    BOOST_TEST(registry->order().steps() <= 3 * static_cast<std::size_t>(id));
}

BOOST_AUTO_TEST_CASE(flaw_27_eight_badly_signed_copies_do_not_keep_the_good_one_out)
{
    Vault world;
    world.act(3, "A", {2}, "[['member', 'N']]");
    auto const registry = world.empty_registry();
    for (std::size_t i = 0; i < 2 * k_max_copies; ++i) {
        auto bad = world.made(3).carried;
        bad.signature.bytes[i] ^= 1;
        BOOST_TEST((registry->add(bad).status == AddStatus::Pending));
    }
    BOOST_TEST((registry->add(world.made(3).carried).status == AddStatus::Pending));
    BOOST_TEST(registry->is_pending(world.made(3).hash));
    (void)registry->add(world.made(1).carried);
    (void)registry->add(world.made(2).carried);
    BOOST_TEST(registry->is_applied(world.made(3).hash));
    BOOST_TEST(!registry->is_pending(world.made(3).hash));
}

BOOST_AUTO_TEST_SUITE_END()
