#include "core/crypto/passphrase.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/crypto/passphrase_estimate.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::size_t k_max_passphrase_bytes = 1024;

/// Places in the list: to whoever has the list, a passphrase. Wiped when they go.
class Places {
public:
    /// Room for `most` at once: grown, they would leave copies behind.
    explicit Places(std::size_t most) { m_places.reserve(most); }
    Places(Places&&) = default;
    Places& operator=(Places&&) = delete;
    Places(Places const&) = delete;
    Places& operator=(Places const&) = delete;
    ~Places() { clear(); }

    void add(std::size_t place) { m_places.push_back(place); }
    void clear()
    {
        wipe(m_places.data(), m_places.size() * sizeof(std::size_t));
        m_places.clear();
    }
    [[nodiscard]] std::span<std::size_t const> all() const { return m_places; }

private:
    std::vector<std::size_t> m_places{};
};

/// The places in the list of a text that is nothing but words of it; none otherwise.
Places listed_words(std::string_view typed)
{
    auto folded = fold(typed);
    Places places(folded.size() / 2 + 1);
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
        places.add(*place);
        at = end;
    }
    wipe(folded.data(), folded.size());
    return places;
}

std::string joined(std::span<std::size_t const> places)
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
    Places places(k_passphrase_words);
    while (places.all().size() < k_passphrase_words) {
        std::size_t const place = random_below(k_word_count);
        if (std::ranges::find(places.all(), place) == places.all().end())
            places.add(place);
    }
    return joined(places.all());
}

Result<SecretBytes> passphrase_bytes(std::string_view typed)
{
    if (auto const places = listed_words(typed); places.all().size() >= k_passphrase_words) {
        auto words = joined(places.all());
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
