#include "core/ledger/waiting.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

/// What a writer of this program can write down.
bool can_wait(OpKind kind)
{
    return kind != OpKind::Adopt && kind != OpKind::Freeze && kind != OpKind::Snapshot && kind != OpKind::Log;
}

void encode(CborWriter& out, WaitingOp const& op)
{
    out.array(6).id(op.id).unsigned_int(static_cast<std::uint64_t>(op.kind)).unsigned_int(op.t).id(op.target);
    out.array(op.over.size());
    for (auto const& id : op.over)
        out.id(id);
    out.bytes(op.inner.view());
}

Result<WaitingOp> decode(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(items, value.items());
    if (items.size() != 6)
        return fail(ErrorCode::Encoding, "a waiting op has six parts");
    HUISCLOS_TRY_ASSIGN(id, items[0].as_id<OpId>());
    HUISCLOS_TRY_ASSIGN(number, items[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(t, items[2].as_unsigned());
    HUISCLOS_TRY_ASSIGN(target, items[3].as_id<RecordId>());
    HUISCLOS_TRY_ASSIGN(over, items[4].items());
    HUISCLOS_TRY_ASSIGN(inner, items[5].as_bytes());
    auto const kind = known_record_kind(number);
    if (!kind || !can_wait(*kind) || t >= k_time_limit)
        return fail(ErrorCode::Op, "not an op that can wait");
    WaitingOp op{.id = id, .kind = *kind, .t = t, .target = target, .over = {}, .inner = SecretBytes::copy_of(inner)};
    for (auto const& item : over) {
        HUISCLOS_TRY_ASSIGN(replaced, item.as_id<OpId>());
        op.over.push_back(replaced);
    }
    return op;
}

std::size_t encoded_size(WaitingWrite const& write)
{
    std::size_t size = 64;
    for (auto const& op : write.ops)
        size += 96 + op.over.size() * (OpId::k_size + 1) + op.inner.size();
    return size;
}

}  // namespace

SecretBytes encode_waiting(WaitingWrite const& write)
{
    CborWriter out(encoded_size(write));
    out.map(2).key(1).id(write.cid).key(2).array(write.ops.size());
    for (auto const& op : write.ops)
        encode(out, op);
    auto plain = out.take();
    auto secret = SecretBytes::copy_of(plain);
    wipe(plain);
    return secret;
}

Result<WaitingWrite> decode_waiting(std::uint64_t number, BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(cid_item, map.at(1));
    HUISCLOS_TRY_ASSIGN(ops_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(cid, cid_item.as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(items, ops_item.items());
    if (items.empty() || items.size() > k_max_ops)
        return fail(ErrorCode::Op, "a writing that waits has 1 to 4096 ops");
    WaitingWrite write{.number = number, .cid = cid, .ops = {}};
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(op, decode(item));
        write.ops.push_back(std::move(op));
    }
    return write;
}

std::vector<OpId> WaitingNames::translated(std::vector<OpId> const& over) const
{
    std::vector<OpId> known;
    // A name may stand for others that became something else in their turn; each is followed once.
    std::vector<OpId> to_follow(over.rbegin(), over.rend());
    std::unordered_map<OpId, bool> followed;
    while (!to_follow.empty()) {
        auto const id = to_follow.back();
        to_follow.pop_back();
        if (!followed.emplace(id, true).second)
            continue;
        auto const found = m_instead.find(id);
        if (found == m_instead.end())
            known.push_back(id);
        else
            to_follow.insert(to_follow.end(), found->second.rbegin(), found->second.rend());
    }
    return known;
}

void WaitingNames::translate_value(SecretBytes& inner) const
{
    auto const bytes = inner.mutable_view();
    for (auto const& [name, instead] : m_instead) {
        if (instead.size() != 1 || bytes.size() < OpId::k_size)
            continue;
        for (auto at = bytes.begin(); bytes.end() - at >= static_cast<std::ptrdiff_t>(OpId::k_size);) {
            auto const found = std::search(at, bytes.end(), name.bytes.begin(), name.bytes.end());
            if (found == bytes.end())
                break;
            std::ranges::copy(instead.front().bytes, found);
            at = found + OpId::k_size;
        }
    }
}

bool names_one_of(WaitingOp const& op, WaitingNames const& names)
{
    auto const is_one = [&names](OpId const& id) {
        return names.contains(id);
    };
    if (names.empty())
        return false;
    if (std::ranges::any_of(op.over, is_one))
        return true;
    auto const bytes = op.inner.view();
    for (std::size_t at = 0; at + OpId::k_size <= bytes.size(); ++at) {
        if (is_one(*OpId::from(bytes.subspan(at, OpId::k_size))))
            return true;
    }
    return false;
}

WaitingOp copy_of(WaitingOp const& op)
{
    return {.id = op.id, .kind = op.kind, .t = op.t, .target = op.target, .over = op.over, .inner = op.inner.clone()};
}

}  // namespace huisclos::ledger
