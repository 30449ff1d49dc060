// The epoch secrets that this device holds (docs/protocol.md 3.2): by compartment and epoch, wiped when they go.
//
// A secret is filed under the commitment that it gives, so that nobody can file it under another name. Whether an epoch
// exists and who may write under it is the registry's matter, never that of who holds the key.

#pragma once

#include <map>
#include <optional>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::sync {

class EpochKeys {
public:
    /// Keeps `secret` (32 bytes). False when it was there already.
    bool add(CompartmentId const& compartment, SecretBytes secret);

    [[nodiscard]] bool holds(CompartmentId const& compartment, EpochId const& epoch) const;
    /// Empty view when it is not held. Valid until the next change.
    [[nodiscard]] BytesView find(CompartmentId const& compartment, EpochId const& epoch) const;
    struct Named {
        EpochId epoch{};
        BytesView secret{};
    };
    /// All of one compartment, in no order that means anything.
    [[nodiscard]] std::vector<Named> all(CompartmentId const& compartment) const;
    [[nodiscard]] std::vector<CompartmentId> compartments() const;

    /// Forgets, wiping: a base erased that epoch, or the vault is locked.
    void erase(CompartmentId const& compartment, EpochId const& epoch);
    [[nodiscard]] std::size_t size() const;

private:
    std::map<CompartmentId, std::map<EpochId, SecretBytes>> m_secrets{};
};

}  // namespace huisclos::sync
