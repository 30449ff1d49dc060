#include "core/sync/pull_batch.hpp"

#include <utility>

#include "core/base/heap_sort.hpp"

namespace huisclos::sync {

void PullBatch::hold(Knowledge const& knowledge, SegmentAt const& at, Bytes object, Names names)
{
    std::vector<ledger::EpochKey> keys;
    for (auto const& [eid, secret] : knowledge.keys().all(at.address.cid))
        keys.push_back({eid, secret});
    auto const owner = knowledge.cards().find_device(at.address.device);
    // What does not open is judged when it is taken in.
    auto opened = ledger::open_segment(knowledge.vault(), at.address, at.name, object, keys);
    if (owner && opened)
        m_claims.push_back({owner->key, opened->bh, opened->signature});
    if (owner && opened && names == Names::Followed) {
        m_bodies.insert(opened->bh);
        m_links.push_back({at.address, opened->prev, std::move(opened->back)});
    }
    m_bytes += object.size();
    m_held.push_back({at, std::move(object)});
}

void PullBatch::add_wanted(Knowledge const& knowledge, std::vector<SegmentAt>& wanted) const
{
    for (auto const& link : m_links) {
        auto const* const store = knowledge.records(link.address.cid);
        // The same body may lie under several names: of a chain that goes on below, none of its copies is followed.
        if (m_bodies.contains(link.prev) || (store != nullptr && store->chains().node(link.prev) != nullptr))
            continue;
        for (std::size_t i = 0; i < link.back.size() && link.address.seq > i + 1; ++i) {
            SegmentAt at{link.address, link.back[i]};
            at.address.seq -= i + 1;
            if (!knowledge.holds_segment(at))
                wanted.push_back(at);
        }
    }
}

std::vector<PullBatch::Held> PullBatch::take()
{
    auto held = std::move(m_held);
    *this = {};
    heap_sort(held, {}, [](Held const& one) -> ledger::SegmentAddress const& { return one.at.address; });
    return held;
}

}  // namespace huisclos::sync
