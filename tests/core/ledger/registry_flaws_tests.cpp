// What must not be possible to somebody removed, junior, or signing on an old past. Each test is named after the flaw
// of an earlier draft of the protocol that it keeps out.

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/registry_vault.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

/// One op of each kind that could matter, for somebody who signs what he may not.
std::vector<std::string> one_of_each_kind()
{
    return {
        "[['member', 'N'], ['role', 'N', 'c1', 4]]",
        "[['member-out', 'X']]",
        "[['member-out', 'J']]",
        "[['device-out', 'X', 0]]",
        "[['rank', 'M', 9]]",
        "[['rank', 'K', null]]",
        "[['compartment', 'c9'], ['role', 'X', 'c9', 4]]",
        "[['role', 'X', 'c1', 4]]",
        "[['role', 'M', 'c1', 0]]",
        "[['rotate', 'c1', 'stolen'], ['rotate', 'DIR', 'stolen']]",
        "[['policy', 'rules', 9]]",
        "[['policy', 'store', 9]]",
        "[['recovery', 'S2']]",
        "[['mayor', 'X']]"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_flaws)

BOOST_AUTO_TEST_CASE(flaw_17_the_write_epoch_is_not_one_that_the_removed_knows)
{
    // X is removed with a rotation; beside it somebody who has not seen that rotates too, and gives X his key.
    for (std::string const beside : {"F", "J"}) {
        Vault world;
        world.act(3, "A", {2}, "[['member-out', 'X'], ['rotate', 'DIR', 'dir3'], ['rotate', 'c1', 'clean']]");
        world.act(4, beside, {2}, "[['rotate', 'c1', 'given-to-X']]");
        BOOST_TEST(world.write_key("c1") == "clean");
        auto const registry = world.registry();
        BOOST_TEST(registry->key_went_to(world.cid("c1"), world.commit("given-to-X", "c1"), world.member("X")));
        BOOST_TEST(
            (registry->who_left(world.cid("c1"), world.commit("given-to-X", "c1")) == std::vector{world.member("X")}));
        // Whoever has seen both may go on under a new key.
        world.act(5, "J", {3, 4}, "[['rotate', 'c1', 'next']]");
        BOOST_TEST(world.write_key("c1") == "next");
    }
}

BOOST_AUTO_TEST_CASE(flaw_18_who_was_added_by_an_op_without_effect_holds_no_write_key)
{
    Vault world;
    world.act(3, "J", {2}, "[['member', 'N'], ['role', 'N', 'c2', 2]]");
    BOOST_TEST(world.write_key("c2") == "#1/c2");
    world.act(4, "F", {2}, "[['rank', 'J', null]]");
    auto const registry = world.registry();
    BOOST_TEST(!registry->is_applied(world.made(3).hash));
    BOOST_TEST(registry->state().member(world.member("N")) == nullptr);
    BOOST_TEST(registry->is_halted(world.cid("c2")));
    BOOST_TEST(registry->is_halted(k_dir));
    // DIR goes on under its last epoch; the act that gave keys away is shown in heads.
    BOOST_TEST((registry->directory_epoch().commit == world.commit("#1/DIR", "DIR")));
    BOOST_TEST((registry->shadows() == std::vector{world.made(3).hash}));
    world.act(5, "F", {4}, "[['rotate', 'c2', 'new2'], ['rotate', 'c1', 'new1'], ['rotate', 'DIR', 'newd']]");
    BOOST_TEST(world.write_key("c2") == "new2");
    BOOST_TEST(world.write_key("DIR") == "newd");
    BOOST_TEST(world.registry()->shadows().empty());
}

BOOST_AUTO_TEST_CASE(flaw_28_the_officers_change_the_mayor_and_their_set)
{
    Vault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    BOOST_TEST((world.registry()->state().holder_of(0)->id == world.member("A")));
    BOOST_TEST(world.registry()->state().member(world.member("F"))->rank == k_no_rank);
    world.act(4, "S1", {3}, "[['recovery', 'S2']]");
    BOOST_TEST((world.registry()->state().recovery_set()->id == world.set_op("S2").set_id()));
    world.act(5, "S2", {4}, "[['mayor', 'J']]");
    BOOST_TEST((world.registry()->state().holder_of(0)->id == world.member("J")));
    // The former set is not even admissible after its replacement.
    world.act(6, "S1", {4}, "[['mayor', 'X']]");
    BOOST_TEST(!world.registry()->is_admissible(world.made(6).hash));
}

BOOST_AUTO_TEST_CASE(flaw_29_who_was_removed_or_lowered_signs_on_an_old_past_in_vain)
{
    for (std::string const end : {"[['member-out', 'A']]", "[['rank', 'A', null]]"}) {
        for (auto const& ops : one_of_each_kind()) {
            for (int const past : {1, 2}) {
                Vault world;
                world.act(3, "F", {2}, end.c_str());
                auto const before = world.effects();
                world.act(4, "A", {past}, ops.c_str());
                auto const registry = world.registry();
                BOOST_TEST_CONTEXT(end << " " << ops << " on " << past)
                {
                    BOOST_TEST(registry->is_admissible(world.made(4).hash));
                    BOOST_TEST(!registry->is_applied(world.made(4).hash));
                    BOOST_TEST(world.effects(*registry).dump() == before.dump());
                    BOOST_TEST(registry->acts_without_effect().size() == 1u);
                }
                // Nor with the help of somebody of his rank or below.
                world.act(5, "J", {4}, "[['visa']]");
                BOOST_TEST(world.effects().dump() == before.dump());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(flaw_29_a_lowered_person_acts_in_the_rank_he_has_left)
{
    Vault world;
    world.act(3, "F", {2}, "[['rank', 'A', 4]]");
    auto const before = world.effects();
    world.act(4, "A", {2}, "[['rank', 'J', null]]");
    BOOST_TEST(world.effects().dump() == before.dump());
    world.act(5, "A", {3}, "[['rank', 'M', 5]]");
    BOOST_TEST(world.registry()->state().member(world.member("M"))->rank == 5);
}

BOOST_AUTO_TEST_CASE(flaw_29_a_replaced_set_signs_on_an_old_past_in_vain)
{
    for (auto const& ops : one_of_each_kind()) {
        if (ops.find("recovery") != std::string::npos)
            continue;  // Two replacements beside each other are a contest: registry_fork_tests.cpp.
        Vault world;
        world.act(3, "S1", {2}, "[['recovery', 'S2']]");
        auto const before = world.effects();
        world.act(4, "S1", {2}, ops.c_str());
        BOOST_TEST_CONTEXT(ops)
        {
            auto const registry = world.registry();
            BOOST_TEST(registry->fork().empty());
            BOOST_TEST(!registry->is_applied(world.made(4).hash));
            BOOST_TEST(world.effects(*registry).dump() == before.dump());
            // Also beside an act of the later set.
            world.act(5, "S2", {3}, "[['mayor', 'J']]");
            auto const later = world.registry();
            BOOST_TEST(later->fork().empty());
            BOOST_TEST((later->state().holder_of(0)->id == world.member("J")));
            BOOST_TEST(!later->is_applied(world.made(4).hash));
        }
    }
}

BOOST_AUTO_TEST_CASE(flaw_30_a_junior_does_nothing_to_a_senior)
{
    Vault world;
    world.act(3, "F", {2}, "[['member', 'N'], ['rank', 'N', 15]]");
    auto const before = world.effects();
    world.act(
        4, "N", {3},
        "[['member-out', 'K'], ['device-out', 'K', 0], ['rank', 'K', null], ['rank', 'K', 15],"
        " ['role', 'K', 'c1', 0], ['role', 'N', 'c1', 4], ['rank', 'M', 4], ['member-out', 'N'],"
        " ['rank', 'N', 4], ['mayor', 'N'], ['recovery', 'S2'], ['policy', 'rules', 3], ['rotate', 'c1', 'his']]");
    auto const registry = world.registry();
    auto const skips = skips_of(*registry, world.made(4).hash);
    BOOST_TEST(skips.size() == 13u);
    for (auto const& skip : skips)
        BOOST_TEST((skip.code == ErrorCode::Rights), "op " << skip.op_index);
    BOOST_TEST(world.effects(*registry).dump() == before.dump());
    // He may do what his rank allows: own device, own members.
    world.act(5, "N", {4}, "[['device-out', 'N', 0], ['member', 'P'], ['member-out', 'P']]");
    auto const after = world.registry();
    BOOST_TEST(skips_of(*after, world.made(5).hash).empty());
    BOOST_TEST(after->state().member(world.member("P"))->is_out());
}

BOOST_AUTO_TEST_CASE(flaw_31_of_mutual_removals_the_senior_one_holds_for_all_readers)
{
    std::vector<std::string> const ranked{"F", "A", "J", "K"};
    for (std::size_t senior = 0; senior < ranked.size(); ++senior) {
        for (std::size_t junior = 0; junior < ranked.size(); ++junior) {
            if (senior == junior)
                continue;
            Vault world;
            world.act(3, ranked[senior], {2}, ("[['member-out', '" + ranked[junior] + "']]").c_str());
            world.act(4, ranked[junior], {2}, ("[['member-out', '" + ranked[senior] + "']]").c_str());
            auto const one = world.registry({1, 2, 3, 4});
            auto const other = world.registry({1, 2, 4, 3});
            BOOST_TEST(world.effects(*one).dump() == world.effects(*other).dump());
            auto const& first = senior < junior ? ranked[senior] : ranked[junior];
            auto const& second = senior < junior ? ranked[junior] : ranked[senior];
            BOOST_TEST(!one->state().member(world.member(first))->is_out());
            BOOST_TEST(one->state().member(world.member(second))->is_out());
        }
    }
}

BOOST_AUTO_TEST_CASE(flaw_31_a_removal_does_not_confirm_or_undo_itself)
{
    Vault world;
    // A removes J; J, who has not seen it, promotes M; M removes A. Nothing of it stands.
    world.act(3, "A", {2}, "[['member-out', 'J']]");
    world.act(4, "J", {2}, "[['rank', 'M', 5]]");
    world.act(5, "M", {4}, "[['member-out', 'X']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->state().member(world.member("J"))->is_out());
    BOOST_TEST(registry->state().member(world.member("M"))->rank == k_no_rank);
    BOOST_TEST(!registry->state().member(world.member("X"))->is_out());
    BOOST_TEST(registry->acts_without_effect().size() == 2u);
}

BOOST_AUTO_TEST_CASE(flaw_32_a_void_op_does_not_wake_later)
{
    Vault world;
    world.act(3, "J", {2}, "[['member-out', 'A']]");
    world.act(4, "F", {3}, "[['rank', 'A', 9]]");
    auto const registry = world.registry();
    BOOST_TEST(!registry->state().member(world.member("A"))->is_out());
    BOOST_TEST((skips_of(*registry, world.made(3).hash).at(0).reason == SkipReason::Senior));
    // Signed again, it holds.
    world.act(5, "J", {4}, "[['member-out', 'A']]");
    BOOST_TEST(world.registry()->state().member(world.member("A"))->is_out());
}

BOOST_AUTO_TEST_CASE(flaw_33_rank_0_is_not_left_or_taken_without_the_officers)
{
    Vault world;
    world.act(
        3, "F", {2},
        "[['member-out', 'F'], ['rank', 'F', null], ['rank', 'F', 5], ['mayor', 'A'], ['recovery', 'S2']]");
    world.act(4, "A", {3}, "[['member-out', 'F'], ['rank', 'F', null], ['mayor', 'A'], ['rank', 'A', null]]");
    auto const registry = world.registry();
    BOOST_TEST((registry->state().holder_of(0)->id == world.member("F")));
    BOOST_TEST(skips_of(*registry, world.made(3).hash).size() == 5u);
    BOOST_TEST(skips_of(*registry, world.made(4).hash).size() == 4u);
    for (auto const& skip : skips_of(*registry, world.made(4).hash))
        BOOST_TEST((skip.code == ErrorCode::Rights));
    // The officers may.
    world.act(5, "S1", {4}, "[['mayor', 'J']]");
    BOOST_TEST((world.registry()->state().holder_of(0)->id == world.member("J")));
}

BOOST_AUTO_TEST_CASE(flaw_35_an_id_has_one_content)
{
    Vault world;
    world.act(3, "A", {2}, "[['member', 'F'], ['member', 'A'], ['member', 'M']]");
    auto const registry = world.registry();
    auto const skips = skips_of(*registry, world.made(3).hash);
    BOOST_REQUIRE(skips.size() == 3u);
    for (auto const& skip : skips)
        BOOST_TEST((skip.reason == SkipReason::AlreadyKnown));
    // Somebody else's device: nothing happens to its owner.
    auto const his = RegistryWorld::device(world.member("K"), 0);
    world.act_of(4, "A", {3}, {DeviceOutOp{world.member("M"), his, {}}});
    auto const after = world.registry();
    BOOST_TEST(after->state().member(world.member("K"))->devices_out.empty());
    BOOST_TEST((after->write_epoch(world.cid("c2")) != nullptr));
    // A set under another key has another id, so that the officers in force keep theirs.
    auto copied = world.set_op("S1");
    copied.signer = world.key("X").public_key();
    BOOST_TEST((copied.set_id() != world.set_op("S1").set_id()));
}

BOOST_AUTO_TEST_CASE(flaw_36_nobody_becomes_a_reader_by_making_what_exists)
{
    Vault world;
    auto const c2 = world.cid("c2");
    CompartmentOp copy{world.registry()->state().compartment(c2)->shape};
    world.act_of(
        3, "K", {2},
        {copy, RoleOp{world.member("K"), c2, 4, 2, {}}, RotateOp{c2, world.commit("stolen", "c2"), {}, {}}});
    auto const registry = world.registry();
    BOOST_TEST(world.role("K", "c2") == 0);
    BOOST_TEST(registry->state().epochs(c2).size() == 1u);
    BOOST_TEST(skips_of(*registry, world.made(3).hash).size() == 2u);
    // Nor by making one's own again after one's role in it has ended.
    world.act(4, "A", {2}, "[['compartment', 'c3'], ['role', 'A', 'c3', 4], ['rotate', 'c3', 'k3']]");
    world.act(5, "F", {4}, "[['role', 'A', 'c3', 0]]");
    world.act(6, "A", {5}, "[['compartment', 'c3'], ['role', 'A', 'c3', 4], ['rotate', 'c3', 'again']]");
    BOOST_TEST(world.role("A", "c3") == 0);
    BOOST_TEST(skips_of(*world.registry(), world.made(6).hash).size() == 3u);
}

BOOST_AUTO_TEST_CASE(flaw_57_who_may_not_read_any_more_makes_no_write_epoch)
{
    Vault world;
    world.act(3, "A", {2}, "[['role', 'J', 'c1', 0], ['rotate', 'c1', 'clean']]");
    world.act(4, "J", {2}, "[['rotate', 'c1', 'his-beside']]");
    world.act(5, "J", {3}, "[['rotate', 'c1', 'his-after']]");
    auto const registry = world.registry();
    BOOST_TEST(registry->state().epochs(world.cid("c1")).size() == 2u);
    BOOST_TEST(world.write_key("c1") == "clean");
    BOOST_TEST((skips_of(*registry, world.made(5).hash).at(0).reason == SkipReason::AuthorDoesNotRead));
}

BOOST_AUTO_TEST_CASE(flaw_58_a_junior_does_not_move_the_store)
{
    Vault world;
    world.act_of(3, "J", {2}, {PolicyOp{.store_url = "https://elsewhere.example/"}});
    world.act_of(4, "A", {3}, {PolicyOp{.store_url = "https://store.example/"}});
    world.act_of(5, "K", {4}, {PolicyOp{.rules = 4, .store_token = "jeton"}});
    auto const registry = world.registry();
    BOOST_TEST(registry->state().policy().store_url == "https://store.example/");
    BOOST_TEST(registry->state().policy().store_token == "jeton");
    BOOST_TEST(registry->state().policy().rules == 0u);
    BOOST_TEST(skips_of(*registry, world.made(3).hash).at(0).refused_fields == 1u << 4);
    BOOST_TEST(skips_of(*registry, world.made(5).hash).at(0).refused_fields == 1u << 0);
}

BOOST_AUTO_TEST_SUITE_END()
