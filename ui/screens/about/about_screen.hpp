// À propos: version, components with their licences and hashes, counters that stay on this device.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

struct AboutDraft {};

void draw_about(app::AboutView const& view, AboutDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
