// What had no effect and is to be signed again: one op of an act that stands, or a whole act that stands nowhere
// (docs/protocol.md 3.7). What was decided then is asked again today, of the law and of the registry of today: how, for
// each kind of op, is one table (council_again.cpp).

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// Why that op alone would come to nothing if it were prepared again, and what to do instead; empty: it would have its
/// effect. Asked of the registry on the acts known now; what the law says is said when it is prepared.
[[nodiscard]] Phrase bar_to_op_again(Context const& context, ledger::ActOp const& op);

/// As a change of the act in draft. `said`: the op in words, where the ordinary preparation has no words of its own.
/// False: nothing was prepared, and it is said why. For a device of one's own a form or a signature is asked instead.
bool prepare_op_of_today(Context& context, ledger::ActOp const& op, Phrase said);

/// The same of that whole act.
[[nodiscard]] Phrase bar_to_act_again(Context const& context, ledger::Act const& act);

/// That act, as far as it would have an effect now, as one change of the act in draft. A refusal is said.
void prepare_act_again(Context& context, ActHash const& hash);

}  // namespace huisclos::app
