// Two acts of the registry that exclude each other (docs/protocol.md 3.7, E_FORK): shown with what each one says, until
// a person has compared the weekly words and said which one holds.

#pragma once

#include "core/app/context.hpp"
#include "core/app/views/shell_view.hpp"

namespace huisclos::app {

inline constexpr std::size_t k_most_contests_shown = 8;  ///< Whoever makes them must not fill the screen.

/// All of them, up to that bound; empty when there is none. `way_out` is left to who knows whom to ask.
[[nodiscard]] std::optional<ContestsView> present_contests(Context const& context);
/// How many are asked about; empty when there is none.
[[nodiscard]] Phrase say_contests(Context const& context);
/// Whose other devices follow an act that was turned down here: another choice was made there; empty when there is
/// none.
[[nodiscard]] std::vector<Phrase> say_other_choices(Context const& context);

/// False: refused, and said.
[[nodiscard]] Task<bool> hold_act(Context* context, ActHash act);

}  // namespace huisclos::app
