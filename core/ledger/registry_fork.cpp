// Contests: acts of which an honest vault has one (docs/protocol.md 3.7, "What does not hold", 6 and 7).

#include <algorithm>

#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

// `a` replaces the set that signed `b`, or comes after that; and `b` replaces none.
bool Registry::excuses(std::uint32_t a, std::uint32_t b) const
{
    auto const& signer = m_order.entry(b).applicable.act->author;
    if (!m_order.entry(b).sets.empty())
        return false;
    auto const replaces = [&](std::uint32_t index) {
        auto const& entry = m_order.entry(index);
        return entry.applicable.act->author == signer && !entry.sets.empty();
    };
    if (replaces(a))
        return true;
    bool after = false;
    ActSet covered;
    ActSet::for_each_common_down(
        m_order.entry(a).past, m_order.of_rank(k_officers_rank), covered,
        [&](std::uint32_t index) { after = after || replaces(index); });
    return after;
}

bool Registry::contend(std::uint32_t a, std::uint32_t b) const
{
    auto const& one = m_order.entry(a);
    auto const& other = m_order.entry(b);
    if (one.rank() != other.rank() || m_order.is_in_past(a, b) || m_order.is_in_past(b, a))
        return false;
    if (one.rank() == k_officers_rank)
        return !excuses(a, b) && !excuses(b, a);
    return one.rank() == k_mayor_rank && !one.sets.empty() && !other.sets.empty() && one.sets != other.sets;
}

/// True when it is to be followed, as far as those go that contend with it.
bool Registry::note_contests(std::uint32_t index)
{
    auto const& entry = m_order.entry(index);
    auto const hash = entry.ref().hash;
    bool follows = !m_left_aside.contains(hash);
    ActSet covered;
    ActSet::for_each_common_down(m_followed, m_order.of_rank(entry.rank()), covered, [&](std::uint32_t other) {
        if (other != index && contend(other, index)) {
            m_contests.push_back({m_order.entry(other).ref().hash, hash});
            follows = false;
        }
    });
    if (!follows)
        return false;
    // Those that were left aside when this one was held may have come first today.
    for (auto const& aside : m_left_aside) {
        auto const* const other = index_of(aside);
        bool const is_before = other != nullptr && *other < index && !m_refused.contains(aside);
        if (is_before && m_order.entry(*other).past.is_within(m_followed) && contend(*other, index))
            m_contests.push_back({hash, aside});
    }
    return true;
}

void Registry::follow(std::uint32_t index)
{
    auto const& entry = m_order.entry(index);
    bool const is_refused = m_refused.contains(entry.ref().hash) || entry.past.meets(m_refused_acts);
    bool follows = !is_refused && entry.past.is_within(m_followed);
    if (m_refused.contains(entry.ref().hash))
        m_refused_acts.add(index);
    bool const may_contend = entry.rank() == k_officers_rank || (entry.rank() == k_mayor_rank && !entry.sets.empty());
    if (follows && may_contend)
        follows = note_contests(index);
    // What nobody has decided about yet gave no key away for this device; what was refused by a person did.
    if (follows || is_refused)
        m_audience.add_view(entry);
    if (!follows) {
        m_write_epochs.clear();
        return;
    }
    m_followed.add(index);
    std::erase_if(m_frontier, [&](std::uint32_t tip) { return entry.past.has(tip); });
    m_frontier.push_back(index);
    m_current = nullptr;
    m_write_epochs.clear();
}

void Registry::follow_all_again()
{
    m_followed = {};
    m_followed.add(0);
    m_refused_acts = {};
    m_frontier = {0};
    m_contests.clear();
    m_audience.clear();
    m_audience.add_root(m_order.root());
    m_current = nullptr;
    m_write_epochs.clear();
    for (std::uint32_t index = 1; index < m_order.size(); ++index)
        follow(index);
}

Result<void> Registry::resolve_fork(ActHash const& holds)
{
    auto const former_refused = m_refused;
    auto const former_aside = m_left_aside;
    auto const former_set = state().recovery_set() ? std::optional(state().recovery_set()->id) : std::nullopt;
    for (auto const& contest : m_contests) {
        if (contest.aside == holds)
            m_refused.insert(contest.followed);
        else if (contest.followed == holds)
            m_refused.insert(contest.aside);
    }
    if (m_refused.size() == former_refused.size())
        return fail(ErrorCode::Missing, "no contest about that act");
    m_left_aside.erase(holds);
    follow_all_again();
    bool is_kept = !former_set;
    std::optional<AuthorId> signer;
    state().recovery_sets().for_each_back([&](RecoverySet const& set) {
        // From the set in force back through who signed each.
        if (signer && author_of(set.id) != *signer)
            return true;
        is_kept = is_kept || set.id == *former_set;
        signer = set.signed_by;
        return !is_kept;
    });
    if (is_kept)
        return {};
    m_refused = former_refused;
    m_left_aside = former_aside;
    follow_all_again();
    return fail(ErrorCode::Fork, "would leave the recovery set in force");
}

std::vector<ActHash> Registry::refused() const
{
    return {m_refused.begin(), m_refused.end()};
}

void Registry::refuse(std::span<ActHash const> acts)
{
    m_refused.insert(acts.begin(), acts.end());
    follow_all_again();
}

std::vector<ActHash> Registry::left_aside() const
{
    auto aside = m_left_aside;
    for (auto const& contest : m_contests)
        aside.insert(contest.aside);
    return {aside.begin(), aside.end()};
}

void Registry::leave_aside(std::span<ActHash const> acts)
{
    m_left_aside.insert(acts.begin(), acts.end());
    follow_all_again();
}

}  // namespace huisclos::ledger
