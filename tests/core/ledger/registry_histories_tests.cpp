// Every history of tests/vectors/registry_histories.json gives the state that stands beside it, in any order of
// arrival.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/core/ledger/registry_world.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

HistoryJson vectors()
{
    return HistoryJson::parse(support::read_vectors("registry_histories.json").dump());
}

/// The hashes of the acts of a history must come in the order of `ah`: each gets its part of the values of a first
/// byte.
void make_acts(RegistryWorld& world, HistoryJson const& acts)
{
    std::vector<int> order;
    for (auto const& one : acts)
        order.push_back(one.at("ah"));
    std::ranges::sort(order);
    auto const count = static_cast<unsigned>(order.size());
    for (auto const& one : acts) {
        auto const place = static_cast<unsigned>(std::ranges::find(order, one.at("ah").get<int>()) - order.begin());
        world.act(
            one.at("id"), one.at("author"), one.at("past"), one.at("ops"),
            {place * 256 / count, (place + 1) * 256 / count - 1});
    }
}

HistoryJson without_governing(HistoryJson expected)
{
    expected.erase("governing");
    return expected;
}

void check_history(HistoryJson const& history)
{
    BOOST_TEST_CONTEXT(history.at("name").get<std::string>())
    {
        RegistryWorld world;
        world.add_prologue();
        make_acts(world, history.at("acts"));
        auto const& expected = history.at("expect");
        auto const registry = world.registry();
        BOOST_TEST(world.summary(*registry).dump() == without_governing(expected).dump());
        if (expected.contains("governing")) {
            for (auto const& [chain, roles] : expected.at("governing").items()) {
                auto const slash = chain.find('/');
                BOOST_TEST(
                    world.governing(*registry, chain.substr(0, slash), chain.substr(slash + 1)).dump() == roles.dump());
            }
        }
        std::vector<int> order;
        for (auto const& [id, made] : world.all())
            order.push_back(id);
        do {
            BOOST_REQUIRE(world.summary(*world.registry(order)).dump() == without_governing(expected).dump());
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_histories)

BOOST_AUTO_TEST_CASE(every_history_gives_its_state_in_every_order_of_arrival)
{
    auto const all = vectors();
    BOOST_REQUIRE(all.at("histories").size() == 43);
    for (auto const& history : all.at("histories"))
        check_history(history);
}

BOOST_AUTO_TEST_SUITE_END()
