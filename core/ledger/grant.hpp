// Grants: epoch secrets sealed to a member (docs/protocol.md 3.8). A grant proves nothing and bears no signature: an
// item is a candidate, used only when its commit is that of a rotation of an admissible act, or of gbody.

#pragma once

#include <optional>

#include "core/base/secret_bytes.hpp"
#include "core/crypto/kem.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

/// A member, or a recovery set (then g = 0).
using GrantTarget = Id<struct GrantTargetTag, 16>;

[[nodiscard]] inline GrantTarget target_of(MemberId const& member)
{
    return GrantTarget{member.bytes};
}
[[nodiscard]] inline GrantTarget target_of(SetId const& set)
{
    return GrantTarget{set.bytes};
}

struct GrantItem {
    CompartmentId cid{};   ///< LOG: the secret is the seed of a log key.
    SecretBytes secret{};  ///< 32 bytes.
};

struct Grant {
    GrantTarget target{};
    std::uint32_t generation{0};
    std::vector<GrantItem> items{};
    /// Of a self-grant: the device that wrote it, in the ignorable field 64. It proves nothing.
    std::optional<DeviceId> kept_by{};
};

[[nodiscard]] SecretBytes encode_grant(Grant const& grant);
/// Errors: Encoding, Upgrade.
[[nodiscard]] Result<Grant> decode_grant(BytesView plain);

/// The object for `b/<inbox>/`. Error Auth: that recipient's key is not valid; he is skipped and reported.
[[nodiscard]] Result<Bytes> seal_grant(VaultId const& vault, crypto::KemPublic const& recipient, Grant const& grant);

/// A key with which inboxes are read.
struct GrantKey {
    crypto::KemKey const* key{nullptr};
    std::uint32_t generation{0};
};
/// Opens what lies in the inbox of `key`. Errors: those of the seal and of decode_grant; Context when it names another
/// member or generation.
[[nodiscard]] Result<Grant> open_grant(
    VaultId const& vault, GrantKey const& key, GrantTarget const& expected, BytesView object);

/// First period of the log key of the registry that this is; empty when it is none.
[[nodiscard]] std::optional<std::uint32_t> find_log_key(Registry const& registry, crypto::KemPublic const& key);

}  // namespace huisclos::ledger
