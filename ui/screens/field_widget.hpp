// One field as it is typed or chosen in; fields.hpp lays several out.

#pragma once

#include <string>

#include "ui/screens/fields.hpp"

namespace huisclos::ui {

/// Of its widget, in the Scope that its layout opens.
[[nodiscard]] std::string widget_id(std::uint32_t field);
/// Of several values: that somebody has to choose, in words.
[[nodiscard]] Text label_of(app::FieldView const& field);
/// `error`, what is wrong with that field, and in a line of its own the rule that says so, where one does.
[[nodiscard]] Text with_rule(Text const& error, app::FieldView const& field);
/// Its widget and what stands below it: warnings, the question of its values, what was kept.
void draw_field(
    std::string_view form, app::FieldView const& field, TypedTexts& texts, FieldActions const& actions,
    FieldLayout layout);

}  // namespace huisclos::ui
