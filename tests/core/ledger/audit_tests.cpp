#include "core/ledger/audit.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "tests/core/ledger/registry_world.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

constexpr std::int64_t k_now = 1'700'000'000'000 + 200 * k_ms_per_day;

class AuditVault : public RegistryWorld {
public:
    AuditVault() { add_prologue(); }

    [[nodiscard]] AuditReport report(Registry const& registry, CardsByMember cards = {}) const
    {
        AuditInput input;
        input.registry = &registry;
        input.cards = std::move(cards);
        input.now = {k_now};
        input.period = 24'300;
        return audit(input);
    }
    [[nodiscard]] SignedCard card(std::string const& name, std::vector<CardDevice> devices) const
    {
        Card card;
        card.identity = key(name).public_key();
        card.devices = std::move(devices);
        card.inbox_key = crypto::KemKey::generate().public_key();
        return sign_card(card, key(name), vault());
    }
};

crypto::SigningKey device_key(std::uint8_t first)
{
    return crypto::SigningKey::from_seed(ByteArray<32>{first});
}

bool lists(std::vector<MemberDevice> const& devices, MemberId const& member, DeviceId const& device)
{
    return devices.size() == 1 && devices[0].member == member && devices[0].device == device;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_report)

BOOST_AUTO_TEST_CASE(a_quiet_vault_has_nothing_waiting)
{
    AuditVault world;
    world.act_of(3, "F", {2}, {LogKeyOp{24'000, {}}});
    auto const registry = world.registry();
    auto const report = world.report(*registry);
    BOOST_TEST(report.halted.empty());
    BOOST_TEST(report.without_key.empty());
    BOOST_TEST(report.acts_without_effect.empty());
    BOOST_TEST(report.ops_without_effect.empty());
    BOOST_TEST(report.few_readers.empty());
    BOOST_TEST(report.to_see.empty());
    BOOST_TEST(report.contests.empty());
    BOOST_TEST(!report.no_recovery_set);
    BOOST_TEST(!report.one_ranked_only);
    BOOST_TEST(!report.no_log_key);
}

BOOST_AUTO_TEST_CASE(a_new_vault_has_no_set_no_log_key_and_one_ranked_person)
{
    RegistryWorld world;
    auto const registry = world.empty_registry();
    AuditInput input;
    input.registry = registry.get();
    auto const report = audit(input);
    BOOST_TEST(report.no_recovery_set);
    BOOST_TEST(report.no_log_key);
    BOOST_TEST(report.one_ranked_only);
}

BOOST_AUTO_TEST_CASE(a_halted_compartment_names_who_left_and_who_can_end_it)
{
    AuditVault world;
    world.act(3, "A", {2}, "[['member-out', 'X'], ['rotate', 'DIR', 'd'], ['rotate', 'c1', 'k']]");
    auto const registry = world.registry();
    auto const report = world.report(*registry);
    BOOST_REQUIRE(report.halted.size() == 1u);
    BOOST_TEST((report.halted[0].cid == world.cid("c2")));
    BOOST_TEST((report.halted[0].left == std::vector{world.member("X")}));
    auto const& who = ranked_readers(registry->state(), world.cid("c2"));
    BOOST_TEST(who.size() == 2u);
    BOOST_TEST((std::ranges::find(who, world.member("F")) != who.end()));
    // A's act waits for the mayor's visa.
    BOOST_TEST((report.to_see == std::vector{world.made(3).hash}));
    world.act(4, "F", {3}, "[['visa']]");
    auto const seen = world.registry();
    BOOST_TEST(world.report(*seen).to_see.empty());
}

BOOST_AUTO_TEST_CASE(flaw_18_a_halted_directory_and_acts_without_effect_are_listed)
{
    AuditVault world;
    world.act(3, "J", {2}, "[['member', 'N']]");
    world.act(4, "F", {2}, "[['rank', 'J', null]]");
    auto const registry = world.registry();
    auto const report = world.report(*registry);
    BOOST_TEST((std::ranges::find(report.halted, k_dir, &HaltedCompartment::cid) != report.halted.end()));
    BOOST_REQUIRE(report.acts_without_effect.size() == 1u);
    BOOST_TEST((report.acts_without_effect[0].hash == world.made(3).hash));
    BOOST_TEST((report.acts_without_effect[0].why == NoEffect::AuthorLowered));
}

BOOST_AUTO_TEST_CASE(a_reader_given_his_role_beside_a_rotation_has_no_key)
{
    AuditVault world;
    world.act(3, "A", {2}, "[['rotate', 'c1', 'new']]");
    world.act(4, "F", {2}, "[['member', 'N'], ['role', 'N', 'c1', 2]]");
    auto const registry = world.registry();
    auto const report = world.report(*registry);
    BOOST_REQUIRE(report.without_key.size() == 1u);
    BOOST_TEST((report.without_key[0].cid == world.cid("c1")));
    BOOST_TEST((report.without_key[0].reader == target_of(world.member("N"))));
    // His role has to be signed again: no act that saw both says that he reads it.
    BOOST_TEST(!report.without_key[0].may_be_granted);
}

BOOST_AUTO_TEST_CASE(with_the_grants_known_whoever_is_in_none_is_listed_with_the_reason)
{
    AuditVault world;
    auto const registry = world.registry();
    auto const card_m = world.card("M", {});
    AuditInput input;
    input.registry = registry.get();
    input.cards = {{world.member("M"), {&card_m}}};
    input.known_grants.emplace();
    auto const c2 = world.cid("c2");
    auto const commit = registry->write_epoch(c2)->commit;
    for (std::string const name : {"F", "J"})
        input.known_grants->insert({c2, commit, target_of(world.member(name))});
    auto const report = audit(input);
    std::vector<ReaderWithoutKey> in_c2;
    std::ranges::copy_if(report.without_key, std::back_inserter(in_c2), [&](auto const& one) { return one.cid == c2; });
    BOOST_REQUIRE(in_c2.size() == 2u);
    BOOST_TEST((in_c2[0].reader == target_of(world.member("X"))));
    BOOST_TEST((in_c2[0].lack == KeyLack::NoCard));
    BOOST_TEST((in_c2[1].reader == target_of(world.set_op("S1").set_id())));
    auto const m = std::ranges::find(report.without_key, target_of(world.member("M")), &ReaderWithoutKey::reader);
    BOOST_REQUIRE((m != report.without_key.end()));
    BOOST_TEST((m->lack == KeyLack::NotGranted));
    BOOST_TEST(m->may_be_granted);
}

BOOST_AUTO_TEST_CASE(devices_out_marked_and_silent_are_told_apart)
{
    AuditVault world;
    auto const first = device_key(1);
    auto const second = device_key(2);
    auto const m = world.member("M");
    auto const id_of_first = crypto::device_id(m, first.public_key());
    auto const id_of_second = crypto::device_id(m, second.public_key());
    auto const in_use =
        world.card("M", {{first.public_key(), DeviceState::InUse}, {second.public_key(), DeviceState::InUse}});
    auto const one_lost =
        world.card("M", {{first.public_key(), DeviceState::Lost}, {second.public_key(), DeviceState::InUse}});
    auto const registry = world.registry();
    auto report = world.report(*registry, {{m, {&one_lost}}});
    BOOST_TEST(lists(report.marked_not_out, m, id_of_first));
    BOOST_TEST(report.out_not_marked.empty());

    world.act_of(3, "A", {2}, {DeviceOutOp{m, id_of_first, {}}});
    auto const after = world.registry();
    report = world.report(*after, {{m, {&in_use}}});
    BOOST_TEST(lists(report.out_not_marked, m, id_of_first));
    BOOST_TEST(world.report(*after, {{m, {&one_lost}}}).out_not_marked.empty());

    AuditInput input;
    input.registry = after.get();
    input.cards = {{m, {&one_lost}}};
    input.now = {k_now};
    input.last_heard = {{id_of_first, {0}}, {id_of_second, {k_now - 91 * k_ms_per_day}}};
    BOOST_TEST(lists(audit(input).silent_devices, m, id_of_second));
    input.last_heard[id_of_second] = {k_now - 90 * k_ms_per_day};
    BOOST_TEST(audit(input).silent_devices.empty());
}

BOOST_AUTO_TEST_CASE(old_epochs_few_readers_and_texts_not_accepted_are_listed)
{
    AuditVault world;
    PolicyOp policy;
    policy.epoch_days = 150;
    policy.texts = std::vector<TextInForce>{{1, 1, crypto::text_hash("charte")}};
    CompartmentOp const alone{{2, GroupId{{7}}, 3, CompartmentSalt{{7}}}};
    auto const cid = compartment_id(alone.shape, world.author("F"));
    world.act_of(3, "F", {2}, {policy, alone, RoleOp{world.member("F"), cid, 4, 1, {}}});
    auto const registry = world.registry();
    auto card = world.card("M", {}).card;
    card.acceptances = {{AcceptedText::Charter, 1, crypto::text_hash("charte"), {}}};
    auto const accepted = sign_card(card, world.key("M"), world.vault());
    auto const report = world.report(*registry, {{world.member("M"), {&accepted}}});
    BOOST_TEST((report.few_readers == std::vector{cid}));
    // Made without a first key: halted from the start.
    BOOST_TEST((std::ranges::find(report.halted, cid, &HaltedCompartment::cid) != report.halted.end()));
    BOOST_TEST(report.old_epochs.size() == 3u);
    BOOST_TEST(report.old_epochs[0].age_days == 200u);
    BOOST_TEST(report.without_texts.size() == registry->state().members().size() - 1);
    BOOST_TEST((std::ranges::find(report.without_texts, world.member("M")) == report.without_texts.end()));
}

BOOST_AUTO_TEST_CASE(flaw_16_an_auditor_who_left_is_listed_until_a_log_key_follows)
{
    for (bool const goes_out : {false, true}) {
        AuditVault world;
        auto const m = world.member("M");
        world.act_of(3, "F", {2}, {LogKeyOp{24'000, {}}, RoleOp{m, k_log, 1, 7, {}}});
        auto const before = world.registry();
        BOOST_TEST(world.report(*before).left_log.empty());
        if (goes_out)
            world.act_of(4, "F", {3}, {MemberOutOp{m, {}, {}}});
        else
            world.act_of(4, "F", {3}, {RoleOp{m, k_log, 0, 7, {}}});
        auto const after = world.registry();
        BOOST_TEST((world.report(*after).left_log == std::vector{m}));
        world.act_of(5, "F", {4}, {LogKeyOp{24'300, {}}});
        auto const done = world.registry();
        BOOST_TEST(world.report(*done).left_log.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_contest_is_listed)
{
    AuditVault world;
    world.act(3, "S1", {2}, "[['mayor', 'A']]");
    world.act(4, "S1", {2}, "[['mayor', 'J']]");
    auto const registry = world.registry();
    BOOST_TEST(world.report(*registry).contests.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
