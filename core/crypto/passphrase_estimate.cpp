#include "core/crypto/passphrase_estimate.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <set>
#include <string_view>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::size_t k_pair_count = std::size_t{26} * 26;

enum class RunKind : std::uint8_t { Letters, Digits, Symbols };

/// Neighbouring characters of one kind, folded: a part of the folded passphrase, of which there is no copy but one.
struct Run {
    RunKind kind{RunKind::Symbols};
    std::string_view text{};
};

/// Which characters came already.
using Characters = std::bitset<256>;

/// Whether `c` comes for the first time.
bool is_first(Characters& seen, char c)
{
    auto const at = static_cast<unsigned char>(c);
    bool const is_new = !seen[at];
    seen.set(at);
    return is_new;
}

bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

RunKind kind_of(char c)
{
    return is_letter(c) ? RunKind::Letters : is_digit(c) ? RunKind::Digits : RunKind::Symbols;
}

std::vector<Run> runs_of(std::string_view folded)
{
    std::vector<Run> runs;
    for (std::size_t at = 0; at < folded.size();) {
        auto const kind = kind_of(folded[at]);
        std::size_t end = at + 1;
        while (end < folded.size() && kind_of(folded[end]) == kind)
            ++end;
        runs.push_back({.kind = kind, .text = folded.substr(at, end - at)});
        at = end;
    }
    return runs;
}

std::size_t pair_index(char first, char second)
{
    return std::size_t{26} * static_cast<std::size_t>(first - 'a') + static_cast<std::size_t>(second - 'a');
}

/// Pairs of letters that French words have, learnt from the list.
std::bitset<k_pair_count> const& french_pairs()
{
    static auto const pairs = [] {
        std::bitset<k_pair_count> seen;
        for (std::size_t i = 0; i < k_word_count; ++i) {
            auto const word = fold(word_at(i));
            for (std::size_t at = 1; at < word.size(); ++at)
                if (is_letter(word[at - 1]) && is_letter(word[at]))
                    seen.set(pair_index(word[at - 1], word[at]));
        }
        return seen;
    }();
    return pairs;
}

/// Whether letters may be a word of a language rather than drawn one by one.
bool looks_like_word(std::string_view letters)
{
    std::size_t strange = 0;
    for (std::size_t at = 1; at < letters.size(); ++at)
        if (!french_pairs().test(pair_index(letters[at - 1], letters[at])))
            ++strange;
    return strange * 4 < letters.size();
}

/// One character again and again, or a row of the alphabet or of a keyboard, either way.
bool is_sequence(std::string_view text)
{
    constexpr std::array<std::string_view, 5> k_rows = {
        "abcdefghijklmnopqrstuvwxyz",
        "azertyuiopqsdfghjklmwxcvbn",
        "qwertyuiopasdfghjklzxcvbnm",
        "qwertzuiopasdfghjklyxcvbnm",
        "01234567890",
    };
    if (text.size() < 3)
        return false;
    if (text.find_first_not_of(text[0]) == std::string_view::npos)
        return true;
    return std::ranges::any_of(k_rows, [&](std::string_view row) {
        return row.find(text) != std::string_view::npos ||
               std::search(row.begin(), row.end(), text.rbegin(), text.rend()) != row.end();
    });
}

/// What comes first to the mind of who is asked for a passphrase, here.
bool is_obvious(std::string_view word)
{
    constexpr std::array<std::string_view, 24> k_obvious = {
        "motdepasse", "passe",    "password", "passphrase", "bonjour",        "mairie", "maire",      "commune",
        "clspd",      "cispd",    "huisclos", "securite",   "secret",         "police", "soleil",     "chouchou",
        "doudou",     "azertyui", "loulou",   "admin",      "administrateur", "france", "prevention", "conseil",
    };
    return std::ranges::find(k_obvious, word) != k_obvious.end();
}

/// A whole word of the list, not the beginning of one.
bool is_listed(std::string_view letters)
{
    auto const place = find_word(letters);
    if (!place)
        return false;
    auto whole = fold(word_at(*place));
    bool const is_same = whole == letters;
    wipe(whole.data(), whole.size());
    return is_same;
}

