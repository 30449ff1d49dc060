// By which act another one has no effect.

#include "core/ledger/act_cause.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

/// Ids of the vault's acts; 0: none.
int cause_of(Vault const& world, int id)
{
    auto const registry = world.registry();
    auto const cause = undone_by(*registry, world.made(id).hash);
    return cause ? world.id_of(*cause) : 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_causes)

BOOST_AUTO_TEST_CASE(an_act_that_has_effect_has_no_cause_to_be_told)
{
    Vault world;
    world.act(3, "J", {2}, "[['visa']]");
    BOOST_TEST(cause_of(world, 3) == 0);
    auto const registry = world.registry();
    BOOST_TEST(!undone_by(*registry, ActHash{{7}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_rank_taken_or_a_removal_beside_it_is_the_cause)
{
    for (std::string const ops : {"[['rank', 'J', null]]", "[['member-out', 'J']]"}) {
        Vault world;
        world.act(3, "J", {2}, "[['visa']]");
        world.act(4, "F", {2}, ops.c_str());
        BOOST_TEST(cause_of(world, 3) == 4);
        BOOST_TEST(cause_of(world, 4) == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_rank_given_again_later_is_not_the_cause)
{
    Vault world;
    world.act(3, "J", {2}, "[['visa']]");
    world.act(4, "F", {2}, "[['rank', 'J', null]]");
    world.act(5, "F", {4}, "[['rank', 'J', 2]]");
    BOOST_TEST(cause_of(world, 3) == 4);
}

BOOST_AUTO_TEST_CASE(of_a_former_mayor_it_is_the_act_of_the_officers)
{
    Vault world;
    world.act(3, "F", {2}, "[['visa']]");
    world.act(4, "S1", {2}, "[['mayor', 'A']]");
    BOOST_TEST(cause_of(world, 3) == 4);
}

BOOST_AUTO_TEST_CASE(of_a_replaced_set_of_officers_it_is_the_act_that_replaced_it)
{
    Vault world;
    world.act(3, "S1", {2}, "[['recovery', 'S2']]");
    world.act(4, "S1", {2}, "[['visa']]");
    BOOST_TEST(cause_of(world, 4) == 3);
}

BOOST_AUTO_TEST_CASE(who_came_in_by_an_act_without_effect_is_followed_to_its_cause)
{
    Vault world;
    world.act(3, "J", {2}, "[['member', 'N'], ['rank', 'N', 9]]");
    world.act(4, "N", {3}, "[['visa']]");
    world.act(5, "F", {2}, "[['rank', 'J', null]]");
    BOOST_TEST(cause_of(world, 3) == 5);
    BOOST_TEST(cause_of(world, 4) == 5);
}

BOOST_AUTO_TEST_SUITE_END()
