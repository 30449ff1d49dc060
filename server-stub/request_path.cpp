#include "server-stub/request_path.hpp"

#include <algorithm>
#include <optional>

namespace huisclos::stub {

namespace {

std::optional<unsigned> hex_value(char letter)
{
    if (letter >= '0' && letter <= '9')
        return static_cast<unsigned>(letter - '0');
    if (letter >= 'a' && letter <= 'f')
        return static_cast<unsigned>(letter - 'a' + 10);
    if (letter >= 'A' && letter <= 'F')
        return static_cast<unsigned>(letter - 'A' + 10);
    return std::nullopt;
}

std::optional<std::string> undo_percent(std::string_view text)
{
    std::string name;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            name.push_back(text[at]);
            continue;
        }
        if (text.size() - at < 3)
            return std::nullopt;
        auto const high = hex_value(text[at + 1]);
        auto const low = hex_value(text[at + 2]);
        if (!high || !low)
            return std::nullopt;
        name.push_back(static_cast<char>(*high * 16 + *low));
        at += 2;
    }
    return name;
}

bool is_unreserved(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-' || letter == '.' || letter == '_' || letter == '~';
}

}  // namespace

std::string RequestPath::joined() const
{
    std::string text;
    for (auto const& name : names) {
        if (!text.empty())
            text.push_back('/');
        text += name;
    }
    return text;
}

bool is_valid_name(std::string_view name)
{
    return !name.empty() && name.size() <= k_max_name_bytes && name.front() != '.' &&
           std::ranges::all_of(name, is_unreserved);
}

std::expected<RequestPath, PathError> parse_request_path(std::string_view target)
{
    target = target.substr(0, target.find_first_of("?#"));
    if (target.size() > k_max_target_bytes)
        return std::unexpected{PathError::TooLong};
    if (target.empty() || target.front() != '/')
        return std::unexpected{PathError::Malformed};
    RequestPath path;
    target.remove_prefix(1);
    while (!target.empty()) {
        auto const slash = target.find('/');
        auto name = undo_percent(target.substr(0, slash));
        if (!name || !is_valid_name(*name) || path.names.size() == k_max_depth)
            return std::unexpected{PathError::Malformed};
        path.names.push_back(std::move(*name));
        path.is_folder = slash != std::string_view::npos;
        target.remove_prefix(path.is_folder ? slash + 1 : target.size());
    }
    return path;
}

}  // namespace huisclos::stub
