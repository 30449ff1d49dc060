#include "core/ledger/head.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/head_check.hpp"
#include "core/ledger/head_writer.hpp"
#include "core/ledger/segment.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::id_of;
using support::Json;

namespace {

Json const& object_of(std::string const& type)
{
    for (auto const& object : support::published().at("objects")) {
        if (object.at("type") == type)
            return object;
    }
    throw std::runtime_error("no object of this type");
}

crypto::SigningKey published_device()
{
    return crypto::SigningKey::from_seed(hex_of(support::published().at("derived"), "DSK"));
}

template <typename AnId>
AnId an_id(std::uint8_t first)
{
    AnId id;
    id.bytes[0] = first;
    return id;
}

ChainEnd chain_end(std::uint8_t cid, std::uint64_t seq, std::uint8_t body = 1)
{
    return {an_id<CompartmentId>(cid), seq, an_id<BodyHash>(body), an_id<ObjectName>(body)};
}

/// A head of a device as a reader holds it.
HeadStatement statement(std::uint64_t counter, std::vector<ChainEnd> chains, std::uint32_t card = 1)
{
    HeadStatement one;
    one.head.head.device = an_id<DeviceId>(1);
    one.head.head.counter = counter;
    one.head.head.tips = {{}};
    one.head.head.card.version = card;
    one.head.head.chains = std::move(chains);
    auto const hbody = encode_head(one.head.head);
    one.head.hash = head_hash(hbody);
    one.object = crypto::object_name(hbody);
    return one;
}

std::vector<HeadFault> faults(
    HeadStatement const& former, HeadStatement const& next, HeadExceptions const& exceptions = {})
{
    std::vector<HeadFault> all;
    for (auto const& alarm : compare_heads(former, next, exceptions))
        all.push_back(alarm.fault);
    return all;
}

using Faults = std::vector<HeadFault>;

}  // namespace

BOOST_AUTO_TEST_SUITE(head)

BOOST_AUTO_TEST_CASE(published_head_is_made_byte_for_byte_and_read)
{
    auto const& object = object_of("head");
    auto const vault = id_of<VaultId>(object, "vault_id");
    auto const device = id_of<DeviceId>(object, "id");
    auto const key = hex_of(object, "key");
    auto const bytes = hex_of(object, "bytes");
    std::vector<BytesView> const keys{key};
    auto const opened = open_head(vault, device, bytes, keys);
    BOOST_REQUIRE(opened.has_value());
    auto const& said = opened->head;
    BOOST_TEST(said.counter == 7u);
    BOOST_REQUIRE_EQUAL(said.tips.size(), 1u);
    BOOST_TEST(to_hex(said.tips[0].ah.view()) == support::published().at("derived").at("ah").get<std::string>());
    BOOST_TEST(said.card.version == 2u);
    BOOST_REQUIRE_EQUAL(said.chains.size(), 1u);
    BOOST_TEST(to_hex(said.chains[0].bh.view()) == support::published().at("derived").at("bh").get<std::string>());
    BOOST_TEST(said.chains[0].seq == 1u);
    BOOST_TEST(said.account_version == 5u);
    BOOST_TEST(!said.table.has_value());
    BOOST_REQUIRE(said.without_effect.has_value());
    BOOST_TEST(said.without_effect->size() == 1u);
    BOOST_TEST(
        to_hex(opened->hash.view()) == support::published().at("derived").at("H(head, hbody)").get<std::string>());
    BOOST_TEST(verify_head(vault, *opened, published_device().public_key()).has_value());

    auto const again = seal_head_with_salt(vault, said, published_device(), key, hex_of(object, "salt"));
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST((again->object == bytes));
    BOOST_TEST((again->name == id_of<ObjectName>(object, "name")));
    BOOST_TEST((again->hash == opened->hash));
}

BOOST_AUTO_TEST_CASE(published_structures_of_heads)
{
    std::size_t count = 0;
    for (auto const& structure : support::published().at("structures")) {
        if (structure.at("structure") != "hbody")
            continue;
        auto const read = decode_head(hex_of(structure, "hex"));
        BOOST_TEST_CONTEXT(structure.at("name").get<std::string>())
        {
            if (structure.at("expect").is_null()) {
                BOOST_REQUIRE(read.has_value());
            } else {
                BOOST_REQUIRE(!read.has_value());
                auto const is_upgrade = structure.at("expect") == "E_UPGRADE";
                BOOST_TEST((read.error().code == (is_upgrade ? ErrorCode::Upgrade : ErrorCode::Encoding)));
            }
        }
        ++count;
    }
    BOOST_TEST(count == 7u);
}

