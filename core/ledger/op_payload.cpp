#include "core/ledger/op_payload.hpp"

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_max_tips = 16;
constexpr std::size_t k_least_frontier_entry = 53;  ///< [b16, u, b32].
constexpr std::size_t k_least_shard_entry = 88;     ///< [u, u, b32, b16, b16, b16].

/// Inside an op a wrong form is E_OP; only an unknown key stays what it is.
template <typename T>
Result<T> in_op(Result<T> result)
{
    if (!result && result.error().code != ErrorCode::Upgrade)
        return fail(ErrorCode::Op, result.error().what);
    return result;
}

Result<CborValue> parse_map(BytesView bytes, std::initializer_list<std::uint64_t> known)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(bytes));
    if (map.kind() != CborValue::Kind::Map)
        return fail(ErrorCode::Op, "payload is no map");
    HUISCLOS_TRY(map.check_keys(known));
    return map;
}

Result<std::vector<ObjectName>> names_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    HUISCLOS_TRY_ASSIGN(items, value.items_of(k_encoded_name));
    std::vector<ObjectName> names;
    names.reserve(items.size());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(name, item.as_id<ObjectName>());
        names.push_back(name);
    }
    return names;
}

ByteArray<32> root_of(std::vector<ObjectName> const& names)
{
    Bytes all;
    all.reserve(names.size() * ObjectName::k_size);
    for (auto const& name : names)
        append(all, name.view());
    return crypto::hash(crypto::HashLabel::File, all);
}

Result<CborValue> parse_attach(BytesView inner)
{
    return parse_map(inner, {1, 2, 3, 4, 5, 6, 7, 8, 9});
}

Result<AttachPayload> read_attach(CborValue const& map)
{
    AttachPayload attach;
    HUISCLOS_TRY_ASSIGN(field, unsigned_at(map, 1));
    HUISCLOS_TRY_ASSIGN(file, id_at<FileId>(map, 2));
    HUISCLOS_TRY_ASSIGN(key, bytes_at(map, 3, 32));
    HUISCLOS_TRY_ASSIGN(length, unsigned_at(map, 4));
    HUISCLOS_TRY_ASSIGN(chunks, u32_at(map, 5));
    HUISCLOS_TRY_ASSIGN(root, bytes_at(map, 6, 32));
    HUISCLOS_TRY_ASSIGN(names, names_at(map, 7));
    HUISCLOS_TRY_ASSIGN(file_name, text_at(map, 8));
    HUISCLOS_TRY_ASSIGN(media, text_at(map, 9));
    attach.field = field;
    attach.file = file;
    attach.key = key;
    attach.length = length;
    attach.names = std::move(names);
    std::ranges::copy(root, attach.root.begin());
    attach.file_name = file_name;
    attach.media = media;
    if (attach.names.size() != chunks || chunks == 0 || root_of(attach.names) != attach.root)
        return fail(ErrorCode::Op, "chunks do not give the root");
    return attach;
}

/// Set, add, append: a field and its value.
Result<InnerOp> read_written(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(inner, {1, 2}));
    InnerOp op;
    HUISCLOS_TRY_ASSIGN(field, unsigned_at(map, 1));
    HUISCLOS_TRY_ASSIGN(value, map.at(2));
    op.field = field;
    op.value = value;
    return op;
}

Result<InnerOp> read_drop(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(inner, {1}));
    InnerOp op;
    HUISCLOS_TRY_ASSIGN(field, unsigned_at(map, 1));
    op.field = field;
    return op;
}

Result<InnerOp> read_attached(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_attach(inner));
    HUISCLOS_TRY_ASSIGN(attach, read_attach(map));
    InnerOp op;
    op.field = attach.field;
    op.file = attach.file;
    op.value = map;
    return op;
}

Result<InnerOp> read_detach(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(inner, {1, 2}));
    InnerOp op;
    HUISCLOS_TRY_ASSIGN(field, unsigned_at(map, 1));
    HUISCLOS_TRY_ASSIGN(file, id_at<FileId>(map, 2));
    op.field = field;
    op.file = file;
    return op;
}

