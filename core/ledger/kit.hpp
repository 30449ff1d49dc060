// The recovery kit (docs/protocol.md 3.12): what a member prints and keeps. With it alone an empty browser finds the
// store and opens the account. Three forms of one content: a text (also as QR code), 24 words, and the vault's number.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/secret_bytes.hpp"
#include "core/ledger/floor.hpp"
#include "core/ports/remote_store.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_kit_word_count = 24;
inline constexpr std::size_t k_kit_group_size = 4;      ///< Characters.
inline constexpr std::size_t k_kit_number_groups = 14;  ///< The last one checks the others.

struct Kit {
    ports::StoreAddress store{};
    VaultId vault{};
    SecretBytes account_secret{};  ///< AS, 16 bytes.
    SecretBytes recovery_key{};    ///< KR, 16 bytes.
    std::optional<Floor> floor{};
};

/// The map {1 url, 2 token?, 3 vault_id, 4 AS, 5 KR, 6 floor?}; the caller wipes.
[[nodiscard]] Bytes encode_kit(Kit const& kit);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Kit> decode_kit(BytesView map);

/// `HC1K:` and the map in base64url: what the QR code holds and what may be pasted. The caller wipes.
[[nodiscard]] std::string kit_text(Kit const& kit);
/// Spaces are skipped; case counts. Errors: Encoding, Upgrade.
[[nodiscard]] Result<Kit> read_kit_text(std::string_view text);

/// AS || KR || check byte as 24 words. @pre both of 16 bytes
[[nodiscard]] std::vector<std::string> kit_words(
    VaultId const& vault, BytesView account_secret, BytesView recovery_key);

/// One word as it was typed, and its place in the list if one was recognised.
struct TypedWord {
    std::string typed{};  ///< Without accents, lower case.
    std::optional<std::size_t> index{};
};
/// Any case, without accents, as prefixes that fit one word; numbers and punctuation between words are skipped.
[[nodiscard]] std::vector<TypedWord> read_typed_words(std::string_view typed);

struct KitSecrets {
    SecretBytes account_secret{};
    SecretBytes recovery_key{};
};
/// Error Input, a typing error, before any request: not 24 words, a word that is not of the list, a wrong check byte.
[[nodiscard]] Result<KitSecrets> read_kit_words(std::string_view typed, VaultId const& vault);

/// What can be told of words that are refused, without the kit.
struct KitWordsFault {
    std::size_t typed{0};                  ///< How many words.
    std::optional<std::size_t> unknown{};  ///< Place, from 0, of the first that is not of the list.
};
[[nodiscard]] KitWordsFault find_kit_words_fault(std::string_view typed);

/// The number of the vault: 14 groups of 4 characters, separated by one space.
[[nodiscard]] std::string kit_number(VaultId const& vault);
/// Any case, spaces and hyphens skipped, 0, 1, 8 read as O, I, B. Error Input: another length, character, last bits or
/// check group.
[[nodiscard]] Result<VaultId> read_kit_number(std::string_view typed);

/// How many characters of a number were typed, whatever they are, without what is skipped.
[[nodiscard]] std::size_t count_kit_number_letters(std::string_view typed);

/// What is asked back before the kit counts as kept: four different words of the 24 and one group of the number.
struct KitQuestion {
    std::array<std::size_t, 4> words{};  ///< Places, from 0, ascending.
    std::size_t group{0};                ///< Place, from 0.
};
[[nodiscard]] KitQuestion draw_kit_question();
/// Whether `typed` is the word at that place, typed in any accepted way.
[[nodiscard]] bool is_kit_word(std::string_view typed, std::string_view word);
/// Whether `typed` is that group of the vault's number.
[[nodiscard]] bool is_kit_group(std::string_view typed, VaultId const& vault, std::size_t group);

}  // namespace huisclos::ledger
