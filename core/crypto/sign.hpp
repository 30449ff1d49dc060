// Ed25519 with the contexts of docs/protocol.md 3.1:
//   Sig(sk, label, x) = Ed25519(sk, "HCV1/sig/" || label || 0x00 || vault_id || x)
// A signature is valid when libsodium's crypto_sign_verify_detached accepts it.

#pragma once

#include <string_view>

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

enum class SignLabel : std::uint8_t { Segment, Head, Act, Card, Join, Deposit };
[[nodiscard]] std::string_view label_text(SignLabel label);

using PublicKey = Id<struct SignPublicTag, 32>;
using Signature = Id<struct SignatureTag, 64>;

/// A key pair from a 32-byte seed; the secret half is wiped at destruction. Moves only.
class SigningKey {
public:
    SigningKey() = default;
    /// @pre seed.size() == 32
    [[nodiscard]] static SigningKey from_seed(BytesView seed);
    [[nodiscard]] static SigningKey generate();

    [[nodiscard]] bool empty() const { return m_seed.empty(); }
    [[nodiscard]] PublicKey const& public_key() const { return m_public; }
    [[nodiscard]] BytesView seed() const { return m_seed.view(); }
    [[nodiscard]] Signature sign(SignLabel label, VaultId const& vault, BytesView x) const;
    [[nodiscard]] SigningKey clone() const { return empty() ? SigningKey{} : from_seed(seed()); }

private:
    SecretBytes m_seed{};
    PublicKey m_public{};
};

[[nodiscard]] bool verify(
    PublicKey const& key, SignLabel label, VaultId const& vault, BytesView x, Signature const& signature);

/// Ids that a public key gives (3.1).
[[nodiscard]] MemberId member_id(PublicKey const& identity);
[[nodiscard]] DeviceId device_id(MemberId const& member, PublicKey const& device_key);
/// fp(m) = H("fp", vault_id || ISK pk): what people compare as words.
[[nodiscard]] ByteArray<32> fingerprint(VaultId const& vault, PublicKey const& identity);

}  // namespace huisclos::crypto
