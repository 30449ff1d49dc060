// By which act another one has no effect: what is told of a tip of a floor that stands no more (docs/protocol.md 3.12).

#pragma once

#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

/// The act that took from the author of `hash` his place, his rank or his office, or from whoever had let him in.
/// Empty when `hash` is not admissible or has effect, and when no act of the sequence says it.
[[nodiscard]] std::optional<ActHash> undone_by(Registry const& registry, ActHash const& hash);

}  // namespace huisclos::ledger
