// Whether a change that was prepared in an earlier session still makes sense, and how it is said that it does not.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// A member of the council, not out.
[[nodiscard]] bool sits_here(Context const& context, MemberId const& id);
/// That change is still to be made, as far as what is known here tells: nobody has made it, and whom or what it is
/// about is there.
[[nodiscard]] bool makes_sense(Context const& context, DraftChange const& change);
/// Who was chosen to lead a group may have left it: he is taken out of what was asked, and what is said of it is given.
/// None: he is there, or nobody was chosen.
[[nodiscard]] std::optional<Phrase> take_absent_animator(Context const& context, AskedChange& asked);
/// A group of that name is among those of the council: it was made meanwhile, here or by somebody else.
[[nodiscard]] bool is_there_already(Context const& context, AskedChange const& asked);
/// An invitation that was neither accepted nor withdrawn and has not expired.
[[nodiscard]] std::optional<domain::Invitation> invitation_that_waits(Context const& context, InviteId const& invite);
/// What is said of a change that is dropped.
[[nodiscard]] Phrase say_gone(Context const& context, AskedChange const& asked);
/// What is said of a change that the law refuses now; its refusal is said beside.
[[nodiscard]] Phrase say_refused(Context const& context, AskedChange const& asked);
/// What is said of a correction that cannot be made as it was typed. `is_in_form`: it is in its form again.
[[nodiscard]] Phrase say_to_review(Context const& context, AskedChange const& asked, bool is_in_form);

}  // namespace huisclos::app
