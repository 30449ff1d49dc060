// Which act set a field of the policy last, by the number of the field (docs/protocol.md 3.7).

#pragma once

#include <cstddef>
#include <cstdint>

#include "core/ledger/registry_state.hpp"

namespace huisclos::ledger {

enum class PolicyField : std::uint8_t { StoreUrl = 5, StoreToken = 6, Texts = 9 };

/// The root: nobody yet.
[[nodiscard]] inline ActRef const& setter_of(Policy const& policy, PolicyField field)
{
    return policy.set_by[static_cast<std::size_t>(field) - 1];
}

}  // namespace huisclos::ledger
