// Ids that are the beginning of a hash or of a derived key (docs/protocol.md 3.1: `H(…)[0:16]`).

#pragma once

#include <algorithm>

#include "core/base/bytes.hpp"
#include "core/base/require.hpp"

namespace huisclos::crypto {

/// @pre whole.size() >= AnId::k_size
template <typename AnId>
[[nodiscard]] AnId prefix_of(BytesView whole)
{
    require(whole.size() >= AnId::k_size, "bytes for a whole id");
    AnId id;
    std::ranges::copy(whole.first(AnId::k_size), id.bytes.begin());
    return id;
}

}  // namespace huisclos::crypto
