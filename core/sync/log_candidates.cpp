#include "core/sync/log_candidates.hpp"

#include <algorithm>

namespace huisclos::sync {

void LogCandidates::add(EpochId const& id, SecretBytes seed)
{
    if (!m_ids.insert(id).second)
        return;
    if (m_seeds.size() == k_most_log_candidates) {
        m_ids.erase(m_seeds.front().id);
        m_seeds.pop_front();
    }
    m_seeds.push_back({id, std::move(seed), std::nullopt});
    m_has_new = true;
}

std::vector<NumberedSeed> LogCandidates::take_matching(ledger::Registry const& registry)
{
    std::vector<NumberedSeed> found;
    std::vector<crypto::KemPublic> log_keys;
    registry.state().log_keys().for_each_back([&log_keys](ledger::LogKey const& one) {
        log_keys.push_back(one.key);
        return true;
    });
    if (!std::exchange(m_has_new, false) && log_keys == m_log_keys)
        return found;
    m_log_keys = std::move(log_keys);
    // Without a log key nothing can match: no key is made of a seed before.
    if (m_log_keys.empty())
        return found;
    std::erase_if(m_seeds, [&](Entry& entry) {
        if (!entry.key)
            entry.key = crypto::KemKey::from_seed(entry.seed.view()).public_key();
        auto const period = ledger::find_log_key(registry, *entry.key);
        if (!period)
            return false;
        found.push_back({*period, std::move(entry.seed)});
        m_ids.erase(entry.id);
        return true;
    });
    return found;
}

}  // namespace huisclos::sync
