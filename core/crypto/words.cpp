#include "core/crypto/words.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "core/base/heap_sort.hpp"
#include "core/base/require.hpp"
#include "core/base/utf8.hpp"

namespace huisclos::crypto {

namespace {

/// One run of text, each word ended by a line feed: 2048 pointers would weigh more than the words in the page.
constexpr std::string_view k_list =
#include "generated/core/crypto/word_list.inc"
    ;
static_assert(std::ranges::count(k_list, '\n') == k_word_count);
static_assert(k_list.size() < std::numeric_limits<std::uint16_t>::max());

/// Where each word begins in k_list; the last is its end.
std::vector<std::uint16_t> const& word_starts()
{
    static auto const starts = [] {
        std::vector<std::uint16_t> found{0};
        found.reserve(k_word_count + 1);
        for (std::size_t i = 0; i < k_list.size(); ++i)
            if (k_list[i] == '\n')
                found.push_back(static_cast<std::uint16_t>(i + 1));
        return found;
    }();
    return starts;
}

constexpr std::size_t k_bits_per_word = 11;

struct FoldedWord {
    std::string letters{};
    std::size_t index{0};
};

/// The list without accents, sorted: the published order follows the accents.
std::vector<FoldedWord> const& folded_words()
{
    static auto const words = [] {
        std::vector<FoldedWord> all;
        all.reserve(k_word_count);
        for (std::size_t i = 0; i < k_word_count; ++i)
            all.push_back({.letters = fold(word_at(i)), .index = i});
        heap_sort(all, {}, &FoldedWord::letters);
        return all;
    }();
    return words;
}

std::optional<std::size_t> find_folded(std::string_view letters)
{
    if (letters.empty())
        return std::nullopt;
    auto const& words = folded_words();
    auto const first = std::ranges::lower_bound(words, letters, {}, &FoldedWord::letters);
    if (first == words.end() || !first->letters.starts_with(letters))
        return std::nullopt;
    // A whole word may be the beginning of a longer one: then it is that word that was typed.
    bool const is_whole = first->letters == letters;
    auto const next = std::next(first);
    bool const is_shared = next != words.end() && next->letters.starts_with(letters);
    if (!is_whole && is_shared)
        return std::nullopt;
    return first->index;
}

}  // namespace

std::string_view word_at(std::size_t index)
{
    require(index < k_word_count, "a word of the list");
    auto const start = word_starts()[index];
    return k_list.substr(start, word_starts()[index + 1] - start - 1u);
}

std::optional<std::size_t> find_word(std::string_view typed)
{
    auto letters = fold(typed);
    auto const place = find_folded(letters);
    // It may be a word of a passphrase or of a kit.
    wipe(letters.data(), letters.size());
    return place;
}

std::vector<std::size_t> word_numbers(BytesView bits, std::size_t count)
{
    require(bits.size() * 8 >= count * k_bits_per_word, "enough bits for the words");
    std::vector<std::size_t> numbers;
    numbers.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::size_t number = 0;
        for (std::size_t bit = i * k_bits_per_word; bit < (i + 1) * k_bits_per_word; ++bit)
            number = number << 1 | (bits[bit / 8] >> (7 - bit % 8) & 1u);
        numbers.push_back(number);
    }
    return numbers;
}

std::string six_words(BytesView hash32)
{
    std::string text;
    for (auto const number : word_numbers(hash32, 6)) {
        if (!text.empty())
            text += ' ';
        text += word_at(number);
    }
    return text;
}

}  // namespace huisclos::crypto
