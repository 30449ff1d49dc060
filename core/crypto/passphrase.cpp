#include "core/crypto/passphrase.hpp"

#include <algorithm>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/crypto/passphrase_estimate.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::size_t k_max_passphrase_bytes = 1024;

/// The places in the list of a text that is nothing but words of it; empty otherwise.
std::vector<std::size_t> listed_words(std::string_view typed)
{
    auto folded = fold(typed);
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < folded.size();) {
        if (folded[at] == ' ' || folded[at] == '-') {
            ++at;
            continue;
        }
        auto const end = std::min(folded.find_first_of(" -", at), folded.size());
        auto const place = find_word(std::string_view(folded).substr(at, end - at));
        if (!place) {
            places.clear();
            break;
        }
        places.push_back(*place);
        at = end;
    }
    wipe(folded.data(), folded.size());
    return places;
}

std::string joined(std::vector<std::size_t> const& places)
{
    std::string text;
    text.reserve(places.size() * 16);
    for (auto const place : places) {
        if (!text.empty())
            text += ' ';
        text += word_at(place);
    }
    return text;
}

}  // namespace

std::string generate_passphrase()
{
    // Different words: seven bits in ten thousand are lost, and no phrase looks like a mistake.
    std::vector<std::size_t> places;
    while (places.size() < k_passphrase_words) {
        std::size_t const place = random_below(k_word_count);
        if (std::ranges::find(places, place) == places.end())
            places.push_back(place);
    }
    return joined(places);
}

Result<SecretBytes> passphrase_bytes(std::string_view typed)
{
    if (auto const places = listed_words(typed); places.size() >= k_passphrase_words) {
        auto words = joined(places);
        auto bytes = SecretBytes::copy_of(as_bytes(words));
        wipe(words.data(), words.size());
        return bytes;
    }
    auto bytes = to_nfkc_secret(typed);
    if (!bytes)
        return fail(ErrorCode::Input, "a passphrase that is not text");
    return std::move(*bytes);
}

PassphraseVerdict judge_passphrase(std::string_view chosen)
{
    auto const bytes = to_nfkc_secret(chosen);
    if (!bytes)
        return {.fault = PassphraseFault::NotText};
    auto const text = as_text(bytes->view());
    int const bits = estimate_bits(text);
    if (count_code_points(text) < k_min_passphrase_length)
        return {.fault = PassphraseFault::TooShort, .bits = bits};
    if (text.size() > k_max_passphrase_bytes)
        return {.fault = PassphraseFault::TooLong, .bits = bits};
    return {
        .fault = bits < k_min_passphrase_bits ? PassphraseFault::TooGuessable : PassphraseFault::None, .bits = bits};
}

}  // namespace huisclos::crypto
