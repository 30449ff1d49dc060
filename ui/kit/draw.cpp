#include "ui/kit/draw.hpp"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cmath>
#include <string>

#include "ui/kit/internal.hpp"
#include "ui/kit/line_break.hpp"

namespace huisclos::kit {

namespace {

ImDrawList& list()
{
    return *ImGui::GetWindowDrawList();
}

ImFont* font_of(TextStyle style)
{
    return style.face == Face::Strong ? state().fonts.strong : state().fonts.regular;
}

float imgui_size(TextStyle style)
{
    return std::max(1.0f, state().fonts.imgui_size(px(style.size)));
}

/// From the top of ImGui's text box to the baseline.
float baseline(TextStyle style)
{
    return std::round(font_of(style)->GetFontBaked(imgui_size(style))->Ascent);
}

/// ImGui's y for a line whose capitals are centred on `middle`.
float text_top(float middle, TextStyle style)
{
    float const cap = em_size(style) * state().fonts.cap_height;
    return std::round(middle + cap / 2 - baseline(style));
}

char const* begin_of(std::string_view text)
{
    return text.data();
}

char const* end_of(std::string_view text)
{
    return text.data() + text.size();
}

/// Calls `each(line)` for the lines of `text` broken at `width`.
template <typename Each>
void break_lines(float width, TextStyle style, std::string_view text, Each&& each)
{
    ImFontBaked* const baked = font_of(style)->GetFontBaked(imgui_size(style));
    float const scale = imgui_size(style) / baked->Size;
    auto const advance_of = [baked, scale](char32_t code) {
        return scale * baked->GetCharAdvance(static_cast<ImWchar>(code));
    };
    while (!text.empty()) {
        std::string_view const paragraph = text.substr(0, text.find('\n'));
        std::size_t at = first_line(paragraph, std::max(width, 1.0f), advance_of);
        each(paragraph.substr(0, at));
        while (at < paragraph.size() && (paragraph[at] == ' ' || paragraph[at] == '\t'))
            ++at;
        bool const is_last = at == paragraph.size();
        text.remove_prefix(is_last && paragraph.size() < text.size() ? at + 1 : at);
    }
}

/// From `words`, which are of `text`, to the end of their paragraph.
std::string_view rest_of_paragraph(std::string_view text, std::string_view words)
{
    std::string_view const rest = text.substr(static_cast<std::size_t>(words.data() - text.data()));
    return rest.substr(0, rest.find('\n'));
}

}  // namespace

ImU32 to_u32(Colour colour)
{
    return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha);
}

Rect inset(Rect rect, float by)
{
    return {rect.x + by, rect.y + by, std::max(0.0f, rect.width - 2 * by), std::max(0.0f, rect.height - 2 * by)};
}

float line_height(TextStyle style)
{
    return std::round(px(style.size) * style.leading);
}

float em_size(TextStyle style)
{
    return state().fonts.css_size(px(style.size));
}

float text_width(TextStyle style, std::string_view text)
{
    if (text.empty())
        return 0;
    return font_of(style)->CalcTextSizeA(imgui_size(style), FLT_MAX, 0, begin_of(text), end_of(text)).x;
}

namespace {

/// A font is searched for a letter once: a long text is gone through at each key that is pressed in it.
bool is_in_fonts(char32_t code)
{
    ContextState& now = state();
    bool const is_kept = code < now.letters_found.size();
    if (is_kept && now.letters_found.test(code))
        return true;
    bool const is_found = now.fonts.regular->IsGlyphInFont(static_cast<ImWchar>(code));
    if (is_kept && is_found)
        now.letters_found.set(code);
    return is_found;
}

}  // namespace

bool has_all_letters(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        Letter const letter = letter_at(text, at);
        // A new line and a tab are drawn as what they do.
        if (letter.code >= U' ' && !is_in_fonts(letter.code))
            return false;
        at += letter.bytes;
    }
    return true;
}

float draw_text(float x, float y, TextStyle style, Colour colour, std::string_view text)
{
    if (text.empty())
        return 0;
    ImVec2 const at{std::round(x), text_top(y + line_height(style) / 2, style)};
    list().AddText(font_of(style), imgui_size(style), at, to_u32(colour), begin_of(text), end_of(text));
    return text_width(style, text);
}

void draw_text_in(Rect rect, TextStyle style, Colour colour, std::string_view text)
{
    draw_text_in(rect, style, colour, text, Align::Left);
}

void draw_text_in(Rect rect, TextStyle style, Colour colour, std::string_view text, Align align)
{
    if (text.empty() || rect.width <= 0)
        return;
    float const y = rect.y + (rect.height - line_height(style)) / 2;
    float const natural = text_width(style, text);
    if (natural <= rect.width + 0.5f) {
        float const room = rect.width - natural;
        float const x = align == Align::Left ? rect.x : align == Align::Centre ? rect.x + room / 2 : rect.x + room;
        draw_text(x, y, style, colour, text);
        return;
    }
    constexpr std::string_view k_ellipsis = "…";
    float const room = std::max(0.0f, rect.width - text_width(style, k_ellipsis));
    char const* rest = text.data();
    float const used = font_of(style)->CalcTextSizeA(imgui_size(style), room, 0, begin_of(text), end_of(text), &rest).x;
    draw_text(rect.x, y, style, colour, text.substr(0, static_cast<std::size_t>(rest - text.data())));
    draw_text(rect.x + used, y, style, colour, k_ellipsis);
}

