// pad(p) of docs/protocol.md 3.3: p || 0x80 || 0x00* up to a length that tells little of p.

#pragma once

#include "core/base/secret_bytes.hpp"
#include "core/crypto/envelope.hpp"

namespace huisclos::crypto {

/// Smallest length >= size that keeps few bits of it (PETS 2019, Padmé). @pre size > 0
[[nodiscard]] std::size_t padme(std::size_t size);

/// Whether `length` is one that `pad` gives for some content of this type, within the limits of 3.15.
[[nodiscard]] bool is_padded_size(ObjectType type, std::size_t length);

[[nodiscard]] SecretBytes pad(ObjectType type, BytesView plain);
/// Error Auth: the last non-zero byte is not 0x80, or the length is not the one of the content.
[[nodiscard]] Result<SecretBytes> unpad(ObjectType type, BytesView padded);

}  // namespace huisclos::crypto
