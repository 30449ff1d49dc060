// The sheet of one situation or signalement, in its pane. Of the situations screen only.

#pragma once

#include <cstdint>
#include <vector>

#include "ui/screens/situations/situations_screen.hpp"

namespace huisclos::ui {

void draw_sheet(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);

// What stands above its tabs. A folded head leaves out the reference, all tags but the first, that of the status, and
// what bars the next status: `draw_rest_of_head` draws them below.
void draw_sheet_head(SituationsPage const& page, app::CommandSink& commands);
void draw_rest_of_head(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);
/// Its buttons, what bars the next status, the question that one asks.
void draw_passages(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);
/// The title, or what the tab shows, has letters that no font draws. Looked for again once the view is another one.
[[nodiscard]] bool shows_undrawn(app::SheetView const& view, SheetDraft& draft);

// Its tabs.
void draw_parcours(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands);
void draw_actions(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands);
/// Where somebody was led to choose among several versions of an action: to the first of them, once.
void lead_to_versions(app::SheetView const& view, std::uint32_t field, SheetDraft& draft);
/// The same of a question of liaison that waits for an answer.
void lead_to_liaison(app::SheetView const& view, OpId const& question, SheetDraft& draft);
/// The fields of Parcours, as they follow each other.
struct SheetSection {
    char const* id{""};
    Text title{};
    std::vector<app::FieldView> const* fields{nullptr};
};
[[nodiscard]] std::vector<SheetSection> sections_of(app::SheetView const& view);
/// What its fields send; of several values, which one is being kept is remembered.
[[nodiscard]] FieldActions sheet_actions(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands);
/// Once the question of that value is over, what was kept is said, and stands below the field; focus, which goes with
/// the answer, goes to the next question, else to the field.
void follow_kept(app::SheetView const& view, SheetDraft& draft, FieldActions& actions);
enum class Callouts : std::uint8_t {
    Questions,  ///< Each with the way to the question that it asks.
    Others,
};
void draw_callouts(SituationsPage const& page, Callouts which, SheetDraft& draft, app::CommandSink& commands);
/// Where somebody was led to choose among several values: to the question itself, once.
void lead_to_question(app::SheetView const& view, std::uint32_t field, SheetDraft& draft);
void draw_chronology(app::SheetView const& view);
void draw_access(app::SheetView const& view);

}  // namespace huisclos::ui
