#include "ui/kit/button.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

namespace {

/// Beside a label that takes the whole width on one line, and above and below one that takes several.
constexpr float k_label_side = 8;
constexpr float k_label_above = 8;
/// What shows that the way back is hovered reaches this far beyond the column.
constexpr float k_back_bleed = 10;

struct Look {
    Colour surface{};
    Colour border{};
    Colour ink{};
};

Look look_of(ButtonOptions const& options, float hover, bool held)
{
    Palette const& colours = palette();
    Colour const nothing = ui::with_alpha(colours.card, 0);
    if (options.enabled == Enabled::No)
        return {colours.disabled, colours.disabled, colours.on_disabled};
    float const part = held ? 1.0f : hover;
    switch (options.kind) {
    case ButtonKind::Primary: {
        Colour const surface = ui::mix(colours.accent, colours.accent_hover, part);
        return {surface, surface, colours.on_accent};
    }
    case ButtonKind::Danger: {
        Colour const surface = ui::mix(colours.danger, colours.ink, part * 0.2f);
        return {surface, surface, colours.on_danger};
    }
    case ButtonKind::QuietDanger:
        return {ui::mix(colours.card, colours.error.soft, part), colours.border, colours.error.strong};
    case ButtonKind::Quiet:
        return {ui::mix(nothing, colours.accent_soft, part), nothing, colours.accent};
    case ButtonKind::Secondary:
        break;
    }
    return {ui::mix(colours.card, held ? colours.accent_soft : colours.hover, part), colours.border, colours.accent};
}

State state_of(Opens opens)
{
    if (opens == Opens::Nothing)
        return State::None;
    return opens == Opens::Open ? State::Expanded : State::Collapsed;
}

Node button_node(ui::NodeId id, Rect rect, Text const& name, ButtonOptions const& options)
{
    Node node = make_node(Role::Button, id, rect, name.view());
    node.state = State::Focusable | state_of(options.opens);
    if (options.enabled == Enabled::No) {
        node.state = node.state | State::Disabled;
        node.description = options.reason.str();
    } else {
        node.description = options.description.str();
    }
    node.shortcut.assign(options.shortcut);
    node.font_px = em_size(k_body_strong);
    return node;
}

float icon_room(ButtonOptions const& options)
{
    return options.icon.empty() ? 0 : px(18 + 8);
}

/// Of a label that takes several lines in a button `width` wide.
float wrapped_width(float width, ButtonOptions const& options)
{
    return std::max(1.0f, width - icon_room(options) - 2 * px(ui::size::button_padding));
}

/// Of a button `width` wide: what it says is never cut where it may take another line.
float height_of(float width, Text const& label, ButtonOptions const& options)
{
    float const usual = target_height(ui::size::button_height);
    float const room = width - icon_room(options) - 2 * px(k_label_side);
    if (text_width(k_body_strong, label.view()) <= room)
        return usual;
    float const lines = paragraph_height(wrapped_width(width, options), k_body_strong, label.view());
    return std::max(usual, lines + 2 * px(k_label_above));
}

void draw_label(Rect rect, Text const& label, Colour ink, ButtonOptions const& options)
{
    float const icon = icon_room(options);
    float const natural = text_width(k_body_strong, label.view());
    float const room = rect.width - icon - 2 * px(k_label_side);
    float const wrapped = wrapped_width(rect.width, options);
    // Measured only where one line is too short: this is drawn in each frame.
    float const lines = natural > room ? paragraph_height(wrapped, k_body_strong, label.view()) : 0;
    bool const wraps = natural > room && lines <= rect.height;
    float const text = wraps ? wrapped : std::min(natural, room);
    float const left = rect.x + (rect.width - text - icon) / 2;
    draw_icon(left + px(9), rect.y + rect.height / 2, ui::size::icon, ink, options.icon);
    Rect const words{left + icon, rect.y, text + 1, rect.height};
    if (wraps)
        draw_paragraph(
            words.x, rect.y + (rect.height - lines) / 2, wrapped, k_body_strong, ink, label.view(), Align::Centre);
    else
        draw_text_in(words, k_body_strong, ink, label.view());
}

Usable usable(ButtonOptions const& options)
{
    return options.enabled == Enabled::Yes ? Usable::Yes : Usable::No;
}

}  // namespace

void tooltip(std::string_view text)
{
    if (text.empty() || !ImGui::BeginTooltip())
        return;
    float const width = std::min(px(320), text_width(k_small, text) + 1);
    float const height = paragraph_height(width, k_small, text);
    ImVec2 const at = ImGui::GetCursorScreenPos();
    Rect const rect{at.x, at.y, width + px(20), height + px(14)};
    fill(rect, palette().navigation, px(6));
    draw_paragraph(rect.x + px(10), rect.y + px(7), width, k_small, palette().navigation_strong, text);
    ImGui::Dummy({rect.width, rect.height});
    ImGui::EndTooltip();
}

float button_width(Text const& label, ButtonOptions const& options)
{
    float const text = text_width(k_body_strong, label.view());
    return std::ceil(text + icon_room(options) + 2 * px(ui::size::button_padding));
}

bool stand_in_line(std::span<Text const> labels, SquareAfter square)
{
    float width = square == SquareAfter::Yes ? target_height(ui::size::button_height) : -px(k_row_gap);
    for (Text const& label : labels)
        width += button_width(label, {}) + px(k_row_gap);
    return width <= region().width + 0.5f;
}

