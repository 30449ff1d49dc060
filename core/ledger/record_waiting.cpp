// What waits for a key, beside the chains: each write in the form of a segment that was never made, so that it is
// judged, read and folded like all else.

#include <algorithm>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/ledger/record_store.hpp"

namespace huisclos::ledger {

namespace {

/// The outer form alone: what the op holds is read from where it waits.
Bytes outer_form(WaitingWrite const& write)
{
    CborWriter out;
    out.array(write.ops.size());
    for (auto const& op : write.ops)
        encode_op(out, {op.kind, op.t, to_bytes(op.target.view()), op.over, {}, {}});
    return out.take();
}

std::vector<OpView> views_of(BytesView encoded)
{
    auto const array = parse_cbor(encoded);
    require(array.has_value(), "ops just encoded");
    auto ops = decode_ops(*array);
    require(ops.has_value(), "ops just encoded");
    return std::move(*ops);
}

}  // namespace

void RecordStore::set_waiting(DeviceId const& device, MemberId const& member, WaitingWrites writes)
{
    forget_waiting();
    for (auto& write : writes)
        add_waiting(device, member, std::move(write));
    govern_unsent();
}

void RecordStore::forget_waiting()
{
    for (auto& segment : m_waiting) {
        for (auto& op : segment.info.ops) {
            auto& entry = m_records[op.waiting->target];
            std::erase(entry.ops, &op);
            m_by_id.erase(op.own_id);
            m_anomalies.erase(&op);
            m_unreadable.erase(&op);
            // A create that took its place on a chain meanwhile gives both again.
            if (op.kind == OpKind::Create) {
                entry.owner.reset();
                entry.key.clear();
            }
            m_to_judge.insert(op.waiting->target);
        }
    }
    m_waiting.clear();
}

void RecordStore::add_waiting(DeviceId const& device, MemberId const& member, std::shared_ptr<WaitingWrite const> write)
{
    auto& segment = m_waiting.emplace_back();
    auto& node = segment.node;
    node.member = member;
    node.segment.address = {device, m_chains.cid(), 0};
    node.segment.body = outer_form(*write);
    node.segment.ops = views_of(node.segment.body);
    segment.info.node = &node;
    segment.info.is_epoch_known = true;
    segment.info.ops.resize(write->ops.size());
    for (std::size_t i = 0; i < write->ops.size(); ++i) {
        auto& op = segment.info.ops[i];
        op.waiting = &write->ops[i];
        op.node = &node;
        op.home = &segment.info;
        op.index = static_cast<std::uint16_t>(i);
        op.view = &node.segment.ops[i];
        op.own_id = op.waiting->id;
        op.id = op.own_id;
        op.t = op.waiting->t;
        op.kind = op.waiting->kind;
        op.is_record_kind = true;
        m_by_id.emplace(op.own_id, &op);
        m_records[op.waiting->target].ops.push_back(&op);
    }
    segment.write = std::move(write);
}

/// The right that the next segment of this device would have.
void RecordStore::govern_unsent()
{
    for (auto& segment : m_waiting) {
        auto& address = segment.node.segment.address;
        auto const ends = m_chains.ends_of(address.device);
        address.seq = ends.empty() ? 1 : ends.back()->segment.address.seq + 1;
        segment.info.governing =
            m_authority.governing(segment.node.member, {address.device, address.cid, address.seq, {}}, m_chains);
        for (auto const& op : segment.info.ops)
            m_to_judge.insert(op.waiting->target);
    }
}

std::vector<std::pair<OpId, OpId>> RecordStore::written_as(std::set<DeviceId> const& devices) const
{
    std::vector<std::pair<OpId, OpId>> written;
    WaitingNames names;
    for (auto const& one : waiting()) {
        auto const& op = *one.op->waiting;
        auto inner = op.inner.clone();
        names.translate_value(inner);
        // No device gives one time twice, and none that copies it before the other writes.
        auto const is_same = [&](StoredOp const* other) {
            return other->waiting == nullptr && other->t == op.t && other->kind == op.kind &&
                   other->member() == one.op->member() && devices.contains(other->device()) &&
                   (op.kind == OpKind::Create || crypto::equal(other->inner_bytes.view(), inner.view()));
        };
        auto const& ops = m_records.at(op.target).ops;
        auto const found = std::ranges::find_if(ops, is_same);
        if (found == ops.end())
            continue;
        names.put(op.id, {(*found)->own_id});
        written.emplace_back(op.id, (*found)->own_id);
    }
    return written;
}

std::vector<RecordStore::Waiting> RecordStore::waiting() const
{
    std::vector<Waiting> all;
    for (auto const& segment : m_waiting) {
        for (auto const& op : segment.info.ops)
            all.push_back({segment.write, &op});
    }
    return all;
}

}  // namespace huisclos::ledger
