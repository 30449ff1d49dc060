#include "ui/kit/line_break.hpp"

#include <algorithm>

namespace huisclos::kit {

Letter letter_at(std::string_view text, std::size_t at)
{
    auto const lead = static_cast<unsigned char>(text[at]);
    std::size_t const bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (bytes == 1 || at + bytes > text.size())
        return {lead, 1};
    char32_t code = lead & (0xffu >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i)
        code = code << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fu);
    return {code, bytes};
}

namespace {

bool is_blank(char32_t code)
{
    return code == U' ' || code == U'\t';
}

bool is_no_break(char32_t code)
{
    return code == U'\u00a0' || code == U'\u202f';
}

/// Never first on a line.
bool is_closing(char32_t code)
{
    return std::u32string_view(U";:!?\u00bb,.)\u2026").find(code) != std::u32string_view::npos;
}

bool ends_a_part(char32_t code)
{
    return std::u32string_view(U"/-?&=_#,;:").find(code) != std::u32string_view::npos;
}

/// Whether a word that is too wide may be cut between these two.
bool may_cut(char32_t before, char32_t after)
{
    return !is_no_break(before) && !is_no_break(after) && !is_closing(after) && before != U'«';
}

/// The places where a line may end, found so far; 0 = none.
struct Ends {
    std::size_t blank{0};
    std::size_t held{0};  ///< A blank that belongs to a sign: better than within a word.
    std::size_t part{0};
    std::size_t dot{0};
    std::size_t any{0};

    /// A part of a few letters alone on its line reads worse than a cut.
    [[nodiscard]] std::size_t best(std::size_t stop) const
    {
        if (blank > 0)
            return blank;
        if (held > 0)
            return held;
        if (part * 3 >= stop)
            return part;
        return dot * 3 >= stop && dot > 0 ? dot : std::max(any, part);
    }

    void note(char32_t before, char32_t after, std::size_t at)
    {
        if (before == 0 || !may_cut(before, after))
            return;
        any = at;
        if (ends_a_part(before) && !ends_a_part(after))
            part = at;
        else if (before == U'.')
            dot = at;
    }
};

/// The first letter after the blanks at `at`; 0 at the end.
char32_t after_blanks(std::string_view text, std::size_t at)
{
    while (at < text.size() && is_blank(static_cast<unsigned char>(text[at])))
        ++at;
    return at < text.size() ? letter_at(text, at).code : 0;
}

}  // namespace

std::size_t first_line(std::string_view text, float width, std::function<float(char32_t)> const& advance_of)
{
    Ends ends;
    float used = 0;
    float blanks = 0;
    char32_t before = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        Letter const letter = letter_at(text, at);
        if (is_blank(letter.code)) {
            bool const is_end = before != 0 && !is_blank(before);
            bool const is_held = before == U'«' || is_closing(after_blanks(text, at));
            if (is_end)
                (is_held ? ends.held : ends.blank) = at;
            blanks += advance_of(letter.code);
        } else {
            if (!is_blank(before))
                ends.note(before, letter.code, at);
            used += blanks + advance_of(letter.code);
            blanks = 0;
            if (used > width) {
                std::size_t const end = ends.best(at);
                return end > 0 ? end : at > 0 ? at : letter.bytes;
            }
        }
        before = letter.code;
        at += letter.bytes;
    }
    return text.size();
}

}  // namespace huisclos::kit
