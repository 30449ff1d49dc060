#include "ui/theme/colour.hpp"

#include <algorithm>
#include <cmath>

namespace huisclos::ui {

namespace {

double linear(std::uint8_t channel)
{
    double const value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

std::uint8_t blend(std::uint8_t a, std::uint8_t b, float part)
{
    float const value = static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * part;
    return static_cast<std::uint8_t>(std::clamp(value + 0.5f, 0.0f, 255.0f));
}

}  // namespace

Colour mix(Colour a, Colour b, float part)
{
    return {
        blend(a.red, b.red, part), blend(a.green, b.green, part), blend(a.blue, b.blue, part),
        blend(a.alpha, b.alpha, part)};
}

double relative_luminance(Colour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double contrast(Colour a, Colour b)
{
    double const first = relative_luminance(a);
    double const second = relative_luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace huisclos::ui
