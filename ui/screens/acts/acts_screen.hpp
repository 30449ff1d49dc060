// The act being prepared, change by change and in words; those signed before; what is without effect and how to repair
// it.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

struct ActsDraft {};

void draw_acts(app::ActsView const& view, ActsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
