#include "ui/kit/field_frame.hpp"

#include <algorithm>

#include "ui/text/tr.hpp"

namespace huisclos::kit {

using ui::tr;

namespace {

constexpr float k_width_in_row = 260;
constexpr float k_label_gap = 4;
constexpr float k_below_gap = 4;
constexpr float k_error_icon = 22;

/// Looked up when the text has changed. Where no box is drawn nothing would show what is meant.
bool lacks_letters(ui::NodeId id, std::string_view text)
{
    auto const is_plain = [](char letter) {
        return static_cast<unsigned char>(letter) < 0x80;
    };
    if (!state().fonts.draws_boxes || std::ranges::all_of(text, is_plain))
        return false;
    Memory& known = memory(id);
    std::uint32_t const key = ui::make_node_id(0, text);
    if (known.looked_up != key) {
        known.looked_up = key;
        known.undrawn = !has_all_letters(text);
    }
    return known.undrawn;
}

}  // namespace

Text full_label(Text const& label, Need need)
{
    if (need == Need::Required)
        return tr("kit.label.required", {ui::arg("label", label)});
    if (need == Need::Optional)
        return tr("kit.label.optional", {ui::arg("label", label)});
    return label;
}

float field_width(FieldOptions const& options)
{
    float const room = region().width;
    float const wanted = options.width > 0 ? px(options.width) : region().in_row ? px(k_width_in_row) : room;
    return std::min(wanted, room);
}

FieldPlaces place_field(
    Text const& label, FieldOptions const& options, Text const& help, Text const& error, float frame_height)
{
    float const room = region().width;
    float const width = field_width(options);
    // Words may be wider than a narrow field, but not beside another one.
    float const words = region().in_row ? width : room;
    auto const below = [&](Text const& text, float left) {
        return text.empty() ? 0.0f : px(k_below_gap) + paragraph_height(words - left, k_small, text.view());
    };
    float const label_height = label.empty() ? 0 : paragraph_height(words, k_small, label.view()) + px(k_label_gap);
    float const help_height = below(help, 0);
    float const error_height = below(error, px(k_error_icon));
    Rect const all = place(width, label_height + frame_height + help_height + error_height);

    FieldPlaces places;
    places.label = {all.x, all.y, words, label_height};
    places.frame = {all.x, all.y + label_height, width, frame_height};
    float y = places.frame.y + frame_height;
    places.error = {all.x, y + px(k_below_gap), words, std::max(0.0f, error_height - px(k_below_gap))};
    y += error_height;
    places.help = {all.x, y + px(k_below_gap), words, std::max(0.0f, help_height - px(k_below_gap))};
    gap_after(pixels(Space::Large));
    return places;
}

Rect whole_field(FieldPlaces const& places)
{
    Rect const& frame = places.frame;
    float const top = places.label.height > 0 ? places.label.y : frame.y;
    float bottom = frame.y + frame.height;
    for (Rect const& part : {places.error, places.help}) {
        if (part.height > 0)
            bottom = std::max(bottom, part.y + part.height);
    }
    return {frame.x, top, frame.width, bottom - top};
}

Text help_below(ui::NodeId id, Text const& help, std::string_view text)
{
    if (!lacks_letters(id, text))
        return help;
    Text const undrawn = tr("kit.field.undrawn");
    return help.empty() ? undrawn : ui::value(help.str() + "\n" + undrawn.str());
}

float error_height(Text const& error)
{
    return error.empty() ? 0
                         : px(k_below_gap) + paragraph_height(region().width - px(k_error_icon), k_small, error.view());
}

FieldPlaces place_error_below(Text const& error)
{
    gap_after(px(k_below_gap));
    FieldPlaces places;
    places.error = place(region().width, error_height(error) - px(k_below_gap));
    gap_after(pixels(Space::Large));
    return places;
}

void draw_field_texts(FieldPlaces const& places, Text const& label, Text const& help, Text const& error)
{
    draw_paragraph(places.label.x, places.label.y, places.label.width, k_small, palette().soft, label.view());
    if (!error.empty()) {
        Colour const strong = palette().error.strong;
        draw_icon(
            places.error.x + px(8), places.error.y + line_height(k_small) / 2, 16, strong, tone_icon(Tone::Error));
        draw_paragraph(
            places.error.x + px(k_error_icon), places.error.y, places.error.width - px(k_error_icon), k_small, strong,
            error.view());
    }
    draw_paragraph(places.help.x, places.help.y, places.help.width, k_small, palette().soft, help.view());
}

void draw_field_frame(Rect frame, ui::NodeId id, bool hovered, bool invalid, bool read_only)
{
    Palette const& colours = palette();
    float const radius = px(ui::size::button_radius);
    bool const focused = is_focused(id);
    fill(frame, read_only ? colours.background : colours.card, radius);
    Colour const rest =
        invalid ? colours.error.strong : ui::mix(colours.border, colours.ink, 0.5f * animate(id, 0, hovered));
    Colour const edge = focused && !invalid ? colours.accent : rest;
    outline(frame, edge, radius, focused || invalid ? px(2) : std::max(1.0f, px(1)));
    if (shows_focus(id))
        focus_ring(frame, radius);
}

void describe_field(Node& node, FieldOptions const& options, Text const& help, Text const& error)
{
    node.state = node.state | State::Focusable;
    if (options.need == Need::Required)
        node.state = node.state | State::Required;
    if (options.read_only)
        node.state = node.state | State::ReadOnly;
    if (!error.empty()) {
        node.state = node.state | State::Invalid;
        node.description = error.str();
        if (!help.empty())
            node.description += " ";
    }
    node.description += help.view();
    node.placeholder = options.placeholder.str();
    node.max_length = options.max_length;
    node.kind = options.kind;
    node.font_px = em_size(k_body);
    node.pad_left = px(ui::size::field_padding);
    node.pad_right = px(ui::size::field_padding);
}

}  // namespace huisclos::kit
