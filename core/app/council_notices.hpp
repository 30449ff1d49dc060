// What is told on this device until its user has answered it: nothing of it is in the council.

#pragma once

#include "core/app/context.hpp"

namespace huisclos::app {

/// SetActAside, SetOpAside, ReadWhoLetIn, AnswerWeek, NoteFloorTip, KeepStorePlace.
[[nodiscard]] bool is_notice_command(Command const& command);
/// Always true: a disk that refuses is said.
[[nodiscard]] Task<bool> run_notice_command(Context* context, Command command);

}  // namespace huisclos::app
