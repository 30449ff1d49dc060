// What is wrong with a form, at its top: links to the fields (ui/kit/field.hpp).

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/kit/field.hpp"
#include "ui/kit/parts.hpp"
#include "ui/text/tr.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_summary_padding = 16;
constexpr float k_summary_icon = 28;  ///< And the gap after it.
constexpr float k_summary_link = 28;  ///< Of a message on one line.

ui::NodeId id_of_path(std::string_view path)
{
    auto id = scope();
    for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
        id = ui::make_node_id(id, path.substr(0, slash));
        path.remove_prefix(slash + 1);
    }
    return ui::make_node_id(id, path);
}

float summary_link_height(float width, FieldError const& error)
{
    return std::max(target_height(k_summary_link), paragraph_height(width, k_body, error.message.view()) + px(5));
}

/// One message, on as many lines as it takes, that leads to its field.
void summary_link(ui::NodeId id, Rect room, FieldError const& error)
{
    float const height = paragraph_height(room.width, k_body, error.message.view());
    // The first paragraph leads there; what follows it, the rule, is told with it.
    auto const words = error.message.view().substr(0, error.message.view().find('\n'));
    auto const rule = error.message.view().substr(std::min(words.size() + 1, error.message.view().size()));
    Rect at = room;
    at.width = std::min(std::ceil(text_width(k_body, error.message.view())), room.width);
    bool const pressed = interact(id, at, Usable::Yes).pressed;
    float const y = room.y + (room.height - height) / 2;
    float const below = y + draw_underlined(room.x, y, room.width, k_body, palette().ink, words);
    if (!rule.empty())
        draw_paragraph(room.x, below, room.width, k_body, palette().ink, rule);
    if (shows_focus(id))
        focus_ring(at, px(3));
    Node node = make_node(Role::Link, id, at, error.message.view());
    node.state = State::Focusable;
    node.controls = id_of_path(error.field);
    emit(node);
    if (pressed)
        state().tree.request_focus(node.controls);
}

}  // namespace

void error_summary(std::string_view id, std::span<FieldError const> errors, bool fresh)
{
    if (errors.empty())
        return;
    Text const title = ui::tr_count("kit.errors.title", static_cast<std::int64_t>(errors.size()));
    Colour const strong = palette().error.strong;
    float const pad = px(k_summary_padding);
    float const width = region().width - 2 * pad - px(4);
    float const icon_room = px(k_summary_icon);
    float const title_height = paragraph_height(width - icon_room, k_body_strong, title.view());
    float height = 2 * pad + title_height + px(4);
    for (FieldError const& error : errors)
        height += summary_link_height(width, error);
    Rect const rect = place(region().width, height);
    fill(rect, palette().error.soft, px(8));
    fill({rect.x, rect.y + px(6), px(4), rect.height - px(12)}, strong, px(2));
    ui::NodeId const group = id_of(id);
    open_node(make_node(Role::Alert, group, rect, ""));
    float const x = rect.x + pad + px(4);
    float y = rect.y + pad;
    draw_icon(x + px(9), y + line_height(k_body_strong) / 2, ui::size::icon, strong, tone_icon(Tone::Error));
    Rect const words{x + icon_room, y, width - icon_room, title_height};
    draw_paragraph(words.x, words.y, words.width, k_body_strong, strong, title.view());
    Node head = make_node(Role::Heading, ui::make_node_id(group, "title"), words, title.view());
    head.level = 2;
    // Whom it stops sees all of it, and the title of the page whole or not at all.
    emit(head, from_top(rect));
    if (shows_focus(head.id))
        focus_ring(rect, px(8));
    if (fresh)
        state().tree.request_focus(head.id);
    y += title_height + px(4);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        FieldError const& error = errors[i];
        Rect const room{x, y, width, summary_link_height(width, error)};
        // Of one field several things may be wrong, each a line of its own.
        auto const before = errors.first(i);
        auto const same = std::ranges::count(before, error.field, &FieldError::field);
        auto const link = ui::make_node_id(group, error.field);
        summary_link(same == 0 ? link : ui::make_node_id(link, std::to_string(same)), room, error);
        y += room.height;
    }
    close_node();
    gap_after(pixels(Space::Wide));
}

}  // namespace huisclos::kit
