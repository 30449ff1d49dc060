#include "core/ledger/segment.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

Bytes encode_body_with(SegmentDraft const& draft, BytesView ops, std::size_t back_count)
{
    CborWriter out;
    out.map(8).key(1).id(draft.address.device).key(2).id(draft.address.cid).key(3).id(draft.eid);
    out.key(4).unsigned_int(draft.address.seq).key(5).id(draft.prev).key(6).array(back_count);
    for (auto const& name : draft.back.first(back_count))
        out.id(name);
    out.key(7).bytes(draft.nonce).key(8).raw(ops);
    return out.take();
}

Result<void> read_body(CborValue const& map, Segment& segment)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7, 8}));
    HUISCLOS_TRY_ASSIGN(device_value, map.at(1));
    HUISCLOS_TRY_ASSIGN(device, device_value.as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(cid_value, map.at(2));
    HUISCLOS_TRY_ASSIGN(cid, cid_value.as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(eid_value, map.at(3));
    HUISCLOS_TRY_ASSIGN(eid, eid_value.as_id<EpochId>());
    HUISCLOS_TRY_ASSIGN(seq_value, map.at(4));
    HUISCLOS_TRY_ASSIGN(seq, seq_value.as_unsigned());
    HUISCLOS_TRY_ASSIGN(prev_value, map.at(5));
    HUISCLOS_TRY_ASSIGN(prev, prev_value.as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(back_value, map.at(6));
    HUISCLOS_TRY_ASSIGN(back, decode_back(back_value, seq));
    HUISCLOS_TRY_ASSIGN(nonce_value, map.at(7));
    HUISCLOS_TRY_ASSIGN(nonce, nonce_value.as_bytes_of(16));
    HUISCLOS_TRY_ASSIGN(ops_value, map.at(8));
    HUISCLOS_TRY_ASSIGN(ops, decode_ops(ops_value));
    if (seq == 0 || (seq == 1) != prev.is_zero())
        return fail(ErrorCode::Encoding, "seq and prev disagree");
    segment.address = {device, cid, seq};
    segment.eid = eid;
    segment.prev = prev;
    segment.back = std::move(back);
    std::ranges::copy(nonce, segment.nonce.begin());
    segment.ops = std::move(ops);
    return {};
}

Result<SealedSegment> seal_with(
    VaultId const& vault, SegmentDraft const& draft, crypto::SigningKey const& device_key, BytesView epoch_secret,
    std::optional<BytesView> salt)
{
    auto const body = encode_segment_body(draft);
    SealedSegment sealed;
    sealed.bh = body_hash(body);
    auto const signature = device_key.sign(crypto::SignLabel::Segment, vault, sealed.bh.view());
    auto const plain = encode_signed(body, signature);
    if (crypto::padded_size(crypto::ObjectType::Segment, plain.size()) > crypto::limit_of(crypto::ObjectType::Segment))
        return fail(ErrorCode::Format, "segment over the limit");
    auto const context = segment_context(vault, draft.address);
    sealed.object = salt ? crypto::make_envelope_with_salt(epoch_secret, context, plain, *salt)
                         : crypto::make_envelope(epoch_secret, context, plain);
    sealed.name = crypto::object_name(sealed.object);
    return sealed;
}

}  // namespace

crypto::Context segment_context(VaultId const& vault, SegmentAddress const& address)
{
    return {
        .type = crypto::ObjectType::Segment,
        .vault = vault,
        .cid = address.cid.bytes,
        .id = address.device.bytes,
        .n = address.seq,
        .part = 0,
    };
}

Bytes encode_segment_body(SegmentDraft const& draft)
{
    require(!draft.ops.empty() && draft.ops.size() <= k_max_ops, "a segment has 1 to 4096 ops");
    require((draft.address.seq == 1) == draft.back.empty(), "back names from seq 2 on");
    require((draft.address.seq == 1) == draft.prev.is_zero(), "prev from seq 2 on");
    CborWriter ops;
    ops.array(draft.ops.size());
    for (auto const& op : draft.ops)
        encode_op(ops, op);
    auto const encoded_ops = ops.take();
    std::size_t const bare = encode_body_with(draft, encoded_ops, 0).size();
    auto const size_with = [&](std::size_t names) {
        return signed_size(bare + names * k_encoded_name);
    };
    return encode_body_with(
        draft, encoded_ops, count_back(crypto::ObjectType::Segment, draft.address.seq, draft.back.size(), size_with));
}

std::size_t signed_size(std::size_t body_size)
{
    std::size_t const head = body_size < 24 ? 1 : body_size < 256 ? 2 : body_size < 65'536 ? 3 : 5;
    return 1 + head + body_size + 2 + crypto::Signature::k_size;
}

Bytes encode_signed(BytesView body, crypto::Signature const& signature)
{
    CborWriter out;
    out.array(2).bytes(body).id(signature);
    return out.take();
}

BodyHash body_hash(BytesView body)
{
    return BodyHash{crypto::hash(crypto::HashLabel::Body, body)};
}

Result<SealedSegment> seal_segment(
    VaultId const& vault, SegmentDraft const& draft, crypto::SigningKey const& device_key, BytesView epoch_secret)
{
    return seal_with(vault, draft, device_key, epoch_secret, std::nullopt);
}

Result<SealedSegment> seal_segment_with_salt(
    VaultId const& vault, SegmentDraft const& draft, crypto::SigningKey const& device_key, BytesView epoch_secret,
    BytesView salt)
{
    return seal_with(vault, draft, device_key, epoch_secret, salt);
}

Result<SignedParts> decode_signed(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(pair, parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, parts_of(pair, 2));
    HUISCLOS_TRY_ASSIGN(body, items[0].as_bytes());
    HUISCLOS_TRY_ASSIGN(signature, items[1].as_id<crypto::Signature>());
    return SignedParts{body, signature};
}

Result<std::vector<ObjectName>> decode_back(CborValue const& value, std::uint64_t seq)
{
    if (value.size() > k_max_back_names)
        return fail(ErrorCode::Encoding, "more than 16 back names");
    HUISCLOS_TRY_ASSIGN(items, value.items());
    if (items.empty() != (seq == 1))
        return fail(ErrorCode::Encoding, "back names and seq disagree");
    std::vector<ObjectName> names;
    names.reserve(items.size());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(name, item.as_id<ObjectName>());
        names.push_back(name);
    }
    return names;
}

