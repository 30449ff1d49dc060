#include "core/ledger/record_store.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "tests/core/ledger/record_world.hpp"
#include "tests/core/ledger/snapshot_payload.hpp"

using namespace huisclos;
using namespace huisclos::test;

BOOST_AUTO_TEST_SUITE(record_rights)

BOOST_AUTO_TEST_CASE(flaw_39_unknown_kinds_are_skipped_alone)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const before = encode_state(*store.find(made.record));
    auto const strange = raw_segment(
        a, {{static_cast<OpKind>(100), 1, {}, {}, {}, {}},
            {static_cast<OpKind>(200), 1, Bytes(3), {}, Bytes(9), {}},
            {OpKind::Set, 1, to_bytes(made.record.view()), {}, Bytes(40), {}},
            {OpKind::Set, 1, Bytes(15), {}, Bytes(40), {}},
            {OpKind::Shred, 1, to_bytes(made.record.view()), {}, Bytes(1), {}},
            {OpKind::Log, 1, {}, {}, {}, {}}});
    auto const after = a.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 22, number(4)); });
    give_all(store, {strange, after});
    BOOST_TEST((status_of(store, strange, 0) == OpStatus::Wrong));
    BOOST_TEST((status_of(store, strange, 1) == OpStatus::Ignored));
    BOOST_TEST((status_of(store, strange, 2) == OpStatus::Wrong));
    BOOST_TEST((status_of(store, strange, 3) == OpStatus::Wrong));
    BOOST_TEST((status_of(store, strange, 4) == OpStatus::Rights));
    BOOST_TEST((status_of(store, strange, 5) == OpStatus::Wrong));
    BOOST_TEST((encode_state(*store.find(made.record)) != before));
    BOOST_TEST((numbers(store, made.record, Space::Field, 22) == Numbers{4}));
    BOOST_TEST((store.read_only() == ReadOnlyReason::None));
    // Only newer rules make the client read and not write; the same op is then one to read later.
    world.authority.rules_in_force = k_known_rules + 1;
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, strange, 0) == OpStatus::Upgrade));
    BOOST_TEST((store.read_only() == ReadOnlyReason::NewerRules));
}

BOOST_AUTO_TEST_CASE(what_this_version_does_not_apply_makes_it_read_only)
{
    World world;
    Device manager(world, member(1), 4);
    Device writer(world, member(2), 3);
    Made const made(manager);
    auto store = world.reader();
    give_all(store, {made.segment});
    CborWriter adopt;
    adopt.map(1).key(1).array(1).id(OpId{{5}});
    auto const cid = to_bytes(world.cid.view());
    auto const refused = raw_segment(writer, {{OpKind::Adopt, 1, cid, {}, adopt.view(), {}}});
    auto const misplaced =
        raw_segment(manager, {{OpKind::Adopt, 1, to_bytes(made.record.view()), {}, adopt.view(), {}}});
    give_all(store, {refused, misplaced});
    BOOST_TEST((status_of(store, refused, 0) == OpStatus::Rights));
    BOOST_TEST((status_of(store, misplaced, 0) == OpStatus::Wrong));
    BOOST_TEST((store.read_only() == ReadOnlyReason::None));
    CborWriter freeze;
    freeze.map(1).key(1).bytes(Bytes(crypto::k_seal_overhead + 256));
    auto const frozen =
        raw_segment(manager, {{OpKind::Freeze, 1, to_bytes(made.record.view()), {}, freeze.view(), {}}});
    give_all(store, {frozen});
    BOOST_TEST((status_of(store, frozen, 0) == OpStatus::Unreadable));
    BOOST_TEST((store.read_only() == ReadOnlyReason::FrozenRecord));
    auto const adopted = raw_segment(manager, {{OpKind::Adopt, 1, cid, {}, adopt.view(), {}}});
    give_all(store, {adopted});
    BOOST_TEST((store.read_only() == ReadOnlyReason::AdoptedOps));
    world.authority.base = true;
    BOOST_TEST((store.read_only() == ReadOnlyReason::Base));
}

