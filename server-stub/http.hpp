// A request and its answer, without the library that carries them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server-stub/file_system.hpp"

namespace huisclos::stub {

// What the handlers look at; a header that is absent here is never looked at.
struct RequestHead {
    std::string method{};
    std::string target{};  // as sent, percent-encoded, query included
    std::size_t header_bytes = 0;
    std::optional<std::string> authorization{};
    std::optional<std::string> content_length{};
    std::optional<std::string> content_range{};
    std::optional<std::string> transfer_encoding{};
    std::optional<std::string> if_match{};
    std::optional<std::string> if_none_match{};
    std::optional<std::string> if_range{};
    std::optional<std::string> range{};
    std::optional<std::string> accept_encoding{};

    [[nodiscard]] bool is_read() const { return method == "GET" || method == "HEAD"; }
};

// A part of an open file, sent without being read into memory.
struct FileSlice {
    Descriptor descriptor{};
    std::uint64_t offset = 0;  // bytes
    std::uint64_t size = 0;    // bytes
};

struct Reply {
    unsigned status = 500;
    std::vector<std::pair<char const*, std::string>> headers{};  // the names are literals
    std::variant<std::string, FileSlice> body{};
    // What the log may say of the request's subject: never a name of the store.
    std::string subject{};

    void set(char const* name, std::string value) { headers.emplace_back(name, std::move(value)); }
};

// Files up to this size are read and sent in one packet with their headers; larger ones are left to the kernel.
inline constexpr std::uint64_t k_small_file_bytes = 65'536;

// The body for that part of a file; the part lies inside the file.
[[nodiscard]] Result<std::variant<std::string, FileSlice>> to_body(
    FileSystem& files, OpenFile file, std::uint64_t offset, std::uint64_t size);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
[[nodiscard]] std::string to_http_date(std::int64_t seconds);
// A strong entity tag, with its quotes.
[[nodiscard]] std::string quoted_tag(std::string_view tag);

}  // namespace huisclos::stub
