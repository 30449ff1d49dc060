// The founding assistant, in five steps; needs no vault. A coordinator may prepare it and hand it over as a link or a
// file.

#pragma once

#include <cstdint>
#include <optional>

#include "core/app/views/council_views.hpp"
#include "ui/screens/fields.hpp"

namespace huisclos::ui {

enum class Replacing : std::uint8_t { No, ByFile, ByLink };

struct FoundingDraft {
    bool show_errors{false};        ///< Founding was asked for: focus goes to what is wrong, once.
    bool show_group_errors{false};  ///< The same for a group.
    bool show_link_errors{false};   ///< The same for a link.
    bool group_opened{false};       ///< One is to be corrected: focus goes to its form.
    /// Its place in the list: focus goes back there.
    std::optional<std::uint32_t> corrected_group{};
    bool saving_file{false};        ///< Asked for: given once the view holds it.
    Replacing replacing{};          ///< Opening another draft waits for a yes.
    bool leaving{false};            ///< Waits for a yes.
    std::uint32_t asking_model{0};  ///< The text (TextView::what) whose model waits for a yes; 0: none.
    bool link_copied{false};
    std::uint32_t arrivals{0};  ///< FoundingView::arrivals, as last drawn.
    TypedTexts texts{};
};

void draw_founding(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
