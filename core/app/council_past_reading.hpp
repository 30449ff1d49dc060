// What a person who left could read (docs/protocol.md 3.8, after a removal): each space, from when to when. Said of
// spaces and dates alone, from what the acts gave and ended.

#pragma once

#include "core/app/context.hpp"

namespace huisclos::app {

/// For the mayor, of a member who is out, or of the spaces that one who sits on has left; in the order in which they
/// were opened to him. Empty otherwise.
[[nodiscard]] std::vector<FieldView> past_reading_of(Context const& context, ledger::Member const& member);

}  // namespace huisclos::app
