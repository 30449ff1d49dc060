// links: sync
// Listings of folders, the first bytes that a store gives: they keep within their limits, and what was read, written
// again as a listing, is read as itself.

#include <string>

#include "core/base/require.hpp"
#include "core/base/utf8.hpp"
#include "core/sync/listing.hpp"

using namespace huisclos;
using namespace huisclos::sync;

namespace {

constexpr std::size_t k_longest = 256;  // bytes of a name, and of an ETag

void append_string(std::string& to, std::string_view text)
{
    constexpr std::string_view k_digits = "0123456789abcdef";
    to += '"';
    for (char const letter : text) {
        auto const byte = static_cast<unsigned char>(letter);
        if (byte < 0x20)
            to.append("\\u00") += {k_digits[byte >> 4], k_digits[byte & 15]};
        else if (letter == '"' || letter == '\\')
            to += {'\\', letter};
        else
            to += letter;
    }
    to += '"';
}

std::string written_again(std::vector<ListingEntry> const& entries)
{
    std::string text = R"({"items":{)";
    for (auto const& entry : entries) {
        if (&entry != &entries.front())
            text += ',';
        append_string(text, entry.name);
        text += R"(:{"ETag":)";
        append_string(text, entry.etag);
        text += '}';
    }
    return text + "}}";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const entries = read_listing(BytesView(data, size));
    if (!entries)
        return 0;
    require(size <= k_listing_max_bytes && entries->size() <= k_listing_max_entries, "a listing within its limits");
    for (auto const& entry : *entries) {
        require(entry.name.size() <= k_longest && entry.etag.size() <= k_longest, "short names and tags");
        require(is_valid_utf8(entry.name) && is_valid_utf8(entry.etag), "names and tags that are text");
    }
    auto const text = written_again(*entries);
    if (text.size() > k_listing_max_bytes)
        return 0;
    auto const again = read_listing(as_bytes(text));
    require(again.has_value() && again->size() == entries->size(), "a listing is read as it was written");
    for (std::size_t i = 0; i < entries->size(); ++i) {
        bool const is_same = (*again)[i].name == (*entries)[i].name && (*again)[i].etag == (*entries)[i].etag;
        require(is_same, "an entry is read as it was written");
    }
    return 0;
}
