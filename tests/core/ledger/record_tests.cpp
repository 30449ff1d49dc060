#include "core/ledger/record_store.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using namespace huisclos::test;

BOOST_AUTO_TEST_SUITE(record)

BOOST_AUTO_TEST_CASE(a_record_is_made_and_read)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto store = world.reader();
    BOOST_TEST((give(store, made.segment).outcome == Admission::Accepted));
    auto const changed = store.update();
    BOOST_REQUIRE_EQUAL(changed.size(), 1u);
    BOOST_TEST((changed[0] == made.record));
    auto const* state = store.find(made.record);
    BOOST_REQUIRE(state != nullptr);
    BOOST_TEST(state->exists());
    BOOST_TEST((state->creator() == a.member));
    BOOST_TEST(state->type() == 7u);
    BOOST_TEST(state->last_value(20)->as_unsigned().value() == 5u);
    BOOST_TEST(same_bytes(store.record_key(made.record), made.key.view()));
    BOOST_TEST(store.anomalies().empty());
    BOOST_TEST((give(store, made.segment).outcome == Admission::Known));
    BOOST_TEST(store.update().empty());
}

BOOST_AUTO_TEST_CASE(flaw_10_nobody_overwrites_in_silence)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto at_a = world.reader();
    auto at_b = world.reader();
    give_all(at_a, {made.segment});
    give_all(at_b, {made.segment});
    // Both offline: each replaces the value that it sees.
    b.clock += 10;
    auto const from_a = a.write([&](RecordWriter& writer) { writer.set(handle(at_a, made.record), 20, number(61)); });
    auto const from_b = b.write([&](RecordWriter& writer) { writer.set(handle(at_b, made.record), 20, number(62)); });
    give_all(at_a, {from_a, from_b});
    give_all(at_b, {from_b, from_a});
    BOOST_TEST((numbers(at_a, made.record, Space::Field, 20) == Numbers{61, 62}));
    BOOST_TEST((numbers(at_b, made.record, Space::Field, 20) == Numbers{61, 62}));
    BOOST_TEST(at_a.find(made.record)->is_conflict(20));
    BOOST_TEST(at_a.find(made.record)->last_value(20)->as_unsigned().value() == 62u);
    // The next value names both.
    auto const settled = a.write([&](RecordWriter& writer) { writer.set(handle(at_a, made.record), 20, number(63)); });
    give_all(at_a, {settled});
    auto const* op = at_a.find_op(op_id(settled.sealed.bh, 0));
    BOOST_TEST(op->view->over.size() == 2u);
    BOOST_TEST((numbers(at_a, made.record, Space::Field, 20) == Numbers{63}));
    BOOST_TEST(!at_a.find(made.record)->is_conflict(20));
    give_all(at_b, {settled});
    BOOST_TEST((picture(at_a) == picture(at_b)));
}

BOOST_AUTO_TEST_CASE(equal_values_written_at_once_are_no_conflict)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const one = a.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 20, number(9)); });
    auto const two = b.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 20, number(9)); });
    give_all(store, {one, two});
    BOOST_TEST((numbers(store, made.record, Space::Field, 20) == Numbers{9, 9}));
    BOOST_TEST(!store.find(made.record)->is_conflict(20));
}

BOOST_AUTO_TEST_CASE(sets_journals_closes)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const first = a.write([&](RecordWriter& writer) {
        auto const self = handle(store, made.record);
        writer.add(self, 27, number(1));
        writer.add(self, 27, number(2));
        writer.append(self, 27, number(10));
        writer.close(self, 4);
    });
    give_all(store, {first});
    BOOST_TEST((numbers(store, made.record, Space::Set, 27) == Numbers{1, 2}));
    BOOST_TEST((numbers(store, made.record, Space::Journal, 27) == Numbers{10}));
    BOOST_TEST((store.find(made.record)->life() == Life::Closed));
    auto const second = a.write([&](RecordWriter& writer) {
        auto const self = handle(store, made.record);
        writer.drop(self, 27, {self.state->ids_at(Space::Set, 27)[0]});
        writer.append(self, 27, number(11), self.state->ids_at(Space::Journal, 27));
        writer.reopen(self, 1);
    });
    give_all(store, {second});
    auto const* state = store.find(made.record);
    BOOST_TEST((numbers(store, made.record, Space::Set, 27) == Numbers{2}));
    BOOST_TEST((numbers(store, made.record, Space::Journal, 27) == Numbers{10, 11}));
    BOOST_TEST(state->at(Space::Journal, 27)[0].is_corrected);
    BOOST_TEST(!state->at(Space::Journal, 27)[1].is_corrected);
    BOOST_TEST((state->life() == Life::Live));
    // A close that the reopening had not seen holds.
    Device b(world, member(2));
    auto const third = b.write([&](RecordWriter& writer) { writer.close(handle(store, made.record), 5); });
    give_all(store, {third});
    BOOST_TEST((store.find(made.record)->life() == Life::Closed));
}

