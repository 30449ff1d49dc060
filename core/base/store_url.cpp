#include "core/base/store_url.hpp"

#include <algorithm>

namespace huisclos {

namespace {

constexpr std::string_view k_digits = "0123456789";
constexpr std::size_t k_longest_port = 5;
constexpr unsigned k_last_port = 65'535;

bool is_letter_of_url(char letter)
{
    constexpr std::string_view k_refused = "@?#\\\"<>^`{|}";
    return letter > ' ' && letter < '\x7f' && k_refused.find(letter) == std::string_view::npos;
}

bool is_letter_of_host(char letter)
{
    bool const is_latin = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    return is_latin || letter == '-' || letter == '.' || k_digits.find(letter) != std::string_view::npos;
}

bool is_host(std::string_view host)
{
    return !host.empty() && host.front() != '.' && host.front() != '-' && std::ranges::all_of(host, is_letter_of_host);
}

bool is_port(std::string_view port)
{
    if (port.empty() || port.size() > k_longest_port || port.find_first_not_of(k_digits) != std::string_view::npos)
        return false;
    unsigned number = 0;
    for (char const digit : port)
        number = number * 10 + static_cast<unsigned>(digit - '0');
    return number > 0 && number <= k_last_port;
}

/// A browser takes these away, with what stands before them, written plainly or as `%2e`.
bool is_dots(std::string_view part)
{
    std::size_t dots = 0;
    while (!part.empty()) {
        if (part.starts_with('.'))
            part.remove_prefix(1);
        else if (part.starts_with("%2e") || part.starts_with("%2E"))
            part.remove_prefix(3);
        else
            return false;
        ++dots;
    }
    return dots == 1 || dots == 2;
}

/// @pre it begins and ends with `/`
bool is_path(std::string_view path)
{
    while (path.size() > 1) {
        path.remove_prefix(1);
        auto const end = path.find('/');
        if (is_dots(path.substr(0, end)))
            return false;
        path.remove_prefix(end);
    }
    return true;
}

}  // namespace

bool is_store_url(std::string_view url)
{
    constexpr std::string_view k_safe = "https://";
    constexpr std::string_view k_plain = "http://";
    if (url.size() > k_longest_store_url || !url.ends_with('/') || !std::ranges::all_of(url, is_letter_of_url))
        return false;
    bool const is_safe = url.starts_with(k_safe);
    if (!is_safe && !url.starts_with(k_plain))
        return false;
    url.remove_prefix(is_safe ? k_safe.size() : k_plain.size());
    auto const slash = url.find('/');
    if (slash == std::string_view::npos)
        return false;
    auto const place = url.substr(0, slash);
    auto const colon = place.find(':');
    auto const host = place.substr(0, colon);
    if (colon != std::string_view::npos && !is_port(place.substr(colon + 1)))
        return false;
    // Of this machine only: a browser calls it safe too.
    bool const is_here = host == "localhost" || host == "127.0.0.1";
    return is_host(host) && (is_safe || is_here) && is_path(url.substr(slash));
}

}  // namespace huisclos
