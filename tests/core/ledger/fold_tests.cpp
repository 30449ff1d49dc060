#include "core/ledger/fold.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using namespace huisclos::test;

namespace {

/// One writer, one reader, one record.
struct Sheet {
    World world{};
    Device device{world, MemberId{{1}}, 4};
    World::Reader store{world};
    SecretBytes key{crypto::random_secret(32)};
    RecordId record{};

    Sheet()
    {
        write([&](RecordWriter& writer) {
            record = writer.create(key.view());
            writer.set({record, key.view(), nullptr}, k_type_field, number(7));
        });
    }

    template <typename Fill>
    Published write(Fill const& fill)
    {
        auto published = device.write(fill);
        give_all(store, {published});
        return published;
    }
    [[nodiscard]] RecordHandle handle() const { return test::handle(store, record); }
    [[nodiscard]] RecordState const& state() const { return *store.find(record); }
};

OpId id_in(Published const& segment, std::size_t index = 0)
{
    return op_id(segment.sealed.bh, index);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fold)

BOOST_AUTO_TEST_CASE(values_of_every_type_are_kept_as_written)
{
    Sheet sheet;
    CborWriter boolean;
    boolean.boolean(true);
    CborWriter bytes;
    bytes.bytes(Bytes{1, 2, 3});
    CborWriter map;
    map.map(2).key(1).text("rappel").key(5).null();
    sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 10, text("Étienne"));
        writer.set(sheet.handle(), 11, boolean.view());
        writer.set(sheet.handle(), 12, bytes.view());
        writer.set(sheet.handle(), 13, map.view());
    });
    auto const& state = sheet.state();
    BOOST_TEST(state.last_value(10)->as_text().value() == "Étienne");
    BOOST_TEST(state.last_value(11)->as_boolean().value());
    BOOST_TEST(state.last_value(12)->as_bytes().value().size() == 3u);
    BOOST_TEST(state.last_value(13)->at(1)->as_text().value() == "rappel");
    BOOST_TEST((state.last_value(14) == nullptr));
    BOOST_TEST(same_bytes(state.last_value(13)->encoded(), map.view()));
}

BOOST_AUTO_TEST_CASE(a_field_set_twice_in_one_segment_is_set_once)
{
    Sheet sheet;
    auto const segment = sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 20, number(1));
        writer.set(sheet.handle(), 21, number(9));
        writer.set(sheet.handle(), 20, number(2));
        BOOST_TEST(writer.size() == 2u);
    });
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Field, 20) == Numbers{2}));
    BOOST_TEST(!sheet.state().is_conflict(20));
    BOOST_TEST(sheet.store.find_op(id_in(segment, 2)) == nullptr);
}

BOOST_AUTO_TEST_CASE(fields_of_the_four_kinds_do_not_meet)
{
    Sheet sheet;
    auto const first = sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 20, number(1));
        writer.add(sheet.handle(), 20, number(2));
        writer.append(sheet.handle(), 20, number(3));
    });
    // A drop and a correction that name what is not of their kind remove nothing.
    sheet.write([&](RecordWriter& writer) {
        writer.drop(sheet.handle(), 20, {id_in(first, 0), id_in(first, 2)});
        writer.append(sheet.handle(), 20, number(4), {id_in(first, 0), id_in(first, 1)});
    });
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Field, 20) == Numbers{1}));
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Set, 20) == Numbers{2}));
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Journal, 20) == Numbers{3, 4}));
    BOOST_TEST(!sheet.state().at(Space::Journal, 20)[0].is_corrected);
}

BOOST_AUTO_TEST_CASE(over_that_names_another_field_or_record_is_ignored)
{
    Sheet sheet;
    auto const first = sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 20, number(1));
        writer.add(sheet.handle(), 30, number(2));
    });
    auto const other_key = crypto::random_secret(32);
    RecordId other;
    auto const second = sheet.write([&](RecordWriter& writer) {
        writer.drop(sheet.handle(), 31, {id_in(first, 1)});
        other = writer.create(other_key.view());
        writer.drop({other, other_key.view(), nullptr}, 30, {id_in(first, 1)});
    });
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Set, 30) == Numbers{2}));
    BOOST_TEST(sheet.store.anomalies().empty());
    BOOST_TEST((sheet.store.find_op(id_in(second, 0))->status == OpStatus::Folded));
}

BOOST_AUTO_TEST_CASE(over_that_names_nothing_known_waits_for_it)
{
    Sheet sheet;
    auto const added = sheet.device.write([&](RecordWriter& writer) { writer.add(sheet.handle(), 30, number(2)); });
    Device other(sheet.world, MemberId{{2}});
    auto const dropped = other.write([&](RecordWriter& writer) { writer.drop(sheet.handle(), 30, {id_in(added)}); });
    give_all(sheet.store, {dropped});
    give_all(sheet.store, {added});
    BOOST_TEST(sheet.state().at(Space::Set, 30).empty());
}

BOOST_AUTO_TEST_CASE(an_element_added_again_outlives_the_drop_of_the_first)
{
    Sheet sheet;
    auto const first = sheet.write([&](RecordWriter& writer) { writer.add(sheet.handle(), 30, number(2)); });
    sheet.write([&](RecordWriter& writer) {
        writer.drop(sheet.handle(), 30, {id_in(first)});
        writer.add(sheet.handle(), 30, number(2));
    });
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Set, 30) == Numbers{2}));
}

