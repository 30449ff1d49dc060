// A window that becomes narrower, or is zoomed, shows less at a time: what held focus may not be among it any more.

#include <utility>

#include "ui/kit/internal.hpp"
#include "ui/kit/navigation.hpp"

namespace huisclos::kit {

namespace {

/// Tells the layouts of navigation and panes apart.
int layout_now()
{
    return 2 * static_cast<int>(rail_form()) + (is_stacked() ? 1 : 0);
}

}  // namespace

void keep_focus_over_layouts()
{
    ContextState& now = state();
    int const layout = layout_now();
    float const width = now.input.width / now.input.zoom;
    bool const is_resized = std::exchange(now.layout_width, width) != width && now.frame > 1;
    bool const is_other = std::exchange(now.layout, layout) != layout;
    // Whoever asked for focus in this frame knows better.
    if (!is_resized || now.dialog_now != 0 || now.tree.focus_serial() != now.focus_before)
        return;
    ui::NodeId const title = ui::make_node_id(now.root, "page-title");
    ui::NodeId const focused = now.actions.focused();
    bool const is_where_it_was_put = focused == 0 || focused == title;
    bool const is_awaited = is_other && now.focus_hidden != 0 && now.hidden_serial == now.tree.focus_serial();
    if (is_awaited && is_where_it_was_put && now.tree.find(now.focus_hidden) != nullptr) {
        now.tree.request_focus(std::exchange(now.focus_hidden, 0));
        return;
    }
    if (focused == 0)
        return;
    if (now.tree.find(focused) != nullptr) {
        now.actions.focus_again();
        request_frame();
        return;
    }
    if (!is_other)
        return;
    now.tree.request_focus(title);
    now.focus_hidden = focused;
    now.hidden_serial = now.tree.focus_serial();
}

}  // namespace huisclos::kit
