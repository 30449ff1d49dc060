#include "ui/screens/situations/situations_screen.hpp"

#include <algorithm>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

constexpr std::string_view k_form = "list";

app::OptionView const* chosen_of(app::FilterView const& filter)
{
    auto const at = std::find_if(
        filter.options.begin(), filter.options.end(), [](app::OptionView const& option) { return option.chosen; });
    return at == filter.options.end() ? nullptr : &*at;
}

/// The groups as chips; the first, without a group, shows all of mine.
void draw_groups(SituationsPage const& page, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    if (view.groups.size() < 2)
        return;
    kit::Group group("groups", tr("situations.groups"));
    kit::Row row;
    bool const lists_all = std::any_of(view.groups.begin(), view.groups.end(), [&](app::OptionView const& option) {
        return option.code >= view.group_ids.size();
    });
    auto const active = [](bool on) {
        return on ? kit::Active::Yes : kit::Active::No;
    };
    if (!lists_all && kit::chip("all", tr("situations.groups.all"), kit::icon("group-line"), active(!page.route.group)))
        commands.send(app::Go{app::SituationsRoute{}});
    for (app::OptionView const& option : view.groups) {
        std::optional<GroupId> id;
        if (option.code < view.group_ids.size())
            id = view.group_ids[option.code];
        if (kit::chip(std::to_string(option.code), say(option.label), kit::icon("group-line"), active(option.chosen)))
            commands.send(app::Go{app::SituationsRoute{.group = id}});
    }
}

void draw_filter_options(app::FilterView const& filter, SituationsDraft& draft, app::CommandSink& commands)
{
    kit::Group group("options", say(filter.label));
    kit::Row row;
    for (app::OptionView const& option : filter.options) {
        if (!kit::chip(
                std::to_string(option.code), say(option.label), kit::icon("arrow-right-s-line"),
                option.chosen ? kit::Active::Yes : kit::Active::No))
            continue;
        commands.send(app::SetFilter{filter.id, option.code});
        draft.open_filter.reset();
    }
}

/// A chip per filter, saying what it lets through; pressed, it shows its choices below.
void draw_filters(app::SituationListView const& view, SituationsDraft& draft, app::CommandSink& commands)
{
    if (view.filters.empty())
        return;
    app::FilterView const* open = nullptr;
    {
        kit::Row row;
        for (app::FilterView const& filter : view.filters) {
            app::OptionView const* const chosen = chosen_of(filter);
            Text const label =
                chosen == nullptr
                    ? say(filter.label)
                    : tr("situations.filter", {arg("filter", say(filter.label)), arg("choice", say(chosen->label))});
            bool const narrows = chosen != nullptr && chosen != filter.options.data();
            if (kit::chip(
                    "filter" + std::to_string(filter.id), label, kit::icon("filter-3-line"),
                    narrows ? kit::Active::Yes : kit::Active::No)) {
                bool const was_open = draft.open_filter == filter.id;
                draft.open_filter = was_open ? std::nullopt : std::optional(filter.id);
            }
            if (draft.open_filter == filter.id)
                open = &filter;
        }
    }
    if (open != nullptr)
        draw_filter_options(*open, draft, commands);
}

void draw_search(app::SituationListView const& view, SituationsDraft& draft, app::CommandSink& commands)
{
    std::string& text = draft.search.text(k_form, 0, view.search);
    kit::FieldEvent const event =
        kit::search_field("search", tr("situations.search"), text, tr("situations.search.placeholder"), "Control+K");
    if (event.changed) {
        draft.search.set_dirty(k_form, 0, true);
        commands.send(app::SetSearch{text});
    }
    if (event.committed)
        draft.search.set_dirty(k_form, 0, false);
}

void draw_rows(SituationsPage const& page, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    kit::Card card("list", {.height = kit::CardHeight::Fill, .padding = kit::CardPadding::Rows});
    kit::NotPrinted not_printed(tr("law.r_34.liste"), tr("law.r_34.article"));
    if (view.rows.empty()) {
        Text const why = say(view.empty);
        kit::empty_state(kit::icon("folder-open-line"), why.empty() ? tr("situations.none") : why);
        return;
    }
    std::string id;
    auto const opened = kit::list("rows", tr("situations.title"), view.rows.size(), [&](std::size_t index) {
        app::SituationRow const& row = view.rows[index];
        id = row_id(row.record);
        return kit::ListRow{
            .id = id,
            .title = say(row.title),
            .detail = say(row.subtitle),
            .tag = say(row.status.label),
            .tag_tone = tone_of(row.status.tone),
            .tag_icon = icon_named(row.status.icon),
            .selected = row.selected};
    });
    if (opened)
        commands.send(app::Go{app::SituationsRoute{page.route.group, view.rows[*opened].record}});
}

void draw_list(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    kit::page_title(say(view.title), say(view.summary));
    if (view.refusal) {
        draw_refusal(*view.refusal);
        return;
    }
    kit::space(kit::Space::Medium);
    draw_groups(page, commands);
    draw_search(view, draft, commands);
    draw_filters(view, draft, commands);
    if (view.may_report || view.may_create) {
        kit::Row row;
        Text const label = view.may_create ? tr("situations.create") : tr("situations.report");
        if (kit::primary_button("report", label, {.icon = kit::icon("add-line")}))
            commands.send(app::Go{app::ReportRoute{page.route.group}});
    }
    draw_rows(page, commands);
}

}  // namespace

void draw_situations(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    auto const shown = page.sheet != nullptr ? kit::PaneShown::Detail : kit::PaneShown::Master;
    kit::Panes panes("situations", 42, 58, shown);
    if (panes.master() && page.list != nullptr)
        draw_list(page, draft, commands);
    if (!panes.detail())
        return;
    if (page.sheet != nullptr) {
        draw_sheet(page, draft.sheet, commands);
        return;
    }
    kit::Card card("sheet", {.height = kit::CardHeight::Fill});
    kit::empty_state(kit::icon("folder-user-line"), tr("situations.choose"), tr("situations.choose.detail"));
}

}  // namespace huisclos::ui