double letters_bits(std::string_view letters)
{
    auto const size = static_cast<double>(letters.size());
    if (is_obvious(letters))
        return 3;
    if (is_sequence(letters))
        return 5;
    if (letters.size() <= 3)
        return 2 + size;
    if (is_listed(letters))
        return 11;
    if (!looks_like_word(letters))
        return 4 * size;
    // Words written together give more than one, but much less than letters drawn one by one.
    return std::min(4 * size, 12 + 1.5 * std::max(0.0, size - 8));
}

double digits_bits(std::string_view digits)
{
    if (is_sequence(digits))
        return 3;
    bool const is_year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if (is_year)
        return 6;
    double const each = 3.3 * static_cast<double>(digits.size());
    // Six or eight digits are a date first.
    return digits.size() == 6 || digits.size() == 8 ? std::min(each, 15.0) : each;
}

/// Each symbol counts when it first comes; a separator between words tells little, and nothing the next time.
double symbols_bits(std::string_view symbols, Characters& seen)
{
    double bits = 0;
    for (char const symbol : symbols) {
        bool const is_separator =
            symbol == ' ' || symbol == '-' || symbol == '_' || symbol == '.' || symbol == ',' || symbol == '\'';
        bool const is_new = is_first(seen, symbol);
        if (is_new)
            bits += is_separator ? 1 : 4;
        else if (!is_separator)
            bits += 1;
    }
    return bits;
}

/// As a sequence of words, dates and symbols.
double bits_as_words(std::vector<Run> const& runs)
{
    double bits = 0;
    std::set<std::string_view> seen;
    Characters symbols;
    for (auto const& run : runs) {
        bool const is_new = run.kind == RunKind::Symbols || seen.insert(run.text).second;
        if (!is_new) {
            bits += 1;
            continue;
        }
        switch (run.kind) {
        case RunKind::Letters:
            bits += letters_bits(run.text);
            break;
        case RunKind::Digits:
            bits += digits_bits(run.text);
            break;
        case RunKind::Symbols:
            bits += symbols_bits(run.text, symbols);
            break;
        }
    }
    return bits;
}

/// As characters drawn one by one, by a password manager; 0 when it does not look so.
double bits_as_random(std::string_view text, std::vector<Run> const& runs)
{
    for (auto const& run : runs) {
        bool const is_word = run.kind == RunKind::Letters && run.text.size() >= 4 && looks_like_word(run.text);
        if (is_word || (run.text.size() >= 4 && is_sequence(run.text)) || run.text.size() > 8)
            return 0;
    }
    bool has_lower = false;
    bool has_upper = false;
    bool has_digit = false;
    bool has_other = false;
    Characters distinct;
    for (char const c : text) {
        distinct.set(static_cast<unsigned char>(c));
        has_lower = has_lower || is_letter(c);
        has_upper = has_upper || (c >= 'A' && c <= 'Z');
        has_digit = has_digit || is_digit(c);
        has_other = has_other || !(is_letter(c) || is_digit(c) || (c >= 'A' && c <= 'Z'));
    }
    int const kinds = (has_lower ? 1 : 0) + (has_upper ? 1 : 0) + (has_digit ? 1 : 0) + (has_other ? 1 : 0);
    // Few kinds, few characters, or only two or three runs: a person chose it.
    if (kinds < 3 || distinct.count() * 5 < text.size() * 3 || runs.size() * 4 < text.size())
        return 0;
    double const pool = (has_lower ? 26 : 0) + (has_upper ? 26 : 0) + (has_digit ? 10 : 0) + (has_other ? 20 : 0);
    return 0.85 * static_cast<double>(text.size()) * std::log2(pool);
}

/// Capitals where people put them (first letters, everywhere) tell one bit; elsewhere each tells something.
double capitals_bits(std::string_view text)
{
    std::size_t inside = 0;
    bool has_upper = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bool const is_upper = text[at] >= 'A' && text[at] <= 'Z';
        has_upper = has_upper || is_upper;
        if (is_upper && at > 0 && is_letter(text[at - 1]))
            ++inside;
    }
    return std::min(1.5 * static_cast<double>(inside), 12.0) + (has_upper ? 1 : 0);
}

}  // namespace

int estimate_bits(std::string_view text)
{
    auto folded = fold(text);
    auto const runs = runs_of(folded);
    double const bits = std::max(bits_as_words(runs) + capitals_bits(text), bits_as_random(text, runs));
    wipe(folded.data(), folded.size());
    return static_cast<int>(std::floor(bits));
}

}  // namespace huisclos::crypto
