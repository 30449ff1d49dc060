// The rail at the left of the shell, in its three forms. Internal to the kit.

#pragma once

#include "ui/kit/draw.hpp"
#include "ui/kit/shell.hpp"

namespace huisclos::kit {

enum class RailForm : std::uint8_t { Full, Icons, Menu };
/// By the width of the window.
[[nodiscard]] RailForm rail_form();

struct NavigationEvents {
    std::optional<std::size_t> opened{};
    bool lock{false};
    bool sync{false};
};
/// The button that opens the menu; drawn in the banner of a narrow window.
void menu_button(Rect bar);
/// Draws the rail, or the menu when it is open. `bar` is the top bar.
[[nodiscard]] NavigationEvents navigation(ShellFrame const& frame, RailForm form, Rect bar);
/// Product and council: drawn in the rail, or in `bar` when the rail is a menu; told in the banner.
void name_product(ShellFrame const& frame, Rect bar, bool in_bar);

}  // namespace huisclos::kit
