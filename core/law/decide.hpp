// The law: who may do what, where, and under which text.
//
// Pure: no clock, no store, no exception; the same request and facts give the same decision on every device, for ever.
// One small function a rule (rules_*.cpp), its text and article quoted above it. A rule that refuses wins over all that
// allow, and the first of docs/law.md's order is the one named; where no rule speaks, the answer is no (D-00).

#pragma once

#include <vector>

#include "core/law/decision.hpp"
#include "core/law/request.hpp"

namespace huisclos::law {

[[nodiscard]] Decision decide(Request const& request, Facts const& facts);

/// All that bars something, in the law's order: what cannot be mended alone (the place, the actor, the act), else every
/// thing that is owed or lacking before it. Empty when it is allowed. Not for the log: nothing was asked.
[[nodiscard]] std::vector<Decision> refusals(Request const& request, Facts const& facts);

}  // namespace huisclos::law
