#include "ui/screens/acts/acts_screen.hpp"

#include <string>

#include "ui/screens/acts/lost_ops.hpp"
#include "ui/screens/changes.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_draft(app::ActsView const& view, app::CommandSink& commands)
{
    kit::Card card("draft", {.name = tr("acts.draft.title")});
    // Nothing bears the number yet.
    kit::heading(is_said(view.title) && !view.draft.empty() ? say(view.title) : tr("acts.draft.next"));
    if (view.draft.empty()) {
        kit::empty_state(kit::icon("draft-line"), tr("acts.draft.none"), tr("acts.draft.none.detail"));
    } else {
        kit::paragraph(tr("acts.draft.intro"), kit::Weight::Small);
        draw_changes(view.draft, commands);
    }
    if (view.refusal)
        draw_refusal(*view.refusal);
    bool const is_stopped = is_said(view.why_stopped);
    if ((!view.may_sign && !is_stopped) || view.draft.empty())
        return;
    kit::ButtonOptions const options{
        .enabled = kit::enabled_if(!is_stopped),
        .reason = is_stopped ? say(view.why_stopped) : Text{},
        .icon = kit::icon("key-2-line")};
    if (kit::primary_button("sign", tr("acts.sign"), options))
        commands.send(app::SignDraft{});
}

Text without_effect(std::string const& below)
{
    Text const said = tr("acts.signed.without_effect");
    return below.empty() ? said : value(below + '\n' + std::string(said.view()));
}

/// The heading of an act and its lines below it.
void draw_lines(app::ActView const& act, Text const& name, Tone tone)
{
    kit::heading(say(act.title), 3);
    if (act.lines.empty())
        return;
    kit::Rows rows("changes", name);
    for (auto const& change : changes_of(act.lines)) {
        bool const had_effect = change.line->had_effect;
        bool const is_plain = had_effect && !change.line->is_warning;
        kit::ActionRow const row{
            .tone = is_plain ? tone : Tone::Warning,
            .icon = is_plain ? kit::icon("scales-3-line") : kit::icon("error-warning-line"),
            .title =
                had_effect ? say(change.line->text) : tr("acts.signed.void", {arg("change", say(change.line->text))}),
            .detail = had_effect ? value(change.below) : without_effect(change.below)};
        (void)kit::action_row(std::to_string(change.line->id), row);
    }
}

/// The button stays once it has shown all, so that focus stays on it.
void draw_earlier(app::ActsView const& view, ActsDraft& draft, app::CommandSink& commands)
{
    auto const shown = view.signed_acts.size();
    bool const is_all = shown >= view.signed_count;
    if (is_all && !draft.asked_earlier)
        return;
    Text const all = value(format_number(static_cast<std::int64_t>(view.signed_count)));
    kit::paragraph(
        tr_count("acts.signed.shown", static_cast<std::int64_t>(shown), {arg("all", all)}), kit::Weight::Small);
    kit::ButtonOptions const options{
        .enabled = kit::enabled_if(!is_all),
        .reason = is_all ? tr("acts.signed.earlier.done") : Text{},
        .icon = kit::icon("history-line")};
    if (kit::button("earlier", tr("acts.signed.earlier"), options)) {
        draft.asked_earlier = true;
        kit::announce(tr("acts.signed.earlier.said").view());
        commands.send(app::ShowEarlierActs{});
    }
}

void draw_signed(app::ActsView const& view, ActsDraft& draft, app::CommandSink& commands)
{
    kit::Card card("signed", {.name = tr("acts.signed.title")});
    kit::heading(tr("acts.signed.title"));
    if (view.signed_acts.empty()) {
        kit::paragraph(tr("acts.signed.none"), kit::Weight::Soft);
        return;
    }
    for (app::ActView const& act : view.signed_acts) {
        kit::Scope scope(row_id(act.act));
        draw_lines(act, tr("acts.signed.changes"), Tone::Success);
    }
    draw_earlier(view, draft, commands);
}

/// One of those that stand nowhere, with what may be done about it.
void draw_lost(app::ActView const& act, app::CommandSink& commands)
{
    kit::Scope scope(row_id(act.act));
    draw_lines(act, tr("acts.without_effect.changes"), Tone::Neutral);
    if (is_said(act.bar))
        kit::paragraph(say(act.bar), kit::Weight::Small);
    kit::Row row;
    Text const title = say(act.title);
    Text const again = tr("council.act.again");
    Text const aside = tr("council.act.set_aside");
    if (!is_said(act.bar) &&
        kit::button("again", again, {.icon = kit::icon("refresh-line"), .name = name_of_button(again, title)}))
        commands.send(app::PrepareSignAgain{act.act});
    if (kit::button("aside", aside, {.icon = kit::icon("eye-off-line"), .name = name_of_button(aside, title)}))
        commands.send(app::SetActAside{act.act});
}

void draw_without_effect(app::ActsView const& view, app::CommandSink& commands)
{
    if (view.without_effect.empty())
        return;
    kit::Card card("without-effect", {.name = tr("acts.without_effect.title")});
    kit::heading(tr("acts.without_effect.title"));
    kit::paragraph(tr("acts.without_effect.intro"), kit::Weight::Small);
    for (app::ActView const& act : view.without_effect)
        draw_lost(act, commands);
    auto const shown = view.without_effect.size();
    if (view.without_effect_count > shown)
        kit::paragraph(
            tr_count("acts.without_effect.more", static_cast<std::int64_t>(view.without_effect_count - shown)),
            kit::Weight::Small);
}

}  // namespace

void draw_acts(app::ActsView const& view, ActsDraft& draft, app::CommandSink& commands)
{
    kit::page_title(tr("acts.title"), tr("acts.subtitle"));
    draw_without_effect(view, commands);
    draw_lost_ops(view, commands);
    if (!view.to_see.empty()) {
        kit::Card card("to-see", {.name = tr("acts.to_see.title")});
        kit::heading(tr("acts.to_see.title"));
        draw_todo("visas", tr("acts.to_see.title"), view.to_see, commands);
    }
    draw_draft(view, commands);
    draw_signed(view, draft, commands);
}

}  // namespace huisclos::ui
