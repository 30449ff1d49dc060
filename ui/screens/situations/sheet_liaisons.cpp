// Liaison of a sheet: what was asked of another organisation, and what it answered.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet_additions.hpp"

namespace huisclos::ui {

namespace {

constexpr std::string_view k_liaison_heading = "question";

Tone liaison_tone(app::LiaisonView const& liaison)
{
    if (liaison.answered)
        return Tone::Success;
    return liaison.may_answer ? Tone::Warning : Tone::Info;
}

bool is_focus_in(app::LiaisonView const& liaison)
{
    if (kit::has_focus("change") || kit::has_focus("keep"))
        return true;
    kit::Scope answers("answers");
    return std::ranges::any_of(
        liaison.answers, [](app::OptionView const& one) { return kit::has_focus(std::to_string(one.code)); });
}

/// Answers and the button that offers them again take each other's place: focus follows when it went with one of them.
void follow_focus(app::LiaisonView const& liaison, SheetDraft& draft, bool is_settled)
{
    if (draft.focused_answer != liaison.question || is_focus_in(liaison))
        return;
    draft.focused_answer.reset();
    if (!kit::is_focus_lost())
        return;
    if (is_settled)
        return kit::focus_on("change");
    kit::Scope answers("answers");
    kit::focus_on(std::to_string(liaison.answers.front().code));
}

void draw_answers(
    app::SheetView const& view, app::LiaisonView const& liaison, SheetDraft& draft, app::CommandSink& commands)
{
    std::vector<kit::BoxItem> items;
    for (app::OptionView const& option : liaison.answers)
        items.push_back({.id = std::to_string(option.code), .label = say(option.label), .chosen = option.chosen});
    auto const answered =
        kit::boxes("answers", tr("sheet.liaison.answer", {arg("question", say(liaison.text))}), items);
    bool const keeps = liaison.answered && kit::button("keep", tr("screens.cancel"));
    if (answered)
        commands.send(app::AnswerLiaison{view.record, liaison.question, liaison.answers[*answered].code});
    if (!answered && !keeps)
        return;
    draft.changed_answer.reset();
    draft.focused_answer = liaison.question;
    kit::request_frame();
}

void draw_change(app::LiaisonView const& liaison, SheetDraft& draft)
{
    kit::ButtonOptions options{.icon = kit::icon("edit-line")};
    options.description = say(liaison.text);
    if (!kit::button("change", tr("sheet.liaison.change"), options))
        return;
    draft.changed_answer = liaison.question;
    draft.focused_answer = liaison.question;
    kit::request_frame();
}

/// Of a question that will have no answer, for who may say so.
void draw_withdrawal(app::SheetView const& view, app::LiaisonView const& liaison, app::CommandSink& commands)
{
    if (!liaison.withdrawal)
        return;
    kit::ButtonOptions options{.icon = kit::icon("close-circle-line")};
    options.description = say(liaison.text);
    if (kit::button("withdraw", tr("sheet.liaison.withdraw"), options))
        commands.send(app::AnswerLiaison{view.record, liaison.question, *liaison.withdrawal});
}

/// One that has its answer shows it; the answers come back when somebody who may wants another.
void draw_liaison(
    app::SheetView const& view, app::LiaisonView const& liaison, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Scope scope(row_id(liaison.question));
    // Whom the heading is shown to sees the answers.
    std::optional<kit::Whole> whole(std::in_place, "whole");
    kit::heading(say(liaison.text), 3, k_liaison_heading);
    kit::paragraph(say(liaison.asked_of), kit::Weight::Small);
    kit::message(liaison_tone(liaison), say(liaison.state));
    if (liaison.may_answer && !liaison.answers.empty()) {
        bool const is_settled = liaison.answered && draft.changed_answer != liaison.question;
        follow_focus(liaison, draft, is_settled);
        if (is_settled)
            draw_change(liaison, draft);
        else
            draw_answers(view, liaison, draft, commands);
    }
    draw_withdrawal(view, liaison, commands);
    whole.reset();
    kit::separator();
}

}  // namespace

void draw_new_liaison(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    if (view.new_liaison.empty() || !draft.asking_liaison)
        return;
    kit::Closable const form;
    kit::Group group("new-liaison", tr("sheet.liaison.new"), Role::Form);
    kit::heading(tr("sheet.liaison.new"));
    draw_field_errors({{"liaison", view.new_liaison, FieldLayout::TwoColumns}}, draft.show_errors);
    draw_fields(
        "liaison", view.new_liaison, draft.texts, new_element_actions<app::EditNewLiaison>(view.record, commands),
        FieldLayout::TwoColumns);
    if (std::exchange(draft.opened_liaison, false))
        focus_first_field({"liaison", view.new_liaison, FieldLayout::TwoColumns});
    kit::Row row;
    if (kit::primary_button("send", tr("sheet.liaison.send"), {.icon = kit::icon("send-plane-line")})) {
        commands.send(app::AskLiaison{view.record});
        draft.liaisons_before = view.liaisons.size();
        draft.show_errors = true;
    }
    if (!kit::button("cancel", tr("screens.cancel")) && !form.dismissed())
        return;
    commands.send(app::LeaveNewLiaison{view.record});
    draft.left_liaison = !kit::is_focus_lost();
    draft.asking_liaison = false;
    draft.liaisons_before.reset();
    forget_texts("liaison", view.new_liaison, draft);
}

void draw_liaisons(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    if (!view.liaisons.empty())
        kit::heading(tr("sheet.liaisons.title"));
    for (app::LiaisonView const& liaison : view.liaisons)
        draw_liaison(view, liaison, draft, commands);
}

void lead_to_liaison(app::SheetView const& view, OpId const& question, SheetDraft& draft)
{
    bool const is_there =
        std::ranges::find(view.liaisons, question, &app::LiaisonView::question) != view.liaisons.end();
    if (draft.led_to_liaison == question || !is_there)
        return;
    draft.led_to_liaison = question;
    kit::Scope const scope(row_id(question));
    kit::focus_on(k_liaison_heading);
}

}  // namespace huisclos::ui