float draw_paragraph(float x, float y, float width, TextStyle style, Colour colour, std::string_view text, Align align)
{
    float const step = line_height(style);
    float at = y;
    break_lines(width, style, text, [&](std::string_view line) {
        if (align == Align::Left)
            draw_text(x, at, style, colour, line);
        else
            draw_text_in({x, at, width, step}, style, colour, line, align);
        at += step;
    });
    return at - y;
}

float draw_underlined(float x, float y, float width, TextStyle style, Colour colour, std::string_view text)
{
    float const step = line_height(style);
    float at = y;
    break_lines(width, style, text, [&](std::string_view words) {
        float const under = at + step / 2 + em_size(style) * 0.5f;
        line(x, under, x + draw_text(x, at, style, colour, words), under, colour);
        at += step;
    });
    return at - y;
}

void draw_paragraph_in(Rect rect, TextStyle style, Colour colour, std::string_view text)
{
    float const height = paragraph_height(rect.width, style, text);
    draw_paragraph(rect.x, rect.y + (rect.height - height) / 2, rect.width, style, colour, text);
}

void draw_lines_in(Rect rect, TextStyle style, Colour colour, std::string_view text, LastLine last)
{
    float const step = line_height(style);
    auto left = std::max(1, static_cast<int>((rect.height + 0.5f) / step));
    float at = rect.y;
    break_lines(rect.width, style, text, [&](std::string_view words) {
        // The last one holds all that is left, and is cut where it does not fit.
        if (--left == 0 && last == LastLine::Cut)
            words = rest_of_paragraph(text, words);
        if (left >= 0)
            draw_text_in({rect.x, at, rect.width, step}, style, colour, words);
        at += step;
    });
}

float paragraph_height(float width, TextStyle style, std::string_view text)
{
    float height = 0;
    break_lines(width, style, text, [&](std::string_view) { height += line_height(style); });
    return height;
}

void draw_icon(float x, float y, float size, Colour colour, Icon icon)
{
    if (icon.empty())
        return;
    TextStyle const style{Face::Regular, size, 1};
    ImFontBaked* const baked = font_of(style)->GetFontBaked(imgui_size(style));
    auto const code = static_cast<ImWchar>(icon.code);
    ImFontGlyph const* const glyph = baked->FindGlyphNoFallback(code);
    if (glyph == nullptr)
        return;
    ImVec2 const at{std::round(x - glyph->AdvanceX / 2), std::round(y - (glyph->Y0 + glyph->Y1) / 2)};
    font_of(style)->RenderChar(&list(), imgui_size(style), at, to_u32(colour), code);
}

void fill(Rect rect, Colour colour, float radius)
{
    list().AddRectFilled(corner(rect), far_corner(rect), to_u32(colour), radius);
}

void outline(Rect rect, Colour colour, float radius, float thickness)
{
    // Inside the rectangle, so that what is drawn is not larger than what is told. AddRect goes half a pixel further in
    // by itself: what stands on whole pixels is not smeared over one more.
    Rect const inner = inset(rect, (thickness - 1) / 2);
    list().AddRect(corner(inner), far_corner(inner), to_u32(colour), radius, 0, thickness);
}

void line(float x1, float y1, float x2, float y2, Colour colour, float thickness)
{
    if (x1 == x2 || y1 == y2) {
        // A filled rectangle stays sharp where an anti-aliased line would spread over two pixels.
        float const half = y1 == y2 ? 0 : thickness;
        list().AddRectFilled({x1, y1}, {x2 + half, y2 + (y1 == y2 ? thickness : 0)}, to_u32(colour));
        return;
    }
    list().AddLine({x1, y1}, {x2, y2}, to_u32(colour), thickness);
}

void disc(float x, float y, float radius, Colour colour)
{
    list().AddCircleFilled({x, y}, radius, to_u32(colour));
}

void draw_card(Rect rect, float radius)
{
    Colour const shadow = palette().shadow;
    // Three widening rectangles stand for a blur of 6 pixels, 2 below.
    for (float const spread : {3.0f, 2.0f, 1.0f}) {
        Rect const outer{
            rect.x - px(spread) / 2, rect.y + px(spread) / 2, rect.width + px(spread), rect.height + px(spread)};
        fill(outer, ui::with_alpha(shadow, static_cast<std::uint8_t>(shadow.alpha / 3)), radius + px(spread));
    }
    fill(rect, palette().card, radius);
    outline(rect, palette().line, radius);
}

void focus_ring(Rect rect, float radius)
{
    float const thickness = px(ui::size::focus_ring);
    // And the half pixel by which AddRect goes in.
    float const away = px(2) + (thickness + 1) / 2;
    Rect const ring{rect.x - away, rect.y - away, rect.width + 2 * away, rect.height + 2 * away};
    Colour const colour = state().on_navigation ? palette().navigation_focus : palette().focus;
    list().AddRect(corner(ring), far_corner(ring), to_u32(colour), radius + away, 0, thickness);
}

}  // namespace huisclos::kit
