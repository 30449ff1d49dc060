// SHA-256 (the only use of a cryptographic library here: tokens are kept hashed, versions get an opaque tag), random
// bytes and the two text forms of bytes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "server-stub/error.hpp"

namespace huisclos::stub {

using Digest = std::array<std::uint8_t, 32>;

[[nodiscard]] Digest sha256(std::string_view bytes);
[[nodiscard]] std::string to_hex(std::span<std::uint8_t const> bytes);
// RFC 4648 section 5, without padding.
[[nodiscard]] std::string to_base64url(std::span<std::uint8_t const> bytes);
// From the kernel; Other when it has none to give.
[[nodiscard]] Result<void> fill_random(std::span<std::uint8_t> bytes);

}  // namespace huisclos::stub
