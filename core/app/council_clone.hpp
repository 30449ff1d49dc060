// E_CLONE as a person meets it (docs/protocol.md 3.5): what this browser keeps was copied or restored, and somebody
// goes on with the copy. One button makes another device of it, under the passphrase.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Why it cannot be done now, in words; empty when it can.
[[nodiscard]] Phrase bar_to_continue(Context const& context);
/// Shows what will be signed, or says why not.
void ask_to_continue(Context& context);

}  // namespace huisclos::app
