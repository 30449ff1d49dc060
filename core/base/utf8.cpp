#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <utf8proc.h>

namespace huisclos {

namespace {

constexpr auto k_nfc = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
constexpr auto k_nfkc = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
constexpr auto k_fold = static_cast<utf8proc_option_t>(
    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);

/// Length of the well-formed sequence at `at` (RFC 3629, table of section 4), 0 when there is none.
std::size_t sequence_length(std::string_view text, std::size_t at)
{
    auto const byte = [&](std::size_t i) {
        return static_cast<std::uint8_t>(text[at + i]);
    };
    auto const is_tail = [&](std::size_t i) {
        return (byte(i) & 0xc0) == 0x80;
    };
    std::size_t const left = text.size() - at;
    std::uint8_t const lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return left >= 2 && is_tail(1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        if (left < 3 || !is_tail(1) || !is_tail(2))
            return 0;
        bool const is_overlong = lead == 0xe0 && byte(1) < 0xa0;
        bool const is_surrogate = lead == 0xed && byte(1) > 0x9f;
        return is_overlong || is_surrogate ? 0 : 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        if (left < 4 || !is_tail(1) || !is_tail(2) || !is_tail(3))
            return 0;
        bool const is_overlong = lead == 0xf0 && byte(1) < 0x90;
        bool const is_above = lead == 0xf4 && byte(1) > 0x8f;
        return is_overlong || is_above ? 0 : 4;
    }
    return 0;
}

/// The transformed text, in a buffer that is wiped when it goes. @pre valid UTF-8
SecretBytes transform(std::string_view text, utf8proc_option_t options)
{
    auto const* input = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
    auto const size = static_cast<utf8proc_ssize_t>(text.size());
    auto const count = utf8proc_decompose(input, size, nullptr, 0, options);
    if (count <= 0)
        return {};
    // utf8proc_reencode writes the UTF-8 over the code points and one zero byte after them.
    SecretBytes buffer((static_cast<std::size_t>(count) + 1) * sizeof(utf8proc_int32_t));
    auto* points = reinterpret_cast<utf8proc_int32_t*>(buffer.mutable_view().data());
    utf8proc_decompose(input, size, points, count, options);
    auto const length = utf8proc_reencode(points, count, options);
    if (length <= 0)
        return {};
    return SecretBytes::copy_of(buffer.view().first(static_cast<std::size_t>(length)));
}

/// Letters that no Unicode decomposition splits, as people type them without a special keyboard.
struct Spelling {
    std::string_view letter{};
    std::string_view typed{};
};
constexpr Spelling k_spellings[] = {
    {"œ", "oe"}, {"æ", "ae"}, {"ø", "o"}, {"đ", "d"}, {"ð", "d"},
    {"ł", "l"},  {"þ", "th"}, {"ı", "i"}, {"’", "'"}, {"‘", "'"},
};

/// What becomes of a character in a line that shows all that it holds.
enum class Seen : std::uint8_t { Shown, Blank, Nothing };

Seen seen_as(utf8proc_int32_t point)
{
    constexpr utf8proc_int32_t k_braille_blank = 0x2800;
    auto const* const property = utf8proc_get_property(point);
    switch (static_cast<utf8proc_category_t>(property->category)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return Seen::Blank;
    case UTF8PROC_CATEGORY_CC:
        // Tabs and ends of lines parted words; the others parted nothing.
        return (point >= '\t' && point <= '\r') || point == 0x85 ? Seen::Blank : Seen::Nothing;
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CO:
        return Seen::Nothing;
    default:
        if (point == k_braille_blank)
            return Seen::Blank;
        return property->ignorable ? Seen::Nothing : Seen::Shown;
    }
}

utf8proc_int32_t point_of(std::string_view letter)
{
    utf8proc_int32_t point = 0;
    utf8proc_iterate(
        reinterpret_cast<utf8proc_uint8_t const*>(letter.data()), static_cast<utf8proc_ssize_t>(letter.size()), &point);
    return point;
}

/// The first code points of valid UTF-8.
std::string_view first_points(std::string_view text, std::size_t most)
{
    std::size_t at = 0;
    for (std::size_t seen = 0; at < text.size() && seen < most; ++seen)
        at += sequence_length(text, at);
    return text.substr(0, at);
}

}  // namespace

bool is_valid_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const length = sequence_length(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::size_t count_code_points(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0) != 0x80; }));
}

std::optional<std::string> to_nfc(std::string_view text)
{
    if (!is_valid_utf8(text))
        return std::nullopt;
    return std::string(as_text(transform(text, k_nfc).view()));
}

std::optional<SecretBytes> to_nfkc_secret(std::string_view text)
{
    if (!is_valid_utf8(text))
        return std::nullopt;
    return transform(text, k_nfkc);
}

std::string fold(std::string_view text)
{
    if (!is_valid_utf8(text))
        return {};
    auto const folded = transform(text, k_fold);
    auto const view = as_text(folded.view());
    std::string result;
    result.reserve(view.size());
    for (std::size_t at = 0; at < view.size();) {
        auto const length = sequence_length(view, at);
        if (length == 0)
            return {};
        auto const letter = view.substr(at, length);
        auto const* spelling =
            length == 1 ? std::end(k_spellings) : std::ranges::find(k_spellings, letter, &Spelling::letter);
        result.append(spelling == std::end(k_spellings) ? letter : spelling->typed);
        at += length;
    }
    return result;
}

std::string visible_line(std::string_view text, std::size_t most)
{
    if (!is_valid_utf8(text))
        return {};
    std::string line;
    line.reserve(text.size());
    bool has_blank = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = text.substr(at, sequence_length(text, at));
        at += letter.size();
        auto const seen = seen_as(point_of(letter));
        has_blank = has_blank || seen == Seen::Blank;
        if (seen != Seen::Shown)
            continue;
        if (std::exchange(has_blank, false) && !line.empty())
            line += ' ';
        line += letter;
    }
    // Composed last: what was taken out may have stood between a letter and its mark.
    line = as_text(transform(line, k_nfc).view());
    line = first_points(line, most);
    if (line.ends_with(' '))
        line.pop_back();
    return line;
}

}  // namespace huisclos
