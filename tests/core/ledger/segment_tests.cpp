#include "core/ledger/segment.hpp"

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/ledger/record_key.hpp"
#include "tests/support/vectors.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::id_of;
using support::Json;

namespace {

Json const& segment_vector()
{
    for (auto const& object : support::published().at("objects")) {
        if (object.at("type") == "segment")
            return object;
    }
    throw std::runtime_error("no segment");
}

/// The published segment, with what it is made of.
struct PublishedSegment {
    Json const& object{segment_vector()};
    Json const& derived{support::published().at("derived")};
    VaultId vault{id_of<VaultId>(object, "vault_id")};
    SegmentAddress address{id_of<DeviceId>(object, "id"), id_of<CompartmentId>(object, "cid"), 1};
    Bytes secret{hex_of(object, "key")};
    Bytes bytes{hex_of(object, "bytes")};
    ObjectName name{id_of<ObjectName>(object, "name")};
    EpochId eid{id_of<EpochId>(derived, "eid")};
    RecordId record{id_of<RecordId>(derived, "record")};
    Bytes record_key{hex_of(derived, "RK")};
    crypto::SigningKey device_key{crypto::SigningKey::from_seed(hex_of(derived, "DSK"))};
    ByteArray<16> nonce{};
    std::vector<EpochKey> keys{{eid, secret}};

    PublishedSegment() { std::ranges::copy(hex_of(derived, "segment nonce"), nonce.begin()); }

