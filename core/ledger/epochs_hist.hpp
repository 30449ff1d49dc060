// hist: former epoch secrets under a new one, so that whoever is given the new key reads what came before
// (docs/protocol.md 3.8). Nothing about validity depends on it: a broken one is shown with its author and ignored.

#pragma once

#include <span>
#include <vector>

#include "core/base/secret_bytes.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

/// An epoch secret that this device holds.
struct HeldKey {
    EpochId eid{};
    BytesView secret{};  ///< 32 bytes, owned by the caller.
};

/// An envelope (type hist) under `secret`, whose id is that of the key it carries.
[[nodiscard]] HistEntry make_hist(
    VaultId const& vault, CompartmentId const& cid, BytesView secret, BytesView former_secret);
/// Errors: those of the envelope; Op when the content is not the key that it names.
[[nodiscard]] Result<SecretBytes> open_hist(
    VaultId const& vault, CompartmentId const& cid, BytesView secret, HistEntry const& entry);

/// Which former keys a rotation of c signed now has to carry: the write epoch (halted: the last one), and each other
/// one made by an act of its past that is held and that no hist from there leads to; none older than the last base.
[[nodiscard]] std::vector<EpochId> keys_to_carry(
    Registry const& registry, CompartmentId const& cid, std::span<HeldKey const> held);

}  // namespace huisclos::ledger
