// What an act changes, a row each: on the page of acts, and on that of the member whom it is about.

#pragma once

#include <string>
#include <vector>

#include "core/app/commands.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::ui {

/// A line with those that say more of it, a line each; of those, only what had the same effect as it has.
struct SaidLine {
    app::ChangeLine const* line{nullptr};
    std::string below{};
};
/// Valid as long as `lines`.
[[nodiscard]] std::vector<SaidLine> changes_of(std::vector<app::ChangeLine> const& lines);
/// Of the act in preparation, each with the button that takes it away. Not where there are none.
void draw_changes(std::vector<app::ChangeLine> const& lines, app::CommandSink& commands);

}  // namespace huisclos::ui
