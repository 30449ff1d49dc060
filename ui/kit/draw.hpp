// Shapes and text on ImGui's draw list, in the units and colours of the theme. No input, no layout, no semantics.

#pragma once

#include <cstdint>
#include <string_view>

#include <imgui.h>

#include "ui/a11y/node.hpp"
#include "ui/theme/icon.hpp"
#include "ui/theme/tokens.hpp"

namespace huisclos::kit {

using ui::Colour;
using ui::Icon;
using ui::Rect;

[[nodiscard]] ImU32 to_u32(Colour colour);
[[nodiscard]] inline ImVec2 corner(Rect rect)
{
    return {rect.x, rect.y};
}
[[nodiscard]] inline ImVec2 far_corner(Rect rect)
{
    return {rect.x + rect.width, rect.y + rect.height};
}
[[nodiscard]] Rect inset(Rect rect, float by);

enum class Face : std::uint8_t { Regular, Strong };

/// `size` in pixels at 100 %; a line is `leading` times that.
struct TextStyle {
    Face face{Face::Regular};
    float size{16};
    float leading{1.4f};
};
inline constexpr TextStyle k_body{Face::Regular, ui::size::text_body, 1.45f};
inline constexpr TextStyle k_body_strong{Face::Strong, ui::size::text_body, 1.45f};
inline constexpr TextStyle k_small{Face::Regular, ui::size::text_small, 1.45f};
inline constexpr TextStyle k_small_strong{Face::Strong, ui::size::text_small, 1.45f};
inline constexpr TextStyle k_heading{Face::Strong, ui::size::text_heading, 1.35f};
inline constexpr TextStyle k_section{Face::Strong, ui::size::text_section, 1.3f};
inline constexpr TextStyle k_title{Face::Strong, ui::size::text_title, 1.3f};
inline constexpr TextStyle k_figure{Face::Strong, ui::size::text_figure, 1.3f};

/// CSS pixels.
[[nodiscard]] float line_height(TextStyle style);
[[nodiscard]] float text_width(TextStyle style, std::string_view text);
/// Whether the fonts have every letter of it: a box stands for each of the others. Slow: not once a frame.
[[nodiscard]] bool has_all_letters(std::string_view text);
/// CSS pixels of the em, for the real field.
[[nodiscard]] float em_size(TextStyle style);

/// One line whose box starts at (x, y); returns its width. Nothing is cut.
float draw_text(float x, float y, TextStyle style, Colour colour, std::string_view text);
/// One line in the vertical middle of `rect`, cut with an ellipsis at its width.
void draw_text_in(Rect rect, TextStyle style, Colour colour, std::string_view text);
enum class Align : std::uint8_t { Left, Centre, Right };
void draw_text_in(Rect rect, TextStyle style, Colour colour, std::string_view text, Align align);
/// Lines broken at `width`; returns the height.
float draw_paragraph(
    float x, float y, float width, TextStyle style, Colour colour, std::string_view text, Align align = Align::Left);
/// The same, each line underlined from end to end.
float draw_underlined(float x, float y, float width, TextStyle style, Colour colour, std::string_view text);
/// On one line where it fits, else on as many as it takes, in the vertical middle of `rect`.
void draw_paragraph_in(Rect rect, TextStyle style, Colour colour, std::string_view text);
/// From the top of `rect`, as many lines as its height holds, the last one cut with an ellipsis; or whole, where
/// something else tells that there are more.
enum class LastLine : std::uint8_t { Cut, Whole };
void draw_lines_in(Rect rect, TextStyle style, Colour colour, std::string_view text, LastLine last = LastLine::Cut);
[[nodiscard]] float paragraph_height(float width, TextStyle style, std::string_view text);

/// Centred on (x, y); `size` in pixels at 100 %.
void draw_icon(float x, float y, float size, Colour colour, Icon icon);

void fill(Rect rect, Colour colour, float radius = 0);
void outline(Rect rect, Colour colour, float radius, float thickness = 1);
void line(float x1, float y1, float x2, float y2, Colour colour, float thickness = 1);
void disc(float x, float y, float radius, Colour colour);
/// White surface, thin line, soft shadow.
void draw_card(Rect rect, float radius);
/// The ring of what holds keyboard focus, around `rect`.
void focus_ring(Rect rect, float radius);

}  // namespace huisclos::kit
