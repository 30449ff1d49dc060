#include "ui/screens/changes.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

std::vector<SaidLine> changes_of(std::vector<app::ChangeLine> const& lines)
{
    std::vector<SaidLine> changes;
    for (app::ChangeLine const& line : lines) {
        bool const is_below = line.is_below && !changes.empty() && changes.back().line->had_effect == line.had_effect;
        if (!is_below) {
            changes.push_back({.line = &line});
            continue;
        }
        auto& below = changes.back().below;
        if (!below.empty())
            below += '\n';
        below += say(line.text).view();
    }
    return changes;
}

void draw_changes(std::vector<app::ChangeLine> const& lines, app::CommandSink& commands)
{
    draw_left_out(lines);
    kit::Rows rows("changes", tr("acts.draft.changes"));
    for (SaidLine const& change : changes_of(lines)) {
        PrintGuard const guard(change.line->not_printed);
        bool const is_warning = change.line->is_warning;
        kit::ActionRow const row{
            .tone = is_warning ? Tone::Warning : Tone::Info,
            .icon = is_warning ? kit::icon("error-warning-line") : kit::icon("edit-line"),
            .title = say(change.line->text),
            .detail = value(change.below),
            .button = change.line->may_remove ? tr("acts.draft.remove") : Text{},
            .button_name = name_of_button(tr("acts.draft.remove"), say(change.line->text))};
        if (kit::action_row(std::to_string(change.line->id), row))
            commands.send(app::DropChange{change.line->id});
    }
}

}  // namespace huisclos::ui
