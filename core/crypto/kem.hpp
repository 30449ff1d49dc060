// X-Wing (ML-KEM-768 + X25519): the recipient keys IEK, LK, RPK, OPK of docs/protocol.md 3.2.

#pragma once

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

inline constexpr std::size_t k_kem_public_size = 1216;
inline constexpr std::size_t k_kem_seed_size = 32;
inline constexpr std::size_t k_kem_cipher_size = 1120;

using KemPublic = Id<struct KemPublicTag, k_kem_public_size>;

/// Seed and public half; the seed is wiped at destruction. Moves only.
class KemKey {
public:
    KemKey() = default;
    /// @pre seed.size() == 32
    [[nodiscard]] static KemKey from_seed(BytesView seed);
    [[nodiscard]] static KemKey generate();

    [[nodiscard]] bool empty() const { return m_seed.empty(); }
    [[nodiscard]] KemPublic const& public_key() const { return m_public; }
    [[nodiscard]] BytesView seed() const { return m_seed.view(); }
    [[nodiscard]] KemKey clone() const { return empty() ? KemKey{} : from_seed(seed()); }

private:
    SecretBytes m_seed{};
    KemPublic m_public{};
};

struct Encapsulated {
    Bytes ciphertext{};    ///< 1120 bytes.
    SecretBytes secret{};  ///< 32 bytes.
};

/// Error Auth when the key is not a valid one: that recipient is skipped and reported, never the whole operation.
[[nodiscard]] Result<Encapsulated> encapsulate(KemPublic const& key);
/// The same from 64 given bytes of randomness: for test vectors only. @pre seed.size() == 64
[[nodiscard]] Result<Encapsulated> encapsulate_from(KemPublic const& key, BytesView seed);
/// Success proves nothing (implicit rejection): the commitment of the seal does.
[[nodiscard]] Result<SecretBytes> decapsulate(KemKey const& key, BytesView ciphertext);

/// H("inbox", vault_id || IEK.pk)[0:16].
[[nodiscard]] InboxId inbox_id(VaultId const& vault, KemPublic const& key);

}  // namespace huisclos::crypto
