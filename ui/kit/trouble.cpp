// What is wrong with synchronisation, in words below the bar: at every width the first screen says it.

#include <algorithm>

#include "ui/kit/navigation.hpp"
#include "ui/kit/parts.hpp"

namespace huisclos::kit {

namespace {

constexpr float k_strip_height = 36;
constexpr float k_strip_side = 16;
constexpr float k_strip_words = 26;  ///< From its icon to its words.
constexpr float k_strip_above = 8;

float strip_words_width(float width)
{
    return width - px(2 * k_strip_side + k_strip_words);
}

}  // namespace

bool is_sync_trouble(Tone tone)
{
    return tone == Tone::Warning || tone == Tone::Error;
}

bool is_in_trouble(ShellFrame const& frame)
{
    return is_sync_trouble(frame.sync_tone) && !frame.sync.empty();
}

bool is_below_bar(ShellFrame const& frame, RailForm form)
{
    return form != RailForm::Full && is_in_trouble(frame);
}

ui::NodeId sync_id()
{
    return ui::make_node_id(state().root, "sync");
}

float trouble_height(ShellFrame const& frame, RailForm form, float width)
{
    if (!is_below_bar(frame, form))
        return 0;
    float const words = paragraph_height(strip_words_width(width), k_small_strong, frame.sync.view());
    return std::max(target_height(k_strip_height), words + px(2 * k_strip_above));
}

bool trouble_strip(ShellFrame const& frame, Rect strip)
{
    ui::NodeId const id = sync_id();
    ui::TonePair const pair = tone_pair(palette(), frame.sync_tone);
    Touch const touch = interact(id, strip, Usable::Yes);
    fill(strip, pair.soft);
    float const left = strip.x + px(k_strip_side);
    draw_icon(left + px(9), strip.y + strip.height / 2, ui::size::icon, pair.strong, tone_icon(frame.sync_tone));
    float const width = strip_words_width(strip.width);
    float const x = left + px(k_strip_words);
    float const y = strip.y + (strip.height - paragraph_height(width, k_small_strong, frame.sync.view())) / 2;
    if (touch.hovered)
        draw_underlined(x, y, width, k_small_strong, pair.strong, frame.sync.view());
    else
        draw_paragraph(x, y, width, k_small_strong, pair.strong, frame.sync.view());
    // Inside: the strip reaches from edge to edge.
    if (shows_focus(id))
        focus_ring(inset(strip, px(6)), px(4));
    Node node = make_node(Role::Button, id, strip, frame.sync.view());
    node.state = State::Focusable;
    node.font_px = em_size(k_small_strong);
    emit(node);
    return touch.pressed;
}

}  // namespace huisclos::kit
