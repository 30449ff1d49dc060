// What strangers' acts cost the registry: a signature each, and no state.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

BOOST_AUTO_TEST_SUITE(registry_cost)

BOOST_AUTO_TEST_CASE(flaw_69_acts_that_nobody_with_a_rank_signed_make_no_state_of_the_pasts_that_they_name)
{
    Vault world;
    for (int id = 3; id < 15; ++id)
        world.act(id, id % 2 == 0 ? "A" : "K", {2}, "[['visa']]");
    auto const registry = world.registry();
    auto const on_two = [&](std::string const& author, std::string const& signer, int first, int second) {
        Act act;
        act.author = world.author(author);
        act.past = {world.made(first).hash, world.made(second).hash};
        std::ranges::sort(act.past);
        act.nonce = ActNonce{{static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(second)}};
        act.ops = {VisaOp{}};
        return sign_act(world.key(signer), world.vault(), encode_act(act));
    };
    auto const steps = registry->order().steps();
    auto const pasts = registry->order().known_pasts();
    for (int first = 3; first < 14; ++first) {
        for (int second = first + 1; second < 15; ++second) {
            // In the name of the mayor; and of somebody who signs well, but never had a rank.
            BOOST_TEST((registry->add(on_two("F", "X", first, second)).code == ErrorCode::Signature));
            BOOST_TEST((registry->add(on_two("X", "X", first, second)).code == ErrorCode::Rights));
            BOOST_TEST((registry->add(on_two("N", "N", first, second)).code == ErrorCode::Rights));
        }
    }
    BOOST_TEST(registry->order().steps() == steps);
    BOOST_TEST(registry->order().known_pasts() == pasts);
    BOOST_TEST(registry->pending_count() == 0u);
    // The mayor's own do.
    BOOST_TEST((registry->add(on_two("F", "F", 3, 4)).status == AddStatus::Admitted));
    BOOST_TEST(registry->order().known_pasts() > pasts);
}

BOOST_AUTO_TEST_CASE(what_a_rank_given_beside_the_act_that_names_its_member_signs_is_admitted)
{
    Vault world;
    // N is named by F, and given a rank by A who had not seen that: it counts once both are there.
    world.act(3, "F", {2}, "[['member', 'N']]");
    world.act(4, "A", {2}, "[['rank', 'N', 7]]");
    world.act(5, "N", {3, 4}, "[['visa']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->is_admissible(world.made(5).hash));
}

BOOST_AUTO_TEST_SUITE_END()
