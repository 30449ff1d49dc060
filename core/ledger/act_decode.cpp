#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/act.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

namespace {

crypto::Context context_of(VaultId const& vault)
{
    return {.type = crypto::ObjectType::Act, .vault = vault, .cid = k_dir.bytes};
}

template <typename AnId>
Result<std::vector<AnId>> read_ids(CborValue const& root, std::uint64_t key, std::size_t least, std::size_t most)
{
    HUISCLOS_TRY_ASSIGN(list, root.at(key));
    if (list.size() < least || list.size() > most)
        return fail(ErrorCode::Encoding, "count of ids");
    HUISCLOS_TRY_ASSIGN(items, list.items());
    std::vector<AnId> ids;
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(id, item.template as_id<AnId>());
        ids.push_back(id);
    }
    return ids;
}

bool is_ascending(std::vector<ActHash> const& hashes)
{
    for (std::size_t i = 1; i < hashes.size(); ++i) {
        if (!(hashes[i - 1] < hashes[i]))
            return false;
    }
    return true;
}

ActOp void_op(std::uint64_t kind, VoidOp::Why why)
{
    return VoidOp{kind, why};
}

Result<ActOp> read_op(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(item, 2));
    if (parts[1].kind() != CborValue::Kind::Map)
        return fail(ErrorCode::Encoding, "form of an op");
    HUISCLOS_TRY_ASSIGN(kind, parts[0].as_unsigned());
    if (kind >= k_first_ignorable_kind)
        return void_op(kind, VoidOp::Why::Ignorable);
    auto op = decode_act_op(kind, parts[1].encoded());
    if (op)
        return std::move(*op);
    return void_op(kind, op.error().code == ErrorCode::Upgrade ? VoidOp::Why::Unknown : VoidOp::Why::Malformed);
}

Result<std::vector<ActOp>> read_ops(CborValue const& root)
{
    HUISCLOS_TRY_ASSIGN(list, root.at(6));
    if (list.size() < 1 || list.size() > k_max_act_ops)
        return fail(ErrorCode::Encoding, "count of ops");
    HUISCLOS_TRY_ASSIGN(items, list.items());
    std::vector<ActOp> ops;
    ops.reserve(items.size());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(op, read_op(item));
        ops.push_back(std::move(op));
    }
    return ops;
}

}  // namespace

ActHash SignedAct::hash() const
{
    return ActHash{crypto::hash(crypto::HashLabel::Act, body)};
}

Result<Act> decode_act(BytesView abody)
{
    HUISCLOS_TRY_ASSIGN(root, parse_cbor(abody));
    HUISCLOS_TRY(root.check_keys({1, 2, 3, 4, 5, 6}));
    Act act;
    HUISCLOS_TRY_ASSIGN(author_item, root.at(1));
    HUISCLOS_TRY_ASSIGN(author, author_item.as_id<AuthorId>());
    HUISCLOS_TRY_ASSIGN(past, read_ids<ActHash>(root, 2, 1, k_max_past));
    if (!is_ascending(past))
        return fail(ErrorCode::Encoding, "order of the past");
    HUISCLOS_TRY_ASSIGN(back, read_ids<ObjectName>(root, 3, 0, k_max_back));
    HUISCLOS_TRY_ASSIGN(t_item, root.at(4));
    HUISCLOS_TRY_ASSIGN(t, t_item.as_unsigned_below(k_time_limit));
    HUISCLOS_TRY_ASSIGN(nonce_item, root.at(5));
    HUISCLOS_TRY_ASSIGN(nonce, nonce_item.as_id<ActNonce>());
    HUISCLOS_TRY_ASSIGN(ops, read_ops(root));
    act.author = author;
    act.past = std::move(past);
    act.back = std::move(back);
    act.t = t;
    act.nonce = nonce;
    act.ops = std::move(ops);
    return act;
}

SignedAct sign_act(crypto::SigningKey const& key, VaultId const& vault, Bytes body)
{
    SignedAct act;
    act.body = std::move(body);
    act.signature = key.sign(crypto::SignLabel::Act, vault, act.hash().view());
    return act;
}

Bytes encode_signed_act(SignedAct const& act)
{
    CborWriter writer;
    writer.array(2).bytes(act.body).id(act.signature);
    return writer.take();
}

Result<SignedAct> decode_signed_act(BytesView carried)
{
    HUISCLOS_TRY_ASSIGN(root, parse_cbor(carried));
    HUISCLOS_TRY_ASSIGN(items, parts_of(root, 2));
    HUISCLOS_TRY_ASSIGN(body, items[0].as_bytes());
    HUISCLOS_TRY_ASSIGN(signature, items[1].as_id<crypto::Signature>());
    SignedAct act;
    act.body = to_bytes(body);
    act.signature = signature;
    return act;
}

Result<Bytes> seal_act(BytesView directory_secret, VaultId const& vault, SignedAct const& act)
{
    auto const plain = encode_signed_act(act);
    if (!crypto::fits(crypto::ObjectType::Act, plain.size()))
        return fail(ErrorCode::Format, "act over the limit");
    return crypto::make_envelope(directory_secret, context_of(vault), plain);
}

Result<SignedAct> open_act(std::span<BytesView const> keys, VaultId const& vault, BytesView object)
{
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_envelope_any(keys, context_of(vault), object));
    return decode_signed_act(opened.plain.view());
}

}  // namespace huisclos::ledger
