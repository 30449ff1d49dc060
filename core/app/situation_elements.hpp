// Elements that are added to a sheet: an action and its result, a question of liaison and its answer.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

[[nodiscard]] Task<bool> add_action(Context* context, RecordId record);
[[nodiscard]] Task<bool> set_action_field(Context* context, SetActionField command);
[[nodiscard]] Task<bool> ask_liaison(Context* context, RecordId record);
[[nodiscard]] Task<bool> answer_liaison(Context* context, AnswerLiaison command);

}  // namespace huisclos::app