BOOST_AUTO_TEST_CASE(shred_is_above_gone_is_above_close)
{
    World world;
    Device a(world, member(1), 4);
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const closing = a.write([&](RecordWriter& writer) { writer.close(handle(store, made.record), 1); });
    auto const moving =
        a.write([&](RecordWriter& writer) { writer.gone(handle(store, made.record), 2, RecordId{{7}}); });
    auto const shredding = a.write([&](RecordWriter& writer) { writer.shred(handle(store, made.record)); });
    give_all(store, {closing});
    BOOST_TEST((store.find(made.record)->life() == Life::Closed));
    give_all(store, {moving});
    BOOST_TEST((store.find(made.record)->life() == Life::Gone));
    BOOST_TEST((store.find(made.record)->gone[0]->inner.moved_to == RecordId{{7}}));
    give_all(store, {shredding});
    auto const* state = store.find(made.record);
    BOOST_TEST((state->life() == Life::Shredded));
    BOOST_TEST(state->entries.empty());
    BOOST_TEST(store.record_key(made.record).empty());
    BOOST_TEST((status_of(store, made.segment, 1) == OpStatus::Terminal));
    BOOST_TEST(store.find_op(op_id(made.segment.sealed.bh, 1))->inner_bytes.empty());
}

BOOST_AUTO_TEST_CASE(a_shred_that_loses_its_right_gives_the_record_back)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2), 4);
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const before = picture(store);
    auto const shredding = b.write([&](RecordWriter& writer) { writer.shred({made.record, {}, nullptr}); });
    give_all(store, {shredding});
    BOOST_TEST((store.find(made.record)->life() == Life::Shredded));
    world.authority.by_member[b.member] = role(2);
    store.registry_changed();
    store.update();
    BOOST_TEST((store.find(made.record)->life() == Life::Live));
    BOOST_TEST(store.find(made.record)->last_value(20)->as_unsigned().value() == 5u);
    BOOST_TEST((status_of(store, shredding, 0) == OpStatus::Rights));
    auto fresh = world.reader();
    give_all(fresh, {shredding, made.segment});
    BOOST_TEST((picture(fresh) == picture(store)));
}

BOOST_AUTO_TEST_CASE(flaw_06_a_refused_shred_does_not_wake)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2), 2);
    Made const made(a);
    auto store = world.reader();
    auto const shredding = b.write([&](RecordWriter& writer) { writer.shred({made.record, {}, nullptr}); });
    give_all(store, {made.segment, shredding});
    BOOST_TEST((status_of(store, shredding, 0) == OpStatus::Rights));
    // Role 4 comes later; what governs that segment stays role 2 (marks), which the authority says per segment.
    world.authority.by_segment[shredding.sealed.bh] = role(2);
    world.authority.by_member[b.member] = role(4);
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, shredding, 0) == OpStatus::Rights));
    BOOST_TEST((store.find(made.record)->life() == Life::Live));
    auto const again = b.write([&](RecordWriter& writer) { writer.shred({made.record, {}, nullptr}); });
    give_all(store, {again});
    BOOST_TEST((store.find(made.record)->life() == Life::Shredded));
}

