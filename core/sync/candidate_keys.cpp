#include "core/sync/candidate_keys.hpp"

#include <algorithm>

#include "core/crypto/envelope.hpp"

namespace huisclos::sync {

bool CandidateKeys::add(CompartmentId const& cid, Commitment const& commit, SecretBytes secret, From from)
{
    auto const eid = crypto::epoch_id(commit);
    if (holds(cid, eid))
        return false;
    if (from == From::Grant) {
        make_room(cid);
        m_granted_of[cid].push_back(eid);
        m_granted.push_back({cid, eid});
        ++m_granted_count;
    }
    m_entries[cid].emplace(eid, Entry{commit, std::move(secret), from});
    return true;
}

void CandidateKeys::make_room(CompartmentId const& cid)
{
    if (auto const of_one = m_granted_of.find(cid);
        of_one != m_granted_of.end() && of_one->second.size() >= k_most_candidates_of_one) {
        auto const oldest = of_one->second.front();
        erase(cid, oldest);
    }
    while (m_granted_count >= k_most_candidates || m_granted.size() >= 2 * k_most_candidates) {
        auto const oldest = m_granted.front();
        m_granted.pop_front();
        erase(oldest.cid, oldest.eid);
    }
}

BytesView CandidateKeys::find(CompartmentId const& cid, EpochId const& eid) const
{
    auto const of_one = m_entries.find(cid);
    if (of_one == m_entries.end())
        return {};
    auto const found = of_one->second.find(eid);
    return found == of_one->second.end() ? BytesView{} : found->second.secret.view();
}

std::vector<CandidateKeys::Named> CandidateKeys::all() const
{
    std::vector<Named> named;
    for (auto const& [cid, entries] : m_entries) {
        for (auto const& [eid, entry] : entries)
            named.push_back({cid, eid, entry.commit, entry.secret.view()});
    }
    return named;
}

std::vector<BytesView> CandidateKeys::secrets(CompartmentId const& cid) const
{
    std::vector<BytesView> secrets;
    if (auto const found = m_entries.find(cid); found != m_entries.end()) {
        for (auto const& [eid, entry] : found->second)
            secrets.push_back(entry.secret.view());
    }
    return secrets;
}

std::size_t CandidateKeys::size() const
{
    std::size_t count = 0;
    for (auto const& [cid, entries] : m_entries)
        count += entries.size();
    return count;
}

void CandidateKeys::erase(CompartmentId const& cid, EpochId const& eid)
{
    auto const of_one = m_entries.find(cid);
    if (of_one == m_entries.end())
        return;
    auto const found = of_one->second.find(eid);
    if (found == of_one->second.end())
        return;
    if (found->second.from == From::Grant) {
        auto& granted = m_granted_of[cid];
        granted.erase(std::ranges::find(granted, eid));
        if (granted.empty())
            m_granted_of.erase(cid);
        --m_granted_count;
    }
    of_one->second.erase(found);
    if (of_one->second.empty())
        m_entries.erase(of_one);
}

}  // namespace huisclos::sync
