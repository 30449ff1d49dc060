// Ops that did nothing in acts that stand (docs/protocol.md 3.7): told to who signs acts, to be signed again or not.
// Each device asks for itself: nothing of it is in the council. What the council has come to by another way is not
// asked; « Actes signés » still says that the op did nothing.

#pragma once

#include "core/app/context.hpp"
#include "core/app/todo_list.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

/// One line on Home, whatever their number.
void present_lost_ops_home(Context const& context, TodoList& todo);

/// Of at most 10 acts, and of each at most 5 ops: those that came first. Those that are dealt with make room for the
/// next.
void present_lost_ops(Context const& context, ActsView& view);

/// That op alone, as a change of the act in draft (core/app/council_again.hpp).
void prepare_op_again(Context& context, PrepareOpAgain const& command);

/// Told no more on this device. Errors: Local when the disk keeps nothing.
[[nodiscard]] Task<Result<void>> set_op_aside(Context* context, SetOpAside op);
/// The same, of those of that act that are told now: one that loses its effect later is told.
[[nodiscard]] Task<Result<void>> set_ops_aside(Context* context, ActHash act);

}  // namespace huisclos::app
