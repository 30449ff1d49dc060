#include "core/ledger/act_builder.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "core/crypto/envelope.hpp"
#include "core/ledger/act_description.hpp"
#include "tests/core/ledger/hist_walk.hpp"
#include "tests/core/ledger/registry_world.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

class ActBuilderVault : public RegistryWorld {
public:
    ActBuilderVault() { add_prologue(); }

    [[nodiscard]] ActDraft draft(std::string const& name, std::vector<ActOp> wanted) const
    {
        return {
            .author = author(name),
            .wanted = std::move(wanted),
            .chain_ends = ends(),
            .back = {},
            .t = 1'700'000'000'001};
    }
    /// Signs what was prepared and gives the registry with it.
    [[nodiscard]] std::unique_ptr<Registry> signed_by(std::string const& name, PreparedAct const& prepared) const
    {
        auto now = registry();
        auto const result = now->add(sign_act(key(name), vault(), encode_act(prepared.act)));
        BOOST_REQUIRE((result.status == AddStatus::Admitted));
        return now;
    }
    [[nodiscard]] HeldKeys keys(std::vector<std::pair<std::string, std::string>> const& names)
    {
        HeldKeys held;
        for (auto const& [name, compartment] : names) {
            m_secrets.push_back(std::make_unique<SecretBytes>(secret(name)));
            held[cid(compartment)].push_back({crypto::epoch_id(commit(name, compartment)), m_secrets.back()->view()});
        }
        return held;
    }
    [[nodiscard]] std::vector<BranchEnd> ends() const
    {
        std::vector<BranchEnd> list;
        for (std::string const name : {"A", "M", "X"}) {
            for (int index = 0; index < 2; ++index) {
                for (auto const& where : {cid("c1"), cid("c2"), k_log}) {
                    auto const which = device(member(name), index);
                    list.push_back({member(name), {which, where, 6, StraightChains::bh(which, where, 6), {}}});
                }
            }
        }
        return list;
    }

private:
    std::vector<std::unique_ptr<SecretBytes>> m_secrets{};
};

