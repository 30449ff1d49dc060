// The properties of the merge: whatever the order, the grouping and the repetition, one set of segments is one state.

#include "core/ledger/merge.hpp"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using namespace huisclos::test;

namespace {

/// Three people, one of them with two devices, who write on a few records without always seeing each other.
struct Scenario {
    World world{};
    std::mt19937 random;
    std::vector<std::unique_ptr<Device>> devices{};
    std::vector<std::unique_ptr<World::Reader>> stores{};
    std::vector<SecretBytes> keys{};
    std::vector<RecordId> records{};
    std::vector<Published> segments{};

    explicit Scenario(unsigned seed) : random(seed)
    {
        for (std::uint8_t i = 0; i < 4; ++i) {
            devices.push_back(std::make_unique<Device>(world, MemberId{{static_cast<std::uint8_t>(i / 2 + 1)}}, 4));
            stores.push_back(std::make_unique<World::Reader>(world));
        }
    }

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random); }

    void create(Device& device)
    {
        keys.push_back(crypto::random_secret(32));
        segments.push_back(device.write([&](RecordWriter& writer) {
            records.push_back(writer.create(keys.back().view()));
            writer.set({records.back(), keys.back().view(), nullptr}, k_type_field, number(7));
        }));
    }

    void change(RecordWriter& writer, RecordHandle const& record)
    {
        auto const field = below(3) + 20;
        auto const value = number(below(4));
        switch (below(12)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return writer.set(record, field, value);
        case 4:
            return writer.add(record, field, value);
        case 5:
            if (record.state != nullptr)
                return writer.drop(record, field, record.state->ids_at(Space::Set, field));
            return writer.add(record, field, value);
        case 6:
        case 7:
            return writer.append(
                record, field, value,
                record.state != nullptr && below(2) == 0 ? record.state->ids_at(Space::Journal, field)
                                                         : std::vector<OpId>{});
        case 8:
            return writer.close(record, below(3));
        case 9:
            return writer.reopen(record, 0);
        case 10:
            if (below(6) == 0)
                return writer.gone(record, 1, std::nullopt);
            return writer.set(record, field, value);
        default:
            if (below(12) == 0)
                return writer.shred(record);
            return writer.set(record, field, value);
        }
    }

    void step()
    {
        auto const who = below(devices.size());
        auto& device = *devices[who];
        auto& store = *stores[who];
        device.clock += static_cast<std::int64_t>(below(5)) - 2;
        if (records.size() < 3) {
            create(device);
            return;
        }
        segments.push_back(device.write([&](RecordWriter& writer) {
            for (std::size_t i = 0; i <= below(3); ++i) {
                auto const which = below(records.size());
                auto const* state = store.find(records[which]);
                change(writer, {records[which], keys[which].view(), state});
            }
            if (below(4) == 0)
                issue_again(writer, store, device);
        }));
    }

    void issue_again(RecordWriter& writer, RecordStore const& store, Device const& device)
    {
        auto const* op = store.find_op(op_id(segments[below(segments.size())].sealed.bh, 0));
        if (op == nullptr)
            return;
        auto const record = RecordId::from(op->view->target);
        auto const which = std::ranges::find(records, *record);
        if (op->member() == device.member && op->kind != OpKind::Create)
            (void)writer.reissue(
                *op, {*record, keys[static_cast<std::size_t>(which - records.begin())].view(), nullptr});
    }
    void pull()
    {
        auto& store = *stores[below(stores.size())];
        for (auto const& segment : segments) {
            if (below(3) != 0)
                give(store, segment);
        }
        store.update();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(merge)

BOOST_AUTO_TEST_CASE(order_grouping_and_repetition_have_no_effect)
{
    std::size_t conflicts = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        Scenario scenario(seed);
        for (int i = 0; i < 40; ++i) {
            scenario.step();
            if (i % 3 == 0)
                scenario.pull();
        }
        auto whole = scenario.world.reader();
        give_all(whole, scenario.segments);
        auto const expected = picture(whole);
        whole.for_each([&](RecordState const& state) {
            for (std::uint64_t field = 20; field < 23; ++field)
                conflicts += state.is_conflict(field) ? 1 : 0;
        });
        for (int round = 0; round < 4; ++round) {
            auto shuffled = scenario.segments;
            std::ranges::shuffle(shuffled, scenario.random);
            auto one_by_one = scenario.world.reader();
            for (auto const& segment : shuffled) {
                give(one_by_one, segment);
                one_by_one.update();
                if (scenario.below(3) == 0)
                    give(one_by_one, segment);
            }
            BOOST_REQUIRE((picture(one_by_one) == expected));
        }
        // Those who wrote reach the same state from what they had.
        for (auto& store : scenario.stores) {
            give_all(*store, scenario.segments);
            BOOST_REQUIRE((picture(*store) == expected));
        }
    }
    BOOST_TEST(conflicts > 10u);  // the scenarios do contend
}

BOOST_AUTO_TEST_CASE(a_registry_that_changes_gives_what_a_new_reader_finds)
{
    for (unsigned seed = 101; seed <= 115; ++seed) {
        Scenario scenario(seed);
        for (int i = 0; i < 30; ++i) {
            scenario.step();
            if (i % 4 == 0)
                scenario.pull();
        }
        auto store = scenario.world.reader();
        give_all(store, scenario.segments);
        for (int round = 0; round < 6; ++round) {
            // Any segment may come to be governed by any right, wait, or be outside.
            auto const& segment = scenario.segments[scenario.below(scenario.segments.size())];
            auto const standing = static_cast<Standing>(scenario.below(3));
            scenario.world.authority.by_segment[segment.sealed.bh] = {
                standing, {static_cast<std::uint8_t>(scenario.below(5)), 2}, {{4, 2}}};
            store.registry_changed();
            store.update();
            auto fresh = scenario.world.reader();
            give_all(fresh, scenario.segments);
            BOOST_REQUIRE((picture(fresh) == picture(store)));
        }
        scenario.world.authority.by_segment.clear();
        store.registry_changed();
        store.update();
        auto fresh = scenario.world.reader();
        give_all(fresh, scenario.segments);
        BOOST_REQUIRE((picture(fresh) == picture(store)));
    }
}

BOOST_AUTO_TEST_CASE(survivors_are_those_that_nobody_names)
{
    Bytes storage[3];
    OpView views[3];
    KnownOp ops[3];
    ChainNode node;
    auto const make = [&](std::size_t index, std::uint8_t id, std::vector<OpId> over) {
        CborWriter out;
        encode_op(out, {.kind = OpKind::Set, .t = 3 - index, .target = Bytes(16), .over = std::move(over)});
        storage[index] = out.take();
        views[index] = decode_op(*parse_cbor(storage[index]));
        ops[index].node = &node;
        ops[index].id = ops[index].own_id = OpId{{id}};
        ops[index].t = views[index].t;
        ops[index].view = &views[index];
    };
    make(0, 1, {OpId{{9}}});
    make(1, 2, {OpId{{2}}});  // names itself: ignored
    make(2, 3, {OpId{{1}}});
    KnownOp const* const all[]{&ops[0], &ops[1], &ops[2]};
    auto const left = survivors(all, all);
    BOOST_REQUIRE_EQUAL(left.size(), 2u);
    BOOST_TEST((left[0] == &ops[2]));
    BOOST_TEST((left[1] == &ops[1]));
    BOOST_TEST(survivors(all, {}).size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
