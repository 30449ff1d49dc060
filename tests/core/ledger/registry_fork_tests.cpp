// Contests of officers and of first sets: what a client does when an honest vault has one act and the store shows two.

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

SetId set_in_force(Registry const& registry)
{
    return registry.state().recovery_set()->id;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_fork)

BOOST_AUTO_TEST_CASE(officers_who_sign_twice_are_a_fork_and_the_state_held_stays)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    world.act(4, "S1", {2}, "[['mayor', 'J']]");
    world.act(5, "J", {4}, "[['rank', 'M', 7]]");
    for (auto const first : {3, 4}) {
        auto const second = first == 3 ? 4 : 3;
        auto const registry = world.registry({1, 2, first});
        auto const held = world.summary(*registry);
        auto const result = registry->add(world.made(second).carried);
        BOOST_TEST((result.status == AddStatus::Aside));
        BOOST_TEST((result.code == ErrorCode::Fork));
        BOOST_REQUIRE(registry->fork().size() == 1u);
        BOOST_TEST((registry->fork()[0].followed == world.made(first).hash));
        BOOST_TEST((registry->fork()[0].aside == world.made(second).hash));
        BOOST_TEST(world.summary(*registry)["members"].dump() == held["members"].dump());
        BOOST_TEST(world.summary(*registry)["compartments"].dump() == held["compartments"].dump());
        // A person compares the weekly words and says which.
        BOOST_TEST(registry->resolve_fork(world.made(second).hash).has_value());
        BOOST_TEST(registry->fork().empty());
        BOOST_TEST((registry->refused() == std::vector{world.made(first).hash}));
        BOOST_TEST((registry->state().holder_of(0)->id == world.member(second == 3 ? "A" : "J")));
        // What stands on the other one is followed or not accordingly, now and after a restart.
        auto const later = registry->add(world.made(5).carried);
        BOOST_TEST((later.status == (second == 4 ? AddStatus::Admitted : AddStatus::Aside)));
        auto const restarted = world.empty_registry();
        restarted->refuse(registry->refused());
        for (auto const& [id, made] : world.all())
            (void)restarted->add(made.carried);
        BOOST_TEST(restarted->fork().empty());
        BOOST_TEST(world.summary(*restarted)["members"].dump() == world.summary(*registry)["members"].dump());
    }
}

