#include "ui/screens/acts/acts_screen.hpp"

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_changes(app::ActsView const& view, app::CommandSink& commands)
{
    kit::Rows rows("changes", tr("acts.draft.changes"));
    for (app::ChangeLine const& line : view.draft) {
        kit::ActionRow const row{
            .tone = Tone::Info,
            .icon = kit::icon("edit-line"),
            .title = say(line.text),
            .button = line.may_remove ? tr("acts.draft.remove") : Text{}};
        if (kit::action_row(std::to_string(line.id), row))
            commands.send(app::DropChange{line.id});
    }
}

void draw_draft(app::ActsView const& view, app::CommandSink& commands)
{
    kit::Card card("draft", {.name = tr("acts.draft.title")});
    kit::heading(is_said(view.title) ? say(view.title) : tr("acts.draft.title"));
    if (view.draft.empty()) {
        kit::empty_state(kit::icon("draft-line"), tr("acts.draft.none"), tr("acts.draft.none.detail"));
    } else {
        kit::paragraph(tr("acts.draft.intro"), kit::Weight::Small);
        draw_changes(view, commands);
    }
    if (view.refusal)
        draw_refusal(*view.refusal);
    if (view.may_sign && !view.draft.empty() &&
        kit::primary_button("sign", tr("acts.sign"), {.icon = kit::icon("key-2-line")}))
        commands.send(app::SignDraft{});
}

void draw_signed(app::ActsView const& view)
{
    kit::Card card("signed", {.name = tr("acts.signed.title")});
    kit::heading(tr("acts.signed.title"));
    if (view.signed_acts.empty()) {
        kit::paragraph(tr("acts.signed.none"), kit::Weight::Soft);
        return;
    }
    kit::Rows rows("acts", tr("acts.signed.title"));
    for (app::ChangeLine const& line : view.signed_acts) {
        kit::ActionRow const row{
            .tone = line.had_effect ? Tone::Success : Tone::Warning,
            .icon = line.had_effect ? kit::icon("scales-3-line") : kit::icon("error-warning-line"),
            .title = say(line.text),
            .detail = line.had_effect ? Text{} : tr("acts.signed.without_effect")};
        (void)kit::action_row(std::to_string(line.id), row);
    }
}

}  // namespace

void draw_acts(app::ActsView const& view, ActsDraft&, app::CommandSink& commands)
{
    kit::page_title(tr("acts.title"), tr("acts.subtitle"));
    if (!view.without_effect.empty()) {
        kit::Card card("without-effect", {.name = tr("acts.without_effect.title")});
        kit::heading(tr("acts.without_effect.title"));
        kit::paragraph(tr("acts.without_effect.intro"), kit::Weight::Small);
        draw_todo("repairs", tr("acts.without_effect.title"), view.without_effect, commands);
    }
    if (!view.to_see.empty()) {
        kit::Card card("to-see", {.name = tr("acts.to_see.title")});
        kit::heading(tr("acts.to_see.title"));
        draw_todo("visas", tr("acts.to_see.title"), view.to_see, commands);
    }
    draw_draft(view, commands);
    draw_signed(view);
}

}  // namespace huisclos::ui
