// Byte strings: the only type in which encoded, hashed, sealed or signed content travels.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

namespace huisclos {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<std::uint8_t const>;

template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

/// The bytes of a text, not copied.
[[nodiscard]] inline BytesView as_bytes(std::string_view text)
{
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

/// The bytes as text, not copied and not checked.
[[nodiscard]] inline std::string_view as_text(BytesView bytes)
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

[[nodiscard]] inline Bytes to_bytes(BytesView view)
{
    return Bytes(view.begin(), view.end());
}

inline void append(Bytes& to, BytesView what)
{
    to.insert(to.end(), what.begin(), what.end());
}

/// `a || b || …` of docs/protocol.md 3.1.
[[nodiscard]] inline Bytes concat(std::initializer_list<BytesView> parts)
{
    Bytes all;
    std::size_t size = 0;
    for (auto const& part : parts)
        size += part.size();
    all.reserve(size);
    for (auto const& part : parts)
        append(all, part);
    return all;
}

/// Not in constant time: for public bytes only (secrets: crypto::equal).
[[nodiscard]] inline bool same_bytes(BytesView a, BytesView b)
{
    return std::ranges::equal(a, b);
}

/// Fixed-width little-endian integers of docs/protocol.md 3.1 (outside CBOR).
inline void append_u16(Bytes& to, std::uint16_t value)
{
    for (int i = 0; i < 2; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}
inline void append_u32(Bytes& to, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}
inline void append_u64(Bytes& to, std::uint64_t value)
{
    for (int i = 0; i < 8; ++i)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

}  // namespace huisclos