BOOST_AUTO_TEST_CASE(the_state_that_was_held_stays_when_the_acts_come_in_another_order)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    world.act(4, "S1", {2}, "[['mayor', 'J']]");
    for (auto const first : {3, 4}) {
        auto const second = first == 3 ? 4 : 3;
        auto const registry = world.registry({1, 2, first});
        (void)registry->add(world.made(second).carried);
        auto const aside = registry->left_aside();
        BOOST_TEST((aside == std::vector{world.made(second).hash}));
        for (auto const& order : {std::vector{1, 2, first, second}, std::vector{1, 2, second, first}}) {
            auto const restarted = world.empty_registry();
            restarted->leave_aside(aside);
            for (auto const id : order)
                (void)restarted->add(world.made(id).carried);
            BOOST_REQUIRE(restarted->fork().size() == 1u);
            BOOST_TEST((restarted->fork()[0].followed == world.made(first).hash));
            BOOST_TEST((restarted->fork()[0].aside == world.made(second).hash));
            BOOST_TEST((restarted->left_aside() == aside));
            BOOST_TEST((restarted->state().holder_of(0)->id == world.member(first == 3 ? "A" : "J")));
            // What was left aside may be what holds.
            BOOST_TEST(restarted->resolve_fork(world.made(second).hash).has_value());
            BOOST_TEST(restarted->fork().empty());
            BOOST_TEST((restarted->state().holder_of(0)->id == world.member(first == 3 ? "J" : "A")));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_replacement_beside_an_act_of_the_set_it_replaces_is_no_fork)
{
    Vault world;
    world.act(3, "S1", {2}, "[['recovery', 'S2']]");
    world.act(4, "S1", {2}, "[['mayor', 'X']]");
    world.act(5, "S2", {3}, "[['mayor', 'J']]");
    for (auto const& order : {std::vector{1, 2, 3, 4, 5}, std::vector{1, 2, 4, 3, 5}}) {
        auto const registry = world.registry(order);
        BOOST_TEST(registry->fork().empty());
        BOOST_TEST(!registry->is_applied(world.made(4).hash));
        BOOST_TEST((set_in_force(*registry) == world.set_op("S2").set_id()));
        BOOST_TEST((registry->state().holder_of(0)->id == world.member("J")));
    }
}

BOOST_AUTO_TEST_CASE(flaw_29_a_former_set_does_not_win_by_void_replacements)
{
    Vault world;
    world.act(3, "S1", {2}, "[['recovery', 'S2']]");
    // Ops that replace nothing must not count as replacements: they would put the old set first.
    world.act(4, "S1", {2}, "[['recovery', 'S1'], ['recovery', 'S1'], ['recovery', 'S1'], ['mayor', 'X']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->fork().empty());
    BOOST_TEST(!registry->is_applied(world.made(4).hash));
    BOOST_TEST((set_in_force(*registry) == world.set_op("S2").set_id()));
    BOOST_TEST((registry->state().holder_of(0)->id == world.member("F")));
}

BOOST_AUTO_TEST_CASE(two_replacements_beside_each_other_are_a_fork)
{
    Vault world;
    world.act(3, "S1", {2}, "[['recovery', 'S2']]");
    auto other = world.set_op("S2");
    other.recovery.bytes[0] ^= 1;
    world.act_of(4, "S1", {2}, {other});
    auto const registry = world.registry();
    BOOST_REQUIRE(registry->fork().size() == 1u);
    BOOST_TEST((set_in_force(*registry) == world.set_op("S2").set_id()));
}

BOOST_AUTO_TEST_CASE(flaw_34_a_founder_makes_no_second_first_set)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A'], ['member-out', 'F']]");
    auto const before = world.summary(*world.registry());
    // With every first byte of the hash: grinding it changes nothing.
    for (unsigned const byte : {0u, 255u}) {
        world.act(4, "F", {1}, "[['recovery', 'S2']]", {byte == 0 ? 0u : 192u, byte == 0 ? 63u : 255u});
        auto const registry = world.registry();
        BOOST_TEST(registry->fork().size() == 1u);
        BOOST_TEST((set_in_force(*registry) == world.set_op("S1").set_id()));
        BOOST_TEST(world.summary(*registry)["members"].dump() == before["members"].dump());
        // Nor may a person be talked into it: the set held in force did not sign that one.
        auto const left = registry->resolve_fork(world.made(4).hash);
        BOOST_REQUIRE(!left);
        BOOST_TEST((left.error().code == ErrorCode::Fork));
        BOOST_TEST((set_in_force(*registry) == world.set_op("S1").set_id()));
        BOOST_TEST(registry->resolve_fork(world.made(2).hash).has_value());
        BOOST_TEST(registry->fork().empty());
    }
}

BOOST_AUTO_TEST_CASE(flaw_34_a_founder_who_left_has_no_first_act)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A'], ['member-out', 'F']]");
    auto const before = world.summary(*world.registry());
    for (unsigned const byte : {0u, 192u}) {
        world.act(4, "F", {"root"}, "[['member', 'N'], ['rank', 'N', 1], ['policy', 'rules', 9]]", {byte, byte + 63});
        auto const registry = world.registry();
        BOOST_TEST(registry->is_admissible(world.made(4).hash));
        BOOST_TEST(!registry->is_applied(world.made(4).hash));
        BOOST_TEST(world.summary(*registry)["members"].dump() == before["members"].dump());
        BOOST_REQUIRE(registry->acts_without_effect().size() == 1u);
        BOOST_TEST((registry->acts_without_effect()[0].why == NoEffect::AuthorOut));
    }
}

BOOST_AUTO_TEST_CASE(flaw_68_a_mayor_removed_by_the_officers_does_not_come_back)
{
    for (auto const& past : {HistoryJson{1}, HistoryJson{2}, HistoryJson{"root"}}) {
        Vault world;
        world.act(3, "S1", {2}, "[['mayor', 'A']]");
        auto const before = world.summary(*world.registry());
        world.act(4, "F", past, "[['visa'], ['policy', 'rules', 9]]");
        auto const registry = world.registry();
        auto const after = world.summary(*registry);
        BOOST_TEST(after["members"].dump() == before["members"].dump());
        BOOST_TEST(after["policy"].dump() == before["policy"].dump());
        BOOST_REQUIRE(registry->acts_without_effect().size() == 1u);
        BOOST_TEST((registry->acts_without_effect()[0].why == NoEffect::AuthorLowered));
    }
}

BOOST_AUTO_TEST_SUITE_END()
