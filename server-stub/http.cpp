#include "server-stub/http.hpp"

#include <array>
#include <cstdio>
#include <ctime>

namespace huisclos::stub {

Result<std::variant<std::string, FileSlice>> to_body(
    FileSystem& files, OpenFile file, std::uint64_t offset, std::uint64_t size)
{
    if (size > k_small_file_bytes && file.descriptor)
        return FileSlice{.descriptor = std::move(file.descriptor), .offset = offset, .size = size};
    auto bytes = files.read(file, offset, size);
    if (!bytes)
        return std::unexpected{bytes.error()};
    return std::move(*bytes);
}

std::string to_http_date(std::int64_t seconds)
{
    constexpr std::array<char const*, 7> k_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> k_months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::time_t const instant = seconds;
    std::tm parts{};
    if (::gmtime_r(&instant, &parts) == nullptr)
        return "Thu, 01 Jan 1970 00:00:00 GMT";
    std::array<char, 64> text{};
    std::snprintf(
        text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
        k_days[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
        k_months[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
        parts.tm_sec);
    return text.data();
}

std::string quoted_tag(std::string_view tag)
{
    std::string text{'"'};
    text += tag;
    text += '"';
    return text;
}

}  // namespace huisclos::stub
