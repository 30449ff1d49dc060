// XChaCha20-Poly1305-IETF with explicit nonce and additional data: for the envelope and the seal only. It commits to no
// key by itself (tests/vectors/salamander.json opens under two); whoever uses it checks a commitment first.

#pragma once

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"
#include "core/crypto/aead.hpp"

namespace huisclos::crypto {

inline constexpr std::size_t k_nonce_size = 24;
/// For a key that encrypts one text alone.
inline constexpr ByteArray<k_nonce_size> k_zero_nonce{};

/// Appends ciphertext || tag. `additional` may be the beginning of `to`.
/// @pre key.size() == 32, nonce.size() == 24, `plain` is not inside `to`
void append_encrypted(Bytes& to, BytesView key, BytesView nonce, BytesView additional, BytesView plain);
/// Error Auth. @pre key.size() == 32, nonce.size() == 24
[[nodiscard]] Result<SecretBytes> decrypt(BytesView key, BytesView nonce, BytesView additional, BytesView cipher);

}  // namespace huisclos::crypto
