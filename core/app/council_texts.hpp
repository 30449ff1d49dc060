// A new version of the charter or of the règlement intérieur: what both the presenter and the commands ask.

#pragma once

#include "core/app/council_state.hpp"
#include "core/app/founding_internal.hpp"

namespace huisclos::app {

/// Whether this member may put a text of that kind in force at all, whatever its dates.
[[nodiscard]] bool may_write_text(Context const& context, std::uint32_t what);
/// The words from which a text of that kind may begin in this council.
[[nodiscard]] founding::TextModel model_of(Context const& context, std::uint32_t what);
/// One is written and none was ever in force: its adoption is what is to be said.
[[nodiscard]] bool waits_for_adoption(Context const& context, std::uint32_t what);
/// The number that the next version of that kind bears.
[[nodiscard]] std::uint64_t next_version(Context const& context, std::uint32_t what);
/// The last version of that kind that this member accepted before the one in force; empty: none, or none is in force.
[[nodiscard]] std::optional<ledger::Acceptance> former_acceptance(Context const& context, std::uint32_t what);
/// Of that very version, word for word.
[[nodiscard]] bool is_of_text(ledger::Acceptance const& acceptance, ledger::TextInForce const& text);
/// That of the version in force; empty: not accepted, or none is in force.
[[nodiscard]] std::optional<ledger::Acceptance> acceptance_in_force(Context const& context, std::uint32_t what);
/// The version in force of that kind, where these words are the same but for the spaces around them; else null.
[[nodiscard]] domain::Texte const* same_text_in_force(
    Context const& context, std::uint32_t what, std::string_view title, std::string_view body);
/// That version, by whom it was written and when; empty where its record is not readable here.
[[nodiscard]] Phrase say_written(Context const& context, std::string_view key, domain::Texte const& text);
/// Groups in the order in which the form asks their date of proposal; none for the charter.
[[nodiscard]] std::vector<GroupId> groups_asked(Context const& context, std::uint32_t what);

}  // namespace huisclos::app
