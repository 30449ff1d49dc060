#include "core/ledger/record_writer.hpp"

#include <algorithm>
#include <utility>

#include "core/base/require.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::ledger {

RecordWriter::RecordWriter(WriterPlace place) : m_place(std::move(place))
{}

/// max(own last t + 1, local clock): ops of one device are in order whatever its clock does.
std::uint64_t RecordWriter::next_time()
{
    auto const now = m_place.now.ms > 0 ? static_cast<std::uint64_t>(m_place.now.ms) : 0;
    m_place.last_t = std::max(m_place.last_t + 1, now);
    return m_place.last_t;
}

RecordWriter::Planned& RecordWriter::plan(OpKind kind, RecordHandle const& record, Bytes inner, std::vector<OpId> over)
{
    auto& planned = m_ops.emplace_back();
    planned.op.kind = kind;
    planned.op.t = next_time();
    planned.op.target = to_bytes(record.id.view());
    planned.op.over = std::move(over);
    planned.record = record.id;
    planned.is_clear = has_clear_payload(kind);
    m_weight += inner.size() + 64 + planned.op.over.size() * 17;
    if (!planned.is_clear || kind == OpKind::Create)
        planned.key = SecretBytes::copy_of(record.key);
    planned.inner = SecretBytes::copy_of(inner);
    wipe(inner);
    return planned;
}

RecordId RecordWriter::create(BytesView record_key)
{
    auto const& cid = m_place.address.cid;
    auto const record = record_id(cid, m_place.member, record_commitment(record_key, cid));
    plan(OpKind::Create, {record, record_key, nullptr}, {}, {});
    return record;
}

void RecordWriter::set(RecordHandle const& record, std::uint64_t field, BytesView value)
{
    auto inner = encode_field_value(field, value);
    auto const again = std::ranges::find_if(
        m_ops, [&](Planned const& planned) { return planned.record == record.id && planned.set_field == field; });
    if (again != m_ops.end()) {
        again->inner = SecretBytes::copy_of(inner);
        again->op.t = next_time();
        wipe(inner);
        return;
    }
    auto over = record.state != nullptr ? record.state->ids_at(Space::Field, field) : std::vector<OpId>{};
    plan(OpKind::Set, record, std::move(inner), std::move(over)).set_field = field;
}

void RecordWriter::add(RecordHandle const& record, std::uint64_t field, BytesView element)
{
    plan(OpKind::Add, record, encode_field_value(field, element), {});
}

void RecordWriter::drop(RecordHandle const& record, std::uint64_t field, std::vector<OpId> added)
{
    plan(OpKind::Drop, record, encode_field(field), std::move(added));
}

void RecordWriter::append(RecordHandle const& record, std::uint64_t field, BytesView value, std::vector<OpId> corrected)
{
    plan(OpKind::Append, record, encode_field_value(field, value), std::move(corrected));
}

void RecordWriter::attach(RecordHandle const& record, AttachPayload const& attach)
{
    plan(OpKind::Attach, record, encode_attach(attach), {});
}

void RecordWriter::detach(
    RecordHandle const& record, std::uint64_t field, FileId const& file, std::vector<OpId> attached)
{
    plan(OpKind::Detach, record, encode_detach(field, file), std::move(attached));
}

void RecordWriter::close(RecordHandle const& record, std::uint64_t reason)
{
    plan(OpKind::Close, record, encode_reason(reason), {});
}

void RecordWriter::reopen(RecordHandle const& record, std::uint64_t reason)
{
    auto over = record.state != nullptr ? record.state->close_ids() : std::vector<OpId>{};
    plan(OpKind::Reopen, record, encode_reason(reason), std::move(over));
}

void RecordWriter::shred(RecordHandle const& record)
{
    plan(OpKind::Shred, record, {}, {});
}

void RecordWriter::gone(RecordHandle const& record, std::uint64_t reason, std::optional<RecordId> const& moved_to)
{
    plan(OpKind::Gone, record, encode_gone(reason, moved_to), {});
}

