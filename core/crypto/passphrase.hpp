// Passphrases: drawn ones (eight French words, 88 bits), how a typed one becomes bytes, and what is asked of a chosen
// one.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

inline constexpr std::size_t k_passphrase_words = 8;
inline constexpr std::size_t k_min_passphrase_length = 14;  ///< Characters, of a chosen one.
inline constexpr int k_min_passphrase_bits = 80;            ///< Of a chosen one, by `judge_passphrase`.

/// Eight different words of the list, separated by one space. The caller wipes.
[[nodiscard]] std::string generate_passphrase();

/// The bytes that Argon2id hashes: NFKC of what was typed. A typing aid comes first: text that is nothing but eight or
/// more words of the list, in any case, without accents or as prefixes that fit one word, is read as these words
/// separated by one space. Error Input when it is not valid UTF-8.
[[nodiscard]] Result<SecretBytes> passphrase_bytes(std::string_view typed);

/// What was typed beside a passphrase that was drawn, word by word, each read as `passphrase_bytes` reads it.
struct TypedBack {
    enum class How : std::uint8_t {
        Same,         ///< It gives the same bytes.
        OtherWord,    ///< `word` is the first that differs.
        TooFew,       ///< It ends before `word`.
        TooMany,      ///< It goes on after the last word; `word` is the first beyond it.
        OtherPhrase,  ///< Nothing like it: no word can be named.
    };
    How how{How::OtherPhrase};
    std::size_t word{0};  ///< Counted from 1.
};
/// @pre `drawn` is of generate_passphrase
[[nodiscard]] TypedBack compare_with_drawn(std::string_view drawn, std::string_view typed);

enum class PassphraseFault : std::uint8_t {
    None,
    NotText,       ///< Not valid UTF-8.
    TooShort,      ///< Under 14 characters.
    TooLong,       ///< Above 1 024 bytes.
    TooGuessable,  ///< Estimated under 80 bits.
};

struct PassphraseVerdict {
    PassphraseFault fault{PassphraseFault::None};
    int bits{0};  ///< The estimate, also when it is accepted.
};

/// Whether a chosen passphrase may be used. The estimate is for somebody who knows how people choose: a word counts for
/// its place in a vocabulary, not for its letters; repetitions, rows of the keyboard, years and dates count for little.
[[nodiscard]] PassphraseVerdict judge_passphrase(std::string_view chosen);

}  // namespace huisclos::crypto
