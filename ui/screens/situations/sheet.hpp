// The sheet of one situation or signalement, in its pane. Of the situations screen only.

#pragma once

#include "ui/screens/situations/situations_screen.hpp"

namespace huisclos::ui {

void draw_sheet(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);

// Its tabs.
void draw_parcours(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);
void draw_actions(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands);
/// Where somebody was led to choose among several versions of an action: to the first of them, once.
void lead_to_versions(app::SheetView const& view, std::uint32_t field, SheetDraft& draft);
void draw_chronology(app::SheetView const& view);
void draw_access(app::SheetView const& view);

}  // namespace huisclos::ui
