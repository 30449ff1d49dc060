// A(key, x) of docs/protocol.md 3.1: XChaCha20-Poly1305 with a zero nonce, for a key that encrypts one message only.

#pragma once

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

inline constexpr std::size_t k_tag_size = 16;

/// ciphertext || tag.
[[nodiscard]] Bytes encrypt_once(BytesView key, BytesView plain);
/// Error Auth.
[[nodiscard]] Result<SecretBytes> decrypt_once(BytesView key, BytesView cipher);

}  // namespace huisclos::crypto
