// Records under the real registry: acts, marks and roles decide what the ops of a chain become.

#include "core/ledger/record_registry.hpp"

#include <boost/test/unit_test.hpp>

#include "core/domain/fields.hpp"
#include "tests/core/ledger/record_world.hpp"
#include "tests/core/ledger/registry_world.hpp"

using namespace huisclos;
using namespace huisclos::test;

namespace {

/// The small vault of the registry tests, with chains in its compartment c1: F, A role 4, J, K, M role 3, X role 2.
struct RecordRegistryVault {
    RegistryWorld registry_world{};
    World world{};
    RegistryAuthority authority{RegistryState{}};
    CouncilNatures natures{};
    int last_act{2};

    RecordRegistryVault()
    {
        registry_world.add_prologue();
        world.vault = registry_world.vault();
        world.cid = registry_world.cid("c1");
        world.secret = RegistryWorld::secret("#1/c1");
        apply();
    }

    void apply() { authority.set_state(registry_world.registry()->state()); }
    [[nodiscard]] Device device(std::string const& name) { return Device(world, registry_world.member(name)); }
    [[nodiscard]] MemberId member(std::string const& name) const { return registry_world.member(name); }

    void act(std::string const& author, std::vector<ActOp> ops)
    {
        registry_world.act_of(last_act + 1, author, HistoryJson::array({last_act}), std::move(ops));
        ++last_act;
        apply();
    }
    [[nodiscard]] RoleOp role_op(
        std::string const& name, std::uint8_t its_role, std::vector<Published> const& marked) const
    {
        auto const marks = std::make_shared<std::vector<Mark>>();
        for (auto const& one : marked)
            marks->push_back({one.device, world.cid, one.seq, one.sealed.bh, one.sealed.name});
        return {member(name), world.cid, its_role, 4, marks};
    }
};

/// A store that the registry of the vault judges.
struct JudgedStore final : RecordStore {
    explicit JudgedStore(RecordRegistryVault const& vault)
        : RecordStore(vault.world.vault, vault.world.cid, vault.authority, vault.world.directory, vault.natures)
    {
        add_key(vault.world.secret.clone());
    }
};

struct Sheet {
    SecretBytes key{crypto::random_secret(32)};
    RecordId record{};
    Published segment{};

    explicit Sheet(Device& device)
    {
        segment = device.write([&](RecordWriter& writer) {
            record = writer.create(key.view());
            writer.set({record, key.view(), nullptr}, 20, number(5));
        });
    }
    [[nodiscard]] RecordHandle handle() const { return {record, key.view(), nullptr}; }
};

OpStatus status_of(RecordStore const& store, Published const& segment)
{
    auto const* op = store.find_op(op_id(segment.sealed.bh, 0));
    BOOST_REQUIRE(op != nullptr);
    return op->status;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(record_registry)

BOOST_AUTO_TEST_CASE(flaw_05_a_lowered_role_keeps_what_was_seen_and_nothing_later)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    Sheet const sheet(m);
    auto const seen = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(1)); });
    auto const unseen = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 22, number(2)); });
    m.clock -= 10'000'000'000;
    auto const back_dated = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 23, number(3)); });
    JudgedStore store(vault);
    give_all(store, {sheet.segment, seen, unseen, back_dated});
    BOOST_TEST((status_of(store, back_dated) == OpStatus::Folded));  // allowed while nothing ends it
    vault.act("A", {vault.role_op("M", 1, {seen})});
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::Folded));
    BOOST_TEST((status_of(store, seen) == OpStatus::Folded));
    BOOST_TEST((status_of(store, unseen) == OpStatus::Cut));
    BOOST_TEST((status_of(store, back_dated) == OpStatus::Cut));
    // Another device of his, on a chain that the signer never saw: quarantine from its first segment.
    auto second = vault.device("M");
    auto const elsewhere = second.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 24, number(4)); });
    give_all(store, {elsewhere});
    BOOST_TEST((status_of(store, elsewhere) == OpStatus::Cut));
    JudgedStore fresh(vault);
    give_all(fresh, {elsewhere, back_dated, unseen, seen, sheet.segment});
    BOOST_TEST((picture(fresh) == picture(store)));
}

BOOST_AUTO_TEST_CASE(flaw_06_a_raise_wakes_nothing)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    auto x = vault.device("X");
    Sheet const sheet(m);
    auto const early = x.write([&](RecordWriter& writer) { writer.shred(sheet.handle()); });
    JudgedStore store(vault);
    give_all(store, {sheet.segment, early});
    BOOST_TEST((status_of(store, early) == OpStatus::Rights));
    vault.act("A", {vault.role_op("X", 4, {early})});
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, early) == OpStatus::Rights));
    BOOST_TEST((store.find(sheet.record)->life() == Life::Live));
    auto const late = x.write([&](RecordWriter& writer) { writer.shred(sheet.handle()); });
    give_all(store, {late});
    BOOST_TEST((status_of(store, late) == OpStatus::Folded));
    BOOST_TEST((store.find(sheet.record)->life() == Life::Shredded));
}

BOOST_AUTO_TEST_CASE(flaw_06_a_role_that_comes_back_wakes_nothing)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    Sheet const sheet(m);
    vault.act("A", {vault.role_op("M", 1, {sheet.segment})});
    auto const between = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(1)); });
    JudgedStore store(vault);
    give_all(store, {sheet.segment, between});
    BOOST_TEST((status_of(store, between) == OpStatus::Cut));
    vault.act("A", {vault.role_op("M", 3, {between})});
    auto const after = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 22, number(2)); });
    store.registry_changed();
    give_all(store, {after});
    BOOST_TEST((status_of(store, between) == OpStatus::Cut));
    BOOST_TEST((status_of(store, after) == OpStatus::Folded));
}

