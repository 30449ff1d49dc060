#include "core/sync/end_hints.hpp"

#include <algorithm>

namespace huisclos::sync {

void EndHints::note(SegmentAt hint)
{
    auto& chains = m_devices[hint.address.device];
    if (chains.size() >= k_most_chains_of_device && !chains.contains(hint.address.cid))
        return;
    auto& ends = chains[hint.address.cid];
    if (std::ranges::find(ends, hint) != ends.end())
        return;
    if (ends.size() == k_most_ends_of_chain) {
        ends.erase(ends.begin());
        --m_size;
    }
    ends.push_back(std::move(hint));
    ++m_size;
}

}  // namespace huisclos::sync
