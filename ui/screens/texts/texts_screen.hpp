// The charter and the règlement intérieur: read, then accepted by each member, version by version. Who may prepares a
// new version here; it comes in force by a signed act.

#pragma once

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct TextsDraft {
    TypedTexts texts{};
    bool show_errors{false};        ///< Asked to add to the act: focus goes to what is wrong.
    std::uint32_t asking_model{0};  ///< The text (TextView::what) whose model waits for a yes; 0: none.
};

void draw_texts(app::TextsView const& view, TextsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
