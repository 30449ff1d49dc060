#include "core/sync/candidate_keys.hpp"

#include <algorithm>

#include "core/crypto/envelope.hpp"

namespace huisclos::sync {

bool CandidateKeys::add(
    CompartmentId const& cid, Commitment const& commit, SecretBytes secret, From from,
    OpensSomething const& opens_something)
{
    auto const eid = crypto::epoch_id(commit);
    if (holds(cid, eid))
        return false;
    if (from == From::Grant) {
        make_room(cid, opens_something);
        m_granted_of[cid].push_back(eid);
        m_granted.push_back({cid, eid});
        ++m_granted_count;
    }
    m_entries[cid].emplace(
        eid, Entry{commit, std::move(secret), from == From::Grant ? Keep::Granted : Keep::Known, {}});
    return true;
}

void CandidateKeys::make_room(CompartmentId const& cid, OpensSomething const& opens_something)
{
    auto const is_full = [&] {
        auto const of_one = m_granted_of.find(cid);
        return of_one != m_granted_of.end() && of_one->second.size() >= k_most_candidates_of_one;
    };
    while (is_full())
        let_go({cid, m_granted_of.at(cid).front()}, opens_something);
    while (m_granted_count >= k_most_candidates || m_granted.size() >= 2 * k_most_candidates) {
        auto const oldest = m_granted.front();
        m_granted.pop_front();
        let_go(oldest, opens_something);
    }
}

CandidateKeys::Entry* CandidateKeys::entry_at(Place const& place)
{
    auto const of_one = m_entries.find(place.cid);
    if (of_one == m_entries.end())
        return nullptr;
    auto const found = of_one->second.find(place.eid);
    return found == of_one->second.end() ? nullptr : &found->second;
}

void CandidateKeys::let_go(Place const& place, OpensSomething const& opens_something)
{
    auto* const entry = entry_at(place);
    if (entry == nullptr || entry->keep != Keep::Granted)
        return;
    if (!opens_something || !opens_something(place.cid, entry->secret.view())) {
        erase(place.cid, place.eid);
        return;
    }
    leave_granted(place);
    entry->keep = Keep::Opening;
    m_opening.push_back(place);
    if (m_opening.size() > k_most_opening) {
        auto const oldest = m_opening.front();
        erase(oldest.cid, oldest.eid);
    }
}

void CandidateKeys::leave_granted(Place const& place)
{
    auto& granted = m_granted_of[place.cid];
    granted.erase(std::ranges::find(granted, place.eid));
    if (granted.empty())
        m_granted_of.erase(place.cid);
    --m_granted_count;
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

void CandidateKeys::leave(Place const& place, Entry const& entry)
{
    switch (entry.keep) {
    case Keep::Granted:
        leave_granted(place);
        break;
    case Keep::Opening:
        std::erase(m_opening, place);
        break;
    case Keep::Carried:
        if (--m_carried_of.at(place.cid) == 0)
            m_carried_of.erase(place.cid);
        for (auto const& act : entry.carriers) {
            auto const carried = m_carried_by.find(act);
            carried->second.erase(place);
            if (carried->second.empty())
                m_carried_by.erase(carried);
        }
        break;
    case Keep::Known:
        break;
    }
}

void CandidateKeys::erase(CompartmentId const& cid, EpochId const& eid)
{
    Place const place{cid, eid};
    auto const* const entry = entry_at(place);
    if (entry == nullptr)
        return;
    leave(place, *entry);
    auto const of_one = m_entries.find(cid);
    of_one->second.erase(place.eid);
    if (of_one->second.empty())
        m_entries.erase(of_one);
}

bool CandidateKeys::carry(CompartmentId const& cid, Commitment const& commit, SecretBytes secret, ActHash const& act)
{
    Place const place{cid, crypto::epoch_id(commit)};
    auto* entry = entry_at(place);
    bool const is_new = entry == nullptr;
    if (is_new)
        entry = &m_entries[cid].emplace(place.eid, Entry{commit, std::move(secret), Keep::Known, {}}).first->second;
    else if (entry->keep == Keep::Known)
        return false;
    if (is_new || entry->keep != Keep::Carried) {
        leave(place, *entry);
        entry->keep = Keep::Carried;
        ++m_carried_of[cid];
    }
    entry->carriers.insert(act);
    m_carried_by[act].insert(place);
    return is_new;
}

void CandidateKeys::forget_acts(std::set<ActHash> const& acts)
{
    for (auto const& act : acts) {
        auto const carried = m_carried_by.extract(act);
        if (carried.empty())
            continue;
        for (auto const& place : carried.mapped())
            forget_carrier(place, act);
    }
}

void CandidateKeys::forget_carrier(Place const& place, ActHash const& act)
{
    auto* const entry = entry_at(place);
    entry->carriers.erase(act);
    if (entry->carriers.empty())
        erase(place.cid, place.eid);
}

void CandidateKeys::forget_unknown(ActHash const& act, IsKnown const& is_known)
{
    auto const carried = m_carried_by.find(act);
    if (carried == m_carried_by.end())
        return;
    auto unknown = carried->second;
    std::erase_if(unknown, [&](Place const& place) { return is_known(place.cid, entry_at(place)->commit); });
    std::erase_if(carried->second, [&unknown](Place const& place) { return unknown.contains(place); });
    if (carried->second.empty())
        m_carried_by.erase(carried);
    for (auto const& place : unknown)
        forget_carrier(place, act);
}

std::size_t CandidateKeys::carried(CompartmentId const& cid) const
{
    auto const found = m_carried_of.find(cid);
    return found == m_carried_of.end() ? 0 : found->second;
}

bool CandidateKeys::is_crowded() const
{
    return std::ranges::any_of(m_carried_of, [](auto const& entry) { return entry.second > k_most_carried; });
}

}  // namespace huisclos::sync
