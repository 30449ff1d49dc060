#include "server-stub/digest.hpp"

#include <cerrno>

#include <openssl/sha.h>
#include <sys/random.h>

namespace huisclos::stub {

Digest sha256(std::string_view bytes)
{
    Digest digest{};
    SHA256(reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

std::string to_hex(std::span<std::uint8_t const> bytes)
{
    constexpr std::string_view k_digits = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto const byte : bytes) {
        text.push_back(k_digits[byte >> 4U]);
        text.push_back(k_digits[byte & 15U]);
    }
    return text;
}

std::string to_base64url(std::span<std::uint8_t const> bytes)
{
    constexpr std::string_view k_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (auto const byte : bytes) {
        bits = (bits << 8U) | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            text.push_back(k_letters[(bits >> held) & 63U]);
        }
    }
    if (held > 0)
        text.push_back(k_letters[(bits << (6 - held)) & 63U]);
    return text;
}

Result<void> fill_random(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        auto const got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            return std::unexpected{IoError::Other};
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return {};
}

}  // namespace huisclos::stub
