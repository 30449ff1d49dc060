#include "ui/screens/report/report_screen.hpp"

#include <span>
#include <vector>

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_group_choice(app::ReportFormView const& view, app::CommandSink& commands)
{
    if (view.groups.empty())
        return;
    std::vector<kit::ChoiceItem> items;
    for (app::OptionView const& option : view.groups)
        items.push_back({std::to_string(option.code), say(option.label), option.chosen, {}});
    kit::FieldOptions const options{.help = tr("report.group.help"), .need = kit::Need::Required};
    // As wide as the fields below it.
    kit::Columns columns("where", {1, 1}, 240);
    columns.next();
    if (auto const picked = kit::choice("group", tr("report.group"), items, options))
        commands.send(app::ChooseReportGroup{view.groups[*picked].code});
}

/// A signalement that waits to be qualified, or a situation opened at once: for who may do both.
void draw_kind_choice(app::ReportFormView const& view, app::CommandSink& commands)
{
    if (view.kinds.empty())
        return;
    std::vector<kit::ChoiceItem> items;
    for (app::OptionView const& option : view.kinds)
        items.push_back({std::to_string(option.code), say(option.label), option.chosen, {}});
    constexpr std::uint32_t k_kind_field = 0;
    if (auto const picked = kit::radios("kind", tr("report.kind"), items, {.need = kit::Need::Required}))
        commands.send(app::EditReport{k_kind_field, app::FieldInput{.codes = {view.kinds[*picked].code}}});
}

/// What the reminder at the head of the form says is not said again below a line of text.
std::vector<app::FieldView> without_reminder(std::span<app::FieldView const> fields, Phrase const& reminder)
{
    std::vector<app::FieldView> shown(fields.begin(), fields.end());
    for (app::FieldView& field : shown) {
        if (field.kind == app::FieldKind::Text && field.help == reminder)
            field.help = {};
    }
    return shown;
}

/// As on the sheet: short fields two in a line where the window has room.
void draw_section(Text const& title, FormPart const& part, ReportDraft& draft, app::CommandSink& commands)
{
    if (part.fields.empty())
        return;
    kit::space(kit::Space::Large);
    kit::heading(title);
    draw_fields(part.form, part.fields, draft.texts, draft_actions<app::EditReport>(commands), part.layout);
}

void leave(ReportDraft& draft, app::CommandSink& commands)
{
    commands.send(app::LeaveReport{});
    draft.texts.clear();
    draft.show_errors = false;
}

void draw_leave(app::ReportFormView const& view, ReportDraft& draft, app::CommandSink& commands)
{
    if (!kit::button("leave", tr("report.leave")))
        return;
    draft.leaving = view.is_typed;
    if (!view.is_typed)
        leave(draft, commands);
}

/// What is typed is lost: that is agreed to first.
void draw_leaving(ReportDraft& draft, app::CommandSink& commands)
{
    if (!draft.leaving)
        return;
    kit::Dialog dialog("leaving", tr("report.leave.title"));
    kit::paragraph(tr("report.leave.text"));
    auto const answer = dialog.ask(tr("report.leave.stay"), tr("report.leave.confirm"));
    if (answer == kit::Answer::Yes)
        leave(draft, commands);
    if (answer != kit::Answer::None)
        draft.leaving = false;
}

void draw_form(app::ReportFormView const& view, ReportDraft& draft, app::CommandSink& commands)
{
    kit::Card card("form");
    auto const person_fields = without_reminder(view.person, view.reminder);
    auto const representative_fields = without_reminder(view.representative, view.reminder);
    FormPart const person{"person", person_fields, FieldLayout::TwoColumns};
    FormPart const representative{"representative", representative_fields, FieldLayout::TwoColumns};
    FormPart const facts{"facts", view.facts, FieldLayout::TwoColumns};
    FormPart const information{"information", view.information, FieldLayout::TwoColumns};
    draw_field_errors({person, representative, facts, information}, draft.show_errors);
    draw_kind_choice(view, commands);
    draw_group_choice(view, commands);
    draw_section(tr("report.person"), person, draft, commands);
    draw_section(tr("report.representative"), representative, draft, commands);
    draw_section(tr("report.facts"), facts, draft, commands);
    draw_cares("care", view.cares, draft.texts, draft_actions<app::EditReport>(commands), FieldLayout::TwoColumns);
    draw_section(tr("report.information"), information, draft, commands);
    kit::space(kit::Space::Large);
    kit::separator();
    {
        kit::Row row;
        Text const label = view.as_situation ? tr("report.send.situation") : tr("report.send");
        if (kit::primary_button("send", label, {.icon = kit::icon("send-plane-line")})) {
            commands.send(app::SendReport{});
            draft.show_errors = true;
        }
        draw_leave(view, draft, commands);
    }
    draw_leaving(draft, commands);
}

void draw_reminder(app::ReportFormView const& view)
{
    if (!is_said(view.reminder))
        return;
    kit::callout(Tone::Info, tr("report.reminder.title"), say(view.reminder));
}

}  // namespace

void draw_report(app::ReportFormView const& view, ReportDraft& draft, app::CommandSink& commands)
{
    kit::page_title(
        view.as_situation ? tr("report.title.situation") : tr("report.title"),
        view.as_situation ? tr("report.subtitle.situation") : say(view.read_by));
    if (view.refusal) {
        draw_refusal(*view.refusal);
        draw_todo("way-in", tr("home.todo.title"), view.way_in, commands);
        if (view.is_typed)
            draw_leave(view, draft, commands);
        draw_leaving(draft, commands);
        return;
    }
    PrintGuard const guard(view.print);
    // Before what is typed, read and heard first at any width.
    draw_reminder(view);
    draw_form(view, draft, commands);
}

}  // namespace huisclos::ui
