// Acts of the registry that exclude each other, two and two: each with what it says, and the button by which it holds.

#pragma once

#include <optional>
#include <string>

#include "core/app/views/shell_view.hpp"
#include "ui/kit/kit.hpp"

namespace huisclos::ui {

struct ContestsDraft {
    std::string compared{};          ///< The weekly words that the person says were compared; others are compared anew.
    std::optional<ActHash> asked{};  ///< To be confirmed: no choice is taken back.
};

/// The buttons wait until the weekly words were compared.
void draw_contests(app::ContestsView const& contests, ContestsDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
