// Readers for the few request headers that matter (RFC 9110, RFC 6750). Pure functions on text that comes from the
// network: each returns a value or says that there is none; none keeps a reference beyond its argument's life.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huisclos::stub {

// Digits only, below 2^63.
[[nodiscard]] std::optional<std::uint64_t> parse_decimal(std::string_view text);

// The token of "Authorization: Bearer <token>"; at most 512 characters of the token68 alphabet.
[[nodiscard]] std::optional<std::string_view> parse_bearer(std::string_view text);

struct EntityTag {
    std::string value{};  // without its quotes
    bool is_weak = false;
};

// The value of If-Match or If-None-Match: "*", or a list of tags.
struct TagList {
    bool is_any = false;
    std::vector<EntityTag> tags{};

    // Strong comparison for If-Match and If-Range, weak for If-None-Match (RFC 9110 8.8.3.2); `current` is ours, always
    // strong, absent when there is no document.
    [[nodiscard]] bool matches_strongly(std::optional<std::string_view> current) const;
    [[nodiscard]] bool matches_weakly(std::optional<std::string_view> current) const;
};

// Nothing when the text is no such list: the caller refuses the request, for a condition that cannot be read must not
// be taken as absent.
[[nodiscard]] std::optional<TagList> parse_tag_list(std::string_view text);

enum class RangeKind : std::uint8_t { Whole, Part, Unsatisfiable };

struct ByteRange {
    RangeKind kind = RangeKind::Whole;
    std::uint64_t first = 0;
    std::uint64_t size = 0;
};

// One range of bytes of a document of `total` bytes. Several ranges, another unit or a text that cannot be read mean
// the whole document, as RFC 9110 14.2 allows.
[[nodiscard]] ByteRange parse_range(std::string_view text, std::uint64_t total);

// Whether Accept-Encoding names this coding with a weight above zero.
[[nodiscard]] bool accepts_coding(std::string_view text, std::string_view coding);

}  // namespace huisclos::stub
