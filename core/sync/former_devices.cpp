#include "core/sync/former_devices.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"

// A note under LW: [[device, [[cid, seq, bh, name]], [name]]].

namespace huisclos::sync {

namespace {

using ledger::ChainNode;
using ledger::KnownOp;
using ledger::OpStatus;

Result<ledger::ChainEnd> read_end(ledger::CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 4));
    HUISCLOS_TRY_ASSIGN(cid, parts[0].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(seq, parts[1].as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh, parts[2].as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(name, parts[3].as_id<ObjectName>());
    return ledger::ChainEnd{cid, seq, bh, name};
}

Result<FormerDevice> read_device(ledger::CborValue const& item)
{
    FormerDevice former;
    HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 3));
    HUISCLOS_TRY_ASSIGN(device, parts[0].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(ends, parts[1].items());
    HUISCLOS_TRY_ASSIGN(unsent, parts[2].items());
    former.device = device;
    for (auto const& one : ends) {
        HUISCLOS_TRY_ASSIGN(end, read_end(one));
        former.ends.push_back(end);
    }
    for (auto const& one : unsent) {
        HUISCLOS_TRY_ASSIGN(name, one.as_id<ObjectName>());
        former.unsent.insert(name);
    }
    return former;
}

/// As its head on the store says, or as far as was sent from here.
class Published {
public:
    Published(Knowledge const& knowledge, FormerDevice const& former, CompartmentId const& cid)
        : m_former(former), m_chains(knowledge.records(cid)->chains())
    {
        auto const* const head = knowledge.heads().in_use(former.device);
        if (head == nullptr || !head->is_whole())
            return;
        auto const end = head->find_chain(cid);
        m_names_none = !end;
        if (end && m_chains.node(end->bh) != nullptr)
            m_end = end->bh;
        else
            m_unknown_end = end;
    }

    [[nodiscard]] bool contains(ChainNode const& node) const
    {
        if (m_names_none)
            return false;
        if (m_end)
            return m_chains.is_at_or_before(node.segment.bh, *m_end);
        // An end that is not held here: whatever is of its place or beyond is not before it.
        if (m_unknown_end && node.segment.address.seq >= m_unknown_end->seq)
            return false;
        return !m_former.unsent.contains(node.name);
    }

private:
    FormerDevice const& m_former;
    ledger::Chains const& m_chains;
    std::optional<BodyHash> m_end{};
    std::optional<ledger::ChainEnd> m_unknown_end{};
    bool m_names_none{false};
};

}  // namespace

Bytes encode_former(std::vector<FormerDevice> const& all)
{
    ledger::CborWriter writer;
    writer.array(all.size());
    for (auto const& former : all) {
        writer.array(3).id(former.device).array(former.ends.size());
        for (auto const& end : former.ends)
            writer.array(4).id(end.cid).unsigned_int(end.seq).id(end.bh).id(end.name);
        writer.array(former.unsent.size());
        for (auto const& name : former.unsent)
            writer.id(name);
    }
    return writer.take();
}

Result<std::vector<FormerDevice>> decode_former(BytesView plain)
{
    std::vector<FormerDevice> all;
    HUISCLOS_TRY_ASSIGN(list, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, list.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(former, read_device(item));
        all.push_back(std::move(former));
    }
    return all;
}

std::unordered_set<ChainNode const*> unpublished_segments(
    Knowledge const& knowledge, FormerDevice const& former, CompartmentId const& cid)
{
    std::unordered_set<ChainNode const*> segments;
    auto const* const store = knowledge.records(cid);
    if (store == nullptr)
        return segments;
    Published const published(knowledge, former, cid);
    for (auto const& end : former.ends) {
        if (end.cid != cid)
            continue;
        auto const* node = store->chains().node(end.bh);
        for (; node != nullptr && !published.contains(*node); node = node->parent)
            segments.insert(node);
    }
    return segments;
}

std::vector<KnownOp const*> unpublished_ops(
    Knowledge const& knowledge, FormerDevice const& former, CompartmentId const& cid)
{
    auto const segments = unpublished_segments(knowledge, former, cid);
    if (segments.empty())
        return {};
    auto const& registry = *knowledge.registry();
    std::set<EpochId> known;
    for (auto const& rotation : registry.rotations(cid))
        known.insert(rotation.id());
    auto const owner = knowledge.cards().find_device(former.device);
    auto const* const member = owner ? registry.state().member(owner->member) : nullptr;
    bool const is_out = member != nullptr && member->devices_out.find(former.device) != nullptr;
    auto ops = knowledge.records(cid)->not_issued_again(segments);
    std::erase_if(ops, [&](KnownOp const* op) {
        switch (op->status) {
        case OpStatus::Folded:
        case OpStatus::Orphan:
            return false;
        case OpStatus::WaitsEpoch:
            return !known.contains(op->node->segment.eid);
        case OpStatus::Cut:
            return !is_out;
        default:
            return true;
        }
    });
    return ops;
}

std::vector<ChainNode const*> known_ends(
    Knowledge const& knowledge, std::vector<FormerDevice> const& former, DeviceId const& device,
    CompartmentId const& cid)
{
    auto ends = knowledge.records(cid)->chains().ends_of(device);
    auto const of = std::ranges::find(former, device, &FormerDevice::device);
    if (of == former.end())
        return ends;
    auto const hidden = unpublished_segments(knowledge, *of, cid);
    std::vector<ChainNode const*> shown;
    for (auto const* node : ends) {
        while (node != nullptr && hidden.contains(node))
            node = node->parent;
        if (node != nullptr && std::ranges::find(shown, node) == shown.end())
            shown.push_back(node);
    }
    return shown;
}

}  // namespace huisclos::sync
