// What acts cost the registry: on a line a state each; of strangers a signature each, and no state.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

BOOST_AUTO_TEST_SUITE(registry_cost)

/// docs/protocol.md 3.7: it costs a line, however long it is and in whatever order its acts arrive.
BOOST_AUTO_TEST_CASE(a_line_costs_one_state_an_act_and_the_first_act_beside_another_costs_its_own)
{
    constexpr int k_last = 1'000;
    Vault world;
    for (int id = 3; id <= k_last; ++id)
        world.act_of(id, id % 3 == 0 ? "F" : "A", {id - 1}, {VisaOp{}});
    auto const in_order = world.registry();
    std::vector<int> backwards;
    for (int id = k_last; id > 0; --id)
        backwards.push_back(id);
    auto const reversed = world.registry(backwards);
    for (auto const* registry : {in_order.get(), reversed.get()}) {
        BOOST_TEST(registry->sequence().size() == static_cast<std::size_t>(k_last));
        BOOST_TEST(registry->tips().size() == 1U);
        BOOST_TEST(registry->order().steps() == static_cast<std::size_t>(k_last) + 1);
        BOOST_TEST(registry->order().known_pasts() == 0U);
    }
    // Beside the last one: the line before both is not applied again.
    world.act_of(k_last + 1, "A", {k_last - 1}, {VisaOp{}});
    (void)in_order->add(world.made(k_last + 1).carried);
    BOOST_TEST(in_order->sequence().size() == static_cast<std::size_t>(k_last) + 1);
    BOOST_TEST(in_order->order().steps() <= static_cast<std::size_t>(k_last) + 3);
}

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
