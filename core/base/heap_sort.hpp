// Sorting that is small in the download.
#pragma once

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>

namespace huisclos {

/// Puts the range in order of `less` over `projection`: O(n log n), no memory, and equals in any order. The library's
/// heap, and not its sort: that one, unrolled for each of forty kinds of lists, was a sixteenth of the browser's code.
template <
    std::ranges::random_access_range Range, typename Less = std::ranges::less, typename Projection = std::identity>
    requires std::sortable<std::ranges::iterator_t<Range>, Less, Projection>
void heap_sort(Range&& range, Less less = {}, Projection projection = {})
{
    std::ranges::make_heap(range, std::ref(less), std::ref(projection));
    std::ranges::sort_heap(range, std::ref(less), std::ref(projection));
}

}  // namespace huisclos
