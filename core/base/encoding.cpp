#include "core/base/encoding.hpp"

#include <string_view>

namespace huisclos {

namespace {

constexpr std::string_view k_hex_digits = "0123456789abcdef";
constexpr std::string_view k_base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view k_base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Groups of `bits` bits, most significant first; the last group is filled with zero bits.
std::string to_groups(BytesView bytes, unsigned bits, std::string_view alphabet)
{
    std::string text;
    text.reserve(bytes.size() * 8 / bits + 1);
    std::uint32_t pending = 0;
    unsigned pending_bits = 0;
    std::uint32_t const mask = (1u << bits) - 1;
    for (auto const byte : bytes) {
        pending = (pending << 8 | byte) & 0xffff;
        pending_bits += 8;
        while (pending_bits >= bits) {
            pending_bits -= bits;
            text.push_back(alphabet[(pending >> pending_bits) & mask]);
        }
    }
    if (pending_bits > 0)
        text.push_back(alphabet[(pending << (bits - pending_bits)) & mask]);
    return text;
}

std::optional<Bytes> from_groups(std::string_view text, unsigned bits, std::string_view alphabet)
{
    Bytes bytes;
    bytes.reserve(text.size() * bits / 8);
    std::uint32_t pending = 0;
    unsigned pending_bits = 0;
    for (char const letter : text) {
        auto const value = alphabet.find(letter);
        if (value == std::string_view::npos)
            return std::nullopt;
        pending = (pending << bits | static_cast<std::uint32_t>(value)) & 0xffff;
        pending_bits += bits;
        if (pending_bits >= 8) {
            pending_bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(pending >> pending_bits));
        }
    }
    // A whole group left over, or spare bits that are not zero: another text would give the same bytes.
    if (pending_bits >= bits || (pending & ((1u << pending_bits) - 1)) != 0)
        return std::nullopt;
    return bytes;
}

}  // namespace

std::string to_hex(BytesView bytes)
{
    return to_groups(bytes, 4, k_hex_digits);
}

std::optional<Bytes> from_hex(std::string_view text)
{
    return from_groups(text, 4, k_hex_digits);
}

std::string to_base64url(BytesView bytes)
{
    return to_groups(bytes, 6, k_base64url);
}

std::optional<Bytes> from_base64url(std::string_view text)
{
    return from_groups(text, 6, k_base64url);
}

std::string to_base32(BytesView bytes)
{
    return to_groups(bytes, 5, k_base32);
}

std::optional<Bytes> from_base32(std::string_view text)
{
    return from_groups(text, 5, k_base32);
}

}  // namespace huisclos
