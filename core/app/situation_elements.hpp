// Elements that are added to a sheet: an action, its corrections and its withdrawal, a question of liaison and its
// answer.

#pragma once

#include "core/app/situation_state.hpp"

namespace huisclos::app {

/// What is typed of a new action or question, as one encoded map; empty where a part is wrong: its errors say which.
[[nodiscard]] std::optional<Bytes> read_element(
    Context const& context, GroupId const& group, domain::Field const& field, NewElement& typed);
[[nodiscard]] Task<bool> add_action(Context* context, RecordId record);
/// An action as its form shows it, and as it stands once `changed` is typed over.
[[nodiscard]] Draft draft_of(domain::ActionSuivi const& action);
[[nodiscard]] Draft corrected_draft(Draft draft, Draft const& changed);
/// A-18, M-08: who may write actions there may correct one (the element is dropped and added anew, naming its first:
/// docs/protocol.md 3.6) and withdraw one (dropped), with what was written at once and says the same: a version that
/// says something else stays (core/app/situation_versions.hpp). What the law refuses, and an element that stands no
/// more, are said.
[[nodiscard]] Task<bool> correct_action(Context* context, CorrectAction command);
[[nodiscard]] Task<bool> withdraw_action(Context* context, WithdrawAction command);
/// of several versions the one that a person keeps, added anew over all that stand when it is written. One that
/// stands no more is said; nothing is written when it stands alone.
[[nodiscard]] Task<bool> keep_action(Context* context, KeepAction command);
[[nodiscard]] Task<bool> ask_liaison(Context* context, RecordId record);
[[nodiscard]] Task<bool> answer_liaison(Context* context, AnswerLiaison command);

}  // namespace huisclos::app
