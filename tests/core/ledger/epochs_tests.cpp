// Write epochs with bases, hist, and which keys a rotation carries.

#include "core/ledger/epochs_hist.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "tests/core/ledger/hist_walk.hpp"
#include "tests/core/ledger/registry_world.hpp"
#include "tests/core/ledger/snapshot_payload.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using testing::walk_hist;

namespace {

class EpochsVault : public RegistryWorld {
public:
    EpochsVault() { add_prologue(); }

    [[nodiscard]] EpochId eid(std::string const& key_name, std::string const& compartment) const
    {
        return crypto::epoch_id(commit(key_name, compartment));
    }
    /// A rotation of c1 that carries these keys.
    [[nodiscard]] RotateOp rotation(std::string const& key_name, std::vector<std::string> const& carried) const
    {
        RotateOp op{cid("c1"), commit(key_name, "c1"), {}, {}};
        for (auto const& name : carried)
            op.hist.push_back(make_hist(vault(), cid("c1"), secret(key_name).view(), secret(name).view()));
        return op;
    }
    /// Keys held, whose secrets live as long as this vault.
    [[nodiscard]] std::vector<HeldKey> held(std::vector<std::string> const& names)
    {
        std::vector<HeldKey> keys;
        for (auto const& name : names) {
            m_secrets.push_back(std::make_unique<SecretBytes>(secret(name)));
            keys.push_back({eid(name, "c1"), m_secrets.back()->view()});
        }
        return keys;
    }

private:
    std::vector<std::unique_ptr<SecretBytes>> m_secrets{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(epochs)

BOOST_AUTO_TEST_CASE(the_published_hist_is_reproduced_and_opened)
{
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") != "hist")
            continue;
        auto const key = support::hex_of(object, "key");
        auto const plain = support::hex_of(object, "plain");
        auto const vault = support::id_of<VaultId>(object, "vault_id");
        auto const cid = support::id_of<CompartmentId>(object, "cid");
        HistEntry const entry{support::id_of<EpochId>(object, "id"), support::hex_of(object, "bytes")};
        crypto::Context const context{
            .type = crypto::ObjectType::Hist, .vault = vault, .cid = cid.bytes, .id = entry.eid.bytes};
        BOOST_TEST(
            crypto::make_envelope_with_salt(key, context, plain, support::hex_of(object, "salt")) == entry.envelope);
        auto const opened = open_hist(vault, cid, key, entry);
        BOOST_REQUIRE(opened.has_value());
        BOOST_TEST(to_bytes(opened->view()) == plain);
        BOOST_TEST((make_hist(vault, cid, key, plain).eid == entry.eid));
        return;
    }
    BOOST_FAIL("no hist in the vectors");
}

BOOST_AUTO_TEST_CASE(flaw_37_a_hist_that_lies_opens_nothing_is_carried_again_and_changes_no_state)
{
    EpochsVault world;
    auto lying = world.rotation("k3", {"#1/c1"});
    // The envelope is good, but carries another key than it says.
    crypto::Context const context{
        .type = crypto::ObjectType::Hist,
        .vault = world.vault(),
        .cid = world.cid("c1").bytes,
        .id = lying.hist[0].eid.bytes};
    lying.hist[0].envelope = crypto::make_envelope(world.secret("k3").view(), context, world.secret("another").view());
    world.act_of(3, "A", {2}, {lying});
    auto const registry = world.registry();
    auto const walk = walk_hist(*registry, world.cid("c1"), world.held({"k3"}));
    BOOST_TEST(walk.found.empty());
    BOOST_TEST(walk.lies == 1u);
    auto const carried = keys_to_carry(*registry, world.cid("c1"), world.held({"#1/c1", "k3"}));
    BOOST_TEST((carried == std::vector{world.eid("k3", "c1"), world.eid("#1/c1", "c1")}));
    // Whether an epoch holds depends on the acts alone.
    BOOST_TEST((registry->write_epoch(world.cid("c1"))->commit == world.commit("k3", "c1")));
}

BOOST_AUTO_TEST_CASE(a_key_leads_back_through_all_that_came_before)
{
    EpochsVault world;
    world.act_of(3, "A", {2}, {world.rotation("k3", {"#1/c1"})});
    world.act_of(4, "J", {3}, {world.rotation("k4", {"k3"})});
    auto const registry = world.registry();
    auto const walk = walk_hist(*registry, world.cid("c1"), world.held({"k4"}));
    BOOST_TEST(walk.found.size() == 2u);
    BOOST_TEST(walk.found.contains(world.eid("k3", "c1")));
    BOOST_TEST(walk.found.contains(world.eid("#1/c1", "c1")));
    BOOST_TEST(walk.lies == 0u);
    // An older key leads nowhere further.
    BOOST_TEST(walk_hist(*registry, world.cid("c1"), world.held({"k3"})).found.size() == 1u);
    BOOST_TEST(walk_hist(*registry, world.cid("c1"), world.held({"#1/c1"})).found.empty());
}

BOOST_AUTO_TEST_CASE(flaw_19_a_rotation_carries_also_the_keys_of_rotations_beside_or_without_effect)
{
    EpochsVault world;
    // Two rotations beside each other: only one is the write epoch, and no hist of it leads to the other.
    world.act_of(3, "A", {2}, {world.rotation("k3", {"#1/c1"})});
    world.act_of(4, "J", {2}, {world.rotation("k4", {"#1/c1"})});
    auto const both = world.registry();
    auto const carried = keys_to_carry(*both, world.cid("c1"), world.held({"#1/c1", "k3", "k4"}));
    BOOST_TEST((carried == std::vector{world.eid("k4", "c1"), world.eid("k3", "c1")}));
    // Only what is held can be carried.
    BOOST_TEST((keys_to_carry(*both, world.cid("c1"), world.held({"k4"})) == std::vector{world.eid("k4", "c1")}));
    // A later joiner, given the next key, opens everything.
    world.act_of(5, "A", {3, 4}, {world.rotation("k5", {"k4", "k3"})});
    BOOST_TEST(walk_hist(*world.registry(), world.cid("c1"), world.held({"k5"})).found.size() == 3u);
    BOOST_TEST(
        (keys_to_carry(*world.registry(), world.cid("c1"), world.held({"#1/c1", "k3", "k4", "k5"})) ==
         std::vector{world.eid("k5", "c1")}));
}

BOOST_AUTO_TEST_CASE(flaw_12_no_key_older_than_a_base_is_carried)
{
    EpochsVault world;
    auto base = world.rotation("base", {});
    base.base = test::snapshot_payload();
    world.act_of(3, "F", {2}, {base});
    // Beside the base, by somebody who has not seen it.
    world.act_of(4, "A", {2}, {world.rotation("beside", {"#1/c1"})});
    auto const registry = world.registry();
    auto const c1 = world.cid("c1");
    // It is an epoch, but not the one to write under: it has no base in its past.
    BOOST_TEST(registry->state().epochs(c1).size() == 3u);
    BOOST_TEST((registry->write_epoch(c1)->commit == world.commit("base", "c1")));
    BOOST_TEST((
        keys_to_carry(*registry, c1, world.held({"#1/c1", "beside", "base"})) == std::vector{world.eid("base", "c1")}));
    world.act_of(5, "A", {3, 4}, {world.rotation("after", {"base"})});
    auto const after = world.registry();
    BOOST_TEST((after->write_epoch(c1)->commit == world.commit("after", "c1")));
    auto const walk = walk_hist(*after, c1, world.held({"after"}));
    BOOST_TEST(walk.found.size() == 1u);
    BOOST_TEST(walk.found.contains(world.eid("base", "c1")));
}

BOOST_AUTO_TEST_CASE(flaw_13_a_base_is_of_rank_0)
{
    EpochsVault world;
    auto base = world.rotation("base", {});
    base.base = test::snapshot_payload();
    world.act_of(3, "A", {2}, {base});
    auto const registry = world.registry();
    BOOST_TEST(registry->state().epochs(world.cid("c1")).size() == 1u);
    BOOST_REQUIRE(registry->ops_without_effect().size() == 1u);
    BOOST_TEST((registry->ops_without_effect()[0].skips[0].code == ErrorCode::Rights));
    BOOST_TEST((registry->ops_without_effect()[0].skips[0].reason == SkipReason::MayorOnly));
    // And never in the registry's own compartment.
    world.act_of(4, "F", {3}, {RotateOp{k_dir, world.commit("d", "DIR"), {}, test::snapshot_payload()}});
    BOOST_TEST(world.registry()->state().epochs(k_dir).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_key_is_good_again_for_nobody)
{
    EpochsVault world;
    // The same key signed again does not become good: it went to M already.
    world.act(3, "A", {2}, "[['member-out', 'M'], ['rotate', 'DIR', 'd3']]");
    world.act(4, "J", {2}, "[['rotate', 'c1', 'given']]");
    world.act(5, "J", {3, 4}, "[['rotate', 'c1', 'given']]");
    BOOST_TEST(world.registry()->is_halted(world.cid("c1")));
    world.act(6, "J", {5}, "[['rotate', 'c1', 'fresh']]");
    BOOST_TEST((world.registry()->write_epoch(world.cid("c1"))->commit == world.commit("fresh", "c1")));
}

BOOST_AUTO_TEST_CASE(a_device_out_halts_what_its_owner_reads_until_a_rotation_that_saw_it)
{
    EpochsVault world;
    world.act(3, "A", {2}, "[['device-out', 'X', 0]]");
    auto const registry = world.registry();
    BOOST_TEST(registry->is_halted(world.cid("c1")));
    BOOST_TEST(registry->is_halted(world.cid("c2")));
    BOOST_TEST(registry->is_halted(k_dir));
    world.act(4, "J", {2}, "[['rotate', 'c2', 'unseen']]");
    BOOST_TEST(world.registry()->is_halted(world.cid("c2")));
    world.act(5, "J", {3, 4}, "[['rotate', 'c2', 'seen']]");
    BOOST_TEST((world.registry()->write_epoch(world.cid("c2"))->commit == world.commit("seen", "c2")));
}

BOOST_AUTO_TEST_SUITE_END()
