#include "core/ledger/kit.hpp"

#include <algorithm>
#include <span>

#include "core/base/encoding.hpp"
#include "core/base/heap_sort.hpp"
#include "core/base/require.hpp"
#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"
#include "core/ledger/account_keys.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::string_view k_prefix = "HC1K:";
constexpr std::size_t k_number_size = (k_kit_number_groups - 1) * k_kit_group_size;
constexpr std::size_t k_bits_per_word = 11;
/// AS || KR || check byte: 264 bits are 24 words.
constexpr std::size_t k_words_size = k_account_secret_size + k_recovery_key_size + 1;
static_assert(k_words_size * 8 == k_kit_word_count * k_bits_per_word);

bool is_space(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

std::uint8_t check_byte(VaultId const& vault, BytesView account_secret, BytesView recovery_key)
{
    return crypto::hash(crypto::HashLabel::Kit, {vault.view(), account_secret, recovery_key})[0];
}

/// The first 20 bits of H("number", vault_id) in base32.
std::string check_group(VaultId const& vault)
{
    return to_base32(crypto::hash(crypto::HashLabel::Number, vault.view())).substr(0, k_kit_group_size);
}

/// Upper case, without spaces and hyphens, with the digits that base32 does not have read as the letters they look
/// like.
std::string normalise_number(std::string_view typed)
{
    std::string letters;
    for (char letter : fold(typed)) {
        if (is_space(letter) || letter == '-')
            continue;
        switch (letter) {
        case '0':
            letter = 'O';
            break;
        case '1':
            letter = 'I';
            break;
        case '8':
            letter = 'B';
            break;
        default:
            if (letter >= 'a' && letter <= 'z')
                letter = static_cast<char>(letter - 'a' + 'A');
        }
        letters.push_back(letter);
    }
    return letters;
}

std::string bare_number(VaultId const& vault)
{
    return to_base32(vault.view()) + check_group(vault);
}

bool is_letter(char letter)
{
    return letter >= 'a' && letter <= 'z';
}

void wipe_words(std::span<TypedWord> words)
{
    for (auto& word : words) {
        wipe(word.typed.data(), word.typed.size());
        if (word.index)
            wipe(&*word.index, sizeof *word.index);
    }
}

Result<KitSecrets> secrets_of(std::span<TypedWord const> words, VaultId const& vault)
{
    if (words.size() != k_kit_word_count)
        return fail(ErrorCode::Input, "not 24 words");
    SecretArray<k_words_size> bits;
    auto const out = bits.mutable_view();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!words[i].index)
            return fail(ErrorCode::Input, "a word that is not of the list");
        for (std::size_t bit = 0; bit < k_bits_per_word; ++bit) {
            auto const at = i * k_bits_per_word + bit;
            auto const value = *words[i].index >> (k_bits_per_word - 1 - bit) & 1u;
            out[at / 8] = static_cast<std::uint8_t>(out[at / 8] | value << (7 - at % 8));
        }
    }
    auto const account_secret = bits.view().first(k_account_secret_size);
    auto const recovery_key = bits.view().subspan(k_account_secret_size, k_recovery_key_size);
    if (bits.view().back() != check_byte(vault, account_secret, recovery_key))
        return fail(ErrorCode::Input, "words that do not check");
    return KitSecrets{
        .account_secret = SecretBytes::copy_of(account_secret), .recovery_key = SecretBytes::copy_of(recovery_key)};
}

}  // namespace

Bytes encode_kit(Kit const& kit)
{
    CborWriter writer(
        256 + kit.store.url.size() + kit.store.token.size() + 40 * (kit.floor ? kit.floor->tips.size() : 0));
    writer.map(4 + (kit.store.token.empty() ? 0u : 1u) + (kit.floor ? 1u : 0u));
    writer.key(1).text(kit.store.url);
    if (!kit.store.token.empty())
        writer.key(2).text(kit.store.token);
    writer.key(3).id(kit.vault).key(4).bytes(kit.account_secret.view()).key(5).bytes(kit.recovery_key.view());
    if (kit.floor)
        write_floor(writer.key(6), *kit.floor);
    return writer.take();
}

Result<Kit> decode_kit(BytesView encoded)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(encoded));
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5, 6}));
    HUISCLOS_TRY_ASSIGN(url, text_at(map, 1));
    HUISCLOS_TRY_ASSIGN(vault, id_at<VaultId>(map, 3));
    HUISCLOS_TRY_ASSIGN(account_secret, bytes_at(map, 4, k_account_secret_size));
    HUISCLOS_TRY_ASSIGN(recovery_key, bytes_at(map, 5, k_recovery_key_size));
    Kit kit{
        .store = {.url = std::string(url)},
        .vault = vault,
        .account_secret = SecretBytes::copy_of(account_secret),
        .recovery_key = SecretBytes::copy_of(recovery_key)};
    if (map.find(2)) {
        HUISCLOS_TRY_ASSIGN(token, text_at(map, 2));
        kit.store.token = token;
    }
    if (auto const floor = map.find(6)) {
        HUISCLOS_TRY_ASSIGN(value, read_floor(*floor));
        kit.floor = std::move(value);
    }
    return kit;
}

