// A floor: what somebody had seen of the registry, given to who must not be shown less (docs/protocol.md 3.12, 3.13).

#pragma once

#include <vector>

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_max_floor_tips = 16;

/// {1 tips [b32], 2 t}
struct Floor {
    std::vector<ActHash> tips{};  ///< At most 16.
    Instant at{};

    friend bool operator==(Floor const&, Floor const&) = default;
};

void write_floor(CborWriter& writer, Floor const& floor);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Floor> read_floor(CborValue const& value);

}  // namespace huisclos::ledger
