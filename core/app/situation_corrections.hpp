// What is being typed over something that stands on a sheet: over an action, over an entry of the follow-up
// of each sheet one of each at most. It is kept on this device until it is written or left, so that after a
// lock or a killed tab it is there when its sheet is opened again.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

void edit_action(Context& context, EditAction const& edit);
void edit_entry(Context& context, EditEntry const& edit);
/// What is typed of the sheet on the screen is forgotten; of others it stays.
void leave_action(Context& context);
void leave_entry(Context& context);

/// When what was typed of them must be on the disk; empty when it is.
[[nodiscard]] std::optional<Instant> corrections_due(SituationState const& state);
/// Makes what the device keeps what is typed now (k_draft_corrections). Of a sheet that is no more read here nothing is
/// kept. False, said and tried again when the disk refuses it.
[[nodiscard]] Task<bool> keep_corrections(Context* context);
/// Of a sheet that is being opened: what was typed there before this session is there again, and said. What was typed
/// of an action that stands no more is said and forgotten; of an entry that was corrected meanwhile it is shown with
/// that (present_own_entries).
/// @pre its opening is in the access log
void take_up_corrections(Context& context, RecordId const& record);

}  // namespace huisclos::app
