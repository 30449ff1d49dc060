// The larger commands of the council, apart; run_council_command dispatches.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

[[nodiscard]] Task<bool> send_invite(Context* context);
[[nodiscard]] Task<bool> accept_invite(Context* context, InviteId invite);

}  // namespace huisclos::app
