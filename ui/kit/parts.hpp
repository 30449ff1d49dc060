// Pieces that several widgets draw: a tag inside a row, the label of a field, a tooltip. Internal to the kit.

#pragma once

#include "ui/kit/button.hpp"
#include "ui/kit/draw.hpp"
#include "ui/kit/internal.hpp"

namespace huisclos::kit {

[[nodiscard]] float tag_width(Text const& word);
void draw_tag(Rect rect, Tone tone, Text const& word, Icon icon);

/// Widths and drawing of a button, for those that place it themselves.
[[nodiscard]] float button_width(Text const& label, ButtonOptions const& options);
[[nodiscard]] bool button_at(Rect rect, ui::NodeId id, Text const& label, ButtonOptions const& options);

/// Shown beside the pointer.
void tooltip(std::string_view text);

}  // namespace huisclos::kit