BOOST_AUTO_TEST_CASE(flaw_05_after_a_fall_of_role_quarantine)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const early = b.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 20, number(6)); });
    b.clock -= 1'000'000'000;  // back-dated: no clock decides
    auto const late = b.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 21, number(7)); });
    world.authority.by_segment[early.sealed.bh] = role(3);
    world.authority.by_member[b.member] = {Standing::Governs, {1, 2}, {{3, 2}}};
    give_all(store, {early, late});
    BOOST_TEST((status_of(store, early, 0) == OpStatus::Folded));
    BOOST_TEST((status_of(store, late, 0) == OpStatus::Cut));
    BOOST_TEST((code_of(status_of(store, late, 0)) == ErrorCode::Cut));
    BOOST_TEST((numbers(store, made.record, Space::Field, 20) == Numbers{6}));
    BOOST_TEST(store.find(made.record)->at(Space::Field, 21).empty());
}

BOOST_AUTO_TEST_CASE(flaw_47_a_record_has_one_key)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const before = encode_state(*store.find(made.record));
    // Another member cannot create it, with the same key or another.
    auto const payload = wrap_record_key(made.key.view(), made.record, world.cid, world.secret.view());
    auto const stolen =
        raw_segment(b, {{OpKind::Create, 1, to_bytes(made.record.view()), {}, encode_create(payload), {}}});
    // Its author cannot give it another key, nor a wrap that does not give rkc.
    auto const other_key = crypto::random_secret(32);
    auto const other = wrap_record_key(other_key.view(), made.record, world.cid, world.secret.view());
    auto broken = payload;
    broken.wrap[0] ^= 1;
    auto const bad = raw_segment(
        a, {{OpKind::Create, 1, to_bytes(made.record.view()), {}, encode_create(other), {}},
            {OpKind::Create, 1, to_bytes(made.record.view()), {}, encode_create(broken), {}},
            {OpKind::Create, 1, to_bytes(made.record.view()), {}, encode_create(payload), {}}});
    give_all(store, {stolen, bad});
    BOOST_TEST((status_of(store, stolen, 0) == OpStatus::Wrong));
    BOOST_TEST((status_of(store, bad, 0) == OpStatus::Wrong));
    BOOST_TEST((status_of(store, bad, 1) == OpStatus::Wrong));
    auto const* first = store.find(made.record)->create;
    BOOST_TEST((first->own_id == op_id(bad.sealed.bh, 2)));  // the earlier t: a second create has no effect
    BOOST_TEST((status_of(store, made.segment, 0) == OpStatus::Repeated));
    BOOST_TEST((encode_state(*store.find(made.record)) == before));
    BOOST_TEST(same_bytes(store.record_key(made.record), made.key.view()));
}

BOOST_AUTO_TEST_CASE(flaw_48_an_op_issued_again_keeps_its_identity)
{
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const set = a.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 20, number(8)); });
    give_all(store, {set});
    auto const before = picture(store);
    // The same member's other device issues both segments again, as after a clone.
    Device clone(world, a.member);
    auto const again = clone.write([&](RecordWriter& writer) {
        for (std::size_t i = 0; i < 3; ++i) {
            auto const* op = store.find_op(op_id(made.segment.sealed.bh, i));
            BOOST_REQUIRE(writer.reissue(*op, handle(store, made.record)).has_value());
        }
        BOOST_REQUIRE(writer.reissue(*store.find_op(op_id(set.sealed.bh, 0)), handle(store, made.record)).has_value());
    });
    give_all(store, {again});
    BOOST_TEST((picture(store) == before));
    BOOST_TEST((status_of(store, again, 3) == OpStatus::Repeated));
    // Without the originals, as after a base, the record has the same identities and times; only the device differs.
    auto later = world.reader();
    give_all(later, {again});
    BOOST_TEST((numbers(later, made.record, Space::Field, 20) == Numbers{8}));
    auto const was = store.find(made.record)->ids_at(Space::Field, 20);
    BOOST_TEST((later.find(made.record)->ids_at(Space::Field, 20) == was));
    BOOST_TEST(later.find(made.record)->create->t == store.find(made.record)->create->t);
    BOOST_TEST((later.find(made.record)->record == made.record));
    // Both orders, both stores: the same.
    give_all(later, {set, made.segment});
    BOOST_TEST((picture(later) == picture(store)));
}

