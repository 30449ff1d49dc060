#include "ui/screens/situations/sheet.hpp"

#include <array>
#include <utility>

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

/// « Enregistré à 14 h 05 », said once each time it changes; while one types, that this is not so yet.
void draw_saved(app::SheetView const& view, SheetDraft& draft)
{
    if (is_said(view.unsaved))
        kit::message(Tone::Neutral, say(view.unsaved));
    Text const words = say(view.saved);
    if (is_said(view.saved))
        kit::message(Tone::Success, words);
    // The first time too; only what was saved before the sheet was opened is not news. Of several announcements in one
    // frame the last alone is heard: a value that was kept says enough.
    bool const is_told = std::exchange(draft.told_kept, false);
    if (draft.saved && draft.saved != view.saved && is_said(view.saved) && !is_told)
        kit::announce(words.view());
    draft.saved = view.saved;
}

Text actions_label(app::SheetView const& view)
{
    std::size_t const count = view.actions.size() + view.liaisons.size();
    if (count == 0)
        return tr("sheet.tab.actions");
    return tr("sheet.tab.actions.count", {arg("n", static_cast<std::int64_t>(count))});
}

/// What could not be sent, with its text, until its author has done with it.
void draw_unsent(app::SheetView const& view, app::CommandSink& commands)
{
    for (std::size_t i = 0; i < view.unsent.size(); ++i) {
        app::UnsentView const& unsent = view.unsent[i];
        kit::Scope scope("unsent" + std::to_string(i));
        kit::Callout const callout("callout", Tone::Error, say(unsent.message));
        kit::ButtonOptions options{.icon = kit::icon("delete-bin-line")};
        options.description = say(unsent.message);
        if (kit::button("give-up", tr("situation.unsent.give_up"), options))
            commands.send(unsent.give_up);
    }
}

void draw_tab(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    switch (view.tab) {
    case app::SheetTab::Parcours:
        draw_rest_of_head(page, draft, commands);
        return draw_parcours(page, draft, commands);
    case app::SheetTab::Actions:
        draw_actions(view, draft, commands);
        if (page.route.field)
            lead_to_versions(view, *page.route.field, draft);
        if (page.route.question)
            lead_to_liaison(view, *page.route.question, draft);
        return;
    case app::SheetTab::Chronologie:
        return draw_chronology(view);
    case app::SheetTab::Acces:
        return draw_access(view);
    }
}

void draw_tabs(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    std::array const items{
        kit::TabItem{"parcours", tr("sheet.tab.parcours")},
        kit::TabItem{"actions", actions_label(view), tr("sheet.tab.actions")},
        kit::TabItem{"chronologie", tr("sheet.tab.chronologie"), tr("sheet.tab.chronologie.short")},
        kit::TabItem{"acces", tr("sheet.tab.acces")}};
    kit::Tabs tabs("tabs", tr("sheet.tabs"), items, static_cast<std::size_t>(view.tab));
    if (tabs.picked()) {
        app::SituationsRoute route = page.route;
        route.situation = view.record;
        route.tab = static_cast<app::SheetTab>(*tabs.picked());
        commands.send(app::Go{route});
    }
    if (view.tab != app::SheetTab::Parcours)
        draft.noted_value.reset();
    draw_tab(page, draft, commands);
}

void draw_content(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    draw_sheet_head(page, commands);
    if (std::exchange(draft.left_fields, false))
        kit::focus_on(kit::k_sheet_title);
    for (Phrase const& anomaly : view.anomalies)
        kit::callout(Tone::Warning, say(anomaly));
    draw_unsent(view, commands);
    if (!is_said(view.title)) {
        // Not shown to this member: the rule that says so is all there is.
        for (app::RefusalView const& refusal : view.callouts)
            draw_refusal(refusal);
        return;
    }
    // Each field says it below itself while they are typed.
    bool const is_typed = draft.editing && view.tab == app::SheetTab::Parcours;
    if (!is_typed && shows_undrawn(view, draft))
        kit::undrawn_note();
    draw_passages(page, draft, commands);
    draw_tabs(page, draft, commands);
}

}  // namespace

void draw_sheet(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    bool const line_below = is_said(view.saved) || is_said(view.unsaved);
    {
        // Of each record, so that another one begins at its title.
        kit::Scope scope(row_id(view.record));
        kit::Card card(
            "sheet", {.height = kit::CardHeight::Fill, .name = say(view.reference), .line_below = line_below});
        PrintGuard const guard(view.print);
        draw_content(page, draft, commands);
    }
    draw_saved(view, draft);
}

}  // namespace huisclos::ui
