// A device that begins with nothing but the floor of an account or of a kit asks its user for one comparison of the
// weekly words (docs/protocol.md 3.13): what the floor does not name, the store may hide from it.

#pragma once

#include "core/app/context.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// To be compared, until it is answered that the words are the same. Errors: Local when the disk keeps nothing.
[[nodiscard]] Task<Result<void>> ask_week(Context* context);
[[nodiscard]] WeekCheck week_check(Context const& context);
void present_week(Context const& context, TodoList& todo);

/// Words that differ keep this device from writing, after a restart too, until they are the same or somebody chooses to
/// write on: what is signed or written meanwhile could be of a history that the others do not have.
[[nodiscard]] bool is_held_by_week(Context const& context);
/// The vault holds what is kept: when the session is opened.
void hold_by_week(Context& context);

/// Errors: as ask_week.
[[nodiscard]] Task<Result<void>> answer_week(Context* context, WeekAnswer answer);
/// That the words differ, until it was read; empty otherwise.
[[nodiscard]] Phrase week_alarm(Context const& context);
[[nodiscard]] Task<Result<void>> note_week_alarm_read(Context* context);

}  // namespace huisclos::app
