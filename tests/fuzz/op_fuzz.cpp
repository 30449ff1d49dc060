// links: ledger
// Ops and their payloads: the first byte picks the kind. What is read is written again as the same bytes, unless it has
// keys that are ignored.

#include "core/base/require.hpp"
#include "core/ledger/journal_entry.hpp"
#include "core/ledger/op_payload.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

bool has_ignored_keys(BytesView payload)
{
    auto const map = parse_cbor(payload);
    auto const keys = map->keys();
    return !keys->empty() && keys->back() >= 64;
}

Bytes written_again(OpKind kind, InnerOp const& op, BytesView payload)
{
    switch (kind) {
    case OpKind::Set:
    case OpKind::Add:
    case OpKind::Append:
        return encode_field_value(op.field, op.value.encoded());
    case OpKind::Drop:
        return encode_field(op.field);
    case OpKind::Attach:
        return encode_attach(*decode_attach(payload));
    case OpKind::Detach:
        return encode_detach(op.field, op.file);
    case OpKind::Close:
    case OpKind::Reopen:
        return encode_reason(op.reason);
    default:
        return encode_gone(op.reason, op.moved_to);
    }
}

void read_payload(OpKind kind, BytesView payload)
{
    if (kind == OpKind::Create) {
        if (auto const create = decode_create(payload); create && !has_ignored_keys(payload))
            require(same_bytes(encode_create(*create), payload), "create");
        return;
    }
    if (has_clear_payload(kind)) {
        (void)check_clear_payload(kind, payload);
        return;
    }
    if (auto const inner = decode_inner(kind, payload); inner && !has_ignored_keys(payload))
        require(same_bytes(written_again(kind, *inner, payload), payload), "inner");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    // A map is searched key by key: large inputs would test patience only.
    if (size == 0 || size > 65'536)
        return 0;
    BytesView const rest(data + 1, size - 1);
    if (auto const kind = known_record_kind(data[0])) {
        read_payload(*kind, rest);
        return 0;
    }
    auto const value = parse_cbor(rest);
    if (!value)
        return 0;
    auto const op = decode_op(*value);
    if (op.fault)
        return 0;
    (void)decode_journal_entry(op);
    OpDraft draft{
        .kind = static_cast<OpKind>(op.kind),
        .t = op.t,
        .target = to_bytes(op.target),
        .over = {},
        .payload = to_bytes(op.payload),
        .orig = op.orig};
    for (std::size_t i = 0; i < op.over.size(); ++i)
        draft.over.push_back(op.over.at(i));
    CborWriter out;
    encode_op(out, draft);
    require(op.kind > 255 || same_bytes(out.view(), rest), "an op is written as it was read");
    return 0;
}
