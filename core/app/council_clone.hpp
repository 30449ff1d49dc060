// E_CLONE as a person meets it (docs/protocol.md 3.5): what this browser keeps was copied or restored, and somebody
// goes on with the copy. One button makes another device of it, under the passphrase.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Why it cannot be done now, in words; empty when it can.
[[nodiscard]] Phrase bar_to_continue(Context const& context);
/// Shows what will be signed, or says why not.
void ask_to_continue(Context& context);
/// What no key opens in the place of this device's head is junk, as the person says. True when it may be written over.
[[nodiscard]] Task<bool> write_over_own_head(Context* context);

}  // namespace huisclos::app
