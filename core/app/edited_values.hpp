// Reads what was typed about something that is there (EditedRecord): what differs from what is written, as values. What
// is wrong stays beside its field.

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/app/council_state.hpp"
#include "core/app/record_values.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/closed_list.hpp"

namespace huisclos::app {

/// One line. `most`: in code points. `missing`: what is said when it is empty; empty: it may be.
template <typename Subject>
std::optional<std::string> new_text(
    EditedRecord<Subject>& edited, std::uint32_t field, std::string const& written, std::uint32_t most,
    std::string_view missing = {})
{
    auto const found = edited.values.find(field);
    if (found == edited.values.end())
        return std::nullopt;
    auto text = visible_line(found->second.text);
    if (text.empty() && !missing.empty())
        edited.errors.insert_or_assign(field, phrase(missing));
    else if (count_code_points(text) > most)
        edited.errors.insert_or_assign(field, phrase("founding.error.too_long").with("max", std::int64_t{most}));
    bool const is_same = text == written && !edited.settles.contains(field);
    return is_same ? std::nullopt : std::optional(std::move(text));
}

/// Of a closed list; `missing` is said when none is chosen.
template <typename Subject>
std::optional<std::uint32_t> new_code(
    EditedRecord<Subject>& edited, std::uint32_t field, std::uint32_t written, domain::ListId list,
    std::string_view missing)
{
    auto const found = edited.values.find(field);
    if (found == edited.values.end())
        return std::nullopt;
    auto const code = first_code(found->second);
    if (!domain::is_in_list(list, code))
        edited.errors.insert_or_assign(field, phrase(missing));
    bool const is_same = code == written && !edited.settles.contains(field);
    return is_same ? std::nullopt : std::optional(code);
}

/// 0: none is written.
template <typename Code>
std::uint32_t code_of(std::optional<Code> const& code)
{
    return code ? static_cast<std::uint32_t>(*code) : 0;
}

inline Bytes encode_text_or_nothing(std::string const& text)
{
    return text.empty() ? encode_cleared() : encode_text(text);
}

}  // namespace huisclos::app
