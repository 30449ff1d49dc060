// Reads the path of a request. It is the one place where a name that comes from the network becomes a name on a disk,
// so it accepts little: what passes cannot climb, hide or be spelt in two ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace huisclos::stub {

inline constexpr std::size_t k_max_target_bytes = 2048;
inline constexpr std::size_t k_max_name_bytes = 128;
inline constexpr std::size_t k_max_depth = 16;

enum class PathError : std::uint8_t { Malformed, TooLong };

struct RequestPath {
    std::vector<std::string> names{};
    bool is_folder = true;  // The path ends with a slash.

    // "a/b/c", without the slashes at both ends.
    [[nodiscard]] std::string joined() const;
};

// Letters, digits, '-', '.', '_' and '~' (the unreserved characters of RFC 3986), 1 to 128 bytes, not starting with a
// dot: so neither "." nor ".." nor a hidden file.
[[nodiscard]] bool is_valid_name(std::string_view name);

// `target` is what stands in the request line, percent-encoded; the query, if any, is dropped. Percent-encoding is
// undone name by name, before the names are judged, so that "%2e%2e" is judged as "..", and "%2f" is no separator.
[[nodiscard]] std::expected<RequestPath, PathError> parse_request_path(std::string_view target);

}  // namespace huisclos::stub
