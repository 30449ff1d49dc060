// Checkboxes and radios, alone and in groups.

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/kit/choice.hpp"
#include "ui/kit/field_frame.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_box = 22;
constexpr float k_text_left = 34;

enum class Mark : std::uint8_t { Box, Dot };

void draw_mark(Rect box, ui::NodeId id, Mark mark, bool on, bool hovered, bool invalid)
{
    Palette const& colours = palette();
    float const radius = mark == Mark::Dot ? box.width / 2 : px(5);
    float const lit = animate(id, 1, on);
    Colour const edge = invalid ? colours.error.strong
                                : ui::mix(colours.border, colours.accent, std::max(lit, animate(id, 0, hovered)));
    fill(box, colours.card, radius);
    if (mark == Mark::Box) {
        fill(box, ui::with_alpha(colours.accent, static_cast<std::uint8_t>(255 * lit)), radius);
        if (on)
            draw_icon(box.x + box.width / 2, box.y + box.height / 2, 18, colours.on_accent, icon("check-line"));
    } else if (lit > 0) {
        disc(box.x + radius, box.y + radius, px(6) * lit, colours.accent);
    }
    outline(box, edge, radius, px(2));
    if (shows_focus(id))
        focus_ring(box, radius);
}

/// A mark and its words; true when pressed by pointer, or by the mirror's `act`. What stands from `top` on, and as much
/// as `error` takes below it, is brought into view with it.
bool option_line(
    ui::NodeId id, Role role, Act act, Text const& label, Text const& help, bool on, bool invalid, Node extra,
    std::optional<float> top = {}, float error = 0)
{
    float const width = region().width - px(k_text_left);
    float const words = paragraph_height(width, k_body, label.view());
    float const below = help.empty() ? 0 : paragraph_height(width, k_small, help.view()) + px(2);
    float const least = target_height(32);
    float const natural = px(k_text_left) + text_width(k_body, label.view()) + px(4);
    Rect rect = place(natural, std::max(least, words + below));
    float const line = std::max(least - below, words);
    Rect const box{
        rect.x, std::round(rect.y + (std::min(line, line_height(k_body) + (line - words)) - px(k_box)) / 2), px(k_box),
        px(k_box)};

    bool const by_mirror = state().actions.take(id, act);
    Touch const touch = interact(id, rect, Usable::Yes);
    draw_mark(box, id, role == Role::Radio ? Mark::Dot : Mark::Box, on, touch.hovered, invalid);
    float const text_y = rect.y + (line - words) / 2;
    draw_paragraph(rect.x + px(k_text_left), text_y, width, k_body, palette().ink, label.view());
    draw_paragraph(rect.x + px(k_text_left), text_y + words + px(2), width, k_small, palette().soft, help.view());

    Node node = make_node(role, id, rect, label.view());
    node.state = extra.state | State::Focusable | (on ? State::Checked : State::None);
    node.position = extra.position;
    node.set_size = extra.set_size;
    node.description = extra.description.empty() ? help.str() : extra.description;
    float const seen = top.value_or(rect.y);
    emit(node, {rect.x, seen, rect.width, rect.y + rect.height + error - seen});
    return touch.pressed || (by_mirror && !is_inert());
}

/// Where the words of all fit into half the width, many boxes stand in two columns, one read after the other: how many
/// are in the first.
std::size_t boxes_in_column(Role role, std::span<ChoiceItem const> items, float width)
{
    constexpr std::size_t k_few = 6;
    if (role != Role::Checkbox || items.size() <= k_few)
        return items.size();
    float const room = width - px(k_text_left);
    bool const fit = std::ranges::all_of(items, [room](ChoiceItem const& item) {
        return item.help.empty() && text_width(k_body, item.label.view()) <= room;
    });
    return fit ? (items.size() + 1) / 2 : items.size();
}

