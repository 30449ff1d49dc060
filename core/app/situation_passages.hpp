// What one passage of a sheet to another status wrote: its status, and the reason and the date that are given with it.

#pragma once

#include <vector>

#include "core/ledger/fold.hpp"

namespace huisclos::app {

/// 0 for what sets no code.
[[nodiscard]] std::uint64_t code_set(ledger::KnownOp const& op);
/// A date or a reason of the end, or of a reopening, as a passage wrote it: that passage says it. Alone it is a change
/// like another. @param ops the whole past of its record
[[nodiscard]] bool is_of_passage(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& op);
/// The end or the reopening that is written with this status says it too.
[[nodiscard]] bool is_said_by_reason(std::vector<ledger::KnownOp const*> const& ops, ledger::KnownOp const& status);

}  // namespace huisclos::app
