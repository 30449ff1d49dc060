#include "server-stub/store_link.hpp"

#include <cstdint>
#include <span>

#include "server-stub/digest.hpp"

namespace huisclos::stub {

namespace {

// RFC 8949 3.1, major type 3, shortest length.
void append_text(std::string& bytes, std::string_view text)
{
    constexpr std::uint8_t k_text = 0x60;
    auto const size = text.size();
    if (size < 24) {
        bytes.push_back(static_cast<char>(k_text + size));
    } else if (size < 256) {
        bytes.push_back(static_cast<char>(k_text + 24));
        bytes.push_back(static_cast<char>(size));
    } else {
        bytes.push_back(static_cast<char>(k_text + 25));
        bytes.push_back(static_cast<char>(size >> 8U));
        bytes.push_back(static_cast<char>(size & 255U));
    }
    bytes += text;
}

}  // namespace

std::string encode_store_map(std::string_view store_url, std::string_view token)
{
    std::string bytes{'\xa2', '\x01'};
    append_text(bytes, store_url);
    bytes.push_back('\x02');
    append_text(bytes, token);
    return bytes;
}

std::string make_store_link(std::string_view bundle_url, std::string_view store_url, std::string_view token)
{
    auto const map = encode_store_map(store_url, token);
    std::span const bytes{reinterpret_cast<std::uint8_t const*>(map.data()), map.size()};
    return std::string{bundle_url} + "#s=" + to_base64url(bytes);
}

}  // namespace huisclos::stub
