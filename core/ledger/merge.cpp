#include "core/ledger/merge.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"

namespace huisclos::ledger {

ReplacedIds::ReplacedIds(std::span<KnownOp const* const> ops)
{
    for (auto const* op : ops) {
        auto const& over = op->view->over;
        for (std::size_t i = 0; i < over.size(); ++i) {
            if (auto const id = over.at(i); id != op->id)
                m_ids.push_back(id);
        }
    }
    heap_sort(m_ids);
}

bool ReplacedIds::contains(OpId const& id) const
{
    return std::ranges::binary_search(m_ids, id);
}

std::vector<KnownOp const*> survivors(std::span<KnownOp const* const> ops, std::span<KnownOp const* const> replacing)
{
    ReplacedIds const replaced(replacing);
    std::vector<KnownOp const*> left;
    std::ranges::copy_if(ops, std::back_inserter(left), [&](KnownOp const* op) { return !replaced.contains(op->id); });
    heap_sort(left, [](KnownOp const* a, KnownOp const* b) { return comes_before(*a, *b); });
    return left;
}

}  // namespace huisclos::ledger
