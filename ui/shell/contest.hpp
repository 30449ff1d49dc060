// Two acts of the registry that exclude each other: each with what it says, and the button by which it holds.

#pragma once

#include "core/app/views/shell_view.hpp"
#include "ui/kit/kit.hpp"

namespace huisclos::ui {

/// `compared`: the person says that the weekly words were compared; the buttons wait for it.
void draw_contest(app::ContestView const& contest, bool& compared, app::CommandSink& commands);

}  // namespace huisclos::ui
