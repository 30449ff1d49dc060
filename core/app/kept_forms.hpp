// What is typed in a form and not sent when a session ends is there again in the next: the report, the act in
// preparation with its forms, the text that is being written, what is typed about sheets; what was typed over something
// that stands on a sheet, once that sheet is opened (situation_corrections.hpp). Each has a slot of the device
// (core/app/draft_slots.hpp), under the seal of the vault: another member on this device has another vault. Written
// five seconds after the first letter, at each press, and at the lock; dropped when it is sent, signed or left.

#pragma once

#include "core/app/context.hpp"

namespace huisclos::app {

/// Whether a command is one of many of somebody who types in a form.
enum class Pace : std::uint8_t { Typing, Press };
[[nodiscard]] Pace pace_of(Command const& command);
/// After each command: what was typed is to be kept soon, what was pressed is kept now.
[[nodiscard]] Task<bool> keep_after(Context* context, Pace pace);
/// When what is typed must be on the disk; empty when it is.
[[nodiscard]] std::optional<Instant> forms_due(Context const& context);
/// Makes what the device keeps what is typed now. False, said and tried again when the disk refuses it.
[[nodiscard]] Task<bool> keep_forms(Context* context);
/// Whether something would be lost, were the session to end now: it was to be written, and was not. ForRoom: some of it
/// for want of room on the disk; Otherwise: none of it would be written if there were room.
enum class Unkept : std::uint8_t { Nothing, Otherwise, ForRoom };
[[nodiscard]] Unkept find_unkept(Context const& context);
/// At the beginning of a session: what was kept is there again, and said. What cannot be read or makes no sense any
/// more is said and dropped.
[[nodiscard]] Task<bool> take_up_forms(Context* context);
/// After a synchronisation: what makes no sense any more by what has come is said and dropped.
[[nodiscard]] Task<bool> review_forms(Context* context);

}  // namespace huisclos::app
