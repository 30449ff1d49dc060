// One line a request, for the person who runs the server:
//   2026-01-31T18:00:00Z PUT 201 in=4096 out=0 0.412ms store
// For a file of the bundle that exists, its name and its coding follow, for they are the same for everybody. Of the
// store there is never a name, a tree, a token or an address; of an address that was not found, nothing either.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace huisclos::stub {

enum class LogDetail : std::uint8_t { None, Requests };

struct LogEntry {
    std::string_view method{};
    unsigned status = 0;
    std::uint64_t received = 0;  // bytes of body
    std::uint64_t sent = 0;      // bytes of body
    std::chrono::microseconds duration{};
    std::string_view subject{};
    bool is_cut = false;  // the connection ended before the answer did
};

// The line, with its line feed. A method that is none of HTTP's is shown as "?".
[[nodiscard]] std::string to_log_line(LogEntry const& entry, std::int64_t now_s);
// To standard error, in one write.
void log_request(LogEntry const& entry, std::int64_t now_s);

}  // namespace huisclos::stub
