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

/// As the device is to keep them (k_draft_corrections, kept_forms.hpp): what is typed now, and of sheets that were not
/// opened in this session what was typed before. Of a sheet that is no more read here nothing is kept. Empty when
/// nothing is. [1, [[sheet, field, element, values]]], the values as in every draft (draft_values.hpp).
[[nodiscard]] Bytes packed_corrections(Context const& context);
/// Also as they were kept before they had a version: the list alone. Errors: Upgrade when another version wrote it,
/// Encoding.
[[nodiscard]] Result<std::vector<KeptCorrection>> decode_corrections(BytesView plain);
/// They wait for their sheets to be opened, but for sheets that are read no more: that is said.
void put_back_corrections(Context& context, std::vector<KeptCorrection> kept);
/// what was typed over one of these versions of an action goes on over the one that was kept, which stands in
/// their place with the value `kept`.
void move_correction(
    Context& context, RecordId const& record, std::vector<domain::ActionSuivi> const& versions, BytesView kept);
/// Of a sheet that is being opened: what was typed there before this session is there again, and said. What was typed
/// of an action that stands no more is said and forgotten; of an entry that was corrected meanwhile it is shown with
/// that (present_own_entries).
/// @pre its opening is in the access log
void take_up_corrections(Context& context, RecordId const& record);

}  // namespace huisclos::app
