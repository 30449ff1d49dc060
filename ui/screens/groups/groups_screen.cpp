#include "ui/screens/groups/groups_screen.hpp"

#include <algorithm>
#include <utility>

#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

/// The counts first: a perimeter of more than two lines is cut at its end.
Text detail_of(app::GroupsView::Row const& row)
{
    if (!is_said(row.counts))
        return say(row.detail);
    return tr("groups.row.detail", {arg("counts", say(row.counts)), arg("detail", say(row.detail))});
}

void draw_list(app::GroupsView const& view, GroupsDraft& draft, app::CommandSink& commands)
{
    // What a refusal keeps from him is not promised above it.
    kit::page_title(tr("groups.title"), view.refusal ? Text{} : tr("groups.subtitle"));
    if (view.may_create && kit::primary_button("new", tr("groups.new"), {.icon = kit::icon("add-line")})) {
        draft.creating = true;
        draft.opened_form = true;
    }
    if (view.refusal)
        return draw_refusal(*view.refusal);
    kit::Card card("list", {.padding = kit::CardPadding::Rows});
    if (view.rows.empty()) {
        Text const next = view.may_create ? tr("groups.none.create") : tr("groups.none.detail");
        kit::empty_state(kit::icon("team-line"), tr("groups.none"), next);
        return;
    }
    std::string id;
    // The pane beside shows the one that is being made: none of these.
    bool const is_making = draft.creating && view.may_create;
    auto const opened = kit::list(
        "rows", tr("groups.title"), view.rows.size(),
        [&](std::size_t index) {
            auto const& row = view.rows[index];
            id = row_id(row.group);
            return kit::ListRow{
                .id = id, .title = value(row.name), .detail = detail_of(row), .selected = row.selected && !is_making};
        },
        {.tags = kit::RowTags::None, .detail_lines = 2});
    if (opened) {
        draft.creating = false;
        commands.send(app::Go{app::GroupsRoute{view.rows[*opened].group}});
    }
}

void draw_new_group(app::GroupsView const& view, GroupsDraft& draft, app::CommandSink& commands)
{
    kit::Closable const form;
    kit::Card card("new", {.height = kit::CardHeight::Fill, .name = tr("groups.new"), .from_top = draft.opened_form});
    kit::sheet_title(tr("groups.new"), tr("groups.new"));
    draw_field_errors({{"new", view.new_group, FieldLayout::TwoColumns}}, draft.show_errors);
    kit::paragraph(tr("groups.new.intro"), kit::Weight::Soft);
    if (std::exchange(draft.opened_form, false))
        focus_first_field({"new", view.new_group, FieldLayout::TwoColumns});
    draw_fields(
        "new", view.new_group, draft.texts, draft_actions<app::EditNewGroup>(commands), FieldLayout::TwoColumns);
    kit::Row row;
    if (kit::primary_button("prepare", tr("groups.new.prepare"))) {
        // Prepared, it is shown among the changes of the act; refused, it stays here.
        commands.send(app::PrepareNewGroup{});
        draft.show_errors = true;
    }
    if (!kit::button("cancel", tr("screens.cancel")) && !form.dismissed())
        return;
    draft.creating = false;
    kit::request_frame();
}

void draw_readers(app::GroupDetailView const& detail, app::CommandSink& commands)
{
    kit::heading(tr("groups.readers"));
    auto const readers_in_all = detail.readers.size() + detail.general_readers.size();
    kit::paragraph(tr_count("members.count", static_cast<std::int64_t>(readers_in_all)), kit::Weight::Soft);
    auto const draw = [&commands](std::string_view id, Text const& name, std::vector<app::ReaderView> const& readers) {
        if (readers.empty())
            return;
        kit::Scope scope(id);
        kit::paragraph(name, kit::Weight::Strong);
        draw_reader_table(name, readers, &commands);
    };
    draw("both", tr("groups.readers.both"), detail.readers);
    draw("general", tr("groups.readers.general"), detail.general_readers);
}

