// A colour in sRGB, and the contrast of two of them as WCAG 2.2 defines it. Plain C++.

#pragma once

#include <cstdint>

namespace huisclos::ui {

struct Colour {
    std::uint8_t red{0};
    std::uint8_t green{0};
    std::uint8_t blue{0};
    std::uint8_t alpha{255};

    friend constexpr bool operator==(Colour const&, Colour const&) = default;
};

/// `rgb(0x1F4E8C)`.
[[nodiscard]] constexpr Colour rgb(std::uint32_t hex)
{
    return {
        static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex), 255};
}
[[nodiscard]] constexpr std::uint32_t to_hex(Colour colour)
{
    return static_cast<std::uint32_t>(colour.red) << 16 | static_cast<std::uint32_t>(colour.green) << 8 | colour.blue;
}
[[nodiscard]] constexpr Colour with_alpha(Colour colour, std::uint8_t alpha)
{
    colour.alpha = alpha;
    return colour;
}
/// `part` of `b` in `a`, 0 to 1, channel by channel.
[[nodiscard]] Colour mix(Colour a, Colour b, float part);

/// 0 (black) to 1 (white).
[[nodiscard]] double relative_luminance(Colour colour);
/// 1 to 21; both colours are taken as opaque.
[[nodiscard]] double contrast(Colour a, Colour b);

}  // namespace huisclos::ui