BOOST_AUTO_TEST_CASE(flaw_08_marks_with_unknown_bodies_hide_nothing_for_ever)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    Sheet const sheet(m);
    auto invented = sheet.segment;
    invented.seq = 5;
    invented.sealed.bh = BodyHash{{1, 2, 3}};
    auto const next = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(1)); });
    vault.act("A", {vault.role_op("M", 0, {invented})});
    JudgedStore store(vault);
    give_all(store, {sheet.segment, next});
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::WaitsMark));
    BOOST_TEST((status_of(store, next) == OpStatus::WaitsMark));
    BOOST_TEST(store.anomalies().size() == 3u);  // shown
}

BOOST_AUTO_TEST_CASE(a_mark_whose_segment_comes_later_is_asked_again)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    Sheet const sheet(m);
    auto const marked = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(1)); });
    auto const above = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 22, number(2)); });
    vault.act("A", {vault.role_op("M", 0, {marked})});
    JudgedStore store(vault);
    give_all(store, {sheet.segment});
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::WaitsMark));
    give_all(store, {marked});
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::Folded));
    BOOST_TEST((status_of(store, marked) == OpStatus::Folded));
    give_all(store, {above});
    BOOST_TEST((status_of(store, above) == OpStatus::Cut));
}

BOOST_AUTO_TEST_CASE(a_member_who_is_out_writes_nothing_more)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    auto a = vault.device("A");
    Sheet const sheet(m);
    auto const late = m.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(1)); });
    auto const marks = std::make_shared<std::vector<Mark>>(std::vector<Mark>{
        {sheet.segment.device, vault.world.cid, 1, sheet.segment.sealed.bh, sheet.segment.sealed.name}});
    vault.act("A", {MemberOutOp{vault.member("M"), marks, {}}});
    auto const colleague = a.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 21, number(2)); });
    JudgedStore store(vault);
    give_all(store, {late, colleague, sheet.segment});
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::Folded));
    BOOST_TEST((status_of(store, late) == OpStatus::Cut));
    BOOST_TEST((numbers(store, sheet.record, Space::Field, 21) == Numbers{2}));
}

BOOST_AUTO_TEST_CASE(only_rotations_make_epochs)
{
    RecordRegistryVault vault;
    auto m = vault.device("M");
    auto const invented = crypto::random_secret(32);
    m.epoch_secret = invented.view();
    Sheet const sheet(m);
    JudgedStore store(vault);
    store.add_key(invented.clone());
    give_all(store, {sheet.segment});
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::WaitsEpoch));
    auto const commitment = crypto::commit_to(invented.view(), vault.world.cid);
    vault.act("A", {RotateOp{vault.world.cid, commitment, {}, {}}});
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, sheet.segment) == OpStatus::Folded));
}

BOOST_AUTO_TEST_CASE(the_councils_numbers)
{
    using domain::RecordType;
    CouncilNatures const natures;
    auto const situation = static_cast<std::uint64_t>(RecordType::Situation);
    auto const signalement = static_cast<std::uint64_t>(RecordType::Signalement);
    BOOST_TEST((natures.nature_of(situation) == RecordNature::Situation));
    BOOST_TEST((natures.nature_of(signalement) == RecordNature::Signalement));
    BOOST_TEST((natures.nature_of(0) == RecordNature::Other));
    BOOST_TEST((natures.nature_of(1'000) == RecordNature::Other));
    BOOST_TEST(natures.names_member(situation, domain::field::k_referent));
    BOOST_TEST(!natures.names_member(signalement, domain::field::k_referent));
    BOOST_TEST(
        (natures.field_nature(situation, OpKind::Append, domain::field::k_reponses) == FieldNature::LiaisonAnswer));
    BOOST_TEST((natures.field_nature(situation, OpKind::Set, domain::field::k_reponses) == FieldNature::Other));
    BOOST_TEST((natures.field_nature(situation, OpKind::Add, domain::field::k_actions) == FieldNature::Action));
    BOOST_TEST((natures.field_nature(signalement, OpKind::Add, domain::field::k_actions) == FieldNature::Decision));
    BOOST_TEST((natures.field_nature(signalement, OpKind::Set, domain::field::k_statut) == FieldNature::Decision));
    BOOST_TEST((natures.field_nature(signalement, OpKind::Set, domain::field::k_nom) == FieldNature::Other));
}

BOOST_AUTO_TEST_CASE(cards_make_devices_known)
{
    auto const identity = crypto::SigningKey::generate();
    auto const first = crypto::SigningKey::generate();
    auto const second = crypto::SigningKey::generate();
    Card card;
    card.identity = identity.public_key();
    card.devices = {{first.public_key(), DeviceState::InUse}};
    CardDirectory directory;
    BOOST_TEST(directory.add(card));
    BOOST_TEST(!directory.add(card));
    card.devices = {{second.public_key(), DeviceState::Lost}};
    BOOST_TEST(directory.add(card));
    for (auto const* key : {&first, &second}) {
        auto const owner = directory.find_device(crypto::device_id(card.member(), key->public_key()));
        BOOST_REQUIRE(owner.has_value());
        BOOST_TEST((owner->member == card.member()));
        BOOST_TEST((owner->key == key->public_key()));
    }
    BOOST_TEST(!directory.find_device(DeviceId{}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
