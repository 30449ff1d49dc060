#include "ui/screens/founding/founding_groups.hpp"

#include <algorithm>
#include <utility>

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

bool has_typed(std::span<app::FieldView const> fields)
{
    return std::any_of(fields.begin(), fields.end(), [](app::FieldView const& field) { return !field.text.empty(); });
}

namespace {

void draw_group_list(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    if (view.groups.empty()) {
        kit::empty_state(kit::icon("group-line"), tr("founding.groups.none"), tr("founding.groups.none.detail"));
        return;
    }
    kit::Rows rows("groups", tr("founding.step.groups"));
    for (std::size_t i = 0; i < view.groups.size(); ++i) {
        auto const& group = view.groups[i];
        auto const detail =
            tr("founding.group.detail", {arg("vocation", say(group.vocation)), arg("perimeter", group.perimeter),
                                         arg("proposed", say(group.proposed))});
        kit::ActionRow const row{
            .tone = Tone::Info,
            .icon = kit::icon("team-line"),
            .title = value(group.name),
            .detail = detail,
            .button = tr("founding.group.correct"),
            .button_name = tr("founding.group.correct_named", {arg("name", group.name)})};
        if (kit::action_row(std::to_string(i), row)) {
            commands.send(app::CorrectFoundingGroup{static_cast<std::uint32_t>(i)});
            draft.group_opened = true;
            draft.show_group_errors = false;
        }
    }
}

void draw_group_buttons(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    auto const& corrected = view.corrected_group;
    kit::Row row;
    if (!corrected) {
        if (kit::button("add", tr("founding.group.add"), {.icon = kit::icon("add-line")})) {
            commands.send(app::AddFoundingGroup{});
            draft.show_group_errors = true;
        }
        if (has_typed(view.new_group) && kit::button("clear", tr("founding.group.clear")))
            commands.send(app::LeaveFoundingGroup{});
        return;
    }
    if (kit::button("save", tr("founding.group.save"), {.icon = kit::icon("check-line")})) {
        commands.send(app::AddFoundingGroup{});
        draft.show_group_errors = true;
    }
    if (kit::button("leave", tr("screens.cancel")))
        commands.send(app::LeaveFoundingGroup{});
    if (kit::danger_button("remove", tr("founding.group.remove")))
        commands.send(app::RemoveFoundingGroup{*corrected});
}

/// One was saved or left: focus goes back to the button of its row, from which it was opened.
void follow_corrected(app::FoundingView const& view, FoundingDraft& draft)
{
    auto const former = std::exchange(draft.corrected_group, view.corrected_group);
    bool const is_over = former && !view.corrected_group && *former < view.groups.size();
    if (!is_over || !(kit::has_focus("save") || kit::has_focus("leave")))
        return;
    kit::Scope const rows("groups");
    kit::Scope const row(std::to_string(*former));
    kit::focus_on("button");
}

}  // namespace

void draw_groups_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands)
{
    kit::paragraph(tr("founding.groups.intro"), kit::Weight::Soft);
    follow_corrected(view, draft);
    draw_group_list(view, draft, commands);
    auto const& corrected = view.corrected_group;
    FormPart const form{"group", view.new_group, FieldLayout::TwoColumns};
    if (corrected && *corrected < view.groups.size())
        kit::heading(tr("founding.group.corrected", {arg("name", view.groups[*corrected].name)}));
    else
        kit::heading(tr("founding.group.new"));
    draw_field_errors({form}, draft.show_group_errors);
    if (corrected && std::exchange(draft.group_opened, false))
        focus_first_field(form);
    draw_fields(form.form, form.fields, draft.texts, draft_actions<app::EditFoundingGroup>(commands), form.layout);
    draw_group_buttons(view, draft, commands);
}

}  // namespace huisclos::ui
