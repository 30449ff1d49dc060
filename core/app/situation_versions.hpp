// Corrections of one action that were written at once: each took the element that it saw away and added another,
// and all of these stand (docs/protocol.md 3.6). They name the same first element, and are one action in several
// versions: all are shown, lists use the last, and a person settles which one is right.

#pragma once

#include <vector>

#include "core/domain/fiche.hpp"
#include "core/ledger/fold.hpp"

namespace huisclos::app {

/// Every action that stands, each version of it, by (t, op_id); without those that this version cannot read.
[[nodiscard]] std::vector<domain::ActionSuivi> standing_actions(ledger::RecordState const& state);
/// Of each action the last version, as of a field the last value.
/// @pre all that stand, by (t, op_id)
void keep_last_versions(std::vector<domain::ActionSuivi>& actions);
/// All parts are the same, whoever wrote them and when.
[[nodiscard]] bool say_the_same(domain::ActionSuivi const& a, domain::ActionSuivi const& b);
/// They leave nothing to choose: all say the same.
[[nodiscard]] bool are_settled(std::vector<domain::ActionSuivi> const& versions);
/// The versions that stand of the action of which `element` is one, by (t, op_id); none when it stands no more.
[[nodiscard]] std::vector<domain::ActionSuivi> versions_of(ledger::RecordState const& state, OpId const& element);
/// Some action has versions that say other things.
[[nodiscard]] bool has_action_conflict(ledger::RecordState const& state);

}  // namespace huisclos::app
