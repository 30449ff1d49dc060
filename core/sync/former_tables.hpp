// Tables that this device's head named and names no more (docs/protocol.md 3.5): others may still be reading the head
// of before, so that they go a day after the store holds the head that follows. Kept under LW.

#pragma once

#include <optional>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/ledger/head.hpp"

namespace huisclos::sync {

inline constexpr std::int64_t k_former_table_kept_ms = k_ms_per_day;

struct FormerTable {
    ledger::TableRef ref{};
    std::optional<Instant> since{};  ///< The store holds a head that does not name it, by this device's clock.
};

[[nodiscard]] Bytes encode_former_tables(std::vector<FormerTable> const& tables);
[[nodiscard]] Result<std::vector<FormerTable>> decode_former_tables(BytesView plain);

}  // namespace huisclos::sync
