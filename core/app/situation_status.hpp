// The status of a sheet (T-1) and what is given with it; which of several values written at once is kept.

#pragma once

#include <span>
#include <vector>

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// The day on which a situation closed on `today` ends: one that was written before, where it may stand (S-04); else
/// today. An earlier version let it be typed on an open sheet.
[[nodiscard]] Date closing_day(domain::Fiche const& fiche, Date today);
/// Of one encoded item, what the law looks at before it is written: of A-04, of A-10 and of what is given with a
/// status, and of every field that it would be emptied. Empty otherwise.
[[nodiscard]] std::optional<domain::Value> judged_value(std::uint64_t field, BytesView item);

/// Situations that name that signalement (T-5), in the compartment of `sheet`: more than one when it was retained twice
/// at once.
[[nodiscard]] std::vector<Located> situations_from(
    Context const& context, Located const& sheet, RecordId const& report);
/// The same of a signalement; of a situation, those of the signalement from which it comes, itself among them.
[[nodiscard]] std::vector<Located> situations_around(
    Context const& context, Located const& sheet, domain::Fiche const& fiche);
/// facts_about, with what a passage asks beside (S-09). @param around situations_around that sheet
[[nodiscard]] law::Facts facts_of_status(
    Context const& context, Located const& sheet, domain::Fiche const& fiche, std::span<Located const> around);
/// What it may pass to, with what bars the rest; none where its space is not written.
[[nodiscard]] std::vector<StatusChoice> statuses_offered(
    Context const& context, Located const& sheet, domain::Fiche const& fiche, std::span<Located const> around);
/// The situation of a signalement that is not retained, or the second of one: each is said where the other stands.
/// @param others situations_around that sheet
void add_twins(
    Located const& sheet, domain::Fiche const& fiche, std::vector<Located> others, References const& numbers,
    SheetView& view);

/// A passage, with its reason.
[[nodiscard]] Task<bool> set_status(Context* context, SetStatus command);
/// S-06: what may still be done with a situation that is followed no more, and who may open it again while it is kept
/// (S-07); empty while it is followed. After `statuses` and `may_edit` are known.
[[nodiscard]] Phrase closed_words(
    domain::Fiche const& fiche, domain::Profile reader, Date today, SheetView const& view);
/// whether that value of a field, one of several that were written at once, may be kept now.
[[nodiscard]] law::Decision judge_kept(
    Context const& context, Located const& located, domain::Fiche const& fiche, std::uint64_t field, BytesView kept);
/// the value that a person keeps replaces all of them; a status is decided as one, without its path (S-01).
/// Counted once it is answered, written or not.
[[nodiscard]] Task<bool> resolve(Context* context, ResolveConflict command);

}  // namespace huisclos::app
