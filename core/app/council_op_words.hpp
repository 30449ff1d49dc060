// One op of an act in words; what an act says of its ops together is in core/app/council_act_words.hpp.

#pragma once

#include "core/app/context.hpp"

namespace huisclos::app {

/// As the annuaire names him or, of who enters by the act in draft, as that change does.
[[nodiscard]] PhraseArg said_name(Context const& context, MemberId const& id);
/// What an op changes.
[[nodiscard]] Phrase say_op(Context const& context, ledger::OpDescription const& op);
/// The settings that a policy changes, one each: what people know of first, the technical rest at the end as one.
[[nodiscard]] std::vector<Phrase> say_settings(ledger::PolicyOp policy);
/// What does not read has no kind of its own; a visa is never without effect.
[[nodiscard]] bool is_unknown_op(ledger::OpDescription const& op);

}  // namespace huisclos::app
