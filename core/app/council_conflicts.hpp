// What people wrote at once about a member, a group, the council or a text (docs/protocol.md 3.6: every value is kept
// and shown, the next one names them all): told where it stands and on the Home of who may say which one is right.

#pragma once

#include "core/app/council_state.hpp"
#include "core/app/todo_list.hpp"

namespace huisclos::app {

/// A field of the form each, with all its values; empty when everything is settled.
[[nodiscard]] std::vector<FieldView> conflicts_of(Context const& context, domain::Membre const& known);
[[nodiscard]] std::vector<FieldView> conflicts_of(Context const& context, domain::Groupe const& known);
/// The population of a commune too: it is written in one element with the name of the commune.
[[nodiscard]] std::vector<FieldView> conflicts_of(Context const& context, domain::Instance const& known);
/// Numbers of these fields.
[[nodiscard]] std::set<std::uint32_t> numbers_of(std::vector<FieldView> const& conflicts);

/// Texts of that kind beside `shown` that no later version has replaced: two were written as one version, or the act
/// that put one in force had no effect.
[[nodiscard]] std::vector<OtherTextView> other_texts(Context const& context, domain::Texte const& shown);
/// Any text that is written, by its record; empty when it is not readable here.
[[nodiscard]] std::optional<domain::Texte> find_text(Context const& context, RecordId const& record);
/// The text that an act names; the same.
[[nodiscard]] std::optional<domain::Texte> find_text(Context const& context, ledger::TextInForce const& named);

/// A line for each member, group, council or text of which this member may say which value is kept.
void add_conflicts(Context const& context, TodoList& todo);

/// KeepCouncilValue: that value stands in the form. False when there is no such one any more.
bool keep_value(Context& context, OpId const& value);
/// After what it belongs to was prepared: announces it, as a sheet announces the value that is kept. `last_change`: of
/// the draft before that; where nothing was prepared, why is said elsewhere.
void say_prepared_value(Context& context, std::uint64_t last_change);

}  // namespace huisclos::app
