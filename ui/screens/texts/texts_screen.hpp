// The charter and the règlement intérieur: read, then accepted by each member, version by version.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

struct TextsDraft {};

void draw_texts(app::TextsView const& view, TextsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
