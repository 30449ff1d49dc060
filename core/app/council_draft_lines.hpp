// The act in draft in words. The page that prepares it and the form that signs it say the same lines, grouped as the
// list of signed acts groups them afterwards.

#pragma once

#include "core/app/council_state.hpp"
#include "core/app/views/council_views.hpp"

namespace huisclos::app {

class AuditOnce;  // core/app/council_audit.hpp

/// One change and, below it, what is to be known of it and what its ops do: the first line removes all.
[[nodiscard]] std::vector<ChangeLine> change_lines(Context const& context, DraftChange const& change);
/// The act as it would be signed now: what was asked, each with what it does below it, in the order in which the signed
/// act says it; then what the act does beside, once; then what is said of it and is no line of it afterwards. One id a
/// line.
[[nodiscard]] std::vector<ChangeLine> draft_lines(Context const& context, sync::ActPlan const& plan, AuditOnce& audit);
/// Who reads what that act gives a key of, and will not be given it: one sentence for each.
[[nodiscard]] std::vector<Phrase> say_without_key(Context const& context, sync::ActPlan const& plan);
/// That an act of the mayor is his visa of `n` acts of others; said of the act in draft and of the signed one.
[[nodiscard]] Phrase say_seen(std::size_t n);

}  // namespace huisclos::app
