// The link of the store and its token (docs/protocol.md 3.8, 3.12): shown to a member who lost the token, replaced
// after somebody left. It opens nothing that is written there.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// What « Cet appareil » says of it.
void present_store(Context const& context, StoreView& view);
[[nodiscard]] bool is_store_command(Command const& command);
void run_store_command(Context& context, Command const& command);
/// Somebody left, or a device was put out, after the token in force was chosen, and this member may replace it.
[[nodiscard]] bool has_known_token(Context const& context);
/// Another token that the acts name for the store in use. A client turns to it by itself when that store refuses.
[[nodiscard]] std::optional<ports::StoreAddress> announced_token(Context const& context);

}  // namespace huisclos::app
