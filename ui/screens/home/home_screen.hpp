// Accueil: what waits for me, figures that lead somewhere, the state of synchronisation in words.

#pragma once

#include "core/app/views/home_view.hpp"

namespace huisclos::ui {

struct HomeDraft {};

void draw_home(app::HomeView const& view, HomeDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
