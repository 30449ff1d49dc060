// Many documents of a store, a few at a time: what is held of them at once is bounded, whatever their number and size.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/crypto/random.hpp"
#include "core/ports/remote_store.hpp"

namespace huisclos::sync {

/// A draw of `count`, put first: somebody who fills a folder must not choose what is read of it.
template <typename Listed>
void draw(std::vector<Listed>& all, std::size_t count)
{
    for (std::size_t i = 0; i < count && i < all.size(); ++i) {
        auto const left = static_cast<std::uint32_t>(all.size() - i);
        std::swap(all[i], all[i + crypto::random_below(left)]);
    }
}

/// The place of a path, and what came of it.
using TakeAnswer = std::function<void(std::size_t, ports::RemoteAnswer)>;

/// Asks for each path and hands over each answer with the place of its path, in order. Ends once all are handed over;
/// true. `remote` outlives it.
[[nodiscard]] Task<bool> fetch_each(ports::RemoteStore* remote, std::vector<std::string> paths, TakeAnswer take);

}  // namespace huisclos::sync