std::string kit_text(Kit const& kit)
{
    auto map = encode_kit(kit);
    auto text = std::string(k_prefix) + to_base64url(map);
    wipe(map);
    return text;
}

Result<Kit> read_kit_text(std::string_view text)
{
    std::string bare;
    bare.reserve(text.size());
    std::ranges::copy_if(text, std::back_inserter(bare), [](char letter) { return !is_space(letter); });
    if (!bare.starts_with(k_prefix))
        return fail(ErrorCode::Encoding, "not the text of a kit");
    auto map = from_base64url(std::string_view(bare).substr(k_prefix.size()));
    wipe(bare.data(), bare.size());
    if (!map)
        return fail(ErrorCode::Encoding, "not the text of a kit");
    auto kit = decode_kit(*map);
    wipe(*map);
    return kit;
}

std::vector<std::string> kit_words(VaultId const& vault, BytesView account_secret, BytesView recovery_key)
{
    require(account_secret.size() == k_account_secret_size, "an account secret of 16 bytes");
    require(recovery_key.size() == k_recovery_key_size, "a recovery key of 16 bytes");
    SecretArray<k_words_size> bits;
    auto const out = bits.mutable_view();
    std::ranges::copy(account_secret, out.begin());
    std::ranges::copy(recovery_key, out.begin() + k_account_secret_size);
    out[k_words_size - 1] = check_byte(vault, account_secret, recovery_key);
    auto numbers = crypto::word_numbers(bits.view(), k_kit_word_count);
    std::vector<std::string> words;
    words.reserve(numbers.size());  // Grown, it would leave copies behind.
    for (auto const number : numbers)
        words.emplace_back(crypto::word_at(number));
    wipe(numbers.data(), numbers.size() * sizeof(std::size_t));
    return words;
}

std::vector<TypedWord> read_typed_words(std::string_view typed)
{
    auto folded = fold(typed);
    std::vector<TypedWord> words;
    words.reserve(folded.size() / 2 + 1);  // Grown, it would leave copies behind.
    for (std::size_t at = 0; at < folded.size();) {
        auto const begin = folded.begin() + static_cast<std::ptrdiff_t>(at);
        auto const size = static_cast<std::size_t>(std::find_if_not(begin, folded.end(), is_letter) - begin);
        if (size > 0) {
            auto& word = words.emplace_back();
            word.typed.assign(folded, at, size);
            word.index = crypto::find_word(word.typed);
        }
        at += size + 1;
    }
    wipe(folded.data(), folded.size());
    return words;
}

Result<KitSecrets> read_kit_words(std::string_view typed, VaultId const& vault)
{
    auto words = read_typed_words(typed);
    auto secrets = secrets_of(words, vault);
    wipe_words(words);
    return secrets;
}

KitWordsFault find_kit_words_fault(std::string_view typed)
{
    auto words = read_typed_words(typed);
    KitWordsFault fault{.typed = words.size(), .unknown = {}};
    auto const is_unknown = [](TypedWord const& word) {
        return !word.index;
    };
    if (auto const first = std::ranges::find_if(words, is_unknown); first != words.end())
        fault.unknown = static_cast<std::size_t>(first - words.begin());
    wipe_words(words);
    return fault;
}

std::string kit_number(VaultId const& vault)
{
    auto const letters = bare_number(vault);
    std::string number;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % k_kit_group_size == 0)
            number.push_back(' ');
        number.push_back(letters[i]);
    }
    return number;
}

Result<VaultId> read_kit_number(std::string_view typed)
{
    auto const letters = normalise_number(typed);
    if (letters.size() != k_number_size + k_kit_group_size)
        return fail(ErrorCode::Input, "not 14 groups of 4 characters");
    auto const bytes = from_base32(std::string_view(letters).substr(0, k_number_size));
    auto const vault = bytes ? VaultId::from(*bytes) : std::nullopt;
    if (!vault)
        return fail(ErrorCode::Input, "a character that is not of the number");
    if (std::string_view(letters).substr(k_number_size) != check_group(*vault))
        return fail(ErrorCode::Input, "a number that does not check");
    return *vault;
}

std::size_t count_kit_number_letters(std::string_view typed)
{
    return normalise_number(typed).size();
}

KitQuestion draw_kit_question()
{
    KitQuestion question;
    std::size_t drawn = 0;
    while (drawn < question.words.size()) {
        std::size_t const place = crypto::random_below(k_kit_word_count);
        auto const known = std::span(question.words).first(drawn);
        if (std::ranges::find(known, place) == known.end())
            question.words[drawn++] = place;
    }
    heap_sort(question.words);
    question.group = crypto::random_below(k_kit_number_groups);
    return question;
}

bool is_kit_word(std::string_view typed, std::string_view word)
{
    auto words = read_typed_words(typed);
    bool const is_same = words.size() == 1 && words[0].index && crypto::word_at(*words[0].index) == word;
    wipe_words(words);
    return is_same;
}

bool is_kit_group(std::string_view typed, VaultId const& vault, std::size_t group)
{
    require(group < k_kit_number_groups, "a group of the number");
    return normalise_number(typed) == bare_number(vault).substr(group * k_kit_group_size, k_kit_group_size);
}

}  // namespace huisclos::ledger
