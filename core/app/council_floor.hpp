// Acts that somebody had seen before this device knew anything (a kit, a link, an invitation, the account) and that
// have no effect: shown with the act that made it so, once each (docs/protocol.md 3.12).

#pragma once

#include "core/app/context.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// A line for each that nobody has read on this device, four at most: the next ones follow.
void present_floor(Context const& context, TodoList& todo);
/// Read: told no more on this device. Error Local.
[[nodiscard]] Task<Result<void>> note_floor_tip(Context* context, ActHash act);

}  // namespace huisclos::app
