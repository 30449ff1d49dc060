// An act in preparation from one session to the next. What is kept of a change is how it was asked for; a new session
// asks again, by the same command under the law of that day, and what makes no sense any more is said and dropped.

#pragma once

#include "core/app/draft_act.hpp"
#include "core/app/draft_values.hpp"

namespace huisclos::app {

/// What is to be kept of a change that this command prepares, with what is typed in its form: looked at before it runs.
/// None of one that is not kept.
[[nodiscard]] std::optional<AskedChange> asked_by(Context const& context, Command const& command);
/// The changes after that number were asked for so.
void note_asked(Context& context, std::uint64_t last_change, std::optional<AskedChange> const& asked);

/// Before the act is shown and again before it is signed: what corrects a member, a group or the council is asked for
/// again where its record has changed since. What came meanwhile stays in the fields that it does not speak of; in
/// those that it does, the former value that its lines say is that one, so that an act on the screen for signature is
/// read again. What comes to nothing is said and goes; what is wrong by now is said and goes back to its form.
[[nodiscard]] Task<bool> renew_corrections(Context* context);

/// The act in preparation and its forms, as they are now.
[[nodiscard]] ActDraft act_draft_of(Context const& context);
/// They are there again, as far as they still make sense, and it is said where: the act, or the pages of the forms that
/// are begun. What waits for an answer to an invitation waits (CouncilState::to_take_up). Always true: a Task gives
/// something.
Task<bool> take_up_act(Context* context, ActDraft kept);
/// After a synchronisation: what waited and can be made is; what was taken up and makes no sense any more is asked
/// again, and goes when nothing comes of it. True when something changed.
[[nodiscard]] Task<bool> review_act(Context* context);

}  // namespace huisclos::app