bool button_at(Rect rect, ui::NodeId id, Text const& label, ButtonOptions const& options)
{
    Touch const touch = interact(id, rect, usable(options));
    bool const lit = touch.hovered && options.enabled == Enabled::Yes;
    Look const look = look_of(options, animate(id, 0, lit), touch.held);
    float const radius = px(ui::size::button_radius);
    fill(rect, look.surface, radius);
    outline(rect, look.border, radius, std::max(1.0f, px(1)));

    draw_label(rect, label, look.ink, options);
    if (shows_focus(id))
        focus_ring(rect, radius);
    if (touch.hovered && options.enabled == Enabled::No)
        tooltip(options.reason.view());
    emit(button_node(id, rect, options.name.empty() ? label : options.name, options));
    return touch.pressed;
}

bool button(std::string_view id, Text const& label, ButtonOptions const& options)
{
    float const natural = button_width(label, options);
    float const width = options.width == Width::Natural ? std::min(natural, region().width) : region().width;
    Rect rect = place(natural, height_of(width, label, options));
    if (options.width == Width::Natural)
        rect.width = std::min(natural, rect.width);
    return button_at(rect, id_of(id), label, options);
}

bool primary_button(std::string_view id, Text const& label, ButtonOptions options)
{
    options.kind = ButtonKind::Primary;
    return button(id, label, options);
}

bool danger_button(std::string_view id, Text const& label, ButtonOptions options)
{
    options.kind = ButtonKind::Danger;
    return button(id, label, options);
}

bool back_button(std::string_view id, Text const& label)
{
    ButtonOptions const options{.kind = ButtonKind::Quiet, .icon = icon("arrow-left-line")};
    float const bleed = px(k_back_bleed);
    float const natural = button_width(label, options) - 2 * (px(ui::size::button_padding) - bleed);
    Rect rect = place(natural, target_height(ui::size::button_height));
    rect.x -= bleed;
    rect.width = std::min(natural, rect.width + bleed);
    return button_at(rect, id_of(id), label, options);
}

bool icon_button(std::string_view id, Icon icon, Text const& name, ButtonOptions const& options)
{
    float const side = target_height(ui::size::button_height);
    Rect rect = place(side, side);
    rect.width = side;
    ui::NodeId const node = id_of(id);
    Touch const touch = interact(node, rect, usable(options));
    bool const lit = touch.hovered && options.enabled == Enabled::Yes;
    Look const look = look_of(options, animate(node, 0, lit), touch.held);
    float const radius = px(ui::size::button_radius);
    fill(rect, look.surface, radius);
    outline(rect, look.border, radius, std::max(1.0f, px(1)));
    draw_icon(rect.x + side / 2, rect.y + side / 2, 20, look.ink, icon);
    if (shows_focus(node))
        focus_ring(rect, radius);
    if (touch.hovered)
        tooltip(name.view());
    emit(button_node(node, rect, name, options));
    return touch.pressed;
}

bool link(std::string_view id, Text const& label, std::string_view href)
{
    float const natural = std::ceil(text_width(k_body, label.view()));
    // A long one takes several lines rather than being cut.
    float const room = region().width;
    float const words = natural > room ? paragraph_height(room, k_body, label.view()) : line_height(k_body);
    Rect rect = place(natural, std::max(words, target_height(24)));
    rect.width = std::min(natural, rect.width);
    ui::NodeId const node_id = id_of(id);
    Touch const touch = interact(node_id, rect, Usable::Yes);
    Colour const colour = ui::mix(palette().accent, palette().accent_hover, animate(node_id, 0, touch.hovered));
    if (natural > room) {
        draw_underlined(rect.x, rect.y + (rect.height - words) / 2, room, k_body, colour, label.view());
    } else {
        draw_text_in(rect, k_body, colour, label.view());
        float const under = rect.y + rect.height / 2 + em_size(k_body) * 0.5f;
        line(rect.x, under, rect.x + rect.width, under, colour, touch.hovered ? px(2) : std::max(1.0f, px(1)));
    }
    if (shows_focus(node_id))
        focus_ring(rect, px(3));
    Node node = make_node(Role::Link, node_id, rect, label.view());
    node.state = State::Focusable;
    node.value.assign(href);
    emit(node);
    return touch.pressed;
}

bool chip(std::string_view id, Text const& label, Icon icon, Active active, Opens opens)
{
    float const lead = icon.empty() ? px(13) : px(11 + 16 + 7);
    float const natural = std::ceil(lead + text_width(k_small_strong, label.view()) + px(13));
    Rect rect = place(natural, target_height(30));
    rect.width = std::min(natural, rect.width);
    ui::NodeId const node_id = id_of(id);
    Touch const touch = interact(node_id, rect, Usable::Yes);
    float const hover = animate(node_id, 0, touch.hovered);
    bool const on = active == Active::Yes;
    Palette const& colours = palette();
    Colour const surface = on ? ui::mix(colours.accent, colours.accent_hover, hover)
                              : ui::mix(colours.accent_soft, colours.hover, hover * 0.6f);
    Colour const ink = on ? colours.on_accent : colours.accent;
    fill(rect, surface, rect.height / 2);
    if (!on && hover > 0)
        outline(rect, ui::with_alpha(colours.accent, static_cast<std::uint8_t>(hover * 255)), rect.height / 2);
    draw_icon(rect.x + px(11 + 8), rect.y + rect.height / 2, 16, ink, icon);
    draw_text_in({rect.x + lead, rect.y, rect.width - lead - px(10), rect.height}, k_small_strong, ink, label.view());
    if (shows_focus(node_id))
        focus_ring(rect, rect.height / 2);
    Node node = make_node(Role::Button, node_id, rect, label.view());
    node.state = State::Focusable | state_of(opens);
    if (opens == Opens::Nothing && active != Active::Action)
        node.state = node.state | State::Toggle;
    if (on)
        node.state = node.state | State::Selected;
    node.font_px = em_size(k_small_strong);
    emit(node);
    return touch.pressed;
}

}  // namespace huisclos::kit
