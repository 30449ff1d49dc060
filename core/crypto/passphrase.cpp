#include "core/crypto/passphrase.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "core/base/utf8.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/passphrase_estimate.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/words.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::size_t k_max_passphrase_bytes = 1024;
/// As many words of the drawn phrase in what was typed, and it was meant to be that phrase: of another phrase of this
/// list even one is seldom.
constexpr std::ptrdiff_t k_words_of_an_attempt = 2;

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

/// What stands for a word that is not of the list.
constexpr std::size_t k_no_place = k_word_count;

/// Word by word: the places in the list.
Places typed_words(std::string_view typed)
{
    auto folded = fold(typed);
    Places places(folded.size() / 2 + 1);
    for (std::size_t at = 0; at < folded.size();) {
        if (folded[at] == ' ' || folded[at] == '-') {
            ++at;
            continue;
        }
        auto const end = std::min(folded.find_first_of(" -", at), folded.size());
        places.add(find_word(std::string_view(folded).substr(at, end - at)).value_or(k_no_place));
        at = end;
    }
    wipe(folded.data(), folded.size());
    return places;
}

/// The places of a text that is nothing but words of the list; none otherwise.
Places listed_words(std::string_view typed)
{
    auto places = typed_words(typed);
    if (std::ranges::find(places.all(), k_no_place) != places.all().end())
        places.clear();
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

TypedBack compare_with_drawn(std::string_view drawn, std::string_view typed)
{
    auto const wanted_bytes = passphrase_bytes(drawn);
    auto const typed_bytes = passphrase_bytes(typed);
    if (wanted_bytes && typed_bytes && equal(wanted_bytes->view(), typed_bytes->view()))
        return {.how = TypedBack::How::Same};
    auto const wanted = listed_words(drawn);
    auto const words = typed_words(typed);
    auto const is_wanted = [&wanted](std::size_t place) {
        return std::ranges::find(wanted.all(), place) != wanted.all().end();
    };
    if (std::ranges::count_if(words.all(), is_wanted) < k_words_of_an_attempt)
        return {.how = TypedBack::How::OtherPhrase};
    auto const first = std::ranges::mismatch(wanted.all(), words.all());
    auto const at = static_cast<std::size_t>(first.in1 - wanted.all().begin());
    auto const how = first.in2 == words.all().end()    ? TypedBack::How::TooFew
                     : first.in1 == wanted.all().end() ? TypedBack::How::TooMany
                                                       : TypedBack::How::OtherWord;
    return {.how = how, .word = at + 1};
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
