// What acts mean beside each other and by themselves: ranks, policy fields, classes, log keys. What nobody may obtain:
// registry_flaws_tests.cpp.

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

BOOST_AUTO_TEST_SUITE(registry_rules)

BOOST_AUTO_TEST_CASE(nobody_raises_himself_but_who_is_in_charge)
{
    Vault world;
    world.act(3, "J", {2}, "[['role', 'J', 'c1', 4]]");
    world.act(4, "J", {3}, "[['role', 'J', 'c2', 2]]");
    world.act(5, "F", {4}, "[['role', 'F', 'c1', 1]]");
    world.act(6, "F", {5}, "[['role', 'F', 'c1', 4]]");
    auto const registry = world.registry();
    BOOST_TEST((skips_of(*registry, world.made(3).hash).at(0).reason == SkipReason::RaisesHimself));
    BOOST_TEST(world.role("J", "c1") == 3);
    BOOST_TEST(world.role("J", "c2") == 2);
    BOOST_TEST(world.role("F", "c1") == 4);
}

BOOST_AUTO_TEST_CASE(of_two_acts_of_one_rank_the_one_with_the_smaller_past_speaks_first)
{
    // F builds on J's act, and beside that removes J: signed on the older past, the removal comes first whatever the
    // hashes.
    for (unsigned const removal_first : {0u, 1u}) {
        Vault world;
        world.act(3, "J", {2}, "[['rank', 'M', 5]]");
        world.act(4, "F", {3}, "[['policy', 'rules', 1]]", {removal_first ? 128u : 0u, removal_first ? 255u : 127u});
        world.act(5, "F", {2}, "[['member-out', 'J']]", {removal_first ? 0u : 128u, removal_first ? 127u : 255u});
        auto const registry = world.registry();
        BOOST_TEST(world.summary(*registry)["seq"].dump() == "[1,2,5,4]");
        BOOST_TEST(registry->state().member(world.member("M"))->rank == k_no_rank);
    }
}

BOOST_AUTO_TEST_CASE(a_rank_that_would_come_out_and_is_held_is_not_given)
{
    Vault world;
    world.act(3, "F", {2}, "[['rank', 'M', 5]]");
    world.act(4, "A", {2}, "[['rank', 'M', 7]]");
    world.act(5, "A", {4}, "[['rank', 'M', 4]]");
    // 5 would come out, the lesser of 5 and 4; nobody holds it.
    BOOST_TEST(world.registry()->state().member(world.member("M"))->rank == 5);
    // The mayor has given it to X meanwhile.
    world.act(6, "F", {3, 4}, "[['rank', 'X', 5]]");
    auto const registry = world.registry();
    BOOST_TEST(registry->state().member(world.member("X"))->rank == 5);
    BOOST_TEST(registry->state().member(world.member("M"))->rank == 7);
    BOOST_TEST((skips_of(*registry, world.made(5).hash).at(0).reason == SkipReason::RankTaken));
}

BOOST_AUTO_TEST_CASE(a_policy_field_keeps_what_an_act_beside_has_set_and_a_suite_never_falls)
{
    Vault world;
    world.act_of(3, "F", {2}, {PolicyOp{.rules = 1, .min_suite = 3, .log_months = 12}});
    world.act_of(4, "F", {2}, {PolicyOp{.rules = 2, .epoch_days = 90}});
    auto const registry = world.registry();
    auto const first = registry->sequence().at(2);
    auto const& policy = registry->state().policy();
    BOOST_TEST(policy.rules == (first == world.made(3).hash ? 1u : 2u));
    BOOST_TEST(policy.epoch_days.value_or(0) == 90u);
    world.act_of(5, "F", {3, 4}, {PolicyOp{.rules = 4, .min_suite = 1}});
    auto const after = world.registry();
    BOOST_TEST(after->state().policy().rules == 4u);
    BOOST_TEST(after->state().policy().min_suite == 3u);
}

BOOST_AUTO_TEST_CASE(classes_go_with_formations_and_kinds_of_vault)
{
    Vault world;
    std::vector<ActOp> ops;
    for (std::uint64_t of = 1; of <= 12; ++of) {
        for (std::uint64_t formation = 1; formation <= 3; ++formation)
            ops.push_back(CompartmentOp{{of, {}, formation, CompartmentSalt{{9}}}});
    }
    world.act_of(3, "F", {2}, ops);
    auto const registry = world.registry();
    for (auto const& op : ops) {
        auto const& shape = std::get<CompartmentOp>(op).shape;
        bool const group_only =
            (shape.class_number >= 3 && shape.class_number <= 5) || shape.class_number == 8 || shape.class_number == 9;
        // A council vault: no family (6), no social secret (7).
        bool const expected =
            shape.class_number != 6 && shape.class_number != 7 && (!group_only || shape.formation == 3);
        auto const cid = compartment_id(shape, world.author("F"));
        BOOST_TEST((registry->state().compartment(cid) != nullptr) == expected);
    }
}

BOOST_AUTO_TEST_CASE(the_place_of_a_compartment_is_that_of_its_act_then_of_its_op_whatever_came_first)
{
    Vault world;
    auto const shape = [](std::uint8_t salt) -> CompartmentShape {
        return {2, GroupId{{7}}, 3, CompartmentSalt{{salt}}};
    };
    world.act_of(3, "J", {2}, {CompartmentOp{shape(2)}, CompartmentOp{shape(1)}});
    world.act_of(4, "F", {2}, {CompartmentOp{shape(3)}});
    auto const before = world.registry({1, 2})->state().compartments().size();
    for (auto const& order : {std::vector{1, 2, 3, 4}, std::vector{1, 2, 4, 3}, std::vector{4, 3, 2, 1}}) {
        auto const registry = world.registry(order);
        BOOST_REQUIRE(world.summary(*registry)["seq"].dump() == "[1,2,4,3]");
        auto const place = [&](std::string const& author, std::uint8_t salt) {
            return registry->state().compartment(compartment_id(shape(salt), world.author(author)))->place;
        };
        BOOST_TEST(place("F", 3) == before);
        BOOST_TEST(place("J", 2) == before + 1);
        BOOST_TEST(place("J", 1) == before + 2);
    }
}

BOOST_AUTO_TEST_CASE(the_log_key_of_a_period_is_the_last_of_the_highest_start)
{
    Vault world;
    auto const key = [](std::uint8_t first) {
        crypto::KemPublic id;
        id.bytes[0] = first;
        return id;
    };
    world.act_of(3, "A", {2}, {LogKeyOp{100, key(1)}});
    BOOST_TEST(world.registry()->state().log_key_for(200) == nullptr);
    world.act_of(4, "F", {3}, {LogKeyOp{100, key(2)}, LogKeyOp{102, key(3)}});
    world.act_of(5, "F", {4}, {LogKeyOp{102, key(4)}, LogDropOp{90, {{DeviceId{{1}}, 3, BodyHash{{2}}}}}});
    auto const registry = world.registry();
    BOOST_TEST(registry->state().log_key_for(99) == nullptr);
    BOOST_TEST((registry->state().log_key_for(101)->key == key(2)));
    BOOST_TEST((registry->state().log_key_for(102)->key == key(4)));
    BOOST_TEST(registry->state().log_drops().newest().period == 90u);
}

BOOST_AUTO_TEST_SUITE_END()
