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

/// Situations that name that signalement (T-5), in the compartment of `sheet`: more than one when it was retained twice
/// at once.
[[nodiscard]] std::vector<Located> situations_from(
    Context const& context, Located const& sheet, RecordId const& report);
/// facts_about, with what a passage asks beside (S-09).
[[nodiscard]] law::Facts facts_of_status(Context const& context, Located const& sheet, domain::Fiche const& fiche);
/// The situation of a signalement that is not retained, or the second of one: each is said where the other stands.
void add_twins(Context const& context, Located const& sheet, domain::Fiche const& fiche, SheetView& view);

/// A passage, with its reason.
[[nodiscard]] Task<bool> set_status(Context* context, SetStatus command);
/// the value that a person keeps replaces all of them; a status is decided as one, without its path (S-01).
/// S-06: what may still be done with a situation that is followed no more; empty while it is. After `statuses` and
/// `may_edit` are known.
[[nodiscard]] Phrase closed_words(domain::Fiche const& fiche, SheetView const& view);
[[nodiscard]] Task<bool> resolve(Context* context, ResolveConflict command);

}  // namespace huisclos::app
