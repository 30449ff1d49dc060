// The fonts: Atkinson Hyperlegible Next in two weights, with Inter and the icons merged into each.
//
// Sizes elsewhere are CSS pixels (the em), so that a real field laid over a drawn one has the same letters; ImGui's own
// size is the line height of the font. This is where one becomes the other.

#pragma once

#include <cstdint>
#include <span>

struct ImFont;

namespace huisclos::ui {

/// TrueType files, read by whoever starts the interface and kept until the atlas is destroyed. All empty: the font
/// built into ImGui, for tests without files.
struct FontBytes {
    std::span<std::uint8_t const> regular{};
    std::span<std::uint8_t const> strong{};
    std::span<std::uint8_t const> fallback{};
    std::span<std::uint8_t const> icons{};
};

struct Fonts {
    ImFont* regular{nullptr};
    ImFont* strong{nullptr};
    float line_per_em{1};     ///< ImGui's size for an em of 1.
    float cap_height{0.7f};   ///< Of an em: what centres a line between two edges.
    float ascent{0.95f};      ///< Of an em.
    bool draws_boxes{false};  ///< A box stands for each letter that is in none of them.

    /// ImGui's size for a text of `css_px`: rounded, as the atlas does, so that glyphs are never scaled.
    [[nodiscard]] float imgui_size(float css_px) const;
    /// CSS pixels that a text drawn with imgui_size(css_px) really has.
    [[nodiscard]] float css_size(float css_px) const { return imgui_size(css_px) / line_per_em; }
};

/// Fills the atlas of the current ImGui context. Files that are not TrueType leave that part out.
[[nodiscard]] Fonts load_fonts(FontBytes const& bytes);

}  // namespace huisclos::ui
