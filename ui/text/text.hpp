// Text that may be shown. Made by tr() and say() from the catalogue, or by value() from what people typed.
//
// A raw literal does not convert to Text: what a widget draws is either in the catalogue or somebody's own words.

#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace huisclos::ui {

class Text {
public:
    Text() = default;
    Text(char const*) = delete;

    /// `words` has static lifetime: an entry of the catalogue.
    [[nodiscard]] static Text fixed(std::string_view words)
    {
        Text text;
        text.m_fixed = words;
        return text;
    }
    [[nodiscard]] static Text owned(std::string words)
    {
        Text text;
        text.m_owned = std::move(words);
        return text;
    }

    [[nodiscard]] std::string_view view() const { return m_owned.empty() ? m_fixed : std::string_view(m_owned); }
    [[nodiscard]] std::string str() const { return std::string(view()); }
    [[nodiscard]] bool empty() const { return view().empty(); }

    friend bool operator==(Text const& a, Text const& b) { return a.view() == b.view(); }

private:
    std::string_view m_fixed{};
    std::string m_owned{};
};

/// Somebody's own words, a name, a reference: shown as they are. Copied.
[[nodiscard]] inline Text value(std::string_view words)
{
    return Text::owned(std::string(words));
}

}  // namespace huisclos::ui