/// The items of a group; the index of the one pressed. `top` is where the group begins.
std::optional<std::size_t> draw_items(
    ui::NodeId group, Role role, Act act, std::span<ChoiceItem const> items, bool invalid, float top)
{
    float const gap = pixels(Space::Wide);
    float const half = std::floor((region().width - gap) / 2);
    std::size_t const in_column = boxes_in_column(role, items, half);
    bool const has_two = in_column < items.size();
    Region column{.x = region().x, .y = top_of_next(), .width = has_two ? half : region().width};
    float bottom = column.y;
    push_region(column);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i == in_column) {
            bottom = region().y;
            pop_region();
            column.x += half + gap;
            push_region(column);
        }
        Node extra;
        extra.position = static_cast<std::uint32_t>(i + 1);
        extra.set_size = static_cast<std::uint32_t>(items.size());
        ui::NodeId const item = ui::make_node_id(group, items[i].id);
        if (option_line(
                item, role, act, items[i].label, items[i].help, items[i].chosen, invalid, extra,
                i == 0 ? std::optional(top) : std::nullopt))
            pressed = i;
        gap_after(pixels(Space::Tiny));
    }
    bottom = std::max(bottom, region().y);
    pop_region();
    advance(bottom);
    return pressed;
}

/// Label, error and help, then the items, whose last may be far below; a group in the tree. Who is led to it sees all
/// of it, or where the window has no room for that, its beginning.
std::optional<std::size_t> group_of(
    Role role, Role item_role, Act act, std::string_view id, Text const& label, std::span<ChoiceItem const> items,
    FieldOptions const& options)
{
    ui::NodeId const group = id_of(id);
    Text const shown_label = full_label(label, options.need);
    Rect const head = place(region().width, paragraph_height(region().width, k_small, shown_label.view()));
    draw_paragraph(head.x, head.y, head.width, k_small, palette().soft, shown_label.view());
    gap_after(pixels(Space::Tiny));
    Node node = make_node(role, group, head, shown_label.view());
    node.description = options.error.empty() ? options.help.str() : options.error.str();
    if (!options.error.empty())
        node.state = node.state | State::Invalid;
    if (options.need == Need::Required)
        node.state = node.state | State::Required;
    Memory& known = memory(group);
    std::size_t const index = open_node(node, {head.x, head.y, head.width, std::max(head.height, known.number)});
    if (!options.error.empty())
        message(Tone::Error, options.error);
    if (!options.help.empty())
        paragraph(options.help, Weight::Small);
    gap_after(pixels(Space::Tiny));
    auto const pressed = draw_items(group, item_role, act, items, !options.error.empty(), head.y);
    close_node();
    Rect const whole{head.x, head.y, head.width, std::max(head.height, region().y - head.y)};
    remember(known.number, whole.height);
    set_node_rect(index, whole);
    // Words and marks begin at its very edge.
    if (shows_focus(group))
        focus_ring(inset(whole, -px(2)), px(ui::size::button_radius));
    gap_after(pixels(Space::Large));
    return pressed;
}

}  // namespace

std::optional<std::size_t> radios(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options)
{
    auto const pressed = group_of(Role::RadioGroup, Role::Radio, Act::Select, id, label, items, options);
    // Pressing the one that is already chosen changes nothing.
    return pressed && items[*pressed].chosen ? std::nullopt : pressed;
}

std::optional<std::size_t> choices(
    std::string_view id, Text const& label, std::span<ChoiceItem const> items, FieldOptions const& options)
{
    return group_of(Role::Group, Role::Checkbox, Act::Toggle, id, label, items, options);
}

bool checkbox(std::string_view id, Text const& label, bool& checked, FieldOptions const& options)
{
    ui::NodeId const node_id = id_of(id);
    Node extra;
    if (options.need == Need::Required)
        extra.state = State::Required;
    if (!options.error.empty()) {
        extra.state = extra.state | State::Invalid;
        extra.description = options.error.str();
    }
    Text const shown_label = full_label(label, options.need);
    bool const pressed = option_line(
        node_id, Role::Checkbox, Act::Toggle, shown_label, options.help, checked, !options.error.empty(), extra, {},
        error_height(options.error));
    // Drawn only: the box is described by it.
    if (!options.error.empty())
        draw_field_texts(place_error_below(options.error), {}, {}, options.error);
    if (pressed) {
        checked = !checked;
        request_frame();
    }
    return pressed;
}

}  // namespace huisclos::kit
