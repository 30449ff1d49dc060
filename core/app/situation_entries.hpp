// Entries of the follow-up that their own author corrects. Nothing of a journal is changed: the correction is
// another entry that names the one it replaces (docs/protocol.md 3.6, `over`), and that one stays in Chronologie.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// Every entry of this member, when he may still write some. The one that is being corrected is among them also when it
/// stands no more: then it has an error that says so, and what was typed is still there.
void present_own_entries(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view);
/// The same checks as for a new entry: bounded, not empty, decided as an append. What is wrong stays on the
/// screen with its error; an entry that is nobody's, another's or corrected meanwhile is said.
[[nodiscard]] Task<bool> correct_entry(Context* context, CorrectEntry command);
/// When a sheet is left or the screen locked, as a new entry is: what is refused stays typed, with its error, and is
/// not tried again as it stands.
[[nodiscard]] Task<bool> save_entry_corrections(Context* context);

}  // namespace huisclos::app