/// Close, reopen.
Result<InnerOp> read_reason(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(inner, {1}));
    InnerOp op;
    HUISCLOS_TRY_ASSIGN(reason, unsigned_at(map, 1));
    op.reason = reason;
    return op;
}

Result<InnerOp> read_gone(BytesView inner)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(inner, {1, 2}));
    InnerOp op;
    HUISCLOS_TRY_ASSIGN(reason, unsigned_at(map, 1));
    op.reason = reason;
    if (auto const target = map.find(2)) {
        HUISCLOS_TRY_ASSIGN(moved_to, target->as_id<RecordId>());
        op.moved_to = moved_to;
    }
    return op;
}

Result<InnerOp> read_inner(OpKind kind, BytesView inner)
{
    switch (kind) {
    case OpKind::Set:
    case OpKind::Add:
    case OpKind::Append:
        return read_written(inner);
    case OpKind::Drop:
        return read_drop(inner);
    case OpKind::Attach:
        return read_attached(inner);
    case OpKind::Detach:
        return read_detach(inner);
    case OpKind::Close:
    case OpKind::Reopen:
        return read_reason(inner);
    case OpKind::Gone:
        return read_gone(inner);
    default:
        return fail(ErrorCode::Op, "not an encrypted kind");
    }
}

Result<CreatePayload> read_create(BytesView payload)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(payload, {1, 2}));
    HUISCLOS_TRY_ASSIGN(wrap, bytes_at(map, 1, 48));
    HUISCLOS_TRY_ASSIGN(rkc, bytes_at(map, 2, 32));
    CreatePayload create;
    std::ranges::copy(wrap, create.wrap.begin());
    std::ranges::copy(rkc, create.rkc.begin());
    return create;
}

Result<void> check_adopt(BytesView payload)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(payload, {1}));
    HUISCLOS_TRY_ASSIGN(list, map.at(1));
    HUISCLOS_TRY(OpIdList::from(list));
    return {};
}

Result<void> check_freeze(BytesView payload)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(payload, {1}));
    HUISCLOS_TRY_ASSIGN(seal, map.at(1));
    HUISCLOS_TRY_ASSIGN(bytes, seal.as_bytes());
    // RK is 32 bytes: the seal has one size only, and opening it is for the recovery quorum.
    if (bytes.size() != crypto::k_seal_overhead + crypto::padded_size(crypto::ObjectType::Frozen, 32))
        return fail(ErrorCode::Op, "not a seal of a record key");
    return {};
}

Result<void> check_shard(CborValue const& shard)
{
    if (shard.size() != 6)
        return fail(ErrorCode::Op, "not a shard entry");
    HUISCLOS_TRY_ASSIGN(parts, shard.items());
    HUISCLOS_TRY(parts[0].as_unsigned_below(k_u32_bound));
    HUISCLOS_TRY(parts[1].as_unsigned_below(k_u32_bound));
    HUISCLOS_TRY(parts[2].as_id<ObjectName>());
    HUISCLOS_TRY(parts[3].as_id<RecordId>());
    HUISCLOS_TRY(parts[4].as_bytes_of(16));
    HUISCLOS_TRY(parts[5].as_id<EpochId>());
    return {};
}

Result<void> check_frontier(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(frontier, parse_cbor(encoded));
    HUISCLOS_TRY_ASSIGN(entries, frontier.items_of(k_least_frontier_entry));
    for (auto const& entry : entries) {
        if (entry.size() != 3)
            return fail(ErrorCode::Op, "not a frontier entry");
        HUISCLOS_TRY_ASSIGN(parts, entry.items());
        HUISCLOS_TRY(parts[0].as_id<DeviceId>());
        HUISCLOS_TRY(parts[1].as_unsigned());
        HUISCLOS_TRY(parts[2].as_id<BodyHash>());
    }
    return {};
}

