// Typed readings of a Value that `find_problem` has accepted; an empty or zero value otherwise, never a failure.

#pragma once

#include <optional>
#include <string>

#include "core/base/time.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/closed_list.hpp"
#include "core/domain/value.hpp"

namespace huisclos::domain {

[[nodiscard]] inline std::uint64_t read_number(Value const& value)
{
    auto const* number = std::get_if<std::uint64_t>(&value);
    return number == nullptr ? 0 : *number;
}

[[nodiscard]] inline std::string read_text(Value const& value)
{
    auto const* text = std::get_if<std::string_view>(&value);
    return text == nullptr ? std::string{} : std::string(*text);
}

/// A name that others are shown to decide by: it looks like what it is, whoever wrote it.
[[nodiscard]] inline std::string read_name(Value const& value)
{
    return visible_line(read_text(value));
}

[[nodiscard]] inline Date read_date(Value const& value)
{
    return Date::from_number(read_number(value)).value_or(Date{});
}

template <typename Enum>
[[nodiscard]] std::optional<Enum> read_code(Value const& value)
{
    return from_code<Enum>(read_number(value));
}

template <typename AnId>
[[nodiscard]] std::optional<AnId> read_id(Value const& value)
{
    auto const* bytes = std::get_if<BytesView>(&value);
    return bytes == nullptr ? std::nullopt : AnId::from(*bytes);
}

/// A part of an element as a Value of its own; 0 when the part is absent.
[[nodiscard]] inline Value part_of(Value const& element, std::uint8_t number)
{
    if (auto const* parts = std::get_if<std::span<Part const>>(&element)) {
        for (auto const& part : *parts) {
            if (part.number == number)
                return std::visit([](auto const& simple) -> Value { return simple; }, part.value);
        }
    }
    return std::uint64_t{0};
}

template <typename Enum>
[[nodiscard]] std::optional<Enum> part_code(Value const& element, std::uint8_t number)
{
    return read_code<Enum>(part_of(element, number));
}

template <typename AnId>
[[nodiscard]] std::optional<AnId> part_id(Value const& element, std::uint8_t number)
{
    return read_id<AnId>(part_of(element, number));
}

[[nodiscard]] inline Date part_date(Value const& element, std::uint8_t number)
{
    return read_date(part_of(element, number));
}

}  // namespace huisclos::domain