BOOST_AUTO_TEST_CASE(every_bit_flip_is_refused_and_no_head_moves)
{
    auto const& object = object_of("head");
    auto const vault = id_of<VaultId>(object, "vault_id");
    auto const device = id_of<DeviceId>(object, "id");
    auto const key = hex_of(object, "key");
    auto const bytes = hex_of(object, "bytes");
    std::vector<BytesView> const keys{key};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        auto changed = bytes;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        BOOST_REQUIRE(!open_head(vault, device, changed, keys).has_value());
    }
    BOOST_TEST((open_head(vault, an_id<DeviceId>(3), bytes, keys).error().code == ErrorCode::NoKey));
    // Sealed again under another device's name, it still says whose it is.
    auto const opened = open_head(vault, device, bytes, keys);
    auto const plain = encode_signed(encode_head(opened->head), opened->signature);
    auto const moved = crypto::make_envelope(key, head_context(vault, an_id<DeviceId>(3)), plain);
    BOOST_TEST((open_head(vault, an_id<DeviceId>(3), moved, keys).error().code == ErrorCode::Context));
    auto other = *opened;
    other.hash.bytes[0] ^= 1;
    BOOST_TEST((verify_head(vault, other, published_device().public_key()).error().code == ErrorCode::Signature));
}

BOOST_AUTO_TEST_CASE(what_contradicts_a_head)
{
    auto const former = statement(10, {chain_end(1, 5), chain_end(2, 7)});
    BOOST_TEST(faults(former, former).empty());
    BOOST_TEST(faults(former, statement(11, {chain_end(1, 5), chain_end(2, 7)})).empty());
    BOOST_TEST(faults(former, statement(11, {chain_end(1, 6, 9), chain_end(2, 7)})).empty());
    BOOST_TEST((faults(former, statement(9, {chain_end(1, 5), chain_end(2, 7)})) == Faults{HeadFault::CounterLower}));
    BOOST_TEST((faults(former, statement(10, {chain_end(1, 6), chain_end(2, 7)})) == Faults{HeadFault::SameCounter}));
    auto const jump = std::uint64_t{1} << 32;
    BOOST_TEST(faults(former, statement(10 + jump, {chain_end(1, 5), chain_end(2, 7)})).empty());
    BOOST_TEST(
        (faults(former, statement(11 + jump, {chain_end(1, 5), chain_end(2, 7)})) == Faults{HeadFault::CounterJump}));
    BOOST_TEST((faults(former, statement(11, {chain_end(1, 4), chain_end(2, 7)})) == Faults{HeadFault::ChainLower}));
    BOOST_TEST((faults(former, statement(11, {chain_end(1, 5)})) == Faults{HeadFault::ChainGone}));
    BOOST_TEST(
        (faults(former, statement(11, {chain_end(1, 5, 2), chain_end(2, 7)})) == Faults{HeadFault::ChainForked}));
    BOOST_TEST(faults(former, statement(11, {chain_end(1, 5)}), {.with_base = {an_id<CompartmentId>(2)}}).empty());
    BOOST_TEST((HeadAlarm{HeadFault::SameCounter, {}}.code() == ErrorCode::Fork));
    BOOST_TEST((HeadAlarm{HeadFault::ChainLower, {}}.code() == ErrorCode::Rollback));
}

BOOST_AUTO_TEST_CASE(a_missing_table_is_not_compared)
{
    auto former = statement(10, {chain_end(1, 5)});
    former.head.head.table = TableRef{an_id<ObjectName>(4), 9};
    former.table = Table{.chains = {chain_end(2, 7)}};
    auto next = statement(11, {chain_end(1, 5)});
    next.head.head.table = TableRef{an_id<ObjectName>(5), 11};
    BOOST_TEST(faults(former, next).empty());
    next.table = Table{.chains = {chain_end(2, 6)}};
    BOOST_TEST((faults(former, next) == Faults{HeadFault::ChainLower}));
    next.table = Table{};
    BOOST_TEST((faults(former, next) == Faults{HeadFault::ChainGone}));
    next.table = Table{.chains = {chain_end(2, 7)}};
    BOOST_TEST(faults(former, next).empty());
}

