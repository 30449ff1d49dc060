// What the council is, and the arrêté that fixes its composition; a new one is prepared here, then signed.

#pragma once

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct CouncilDraft {
    bool show_errors{false};  ///< Asked to prepare: focus goes to what is wrong, once.
    TypedTexts texts{};
};

void draw_council(app::CouncilView const& view, CouncilDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
