// The catalogue: every word on screen by its key. `tr("home.title")` with an unknown key does not compile.
//
// The table is generated from ui/text/fr/*.json by ui/text/generate.py. Entries with singular and plural are chosen by
// tr_count, or by the first number of a Phrase. Placeholders are written {name} in the catalogue.

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/phrase.hpp"
#include "ui/text/table.hpp"
#include "ui/text/text.hpp"

namespace huisclos::ui {

/// An entry of the catalogue, in static memory. Forms that it lacks are empty.
struct TextEntry {
    std::string_view key{};
    std::string_view other{};
    std::string_view one{};
    std::string_view zero{};
    std::string_view cispd{};
};
/// @pre index < k_text_keys.size()
[[nodiscard]] TextEntry text_at(std::size_t index);

/// Position of `key`; k_text_keys.size() when there is none. For the compiler: text_by_key() is for run time.
consteval std::size_t find_text(std::string_view key)
{
    std::size_t low = 0;
    std::size_t high = k_text_keys.size();
    while (low < high) {
        std::size_t const middle = low + (high - low) / 2;
        if (k_text_keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < k_text_keys.size() && k_text_keys[low] == key ? low : k_text_keys.size();
}
/// Empty when there is none.
[[nodiscard]] std::optional<TextEntry> text_by_key(std::string_view key);

/// Not constexpr on purpose: reaching it at compile time is the error that names the missing key.
void this_text_key_is_not_in_the_catalogue();

/// A CLSPD is presided by its mayor, a CISPD by the president of the intercommunality: some texts have words for each.
enum class CouncilForm : std::uint8_t { Communal, Intercommunal };
/// From now on, for the whole page: it shows one council.
void speak_of(CouncilForm form);
[[nodiscard]] std::string_view words_of(TextEntry const& entry);

class TextKey {
public:
    consteval TextKey(char const* key) : m_index(find_text(key))
    {
        if (m_index == k_text_keys.size())
            this_text_key_is_not_in_the_catalogue();
    }
    [[nodiscard]] TextEntry entry() const { return text_at(m_index); }

private:
    std::size_t m_index;
};

/// What replaces {name}.
struct TextArg {
    std::string_view name{};
    std::string text{};
};
[[nodiscard]] inline TextArg arg(std::string_view name, std::string_view text)
{
    return {name, std::string(text)};
}
[[nodiscard]] inline TextArg arg(std::string_view name, Text const& text)
{
    return {name, text.str()};
}
[[nodiscard]] TextArg arg(std::string_view name, std::int64_t number);
[[nodiscard]] TextArg arg(std::string_view name, Date date);

[[nodiscard]] inline Text tr(TextKey key)
{
    return Text::fixed(words_of(key.entry()));
}
[[nodiscard]] Text tr(TextKey key, std::initializer_list<TextArg> args);
/// Chooses by French rules (0 and 1 are singular; a form of its own for zero if the entry has one) and fills in {n}.
[[nodiscard]] Text tr_count(TextKey key, std::int64_t n, std::initializer_list<TextArg> args = {});

/// Keys that come from the core at run time. An unknown key is shown as ‹key›: visible in tests, never a crash.
[[nodiscard]] Text tr_runtime(std::string_view key);

/// Turns what the core wants said into words. An empty Phrase gives an empty Text.
[[nodiscard]] Text say(Phrase const& phrase);

}  // namespace huisclos::ui
