#include "ui/kit/tabs.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/kit/parts.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_tab_gap = 30;  ///< As in the mock-ups.
/// Between tabs that would not stand in one line otherwise.
constexpr float k_least_gap = 12;
constexpr float k_least_short_gap = 6;
/// Of what a tab holds, once it is chosen.
constexpr float k_seen_of_panel = 220;

std::optional<std::size_t> target_of(std::string const& key, std::size_t at, std::size_t count)
{
    if (key == "ArrowRight" || key == "ArrowDown")
        return (at + 1) % count;
    if (key == "ArrowLeft" || key == "ArrowUp")
        return (at + count - 1) % count;
    if (key == "Home")
        return 0;
    if (key == "End")
        return count - 1;
    return std::nullopt;
}

/// What is drawn of each tab, and where: rectangles from the left of the bar, in as many lines as needed.
struct TabLayout {
    std::vector<Rect> rects{};
    bool is_short{false};
};

Text const& drawn_label(TabItem const& item, bool is_short)
{
    return is_short && !item.short_label.empty() ? item.short_label : item.label;
}

/// Room for the bold form, so that choosing a tab moves nothing.
float label_width(TabItem const& item, bool is_short)
{
    return std::ceil(text_width(k_body_strong, drawn_label(item, is_short).view()));
}

/// The gap with which all stand in one line, if that is `least` or more.
std::optional<float> gap_in_line(std::span<TabItem const> items, float width, bool is_short, float least)
{
    float left = width;
    for (TabItem const& item : items)
        left -= label_width(item, is_short);
    float const gaps = static_cast<float>(std::max<std::size_t>(items.size(), 2) - 1);
    float const gap = std::floor(left / gaps);
    return gap >= px(least) ? std::optional(std::min(gap, px(k_tab_gap))) : std::nullopt;
}

TabLayout lay_out(std::span<TabItem const> items, float width, float height)
{
    auto gap = gap_in_line(items, width, false, k_least_gap);
    TabLayout layout;
    if (!gap) {
        gap = gap_in_line(items, width, true, k_least_short_gap);
        layout.is_short = gap.has_value();
    }
    float x = 0;
    float y = 0;
    for (TabItem const& item : items) {
        float const own = std::min(width, label_width(item, layout.is_short));
        if (x > 0 && x + own > width) {
            x = 0;
            y += height;
        }
        layout.rects.push_back({x, y, own, height});
        x += own + gap.value_or(px(k_tab_gap));
    }
    return layout;
}

/// A little more than the tab, but never beyond the bar: a scroll bar may stand there.
Rect ringed(Rect tab, Rect bar)
{
    float const left = std::max(bar.x, tab.x - px(4));
    float const right = std::min(bar.x + bar.width, tab.x + tab.width + px(4));
    return {left, tab.y + px(4), right - left, tab.height - px(8)};
}

/// Of another tab what it holds comes into view, and of the same one that is pressed again: in a low window nothing of
/// it would show below the bar.
void follow_shown(ui::NodeId list_id, std::size_t current, Rect bar, bool is_asked_again)
{
    auto const place = static_cast<std::uint32_t>(current) + 1;
    std::uint32_t const before = std::exchange(memory(ui::make_node_id(list_id, "shown")).focus, place);
    Rect const clip = clip_rect();
    bool const is_other = before != 0 && before != place;
    if (!(is_other || is_asked_again) || clip.y + clip.height - bar.y - bar.height >= px(k_seen_of_panel))
        return;
    Rect const seen{bar.x, bar.y, bar.width, std::min(bar.height + px(k_seen_of_panel), clip.height)};
    scroll_into_view(seen);
}

}  // namespace

Tabs::Tabs(std::string_view id, Text const& name, std::span<TabItem const> items, std::size_t current)
{
    ContextState& now = state();
    ui::NodeId const list_id = id_of(id);
    ui::NodeId const panel_id = ui::make_node_id(list_id, "panel");
    float const height = target_height(42);
    auto const [rects, is_short] = lay_out(items, region().width, height);
    float const total = rects.empty() ? 0 : rects.back().y + height;
    Rect const bar = place(region().width, total);
    open_node(make_node(Role::TabList, list_id, bar, name.view()));
    line(bar.x, bar.y + bar.height - 1, bar.x + bar.width, bar.y + bar.height - 1, palette().line);
    bool is_asked_again = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Rect const rect{bar.x + rects[i].x, bar.y + rects[i].y, rects[i].width, height};
        ui::NodeId const tab_id = ui::make_node_id(list_id, items[i].id);
        bool const chosen = i == current;
        Touch const touch = interact(tab_id, rect, Usable::Yes);
        if (touch.pressed && !chosen)
            m_picked = i;
        is_asked_again = is_asked_again || (touch.pressed && chosen);
        if (auto const key = take_key(tab_id)) {
            if (auto const target = target_of(*key, i, items.size())) {
                m_picked = target;
                now.tree.request_focus(ui::make_node_id(list_id, items[*target].id));
            }
        }
        float const hover = animate(tab_id, 0, touch.hovered);
        Colour const ink = chosen ? palette().accent : ui::mix(palette().soft, palette().ink, hover);
        draw_text_in(rect, chosen ? k_body_strong : k_body, ink, drawn_label(items[i], is_short).view());
        if (chosen)
            fill({rect.x, rect.y + height - px(3), rect.width, px(3)}, palette().accent, px(1));
        if (shows_focus(tab_id))
            focus_ring(ringed(rect, bar), px(4));
        Node tab = make_node(Role::Tab, tab_id, rect, items[i].label.view());
        tab.state = State::Keys;
        if (chosen)
            tab.state = tab.state | State::Selected | State::Focusable;
        tab.controls = panel_id;
        tab.position = static_cast<std::uint32_t>(i + 1);
        tab.set_size = static_cast<std::uint32_t>(items.size());
        emit(tab);
    }
    close_node();
    follow_shown(list_id, current, bar, is_asked_again);
    gap_after(px(20));
    std::string_view const panel_name = current < items.size() ? items[current].label.view() : name.view();
    open_node(make_node(Role::TabPanel, panel_id, {bar.x, bar.y + bar.height, bar.width, 0}, panel_name));
    now.scopes.push_back(panel_id);
}

Tabs::~Tabs()
{
    ContextState& now = state();
    ui::NodeId const panel = now.scopes.back();
    now.scopes.pop_back();
    for (std::size_t i = now.tree.count(); i-- > 0;) {
        if (now.tree.at(i).id == panel) {
            float const top = now.tree.at(i).rect.y;
            set_node_rect(i, {region().x, top, region().width, std::max(0.0f, region().y - top)});
            break;
        }
    }
    close_node();
}

}  // namespace huisclos::kit
