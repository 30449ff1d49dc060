#include "ui/screens/situations/situations_screen.hpp"

#include <algorithm>
#include <utility>

#include "ui/screens/parts.hpp"
#include "ui/screens/situations/sheet.hpp"

namespace huisclos::ui {

namespace {

constexpr std::string_view k_form = "list";
/// Among the numbers of filters: that of the group, which is a route.
constexpr std::uint32_t k_group_filter = 0xffff'ffff;

app::OptionView const* chosen_of(app::FilterView const& filter)
{
    auto const at = std::find_if(
        filter.options.begin(), filter.options.end(), [](app::OptionView const& option) { return option.chosen; });
    return at == filter.options.end() ? nullptr : &*at;
}

kit::Active active_if(bool on)
{
    return on ? kit::Active::Yes : kit::Active::No;
}

std::string filter_id(std::uint32_t id)
{
    return "filter" + std::to_string(id);
}

/// Focus goes back to the chip that showed the choices.
void close_choices(SituationsDraft& draft)
{
    auto const closed = std::exchange(draft.open_filter, std::nullopt);
    if (!closed)
        return;
    kit::focus_on(filter_id(*closed));
    kit::request_frame();
}

/// What was chosen narrows the list: in a narrow window the filters make room for it.
void fold_after_choice(SituationsDraft& draft)
{
    close_choices(draft);
    if (!kit::is_narrow())
        return;
    draft.shows_filters = false;
    kit::focus_on("filters");
}

/// A chip that says what its filter lets through, and opens or closes its choices.
void draw_filter_chip(std::uint32_t id, Text const& name, Text const& choice, bool narrows, SituationsDraft& draft)
{
    Text const label = tr("situations.filter", {arg("filter", name), arg("choice", choice)});
    bool const was_open = draft.open_filter == id;
    // The one whose choices are shown is known by its arrow too.
    kit::Icon shown = kit::icon("filter-3-line");
    if (was_open)
        shown = kit::icon("arrow-up-s-line");
    else if (kit::is_narrow())
        shown = {};  // So that more of them stand in a line: the button above says what they are.
    if (!kit::chip(filter_id(id), label, shown, active_if(narrows), kit::opens_if(was_open)))
        return;
    draft.open_filter = was_open ? std::nullopt : std::optional(id);
}

/// Without one what is not chosen leads nowhere: it is chosen in the place of another.
kit::Icon icon_of(bool chosen)
{
    return chosen ? kit::icon("check-line") : kit::Icon{};
}

/// The first shows all the groups of mine. True when one was chosen.
bool draw_group_options(SituationsPage const& page, app::CommandSink& commands)
{
    bool picked = false;
    kit::Group group("group-options", tr("situations.group"));
    kit::paragraph(tr("situations.group"), kit::Weight::SmallStrong);
    kit::Row row;
    bool const all = !page.route.group;
    if (kit::chip("all", tr("situations.groups.all"), icon_of(all), active_if(all))) {
        commands.send(app::Go{app::SituationsRoute{}});
        picked = true;
    }
    for (app::OptionView const& option : page.list->groups) {
        if (option.code >= page.list->group_ids.size())
            continue;
        GroupId const id = page.list->group_ids[option.code];
        bool const chosen = page.route.group == id;
        if (kit::chip(std::to_string(option.code), say(option.label), icon_of(chosen), active_if(chosen))) {
            commands.send(app::Go{app::SituationsRoute{.group = id}});
            picked = true;
        }
    }
    return picked;
}

Text chosen_group(SituationsPage const& page)
{
    for (app::OptionView const& option : page.list->groups) {
        if (option.code < page.list->group_ids.size() && page.list->group_ids[option.code] == page.route.group)
            return say(option.label);
    }
    return tr("situations.groups.all");
}

bool draw_filter_options(app::FilterView const& filter, app::CommandSink& commands)
{
    bool picked = false;
    kit::Group group("options", say(filter.label));
    // They stand below all the chips: of which one they are is written.
    kit::paragraph(say(filter.label), kit::Weight::SmallStrong);
    kit::Row row;
    for (app::OptionView const& option : filter.options) {
        if (!kit::chip(
                std::to_string(option.code), say(option.label), icon_of(option.chosen), active_if(option.chosen)))
            continue;
        commands.send(app::SetFilter{filter.id, option.code});
        picked = true;
    }
    return picked;
}

/// What takes a filter back: where the list begins, but while somebody searches never less than he searches in.
std::uint32_t taken_back(SituationsPage const& page, app::FilterView const& filter)
{
    bool const is_searched = !page.list->search.empty();
    return is_searched && filter.widest ? *filter.widest : filter.options.front().code;
}

bool narrows(SituationsPage const& page, app::FilterView const& filter)
{
    auto const* const chosen = chosen_of(filter);
    return chosen != nullptr && chosen != filter.options.data() && chosen->code != taken_back(page, filter);
}

bool has_groups(SituationsPage const& page)
{
    return page.list->groups.size() > 1;
}

std::int64_t narrowing_filters(SituationsPage const& page)
{
    auto const& filters = page.list->filters;
    auto const is_narrowing = [&page](app::FilterView const& filter) {
        return narrows(page, filter);
    };
    return std::count_if(filters.begin(), filters.end(), is_narrowing) + (has_groups(page) && page.route.group ? 1 : 0);
}

/// Each filter lets everything through again. Focus goes to the first chip, since the button goes.
void draw_clear(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    if (narrowing_filters(page) == 0 ||
        !kit::chip("clear", tr("situations.filters.clear"), kit::icon("close-line"), kit::Active::Action))
        return;
    for (app::FilterView const& filter : page.list->filters) {
        if (narrows(page, filter))
            commands.send(app::SetFilter{filter.id, taken_back(page, filter)});
    }
    if (has_groups(page) && page.route.group)
        commands.send(app::Go{app::SituationsRoute{}});
    draft.open_filter.reset();
    draft.shows_filters = false;
    std::uint32_t const first = has_groups(page) ? k_group_filter : page.list->filters.front().id;
    kit::focus_on(kit::is_narrow() ? "filters" : filter_id(first));
}

/// In a narrow window one button, unlike them, stands for them all until it is pressed: one below the other they would
/// leave no room for the list.
bool shows_filters(SituationsPage const& page, SituationsDraft& draft)
{
    Text const label = tr_count("situations.filters", narrowing_filters(page));
    kit::ButtonOptions options{
        .icon = draft.shows_filters ? kit::icon("arrow-up-s-line") : kit::icon("arrow-down-s-line")};
    options.opens = kit::opens_if(draft.shows_filters);
    if (kit::button("filters", label, options)) {
        draft.shows_filters = !draft.shows_filters;
        if (!draft.shows_filters)
            draft.open_filter.reset();
        kit::request_frame();
    }
    return draft.shows_filters;
}

void draw_chips(SituationsPage const& page, SituationsDraft& draft)
{
    if (has_groups(page))
        draw_filter_chip(
            k_group_filter, tr("situations.group"), chosen_group(page), page.route.group.has_value(), draft);
    for (app::FilterView const& filter : page.list->filters) {
        app::OptionView const* const chosen = chosen_of(filter);
        if (chosen != nullptr)
            draw_filter_chip(filter.id, say(filter.label), say(chosen->label), narrows(page, filter), draft);
    }
}

/// A chip for the group and one for each filter; pressed, it shows its choices below.
void draw_filters(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    if (view.filters.empty() && !has_groups(page))
        return;
    kit::Closable const closable;
    bool const is_narrow = kit::is_narrow();
    if (is_narrow) {
        kit::Row row;
        bool const shows = shows_filters(page, draft);
        draw_clear(page, draft, commands);
        if (!shows)
            return;
    }
    {
        kit::Row row;
        draw_chips(page, draft);
        if (!is_narrow)
            draw_clear(page, draft, commands);
    }
    bool picked = false;
    if (has_groups(page) && draft.open_filter == k_group_filter)
        picked = draw_group_options(page, commands);
    for (app::FilterView const& filter : view.filters) {
        if (draft.open_filter == filter.id)
            picked = draw_filter_options(filter, commands) || picked;
    }
    if (picked)
        fold_after_choice(draft);
    else if (closable.dismissed())
        close_choices(draft);
}

void draw_search(app::SituationListView const& view, SituationsDraft& draft, app::CommandSink& commands)
{
    std::string& text = draft.search.text(k_form, 0, view.search);
    kit::FieldEvent const event = kit::search_field(
        "search", tr("situations.search"), text, tr("situations.search.placeholder"), "Control+K",
        tr("situations.search.clear"));
    if (event.changed) {
        draft.search.set_dirty(k_form, 0, true);
        commands.send(app::SetSearch{text});
    }
    if (event.committed)
        draft.search.set_dirty(k_form, 0, false);
}

void draw_report_button(SituationsPage const& page, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    Text const label = view.may_create ? tr("situations.create") : tr("situations.report");
    kit::ButtonOptions options{.icon = kit::icon("add-line")};
    options.width = kit::Width::Full;
    auto const kind = view.may_create ? app::ReportKind::Situation : app::ReportKind::Signalement;
    if (kit::primary_button("report", label, options))
        commands.send(app::Go{app::ReportRoute{page.route.group, kind}});
}

/// Search, and beside it the way to a new record.
void draw_tools(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    if (!view.may_report && !view.may_create) {
        draw_search(view, draft, commands);
        return;
    }
    if (kit::is_narrow()) {
        // One below the other as close as all else, under the same names as side by side.
        kit::Scope const scope("tools");
        draw_search(view, draft, commands);
        kit::space(kit::Space::Medium);
        draw_report_button(page, commands);
        return;
    }
    // Alone in its window the list is wide: there the search is the wider one.
    float const search = kit::is_stacked() ? 58 : 46;
    kit::Columns columns("tools", {search, 100 - search}, 200);
    columns.next();
    draw_search(view, draft, commands);
    columns.next();
    draw_report_button(page, commands);
}

/// Whether a line stands below the sheet: the list then ends where the sheet does.
bool has_line_below(SituationsPage const& page)
{
    return page.sheet != nullptr && (is_said(page.sheet->saved) || is_said(page.sheet->unsaved));
}

void draw_rows(SituationsPage const& page, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    kit::Card card(
        "list",
        {.height = kit::CardHeight::Fill, .padding = kit::CardPadding::Rows, .line_below = has_line_below(page)});
    PrintGuard const guard(view.print);
    if (view.rows.empty()) {
        Text const why = say(view.empty);
        kit::empty_state(kit::icon("folder-open-line"), why.empty() ? tr("situations.none") : why);
        if (view.widen.empty())
            return;
        kit::Row row(kit::RowAlign::Centre);
        if (kit::button("widen", say(view.widen_label))) {
            for (app::Command const& command : view.widen)
                commands.send(command);
        }
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

/// Right above the list, so that no field moves while something is typed there. Of all that there are the title tells.
void draw_found(SituationsPage const& page)
{
    if (narrowing_filters(page) == 0 && page.list->search.empty())
        return;
    auto const count = static_cast<std::int64_t>(page.list->rows.size());
    kit::paragraph(tr_count("situations.found", count), kit::Weight::SmallStrong);
}

/// « 12 situations trouvées », once each time something else is asked of the list.
void say_found(SituationsPage const& page, SituationsDraft& draft)
{
    app::SituationListView const& view = *page.list;
    ListAsked asked{view.search, page.route.group, {}};
    for (app::FilterView const& filter : view.filters) {
        app::OptionView const* const chosen = chosen_of(filter);
        asked.options.push_back(chosen == nullptr ? 0 : chosen->code);
    }
    if (draft.asked && *draft.asked != asked)
        kit::announce(tr_count("situations.found", static_cast<std::int64_t>(view.rows.size())).view());
    draft.asked = std::move(asked);
}

void draw_list(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    app::SituationListView const& view = *page.list;
    kit::page_title(say(view.title), say(view.summary));
    kit::window_title(tr("situations.title"));
    if (view.refusal) {
        draw_refusal(*view.refusal);
        if (view.way_in.empty())
            return;
        kit::Card card("way-in", {.name = tr("home.todo.title")});
        draw_todo("way-in", tr("home.todo.title"), view.way_in, commands);
        return;
    }
    kit::space(kit::Space::Medium);
    draw_filters(page, draft, commands);
    draw_tools(page, draft, commands);
    draw_found(page);
    draw_rows(page, commands);
    say_found(page, draft);
}

}  // namespace

void draw_situations(SituationsPage const& page, SituationsDraft& draft, app::CommandSink& commands)
{
    // Nothing to choose from.
    if (page.list != nullptr && page.list->refusal && page.sheet == nullptr)
        return draw_list(page, draft, commands);
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
    // It asks for a press: of no use on paper.
    kit::NotPrinted const guard({}, {});
    kit::empty_state(kit::icon("folder-user-line"), tr("situations.choose"), tr("situations.choose.detail"));
}

}  // namespace huisclos::ui
