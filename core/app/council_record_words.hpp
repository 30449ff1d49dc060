// What an act writes in a record of the council, in words: the form that prepares it and the list of signed acts say it
// by the same function. Of the communes both say which come, go and change (communes.hpp), or the population of a
// CLSPD's own.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/phrase.hpp"
#include "core/domain/closed_list.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"

namespace huisclos::app {

/// What an argument of a sentence says of a value; none where nothing is written.
[[nodiscard]] std::optional<PhraseArg> said_value(std::string const& written);
[[nodiscard]] std::optional<PhraseArg> said_value(Date written);
[[nodiscard]] std::optional<PhraseArg> said_value(domain::ListId list, std::uint32_t code);

/// Said as a field of the council's record, of which it is none: a part of the commune of a CLSPD.
inline constexpr std::uint64_t k_population_field = 0x100 + domain::commune_part::k_population;

struct FieldChange {
    domain::RecordType type{domain::RecordType::None};
    std::uint64_t field{0};
    std::optional<PhraseArg> now{};     ///< None: nothing is written there any more.
    std::optional<PhraseArg> former{};  ///< None: nothing was.
    /// What the record is called.
    PhraseArg subject{std::string{}};
    std::optional<domain::TypeInstance> council{};  ///< Of the council's own record.
    std::optional<MemberId> member{};               ///< Whose record, where it is a member's.
    Phrase said{};                                  ///< Words of its own: one commune of several.
};

/// Of a record that its words, or what stands above them, need not name.
[[nodiscard]] FieldChange change_of(
    domain::RecordType type, std::uint64_t field, std::optional<PhraseArg> now, std::optional<PhraseArg> former);
/// What it becomes and what it was; of several values that people wrote at once, the one that stood there already is
/// said to be kept.
[[nodiscard]] Phrase say_field_change(FieldChange const& change);
/// These words name the record: alone, they need no line above them that does.
[[nodiscard]] bool names_its_record(FieldChange const& change);
/// They say the end of his mandate alone: of an act that removes him, below the line that says so and no other.
[[nodiscard]] bool ends_mandate(std::vector<FieldChange> const& changes);
/// The line above several changes of one record, or above one that does not name it.
[[nodiscard]] Phrase say_record_change(std::vector<FieldChange> const& changes);

}  // namespace huisclos::app
