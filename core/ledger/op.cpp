#include "core/ledger/op.hpp"

#include <algorithm>
#include <cstring>

#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

std::optional<OpKind> known_record_kind(std::uint64_t kind)
{
    bool const is_record_op = kind >= 32 && kind <= 44;
    if (!is_record_op && kind != 48)
        return std::nullopt;
    return static_cast<OpKind>(kind);
}

bool has_clear_payload(OpKind kind)
{
    switch (kind) {
    case OpKind::Create:
    case OpKind::Shred:
    case OpKind::Adopt:
    case OpKind::Freeze:
    case OpKind::Snapshot:
        return true;
    default:
        return false;
    }
}

Result<OpIdList> OpIdList::from(CborValue const& value)
{
    auto const items = value.items_of(k_stride);
    if (!items)
        return fail(ErrorCode::Op, "not a list of op ids");
    for (auto const& item : *items) {
        if (!item.as_bytes_of(OpId::k_size))
            return fail(ErrorCode::Op, "not an op id");
    }
    OpIdList list;
    list.m_items = value.encoded().last(items->size() * k_stride);
    return list;
}

OpId OpIdList::at(std::size_t index) const
{
    OpId id;
    std::memcpy(id.bytes.data(), m_items.data() + index * k_stride + 1, OpId::k_size);
    return id;
}

bool OpIdList::contains(OpId const& id) const
{
    for (std::size_t i = 0; i < size(); ++i) {
        if (std::memcmp(m_items.data() + i * k_stride + 1, id.bytes.data(), OpId::k_size) == 0)
            return true;
    }
    return false;
}

namespace {

Result<void> read_fields(std::vector<CborValue> const& items, OpView& op)
{
    HUISCLOS_TRY_ASSIGN(t, items[1].as_unsigned_below(k_time_limit));
    HUISCLOS_TRY_ASSIGN(target, items[2].as_bytes());
    HUISCLOS_TRY_ASSIGN(over, OpIdList::from(items[3]));
    HUISCLOS_TRY_ASSIGN(payload, items[4].as_bytes());
    if (!items[5].is_null()) {
        HUISCLOS_TRY_ASSIGN(orig, items[5].as_id<OpId>());
        op.orig = orig;
    }
    op.t = t;
    op.target = target;
    op.over = over;
    op.payload = payload;
    return {};
}

}  // namespace

OpView decode_op(CborValue const& value)
{
    OpView op;
    op.fault = ErrorCode::Op;
    auto const first = value.first();
    if (!first)
        return op;
    auto const kind = first->as_unsigned();
    if (!kind)
        return op;
    op.kind = *kind;
    auto const items = parts_of(value, 6);
    if (items && read_fields(*items, op))
        op.fault.reset();
    return op;
}

void encode_op(CborWriter& out, OpDraft const& op)
{
    out.array(6).unsigned_int(static_cast<std::uint64_t>(op.kind)).unsigned_int(op.t).bytes(op.target);
    out.array(op.over.size());
    for (auto const& id : op.over)
        out.id(id);
    out.bytes(op.payload);
    if (op.orig)
        out.id(*op.orig);
    else
        out.null();
}

OpId op_id(BodyHash const& body, std::size_t index)
{
    Bytes index_bytes;
    append_u16(index_bytes, static_cast<std::uint16_t>(index));
    auto const full = crypto::hash(crypto::HashLabel::Op, {body.view(), index_bytes});
    return *OpId::from(BytesView(full).first(OpId::k_size));
}

}  // namespace huisclos::ledger
