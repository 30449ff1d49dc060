// The head of a sheet, above its tabs: what it is called, its tags, what may be done with it, and the question that a
// status asks.

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

/// In a narrow or low window most of what stands above the tabs gives way to what they hold.
bool is_head_folded()
{
    return kit::is_narrow() || kit::is_low();
}

void draw_tags(std::span<app::TagView const> tags)
{
    if (tags.empty())
        return;
    kit::Row row;
    for (app::TagView const& tag : tags)
        draw_tag(tag);
}

std::string status_id(std::uint32_t status)
{
    return "status" + std::to_string(status);
}

/// The question of a status is over; what held focus in it goes.
void end_question(SheetDraft& draft)
{
    draft.answered_status = std::exchange(draft.asked_status, std::nullopt);
    draft.asked_reason.reset();
    draft.focus_due = true;
    kit::request_frame();
}

/// Focus goes back to the button that asked; when a passage took that away, to the title: what is offered in its place
/// may be what undoes it.
void follow_focus(app::SheetView const& view, SheetDraft& draft)
{
    if (!draft.answered_status)
        return;
    std::string const asked = status_id(*draft.answered_status);
    bool const is_gone = std::ranges::none_of(view.statuses, [&draft](app::StatusChoice const& choice) {
        return choice.refusals.empty() && choice.status == *draft.answered_status;
    });
    if (draft.focus_due || (is_gone && (kit::has_focus(asked) || kit::is_focus_lost())))
        kit::focus_on(is_gone ? kit::k_sheet_title : std::string_view(asked));
    draft.focus_due = false;
    if (!is_gone)
        return;
    draft.answered_status.reset();
    // Of the statuses before: those that follow are asked for anew.
    if (std::exchange(draft.statuses_of, std::nullopt))
        kit::request_frame();
}

/// Buttons of a situation: in a window of 1440 pixels more of them do not stand in one line.
constexpr std::size_t k_most_buttons = 3;

bool is_offered(app::StatusChoice const& choice)
{
    return choice.refusals.empty();
}

/// How many of the first `most` statuses stand beside what may be added, in one line.
std::size_t statuses_with_room(app::SheetView const& view, std::size_t offered, std::size_t most)
{
    std::vector<Text> labels;
    if (view.new_action)
        labels.push_back(tr("sheet.action.new"));
    if (!view.new_liaison.empty())
        labels.push_back(tr("sheet.liaison.new"));
    // There is more than one line whatever is put behind a button: but in a small window no more than that takes.
    if (!kit::stand_in_line(labels, kit::SquareAfter::Yes) && !is_head_folded())
        return most;
    std::size_t fitting = 0;
    bool goes_on = false;
    for (app::StatusChoice const& choice : view.statuses) {
        if (!is_offered(choice) || fitting == most)
            continue;
        goes_on = goes_on || choice.goes_on;
        labels.push_back(say(choice.label));
        bool const is_last = fitting + 1 == offered;
        if (!kit::stand_in_line(labels, is_last ? kit::SquareAfter::No : kit::SquareAfter::Yes))
            break;
        ++fitting;
    }
    // The one by which it goes on is never behind another.
    return std::max<std::size_t>(fitting, goes_on ? 1 : 0);
}

/// Of the statuses that are offered, the first that have a button of their own.
std::size_t statuses_in_line(app::SheetView const& view)
{
    auto const offered = static_cast<std::size_t>(std::ranges::count_if(view.statuses, is_offered));
    std::size_t const additions = (view.new_action ? 1 : 0) + (view.new_liaison.empty() ? 0 : 1);
    if (is_head_folded())
        return statuses_with_room(view, offered, offered);
    if (view.is_report || offered + additions <= k_most_buttons)
        return offered;
    // One more may take no more room than the button behind which it would be alone.
    bool const is_one_more = offered + additions == k_most_buttons + 1;
    return statuses_with_room(view, offered, is_one_more ? offered : k_most_buttons - additions);
}

enum class StatusPart : std::uint8_t { InLine, Others };

