// The tables behind fields.hpp, one a record type, and the words to write a row on one line. Private to core/domain.

#pragma once

#include <array>
#include <span>

#include "core/domain/fields.hpp"

namespace huisclos::domain::tables {

[[nodiscard]] std::span<Field const> situation();
[[nodiscard]] std::span<Field const> signalement();
[[nodiscard]] std::span<Field const> instance();
[[nodiscard]] std::span<Field const> texte();
[[nodiscard]] std::span<Field const> membre();
[[nodiscard]] std::span<Field const> groupe();
[[nodiscard]] std::span<Field const> invitation();

// The label of a row is `domain.field.<name>`.
#define HUISCLOS_LABEL(name) "domain.field." name

consteval Field plain(std::uint8_t number, std::string_view id, std::string_view key, FieldKind kind)
{
    return Field{.number = number, .id = id, .key = key, .kind = kind};
}

consteval Field text(std::uint8_t number, std::string_view id, std::string_view key, std::uint32_t max)
{
    return Field{.number = number, .id = id, .key = key, .kind = FieldKind::Text, .max = max};
}

consteval Field number(std::uint8_t at, std::string_view id, std::string_view key, std::uint32_t max)
{
    return Field{.number = at, .id = id, .key = key, .kind = FieldKind::Number, .max = max};
}

consteval Field choice(std::uint8_t number, std::string_view id, std::string_view key, ListId list)
{
    return Field{.number = number, .id = id, .key = key, .kind = FieldKind::Choice, .list = list};
}

consteval Field choices(std::uint8_t number, std::string_view id, std::string_view key, ListId list)
{
    return Field{.number = number, .id = id, .key = key, .kind = FieldKind::ChoiceSet, .list = list};
}

consteval Field elements(
    std::uint8_t number, std::string_view id, std::string_view key, FieldKind kind, std::span<Field const> element)
{
    return Field{.number = number, .id = id, .key = key, .kind = kind, .element = element};
}

consteval Field required(Field row)
{
    row.presence = Presence::Required;
    return row;
}

consteval Field by(Writer writer, Field row)
{
    row.writer = writer;
    return row;
}

consteval Field free_text(Field row)
{
    row.free_text = FreeText::Yes;
    return row;
}

template <std::size_t N>
consteval std::array<Field, N> all_by(Writer writer, std::array<Field, N> rows)
{
    for (auto& row : rows)
        row.writer = writer;
    return rows;
}

template <std::size_t N>
consteval std::array<Field, N> all_of(Nature nature, std::array<Field, N> rows)
{
    for (auto& row : rows)
        row.nature = nature;
    return rows;
}

template <std::size_t... N>
consteval auto join(std::array<Field, N> const&... parts)
{
    std::array<Field, (N + ...)> all{};
    std::size_t at = 0;
    auto const put = [&](auto const& rows) {
        for (auto const& row : rows)
            all[at++] = row;
    };
    (put(parts), ...);
    return all;
}

/// Field 1 of every record.
inline constexpr auto k_type_row = all_of(
    Nature::N0,
    std::array{required(by(Writer::Program, number(field::k_type, "", HUISCLOS_LABEL("type"), k_record_types)))});

/// No row is given twice, none is outside 1 to 63.
template <std::size_t N>
consteval bool is_sound(std::array<Field, N> const& rows)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (rows[i].number == 0 || rows[i].number > field::k_last)
            return false;
        for (std::size_t j = 0; j < i; ++j) {
            if (rows[i].number == rows[j].number)
                return false;
        }
    }
    return true;
}

}  // namespace huisclos::domain::tables
