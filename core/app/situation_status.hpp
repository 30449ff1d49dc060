// The status of a sheet (T-1) and what is given with it; which of several values written at once is kept.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// The day on which a situation closed on `today` ends: one that was written before, where it may stand (S-04); else
/// today. An earlier version let it be typed on an open sheet.
[[nodiscard]] Date closing_day(domain::Fiche const& fiche, Date today);
/// Of one encoded item, what the law looks at before it is written: of A-04 and of what is given with a status. Empty
/// for every other field.
[[nodiscard]] std::optional<domain::Value> judged_value(std::uint64_t field, BytesView item);

/// A passage, with its reason.
[[nodiscard]] Task<bool> set_status(Context* context, SetStatus command);
/// the value that a person keeps replaces all of them.
[[nodiscard]] Task<bool> resolve(Context* context, ResolveConflict command);

}  // namespace huisclos::app
