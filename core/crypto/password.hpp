// Argon2id v1.3, p = 1, with a floor and a ceiling (docs/protocol.md 3.1): what lies outside is refused, never clamped.

#pragma once

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

struct PasswordCost {
    std::uint32_t ops{3};            ///< 3 to 16.
    std::uint32_t mem_kib{262'144};  ///< 64 MiB to 1 GiB, in KiB.

    friend bool operator==(PasswordCost const&, PasswordCost const&) = default;
};

inline constexpr std::size_t k_password_salt_size = 16;

[[nodiscard]] bool is_allowed(PasswordCost cost);

/// PW = Argon2id(passphrase, salt, ops, mem) -> 32 bytes. `passphrase` is already in NFKC (core/base/utf8.hpp).
/// Errors: Auth for parameters outside the limits or another salt size; Memory when the memory is refused.
[[nodiscard]] Result<SecretBytes> hash_password(BytesView passphrase, BytesView salt, PasswordCost cost);

}  // namespace huisclos::crypto
