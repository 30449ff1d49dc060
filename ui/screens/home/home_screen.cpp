#include "ui/screens/home/home_screen.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "ui/screens/fields.hpp"
#include "ui/screens/parts.hpp"

namespace huisclos::ui {

namespace {

void draw_stats(app::HomeView const& view, app::CommandSink& commands)
{
    if (view.stats.empty())
        return;
    kit::Columns columns("stats", {1, 1, 1, 1}, 210);
    for (std::size_t i = 0; i < view.stats.size(); ++i) {
        app::StatView const& stat = view.stats[i];
        columns.next();
        kit::Stat const shown{
            .label = say(stat.label),
            .figure = value(format_number(stat.count)),
            .detail = say(stat.detail),
            .tone = tone_of(stat.tone)};
        if (kit::stat_card("stat" + std::to_string(i), shown)) {
            for (app::Command const& command : stat.commands)
                commands.send(command);
        }
    }
}

constexpr std::size_t k_first_todo = 12;
/// A long list is drawn part by part.
constexpr std::size_t k_more_todo = 100;

void draw_lines(
    Text const& name, std::span<app::TodoView const> lines, HomeDraft::Part& draft, app::CommandSink& commands)
{
    std::size_t const shown = std::min(lines.size(), k_first_todo + draft.more);
    draw_todo("rows", name, lines.first(shown), commands);
    if (auto const first = std::exchange(draft.first_more, std::nullopt)) {
        kit::Scope const rows("rows");
        kit::Scope const row(std::to_string(*first));
        kit::focus_on("button");
    }
    std::size_t const left = lines.size() - shown;
    if (left == 0 ||
        !kit::button("more", tr_count("home.todo.more", static_cast<std::int64_t>(std::min(left, k_more_todo)))))
        return;
    draft.more += k_more_todo;
    draft.first_more = lines[shown].id;
    kit::request_frame();
}

/// The figure beside « Accueil »: several things may wait in one line.
Text title_with_count(std::span<app::TodoView const> waiting)
{
    std::int64_t count = 0;
    for (app::TodoView const& line : waiting)
        count += line.waiting;
    return tr("home.todo.title.count", {arg("n", count)});
}

void draw_waiting(app::HomeView const& view, HomeDraft& draft, app::CommandSink& commands)
{
    // What only tells something stands apart: the figure beside « Accueil » does not count it.
    auto const told = std::ranges::find(view.todo, 0U, &app::TodoView::waiting);
    std::span const all(view.todo);
    auto const waiting = all.first(static_cast<std::size_t>(told - view.todo.begin()));
    {
        kit::Card card("todo", {.name = tr("home.todo.title")});
        kit::heading(waiting.empty() ? tr("home.todo.title") : title_with_count(waiting));
        if (!waiting.empty())
            draw_lines(tr("home.todo.title"), waiting, draft.todo, commands);
        else if (view.receives_nothing)
            kit::empty_state(kit::icon("key-2-line"), tr("home.todo.closed"), tr("home.todo.closed.detail"));
        else
            kit::empty_state(kit::icon("check-double-line"), tr("home.todo.none"), tr("home.todo.none.detail"));
    }
    if (told == view.todo.end())
        return;
    kit::Card card("told", {.name = tr("home.told.title")});
    kit::heading(tr("home.told.title"));
    draw_lines(tr("home.told.title"), all.subspan(waiting.size()), draft.told, commands);
}

void draw_store(app::HomeView const& view, app::CommandSink& commands)
{
    if (view.store.empty())
        return;
    kit::Card card("store", {.name = tr("home.store.title")});
    kit::heading(tr("home.store.title"));
    draw_facts("facts", view.store);
    if (kit::button("sync", tr("shell.sync.now"), {.icon = kit::icon("refresh-line")}))
        commands.send(app::SyncNow{});
}

}  // namespace

void draw_home(app::HomeView const& view, HomeDraft& draft, app::CommandSink& commands)
{
    kit::page_title(say(view.greeting), say(view.today));
    kit::window_title(tr("home.title"));
    for (app::NoticeView const& notice : view.notices)
        kit::callout(tone_of(notice.tone), say(notice.text));
    if (view.limits)
        kit::callout(Tone::Info, say(view.limits->message), say(view.limits->article));
    if (kit::is_narrow()) {
        // What waits first: figures one below the other would fill the first screen.
        {
            kit::Scope const body("body");
            draw_waiting(view, draft, commands);
        }
        draw_stats(view, commands);
        kit::space(kit::Space::Large);
        kit::Scope const body("body");
        draw_store(view, commands);
        return;
    }
    draw_stats(view, commands);
    kit::space(kit::Space::Large);
    kit::Columns columns("body", {58, 42}, 340, kit::CellEnds::Apart);
    columns.next();
    draw_waiting(view, draft, commands);
    columns.next();
    draw_store(view, commands);
}

}  // namespace huisclos::ui
