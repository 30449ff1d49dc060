// Where a line of French ends: at spaces, and never before the sign that a no-break space holds to its word.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace huisclos::kit {

struct Letter {
    char32_t code{0};
    std::size_t bytes{1};
};
/// What is no UTF-8 counts as one letter of one byte.
[[nodiscard]] Letter letter_at(std::string_view text, std::size_t at);

/// Bytes of the first line of `text`, which holds no newline: at least one character, blanks at its end left out. A
/// word wider than the line is broken after one of its signs, at a dot only when it has no other, else anywhere.
[[nodiscard]] std::size_t first_line(
    std::string_view text, float width, std::function<float(char32_t)> const& advance_of);

}  // namespace huisclos::kit
