// Icons by the names of ui/theme/icons.txt: `icon("home-line")` with a name that is not there does not compile.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "ui/theme/icons.hpp"  // generated: k_icon_table

namespace huisclos::ui {

/// A glyph of the icon font; 0 = none.
struct Icon {
    char32_t code{0};

    [[nodiscard]] constexpr bool empty() const { return code == 0; }
    friend constexpr bool operator==(Icon const&, Icon const&) = default;
};

/// For names that come from the core's views; an unknown one gives no icon.
[[nodiscard]] constexpr Icon find_icon(std::string_view name)
{
    for (auto const& entry : k_icon_table) {
        if (entry.name == name)
            return {entry.code};
    }
    return {};
}

/// Not constexpr on purpose: reaching it at compile time is the error.
void this_icon_is_not_in_icons_txt();

[[nodiscard]] consteval Icon icon(char const* name)
{
    Icon const found = find_icon(name);
    if (found.empty())
        this_icon_is_not_in_icons_txt();
    return found;
}

}  // namespace huisclos::ui
