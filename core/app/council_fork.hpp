// Two acts of the registry that exclude each other (docs/protocol.md 3.7, E_FORK): shown with what each one says, until
// a person has compared the weekly words and said which one holds.

#pragma once

#include "core/app/context.hpp"
#include "core/app/views/shell_view.hpp"

namespace huisclos::app {

/// One at a time, the one that this device follows first; empty when there is none.
[[nodiscard]] std::optional<ContestView> present_contest(Context const& context);

/// False: refused, and said.
[[nodiscard]] Task<bool> hold_act(Context* context, ActHash act);

}  // namespace huisclos::app
