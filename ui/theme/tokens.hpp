// The look as data: colours by role in three sets, and sizes at 100 %.
//
// Screens never name a colour or a pixel: they say Tone and Space, the kit looks here. Every pair that may meet on
// screen is listed in k_contrast_pairs, and a test computes the contrast of each in each set.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ui/theme/colour.hpp"

namespace huisclos::ui {

/// What a tag, callout, dot or button means. Neutral has no alarm in it.
enum class Tone : std::uint8_t { Neutral, Info, Success, Warning, Error, Archive };

/// A colour to write with, and the pale one to write on.
struct TonePair {
    Colour strong{};
    Colour soft{};
};

struct Palette {
    Colour background{};
    Colour card{};
    Colour line{};    ///< Separators and card borders: decoration.
    Colour border{};  ///< Edge of a field, checkbox or secondary button: at least 3:1.
    Colour ink{};
    Colour soft{};
    Colour accent{};
    Colour accent_soft{};
    Colour accent_hover{};
    Colour on_accent{};
    Colour danger{};
    Colour on_danger{};
    Colour hover{};     ///< Under a row or a secondary button.
    Colour disabled{};  ///< Surface of a disabled button.
    Colour on_disabled{};
    Colour navigation{};
    Colour navigation_text{};
    Colour navigation_selected{};
    Colour navigation_marker{};
    Colour navigation_badge{};
    Colour navigation_strong{};   ///< Title and selected entry.
    Colour navigation_trouble{};  ///< A state that is not well.
    TonePair neutral{};
    TonePair success{};
    TonePair warning{};
    TonePair error{};
    TonePair info{};
    TonePair archive{};
    Colour focus{};  ///< Ring, on background and card.
    Colour navigation_focus{};
    Colour track{};  ///< Of a progress bar.
    Colour chart{};
    Colour shadow{};  ///< With alpha.
    Colour scrim{};   ///< Behind a dialog; with alpha.
};

inline constexpr Palette k_light{
    .background = rgb(0xF6F6F9),
    .card = rgb(0xFFFFFF),
    .line = rgb(0xDDDDE6),
    .border = rgb(0x83839A),
    .ink = rgb(0x1E1E2A),
    .soft = rgb(0x56566B),
    .accent = rgb(0x1F4E8C),
    .accent_soft = rgb(0xE6EEF8),
    .accent_hover = rgb(0x183E70),
    .on_accent = rgb(0xFFFFFF),
    .danger = rgb(0xB3261E),
    .on_danger = rgb(0xFFFFFF),
    .hover = rgb(0xF1F4F9),
    .disabled = rgb(0xE9E9EF),
    .on_disabled = rgb(0x5F5F72),
    .navigation = rgb(0x14243B),
    .navigation_text = rgb(0xD9E2EF),
    .navigation_selected = rgb(0x254267),
    .navigation_marker = rgb(0x8FC1FF),
    .navigation_badge = rgb(0x365A8C),
    .navigation_strong = rgb(0xFFFFFF),
    .navigation_trouble = rgb(0xF5BC6E),
    .neutral = {rgb(0x56566B), rgb(0xF1F1F5)},
    .success = {rgb(0x18753C), rgb(0xDFF3E5)},
    .warning = {rgb(0x8A4B00), rgb(0xFDEBD2)},
    .error = {rgb(0xB3261E), rgb(0xFBE4E2)},
    .info = {rgb(0x0B5CAB), rgb(0xE1EEFB)},
    .archive = {rgb(0x5B3A8E), rgb(0xEDE6F7)},
    .focus = rgb(0x0A5BD3),
    .navigation_focus = rgb(0x8FC1FF),
    .track = rgb(0xEDEDF3),
    .chart = rgb(0x6F95C8),
    .shadow = with_alpha(rgb(0x1E1E2A), 18),
    .scrim = with_alpha(rgb(0x14243B), 140),
};

inline constexpr Palette k_dark{
    .background = rgb(0x14161C),
    .card = rgb(0x1D2029),
    .line = rgb(0x343947),
    .border = rgb(0x7C8398),
    .ink = rgb(0xECEDF3),
    .soft = rgb(0xB3B8C7),
    .accent = rgb(0x8FBCF5),
    .accent_soft = rgb(0x223550),
    .accent_hover = rgb(0xB3D3FA),
    .on_accent = rgb(0x0E1B2E),
    .danger = rgb(0xFF9C94),
    .on_danger = rgb(0x2C0705),
    .hover = rgb(0x262A35),
    .disabled = rgb(0x2B2F3B),
    .on_disabled = rgb(0xA0A6B6),
    .navigation = rgb(0x0D1420),
    .navigation_text = rgb(0xC9D3E3),
    .navigation_selected = rgb(0x203956),
    .navigation_marker = rgb(0x8FC1FF),
    .navigation_badge = rgb(0x2F4F7C),
    .navigation_strong = rgb(0xFFFFFF),
    .navigation_trouble = rgb(0xF5BC6E),
    .neutral = {rgb(0xB9BECC), rgb(0x2A2E39)},
    .success = {rgb(0x7FD79B), rgb(0x16331F)},
    .warning = {rgb(0xF5BC6E), rgb(0x3A2A10)},
    .error = {rgb(0xFF9C94), rgb(0x431B1A)},
    .info = {rgb(0x8CC4FF), rgb(0x16304C)},
    .archive = {rgb(0xC9AEF2), rgb(0x2F2345)},
    .focus = rgb(0x6FB0FF),
    .navigation_focus = rgb(0x8FC1FF),
    .track = rgb(0x2F3441),
    .chart = rgb(0x5E8BC4),
    .shadow = with_alpha(rgb(0x000000), 60),
    .scrim = with_alpha(rgb(0x05070B), 170),
};

inline constexpr Palette k_high_contrast{
    .background = rgb(0xFFFFFF),
    .card = rgb(0xFFFFFF),
    .line = rgb(0x4A4A4A),
    .border = rgb(0x000000),
    .ink = rgb(0x000000),
    .soft = rgb(0x262626),
    .accent = rgb(0x003A7D),
    .accent_soft = rgb(0xE3EEFC),
    .accent_hover = rgb(0x00214A),
    .on_accent = rgb(0xFFFFFF),
    .danger = rgb(0x8A0F08),
    .on_danger = rgb(0xFFFFFF),
    .hover = rgb(0xEFEFEF),
    .disabled = rgb(0xE6E6E6),
    .on_disabled = rgb(0x3D3D3D),
    .navigation = rgb(0x000000),
    .navigation_text = rgb(0xFFFFFF),
    .navigation_selected = rgb(0x1F3556),
    .navigation_marker = rgb(0xFFD84A),
    .navigation_badge = rgb(0x25406A),
    .navigation_strong = rgb(0xFFFFFF),
    .navigation_trouble = rgb(0xFFC46E),
    .neutral = {rgb(0x262626), rgb(0xF0F0F0)},
    .success = {rgb(0x0A4A20), rgb(0xE2F5E8)},
    .warning = {rgb(0x5A3000), rgb(0xFFF0DB)},
    .error = {rgb(0x8A0F08), rgb(0xFDEAE8)},
    .info = {rgb(0x003A7D), rgb(0xE3EEFC)},
    .archive = {rgb(0x3D1F70), rgb(0xF0EAFA)},
    .focus = rgb(0x003A7D),
    .navigation_focus = rgb(0xFFD84A),
    .track = rgb(0xE0E0E0),
    .chart = rgb(0x3F6FAE),
    .shadow = with_alpha(rgb(0x000000), 0),
    .scrim = with_alpha(rgb(0x000000), 180),
};

[[nodiscard]] TonePair tone_pair(Palette const& palette, Tone tone);

/// A foreground and a background that meet on screen, and the least contrast that WCAG 2.2 AA allows them.
struct ContrastPair {
    std::string_view name{};
    Colour foreground{};
    Colour background{};
    double least{4.5};
};
/// Every pair of `palette`; at most k_contrast_pairs_max of them.
inline constexpr std::size_t k_contrast_pairs_max = 96;
struct ContrastPairs {
    std::array<ContrastPair, k_contrast_pairs_max> pairs{};
    std::size_t count{0};
};
[[nodiscard]] ContrastPairs contrast_pairs(Palette const& palette);

/// Pixels at 100 %; the kit multiplies them by the zoom.
namespace size {
inline constexpr float text_title = 26;
inline constexpr float text_section = 24;
inline constexpr float text_heading = 18;
inline constexpr float text_body = 16;
inline constexpr float text_small = 14;
inline constexpr float text_figure = 28;

inline constexpr float card_radius = 10;
inline constexpr float card_padding = 24;
inline constexpr float button_height = 42;
inline constexpr float button_radius = 8;
inline constexpr float button_padding = 18;
inline constexpr float field_height = 42;
inline constexpr float field_padding = 14;
inline constexpr float tag_height = 27;
inline constexpr float tag_radius = 13;
inline constexpr float touch_height = 44;
inline constexpr float row_height = 78;
inline constexpr float compact_row_height = 44;
inline constexpr float navigation_width = 232;
inline constexpr float navigation_folded_width = 68;
inline constexpr float navigation_entry_height = 42;
inline constexpr float navigation_entry_step = 46;
inline constexpr float top_bar_height = 65;
inline constexpr float focus_ring = 3;
inline constexpr float icon = 18;

/// Widths of the window, in CSS pixels at 100 %, where the layout changes.
inline constexpr float narrow = 640;
inline constexpr float stacked = 900;
inline constexpr float folded = 1000;
/// And the height under which little would be left below what stands above the content.
inline constexpr float low = 560;
}  // namespace size

}  // namespace huisclos::ui
