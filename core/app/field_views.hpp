// Small makers of FieldViews and options, shared by presenters.

#pragma once

#include <map>

#include "core/app/views/common.hpp"
#include "core/domain/closed_list.hpp"

namespace huisclos::app {

/// Label and value, shown only.
[[nodiscard]] FieldView shown(std::string_view label_key, Phrase value);
[[nodiscard]] FieldView text_field(
    std::uint32_t field, std::string_view label_key, std::string const& text, std::uint32_t max_length);
/// `jj/mm/aaaa`.
[[nodiscard]] FieldView date_field(std::uint32_t field, Phrase label, std::string const& typed);
/// A choice in a closed list; 0 = none chosen.
[[nodiscard]] FieldView choice_field(
    std::uint32_t field, std::string_view label_key, domain::ListId list, std::uint32_t chosen);
[[nodiscard]] std::vector<OptionView> options_of(domain::ListId list, std::uint32_t chosen);
/// The label of a closed-list value; empty Phrase for a code that is not in the list.
[[nodiscard]] Phrase label_of(domain::ListId list, std::uint64_t code);
/// An error that a rule of law says begins with the name of that rule: its article stands with it.
void put_error(FieldView& field, Phrase const& error);
/// Puts the errors where they belong.
void put_errors(std::vector<FieldView>& fields, std::map<std::uint32_t, Phrase> const& errors);
/// As many as the largest closed list from which several are chosen has values: the motifs.
inline constexpr std::size_t k_most_listed = 16;
/// Texts by their keys, all of them, as one sentence lists them (situation.list.1 to .16); empty for none.
/// @pre at most k_most_listed
[[nodiscard]] Phrase listed(std::vector<std::string> const& keys);
/// « 3 mars 2026 »; empty for an unknown date.
[[nodiscard]] Phrase date_phrase(Date date);

}  // namespace huisclos::app
