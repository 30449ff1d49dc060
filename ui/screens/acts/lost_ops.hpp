// Ops that did nothing in acts that stand: each under its act, to be prepared again or told no more.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

void draw_lost_ops(app::ActsView const& view, app::CommandSink& commands);

}  // namespace huisclos::ui