Result<void> check_snapshot(BytesView payload)
{
    HUISCLOS_TRY_ASSIGN(map, parse_map(payload, {1, 2, 3, 4, 5, 6, 7, 8}));
    HUISCLOS_TRY(bytes_at(map, 1, 16));
    HUISCLOS_TRY_ASSIGN(frontier_value, map.at(2));
    HUISCLOS_TRY_ASSIGN(frontier, frontier_value.as_bytes());
    HUISCLOS_TRY(check_frontier(frontier));
    HUISCLOS_TRY(bytes_at(map, 3, 16));
    HUISCLOS_TRY(bytes_at(map, 4, 32));
    HUISCLOS_TRY_ASSIGN(shards_value, map.at(5));
    HUISCLOS_TRY_ASSIGN(shards, shards_value.items_of(k_least_shard_entry));
    for (auto const& shard : shards)
        HUISCLOS_TRY(check_shard(shard));
    if (auto const previous = map.find(6))
        HUISCLOS_TRY(previous->as_id<OpId>());
    HUISCLOS_TRY(unsigned_at(map, 7));
    HUISCLOS_TRY_ASSIGN(tips_value, map.at(8));
    if (tips_value.size() > k_max_tips)
        return fail(ErrorCode::Encoding, "more than 16 tips");
    HUISCLOS_TRY_ASSIGN(tips, tips_value.items());
    for (auto const& tip : tips)
        HUISCLOS_TRY(tip.as_id<ActHash>());
    return {};
}

Result<void> read_clear(OpKind kind, BytesView payload)
{
    switch (kind) {
    case OpKind::Shred:
        if (!payload.empty())
            return fail(ErrorCode::Op, "a shred carries nothing");
        return {};
    case OpKind::Adopt:
        return check_adopt(payload);
    case OpKind::Freeze:
        return check_freeze(payload);
    case OpKind::Snapshot:
        return check_snapshot(payload);
    default:
        return fail(ErrorCode::Op, "not a clear kind");
    }
}

}  // namespace

Result<CreatePayload> decode_create(BytesView payload)
{
    return in_op(read_create(payload));
}

Bytes encode_create(CreatePayload const& payload)
{
    CborWriter out;
    out.map(2).key(1).bytes(payload.wrap).key(2).bytes(payload.rkc);
    return out.take();
}

Result<InnerOp> decode_inner(OpKind kind, BytesView inner)
{
    return in_op(read_inner(kind, inner));
}

Result<AttachPayload> decode_attach(BytesView inner)
{
    auto const map = parse_attach(inner);
    return in_op(map ? read_attach(*map) : Result<AttachPayload>(std::unexpected(map.error())));
}

Result<void> check_clear_payload(OpKind kind, BytesView payload)
{
    return in_op(read_clear(kind, payload));
}

Bytes encode_field_value(std::uint64_t field, BytesView value)
{
    CborWriter out;
    out.map(2).key(1).unsigned_int(field).key(2).raw(value);
    return out.take();
}

Bytes encode_field(std::uint64_t field)
{
    CborWriter out;
    out.map(1).key(1).unsigned_int(field);
    return out.take();
}

Bytes encode_detach(std::uint64_t field, FileId const& file)
{
    CborWriter out;
    out.map(2).key(1).unsigned_int(field).key(2).id(file);
    return out.take();
}

Bytes encode_attach(AttachPayload const& attach)
{
    CborWriter out;
    out.map(9).key(1).unsigned_int(attach.field).key(2).id(attach.file).key(3).bytes(attach.key);
    out.key(4).unsigned_int(attach.length).key(5).unsigned_int(attach.names.size());
    out.key(6).bytes(root_of(attach.names)).key(7).array(attach.names.size());
    for (auto const& name : attach.names)
        out.id(name);
    out.key(8).text(attach.file_name).key(9).text(attach.media);
    return out.take();
}

Bytes encode_reason(std::uint64_t reason)
{
    CborWriter out;
    out.map(1).key(1).unsigned_int(reason);
    return out.take();
}

Bytes encode_gone(std::uint64_t reason, std::optional<RecordId> const& moved_to)
{
    CborWriter out;
    out.map(moved_to ? 2 : 1).key(1).unsigned_int(reason);
    if (moved_to)
        out.key(2).id(*moved_to);
    return out.take();
}

}  // namespace huisclos::ledger