void draw_form(app::GroupDetailView const& detail, GroupsDraft& draft, app::CommandSink& commands)
{
    if (detail.form.empty())
        return;
    bool const is_wrong =
        std::ranges::any_of(detail.form, [](app::FieldView const& field) { return is_said(field.error); });
    if (draft.editing != detail.group && !is_wrong) {
        kit::space(kit::Space::Large);
        if (kit::button("edit", tr("founding.group.correct"), {.icon = kit::icon("edit-line")})) {
            draft.editing = detail.group;
            draft.opened_form = true;
            kit::request_frame();
        }
        return;
    }
    kit::Closable const closable;
    // Below all that the page tells: whom « Modifier » leads to its first field sees where it begins.
    kit::Whole const whole("whole-form");
    kit::Group group("form", tr("groups.form"), Role::Form);
    kit::heading(tr("groups.form"));
    draw_field_errors({{"group", detail.form, FieldLayout::TwoColumns}}, draft.show_errors);
    if (std::exchange(draft.opened_form, false))
        focus_first_field({"group", detail.form, FieldLayout::TwoColumns});
    draw_fields("group", detail.form, draft.texts, draft_actions<app::EditGroup>(commands), FieldLayout::TwoColumns);
    kit::Row row;
    if (kit::button("prepare", tr("groups.form.prepare"))) {
        commands.send(app::PrepareGroup{detail.group});
        draft.show_errors = true;
    }
    if (!kit::button("close", tr("screens.close")) && !closable.dismissed())
        return;
    draft.editing.reset();
    draft.show_errors = false;
    kit::request_frame();
}

void draw_detail(app::GroupDetailView const& detail, GroupsDraft& draft, app::CommandSink& commands)
{
    kit::Card card("group", {.height = kit::CardHeight::Fill, .name = value(detail.name)});
    kit::Scope scope(row_id(detail.group));
    if (kit::is_stacked() && kit::back_button("back", tr("groups.back")))
        commands.send(app::Go{app::GroupsRoute{}});
    kit::sheet_title(value(detail.name), tr("groups.page"));
    kit::ButtonOptions const options{.icon = kit::icon("folder-user-line")};
    if (!detail.see_situations.empty() &&
        kit::button("situations", tr_count("groups.situations", detail.situations), options)) {
        for (app::Command const& command : detail.see_situations)
            commands.send(command);
    }
    if (is_said(detail.counts))
        kit::paragraph(say(detail.counts), kit::Weight::Soft);
    if (detail.refusal)
        draw_refusal(*detail.refusal);
    if (!detail.repairs.empty()) {
        kit::heading(tr("groups.repairs"));
        draw_todo("repairs", tr("groups.repairs"), detail.repairs, commands);
    }
    draw_values_to_keep(detail.conflicts, app::PrepareGroup{detail.group}, commands);
    draw_facts("facts", detail.fields);
    if (!detail.documents.empty()) {
        kit::heading(tr("groups.documents"));
        draw_facts("documents", detail.documents);
    }
    if (!detail.readers.empty() || !detail.general_readers.empty())
        draw_readers(detail, commands);
    draw_form(detail, draft, commands);
}

}  // namespace

void draw_groups(app::GroupsView const& view, GroupsDraft& draft, app::CommandSink& commands)
{
    bool const creating = draft.creating && view.may_create;
    // Nothing to choose from.
    if (view.rows.empty() && !creating)
        return draw_list(view, draft, commands);
    auto const shown = view.detail || creating ? kit::PaneShown::Detail : kit::PaneShown::Master;
    kit::Panes panes("groups", 42, 58, shown);
    if (panes.master())
        draw_list(view, draft, commands);
    if (!panes.detail())
        return;
    if (creating)
        return draw_new_group(view, draft, commands);
    if (view.detail)
        return draw_detail(*view.detail, draft, commands);
    kit::Card card("group", {.height = kit::CardHeight::Fill});
    // It asks for a press: of no use on paper.
    kit::NotPrinted const guard({}, {});
    kit::empty_state(kit::icon("team-line"), tr("groups.choose"), tr("groups.choose.detail"));
}

}  // namespace huisclos::ui
