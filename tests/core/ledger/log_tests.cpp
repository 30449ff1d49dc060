#include "core/ledger/log_audit.hpp"

#include <algorithm>
#include <bit>
#include <set>

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::id_of;

namespace {

support::Json const& published_log()
{
    for (auto const& object : support::read_vectors("objects.json").at("objects")) {
        if (object.at("type") == "log")
            return object;
    }
    throw std::runtime_error("no log");
}

/// A device that writes its log month after month, and what an auditor opens.
struct LogWorld {
    VaultId vault{crypto::random_id<VaultId>()};
    DeviceId device{crypto::random_id<DeviceId>()};
    crypto::SigningKey device_key{crypto::SigningKey::generate()};
    crypto::KemKey log_key{crypto::KemKey::generate()};
    LogPosition position{};
    std::vector<std::pair<LogAddress, SealedSegment>> sealed{};

    void write(Instant now)
    {
        std::vector<JournalEntry> entries{
            {.t = static_cast<std::uint64_t>(now.ms), .action = LogAction::Open, .object = RecordId{{1}}},
            {.t = 5, .action = LogAction::ArchiveOpen, .reason = LogReason::Inspection, .result = LogResult::Refused}};
        auto const draft = next_log(device, position, entries, now, {});
        auto one = seal_log(vault, draft, device_key, log_key.public_key());
        BOOST_REQUIRE(one.has_value());
        note_log(position, draft.address, *one);
        sealed.emplace_back(draft.address, std::move(*one));
    }

    [[nodiscard]] std::vector<LogSegment> open_all() const
    {
        std::vector<LogSegment> opened;
        crypto::KemKey const* const keys[]{&log_key};
        for (auto const& [address, one] : sealed) {
            auto segment = open_log(vault, address, one.name, one.object, keys);
            BOOST_REQUIRE(segment.has_value());
            BOOST_REQUIRE(verify_log(vault, *segment, device_key.public_key()).has_value());
            opened.push_back(std::move(*segment));
        }
        return opened;
    }

    [[nodiscard]] std::vector<LogEnd> ends() const
    {
        std::map<std::uint32_t, LogEnd> last;
        for (auto const& [address, one] : sealed)
            last[address.period] = {address.period, address.seq, one.bh, one.name};
        std::vector<LogEnd> all;
        for (auto const& [period, end] : last)
            all.push_back(end);
        return all;
    }
};

constexpr Instant k_november{1'764'000'000'000};  // 24 November 2025
constexpr Instant k_december{1'765'000'000'000};
constexpr Instant k_january{1'768'000'000'000};

LogWorld three_months()
{
    LogWorld world;
    for (int i = 0; i < 3; ++i)
        world.write(k_november);
    world.write(k_december);
    world.write(k_december);
    world.write(k_january);
    return world;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_log)

BOOST_AUTO_TEST_CASE(published_log_is_made_byte_for_byte_and_read)
{
    auto const& object = published_log();
    auto const& derived = support::read_vectors("objects.json").at("derived");
    auto const vault = id_of<VaultId>(object, "vault_id");
    LogAddress const address{
        id_of<DeviceId>(object, "id"), object.at("part").get<std::uint32_t>(), object.at("n").get<std::uint64_t>()};
    auto const log_key = crypto::KemKey::from_seed(hex_of(object, "seed"));
    auto const device_key = crypto::SigningKey::from_seed(hex_of(derived, "DSK"));
    auto const bytes = hex_of(object, "bytes");
    crypto::KemKey const* const keys[]{&log_key};
    auto const opened = open_log(vault, address, id_of<ObjectName>(object, "name"), bytes, keys);
    BOOST_REQUIRE(opened.has_value());
    BOOST_TEST(verify_log(vault, *opened, device_key.public_key()).has_value());
    auto const entries = opened->entries();
    BOOST_REQUIRE_EQUAL(entries.read.size(), 1u);
    BOOST_TEST(entries.skipped == 0u);
    BOOST_TEST((entries.read[0].action == LogAction::Open));
    BOOST_TEST((entries.read[0].object == id_of<RecordId>(derived, "record")));
    BOOST_TEST((entries.read[0].result == LogResult::Ok));
    LogDraft const draft{
        .address = address,
        .prev = opened->prev,
        .back = opened->back,
        .nonce = opened->nonce,
        .entries = entries.read,
        .previous_period_end = opened->previous_period_end};
    auto const again =
        seal_log_with_seed(vault, draft, device_key, log_key.public_key(), hex_of(object, "encaps_seed"));
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST((again->object == bytes));
    // Another place, and bits changed at every byte.
    auto other = address;
    ++other.period;
    BOOST_TEST(
        (open_log(vault, other, id_of<ObjectName>(object, "name"), bytes, keys).error().code == ErrorCode::Auth));
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto changed = bytes;
        changed[i] ^= static_cast<std::uint8_t>(1u << (i % 8));
        BOOST_REQUIRE(!open_log(vault, address, crypto::object_name(changed), changed, keys).has_value());
    }
    BOOST_TEST((open_log(vault, address, {}, bytes, keys).error().code == ErrorCode::Hash));
}

