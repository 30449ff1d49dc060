// Contests of officers and of first sets: what a client does when an honest vault has one act and the store shows two.

#include <algorithm>
#include <set>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

SetId set_in_force(Registry const& registry)
{
    return registry.state().recovery_set()->id;
}

/// From act 3 on, each beside the others.
void name_mayors(Vault& world, std::string_view names)
{
    int id = 3;
    for (char const name : names)
        world.act(id++, "S1", {2}, ("[['mayor', '" + std::string(1, name) + "']]").c_str());
}

/// What a registry applies, turns down, asks about and passes over, as ids.
using Judged = std::tuple<std::set<int>, std::set<int>, std::set<std::pair<int, int>>, std::set<std::pair<int, int>>>;

Judged judged(Vault const& world, Registry const& registry)
{
    Judged found;
    auto& [applied, refused, asked, passed] = found;
    for (auto const& [id, made] : world.all()) {
        if (registry.is_applied(made.hash))
            applied.insert(id);
        if (registry.is_turned_down(made.hash))
            refused.insert(id);
    }
    for (auto const& contest : registry.fork())
        asked.emplace(world.id_of(contest.followed), world.id_of(contest.aside));
    for (auto const& one : registry.passed_over())
        passed.emplace(world.id_of(one.held), world.id_of(one.act));
    return found;
}

enum class Given : std::uint8_t { Before, After };

std::unique_ptr<Registry> restarted(
    Vault const& world, Registry const& former, std::vector<int> const& order, Given given)
{
    auto registry = world.empty_registry();
    auto const give = [&] {
        registry->hold(former.held());
        registry->refuse(former.refused());
        registry->leave_aside(former.left_aside());
    };
    if (given == Given::Before)
        give();
    for (auto const id : order)
        (void)registry->add(world.made(id).carried);
    if (given == Given::After)
        give();
    return registry;
}

void stays_in_every_order(Vault const& world, Registry const& registry, std::vector<int> acts)
{
    auto const before = judged(world, registry);
    std::ranges::sort(acts);
    bool is_other = true;
    while (is_other) {
        auto order = acts;
        order.insert(order.begin(), {1, 2});
        for (auto const given : {Given::Before, Given::After}) {
            if (judged(world, *restarted(world, registry, order, given)) == before)
                continue;
            std::string ids;
            for (auto const id : order)
                ids += " " + std::to_string(id);
            BOOST_ERROR("another state after a restart with" + ids);
        }
        is_other = std::ranges::next_permutation(acts).found;
    }
}

