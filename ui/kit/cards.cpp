// Cards with a figure, rows with one action, boxes to choose from.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "ui/kit/button.hpp"
#include "ui/kit/parts.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_box_height = 50;  ///< Of a label on one line.
constexpr float k_box_above = 13;   ///< Above and below a label on several.
constexpr float k_box_left = 18;
constexpr float k_box_right = 12;
constexpr float k_box_mark = 26;  ///< Before the label of the chosen one.

void text_node(Rect rect, TextStyle style, Text const& text)
{
    Node node = make_node(Role::Text, ordinal_id(), rect, text.view());
    node.font_px = em_size(style);
    emit(node);
}

/// A text node for each line that is given: heard one by one.
void line_nodes(Rect rect, TextStyle style, Text const& text)
{
    auto rest = text.view();
    float at = rect.y;
    while (!rest.empty()) {
        auto const end = std::min(rest.find('\n'), rest.size());
        auto const words = rest.substr(0, end);
        float const height = paragraph_height(rect.width, style, words);
        text_node({rect.x, at, rect.width, height}, style, ui::value(words));
        at += height;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

/// From the left edge of a box to its label.
float before_label(BoxItem const& item)
{
    return px(k_box_left + (item.chosen ? k_box_mark : 0));
}

float box_height(float width, BoxItem const& item)
{
    float const words = width - before_label(item) - px(k_box_right);
    return std::max(px(k_box_height), paragraph_height(words, k_body_strong, item.label.view()) + 2 * px(k_box_above));
}

bool draw_box(Rect rect, ui::NodeId id, BoxItem const& item, State kind)
{
    bool const enabled = item.enabled == Enabled::Yes;
    Touch const touch = interact(id, rect, enabled ? Usable::Yes : Usable::No);
    float const hover = animate(id, 0, touch.hovered && enabled);
    Palette const& colours = palette();
    float const radius = px(ui::size::button_radius);
    Colour surface = ui::mix(colours.card, colours.accent_soft, hover);
    Colour ink = colours.accent;
    if (!enabled) {
        surface = colours.disabled;
        ink = colours.on_disabled;
    } else if (item.chosen) {
        surface = ui::mix(colours.accent, colours.accent_hover, hover);
        ink = colours.on_accent;
    }
    fill(rect, surface, radius);
    if (enabled && !item.chosen)
        outline(rect, colours.border, radius, std::max(1.0f, px(1)));
    float const before = before_label(item);
    Rect const words{rect.x + before, rect.y, rect.width - before - px(k_box_right), rect.height};
    // Not by its colour alone.
    if (item.chosen)
        draw_icon(rect.x + px(k_box_left + 9), rect.y + rect.height / 2, ui::size::icon, ink, icon("check-line"));
    draw_paragraph_in(words, k_body_strong, ink, item.label.view());
    if (shows_focus(id))
        focus_ring(rect, radius);
    if (touch.hovered && !enabled)
        tooltip(item.reason.view());

    Node node = make_node(Role::Button, id, rect, item.label.view());
    node.state = State::Focusable | kind;
    if (item.chosen)
        node.state = node.state | State::Selected;
    if (!enabled) {
        node.state = node.state | State::Disabled;
        node.description = item.reason.str();
    }
    emit(node);
    return touch.pressed;
}

/// Whether the words of a row stand in `room` beside its button. In a wide window a title on one line needs less of it:
/// of the rows of one list, those with the longest label keep theirs on their line too.
bool fits_beside(Text const& title, float room)
{
    constexpr float k_room = 184;
    constexpr float k_least_room = 110;
    if (room >= px(k_room))
        return true;
    return !is_narrow() && room >= px(k_least_room) && text_width(k_body_strong, title.view()) <= room;
}

}  // namespace

bool stat_card(std::string_view id, Stat const& stat)
{
    Card card(id);
    Rect rect{};
    CardState const& around = state().cards.back();
    float const room = region().width;
    float const label = paragraph_height(room, k_small, stat.label.view());
    float const detail = paragraph_height(room, k_small_strong, stat.detail.view());
    float const content = label + px(6) + line_height(k_figure) + px(4) + std::max(detail, line_height(k_small_strong));
    rect = {around.x, around.y, around.width, content + 2 * around.padding_y + around.extra};
    ui::NodeId const node_id = id_of("stat");
    Touch const touch = interact(node_id, rect, stat.opens ? Usable::Yes : Usable::No);
    float const hover = animate(node_id, 0, touch.hovered && stat.opens);
    Palette const& colours = palette();
    float const radius = px(ui::size::card_radius);
    fill(inset(rect, 1), ui::with_alpha(colours.hover, static_cast<std::uint8_t>(255 * hover)), radius);
    Colour const strong = tone_pair(colours, stat.tone).strong;
    fill({rect.x, rect.y + px(12), px(4), rect.height - px(24)}, strong, px(2));

    Rect const words = place(room, content);
    float y = words.y;
    draw_paragraph(words.x, y, words.width, k_small, colours.soft, stat.label.view());
    y += label + px(6);
    draw_text(words.x, y, k_figure, colours.ink, stat.figure.view());
    y += line_height(k_figure) + px(4);
    draw_paragraph(words.x, y, words.width, k_small_strong, strong, stat.detail.view());
    if (shows_focus(node_id))
        focus_ring(rect, radius);
    std::string const name =
        stat.label.str() + " " + stat.figure.str() + (stat.detail.empty() ? "" : ", " + stat.detail.str());
    Node node = make_node(stat.opens ? Role::Link : Role::Text, node_id, rect, name);
    if (stat.opens)
        node.state = State::Focusable;
    emit(node);
    return touch.pressed;
}

Rows::Rows(std::string_view id, Text const& name)
{
    ui::NodeId const node = id_of(id);
    Region const& in = region();
    open_node(make_node(Role::List, node, {in.x, in.y, in.width, 0}, name.view()));
    state().scopes.push_back(node);
}

Rows::~Rows()
{
    ContextState& now = state();
    ui::NodeId const id = now.scopes.back();
    now.scopes.pop_back();
    for (std::size_t i = now.tree.count(); i-- > 0;) {
        if (now.tree.at(i).id == id) {
            float const top = now.tree.at(i).rect.y;
            set_node_rect(i, {region().x, top, region().width, std::max(0.0f, region().y - top)});
            break;
        }
    }
    close_node();
    gap_after(pixels(Space::Large));
}

bool action_row(std::string_view id, ActionRow const& row)
{
    ui::NodeId const item = id_of(id);
    float const pad = px(11);
    float const square = px(40);
    float const left = square + px(16);
    ButtonOptions options;
    options.kind = row.kind;
    options.enabled = row.enabled;
    options.description = row.button_name.empty() ? row.title : Text{};
    options.name = row.button_name;
    bool const has_button = !row.button.empty();
    float const button = has_button ? button_width(row.button, options) : 0;
    bool const below = has_button && !fits_beside(row.title, region().width - left - button - px(16));
    float const width = region().width - left - (has_button && !below ? button + px(16) : 0);
    float const title = paragraph_height(width, k_body_strong, row.title.view());
    float const detail = row.detail.empty() ? 0 : paragraph_height(width, k_small, row.detail.view());
    float const text = std::max(square, title + detail);
    float const button_height = target_height(ui::size::button_height);
    // A line parts two rows: none above the first, none below the last.
    bool const is_first = state().tree.next_ordinal() == 0;
    region().gap = 0;
    Rect const rect = place(region().width, text + 2 * pad + (below ? button_height + px(8) : 0));

    if (!is_first)
        line(rect.x, rect.y - 1, rect.x + rect.width, rect.y - 1, palette().line);
    open_node(make_node(Role::ListItem, item, rect, ""));
    ui::TonePair const pair = tone_pair(palette(), row.tone);
    // Beside the first line, however many there are.
    Rect const box{rect.x, rect.y + pad, square, square};
    fill(box, pair.soft, px(8));
    Icon const shown = row.icon.empty() ? tone_icon(row.tone) : row.icon;
    draw_icon(box.x + square / 2, box.y + square / 2, 20, pair.strong, shown);
    float const y = rect.y + pad + (text - title - detail) / 2;
    draw_paragraph(rect.x + left, y, width, k_body_strong, palette().ink, row.title.view());
    text_node({rect.x + left, y, width, title}, k_body_strong, row.title);
    if (!row.detail.empty()) {
        draw_paragraph(rect.x + left, y + title, width, k_small, palette().soft, row.detail.view());
        line_nodes({rect.x + left, y + title, width, detail}, k_small, row.detail);
    }
    bool pressed = false;
    if (has_button) {
        float const beside = rect.y + pad + std::min(0.0f, (text - button_height) / 2);
        Rect const at = below ? Rect{rect.x + left, rect.y + pad + text + px(8), button, button_height}
                              : Rect{rect.x + rect.width - button, beside, button, button_height};
        pressed = button_at(at, ui::make_node_id(item, "button"), row.button, options);
    }
    close_node();
    return pressed;
}

std::optional<std::size_t> boxes(std::string_view id, Text const& name, std::span<BoxItem const> items)
{
    if (items.empty())
        return std::nullopt;
    float const gap = px(12);
    float const room = region().width;
    std::size_t const per_line = room >= px(720) ? 3 : room >= px(440) ? 2 : 1;
    float const width = std::floor((room - gap * static_cast<float>(per_line - 1)) / static_cast<float>(per_line));
    // Boxes of one line are as high as the highest.
    std::vector<float> heights((items.size() + per_line - 1) / per_line);
    for (std::size_t i = 0; i < items.size(); ++i)
        heights[i / per_line] = std::max(heights[i / per_line], box_height(width, items[i]));
    float const all = std::accumulate(heights.begin(), heights.end(), gap * static_cast<float>(heights.size() - 1));
    Rect const rect = place(room, all);
    ui::NodeId const group = id_of(id);
    open_node(make_node(Role::Group, group, rect, name.view()));
    // Without one that is chosen they do something and choose nothing.
    State const kind = std::ranges::any_of(items, &BoxItem::chosen) ? State::Toggle : State::None;
    std::optional<std::size_t> pressed;
    float y = rect.y;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0 && i % per_line == 0)
            y += heights[i / per_line - 1] + gap;
        Rect const at{rect.x + static_cast<float>(i % per_line) * (width + gap), y, width, heights[i / per_line]};
        if (draw_box(at, ui::make_node_id(group, items[i].id), items[i], kind))
            pressed = i;
    }
    close_node();
    gap_after(pixels(Space::Large));
    return pressed;
}

}  // namespace huisclos::kit
