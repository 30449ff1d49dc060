#include "server-stub/header_values.hpp"

#include <algorithm>

namespace huisclos::stub {

namespace {

constexpr std::size_t k_max_token_bytes = 512;
constexpr std::size_t k_max_tags = 32;

std::string_view trim(std::string_view text)
{
    auto const is_space = [](char letter) {
        return letter == ' ' || letter == '\t';
    };
    while (!text.empty() && is_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_space(text.back()))
        text.remove_suffix(1);
    return text;
}

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool equal_without_case(std::string_view left, std::string_view right)
{
    return std::ranges::equal(left, right, [](char a, char b) { return lower(a) == lower(b); });
}

bool is_token68(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           std::string_view{"-._~+/="}.contains(letter);
}

// Takes the text up to the next comma off `rest`.
std::string_view next_item(std::string_view& rest)
{
    auto const comma = rest.find(',');
    auto const item = trim(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    return item;
}

bool is_tag_character(char letter)
{
    auto const code = static_cast<unsigned char>(letter);
    return code == 0x21 || (code >= 0x23 && code != 0x7f);
}

// Whether ";q=0", ";q=0.0", … stands in the parameters of a coding.
bool has_zero_weight(std::string_view parameters)
{
    auto const at = parameters.find("q=");
    if (at == std::string_view::npos)
        return false;
    auto const weight = trim(parameters.substr(at + 2));
    return !weight.empty() && std::ranges::all_of(weight, [](char letter) { return letter == '0' || letter == '.'; });
}

}  // namespace

std::optional<std::uint64_t> parse_decimal(std::string_view text)
{
    if (text.empty() || text.size() > 18)
        return std::nullopt;
    std::uint64_t value = 0;
    for (char const letter : text) {
        if (letter < '0' || letter > '9')
            return std::nullopt;
        value = value * 10 + static_cast<std::uint64_t>(letter - '0');
    }
    return value;
}

std::optional<std::string_view> parse_bearer(std::string_view text)
{
    constexpr std::string_view k_scheme = "bearer ";
    text = trim(text);
    if (text.size() <= k_scheme.size() || !equal_without_case(text.substr(0, k_scheme.size()), k_scheme))
        return std::nullopt;
    auto const token = trim(text.substr(k_scheme.size()));
    if (token.empty() || token.size() > k_max_token_bytes || !std::ranges::all_of(token, is_token68))
        return std::nullopt;
    return token;
}

bool TagList::matches_strongly(std::optional<std::string_view> current) const
{
    return current && (is_any || std::ranges::any_of(
                                     tags, [&](auto const& tag) { return !tag.is_weak && tag.value == *current; }));
}

bool TagList::matches_weakly(std::optional<std::string_view> current) const
{
    return current && (is_any || std::ranges::any_of(tags, [&](auto const& tag) { return tag.value == *current; }));
}

std::optional<TagList> parse_tag_list(std::string_view text)
{
    text = trim(text);
    TagList list;
    if (text == "*") {
        list.is_any = true;
        return list;
    }
    while (true) {
        EntityTag tag;
        if (text.starts_with("W/")) {
            tag.is_weak = true;
            text.remove_prefix(2);
        }
        if (!text.starts_with('"') || list.tags.size() == k_max_tags)
            return std::nullopt;
        auto const end = text.find('"', 1);
        if (end == std::string_view::npos)
            return std::nullopt;
        auto const value = text.substr(1, end - 1);
        if (!std::ranges::all_of(value, is_tag_character))
            return std::nullopt;
        tag.value = value;
        list.tags.push_back(std::move(tag));
        text = trim(text.substr(end + 1));
        if (text.empty())
            return list;
        if (text.front() != ',')
            return std::nullopt;
        text = trim(text.substr(1));
    }
}

ByteRange parse_range(std::string_view text, std::uint64_t total)
{
    constexpr std::string_view k_unit = "bytes=";
    ByteRange const whole{.kind = RangeKind::Whole, .first = 0, .size = total};
    text = trim(text);
    auto const dash = text.find('-');
    if (!text.starts_with(k_unit) || dash == std::string_view::npos)
        return whole;
    auto const before = text.substr(k_unit.size(), dash - k_unit.size());
    auto const after = text.substr(dash + 1);
    auto const first = parse_decimal(before);
    auto const last = parse_decimal(after);
    if ((!before.empty() && !first) || (!after.empty() && !last) || (!first && !last))
        return whole;
    if (!first) {
        auto const size = std::min(*last, total);
        if (size == 0)
            return {.kind = RangeKind::Unsatisfiable};
        return {.kind = RangeKind::Part, .first = total - size, .size = size};
    }
    if (last && *last < *first)
        return whole;
    if (*first >= total)
        return {.kind = RangeKind::Unsatisfiable};
    auto const end = last ? std::min(*last + 1, total) : total;
    return {.kind = RangeKind::Part, .first = *first, .size = end - *first};
}

bool accepts_coding(std::string_view text, std::string_view coding)
{
    while (!text.empty()) {
        auto const item = next_item(text);
        auto const semicolon = item.find(';');
        if (!equal_without_case(trim(item.substr(0, semicolon)), coding))
            continue;
        return semicolon == std::string_view::npos || !has_zero_weight(item.substr(semicolon + 1));
    }
    return false;
}

}  // namespace huisclos::stub
