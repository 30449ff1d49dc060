// a local check of the words of a free text. It warns and shows where; it never blocks, and nothing leaves the
// device. A list of words knows no context: it misses some, and warns of some that are fine. The person who writes
// decides.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace huisclos::law {

enum class WordKind : std::uint8_t {
    Sensitive,  ///< RGPD, art. 9: health, origin, opinions, religion, sexual life.
    Opinion,    ///< A judgement on the person.
    Procedure,  ///< Elements of a judicial or police procedure.
};

struct WordWarning {
    WordKind kind{};
    std::size_t begin{0};   ///< Byte offset into the text.
    std::size_t length{0};  ///< Bytes.
};

/// `text` is valid UTF-8. Warnings in the order of the text, none inside another.
[[nodiscard]] std::vector<WordWarning> check_words(std::string_view text);

/// Key of the sentence that explains a kind (`law.r_03.mot.…`), with `{mot}` for the words found.
[[nodiscard]] std::string_view text_key(WordKind kind);

}  // namespace huisclos::law