BOOST_AUTO_TEST_CASE(flaw_15_writers_do_not_read_the_log)
{
    auto const world = three_months();
    auto const own = crypto::KemKey::generate();
    crypto::KemKey const* const keys[]{&own};
    auto const& [address, one] = world.sealed[0];
    BOOST_TEST((open_log(world.vault, address, one.name, one.object, keys).error().code == ErrorCode::Auth));
    BOOST_TEST((open_log(world.vault, address, one.name, one.object, {}).error().code == ErrorCode::NoKey));
    auto const secret = crypto::random_secret(32);
    BOOST_TEST(!crypto::open_envelope(secret.view(), log_context(world.vault, address), one.object).has_value());
}

BOOST_AUTO_TEST_CASE(flaw_66_a_segment_of_the_log_tells_what_it_holds_by_its_class_alone)
{
    LogWorld world;
    auto const size_of = [&world](std::vector<JournalEntry> entries) {
        auto const draft = next_log(world.device, world.position, entries, k_november, {});
        auto const one = seal_log(world.vault, draft, world.device_key, world.log_key.public_key());
        BOOST_REQUIRE(one.has_value());
        return one->object.size();
    };
    auto const t = static_cast<std::uint64_t>(k_november.ms);
    std::set<std::size_t> const of_one{
        size_of({{.t = t, .action = LogAction::SignIn}}),
        size_of({{.t = t, .action = LogAction::Open, .object = RecordId{{1}}}}),
        size_of({{.t = t, .action = LogAction::Export, .object = RecordId{{1}}, .result = LogResult::Refused}}),
        size_of(
            {{.t = t, .action = LogAction::ArchiveOpen, .object = RecordId{{1}}, .reason = LogReason::Inspection}})};
    BOOST_TEST(of_one.size() == 1U);
    std::set<std::size_t> sizes;
    std::vector<JournalEntry> entries;
    for (int lines = 0; lines < 64; ++lines) {
        entries.push_back({.t = t, .action = LogAction::Open, .object = RecordId{{1}}});
        sizes.insert(size_of(entries));
    }
    BOOST_TEST(sizes.size() <= 6U);
    for (auto const size : sizes) {
        auto const padded = size - crypto::k_seal_overhead;
        BOOST_TEST(padded >= 512U);
        BOOST_TEST(std::has_single_bit(padded));
    }
}

BOOST_AUTO_TEST_CASE(months_follow_each_other)
{
    auto const world = three_months();
    auto const opened = world.open_all();
    BOOST_TEST((opened[0].address.period == 2025u * 12 + 11));
    BOOST_TEST(opened[3].address.seq == 1u);
    BOOST_TEST((opened[3].previous_period_end == opened[2].bh));
    BOOST_TEST((opened[5].previous_period_end == opened[4].bh));
    BOOST_TEST((opened[0].previous_period_end == BodyHash{}));
    auto const entries = opened[0].entries();
    BOOST_REQUIRE_EQUAL(entries.read.size(), 2u);
    BOOST_TEST(entries.read[1].t == entries.read[0].t + 1);  // the clock stepped back, t does not
    BOOST_TEST((entries.read[1].reason == LogReason::Inspection));
}

