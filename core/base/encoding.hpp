// Text forms of bytes: hexadecimal (names on the store), base64url (links), base32 (kit, references).

#pragma once

#include <optional>
#include <string>

#include "core/base/bytes.hpp"

namespace huisclos {

/// Lower case.
[[nodiscard]] std::string to_hex(BytesView bytes);
/// Lower case only, even length; else empty.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 5, without padding.
[[nodiscard]] std::string to_base64url(BytesView bytes);
/// Refuses padding, another letter, and text that does not re-encode to itself (non-zero spare bits).
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);

/// RFC 4648 6, upper case, without padding; the last group is filled with zero bits.
[[nodiscard]] std::string to_base32(BytesView bytes);
/// Upper case only, no padding, spare bits zero; else empty.
[[nodiscard]] std::optional<Bytes> from_base32(std::string_view text);

}  // namespace huisclos
