#include "server-stub/request_log.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <unistd.h>

#include "server-stub/tokens.hpp"

namespace huisclos::stub {

std::string to_log_line(LogEntry const& entry, std::int64_t now_s)
{
    constexpr std::array<std::string_view, 9> k_methods{"GET",  "HEAD",  "PUT",   "DELETE", "OPTIONS",
                                                        "POST", "PATCH", "TRACE", "CONNECT"};
    bool const is_known = std::ranges::find(k_methods, entry.method) != k_methods.end();
    std::array<char, 48> duration{};
    std::snprintf(duration.data(), duration.size(), "%.3fms", static_cast<double>(entry.duration.count()) / 1000.0);
    std::string line = to_instant_text(now_s);
    line += ' ';
    line += is_known ? entry.method : "?";
    line += ' ' + std::to_string(entry.status) + " in=" + std::to_string(entry.received);
    line += " out=" + std::to_string(entry.sent) + ' ' + duration.data() + ' ';
    line += entry.subject.empty() ? "-" : entry.subject;
    if (entry.is_cut)
        line += " cut";
    line += '\n';
    return line;
}

void log_request(LogEntry const& entry, std::int64_t now_s)
{
    auto const line = to_log_line(entry, now_s);
    // A log that nobody reads any more must not stop the server.
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace huisclos::stub
