// The founding assistant, in five steps; needs no vault. A coordinator may prepare it and hand it over as a link.

#pragma once

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct FoundingDraft {
    bool show_errors{false};  ///< Founding was asked for: focus goes to what is wrong, once.
    bool link_copied{false};
    TypedTexts texts{};
};

void draw_founding(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