    [[nodiscard]] Result<Segment> open() const { return open_segment(vault, address, name, bytes, keys); }
    [[nodiscard]] Result<Segment> open_bytes(Bytes const& other) const
    {
        return open_segment(vault, address, crypto::object_name(other), other, keys);
    }
};

ErrorCode code_of(Result<Segment> const& result)
{
    BOOST_REQUIRE(!result.has_value());
    return result.error().code;
}

std::vector<OpDraft> one_op()
{
    return {OpDraft{.kind = OpKind::Shred, .t = 1, .target = Bytes(16, 1)}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(segment)

BOOST_AUTO_TEST_CASE(published_segment_is_made_byte_for_byte)
{
    PublishedSegment const p;
    auto const create = wrap_record_key(p.record_key, p.record, p.address.cid, p.secret);
    BOOST_TEST(to_hex(create.wrap) == p.derived.at("wrap").get<std::string>());
    BOOST_TEST(to_hex(create.rkc) == p.derived.at("rkc").get<std::string>());
    OpPlace const place{p.address.device, 1, 1, p.nonce};
    BOOST_TEST(
        to_hex(op_key(p.record_key, p.record, place).view()) ==
        p.derived.at("op key seq 1 index 1").get<std::string>());
    CborWriter value;
    value.text("huis clos");
    auto const inner = encode_field_value(10, value.view());
    BOOST_TEST(to_hex(inner) == p.derived.at("op inner").get<std::string>());
    auto const payload = encrypt_inner(p.record_key, p.record, place, inner);
    BOOST_TEST(to_hex(payload) == p.derived.at("op payload").get<std::string>());

    auto const opened = p.open();
    BOOST_REQUIRE(opened.has_value());
    std::vector<OpDraft> const ops{
        {OpKind::Create, opened->ops[0].t, to_bytes(p.record.view()), {}, encode_create(create), {}},
        {OpKind::Set, opened->ops[1].t, to_bytes(p.record.view()), {}, payload, {}},
    };
    SegmentDraft const draft{.address = p.address, .eid = p.eid, .prev = {}, .back = {}, .nonce = p.nonce, .ops = ops};
    auto const sealed = seal_segment_with_salt(p.vault, draft, p.device_key, p.secret, hex_of(p.object, "salt"));
    BOOST_REQUIRE(sealed.has_value());
    BOOST_TEST((sealed->object == p.bytes));
    BOOST_TEST((sealed->name == p.name));
    BOOST_TEST(to_hex(sealed->bh.view()) == p.derived.at("bh").get<std::string>());
}

BOOST_AUTO_TEST_CASE(published_segment_is_read)
{
    PublishedSegment const p;
    auto const segment = p.open();
    BOOST_REQUIRE(segment.has_value());
    BOOST_TEST(verify_segment(p.vault, *segment, p.device_key.public_key()).has_value());
    BOOST_REQUIRE_EQUAL(segment->ops.size(), 2u);
    BOOST_TEST(to_hex(op_id(segment->bh, 0).view()) == p.derived.at("op_id 0").get<std::string>());
    BOOST_TEST(to_hex(op_id(segment->bh, 1).view()) == p.derived.at("op_id 1").get<std::string>());
    auto const create = decode_create(segment->ops[0].payload);
    BOOST_REQUIRE(create.has_value());
    auto const key = unwrap_record_key(*create, p.record, p.address.cid, p.secret);
    BOOST_REQUIRE(key.has_value());
    BOOST_TEST(same_bytes(key->view(), p.record_key));
    OpPlace const place{p.address.device, 1, 1, segment->nonce};
    auto const inner = decrypt_inner(key->view(), p.record, place, segment->ops[1].payload);
    BOOST_REQUIRE(inner.has_value());
    auto const set = decode_inner(OpKind::Set, inner->view());
    BOOST_REQUIRE(set.has_value());
    BOOST_TEST(set->field == 10u);
    BOOST_TEST(set->value.as_text().value() == "huis clos");
}

BOOST_AUTO_TEST_CASE(published_refusals_of_segments)
{
    std::size_t count = 0;
    for (auto const& object : support::published().at("negative")) {
        if (object.at("type") != "segment")
            continue;
        auto const key = hex_of(object, "key");
        auto const bytes = hex_of(object, "bytes");
        auto const cid = id_of<CompartmentId>(object, "cid");
        SegmentAddress const address{id_of<DeviceId>(object, "id"), cid, object.at("n").get<std::uint64_t>()};
        std::vector<EpochKey> const keys{{crypto::epoch_id(crypto::commit_to(key, cid)), key}};
        auto const opened =
            open_segment(id_of<VaultId>(object, "vault_id"), address, crypto::object_name(bytes), bytes, keys);
        auto const expected = object.at("expect").get<std::string>();
        auto const code = code_of(opened);
        BOOST_TEST_CONTEXT(object.at("name").get<std::string>())
        {
            BOOST_TEST((expected == "E_FORMAT") == (code == ErrorCode::Format));
            BOOST_TEST((expected == "E_AUTH") == (code == ErrorCode::Auth));
            BOOST_TEST((expected == "E_NOKEY") == (code == ErrorCode::NoKey));
        }
        ++count;
    }
    BOOST_TEST(count >= 10u);
}

BOOST_AUTO_TEST_CASE(every_bit_flip_is_refused)
{
    PublishedSegment const p;
    BOOST_REQUIRE(p.open_bytes(p.bytes).has_value());
    for (std::size_t bit = 0; bit < p.bytes.size() * 8; ++bit) {
        auto changed = p.bytes;
        changed[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        BOOST_REQUIRE(!p.open_bytes(changed).has_value());
        // Under its own name the change is seen first.
        auto const named = open_segment(p.vault, p.address, p.name, changed, p.keys);
        BOOST_REQUIRE(code_of(named) == ErrorCode::Hash);
    }
}

BOOST_AUTO_TEST_CASE(every_bit_flip_of_body_or_signature_is_refused)
{
    PublishedSegment const p;
    auto const segment = p.open();
    BOOST_REQUIRE(segment.has_value());
    for (std::size_t bit = 0; bit < segment->body.size() * 8; ++bit) {
        auto body = segment->body;
        body[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        auto const changed = decode_segment(encode_signed(body, segment->signature));
        BOOST_REQUIRE(!changed || !verify_segment(p.vault, *changed, p.device_key.public_key()).has_value());
    }
    for (std::size_t bit = 0; bit < crypto::Signature::k_size * 8; ++bit) {
        auto signature = segment->signature;
        signature.bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        auto const changed = decode_segment(encode_signed(segment->body, signature));
        BOOST_REQUIRE(changed.has_value());
        BOOST_REQUIRE(!verify_segment(p.vault, *changed, p.device_key.public_key()).has_value());
    }
}

BOOST_AUTO_TEST_CASE(moved_segments_are_refused)
{
    PublishedSegment const p;
    auto other = p.address;
    other.seq = 2;
    BOOST_TEST((code_of(open_segment(p.vault, other, p.name, p.bytes, p.keys)) == ErrorCode::NoKey));
    other = p.address;
    other.device.bytes[0] ^= 1;
    BOOST_TEST((code_of(open_segment(p.vault, other, p.name, p.bytes, p.keys)) == ErrorCode::NoKey));
    other = p.address;
    other.cid.bytes[0] ^= 1;
    BOOST_TEST((code_of(open_segment(p.vault, other, p.name, p.bytes, p.keys)) == ErrorCode::NoKey));
    auto vault = p.vault;
    vault.bytes[0] ^= 1;
    BOOST_TEST((code_of(open_segment(vault, p.address, p.name, p.bytes, p.keys)) == ErrorCode::NoKey));
    // A body put again in an envelope of another place or epoch says what it is.
    auto const segment = p.open();
    auto const plain = encode_signed(segment->body, segment->signature);
    other = p.address;
    other.seq = 2;
    auto const moved = crypto::make_envelope(p.secret, segment_context(p.vault, other), plain);
    BOOST_TEST(
        (code_of(open_segment(p.vault, other, crypto::object_name(moved), moved, p.keys)) == ErrorCode::Context));
    Bytes const next_secret(32, 7);
    std::vector<EpochKey> const next{{crypto::epoch_id(crypto::commit_to(next_secret, p.address.cid)), next_secret}};
    auto const rekeyed = crypto::make_envelope(next_secret, segment_context(p.vault, p.address), plain);
    BOOST_TEST(
        (code_of(open_segment(p.vault, p.address, crypto::object_name(rekeyed), rekeyed, next)) == ErrorCode::Context));
}

BOOST_AUTO_TEST_CASE(back_names_fill_only_while_the_size_stays)
{
    std::vector<ObjectName> names(20);
    for (std::size_t i = 0; i < names.size(); ++i)
        names[i].bytes[0] = static_cast<std::uint8_t>(i + 1);
    auto const key = crypto::SigningKey::generate();
    VaultId const vault{};
    Bytes const secret(32, 3);
    std::size_t fullest = 0;
    for (std::size_t extra = 0; extra < 1200; extra += 7) {
        auto ops = one_op();
        ops[0].payload = Bytes(extra, 9);
        SegmentDraft draft{.address = {{}, {}, 30}, .prev = BodyHash{{1}}, .nonce = {}, .ops = ops};
        draft.back = std::span(names).first(1);
        auto const least = seal_segment(vault, draft, key, secret);
        draft.back = names;
        auto const filled = seal_segment(vault, draft, key, secret);
        BOOST_REQUIRE(least.has_value() && filled.has_value());
        BOOST_REQUIRE_EQUAL(least->object.size(), filled->object.size());
        EpochId const eid = crypto::epoch_id(crypto::commit_to(secret, {}));
        std::vector<EpochKey> const keys{{eid, secret}};
        draft.eid = eid;
        auto const sealed = seal_segment(vault, draft, key, secret);
        auto const opened = open_segment(vault, draft.address, sealed->name, sealed->object, keys);
        BOOST_REQUIRE(opened.has_value());
        BOOST_REQUIRE(!opened->back.empty() && opened->back.size() <= k_max_back_names);
        BOOST_REQUIRE(std::ranges::equal(opened->back, std::span(names).first(opened->back.size())));
        fullest = std::max(fullest, opened->back.size());
    }
    BOOST_TEST(fullest > 5u);
}

BOOST_AUTO_TEST_CASE(malformed_bodies)
{
    PublishedSegment const p;
    auto const key = crypto::SigningKey::generate();
    auto const decode = [&](auto const& write) {
        CborWriter out;
        write(out);
        return decode_segment(encode_signed(out.view(), {}));
    };
    auto const body = [&](CborWriter& out, std::uint64_t seq, std::size_t back, std::size_t ops, std::uint64_t extra) {
        out.map(extra == 0 ? 8 : 9).key(1).id(DeviceId{}).key(2).id(CompartmentId{}).key(3).id(EpochId{});
        out.key(4).unsigned_int(seq).key(5).id(seq == 1 ? BodyHash{} : BodyHash{{1}}).key(6).array(back);
        for (std::size_t i = 0; i < back; ++i)
            out.id(ObjectName{});
        out.key(7).bytes(Bytes(16)).key(8).array(ops);
        for (std::size_t i = 0; i < ops; ++i)
            encode_op(out, one_op()[0]);
        if (extra != 0)
            out.key(extra).unsigned_int(1);
    };
    BOOST_TEST(decode([&](CborWriter& out) { body(out, 1, 0, 1, 0); }).has_value());
    BOOST_TEST(decode([&](CborWriter& out) { body(out, 17, 16, 1, 0); }).has_value());
    BOOST_TEST(decode([&](CborWriter& out) { body(out, 1, 0, 4096, 0); }).has_value());
    BOOST_TEST(decode([&](CborWriter& out) { body(out, 1, 0, 1, 64); }).has_value());
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 1, 0, 1, 9); })) == ErrorCode::Upgrade));
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 1, 0, 4097, 0); })) == ErrorCode::Encoding));
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 1, 0, 0, 0); })) == ErrorCode::Encoding));
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 18, 17, 1, 0); })) == ErrorCode::Encoding));
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 2, 0, 1, 0); })) == ErrorCode::Encoding));
    BOOST_TEST((code_of(decode([&](CborWriter& out) { body(out, 1, 1, 1, 0); })) == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
