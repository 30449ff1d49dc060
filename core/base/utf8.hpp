// Unicode text: validity, normal forms, folding. The only file of the core that talks to utf8proc is utf8.cpp.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/secret_bytes.hpp"

namespace huisclos {

/// Well-formed UTF-8 of RFC 3629: no surrogate, no overlong form, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
/// Number of code points of valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// Empty when `text` is not valid UTF-8.
[[nodiscard]] std::optional<std::string> to_nfc(std::string_view text);
/// NFKC, for passphrases: the copies made on the way are wiped.
[[nodiscard]] std::optional<SecretBytes> to_nfkc_secret(std::string_view text);
/// Lower case, without diacritics or ligatures (é → e, œ → oe, ’ → '), for search, sort and the words of the kit.
/// Empty when `text` is not valid UTF-8.
[[nodiscard]] std::string fold(std::string_view text);
/// A name that somebody else typed, as one line that shows all that it holds, so that two names that differ do not look
/// the same: NFC, at most `most` code points. Controls, marks of direction and whatever else draws nothing are taken
/// out (Unicode's Cc, Cf and Default_Ignorable_Code_Point), and private characters, which our fonts draw as icons; each
/// run of blanks is one space, none at the ends. Letters of two scripts that look alike stay. Empty when `text` is not
/// valid UTF-8.
[[nodiscard]] std::string visible_line(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace huisclos
