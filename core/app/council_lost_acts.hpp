// Acts that stand nowhere (docs/protocol.md 3.7): told, with what they would have changed, until this device has signed
// one of them again or its user has set it aside. Each device asks for itself: nothing of it is in the council.

#pragma once

#include "core/app/context.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

/// The act in draft takes it up.
[[nodiscard]] bool is_act_prepared(Context const& context, ActHash const& hash);
/// Without those that the act in draft takes up.
[[nodiscard]] std::vector<ActHash> lost_acts(Context const& context);

/// Told no more on this device. Errors: Local when the disk keeps nothing.
[[nodiscard]] Task<Result<void>> set_aside(Context* context, ActHash act);

/// With what each would have changed, the last that came here first. At most 20, those that came first: who may sign no
/// more may publish as many as he likes.
[[nodiscard]] std::vector<ActView> present_lost_acts(Context const& context);

}  // namespace huisclos::app
