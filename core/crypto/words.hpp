// The French word list of BIP-0039 (NFC, 2048 words): fingerprints to compare by telephone, the recovery kit, generated
// passphrases. docs/protocol.md 3.12.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"

namespace huisclos::crypto {

inline constexpr std::size_t k_word_count = 2048;

/// @pre index < 2048
[[nodiscard]] std::string_view word_at(std::size_t index);
/// Typed in any case, without accents, or as a prefix that fits one word only; else empty.
[[nodiscard]] std::optional<std::size_t> find_word(std::string_view typed);

/// `count` numbers of 11 bits, most significant first. @pre bits.size() * 8 >= count * 11
[[nodiscard]] std::vector<std::size_t> word_numbers(BytesView bits, std::size_t count);
/// The six words (first 66 bits) of a fingerprint or a week hash, separated by one space.
[[nodiscard]] std::string six_words(BytesView hash32);

}  // namespace huisclos::crypto
