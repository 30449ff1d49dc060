// Seeds of log keys found in grants: each counts once its public half is a log key of the registry, and waits in memory
// until then. Anybody can put seeds into an inbox: a bounded number waits, and a key is made of each one once.

#pragma once

#include <deque>
#include <set>

#include "core/ledger/grant.hpp"
#include "core/sync/local_vault.hpp"

namespace huisclos::sync {

inline constexpr std::size_t k_most_log_candidates = 1024;  ///< One whole grant.

class LogCandidates {
public:
    /// `id` tells equal seeds. The oldest goes when there is no room.
    void add(EpochId const& id, SecretBytes seed);
    /// Those that the registry knows now. Looks only when its log keys changed, or a seed was added.
    [[nodiscard]] std::vector<NumberedSeed> take_matching(ledger::Registry const& registry);
    [[nodiscard]] std::size_t size() const { return m_seeds.size(); }

private:
    struct Entry {
        EpochId id{};
        SecretBytes seed{};
        std::optional<crypto::KemPublic> key{};  ///< Empty until it was looked for once.
    };
    std::deque<Entry> m_seeds{};
    std::set<EpochId> m_ids{};
    std::vector<crypto::KemPublic> m_log_keys{};  ///< Of the registry, when it was last asked.
    bool m_has_new{false};
};

}  // namespace huisclos::sync
