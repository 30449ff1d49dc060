// Gives ImGui the look: colours and sizes of its own parts (windows, scroll bars). Everything else is drawn by ui/kit.

#pragma once

#include "ui/theme/tokens.hpp"

struct ImGuiStyle;

namespace huisclos::ui {

/// Sizes are `zoom` times those at 100 %.
void apply_style(ImGuiStyle& style, Palette const& palette, float zoom);

}  // namespace huisclos::ui
