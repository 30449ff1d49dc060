// The root of a registry (docs/protocol.md 3.7): gbody, whose hash is the number of the vault.

#pragma once

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/crypto/sign.hpp"

namespace huisclos::ledger {

enum class VaultKind : std::uint8_t { Council = 1, Families = 2, Social = 3 };

using GenesisNonce = Id<struct GenesisNonceTag, 32>;

struct Genesis {
    GenesisNonce nonce{};  ///< Random: two vaults of one person share no byte of it.
    VaultKind kind{VaultKind::Council};
    crypto::PublicKey founder{};  ///< ISK of the founder: the mayor, rank 0.
    Commitment directory{};       ///< Commit of the first ES[DIR].

    friend bool operator==(Genesis const&, Genesis const&) = default;
};

/// gbody; the suite is 1.
[[nodiscard]] Bytes encode_genesis(Genesis const& genesis);
/// Errors: Encoding; Upgrade for a suite above 1 or an unknown key below 64.
[[nodiscard]] Result<Genesis> decode_genesis(BytesView gbody);
/// H("genesis", gbody).
[[nodiscard]] VaultId vault_id_of(BytesView gbody);

/// The object on the store: an envelope under ES[DIR].
[[nodiscard]] Bytes seal_genesis(BytesView directory_secret, VaultId const& vault, BytesView gbody);
/// gbody as carried. Errors: those of the envelope; Vault when it is the root of another vault.
[[nodiscard]] Result<Bytes> open_genesis(std::span<BytesView const> keys, VaultId const& vault, BytesView object);

}  // namespace huisclos::ledger
