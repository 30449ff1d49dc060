#include "core/ledger/chain.hpp"

#include <algorithm>
#include <utility>

#include "core/base/heap_sort.hpp"

namespace huisclos::ledger {

AdmissionReport Chains::offer(
    DeviceId const& device, std::uint64_t seq, ObjectName const& name, BytesView object, std::span<EpochKey const> keys,
    DeviceDirectory const& directory)
{
    SegmentAddress const address{device, m_cid, seq};
    auto opened = open_segment(m_vault, address, name, object, keys);
    if (!opened) {
        if (opened.error().code != ErrorCode::NoKey)
            return {Admission::Refused, opened.error().code};
        // An object lies in one place: who names it in many of his chain has one copy of it kept.
        auto const place = m_locked.lower_bound({name, {device, m_cid, 0}});
        if (place != m_locked.end() && place->first.first == name && place->first.second.device == device) {
            if (place->first.second == address)
                return {Admission::Known, std::nullopt};
            return {Admission::Refused, ErrorCode::NoKey};
        }
        m_locked.emplace_hint(place, std::pair{name, address}, to_bytes(object));
        return {Admission::Pending, ErrorCode::NoKey};
    }
    auto node = std::make_unique<ChainNode>();
    node->segment = std::move(*opened);
    node->name = name;
    return admit(std::move(node), directory);
}

AdmissionReport Chains::admit(std::unique_ptr<ChainNode> node, DeviceDirectory const& directory)
{
    auto const& bh = node->segment.bh;
    if (m_by_body.contains(bh) || m_waiting.contains(bh))
        return {Admission::Known, std::nullopt};
    auto const owner = directory.find_device(node->segment.address.device);
    if (!owner) {
        // By name: the signature is not checked yet, and a badly signed copy must not hide the good one.
        if (!m_unknown_names.insert(node->name).second)
            return {Admission::Known, std::nullopt};
        m_unknown_device.push_back({std::move(node)});
        return {Admission::Pending, std::nullopt};
    }
    if (auto const verified = verify_segment(m_vault, node->segment, owner->key); !verified)
        return {Admission::Refused, verified.error().code};
    node->member = owner->member;
    note_signed_body(node->segment);
    return place_or_wait(std::move(node));
}

AdmissionReport Chains::place_or_wait(std::unique_ptr<ChainNode> node)
{
    if (can_place(node->segment)) {
        auto const bh = node->segment.bh;
        place(std::move(node));
        place_followers(bh);
        return {Admission::Accepted, std::nullopt};
    }
    auto const prev = node->segment.prev;
    m_waiting.insert(node->segment.bh);
    Waiting waiting{std::move(node), true};
    auto const code = why_waiting(waiting);
    m_followers.emplace(prev, std::move(waiting));
    return {Admission::Pending, code};
}

bool Chains::can_place(Segment const& segment) const
{
    if (segment.address.seq == 1)
        return true;
    auto const found = m_by_body.find(segment.prev);
    if (found == m_by_body.end())
        return false;
    auto const& before = found->second->segment.address;
    return before.device == segment.address.device && before.seq + 1 == segment.address.seq;
}

void Chains::place(std::unique_ptr<ChainNode> node)
{
    auto const& segment = node->segment;
    if (segment.address.seq > 1) {
        auto* const parent = m_by_body.find(segment.prev)->second;
        node->parent = parent;
        if (!parent->has_heir) {
            parent->has_heir = true;
            node->branch_root = parent->branch_root;
        }
    }
    if (node->branch_root == nullptr)
        node->branch_root = node.get();
    m_by_body.emplace(segment.bh, node.get());
    m_by_device[segment.address.device].push_back(node.get());
    m_accepted.push_back(node.get());
    m_nodes.push_back(std::move(node));
}

void Chains::place_followers(BodyHash const& bh)
{
    std::vector<BodyHash> placed{bh};
    while (!placed.empty()) {
        auto const before = placed.back();
        placed.pop_back();
        auto const [first, last] = m_followers.equal_range(before);
        std::vector<std::unique_ptr<ChainNode>> released;
        for (auto it = first; it != last;) {
            if (!can_place(it->second.node->segment)) {
                ++it;
                continue;
            }
            released.push_back(std::move(it->second.node));
            it = m_followers.erase(it);
        }
        for (auto& node : released) {
            placed.push_back(node->segment.bh);
            m_waiting.erase(node->segment.bh);
            place(std::move(node));
        }
    }
}

void Chains::note_signed_body(Segment const& segment)
{
    auto& bodies = m_bodies_at[{segment.address.device, segment.address.seq}];
    bodies.insert(segment.bh);
    if (bodies.size() == 2)
        m_forked.insert({segment.address.device, segment.address.seq});
}

std::vector<ForkEvidence> Chains::forks() const
{
    std::vector<ForkEvidence> forks;
    for (auto const& place : m_forked) {
        auto const& bodies = m_bodies_at.at(place);
        forks.push_back({place.first, place.second, *bodies.begin(), *std::next(bodies.begin())});
    }
    return forks;
}

void Chains::retry(std::span<EpochKey const> keys, DeviceDirectory const& directory)
{
    auto const locked = std::exchange(m_locked, {});
    for (auto const& [at, object] : locked)
        offer(at.second.device, at.second.seq, at.first, object, keys, directory);
    auto unknown = std::exchange(m_unknown_device, {});
    m_unknown_names.clear();
    for (auto& one : unknown)
        admit(std::move(one.node), directory);
}

std::vector<ChainNode*> Chains::take_accepted()
{
    return std::exchange(m_accepted, {});
}

std::optional<SegmentPlace> Chains::find(BodyHash const& bh) const
{
    auto const* const found = node(bh);
    if (found == nullptr)
        return std::nullopt;
    auto const& address = found->segment.address;
    return SegmentPlace{address.device, address.cid, address.seq, bh};
}

bool Chains::is_at_or_before(BodyHash const& ancestor, BodyHash const& descendant) const
{
    auto const* const before = node(ancestor);
    auto const* after = node(descendant);
    if (before == nullptr || after == nullptr || before->segment.address.device != after->segment.address.device)
        return false;
    while (after != nullptr && after->segment.address.seq >= before->segment.address.seq) {
        if (after->branch_root == before->branch_root)
            return true;
        after = after->branch_root->parent;
    }
    return false;
}

ChainNode const* Chains::node(BodyHash const& bh) const
{
    auto const found = m_by_body.find(bh);
    return found == m_by_body.end() ? nullptr : found->second;
}

std::vector<ChainNode const*> Chains::ends_of(DeviceId const& device) const
{
    std::vector<ChainNode const*> ends;
    auto const found = m_by_device.find(device);
    if (found == m_by_device.end())
        return ends;
    std::ranges::copy_if(found->second, std::back_inserter(ends), [](auto const* one) { return !one->has_heir; });
    heap_sort(ends, {}, [](ChainNode const* one) { return std::pair{one->segment.address.seq, one->segment.bh}; });
    return ends;
}

std::vector<DeviceId> Chains::devices() const
{
    std::vector<DeviceId> devices;
    devices.reserve(m_by_device.size());
    for (auto const& [device, nodes] : m_by_device)
        devices.push_back(device);
    return devices;
}

std::vector<ObjectName> Chains::back_names(ChainNode const& node)
{
    std::vector<ObjectName> names;
    for (auto const* one = &node; one != nullptr && names.size() < k_max_back_names; one = one->parent)
        names.push_back(one->name);
    return names;
}

std::optional<ErrorCode> Chains::why_waiting(Waiting const& waiting) const
{
    if (!waiting.is_verified)
        return std::nullopt;
    auto const& address = waiting.node->segment.address;
    // Signed bodies of seq-1 that are not the one named contradict it; one of them may still be the missing one's
    // sibling.
    auto const known = m_bodies_at.find({address.device, address.seq - 1});
    if (known == m_bodies_at.end() || known->second.contains(waiting.node->segment.prev))
        return std::nullopt;
    return ErrorCode::Chain;
}

std::vector<Chains::PendingSegment> Chains::pending() const
{
    std::vector<PendingSegment> all;
    for (auto const& [at, object] : m_locked)
        all.push_back({at.second, at.first, ErrorCode::NoKey});
    for (auto const& one : m_unknown_device)
        all.push_back({one.node->segment.address, one.node->name, std::nullopt});
    for (auto const& [prev, one] : m_followers)
        all.push_back({one.node->segment.address, one.node->name, why_waiting(one)});
    heap_sort(all, {}, [](PendingSegment const& one) { return std::pair{one.address, one.name}; });
    return all;
}

std::vector<std::pair<SegmentAddress, ObjectName>> Chains::wanted() const
{
    std::vector<std::pair<SegmentAddress, ObjectName>> names;
    for (auto const& [prev, one] : m_followers) {
        auto const& segment = one.node->segment;
        for (std::size_t i = 0; i < segment.back.size() && segment.address.seq > i + 1; ++i) {
            SegmentAddress address = segment.address;
            address.seq -= i + 1;
            names.emplace_back(address, segment.back[i]);
        }
    }
    heap_sort(names);
    auto const repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    return names;
}

}  // namespace huisclos::ledger
