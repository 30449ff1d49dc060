// The sentence under which several ops of an act were prepared, found again from the ops: a group with its spaces, an
// entry with what it opens. Before the signature and after it an act is said by the same lines.

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/app/council_acts.hpp"
#include "core/app/council_op_words.hpp"

namespace huisclos::app {

/// Spaces of groups that an act makes, each with its group.
struct MadeSpaces {
    std::map<CompartmentId, GroupId> of_new{};
    std::map<GroupId, bool> groups{};             ///< Those of `of_new`: with a nominative space, or without.
    std::map<CompartmentId, GroupId> of_known{};  ///< Nominative, of groups that were there.
};
/// `map`: of the state that the act is laid on.
[[nodiscard]] MadeSpaces spaces_made(CouncilMap const& map, std::vector<ledger::OpDescription> const& ops);
/// Empty where the group has no name that is known here.
[[nodiscard]] Phrase say_new_group(
    Context const& context, ActNames const& names, MadeSpaces const& made, GroupId const& group);

/// The ops give all of these, where he had nothing.
[[nodiscard]] bool enters_all_of(
    std::vector<ledger::OpDescription> const& ops, std::vector<ledger::RoleOp> const& part);

/// Nobody could write there any more in that state: somebody who had the last key of it had left, or a device was out.
[[nodiscard]] bool was_halted(Context const& context, ledger::RegistryState const& before, CompartmentId const& cid);

}  // namespace huisclos::app