BOOST_AUTO_TEST_CASE(a_clock_that_steps_back_does_not_reopen_a_month)
{
    LogWorld world;
    world.write(k_december);
    world.write(k_november);
    BOOST_TEST((world.sealed[1].first.period == world.sealed[0].first.period));
    BOOST_TEST(world.sealed[1].first.seq == 2u);
}

BOOST_AUTO_TEST_CASE(flaw_15_gaps_are_found_and_lawful_drops_are_silent)
{
    auto const world = three_months();
    auto const opened = world.open_all();
    LogEvidence evidence{.device = world.device, .ends = world.ends()};
    for (auto const& segment : opened)
        evidence.segments.push_back(&segment);
    BOOST_TEST(audit_log(evidence).empty());
    std::ranges::reverse(evidence.segments);
    BOOST_TEST(audit_log(evidence).empty());
    // Each segment missing is a gap where it stood.
    for (std::size_t missing = 0; missing < opened.size(); ++missing) {
        auto some = evidence;
        std::erase(some.segments, &opened[missing]);
        auto const gaps = audit_log(some);
        BOOST_REQUIRE_EQUAL(gaps.size(), 1u);
        BOOST_TEST(gaps[0].period == opened[missing].address.period);
        BOOST_TEST(gaps[0].seq == opened[missing].address.seq);
    }
    // A month that the table no longer states while its segments are there, and what followed it.
    auto untold = evidence;
    std::erase_if(untold.ends, [&](LogEnd const& end) { return end.period == opened[3].address.period; });
    BOOST_TEST(!audit_log(untold).empty());
    // A month dropped by the registry: its end stays known, and the next month still follows it.
    auto dropped = evidence;
    auto const november = opened[0].address.period;
    dropped.dropped[november] = {3, opened[2].bh};
    std::erase_if(dropped.ends, [&](LogEnd const& end) { return end.period == november; });
    std::erase_if(dropped.segments, [&](LogSegment const* one) { return one->address.period == november; });
    BOOST_TEST(audit_log(dropped).empty());
    dropped.dropped[november].bh = opened[1].bh;
    BOOST_TEST(audit_log(dropped).size() == 1u);
    // Without a drop it is a gap in what follows.
    dropped.dropped.clear();
    BOOST_TEST(!audit_log(dropped).empty());
}

BOOST_AUTO_TEST_CASE(entries_of_another_form_are_skipped_alone)
{
    JournalEntry entry{.t = 1, .action = static_cast<LogAction>(77), .cid = k_dir};
    auto draft = encode_journal_entry(entry);
    auto const read = [](OpDraft const& op) {
        CborWriter out;
        encode_op(out, op);
        auto const bytes = out.take();
        return decode_journal_entry(decode_op(*parse_cbor(bytes)));
    };
    BOOST_TEST((read(draft).value() == entry));  // an unknown action is shown as its number
    entry.reason = LogReason::NewFact;
    BOOST_TEST((read(encode_journal_entry(entry)).error().code == ErrorCode::Op));
    entry.action = LogAction::ArchiveOpen;
    BOOST_TEST((read(encode_journal_entry(entry)).value() == entry));
    draft.target = Bytes(16);
    BOOST_TEST((read(draft).error().code == ErrorCode::Op));
    draft.target.clear();
    draft.over = {OpId{}};
    BOOST_TEST((read(draft).error().code == ErrorCode::Op));
    draft.over.clear();
    draft.payload = Bytes{0xa0};
    BOOST_TEST((read(draft).error().code == ErrorCode::Op));
}

BOOST_AUTO_TEST_SUITE_END()