/// Every order in which the acts come, every choice of the first contest and of the one after it.
void is_the_same_after_every_restart(Vault const& world, std::vector<int> const& acts)
{
    auto live = acts;
    std::ranges::sort(live);
    bool is_other = true;
    while (is_other) {
        for (int choices = 0; choices < 4; ++choices) {
            auto order = live;
            order.insert(order.begin(), {1, 2});
            auto const registry = world.registry(order);
            if (choices == 0)
                stays_in_every_order(world, *registry, acts);
            for (int step = 0; step < 2 && !registry->fork().empty(); ++step) {
                auto const contest = registry->fork().front();
                auto const holds = ((choices >> step) & 1) == 0 ? contest.followed : contest.aside;
                bool const may = !registry->would_leave_set(holds);
                BOOST_TEST(registry->resolve_fork(holds).has_value() == may);
                bool const is_aside =
                    std::ranges::find(registry->fork(), holds, &Contest::aside) != registry->fork().end();
                BOOST_TEST(!(may && (is_aside || registry->is_turned_down(holds))));
                stays_in_every_order(world, *registry, acts);
            }
        }
        is_other = std::ranges::next_permutation(live).found;
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_fork)

BOOST_AUTO_TEST_CASE(officers_who_sign_twice_are_a_fork_and_the_state_held_stays)
{
    Vault world;
    name_mayors(world, "AJ");
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
    name_mayors(world, "AJ");
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

BOOST_AUTO_TEST_CASE(of_three_acts_that_exclude_each_other_the_state_is_the_same_after_every_restart)
{
    Vault world;
    name_mayors(world, "AJK");
    is_the_same_after_every_restart(world, {3, 4, 5});
}

BOOST_AUTO_TEST_CASE(of_four_acts_of_which_one_stands_on_another_the_state_is_the_same_after_every_restart)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    world.act(4, "S1", {2}, "[['recovery', 'S2']]");
    world.act(5, "S1", {3}, "[['mayor', 'J']]");
    world.act(6, "S1", {2}, "[['mayor', 'K']]");
    is_the_same_after_every_restart(world, {3, 4, 5, 6});
}

BOOST_AUTO_TEST_CASE(of_first_sets_the_state_is_the_same_after_every_restart)
{
    Vault world;
    world.act(3, "F", {1}, "[['recovery', 'S2']]");
    world.act(4, "F", {1}, "[['recovery', 'S2'], ['visa']]");
    world.act(5, "S1", {2}, "[['mayor', 'A']]");
    is_the_same_after_every_restart(world, {3, 4, 5});
}

BOOST_AUTO_TEST_CASE(what_a_person_chose_is_followed_whichever_of_three_came_before)
{
    for (auto const& order : {std::vector{1, 2, 3, 4, 5}, std::vector{1, 2, 3, 5, 4}}) {
        Vault world;
        name_mayors(world, "AJK");
        auto const registry = world.registry(order);
        BOOST_TEST(registry->fork().size() == 2U);
        BOOST_REQUIRE(registry->resolve_fork(world.made(4).hash).has_value());
        BOOST_TEST(registry->is_applied(world.made(4).hash));
        // The third was known, and nobody has decided about it.
        BOOST_REQUIRE(registry->fork().size() == 1U);
        BOOST_TEST((registry->fork()[0].followed == world.made(4).hash));
        BOOST_TEST((registry->fork()[0].aside == world.made(5).hash));
        BOOST_TEST(registry->passed_over().empty());
        // Once it is chosen, what was chosen before shields nothing.
        BOOST_REQUIRE(registry->resolve_fork(world.made(5).hash).has_value());
        BOOST_TEST(registry->fork().empty());
        BOOST_TEST((registry->held() == std::vector{world.made(5).hash}));
    }
}

BOOST_AUTO_TEST_CASE(attack_34_a_former_founder_asks_once)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A'], ['member-out', 'F']]");
    world.act(4, "F", {1}, "[['recovery', 'S2']]");
    auto const registry = world.registry();
    BOOST_REQUIRE(registry->fork().size() == 1U);
    BOOST_REQUIRE(registry->resolve_fork(world.made(2).hash).has_value());
    auto const before = world.summary(*registry)["members"].dump();
    // The next day, and the one after.
    for (int id = 5; id < 8; ++id) {
        auto set = world.set_op("S2");
        set.recovery.bytes[0] ^= static_cast<std::uint8_t>(id);
        auto const added = registry->add(world.act_of(id, "F", {1}, {set}).carried);
        BOOST_TEST((added.status == AddStatus::Aside));
        BOOST_TEST(registry->fork().empty());
        BOOST_TEST(registry->passed_over().size() == static_cast<std::size_t>(id - 4));
        BOOST_TEST((registry->passed_over().back().act == world.made(id).hash));
        BOOST_TEST(registry->is_turned_down(world.made(id).hash));
        BOOST_TEST(!registry->is_turned_down(world.made(3).hash));
        BOOST_TEST(world.summary(*registry)["members"].dump() == before);
    }
    stays_in_every_order(world, *registry, {3, 4, 5, 6, 7});
}

BOOST_AUTO_TEST_CASE(an_act_that_was_chosen_shields_no_other_act_of_its_author)
{
    Vault world;
    name_mayors(world, "AJ");
    auto const registry = world.registry();
    BOOST_REQUIRE(registry->resolve_fork(world.made(3).hash).has_value());
    // On the one that was chosen, and excluded by another that has seen it too: nobody has decided about these.
    world.act(5, "S1", {3}, "[['mayor', 'K']]");
    world.act(6, "S1", {3}, "[['mayor', 'J']]");
    BOOST_TEST((registry->add(world.made(5).carried).status == AddStatus::Admitted));
    (void)registry->add(world.made(6).carried);
    BOOST_TEST(registry->passed_over().empty());
    BOOST_REQUIRE(registry->fork().size() == 1U);
    BOOST_TEST((registry->fork()[0].followed == world.made(5).hash));
    // Beside the one that was chosen there is no other, whoever signs it.
    world.act(7, "S1", {2}, "[['mayor', 'K']]");
    (void)registry->add(world.made(7).carried);
    BOOST_TEST(registry->fork().size() == 1U);
    BOOST_TEST(registry->passed_over().size() == 1U);
    // An honest act on what was chosen is followed as ever.
    BOOST_REQUIRE(registry->resolve_fork(world.made(5).hash).has_value());
    world.act(8, "S1", {5}, "[['mayor', 'J']]");
    BOOST_TEST((registry->add(world.made(8).carried).status == AddStatus::Admitted));
}

BOOST_AUTO_TEST_CASE(whoever_forks_at_the_foot_of_a_line_asks_once_for_all_of_it)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    world.act(4, "S1", {3}, "[['mayor', 'J']]");
    world.act(5, "S1", {2}, "[['mayor', 'K']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->fork().size() == 2U);
    BOOST_REQUIRE(registry->resolve_fork(world.made(3).hash).has_value());
    BOOST_TEST(registry->fork().empty());
    // Beside the second only.
    world.act(6, "S1", {3}, "[['mayor', 'K']]");
    (void)registry->add(world.made(6).carried);
    BOOST_TEST(registry->fork().empty());
    BOOST_TEST(registry->passed_over().size() == 1U);
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