Result<void> RecordWriter::reissue(KnownOp const& op, RecordHandle const& record)
{
    bool const is_readable = !has_clear_payload(op.kind) && !op.inner_bytes.empty();
    bool const is_clear = op.kind == OpKind::Create || op.kind == OpKind::Shred;
    // The key of a record that was shredded is forgotten: nothing of it is written again.
    bool const lacks_key = op.kind == OpKind::Create && record.key.empty();
    if (!op.is_record_kind || op.member() != m_place.member || !(is_readable || is_clear) || lacks_key)
        return fail(ErrorCode::Op, "not an op that can be issued again");
    auto const last_t = m_place.last_t;
    Bytes inner;
    if (is_readable)
        inner = to_bytes(op.inner_bytes.view());
    std::vector<OpId> over;
    for (std::size_t i = 0; i < op.view->over.size(); ++i)
        over.push_back(op.view->over.at(i));
    auto& planned = plan(op.kind, record, std::move(inner), std::move(over));
    planned.op.t = op.t;
    planned.op.orig = op.id;
    m_place.last_t = last_t;
    return {};
}

void RecordWriter::resume(WaitingOp const& op, RecordHandle const& record)
{
    auto const last_t = m_place.last_t;
    bool const is_create = op.kind == OpKind::Create;
    RecordHandle const handle{record.id, is_create ? op.inner.view() : record.key, nullptr};
    auto& planned = plan(op.kind, handle, is_create ? Bytes{} : to_bytes(op.inner.view()), op.over);
    planned.op.t = op.t;
    m_place.last_t = std::max(last_t, op.t);
}

void RecordWriter::translate(WaitingNames const& names)
{
    if (names.empty())
        return;
    for (auto& planned : m_ops) {
        planned.op.over = names.translated(planned.op.over);
        names.translate_value(planned.inner);
    }
}

Result<SealedSegment> RecordWriter::seal(crypto::SigningKey const& device_key) &&
{
    if (m_ops.empty() || m_ops.size() > k_max_ops)
        return fail(ErrorCode::Input, "a segment has 1 to 4096 ops");
    require(!m_place.epoch_secret.empty(), "an epoch to write under");
    std::vector<OpDraft> drafts;
    drafts.reserve(m_ops.size());
    for (std::size_t i = 0; i < m_ops.size(); ++i) {
        auto& planned = m_ops[i];
        if (planned.op.kind == OpKind::Create) {
            planned.op.payload = encode_create(
                wrap_record_key(planned.key.view(), planned.record, m_place.address.cid, m_place.epoch_secret));
        } else if (!planned.is_clear) {
            OpPlace const place{
                m_place.address.device, m_place.address.seq, static_cast<std::uint16_t>(i), m_place.nonce};
            planned.op.payload = encrypt_inner(planned.key.view(), planned.record, place, planned.inner.view());
        }
        drafts.push_back(std::move(planned.op));
    }
    m_ops.clear();
    auto const epoch = crypto::epoch_id(crypto::commit_to(m_place.epoch_secret, m_place.address.cid));
    SegmentDraft const draft{
        .address = m_place.address,
        .eid = epoch,
        .prev = m_place.prev,
        .back = m_place.back,
        .nonce = m_place.nonce,
        .ops = drafts,
    };
    return seal_segment(m_place.vault, draft, device_key, m_place.epoch_secret);
}

Result<WaitingOps> RecordWriter::write_down() &&
{
    if (m_ops.empty() || m_ops.size() > k_max_ops)
        return fail(ErrorCode::Input, "a segment has 1 to 4096 ops");
    WaitingOps ops;
    for (auto& planned : m_ops) {
        if (planned.op.orig)
            return fail(ErrorCode::Op, "an op that is issued again waits on its chain");
        bool const is_create = planned.op.kind == OpKind::Create;
        ops.push_back(
            {.id = crypto::random_id<OpId>(),
             .kind = planned.op.kind,
             .t = planned.op.t,
             .target = planned.record,
             .over = std::move(planned.op.over),
             .inner = std::move(is_create ? planned.key : planned.inner)});
    }
    m_ops.clear();
    return ops;
}

}  // namespace huisclos::ledger
