#include "core/ledger/log_chain.hpp"

#include <algorithm>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

Bytes encode_body_with(LogDraft const& draft, std::size_t back_count)
{
    CborWriter out;
    out.map(9).key(1).id(draft.address.device).key(2).id(k_log).key(4).unsigned_int(draft.address.seq);
    out.key(5).id(draft.prev).key(6).array(back_count);
    for (auto const& name : draft.back.first(back_count))
        out.id(name);
    out.key(7).bytes(draft.nonce).key(8).array(draft.entries.size());
    for (auto const& entry : draft.entries)
        encode_op(out, encode_journal_entry(entry));
    out.key(12).id(draft.previous_period_end).key(13).unsigned_int(draft.address.period);
    return out.take();
}

Result<void> read_place(CborValue const& map, LogSegment& segment)
{
    HUISCLOS_TRY_ASSIGN(device_value, map.at(1));
    HUISCLOS_TRY_ASSIGN(device, device_value.as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(cid_value, map.at(2));
    HUISCLOS_TRY_ASSIGN(cid, cid_value.as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(seq_value, map.at(4));
    HUISCLOS_TRY_ASSIGN(seq, seq_value.as_unsigned());
    HUISCLOS_TRY_ASSIGN(period, u32_at(map, 13));
    if (cid != k_log)
        return fail(ErrorCode::Context, "not a segment of the log");
    segment.address = {device, period, seq};
    return {};
}

Result<void> read_body(CborValue const& map, LogSegment& segment)
{
    HUISCLOS_TRY(map.check_keys({1, 2, 4, 5, 6, 7, 8, 12, 13}));
    HUISCLOS_TRY(read_place(map, segment));
    HUISCLOS_TRY_ASSIGN(prev_value, map.at(5));
    HUISCLOS_TRY_ASSIGN(prev, prev_value.as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(back_value, map.at(6));
    HUISCLOS_TRY_ASSIGN(back, decode_back(back_value, segment.address.seq));
    HUISCLOS_TRY_ASSIGN(nonce_value, map.at(7));
    HUISCLOS_TRY_ASSIGN(nonce, nonce_value.as_bytes_of(16));
    HUISCLOS_TRY_ASSIGN(ops_value, map.at(8));
    HUISCLOS_TRY_ASSIGN(ops, decode_ops(ops_value));
    HUISCLOS_TRY_ASSIGN(end_value, map.at(12));
    HUISCLOS_TRY_ASSIGN(end, end_value.as_id<BodyHash>());
    if (segment.address.seq == 0 || (segment.address.seq == 1) != prev.is_zero())
        return fail(ErrorCode::Encoding, "seq and prev disagree");
    segment.prev = prev;
    segment.back = std::move(back);
    std::ranges::copy(nonce, segment.nonce.begin());
    segment.ops = std::move(ops);
    segment.previous_period_end = end;
    return {};
}

Result<SealedSegment> seal_with(
    VaultId const& vault, LogDraft const& draft, crypto::SigningKey const& device_key, crypto::KemPublic const& log_key,
    std::optional<BytesView> seed)
{
    auto const body = encode_log_body(draft);
    SealedSegment sealed;
    sealed.bh = body_hash(body);
    auto const plain = encode_signed(body, device_key.sign(crypto::SignLabel::Segment, vault, sealed.bh.view()));
    if (crypto::padded_size(crypto::ObjectType::Log, plain.size()) > crypto::limit_of(crypto::ObjectType::Log))
        return fail(ErrorCode::Format, "log over the limit");
    auto const context = log_context(vault, draft.address);
    auto object =
        seed ? crypto::make_seal_with_seed(log_key, context, plain, *seed) : crypto::make_seal(log_key, context, plain);
    if (!object)
        return std::unexpected(object.error());
    sealed.object = std::move(*object);
    sealed.name = crypto::object_name(sealed.object);
    return sealed;
}

}  // namespace

crypto::Context log_context(VaultId const& vault, LogAddress const& address)
{
    return {
        .type = crypto::ObjectType::Log,
        .vault = vault,
        .cid = k_log.bytes,
        .id = address.device.bytes,
        .n = address.seq,
        .part = address.period,
    };
}

Bytes encode_log_body(LogDraft const& draft)
{
    require(!draft.entries.empty() && draft.entries.size() <= k_max_ops, "a segment has 1 to 4096 ops");
    require((draft.address.seq == 1) == draft.back.empty(), "back names from seq 2 on");
    std::size_t const bare = encode_body_with(draft, 0).size();
    auto const size_with = [&](std::size_t names) {
        return signed_size(bare + names * k_encoded_name);
    };
    return encode_body_with(
        draft, count_back(crypto::ObjectType::Log, draft.address.seq, draft.back.size(), size_with));
}

Result<SealedSegment> seal_log(
    VaultId const& vault, LogDraft const& draft, crypto::SigningKey const& device_key, crypto::KemPublic const& log_key)
{
    return seal_with(vault, draft, device_key, log_key, std::nullopt);
}

Result<SealedSegment> seal_log_with_seed(
    VaultId const& vault, LogDraft const& draft, crypto::SigningKey const& device_key, crypto::KemPublic const& log_key,
    BytesView seed)
{
    return seal_with(vault, draft, device_key, log_key, seed);
}

Result<LogSegment> decode_log(BytesView plain)
{
    HUISCLOS_TRY_ASSIGN(parts, decode_signed(plain));
    LogSegment segment;
    segment.body = to_bytes(parts.body);
    segment.signature = parts.signature;
    segment.bh = body_hash(segment.body);
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(segment.body));
    HUISCLOS_TRY(read_body(map, segment));
    return segment;
}

Result<LogSegment> open_log(
    VaultId const& vault, LogAddress const& address, ObjectName const& name, BytesView object,
    std::span<crypto::KemKey const* const> log_keys)
{
    if (crypto::object_name(object) != name)
        return fail(ErrorCode::Hash, "log has another name");
    HUISCLOS_TRY_ASSIGN(opened, crypto::open_seal(log_keys, log_context(vault, address), object));
    HUISCLOS_TRY_ASSIGN(segment, decode_log(opened.plain.view()));
    if (segment.address != address)
        return fail(ErrorCode::Context, "log of another place");
    return std::move(segment);
}

Result<void> verify_log(VaultId const& vault, LogSegment const& segment, crypto::PublicKey const& device_key)
{
    if (!crypto::verify(device_key, crypto::SignLabel::Segment, vault, segment.bh.view(), segment.signature))
        return fail(ErrorCode::Signature, "log");
    return {};
}

LogSegment::Entries LogSegment::entries() const
{
    Entries all;
    for (auto const& op : ops) {
        if (op.kind >= k_first_ignorable_kind)
            continue;
        if (auto const entry = decode_journal_entry(op))
            all.read.push_back(*entry);
        else
            ++all.skipped;
    }
    return all;
}

LogDraft next_log(
    DeviceId const& device, LogPosition& position, std::span<JournalEntry> entries, Instant now,
    ByteArray<16> const& nonce)
{
    auto const period = std::max(position.period, utc_period(now));
    if (period != position.period && position.period != 0) {
        position.previous_period_end = position.bh;
        position.seq = 0;
        position.bh = {};
        position.back.clear();
    }
    position.period = period;
    for (auto& entry : entries) {
        position.last_t = std::max(position.last_t + 1, entry.t);
        entry.t = position.last_t;
    }
    return {
        .address = {device, period, position.seq + 1},
        .prev = position.bh,
        .back = position.back,
        .nonce = nonce,
        .entries = entries,
        .previous_period_end = position.previous_period_end,
    };
}

void note_log(LogPosition& position, LogAddress const& address, SealedSegment const& sealed)
{
    position.seq = address.seq;
    position.bh = sealed.bh;
    position.back.insert(position.back.begin(), sealed.name);
    if (position.back.size() > k_max_back_names)
        position.back.resize(k_max_back_names);
}

}  // namespace huisclos::ledger
