// The step of the groups, in the founding assistant.

#pragma once

#include <span>

#include "ui/screens/founding/founding_screen.hpp"

namespace huisclos::ui {

[[nodiscard]] bool has_typed(std::span<app::FieldView const> fields);
void draw_groups_step(app::FoundingView const& view, FoundingDraft& draft, app::CommandSink& commands);

}  // namespace huisclos::ui
