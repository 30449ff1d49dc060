#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/ledger/record_store.hpp"

// Which ops of one's own are to be issued again (docs/protocol.md 3.6).

namespace huisclos::ledger {

bool RecordStore::is_issued_again(KnownOp const& op, std::unordered_set<ChainNode const*> const& left) const
{
    auto const group = m_reissues.find(op.id);
    return group != m_reissues.end() && std::ranges::any_of(group->second.ops, [&](StoredOp const* other) {
               // A colleague's that claims the same place is void (3.6): it keeps nothing from being written again.
               return other->home->is_epoch_known && other->member() == op.member() && !left.contains(other->node);
           });
}

namespace {

/// Left behind twice, an op is issued again from where it was written first.
std::vector<KnownOp const*> first_of_each(std::span<KnownOp const* const> found)
{
    auto const place = [](KnownOp const* op) {
        return std::pair{op->node->segment.address.seq, op->index};
    };
    std::map<OpId, KnownOp const*> first;
    for (auto const* op : found) {
        auto const [known, is_new] = first.emplace(op->id, op);
        if (!is_new && place(op) < place(known->second))
            known->second = op;
    }
    std::vector<KnownOp const*> ops;
    for (auto const& [id, op] : first)
        ops.push_back(op);
    heap_sort(ops, {}, place);
    return ops;
}

}  // namespace

std::vector<KnownOp const*> RecordStore::left_behind(DeviceId const& device) const
{
    std::vector<KnownOp const*> found;
    for (auto const* op : m_anomalies) {
        bool const is_left = op->status == OpStatus::WaitsEpoch && op->device() == device && op->is_record_kind;
        if (is_left && !is_issued_again(*op, {}))
            found.push_back(op);
    }
    return first_of_each(found);
}

std::vector<KnownOp const*> RecordStore::not_issued_again(std::unordered_set<ChainNode const*> const& of) const
{
    std::vector<KnownOp const*> found;
    for (auto const& segment : m_segments) {
        if (!of.contains(segment.node))
            continue;
        for (auto const& op : segment.ops) {
            if (op.is_record_kind && !is_issued_again(op, of))
                found.push_back(&op);
        }
    }
    return first_of_each(found);
}

}  // namespace huisclos::ledger
