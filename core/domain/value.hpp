// Does a value fit its field? The form of what is written, before the law says whether it may be.
//
// A Value is a view over whatever holds it (a form, a decoded operation): nothing is copied. The wire forms are those
// of docs/protocol.md: u, text in NFC, b16, and maps of parts.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "core/base/bytes.hpp"
#include "core/domain/fields.hpp"

namespace huisclos::domain {

using Simple = std::variant<std::uint64_t, std::string_view, BytesView>;

/// One entry of an element's map. Numbers ascend.
struct Part {
    std::uint8_t number{0};
    Simple value{};
};

/// Empties a field that may be empty (null on the wire); no element or entry is that.
using Cleared = std::monostate;

using Value = std::variant<Cleared, std::uint64_t, std::string_view, BytesView, std::span<Part const>>;

enum class ValueProblem : std::uint8_t {
    WrongType,  ///< Of another type than its field, or a field that is never written.
    TooLong,    ///< More code points (or bytes, for LongText) than the field holds.
    NotText,    ///< Not UTF-8 in NFC, or a control character that the field does not hold.
    NotADate,
    NotInList,  ///< A code that the closed list does not have.
    OutOfRange,
    MissingPart,  ///< A required part of an element is absent.
    UnknownPart,  ///< A part that the element does not have, twice the same, or out of order.
};

/// As the bound of that field counts it: in code points, or bytes (LongText).
[[nodiscard]] std::size_t size_of_text(Field const& field, std::string_view text);
/// For a set: one element. For a journal: one entry.
[[nodiscard]] std::optional<ValueProblem> find_problem(Field const& field, Value const& value);

}  // namespace huisclos::domain