std::vector<CompartmentId> sorted(std::vector<CompartmentId> list)
{
    std::ranges::sort(list);
    return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(act_builder)

BOOST_AUTO_TEST_CASE(a_removal_marks_every_chain_and_rotates_what_its_author_reads)
{
    ActBuilderVault world;
    auto const held = world.keys({{"#1/c1", "c1"}, {"#1/DIR", "DIR"}, {"root/DIR", "DIR"}});
    auto const prepared =
        prepare_act(*world.registry(), world.draft("A", {MemberOutOp{world.member("X"), {}, {}}}), held);
    BOOST_REQUIRE(prepared.has_value());
    // Two devices in two compartments; LOG is never marked.
    auto const& out = std::get<MemberOutOp>(prepared->act.ops.at(0));
    BOOST_TEST(out.marks->size() == 4u);
    // A reads c1 and the registry, not c2: that one halts, and J can end it.
    BOOST_TEST((sorted(prepared->rotated()) == sorted({world.cid("c1"), k_dir})));
    BOOST_REQUIRE(prepared->halted.size() == 1u);
    BOOST_TEST((prepared->halted[0].cid == world.cid("c2")));
    auto who_can = prepared->halted[0].who_can;
    BOOST_TEST(who_can.size() == 2u);
    BOOST_TEST((std::ranges::find(who_can, world.member("J")) != who_can.end()));
    BOOST_TEST(!prepared->needs_log_key);
    BOOST_TEST(prepared->preview.skips.empty());

    auto const registry = world.signed_by("A", *prepared);
    BOOST_TEST(registry->state().member(world.member("X"))->is_out());
    BOOST_TEST(registry->is_halted(world.cid("c2")));
    for (auto const& key : prepared->keys) {
        BOOST_TEST((crypto::commit_to(key.secret.view(), key.cid) == key.commit));
        BOOST_TEST((registry->write_epoch(key.cid)->commit == key.commit));
        // And the new key leads back to what came before.
        HeldKey const new_key{crypto::epoch_id(key.commit), key.secret.view()};
        auto const walk = testing::walk_hist(*registry, key.cid, std::span(&new_key, 1));
        BOOST_TEST(walk.found.size() == held.at(key.cid).size());
    }
}

/// Rotations apply after the other ops (docs/protocol.md 3.7): one who leaves gives no key to what he has left.
BOOST_AUTO_TEST_CASE(who_leaves_a_compartment_does_not_rotate_it_and_says_that_it_halts)
{
    ActBuilderVault world;
    auto const held = world.keys({{"#1/c1", "c1"}, {"#1/DIR", "DIR"}, {"root/DIR", "DIR"}});
    auto const leave = RoleOp{world.member("A"), world.cid("c1"), 0, 4, {}};
    auto const prepared =
        prepare_act(*world.registry(), world.draft("A", {leave, MemberOutOp{world.member("X"), {}, {}}}), held);
    BOOST_REQUIRE(prepared.has_value());
    BOOST_TEST((sorted(prepared->rotated()) == sorted({k_dir})));
    std::vector<CompartmentId> halted;
    for (auto const& one : prepared->halted)
        halted.push_back(one.cid);
    BOOST_TEST((sorted(halted) == sorted({world.cid("c1"), world.cid("c2")})));
    BOOST_TEST(prepared->preview.skips.empty());
    BOOST_TEST(world.signed_by("A", *prepared)->is_halted(world.cid("c1")));
}

BOOST_AUTO_TEST_CASE(what_an_act_ends_is_read_in_it_with_what_it_rotates)
{
    ActBuilderVault world;
    auto const registry = world.registry();
    auto const ended_by = [&](ActOp op) {
        auto prepared = prepare_act(*registry, world.draft("A", {std::move(op)}), {});
        BOOST_REQUIRE(prepared.has_value());
        return std::move(*prepared);
    };
    auto const cids_of = [](std::vector<EndedReading> const& readings) {
        std::vector<CompartmentId> cids;
        for (auto const& reading : readings)
            cids.push_back(reading.cid);
        return sorted(std::move(cids));
    };
    auto const removal = ended_by(MemberOutOp{world.member("X"), {}, {}});
    auto const ended = ended_readings(registry->state(), removal);
    BOOST_TEST((cids_of(ended) == sorted({world.cid("c1"), world.cid("c2"), k_dir})));
    for (auto const& reading : ended) {
        BOOST_TEST(reading.is_rotated == (reading.cid != world.cid("c2")));
        BOOST_TEST(reading.is_halted == (reading.cid == world.cid("c2")));
    }
    auto const device = ended_by(DeviceOutOp{world.member("M"), RegistryWorld::device(world.member("M"), 1), {}});
    BOOST_TEST((cids_of(ended_readings(registry->state(), device)) == sorted({world.cid("c1"), k_dir})));
    // A role that changes ends nothing.
    auto const lower = ended_by(RoleOp{world.member("M"), world.cid("c1"), 2, 4, {}});
    BOOST_TEST(ended_readings(registry->state(), lower).empty());

    // The same removal by a client that leaves the rotations out.
    PreparedAct cut;
    cut.act = removal.act;
    std::erase_if(cut.act.ops, [](ActOp const& op) { return std::holds_alternative<RotateOp>(op); });
    auto preview = registry->preview(cut.act);
    BOOST_REQUIRE(preview.has_value());
    cut.preview = std::move(*preview);
    auto const left = ended_readings(registry->state(), cut);
    BOOST_TEST(left.size() == 3U);
    BOOST_TEST(std::ranges::none_of(left, &EndedReading::is_rotated));
    BOOST_TEST(std::ranges::count_if(left, &EndedReading::is_halted) == 1);
}

/// docs/protocol.md 3.7: while DIR is halted, somebody who left holds the key that would seal the token.
BOOST_AUTO_TEST_CASE(a_new_store_token_while_the_registry_is_halted_rotates_it_in_the_same_act)
{
    ActBuilderVault world;
    PolicyOp token;
    token.store_token = "fresh";
    auto const before = prepare_act(*world.registry(), world.draft("A", {token}), {});
    BOOST_REQUIRE(before.has_value());
    BOOST_TEST(before->keys.empty());

    auto removal = prepare_act(*world.registry(), world.draft("A", {MemberOutOp{world.member("X"), {}, {}}}), {});
    BOOST_REQUIRE(removal.has_value());
    std::erase_if(removal->act.ops, [](ActOp const& op) { return std::holds_alternative<RotateOp>(op); });
    auto const halted = world.signed_by("A", *removal);
    BOOST_REQUIRE(halted->is_halted(k_dir));

    PolicyOp months;
    months.log_months = 12;
    auto const other = prepare_act(*halted, world.draft("F", {months}), {});
    BOOST_REQUIRE(other.has_value());
    BOOST_TEST(other->keys.empty());
    auto const held = world.keys({{"#1/DIR", "DIR"}, {"root/DIR", "DIR"}});
    auto const prepared = prepare_act(*halted, world.draft("A", {token}), held);
    BOOST_REQUIRE(prepared.has_value());
    BOOST_TEST((prepared->rotated() == std::vector{k_dir}));
    BOOST_TEST(prepared->preview.skips.empty());
    auto const twice = prepare_act(*halted, world.draft("A", {token, RotateOp{.cid = k_dir}}), held);
    BOOST_TEST((twice.value().rotated() == std::vector{k_dir}));
    BOOST_REQUIRE((
        halted->add(sign_act(world.key("A"), world.vault(), encode_act(prepared->act))).status == AddStatus::Admitted));
    BOOST_TEST(!halted->is_halted(k_dir));
    BOOST_TEST((halted->directory_epoch().commit == prepared->keys[0].commit));
    BOOST_TEST(halted->state().policy().store_token == "fresh");
}

BOOST_AUTO_TEST_CASE(a_lost_device_marks_its_own_chains_only)
{
    ActBuilderVault world;
    auto const lost = RegistryWorld::device(world.member("M"), 1);
    auto const prepared =
        prepare_act(*world.registry(), world.draft("A", {DeviceOutOp{world.member("M"), lost, {}}}), {});
    BOOST_REQUIRE(prepared.has_value());
    auto const& out = std::get<DeviceOutOp>(prepared->act.ops.at(0));
    BOOST_TEST(out.marks->size() == 2u);
    for (auto const& mark : *out.marks)
        BOOST_TEST((mark.device == lost));
    BOOST_TEST((sorted(prepared->rotated()) == sorted({world.cid("c1"), k_dir})));
    BOOST_TEST(prepared->halted.empty());
}

BOOST_AUTO_TEST_CASE(a_role_that_ends_rotates_one_that_changes_does_not)
{
    ActBuilderVault world;
    auto const member = world.member("M");
    auto const lower =
        prepare_act(*world.registry(), world.draft("A", {RoleOp{member, world.cid("c1"), 2, 4, {}}}), {});
    BOOST_TEST(lower.value().keys.empty());
    BOOST_TEST(std::get<RoleOp>(lower.value().act.ops.at(0)).marks->size() == 2u);
    auto const end = prepare_act(*world.registry(), world.draft("A", {RoleOp{member, world.cid("c1"), 0, 4, {}}}), {});
    BOOST_TEST((end.value().rotated() == std::vector{world.cid("c1")}));
    // A role on LOG that ends asks for a new log key, in the same act or later.
    world.act_of(3, "F", {2}, {RoleOp{member, k_log, 1, 7, {}}});
    auto const log = prepare_act(*world.registry(), world.draft("F", {RoleOp{member, k_log, 0, 7, {}}}), {});
    BOOST_TEST(log.value().needs_log_key);
    BOOST_TEST(log.value().keys.empty());
    auto const both =
        prepare_act(*world.registry(), world.draft("F", {RoleOp{member, k_log, 0, 7, {}}, LogKeyOp{24300, {}}}), {});
    BOOST_TEST(!both.value().needs_log_key);
}

BOOST_AUTO_TEST_CASE(a_new_compartment_gets_its_first_key_in_the_act_that_makes_it)
{
    ActBuilderVault world;
    CompartmentOp const made{{2, GroupId{{4}}, 3, CompartmentSalt{{4}}}};
    auto const cid = compartment_id(made.shape, world.author("A"));
    auto const prepared = prepare_act(
        *world.registry(),
        world.draft("A", {made, RoleOp{world.member("A"), cid, 4, 2, {}}, RoleOp{world.member("F"), cid, 4, 1, {}}}),
        {});
    BOOST_REQUIRE(prepared.has_value());
    BOOST_TEST((prepared->rotated() == std::vector{cid}));
    BOOST_TEST(prepared->preview.skips.empty());
    auto const registry = world.signed_by("A", *prepared);
    BOOST_TEST((registry->write_epoch(cid)->commit == prepared->keys[0].commit));
    BOOST_TEST(registry->write_epoch(cid)->op()->hist.empty());
}

BOOST_AUTO_TEST_CASE(what_an_act_was_signed_on_is_what_all_its_tips_give)
{
    ActBuilderVault world;
    world.act(3, "F", {2}, "[['rank', 'M', 5]]");
    world.act(4, "A", {2}, "[['rank', 'X', 7]]");
    world.act(5, "F", {3, 4}, "[['rank', 'M', 6], ['rank', 'X', 8]]");
    world.act(6, "F", {5}, "[['rank', 'M', 9]]");
    auto const registry = world.registry();
    auto const& act = *registry->act(world.made(5).hash);
    BOOST_REQUIRE(act.past.size() == 2u);
    auto const steps = registry->order().steps();
    auto const* const before = registry->state_after(act.past);
    BOOST_REQUIRE(before != nullptr);
    auto const ops = describe_act(*before, act, {});
    BOOST_REQUIRE(ops.size() == 2u);
    BOOST_TEST(int{ops[0].rank_before} == 5);
    BOOST_TEST(int{ops[1].rank_before} == 7);
    BOOST_TEST(int{describe_op(*before, act, 1).rank_before} == 7);
    // It was made when the act was let in.
    BOOST_TEST(registry->order().steps() == steps);
    ActHash const unknown{{9}};
    BOOST_TEST((registry->state_after({&unknown, 1}) == nullptr));
    BOOST_TEST((registry->state_after({}) == nullptr));
}

BOOST_AUTO_TEST_CASE(what_would_have_no_effect_is_said_before_it_is_signed)
{
    ActBuilderVault world;
    auto const prepared =
        prepare_act(*world.registry(), world.draft("J", {MemberOutOp{world.member("A"), {}, {}}}), {});
    BOOST_REQUIRE(prepared.has_value());
    auto const list = describe_act(world.registry()->state(), prepared->act, prepared->preview.skips);
    BOOST_REQUIRE(!list.empty());
    BOOST_TEST((list[0].kind == ActOpKind::MemberOut));
    BOOST_TEST(list[0].rank_before == 1);
    BOOST_TEST(list[0].loses.size() == 1u);
    BOOST_REQUIRE(list[0].skipped.has_value());
    BOOST_TEST((list[0].skipped->reason == SkipReason::Senior));
    // Who has no rank signs nothing, and an act without ops is none.
    BOOST_TEST((prepare_act(*world.registry(), world.draft("M", {VisaOp{}}), {}).error().code == ErrorCode::Rights));
    BOOST_TEST((prepare_act(*world.registry(), world.draft("A", {}), {}).error().code == ErrorCode::Input));
}

BOOST_AUTO_TEST_CASE(an_act_is_described_op_by_op)
{
    ActBuilderVault world;
    PolicyOp policy;
    policy.rules = 1;
    CompartmentOp const made{{2, GroupId{{4}}, 3, CompartmentSalt{{4}}}};
    auto const cid = compartment_id(made.shape, world.author("F"));
    auto const prepared = prepare_act(
        *world.registry(),
        world.draft(
            "F", {MemberOp{world.key("N").public_key(), {}}, RankOp{world.member("M"), std::uint8_t{6}}, made,
                  RoleOp{world.member("F"), cid, 4, 1, {}}, RoleOp{world.member("M"), world.cid("c1"), 0, 4, {}},
                  policy, LogKeyOp{24300, {}}, VisaOp{}}),
        {});
    BOOST_REQUIRE(prepared.has_value());
    auto const list = describe_act(world.registry()->state(), prepared->act, prepared->preview.skips);
    BOOST_REQUIRE(list.size() == prepared->act.ops.size());
    BOOST_TEST((*list[0].member == world.member("N")));
    BOOST_TEST(list[1].rank_before == k_no_rank);
    BOOST_TEST(list[1].rank_after == 6);
    BOOST_TEST((*list[2].cid == cid));
    BOOST_TEST(list[3].right_after.role == 4);
    BOOST_TEST(list[3].shape.value().class_number == 2u);
    BOOST_TEST(list[4].right_before.role == 3);
    BOOST_TEST((list[4].loses == std::vector{world.cid("c1")}));
    BOOST_TEST(list[5].policy.value().rules.value() == 1u);
    BOOST_TEST(list[6].period == 24300u);
    BOOST_TEST((list[7].kind == ActOpKind::Visa));
    BOOST_TEST((list[8].kind == ActOpKind::Rotate));
}

BOOST_AUTO_TEST_CASE(ten_thousand_branches_do_not_make_a_removal_too_long_to_be_sealed)
{
    ActBuilderVault world;
    auto draft = world.draft("A", {MemberOutOp{world.member("X"), {}, {}}, MemberOutOp{world.member("M"), {}, {}}});
    auto const device = ActBuilderVault::device(world.member("X"), 0);
    std::vector<BranchEnd> ends;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        BodyHash bh{};
        bh.bytes[0] = static_cast<std::uint8_t>(i);
        bh.bytes[1] = static_cast<std::uint8_t>(i >> 8);
        ends.push_back({world.member("X"), {device, world.cid("c1"), 6, bh, {}}});
    }
    // The branches come first; the other chains of X, and those of M, keep their marks.
    draft.chain_ends.insert(draft.chain_ends.begin(), ends.begin(), ends.end());
    auto const prepared = prepare_act(*world.registry(), draft, {});
    BOOST_REQUIRE(prepared.has_value());
    auto const& marks = *std::get<MemberOutOp>(prepared->act.ops.at(0)).marks;
    auto const& of_other = *std::get<MemberOutOp>(prepared->act.ops.at(1)).marks;
    BOOST_TEST(of_other.size() == 4u);
    BOOST_TEST(marks.size() == k_most_marks - 4u);
    std::set<std::pair<DeviceId, CompartmentId>> chains;
    for (auto const& mark : marks)
        chains.insert({mark.device, mark.cid});
    BOOST_TEST(chains.size() == 4u);
    auto const act = sign_act(world.key("A"), world.vault(), encode_act(prepared->act));
    BOOST_TEST(seal_act(Bytes(32, 1), world.vault(), act).has_value());
}

BOOST_AUTO_TEST_CASE(an_act_over_the_limit_is_an_error)
{
    ActBuilderVault world;
    SignedAct const act{Bytes(2'000'000, 1), {}};
    auto const sealed = seal_act(Bytes(32, 1), world.vault(), act);
    BOOST_REQUIRE(!sealed.has_value());
    BOOST_TEST((sealed.error().code == ErrorCode::Format));
}

BOOST_AUTO_TEST_SUITE_END()