BOOST_AUTO_TEST_CASE(logs_do_not_shrink_but_by_a_drop)
{
    auto former = statement(1, {});
    former.head.head.logs = {{24313, 4, {}, {}}, {24312, 9, {}, {}}};
    auto next = statement(2, {});
    next.head.head.logs = {{24313, 3, {}, {}}};
    BOOST_TEST((faults(former, next) == Faults{HeadFault::LogLower, HeadFault::LogGone}));
    next.head.head.logs = {{24313, 4, {}, {}}};
    BOOST_TEST(faults(former, next, {.dropped_periods = {24312}}).empty());
}

BOOST_AUTO_TEST_CASE(flaw_41_a_second_device_that_lags_is_no_rollback)
{
    // Two devices of one member; the first has published card 2, the second still names card 1.
    auto first = statement(5, {}, 2);
    auto second = statement(3, {}, 1);
    second.head.head.device = an_id<DeviceId>(2);
    HeadTracker of_first;
    HeadTracker of_second;
    BOOST_TEST((of_first.offer(first, {}).outcome == HeadOutcome::Accepted));
    BOOST_TEST((of_second.offer(second, {}).outcome == HeadOutcome::Accepted));
    // A device's own step back is one.
    auto const report = of_first.offer(statement(6, {}, 1), {});
    BOOST_TEST((report.outcome == HeadOutcome::Contested));
    BOOST_REQUIRE_EQUAL(report.alarms.size(), 1u);
    BOOST_TEST((report.alarms[0].fault == HeadFault::CardOlder));
    BOOST_TEST((report.alarms[0].code() == ErrorCode::Rollback));
}

BOOST_AUTO_TEST_CASE(a_contradicting_head_is_not_used_until_one_is_above_both)
{
    HeadTracker tracker;
    tracker.offer(statement(10, {chain_end(1, 5)}), {});
    auto const bad = statement(12, {chain_end(1, 3)});
    BOOST_TEST((tracker.offer(bad, {}).outcome == HeadOutcome::Contested));
    BOOST_TEST((tracker.offer(bad, {}).outcome == HeadOutcome::Known));
    BOOST_TEST(tracker.in_use()->head.head.counter == 10u);
    // Above the one in use only: still contested, though it contradicts nothing of it.
    BOOST_TEST((tracker.offer(statement(11, {chain_end(1, 6)}), {}).outcome == HeadOutcome::Contested));
    BOOST_TEST((tracker.offer(statement(13, {chain_end(1, 6)}), {}).outcome == HeadOutcome::Accepted));
    BOOST_TEST(tracker.in_use()->head.head.counter == 13u);
    BOOST_TEST(tracker.contested().empty());
    // Or until a person who read the alarm accepts it.
    auto const lower = statement(4, {chain_end(1, 6)});
    tracker.offer(lower, {});
    BOOST_TEST(!tracker.accept(HeadHash{}));
    BOOST_TEST(tracker.accept(lower.head.hash));
    BOOST_TEST(tracker.in_use()->head.head.counter == 4u);
}

BOOST_AUTO_TEST_CASE(flaw_24_a_seen_alone_frames_nobody)
{
    auto const held = statement(10, {chain_end(1, 5)});
    std::vector<HeadStatement const*> const all{&held};
    SeenHead seen{held.head.head.device, 10, held.head.hash, held.object};
    BOOST_TEST((judge_seen(seen, all) == SeenVerdict::Consistent));
    seen.counter = 11;
    BOOST_TEST((judge_seen(seen, all) == SeenVerdict::Ahead));
    seen.counter = 9;
    BOOST_TEST((judge_seen(seen, all) == SeenVerdict::Consistent));
    seen.counter = 10;
    seen.hash.bytes[0] ^= 1;
    BOOST_TEST((judge_seen(seen, all) == SeenVerdict::Contradicts));
}

BOOST_AUTO_TEST_CASE(two_heads_for_one_counter_are_a_fork_also_beside_the_one_in_use)
{
    HeadTracker tracker;
    tracker.offer(statement(10, {chain_end(1, 5)}), {});
    tracker.offer(statement(12, {chain_end(1, 3)}), {});
    auto const twin = tracker.offer(statement(12, {chain_end(1, 6)}), {});
    BOOST_TEST((twin.outcome == HeadOutcome::Contested));
    BOOST_REQUIRE_EQUAL(twin.alarms.size(), 1u);
    BOOST_TEST((twin.alarms[0].code() == ErrorCode::Fork));
}

