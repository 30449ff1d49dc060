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
/// Sending or fetching fails, and it is said.
[[nodiscard]] bool is_in_trouble(ShellFrame const& frame);
/// What is wrong is said in a strip below the bar, where the rail has no room for words or is a menu: once on screen.
[[nodiscard]] bool is_below_bar(ShellFrame const& frame, RailForm form);
/// Of that strip; 0 without one.
[[nodiscard]] float trouble_height(ShellFrame const& frame, RailForm form, float width);
/// True when pressed.
[[nodiscard]] bool trouble_strip(ShellFrame const& frame, Rect strip);
/// Of the button that says the state, wherever it stands: focus stays on it.
[[nodiscard]] ui::NodeId sync_id();
/// The button that opens the menu; drawn in the banner of a narrow window.
void menu_button(Rect bar);
/// Draws the rail, or the menu when it is open. `bar` is the top bar and the strip below it.
[[nodiscard]] NavigationEvents navigation(ShellFrame const& frame, RailForm form, Rect bar);
/// Product and council: drawn in the rail, or in `bar` when the rail is a menu; told in the banner.
void name_product(ShellFrame const& frame, Rect bar, bool in_bar);

}  // namespace huisclos::kit
