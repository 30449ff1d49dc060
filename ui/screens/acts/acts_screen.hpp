// The act being prepared, change by change and in words; those signed before and those without effect, each under its
// own heading.

#pragma once

#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

struct ActsDraft {
    bool asked_earlier{false};  ///< « Afficher les actes précédents » was pressed.
};

void draw_acts(app::ActsView const& view, ActsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
