// Entries of a journal that others replaced. `over` of an append is written by whoever appends (docs/protocol.md 3.6):
// whether it counts is said here, so that nobody makes another's words vanish.

#pragma once

#include "core/ledger/fold.hpp"

namespace huisclos::app {

/// The entry that stands in the place of `entry`, of a journal of that state; null while it stands itself. Of the
/// follow-up one corrects one's own; questions of liaison and their answers (T-3, T-4) are corrected by nobody:
/// another answer is one more.
[[nodiscard]] ledger::StateEntry const* correction_of(
    ledger::RecordState const& state, ledger::StateEntry const& entry);

}  // namespace huisclos::app