/// A cache that this version does not use: neither an error nor a bar to writing.
BOOST_AUTO_TEST_CASE(a_snapshot_is_passed_over_and_what_comes_after_it_is_folded)
{
    World world;
    Device manager(world, member(1), 4);
    Made const made(manager);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const cid = to_bytes(world.cid.view());
    auto const snapshot = raw_segment(
        manager,
        {{OpKind::Snapshot, 1, cid, {}, snapshot_payload(), {}}, {OpKind::Snapshot, 1, cid, {}, Bytes(3), {}}});
    auto const after =
        manager.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 22, number(4)); });
    give_all(store, {snapshot, after});
    BOOST_TEST((status_of(store, snapshot, 0) == OpStatus::Snapshot));
    BOOST_TEST((status_of(store, snapshot, 1) == OpStatus::Wrong));
    BOOST_TEST((store.read_only() == ReadOnlyReason::None));
    BOOST_TEST((numbers(store, made.record, Space::Field, 22) == Numbers{4}));
}

BOOST_AUTO_TEST_CASE(rights_of_contributors_and_of_the_named_referent)
{
    World world;
    world.authority.rules_in_force = 1;
    Device coordonnateur(world, member(1), 4);
    Device membre(world, member(2), 2);
    Device referent(world, member(3), 2);
    world.authority.by_member[membre.member] = role(2, 4);
    world.authority.by_member[referent.member] = role(3, 3);
    auto store = world.reader();
    Made const situation(coordonnateur);
    Made const own(membre, TestNatures::k_signalement);
    Made const forbidden(membre, TestNatures::k_situation);
    give_all(store, {situation.segment, own.segment, forbidden.segment});
    BOOST_TEST(store.find(own.record)->exists());
    BOOST_TEST(!store.find(forbidden.record)->exists());
    auto const not_his =
        membre.write([&](RecordWriter& writer) { writer.set(handle(store, situation.record), 20, number(1)); });
    auto const answer = membre.write([&](RecordWriter& writer) {
        writer.append(handle(store, situation.record), 63, number(1));
        writer.append(handle(store, situation.record), 64, number(1));
    });
    auto const action =
        referent.write([&](RecordWriter& writer) { writer.add(handle(store, situation.record), 27, number(1)); });
    give_all(store, {not_his, answer, action});
    BOOST_TEST((status_of(store, not_his, 0) == OpStatus::Rights));
    BOOST_TEST((status_of(store, answer, 0) == OpStatus::Folded));
    BOOST_TEST((status_of(store, answer, 1) == OpStatus::Rights));
    BOOST_TEST((status_of(store, action, 0) == OpStatus::Rights));
    // He cannot name himself; once the coordonnateur named him, he may, and stays heard when another is named.
    CborWriter him;
    him.id(referent.member);
    auto const by_himself =
        referent.write([&](RecordWriter& writer) { writer.set(handle(store, situation.record), 26, him.view()); });
    give_all(store, {by_himself});
    BOOST_TEST((status_of(store, by_himself, 0) == OpStatus::Rights));
    auto const naming =
        coordonnateur.write([&](RecordWriter& writer) { writer.set(handle(store, situation.record), 26, him.view()); });
    give_all(store, {naming});
    BOOST_TEST((status_of(store, action, 0) == OpStatus::Folded));
    CborWriter other;
    other.id(member(9));
    auto const renaming = coordonnateur.write(
        [&](RecordWriter& writer) { writer.set(handle(store, situation.record), 26, other.view()); });
    give_all(store, {renaming});
    BOOST_TEST((status_of(store, action, 0) == OpStatus::Folded));
    // An own signalement does not become a situation.
    auto const disguise =
        membre.write([&](RecordWriter& writer) { writer.set(handle(store, own.record), k_type_field, number(7)); });
    give_all(store, {disguise});
    BOOST_TEST((status_of(store, disguise, 0) == OpStatus::Rights));
    BOOST_TEST(store.find(own.record)->type() == 6u);
    // A coordonnateur may change the type; what its author wrote before keeps its effect.
    auto const retyped = coordonnateur.write(
        [&](RecordWriter& writer) { writer.set(handle(store, own.record), k_type_field, number(7)); });
    give_all(store, {retyped});
    BOOST_TEST(store.find(own.record)->type() == 7u);
    BOOST_TEST((status_of(store, own.segment, 2) == OpStatus::Folded));
    auto fresh = world.reader();
    give_all(
        fresh, {retyped, disguise, renaming, naming, by_himself, action, answer, not_his, forbidden.segment,
                own.segment, situation.segment});
    BOOST_TEST((picture(fresh) == picture(store)));
}