BOOST_AUTO_TEST_CASE(flaw_48_any_number_of_ops_of_one_identity_changes_nothing)
{
    constexpr std::size_t k_copies = 12'000;
    World world;
    Device a(world, member(1));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const* op = store.find_op(op_id(made.segment.sealed.bh, 2));
    Device clone(world, a.member);
    std::vector<Published> again;
    for (std::size_t written = 0; written < k_copies; written += 4'000) {
        again.push_back(clone.write([&](RecordWriter& writer) {
            for (std::size_t i = 0; i < 4'000; ++i)
                BOOST_REQUIRE(writer.reissue(*op, handle(store, made.record)).has_value());
        }));
    }
    auto const before = picture(store);
    give_all(store, again);
    // Without the original, one of them counts, whatever the order.
    world.authority.by_segment[made.segment.sealed.bh] = role(1);
    store.registry_changed();
    store.update();
    world.authority.by_segment.clear();
    store.registry_changed();
    store.update();
    BOOST_TEST((picture(store) == before));
}

BOOST_AUTO_TEST_CASE(flaw_48_nobody_takes_a_colleagues_identity)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const* op = store.find_op(op_id(made.segment.sealed.bh, 2));
    OpPlace const place{b.id, 1, 0, {}};
    auto draft = OpDraft{OpKind::Set, op->t, to_bytes(made.record.view()), {}, {}, op->id};
    SegmentDraft segment{
        .address = {b.id, world.cid, 1},
        .eid = crypto::epoch_id(crypto::commit_to(world.secret.view(), world.cid)),
    };
    draft.payload = encrypt_inner(made.key.view(), made.record, place, encode_field_value(20, number(99)));
    segment.ops = std::span(&draft, 1);
    auto sealed = seal_segment(world.vault, segment, b.key, world.secret.view());
    Published const stolen{b.id, 1, std::move(*sealed)};
    give_all(store, {stolen});
    BOOST_TEST((status_of(store, stolen, 0) == OpStatus::Wrong));
    BOOST_TEST((numbers(store, made.record, Space::Field, 20) == Numbers{5}));
    // It came first: void as soon as the original is known.
    auto early = world.reader();
    give_all(early, {stolen});
    give_all(early, {made.segment});
    BOOST_TEST((picture(early) == picture(store)));
    RecordWriter writer({.vault = world.vault, .member = b.member, .address = {b.id, world.cid, 2}});
    BOOST_TEST(!writer.reissue(*op, handle(store, made.record)).has_value());
    // One's own create is not issued again without its key, which a shred makes forget.
    auto const* const create = store.find_op(op_id(made.segment.sealed.bh, 0));
    BOOST_REQUIRE((create->kind == OpKind::Create));
    RecordWriter own(
        {.vault = world.vault,
         .member = create->member(),
         .address = {create->device(), world.cid, 2},
         .epoch_secret = world.secret.view()});
    BOOST_TEST(!own.reissue(*create, {made.record, {}, nullptr}).has_value());
    BOOST_TEST(own.empty());
    BOOST_TEST(own.reissue(*create, handle(store, made.record)).has_value());
}

BOOST_AUTO_TEST_CASE(flaw_61_orphans_are_shown_and_come_back)
{
    World world;
    Device a(world, member(1));
    Device b(world, member(2));
    Made const made(a);
    auto store = world.reader();
    give_all(store, {made.segment});
    auto const colleague =
        b.write([&](RecordWriter& writer) { writer.set(handle(store, made.record), 21, number(3)); });
    give_all(store, {colleague});
    auto const before = picture(store);
    // The creator's segment is quarantined: the colleague's op is an orphan, not quarantined with it.
    world.authority.by_segment[made.segment.sealed.bh] = {Standing::Outside, {}, {{3, 2}}};
    store.registry_changed();
    store.update();
    BOOST_TEST((status_of(store, made.segment, 0) == OpStatus::Cut));
    BOOST_TEST((status_of(store, colleague, 0) == OpStatus::Orphan));
    BOOST_TEST(store.records().empty());
    BOOST_TEST(store.anomalies().size() == 4u);
    world.authority.by_segment.clear();
    store.registry_changed();
    store.update();
    BOOST_TEST((picture(store) == before));
    // An op that comes before its record is an orphan until then.
    auto late = world.reader();
    give_all(late, {colleague});
    BOOST_TEST((status_of(late, colleague, 0) == OpStatus::Orphan));
    give_all(late, {made.segment});
    BOOST_TEST((picture(late) == before));
}

BOOST_AUTO_TEST_SUITE_END()