/// The next status as buttons; only the one by which the record goes on is ever the first of all.
void draw_statuses(app::SheetView const& view, StatusPart part, SheetDraft& draft, app::CommandSink& commands)
{
    std::size_t place = 0;
    for (app::StatusChoice const& choice : view.statuses) {
        bool const is_in_line = is_offered(choice) && place++ < statuses_in_line(view);
        if (!is_offered(choice) || is_in_line != (part == StatusPart::InLine))
            continue;
        kit::ButtonOptions options;
        if (choice.goes_on)
            options.kind = kit::ButtonKind::Primary;
        if (!choice.reasons.empty())
            options.opens = kit::opens_if(draft.asked_status == choice.status);
        if (!kit::button(status_id(choice.status), say(choice.label), options))
            continue;
        if (draft.asked_status == choice.status) {
            end_question(draft);
            continue;
        }
        draft.asked_status.reset();
        draft.asked_reason.reset();
        draft.answered_status = choice.status;
        if (choice.reasons.empty() && !is_said(choice.consequence))
            commands.send(app::SetStatus{.record = view.record, .status = choice.status});
        else
            draft.asked_status = choice.status;
    }
}

/// Those that have no room in the line are shown when they are asked for.
void draw_other_statuses(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    if (static_cast<std::size_t>(std::ranges::count_if(view.statuses, is_offered)) == statuses_in_line(view))
        return;
    bool const is_open = draft.statuses_of == view.record;
    if (kit::icon_button(
            "statuses", kit::icon("more-2-line"), tr("sheet.statuses.others"), {.opens = kit::opens_if(is_open)})) {
        draft.statuses_of = is_open ? std::nullopt : std::optional(view.record);
        draft.asked_status.reset();
        kit::request_frame();
    }
    if (is_open)
        draw_statuses(view, StatusPart::Others, draft, commands);
}

void draw_additions(SituationsPage const& page, SheetDraft& draft, kit::ButtonKind kind, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    app::SituationsRoute actions = page.route;
    actions.situation = view.record;
    actions.tab = app::SheetTab::Actions;
    if (view.new_action) {
        kit::ButtonOptions options;
        // Without an icon: all stand in one line.
        options.kind = kind;
        if (kit::button("add", tr("sheet.action.new"), options)) {
            draft.adding_action = true;
            draft.opened_action = true;
            commands.send(app::Go{actions});
        }
    }
    if (!view.new_liaison.empty() && kit::button("ask", tr("sheet.liaison.new"))) {
        draft.asking_liaison = true;
        draft.opened_liaison = true;
        commands.send(app::Go{actions});
    }
    if (std::exchange(draft.left_action, false) && view.new_action)
        kit::focus_on("add");
    if (std::exchange(draft.left_liaison, false) && !view.new_liaison.empty())
        kit::focus_on("ask");
}

void draw_buttons(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    bool const has_status = !view.statuses.empty();
    if (!has_status && !view.new_action && view.new_liaison.empty())
        return;
    kit::Row row;
    bool const goes_on = std::ranges::any_of(
        view.statuses, [](app::StatusChoice const& choice) { return choice.goes_on && choice.refusals.empty(); });
    bool const is_first = view.is_report || goes_on;
    if (is_first)
        draw_statuses(view, StatusPart::InLine, draft, commands);
    draw_additions(page, draft, goes_on ? kit::ButtonKind::Secondary : kit::ButtonKind::Primary, commands);
    if (!is_first)
        draw_statuses(view, StatusPart::InLine, draft, commands);
    draw_other_statuses(view, draft, commands);
}

/// In the place of the button by which it would go on: that this is barred. What bars it stands further down, and there
/// it leads.
void draw_barred(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    auto const barred = std::ranges::find_if(
        view.statuses, [](app::StatusChoice const& choice) { return choice.goes_on && !is_offered(choice); });
    if (barred == view.statuses.end())
        return;
    // No link: what it leads to has no address.
    kit::ButtonOptions const options{.icon = kit::icon("information-line")};
    if (!kit::button("barred", tr("sheet.refused_statuses.see", {arg("status", say(barred->label))}), options))
        return;
    draft.asked_why = true;
    if (view.tab != app::SheetTab::Parcours) {
        app::SituationsRoute route = page.route;
        route.situation = view.record;
        route.tab = app::SheetTab::Parcours;
        commands.send(app::Go{route});
    }
}

