// Parts of a sheet that have a file of their own: actions, liaison, chronology.

#pragma once

#include "core/app/situation_state.hpp"
#include "core/domain/statuses.hpp"

namespace huisclos::app {

void present_actions(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view);
void present_liaisons(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view);
/// What was written, newest first: who, when, what kind; answers of partners included.
[[nodiscard]] std::vector<TimelineEntry> chronology_of(
    Context const& context, Located const& located, domain::Fiche const& fiche);
/// Actions that go on, by due date.
[[nodiscard]] std::vector<TimelineEntry> next_steps_of(Context const& context, domain::Fiche const& fiche);

}  // namespace huisclos::app
