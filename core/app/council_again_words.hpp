// Why the registry would pass over an op that is prepared again, and what to do instead.

#pragma once

#include "core/app/context.hpp"
#include "core/ledger/registry_apply.hpp"

namespace huisclos::app {

/// Of that op, as this member would sign it now.
[[nodiscard]] Phrase say_skip(Context const& context, ledger::ActOp const& op, ledger::SkipReason reason);

}  // namespace huisclos::app