/// What the passage does, before it is done.
void draw_confirmation(
    app::SheetView const& view, app::StatusChoice const& choice, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Dialog dialog("confirm", tr("sheet.confirm.title", {arg("status", say(choice.label))}));
    kit::paragraph(say(choice.consequence));
    for (app::OptionView const& reason : choice.reasons) {
        if (draft.asked_reason == reason.code)
            kit::paragraph(tr("sheet.confirm.reason", {arg("reason", say(reason.label))}), kit::Weight::Soft);
    }
    auto const answer = dialog.ask(tr("screens.cancel"), tr("sheet.confirm"));
    if (answer == kit::Answer::Yes)
        commands.send(app::SetStatus{view.record, choice.status, draft.asked_reason.value_or(0)});
    if (answer != kit::Answer::None)
        end_question(draft);
}

/// A status that is given with its reason: choosing it is what changes the status, unless there is something to
/// confirm.
void draw_reasons(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    for (app::StatusChoice const& choice : view.statuses) {
        if (draft.asked_status != choice.status || !choice.refusals.empty())
            continue;
        if (choice.reasons.empty() || draft.asked_reason)
            return draw_confirmation(view, choice, draft, commands);
        kit::heading(tr("sheet.reason.title", {arg("status", say(choice.label))}));
        std::vector<kit::BoxItem> items;
        for (app::OptionView const& reason : choice.reasons)
            items.push_back({.id = std::to_string(reason.code), .label = say(reason.label)});
        auto const picked = kit::boxes("reasons", tr("sheet.reason"), items);
        bool const confirms = picked && is_said(choice.consequence);
        if (confirms)
            draft.asked_reason = choice.reasons[*picked].code;
        else if (picked)
            commands.send(app::SetStatus{view.record, choice.status, choice.reasons[*picked].code});
        if (kit::button("no-reason", tr("screens.cancel")) || (picked && !confirms))
            end_question(draft);
        if (confirms)
            kit::request_frame();
        return;
    }
}

}  // namespace

void draw_sheet_head(SituationsPage const& page, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    if (kit::is_stacked() && kit::back_button("back", tr("situations.back")))
        commands.send(app::Go{app::SituationsRoute{.group = page.route.group}});
    Text const kind = view.is_report ? tr("sheet.page.report") : tr("sheet.page.situation");
    // Without a title there are no tabs below.
    bool const is_folded = is_said(view.title) && is_head_folded();
    if (!is_folded && (is_said(view.title) || !kit::is_stacked()))
        kit::paragraph(say(view.reference), kit::Weight::Small);
    if (is_said(view.title))
        kit::sheet_title(say(view.title), kind);
    else if (kit::is_stacked())
        kit::sheet_title(say(view.reference), kind);
    else
        kit::window_title(kind);
    draw_tags(std::span(view.tags).first(std::min<std::size_t>(view.tags.size(), is_folded ? 1 : view.tags.size())));
}

void draw_rest_of_head(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    if (!is_head_folded())
        return;
    app::SheetView const& view = *page.sheet;
    draw_barred(page, draft, commands);
    kit::paragraph(say(view.reference), kit::Weight::Small);
    draw_tags(std::span(view.tags).subspan(std::min<std::size_t>(view.tags.size(), 1)));
}

void draw_passages(SituationsPage const& page, SheetDraft& draft, app::CommandSink& commands)
{
    app::SheetView const& view = *page.sheet;
    kit::Closable const question;
    draw_buttons(page, draft, commands);
    if (!is_head_folded())
        draw_barred(page, draft, commands);
    follow_focus(view, draft);
    draw_reasons(view, draft, commands);
    if (question.dismissed() && draft.asked_status) {
        end_question(draft);
    } else if (question.dismissed() && draft.statuses_of) {
        draft.statuses_of.reset();
        kit::focus_on("statuses");
    }
}

}  // namespace huisclos::ui