BOOST_AUTO_TEST_CASE(what_was_cut_is_told_from_what_was_never_allowed)
{
    World world;
    world.authority.rules_in_force = 1;
    Device membre(world, member(2), 2);
    Made const late(membre, TestNatures::k_signalement);
    Made const forbidden(membre, TestNatures::k_situation);
    world.authority.by_member[membre.member] = {Standing::Outside, {}, {{2, 4}}};
    auto store = world.reader();
    give_all(store, {late.segment, forbidden.segment});
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST((status_of(store, late.segment, i) == OpStatus::Cut));
        BOOST_TEST((status_of(store, forbidden.segment, i) == OpStatus::Rights));
    }
}

BOOST_AUTO_TEST_CASE(a_type_that_was_cut_undoes_nothing)
{
    World world;
    world.authority.rules_in_force = 1;
    Device membre(world, member(2), 2);
    world.authority.by_member[membre.member] = role(2, 4);
    Made const own(membre, TestNatures::k_signalement);
    auto store = world.reader();
    give_all(store, {own.segment});
    auto const after_removal =
        membre.write([&](RecordWriter& writer) { writer.set(handle(store, own.record), k_type_field, number(7)); });
    world.authority.by_segment[after_removal.sealed.bh] = {Standing::Outside, {}, {{4, 2}}};
    give_all(store, {after_removal});
    BOOST_TEST((status_of(store, after_removal, 0) == OpStatus::Cut));
    BOOST_TEST((status_of(store, own.segment, 0) == OpStatus::Folded));
    BOOST_TEST(store.find(own.record)->type() == 6u);
}

BOOST_AUTO_TEST_CASE(one_identity_over_two_records)
{
    // Odd, and a member can only do it to himself: what must hold is that every reader sees the same.
    World world;
    Device a(world, member(1), 4);
    Made const one(a);
    Made const two(a);
    auto store = world.reader();
    give_all(store, {one.segment, two.segment});
    auto const original =
        a.write([&](RecordWriter& writer) { writer.append(handle(store, one.record), 30, number(1)); });
    Device second(world, a.member);
    SegmentDraft draft{
        .address = {second.id, world.cid, 1},
        .eid = crypto::epoch_id(crypto::commit_to(world.secret.view(), world.cid))};
    OpDraft const shred{OpKind::Shred, 1, to_bytes(two.record.view()), {}, {}, op_id(original.sealed.bh, 0)};
    draft.ops = std::span(&shred, 1);
    auto sealed = seal_segment(world.vault, draft, second.key, world.secret.view());
    Published const again{second.id, 1, std::move(*sealed)};
    give_all(store, {again});
    BOOST_TEST((store.find(two.record)->life() == Life::Shredded));
    give_all(store, {original});
    BOOST_TEST((status_of(store, again, 0) == OpStatus::Repeated));
    BOOST_TEST((store.find(two.record)->life() == Life::Live));
    BOOST_TEST((numbers(store, two.record, Space::Field, 20) == Numbers{5}));
    // The registry takes the original's effect and gives it back.
    auto const before = picture(store);
    world.authority.by_segment[original.sealed.bh] = role(1);
    store.registry_changed();
    store.update();
    BOOST_TEST((store.find(two.record)->life() == Life::Shredded));
    world.authority.by_segment.clear();
    store.registry_changed();
    store.update();
    BOOST_TEST((numbers(store, two.record, Space::Field, 20) == Numbers{5}));
    BOOST_TEST((picture(store) == before));
    auto fresh = world.reader();
    give_all(fresh, {original, again, two.segment, one.segment});
    BOOST_TEST((picture(fresh) == before));
}

BOOST_AUTO_TEST_CASE(a_stolen_identity_in_another_record_is_void_once_the_original_is_known)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const one(a);
    Made const two(b);
    auto store = world.reader();
    give_all(store, {one.segment, two.segment});
    auto const original =
        a.write([&](RecordWriter& writer) { writer.append(handle(store, one.record), 30, number(1)); });
    auto const nonce = fresh_nonce();
    OpDraft const stolen{
        OpKind::Append,
        1,
        to_bytes(two.record.view()),
        {},
        encrypt_inner(two.key.view(), two.record, {b.id, 2, 0, nonce}, encode_field_value(30, number(2))),
        op_id(original.sealed.bh, 0)};
    SegmentDraft const draft{
        .address = {b.id, world.cid, 2},
        .eid = crypto::epoch_id(crypto::commit_to(world.secret.view(), world.cid)),
        .prev = b.prev,
        .back = b.back,
        .nonce = nonce,
        .ops = std::span(&stolen, 1)};
    auto sealed = seal_segment(world.vault, draft, b.key, world.secret.view());
    Published const segment{b.id, 2, std::move(*sealed)};
    give_all(store, {segment});
    BOOST_TEST((numbers(store, two.record, Space::Journal, 30) == Numbers{2}));
    give_all(store, {original});
    BOOST_TEST((status_of(store, segment, 0) == OpStatus::Wrong));
    BOOST_TEST(numbers(store, two.record, Space::Journal, 30).empty());
    BOOST_TEST((numbers(store, one.record, Space::Journal, 30) == Numbers{1}));
}

