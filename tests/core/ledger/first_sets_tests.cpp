// Two first sets of recovery (docs/protocol.md 3.7, what does not hold, 7), of which either may come first.

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

BOOST_AUTO_TEST_SUITE(first_sets)

BOOST_AUTO_TEST_CASE(the_one_that_came_first_stays_in_every_later_order_and_the_other_is_asked_about)
{
    Vault world;
    world.act(3, "F", {1}, "[['recovery', 'S2']]");
    for (int const first : {2, 3}) {
        int const second = 5 - first;
        auto const registry = world.registry({1, first, second});
        auto const held = world.set_op(first == 2 ? "S1" : "S2").set_id();
        auto const state = world.summary(*registry).dump();
        auto const is_as_before = [&](Registry const& one) {
            return one.fork().size() == 1 && one.fork()[0].followed == world.made(first).hash &&
                   one.fork()[0].aside == world.made(second).hash && one.state().recovery_set()->id == held &&
                   world.summary(one).dump() == state;
        };
        BOOST_TEST(is_as_before(*registry));
        BOOST_TEST((registry->left_aside() == std::vector{world.made(second).hash}));
        // The set in force signed no other: whoever held it is not talked out of it, whichever is the true one.
        BOOST_TEST(registry->would_leave_set(world.made(second).hash));
        BOOST_TEST((registry->resolve_fork(world.made(second).hash).error().code == ErrorCode::Fork));
        BOOST_TEST(is_as_before(*registry));
        for (auto const& order : {std::vector{1, 2, 3}, std::vector{1, 3, 2}}) {
            auto const told_before = world.empty_registry();
            told_before->leave_aside(registry->left_aside());
            auto const told_after = world.empty_registry();
            for (auto const id : order) {
                (void)told_before->add(world.made(id).carried);
                (void)told_after->add(world.made(id).carried);
            }
            told_after->leave_aside(registry->left_aside());
            BOOST_TEST(is_as_before(*told_before));
            BOOST_TEST(is_as_before(*told_after));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
