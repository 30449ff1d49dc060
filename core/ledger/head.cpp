#include "core/ledger/head.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/segment.hpp"

namespace huisclos::ledger {

namespace {

/// An array of arrays of `width` items, each read by `read_row`.
template <typename T, typename ReadRow>
Result<std::vector<T>> decode_rows(CborValue const& value, std::size_t width, std::size_t most, ReadRow const& read_row)
{
    if (value.size() > most)
        return fail(ErrorCode::Encoding, "more entries than a head holds");
    HUISCLOS_TRY_ASSIGN(items, value.items());
    std::vector<T> rows;
    rows.reserve(items.size());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(parts, parts_of(item, width));
        T row;
        HUISCLOS_TRY(read_row(parts, row));
        rows.push_back(row);
    }
    return rows;
}

Result<void> read_act(std::vector<CborValue> const& parts, TipRef& act)
{
    HUISCLOS_TRY_ASSIGN(ah, parts[0].as_id<ActHash>());
    HUISCLOS_TRY_ASSIGN(name, parts[1].as_id<ObjectName>());
    act = {ah, name};
    return {};
}

Result<void> read_chain(std::vector<CborValue> const& parts, ChainEnd& chain)
{
    HUISCLOS_TRY_ASSIGN(cid, parts[0].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(seq, parts[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh, parts[2].as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(name, parts[3].as_id<ObjectName>());
    chain = {cid, seq, bh, name};
    return {};
}

Result<void> read_log(std::vector<CborValue> const& parts, LogEnd& log)
{
    HUISCLOS_TRY_ASSIGN(period, as_u32(parts[0]));
    HUISCLOS_TRY_ASSIGN(seq, parts[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh, parts[2].as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(name, parts[3].as_id<ObjectName>());
    log = {period, seq, bh, name};
    return {};
}

Result<void> read_seen(std::vector<CborValue> const& parts, SeenHead& seen)
{
    HUISCLOS_TRY_ASSIGN(device, parts[0].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(counter, parts[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(hash, parts[2].as_id<HeadHash>());
    HUISCLOS_TRY_ASSIGN(object, parts[3].as_id<ObjectName>());
    seen = {device, counter, hash, object};
    return {};
}

Result<std::vector<TipRef>> decode_acts(CborValue const& value)
{
    return decode_rows<TipRef>(value, 2, k_max_head_entries, read_act);
}

void encode_acts(CborWriter& out, std::span<TipRef const> acts)
{
    out.array(acts.size());
    for (auto const& act : acts)
        out.array(2).id(act.ah).id(act.name);
}

Result<CardRef> decode_card_ref(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(value, 2));
    HUISCLOS_TRY_ASSIGN(version, as_u32(parts[0]));
    HUISCLOS_TRY_ASSIGN(name, parts[1].as_id<ObjectName>());
    return CardRef{version, name};
}

Result<TableRef> decode_table_ref(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(value, 2));
    HUISCLOS_TRY_ASSIGN(name, parts[0].as_id<ObjectName>());
    HUISCLOS_TRY_ASSIGN(counter, parts[1].as_unsigned());
    return TableRef{name, counter};
}

Result<void> read_scalars(CborValue const& map, Head& head)
{
    HUISCLOS_TRY_ASSIGN(device_value, map.at(1));
    HUISCLOS_TRY_ASSIGN(device, device_value.as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(counter_value, map.at(2));
    HUISCLOS_TRY_ASSIGN(counter, counter_value.as_unsigned());
    HUISCLOS_TRY_ASSIGN(t_value, map.at(3));
    HUISCLOS_TRY_ASSIGN(t, t_value.as_unsigned_below(k_time_limit));
    HUISCLOS_TRY_ASSIGN(card_value, map.at(5));
    HUISCLOS_TRY_ASSIGN(card, decode_card_ref(card_value));
    HUISCLOS_TRY_ASSIGN(build_value, map.at(9));
    HUISCLOS_TRY_ASSIGN(build, build_value.as_bytes_of(32));
    HUISCLOS_TRY_ASSIGN(version, u32_at(map, 10));
    head.device = device;
    head.counter = counter;
    head.t = t;
    head.card = card;
    std::ranges::copy(build, head.build.begin());
    head.account_version = version;
    return {};
}

Result<void> read_lists(CborValue const& map, Head& head)
{
    HUISCLOS_TRY_ASSIGN(tips_value, map.at(4));
    HUISCLOS_TRY_ASSIGN(tips, decode_acts(tips_value));
    if (tips.empty())
        return fail(ErrorCode::Encoding, "a head without tips");
    HUISCLOS_TRY_ASSIGN(chains_value, map.at(6));
    if (chains_value.size() > k_max_head_entries)
        return fail(ErrorCode::Encoding, "more than 16 chains");
    HUISCLOS_TRY_ASSIGN(chains, decode_chain_ends(chains_value));
    HUISCLOS_TRY_ASSIGN(logs_value, map.at(7));
    HUISCLOS_TRY_ASSIGN(logs, decode_log_ends(logs_value));
    HUISCLOS_TRY_ASSIGN(seen_value, map.at(8));
    HUISCLOS_TRY_ASSIGN(seen, decode_rows<SeenHead>(seen_value, 4, k_max_head_entries, read_seen));
    if (auto const table_value = map.find(11)) {
        HUISCLOS_TRY_ASSIGN(table, decode_table_ref(*table_value));
        head.table = table;
    }
    if (auto const acts_value = map.find(12)) {
        HUISCLOS_TRY_ASSIGN(acts, decode_acts(*acts_value));
        head.without_effect = std::move(acts);
    }
    head.tips = std::move(tips);
    head.chains = std::move(chains);
    head.logs = std::move(logs);
    head.seen = std::move(seen);
    return {};
}

Result<SealedHead> seal_with(
    VaultId const& vault, Head const& head, crypto::SigningKey const& device_key, BytesView dir_secret,
    std::optional<BytesView> salt)
{
    auto const hbody = encode_head(head);
    SealedHead sealed;
    sealed.hash = head_hash(hbody);
    auto const plain = encode_signed(hbody, device_key.sign(crypto::SignLabel::Head, vault, sealed.hash.view()));
    if (crypto::padded_size(crypto::ObjectType::Head, plain.size()) > crypto::limit_of(crypto::ObjectType::Head))
        return fail(ErrorCode::Format, "head over the limit");
    auto const context = head_context(vault, head.device);
    sealed.object = salt ? crypto::make_envelope_with_salt(dir_secret, context, plain, *salt)
                         : crypto::make_envelope(dir_secret, context, plain);
    sealed.name = crypto::object_name(sealed.object);
    return sealed;
}

}  // namespace

void encode_chain_ends(CborWriter& out, std::span<ChainEnd const> chains)
{
    out.array(chains.size());
    for (auto const& chain : chains)
        out.array(4).id(chain.cid).unsigned_int(chain.seq).id(chain.bh).id(chain.name);
}

void encode_log_ends(CborWriter& out, std::span<LogEnd const> logs)
{
    out.array(logs.size());
    for (auto const& log : logs)
        out.array(4).unsigned_int(log.period).unsigned_int(log.seq).id(log.bh).id(log.name);
}

Result<std::vector<ChainEnd>> decode_chain_ends(CborValue const& value)
{
    return decode_rows<ChainEnd>(value, 4, k_cbor_max_input, read_chain);
}

Result<std::vector<LogEnd>> decode_log_ends(CborValue const& value)
{
    return decode_rows<LogEnd>(value, 4, k_cbor_max_input, read_log);
}

crypto::Context head_context(VaultId const& vault, DeviceId const& device)
{
    return {
        .type = crypto::ObjectType::Head,
        .vault = vault,
        .cid = k_dir.bytes,
        .id = device.bytes,
        .n = 0,
        .part = 0,
    };
}

HeadHash head_hash(BytesView hbody)
{
    return HeadHash{crypto::hash(crypto::HashLabel::Head, hbody)};
}

Bytes encode_head(Head const& head)
{
    CborWriter out;
    out.map(10u + (head.table ? 1u : 0u) + (head.without_effect ? 1u : 0u));
    out.key(1).id(head.device).key(2).unsigned_int(head.counter).key(3).unsigned_int(head.t).key(4);
    encode_acts(out, head.tips);
    out.key(5).array(2).unsigned_int(head.card.version).id(head.card.name).key(6);
    encode_chain_ends(out, head.chains);
    out.key(7);
    encode_log_ends(out, head.logs);
    out.key(8).array(head.seen.size());
    for (auto const& seen : head.seen)
        out.array(4).id(seen.device).unsigned_int(seen.counter).id(seen.hash).id(seen.object);
    out.key(9).bytes(head.build).key(10).unsigned_int(head.account_version);
    if (head.table)
        out.key(11).array(2).id(head.table->name).unsigned_int(head.table->counter);
    if (head.without_effect) {
        out.key(12);
        encode_acts(out, *head.without_effect);
    }
    return out.take();
}

Result<Head> decode_head(BytesView hbody)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(hbody));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
    Head head;
    HUISCLOS_TRY(read_scalars(map, head));
    HUISCLOS_TRY(read_lists(map, head));
    return head;
}

Result<SealedHead> seal_head(
    VaultId const& vault, Head const& head, crypto::SigningKey const& device_key, BytesView dir_secret)
{
    return seal_with(vault, head, device_key, dir_secret, std::nullopt);
}

Result<SealedHead> seal_head_with_salt(
    VaultId const& vault, Head const& head, crypto::SigningKey const& device_key, BytesView dir_secret, BytesView salt)
{
    return seal_with(vault, head, device_key, dir_secret, salt);
}

Result<SignedHead> open_head(
    VaultId const& vault, DeviceId const& device, BytesView object, std::span<BytesView const> dir_secrets)
{
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_envelope_any(dir_secrets, head_context(vault, device), object));
    HUISCLOS_TRY_ASSIGN(parts, decode_signed(opened.plain.view()));
    HUISCLOS_TRY_ASSIGN(head, decode_head(parts.body));
    if (head.device != device)
        return fail(ErrorCode::Context, "the head of another device");
    return SignedHead{std::move(head), head_hash(parts.body), parts.signature, opened.key_index};
}

Result<void> verify_head(VaultId const& vault, SignedHead const& head, crypto::PublicKey const& device_key)
{
    if (!crypto::verify(device_key, crypto::SignLabel::Head, vault, head.hash.view(), head.signature))
        return fail(ErrorCode::Signature, "head");
    return {};
}

}  // namespace huisclos::ledger
