// Parts of a sheet that have a file of their own: actions, liaison, chronology.

#pragma once

#include "core/app/situation_state.hpp"
#include "core/domain/statuses.hpp"

namespace huisclos::app {

void present_actions(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view);
void present_liaisons(Context const& context, Located const& located, domain::Fiche const& fiche, SheetView& view);
/// The signalement from which a situation comes, when this member may be shown it as he is shown the situation itself.
[[nodiscard]] std::optional<Located> shown_origin(
    Context const& context, Located const& located, domain::Fiche const& fiche);
/// What was written, newest first: who, when, what kind; answers of partners included, and what was written of
/// the signalement from which it comes.
[[nodiscard]] std::vector<TimelineEntry> chronology_of(
    Context const& context, Located const& located, domain::Fiche const& fiche, References const& numbers);
/// Actions that go on, by due date.
[[nodiscard]] std::vector<TimelineEntry> next_steps_of(Context const& context, domain::Fiche const& fiche);

}  // namespace huisclos::app
