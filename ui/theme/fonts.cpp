#include "ui/theme/fonts.hpp"

#include <cmath>
#include <cstring>

#include <imgui.h>

namespace huisclos::ui {

namespace {

/// Size at which glyph offsets are given; any other is scaled from it.
constexpr float k_reference = 16;
/// What is drawn for a letter that no font has. ImGui takes « ? », as if that had been typed.
constexpr ImWchar k_missing_letter = 0x25A1;

/// Vertical measures of a TrueType font, in its own units.
struct Metrics {
    float units_per_em{0};
    float ascent{0};
    float descent{0};  ///< Positive, below the baseline.
    float cap_height{0};

    [[nodiscard]] bool known() const { return units_per_em > 0 && ascent + descent > 0; }
    [[nodiscard]] float line_per_em() const { return (ascent + descent) / units_per_em; }
};

std::uint32_t big_endian(std::span<std::uint8_t const> bytes, std::size_t at, std::size_t count)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < count; ++i)
        number = number << 8 | (at + i < bytes.size() ? bytes[at + i] : 0u);
    return number;
}

float signed_half(std::span<std::uint8_t const> bytes, std::size_t at)
{
    return static_cast<float>(static_cast<std::int16_t>(big_endian(bytes, at, 2)));
}

/// Tables `head`, `hhea` and `OS/2` of the OpenType specification.
Metrics read_metrics(std::span<std::uint8_t const> file)
{
    Metrics metrics;
    std::uint32_t const tables = big_endian(file, 4, 2);
    for (std::uint32_t i = 0; i < tables && 12 + i * 16 + 16 <= file.size(); ++i) {
        std::size_t const record = 12 + i * 16;
        std::size_t const at = big_endian(file, record + 8, 4);
        auto const is = [&](char const* tag) {
            return std::memcmp(file.data() + record, tag, 4) == 0;
        };
        if (is("head")) {
            metrics.units_per_em = static_cast<float>(big_endian(file, at + 18, 2));
        } else if (is("hhea")) {
            metrics.ascent = signed_half(file, at + 4);
            metrics.descent = -signed_half(file, at + 6);
        } else if (is("OS/2") && big_endian(file, at, 2) >= 2) {
            metrics.cap_height = signed_half(file, at + 88);
        }
    }
    return metrics;
}

ImFont* add(std::span<std::uint8_t const> file, ImFont* merge_into, float size)
{
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merge_into != nullptr;
    // ImGui takes a pointer to bytes that it only reads.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(
        const_cast<std::uint8_t*>(file.data()), static_cast<int>(file.size()), size, &config);
}

ImFont* add_with_fallbacks(std::span<std::uint8_t const> file, FontBytes const& bytes, Metrics const& own)
{
    ImFont* const font = add(file, nullptr, k_reference);
    for (auto const& other : {bytes.fallback, bytes.icons}) {
        Metrics const metrics = read_metrics(other);
        // Merged glyphs get the same em as the font they join, whatever their line height.
        if (metrics.known())
            add(other, font, k_reference * metrics.line_per_em() / own.line_per_em());
    }
    if (font->IsGlyphInFont(k_missing_letter))
        font->FallbackChar = k_missing_letter;
    return font;
}

}  // namespace

float Fonts::imgui_size(float css_px) const
{
    return std::round(css_px * line_per_em);
}

Fonts load_fonts(FontBytes const& bytes)
{
    Fonts fonts;
    Metrics const metrics = read_metrics(bytes.regular);
    if (metrics.known()) {
        fonts.regular = add_with_fallbacks(bytes.regular, bytes, metrics);
        Metrics const strong = read_metrics(bytes.strong);
        fonts.strong = strong.known() ? add_with_fallbacks(bytes.strong, bytes, strong) : fonts.regular;
        fonts.draws_boxes = fonts.regular->FallbackChar == k_missing_letter;
        fonts.line_per_em = metrics.line_per_em();
        fonts.ascent = metrics.ascent / metrics.units_per_em;
        if (metrics.cap_height > 0)
            fonts.cap_height = metrics.cap_height / metrics.units_per_em;
        return fonts;
    }
#ifndef IMGUI_DISABLE_DEFAULT_FONT
    fonts.regular = fonts.strong = ImGui::GetIO().Fonts->AddFontDefault();
    fonts.ascent = 0.8f;
#endif
    return fonts;
}

}  // namespace huisclos::ui
