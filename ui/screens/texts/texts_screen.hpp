// The charter and the règlement intérieur: read, then accepted by each member, version by version. Who may prepares a
// new version here; it comes in force by a signed act.

#pragma once

#include <cstdint>
#include <vector>

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

struct TextsDraft {
    TypedTexts texts{};
    bool show_errors{false};             ///< Asked to add to the act: focus goes to what is wrong.
    std::uint32_t asking_model{0};       ///< The text (TextView::what) whose model waits for a yes; 0: none.
    std::vector<std::uint32_t> order{};  ///< Of the texts, as this visit found them: one that is accepted stays.
    std::uint32_t accepting{0};          ///< The text whose acceptance was asked for; 0: none.
    std::uint32_t led_to{0};             ///< The text whose title has the focus once that one is accepted.
    std::uint32_t frames_to_lead{0};     ///< While the form of the signature gives it back to a button that is gone.
};

void draw_texts(app::TextsView const& view, TextsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
