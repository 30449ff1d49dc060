// What somebody can open who kept every key that his devices ever held, and has the whole store: each key is tried on
// each object, in every context that he can think of.

#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/crypto/envelope.hpp"
#include "tests/support/sync/peer.hpp"

namespace huisclos::testing {

class KeyThief {
public:
    /// Takes every key that this device holds now: epochs, sealing keys, log keys, and what its memory has of records.
    void rob(Peer const& device);
    /// The same of any device; `identity` is its member's, of whom the thief is.
    void rob(sync::Vault const& vault, crypto::SigningKey const& identity);
    /// Ids that he can name: they are in every listing, and in what he read.
    void learn(Peer const& device);
    void learn(sync::Vault const& vault);

    /// Types of the object that one of his keys opens; empty when none opens it.
    [[nodiscard]] std::set<crypto::ObjectType> open(std::string const& path, BytesView object) const;
    /// Contents of the object that his keys open.
    [[nodiscard]] std::vector<SecretBytes> read(std::string const& path, BytesView object) const;
    /// How many objects of each type he opens, of those in `server` that `before` does not hold with the same bytes.
    [[nodiscard]] std::map<crypto::ObjectType, std::size_t> open_all(
        MemoryServer const& server, std::map<std::string, MemoryServer::Document> const& before) const;
    [[nodiscard]] std::size_t key_count() const { return m_keys.size() + m_seals.size(); }

private:
    using Visit = std::function<void(crypto::ObjectType, SecretBytes)>;
    void open_each(std::string const& path, BytesView object, Visit const& visit) const;
    [[nodiscard]] std::vector<crypto::Context> envelope_contexts(std::string const& path) const;
    [[nodiscard]] std::vector<crypto::Context> seal_contexts() const;

    VaultId m_vault{};
    std::set<Bytes> m_keys{};
    std::vector<crypto::KemKey> m_seals{};
    std::set<CompartmentId> m_cids{};
    std::set<DeviceId> m_devices{};
};

}  // namespace huisclos::testing