Result<std::vector<OpView>> decode_ops(CborValue const& value)
{
    if (value.size() > k_max_ops)
        return fail(ErrorCode::Encoding, "more than 4096 ops");
    HUISCLOS_TRY_ASSIGN(items, value.items());
    if (items.empty())
        return fail(ErrorCode::Encoding, "no op");
    std::vector<OpView> ops;
    ops.reserve(items.size());
    for (auto const& item : items)
        ops.push_back(decode_op(item));
    return ops;
}

Result<Segment> decode_segment(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, decode_signed(plain));
    Segment segment;
    segment.body = to_bytes(parts.body);
    segment.signature = parts.signature;
    segment.bh = body_hash(segment.body);
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(segment.body));
    HUISCLOS_TRY(read_body(map, segment));
    return segment;
}

Result<Segment> open_segment(
    VaultId const& vault, SegmentAddress const& address, ObjectName const& name, BytesView object,
    std::span<EpochKey const> keys)
{
    if (crypto::object_name(object) != name)
        return fail(ErrorCode::Hash, "segment has another name");
    std::vector<BytesView> secrets;
    secrets.reserve(keys.size());
    for (auto const& key : keys)
        secrets.push_back(key.secret);
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_envelope_any(secrets, segment_context(vault, address), object));
    HUISCLOS_TRY_ASSIGN(segment, decode_segment(opened.plain.view()));
    if (segment.address != address)
        return fail(ErrorCode::Context, "segment of another place");
    if (segment.eid != keys[opened.key_index].eid)
        return fail(ErrorCode::Context, "segment of another epoch");
    return std::move(segment);
}

Result<void> verify_segment(VaultId const& vault, Segment const& segment, crypto::PublicKey const& device_key)
{
    if (!crypto::verify(device_key, crypto::SignLabel::Segment, vault, segment.bh.view(), segment.signature))
        return fail(ErrorCode::Signature, "segment");
    return {};
}

}  // namespace huisclos::ledger
