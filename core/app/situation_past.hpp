// The past of a sheet, from the ops of its record: of each action what was written of it and what became of it;
// of a field its value as words short enough for a line of « Chronologie ».

#pragma once

#include <optional>
#include <set>
#include <vector>

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// One action, from its first element on. An element that names a first one corrects it when that one stands no more:
/// who wrote an action is not changed by an element that only says so.
struct ActionPast {
    /// Who took an element of it away without another in its place, and when. Told even if something of it stands.
    struct Withdrawal {
        domain::Written written{};
        std::size_t step{0};  ///< The one that was taken away.
    };
    std::vector<domain::ActionSuivi> steps{};  ///< Never empty; by (t, op_id): the first, then its corrections.
    std::vector<std::size_t>
        formers{};  ///< Of each step, the one that it corrects: two may correct one, one several. 0 of the first.
    std::vector<Withdrawal> withdrawals{};  ///< By (t, op_id).
    /// Steps that took the place of several versions and say what one of them said: somebody chose.
    std::set<std::size_t> choices{};

    [[nodiscard]] bool has(OpId const& element) const;
    [[nodiscard]] domain::Written const& first() const { return steps.front().written; }
};
/// Of a situation, by when each was first written. Those that stand are all there.
[[nodiscard]] std::vector<ActionPast> actions_past(Located const& located);

/// The value of a choice, a date, a member or a group. Empty for a free text (its words are not told again), a list,
/// and what is cleared.
[[nodiscard]] std::optional<PhraseArg> short_value(
    Context const& context, domain::Field const& field, domain::Value const& value);
/// Whether the values of that field are short enough to be told.
[[nodiscard]] bool is_told_by_value(domain::Field const& field);

/// Of one part of an action (domain::action_part).
[[nodiscard]] bool has_same_part(domain::ActionSuivi const& a, domain::ActionSuivi const& b, domain::Field const& part);
[[nodiscard]] std::optional<PhraseArg> told_part(
    Context const& context, domain::Field const& part, domain::ActionSuivi const& action);

}  // namespace huisclos::app
