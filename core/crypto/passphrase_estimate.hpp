// How many guesses a chosen passphrase resists, in bits. An estimate made to be low: see judge_passphrase.

#pragma once

#include <string_view>

namespace huisclos::crypto {

/// @pre valid UTF-8 in NFKC
[[nodiscard]] int estimate_bits(std::string_view text);

}  // namespace huisclos::crypto
