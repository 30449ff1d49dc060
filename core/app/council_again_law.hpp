// What the law asks of ops that are signed again, as if each were prepared on its own screen.

#pragma once

#include "core/app/council_state.hpp"

namespace huisclos::app {

/// They go together: the rank of the coordonnateur with his function, any other function with none.
[[nodiscard]] constexpr bool leads_council(domain::Profile profile)
{
    return profile == domain::Profile::Coordonnateur || profile == domain::Profile::Maire;
}
/// of the access that the op gives. False: refused, and said.
[[nodiscard]] bool may_give_role(Context& context, ledger::RoleOp const& op);
/// Of all ops of an act, which give `after`: why no screen would give those ranks, and what to do instead. As
/// function_ops makes them: a rank and the function that has it, both or none. Empty: nothing bars them.
[[nodiscard]] Phrase bar_to_ranks(
    Context const& context, std::vector<ledger::ActOp> const& ops, ledger::RegistryState const& after);
/// Of the same, what the law says. @pre nothing bars their ranks. False: refused, and said.
[[nodiscard]] bool may_sign_again(
    Context& context, std::vector<ledger::ActOp> const& ops, ledger::RegistryState const& after);

}  // namespace huisclos::app