BOOST_AUTO_TEST_CASE(any_number_of_contested_heads_keeps_the_last_and_the_highest_counter)
{
    HeadTracker tracker;
    tracker.offer(statement(10, {chain_end(1, 5)}), {});
    std::size_t dropped = 0;
    for (std::uint64_t i = 0; i < 30; ++i)
        dropped += tracker.offer(statement(100 - i, {chain_end(1, 3)}), {}).dropped.size();
    BOOST_TEST(tracker.contested().size() == k_most_contested);
    BOOST_TEST(dropped == 30u - k_most_contested);
    BOOST_TEST((tracker.offer(statement(100, {chain_end(1, 6)}), {}).outcome == HeadOutcome::Contested));
    BOOST_TEST((tracker.offer(statement(101, {chain_end(1, 6)}), {}).outcome == HeadOutcome::Accepted));
}

BOOST_AUTO_TEST_CASE(a_device_recognises_its_clone)
{
    auto const own = statement(10, {});
    BOOST_TEST(!is_clone(10, own.object, own));
    BOOST_TEST(is_clone(9, own.object, own));
    BOOST_TEST(is_clone(10, an_id<ObjectName>(9), own));
    BOOST_TEST(!is_clone(11, an_id<ObjectName>(9), own));
}

BOOST_AUTO_TEST_CASE(flaw_26_a_head_keeps_its_size)
{
    auto const vault = crypto::random_id<VaultId>();
    auto const key = crypto::SigningKey::generate();
    auto const secret = crypto::random_secret(32);
    auto const device = an_id<DeviceId>(1);
    HeadWriter writer(device);
    HeadFacts const facts{.t = 1, .tips = {{}}, .card = {1, {}}};
    std::vector<BytesView> const keys{secret.view()};
    std::size_t largest = 0;
    HeadStatement former;
    for (std::uint64_t round = 0; round < 60; ++round) {
        writer.note_chain(chain_end(static_cast<std::uint8_t>(round % 40), round / 40 + 1));
        writer.note_log({static_cast<std::uint32_t>(24000 + round / 10), round % 10 + 1, {}, {}});
        writer.note_seen({an_id<DeviceId>(static_cast<std::uint8_t>(2 + round % 30)), round, {}, {}});
        auto const made = writer.make(vault, facts, key, secret.view());
        BOOST_REQUIRE(made.has_value());
        largest = std::max(largest, made->head.object.size());
        auto const opened = open_head(vault, device, made->head.object, keys);
        BOOST_REQUIRE(opened.has_value());
        BOOST_REQUIRE(verify_head(vault, *opened, key.public_key()).has_value());
        HeadStatement next{.head = *opened, .object = made->head.name, .table = former.table};
        if (made->table) {
            BOOST_REQUIRE_EQUAL(made->table->ref.counter, opened->head.counter);
            auto const table = open_table(vault, device, made->table->ref, made->table->object, keys);
            BOOST_REQUIRE(table.has_value());
            next.table = *table;
        }
        BOOST_REQUIRE_EQUAL(opened->head.counter, round + 1);
        BOOST_REQUIRE(opened->head.table.has_value() == (round >= 16));
        // Nothing that the device ever wrote is missing or lower.
        if (round > 0)
            BOOST_REQUIRE(compare_heads(former, next, {}).empty());
        former = std::move(next);
    }
    BOOST_TEST(largest == 72u + 16u + 4096u);
    BOOST_TEST(former.head.head.chains.size() == 16u);
    BOOST_TEST(former.head.head.seen.size() == 16u);
    BOOST_TEST(former.table->chains.size() == 24u);
    BOOST_TEST(former.table->logs.size() == 4u);
    // Resumed from its last head and table, it goes on without a contradiction and without a needless table.
    auto resumed = HeadWriter::resume(former.head.head, *former.table);
    auto const quiet = resumed.make(vault, facts, key, secret.view());
    BOOST_REQUIRE(quiet.has_value());
    BOOST_TEST(!quiet->table.has_value());
    BOOST_TEST(!quiet->former_table.has_value());
    BOOST_TEST((quiet->said.table == former.head.head.table));
    resumed.note_log({24006, 1, {}, {}});
    auto const changed = resumed.make(vault, facts, key, secret.view());
    BOOST_REQUIRE(changed->table.has_value());
    BOOST_TEST((changed->former_table == former.head.head.table));
}

BOOST_AUTO_TEST_SUITE_END()