BOOST_AUTO_TEST_CASE(attachments_are_replaced_by_detaching)
{
    Sheet sheet;
    Bytes const file_key(32, 4);
    AttachPayload attach;
    attach.field = 40;
    attach.file = FileId{{7}};
    attach.key = file_key;
    attach.length = 3;
    attach.names = {ObjectName{{1}}};
    attach.file_name = "avis.pdf";
    attach.media = "application/pdf";
    auto const first = sheet.write([&](RecordWriter& writer) { writer.attach(sheet.handle(), attach); });
    BOOST_REQUIRE_EQUAL(sheet.state().at(Space::File, 40).size(), 1u);
    auto const read = decode_attach(sheet.state().at(Space::File, 40)[0].value().encoded());
    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->file_name == "avis.pdf");
    attach.file = FileId{{8}};
    sheet.write([&](RecordWriter& writer) {
        writer.detach(sheet.handle(), 40, FileId{{7}}, {id_in(first)});
        writer.attach(sheet.handle(), attach);
    });
    BOOST_REQUIRE_EQUAL(sheet.state().at(Space::File, 40).size(), 1u);
    BOOST_TEST((sheet.state().at(Space::File, 40)[0].op->inner.file == FileId{{8}}));
}

BOOST_AUTO_TEST_CASE(times_grow_whatever_the_clock_does)
{
    Sheet sheet;
    auto const first = sheet.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 20, number(1)); });
    sheet.device.clock -= 1'000'000;
    auto const second = sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 20, number(2));
        writer.set(sheet.handle(), 21, number(3));
    });
    auto const t = [&](OpId const& id) {
        return sheet.store.find_op(id)->t;
    };
    BOOST_TEST(t(id_in(second, 0)) == t(id_in(first)) + 1);
    BOOST_TEST(t(id_in(second, 1)) == t(id_in(first)) + 2);
    BOOST_TEST((numbers(sheet.store, sheet.record, Space::Field, 20) == Numbers{2}));
}

BOOST_AUTO_TEST_CASE(a_moved_record_shows_what_its_mover_had_not_seen)
{
    Sheet sheet;
    auto const target = RecordId{{42}};
    auto const moved = sheet.write([&](RecordWriter& writer) { writer.gone(sheet.handle(), 1, target); });
    Device late(sheet.world, MemberId{{2}});
    give_all(sheet.store, {late.write([&](RecordWriter& writer) { writer.set(sheet.handle(), 20, number(8)); })});
    auto const& state = sheet.state();
    BOOST_TEST((state.life() == Life::Gone));
    BOOST_REQUIRE_EQUAL(state.gone.size(), 1u);
    BOOST_TEST((state.gone[0]->own_id == id_in(moved)));
    BOOST_TEST(state.last_value(20)->as_unsigned().value() == 8u);
}

BOOST_AUTO_TEST_CASE(the_encoding_of_a_state_has_the_form_of_the_protocol)
{
    Sheet sheet;
    auto const first = sheet.write([&](RecordWriter& writer) {
        writer.set(sheet.handle(), 21, number(5));
        writer.set(sheet.handle(), 20, text("a"));
        writer.add(sheet.handle(), 30, number(6));
        writer.append(sheet.handle(), 31, number(7), {OpId{{9}}});
        writer.close(sheet.handle(), 3);
    });
    auto const encoded = encode_state(sheet.state());
    auto const map = parse_cbor(encoded);
    BOOST_REQUIRE(map.has_value());
    BOOST_TEST((map->keys().value() == std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6}));
    BOOST_TEST((map->at(1)->keys().value() == std::vector<std::uint64_t>{1, 20, 21}));
    auto const row = map->at(1)->at(21)->items()->at(0).items().value();
    BOOST_REQUIRE_EQUAL(row.size(), 4u);
    BOOST_TEST((row[0].as_id<OpId>().value() == id_in(first, 0)));
    BOOST_TEST(row[1].as_unsigned().value() == sheet.store.find_op(id_in(first, 0))->t);
    BOOST_TEST((row[2].as_id<DeviceId>().value() == sheet.device.id));
    BOOST_TEST(row[3].as_unsigned().value() == 5u);
    BOOST_TEST(map->at(2)->at(30)->items()->at(0).items()->size() == 4u);
    auto const journal = map->at(3)->at(31)->items()->at(0).items().value();
    BOOST_REQUIRE_EQUAL(journal.size(), 5u);
    BOOST_TEST((journal[4].items()->at(0).as_id<OpId>().value() == OpId{{9}}));
    BOOST_TEST(map->at(4)->size() == 0u);
    BOOST_TEST(map->at(5)->items()->at(0).items()->at(3).as_unsigned().value() == 3u);
    BOOST_TEST((map->at(6)->as_id<MemberId>().value() == sheet.device.member));
}

BOOST_AUTO_TEST_CASE(a_segment_of_many_records_costs_what_it_changes)
{
    Sheet sheet;
    std::vector<SecretBytes> keys;
    std::vector<RecordId> records;
    for (int batch = 0; batch < 5; ++batch) {
        sheet.write([&](RecordWriter& writer) {
            for (int i = 0; i < 100; ++i) {
                keys.push_back(crypto::random_secret(32));
                records.push_back(writer.create(keys.back().view()));
                writer.set({records.back(), keys.back().view(), nullptr}, k_type_field, number(7));
            }
        });
    }
    BOOST_TEST(sheet.store.records().size() == 501u);
    auto const one =
        sheet.device.write([&](RecordWriter& writer) { writer.set(handle(sheet.store, records[250]), 20, number(1)); });
    give(sheet.store, one);
    BOOST_TEST((sheet.store.update() == std::vector<RecordId>{records[250]}));
}

BOOST_AUTO_TEST_SUITE_END()