BOOST_AUTO_TEST_CASE(an_attach_replaces_nothing_by_itself)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    Bytes const file_key(32, 4);
    AttachPayload attach;
    attach.field = 40;
    attach.key = file_key;
    attach.names = {ObjectName{{1}}};
    auto const attach_over = [&](std::vector<OpId> over) {
        auto const nonce = fresh_nonce();
        OpDraft const op{
            OpKind::Attach,
            1,
            to_bytes(made.record.view()),
            std::move(over),
            encrypt_inner(made.key.view(), made.record, {a.id, a.seq + 1, 0, nonce}, encode_attach(attach)),
            {}};
        SegmentDraft const draft{
            .address = {a.id, world.cid, a.seq + 1},
            .eid = crypto::epoch_id(crypto::commit_to(world.secret.view(), world.cid)),
            .prev = a.prev,
            .back = a.back,
            .nonce = nonce,
            .ops = std::span(&op, 1)};
        auto sealed = seal_segment(world.vault, draft, a.key, world.secret.view());
        ++a.seq;
        a.prev = sealed->bh;
        a.back = {sealed->name};
        return Published{a.id, a.seq, std::move(*sealed)};
    };
    auto store = world.reader();
    auto const first = attach_over({});
    auto const second = attach_over({op_id(first.sealed.bh, 0)});
    give_all(store, {made.segment, first, second});
    BOOST_TEST((status_of(store, first, 0) == OpStatus::Folded));
    BOOST_TEST((status_of(store, second, 0) == OpStatus::Wrong));
}

BOOST_AUTO_TEST_CASE(epochs_and_marks_that_are_not_known_yet)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto const eid = crypto::epoch_id(crypto::commit_to(world.secret.view(), world.cid));
    world.authority.epochs[eid] = false;
    auto store = world.reader();
    give_all(store, {made.segment});
    BOOST_TEST((status_of(store, made.segment, 0) == OpStatus::WaitsEpoch));
    BOOST_TEST(store.records().empty());
    world.authority.epochs[eid] = true;
    world.authority.by_member[a.member] = {Standing::Waits, {}, {}};
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, made.segment, 0) == OpStatus::WaitsMark));
    world.authority.by_member[a.member] = role(3);
    // One more segment of the device: what waited for a mark is asked again without any change of the registry.
    auto const more =
        a.write([&](RecordWriter& writer) { writer.set({made.record, made.key.view(), nullptr}, 30, number(1)); });
    give_all(store, {more});
    BOOST_TEST((status_of(store, made.segment, 0) == OpStatus::Folded));
    BOOST_TEST((numbers(store, made.record, Space::Field, 30) == Numbers{1}));
}

BOOST_AUTO_TEST_CASE(a_second_epoch_and_a_reader_who_gets_its_key_late)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto const next = crypto::random_secret(32);
    world.add_epoch(next);
    a.epoch_secret = next.view();
    auto const later =
        a.write([&](RecordWriter& writer) { writer.set({made.record, made.key.view(), nullptr}, 21, number(6)); });
    auto store = world.reader();
    BOOST_TEST((give(store, made.segment).outcome == Admission::Accepted));
    auto const report = give(store, later);
    BOOST_TEST((report.outcome == Admission::Pending && report.code == ErrorCode::NoKey));
    store.update();
    BOOST_TEST(store.find(made.record)->at(Space::Field, 21).empty());
    store.add_key(next.clone());
    store.update();
    BOOST_TEST((numbers(store, made.record, Space::Field, 21) == Numbers{6}));
}

BOOST_AUTO_TEST_SUITE_END()
