// The tab « Actions » of a sheet: what was decided, who answers for it; below, what was asked of others.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet_additions.hpp"

namespace huisclos::ui {

namespace {

FieldActions element_actions(RecordId record, OpId element, app::CommandSink& commands)
{
    FieldActions actions;
    actions.typed = [record, element, &commands](std::uint32_t field, std::string const& text) {
        commands.send(app::EditAction{record, element, field, app::FieldInput{.text = text}});
    };
    actions.chosen = [record, element, &commands](std::uint32_t field, app::FieldInput value) {
        commands.send(app::EditAction{record, element, field, std::move(value)});
    };
    return actions;
}

void draw_action_facts(RecordId record, app::ActionView const& action, app::CommandSink& commands)
{
    if (is_said(action.result)) {
        kit::Row row;
        kit::tag(tone_of(action.tone), say(action.result));
    }
    kit::Fact const facts[] = {
        {tr("sheet.action.owner"), say(action.owner)},
        {tr("sheet.action.start"), say(action.start)},
        {tr("sheet.action.end"), say(action.end)}};
    if (auto const copied = kit::facts("facts", facts))
        commands.send(app::CopyValue{record, facts[*copied].value.str()});
    if (is_said(action.history))
        kit::paragraph(say(action.history), kit::Weight::Small);
}

/// What was typed goes with the form.
void leave_correction(app::ActionView const& action, SheetDraft& draft)
{
    for (app::FieldView const& field : action.fields)
        draft.texts.forget(row_id(action.element), field.field);
    draft.edited_action = {};
    draft.followed_action.reset();
    draft.show_errors = false;
    kit::request_frame();
}

/// Its fields are written together: no past of an action has an end before its beginning.
void draw_correction(
    app::SheetView const& view, app::ActionView const& action, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Closable const form;
    std::string const id = row_id(action.element);
    draw_field_errors({{id, action.fields, FieldLayout::TwoColumns}}, draft.show_errors);
    draw_fields(
        id, action.fields, draft.texts, element_actions(view.record, action.element, commands),
        FieldLayout::TwoColumns);
    if (draft.opened_form == action.element) {
        focus_first_field({id, action.fields, FieldLayout::TwoColumns});
        draft.opened_form.reset();
    }
    kit::Row row;
    kit::ButtonOptions options;
    options.description = say(action.type);
    bool const is_saved = kit::primary_button("save", tr("sheet.action.correct"), options);
    if (is_saved && action.is_typed) {
        commands.send(app::CorrectAction{view.record, action.element});
        draft.show_errors = true;
        // Also by a finger, so that it is known where focus goes once this is written.
        kit::focus_on("save");
    }
    // In the place of the button that opened the form: focus goes back there from wherever it is in it.
    bool const is_left = kit::button("edit", tr("screens.cancel"), options) || form.dismissed();
    if (is_left)
        commands.send(app::LeaveAction{});
    if (!is_left && (!is_saved || action.is_typed))
        return;
    leave_correction(action, draft);
    kit::focus_on("edit");
}

void draw_action_buttons(app::ActionView const& action, SheetDraft& draft)
{
    if (!action.may_edit && !action.may_withdraw)
        return;
    kit::Row row;
    kit::ButtonOptions options;
    options.description = say(action.type);
    if (action.may_edit && kit::button("edit", tr("sheet.action.edit"), options)) {
        draft.edited_action = action.element;
        draft.followed_action = action.element;
        draft.opened_form = action.element;
        draft.show_errors = false;
        kit::request_frame();
    }
    if (action.may_withdraw && kit::button("withdraw", tr("sheet.action.withdraw"), options)) {
        draft.withdrawn_action = action.element;
        kit::request_frame();
    }
}

void draw_withdrawal(
    app::SheetView const& view, app::ActionView const& action, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Dialog dialog("withdrawal", tr("sheet.action.withdraw.title"));
    kit::paragraph(tr("sheet.action.withdraw.text", {arg("action", say(action.type))}));
    auto const answer = dialog.ask(tr("screens.cancel"), tr("sheet.action.withdraw.confirm"));
    if (answer == kit::Answer::Yes) {
        commands.send(app::WithdrawAction{view.record, action.element});
        draft.followed_action = action.element;
    }
    if (answer != kit::Answer::None)
        draft.withdrawn_action.reset();
}

/// Corrections that were written at once: all are shown, somebody chooses.
void draw_versions(
    app::SheetView const& view, app::ActionView const& action, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Callout const callout("versions", Tone::Warning, tr("sheet.action.conflict"), tr("screens.conflict.detail"));
    if (action.is_typed)
        kit::message(Tone::Warning, tr("sheet.action.conflict.typed"));
    for (app::ActionView const& version : action.versions) {
        kit::Scope scope(row_id(version.element));
        kit::paragraph(say(version.type), kit::Weight::Strong);
        draw_action_facts(view.record, version, commands);
        kit::ButtonOptions options;
        options.description = say(version.history);
        if (!action.may_edit || !kit::button("keep", tr("sheet.action.keep"), options))
            continue;
        commands.send(app::KeepAction{view.record, version.element});
        draft.followed_action = action.element;
        draft.kept_version = version.element;
    }
}

void draw_action(
    app::SheetView const& view, app::ActionView const& action, SheetDraft& draft, app::CommandSink& commands)
{
    kit::Scope scope(row_id(action.element));
    kit::heading(say(action.type), 3);
    if (!action.versions.empty()) {
        draw_versions(view, action, draft, commands);
    } else if (action.may_edit && draft.edited_action == action.element) {
        draw_correction(view, action, draft, commands);
    } else {
        draw_action_facts(view.record, action, commands);
        if (action.is_typed)
            kit::message(Tone::Warning, tr("sheet.action.typed"));
        draw_action_buttons(action, draft);
    }
    if (action.may_withdraw && draft.withdrawn_action == action.element)
        draw_withdrawal(view, action, draft, commands);
    kit::separator();
}

/// Whether focus is still with what a person pressed in the card of an action that stands no more.
bool holds_focus(SheetDraft const& draft)
{
    kit::Scope former(row_id(*draft.followed_action));
    if (kit::has_focus("save") || kit::has_focus("edit") || kit::has_focus("withdraw"))
        return true;
    if (!draft.kept_version)
        return false;
    kit::Scope version(row_id(*draft.kept_version));
    return kit::has_focus("keep");
}

void focus_on_action(app::ActionView const& action)
{
    kit::Scope scope(row_id(action.element));
    if (action.versions.empty())
        return kit::focus_on(action.may_edit ? "edit" : "withdraw");
    kit::Scope version(row_id(action.versions.front().element));
    kit::focus_on("keep");
}

/// An action that was corrected stands under another name, at the same place; one that was withdrawn stands no more.
/// Focus that went with it goes to the action now at its place.
void follow_action(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    if (!draft.followed_action)
        return;
    auto const found = std::ranges::find(view.actions, *draft.followed_action, &app::ActionView::element);
    if (found != view.actions.end()) {
        draft.action_place = static_cast<std::size_t>(found - view.actions.begin());
        return;
    }
    if (draft.edited_action == *draft.followed_action) {
        // Written, or taken by another member from under what is typed: the app knows, and says it.
        commands.send(app::CorrectAction{view.record, *draft.followed_action});
        draft.edited_action = {};
        draft.show_errors = false;
    }
    if (holds_focus(draft))
        return;
    draft.followed_action.reset();
    draft.kept_version.reset();
    if (!view.actions.empty() && kit::is_focus_lost())
        focus_on_action(view.actions[std::min(draft.action_place, view.actions.size() - 1)]);
}

void draw_new_action(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    if (!view.new_action || !draft.adding_action)
        return;
    kit::Closable const form;
    kit::Group group("new-action", tr("sheet.action.new"), Role::Form);
    kit::heading(tr("sheet.action.new"));
    draw_field_errors({{"action", view.new_action->fields, FieldLayout::TwoColumns}}, draft.show_errors);
    draw_fields(
        "action", view.new_action->fields, draft.texts, new_element_actions<app::EditNewAction>(view.record, commands),
        FieldLayout::TwoColumns);
    if (std::exchange(draft.opened_action, false))
        focus_first_field({"action", view.new_action->fields, FieldLayout::TwoColumns});
    kit::Row row;
    if (kit::primary_button("save", tr("sheet.action.save"))) {
        commands.send(app::AddAction{view.record});
        draft.actions_before = view.actions.size();
        draft.show_errors = true;
    }
    if (!kit::button("cancel", tr("screens.cancel")) && !form.dismissed())
        return;
    commands.send(app::LeaveNewAction{view.record});
    draft.left_action = !kit::is_focus_lost();
    draft.adding_action = false;
    draft.actions_before.reset();
    forget_texts("action", view.new_action->fields, draft);
}

}  // namespace

void close_if_added(bool& open, std::optional<std::size_t>& before, std::size_t now, bool& show_errors)
{
    if (!before || now <= *before)
        return;
    open = false;
    show_errors = false;
    before.reset();
}

void forget_texts(std::string_view form, std::span<app::FieldView const> fields, SheetDraft& draft)
{
    for (app::FieldView const& field : fields)
        draft.texts.forget(form, field.field);
    draft.show_errors = false;
    kit::request_frame();
}

void lead_to_versions(app::SheetView const& view, std::uint32_t field, SheetDraft& draft)
{
    auto const found =
        std::ranges::find_if(view.actions, [](app::ActionView const& one) { return !one.versions.empty(); });
    if (draft.led_to == field || found == view.actions.end() || !found->may_edit)
        return;
    draft.led_to = field;
    focus_on_action(*found);
}

void draw_actions(app::SheetView const& view, SheetDraft& draft, app::CommandSink& commands)
{
    bool const was_adding = draft.adding_action;
    bool const was_asking = draft.asking_liaison;
    close_if_added(draft.adding_action, draft.actions_before, view.actions.size(), draft.show_errors);
    close_if_added(draft.asking_liaison, draft.liaisons_before, view.liaisons.size(), draft.show_errors);
    follow_action(view, draft, commands);
    draw_new_action(view, draft, commands);
    draw_new_liaison(view, draft, commands);
    bool const empty = view.actions.empty() && view.liaisons.empty();
    if (empty && !draft.adding_action && !draft.asking_liaison) {
        kit::empty_state(kit::icon("list-check"), tr("sheet.actions.none"), tr("sheet.actions.none.detail"));
        return;
    }
    if (was_adding && !draft.adding_action)
        kit::result_follows();
    if (!view.actions.empty())
        kit::heading(tr("sheet.actions.title"));
    for (app::ActionView const& action : view.actions)
        draw_action(view, action, draft, commands);
    if (was_asking && !draft.asking_liaison)
        kit::result_follows();
    draw_liaisons(view, draft, commands);
}

}  // namespace huisclos::ui
