// Who let a new member in (docs/protocol.md 3.12): told once he is in, until he has read it. While he waits he has the
// six words of his paper alone; another person with a rank may have answered in the place of who invited him.

#pragma once

#include "core/app/context.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// Called once the council names this member. Of the request that had waited, what is to be told is kept and the rest
/// forgotten; who signed is said. False when none had waited, or the disk keeps nothing: then it is done again.
[[nodiscard]] Task<bool> note_let_in(Context* context);

/// On the Home of a new member: who signed, the words of both, and whether his paper was of a member.
void present_let_in(Context const& context, TodoList& todo);

/// He has read it: told no more. Errors: Local when the disk keeps nothing.
[[nodiscard]] Task<Result<void>> forget_let_in(Context* context);

}  // namespace huisclos::app
