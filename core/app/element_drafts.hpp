// What is being typed of a new action or question, until it is written or left. Each is of one sheet.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// Beside a question of liaison that waits for an answer already.
inline constexpr std::string_view k_asked_already = "situation.liaison.open";

/// Nothing is kept of a sheet that is not on the screen any more.
void edit_new_action(Context& context, EditNewAction const& edit);
void edit_new_liaison(Context& context, EditNewLiaison const& edit);

}  // namespace huisclos::app
