// Contests: acts of which an honest vault has one (docs/protocol.md 3.7, "What does not hold", 6 and 7).

#include <algorithm>
#include <tuple>

#include "core/base/heap_sort.hpp"
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

/// Of those, the acts that contend with it.
std::vector<std::uint32_t> Registry::opponents(std::uint32_t index, ActSet const& among) const
{
    auto const& entry = m_order.entry(index);
    std::vector<std::uint32_t> found;
    if (entry.rank() != k_officers_rank && (entry.rank() != k_mayor_rank || entry.sets.empty()))
        return found;
    ActSet covered;
    ActSet::for_each_common_down(among, m_order.of_rank(entry.rank()), covered, [&](std::uint32_t other) {
        if (other != index && contend(other, index))
            found.push_back(other);
    });
    return found;
}

bool Registry::is_left_aside(std::uint32_t index) const
{
    return m_left_aside_acts.has(index);
}

/// Followed only as long as what was held before the restart has not come.
bool Registry::is_provisional(std::uint32_t index) const
{
    return m_left_aside_acts.has(index) || m_order.entry(index).past.meets(m_left_aside_acts);
}

void Registry::find_left_aside()
{
    m_left_aside_acts = {};
    for (auto const& hash : m_left_aside) {
        if (auto const* const index = index_of(hash))
            m_left_aside_acts.add(*index);
    }
}

bool Registry::is_refused_with(std::uint32_t index) const
{
    return m_refused_acts.has(index) || m_order.entry(index).past.meets(m_refused_acts);
}

/// What was known when a person chose is asked about, what came later is not.
void Registry::note_aside(std::uint32_t index, std::vector<std::uint32_t> const& against)
{
    auto const hash_of = [this](std::uint32_t act) {
        return m_order.entry(act).ref().hash;
    };
    auto const held =
        std::ranges::find_if(against, [&](std::uint32_t other) { return m_held.contains(hash_of(other)); });
    if (held != against.end() && !is_left_aside(index)) {
        m_passed_over.push_back({hash_of(*held), hash_of(index)});
        m_refused_acts.add(index);
        return;
    }
    m_contested_acts.add(index);
    for (auto const other : against)
        m_contests.push_back({hash_of(other), hash_of(index)});
}

void Registry::note_followed(std::uint32_t index)
{
    auto const& entry = m_order.entry(index);
    m_followed.add(index);
    std::erase_if(m_frontier, [&](std::uint32_t tip) { return entry.past.has(tip); });
    m_frontier.push_back(index);
    m_current = nullptr;
}

/// One act more. What it can change of the others is drawn anew; that happens while the acts of a former session come
/// back in another order.
void Registry::follow(std::uint32_t index)
{
    auto const& entry = m_order.entry(index);
    m_write_epochs.clear();
    if (m_left_aside.contains(entry.ref().hash))
        m_left_aside_acts.add(index);
    if (m_held.contains(entry.ref().hash))
        return follow_all_again();
    if (m_refused.contains(entry.ref().hash))
        m_refused_acts.add(index);
    if (!is_refused_with(index) && entry.past.is_within(m_followed)) {
        auto const against = opponents(index, m_followed);
        if (against.empty()) {
            for (auto const other : opponents(index, m_contested_acts))
                m_contests.push_back({entry.ref().hash, m_order.entry(other).ref().hash});
            note_followed(index);
        } else if (!is_provisional(index) && std::ranges::all_of(against, [this](std::uint32_t other) {
                       return is_provisional(other);
                   })) {
            return follow_all_again();
        } else {
            note_aside(index, against);
        }
    }
    // What nobody has decided about yet gave no key away for this device; what was refused by a person did.
    if (m_followed.has(index) || is_refused_with(index))
        m_audience.add_view(entry);
}

/// Each after its past, and in the same order whichever came first.
std::vector<std::uint32_t> Registry::from_root() const
{
    std::vector<std::uint32_t> acts;
    for (std::uint32_t index = 1; index < m_order.size(); ++index)
        acts.push_back(index);
    heap_sort(acts, [this](std::uint32_t left, std::uint32_t right) {
        auto const& a = m_order.entry(left);
        auto const& b = m_order.entry(right);
        return a.past_count != b.past_count ? a.past_count < b.past_count : a.ref().hash < b.ref().hash;
    });
    return acts;
}

bool Registry::may_follow(std::uint32_t index, ActSet const& followed) const
{
    auto const& entry = m_order.entry(index);
    return !m_refused.contains(entry.ref().hash) && entry.past.is_within(followed) &&
           opponents(index, followed).empty();
}

void Registry::follow_held(std::vector<std::uint32_t> const& acts)
{
    for (auto const index : acts) {
        auto const& entry = m_order.entry(index);
        if (!m_held.contains(entry.ref().hash))
            continue;
        auto followed = m_followed;
        bool may = true;
        entry.past.for_each([&](std::uint32_t below) {
            if (followed.has(below))
                return;
            may = may && may_follow(below, followed);
            followed.add(below);
        });
        if (!may || !may_follow(index, followed))
            continue;
        followed.add(index);
        m_followed = std::move(followed);
    }
}

/// Those left aside come last, one after the other: what stands on one may exclude the next.
void Registry::follow_others(std::vector<std::uint32_t> const& acts)
{
    auto const follow_one = [this](std::uint32_t index) {
        bool const follows = !m_followed.has(index) && may_follow(index, m_followed);
        if (follows)
            m_followed.add(index);
        return follows;
    };
    bool is_grown = true;
    while (is_grown) {
        for (auto const index : acts) {
            if (!is_left_aside(index))
                (void)follow_one(index);
        }
        is_grown =
            std::ranges::any_of(acts, [&](std::uint32_t index) { return is_left_aside(index) && follow_one(index); });
    }
}

void Registry::judge_unfollowed(std::vector<std::uint32_t> const& acts)
{
    for (auto const index : acts) {
        if (m_followed.has(index))
            continue;
        if (m_refused.contains(m_order.entry(index).ref().hash))
            m_refused_acts.add(index);
        else if (m_order.entry(index).past.is_within(m_followed))
            note_aside(index, opponents(index, m_followed));
    }
}

void Registry::follow_all_again()
{
    m_followed = {};
    m_followed.add(0);
    m_refused_acts = {};
    m_contested_acts = {};
    m_contests.clear();
    m_passed_over.clear();
    find_left_aside();
    auto const acts = from_root();
    follow_held(acts);
    follow_others(acts);
    judge_unfollowed(acts);
    m_frontier = {0};
    m_audience.clear();
    m_audience.add_root(m_order.root());
    m_current = nullptr;
    m_write_epochs.clear();
    for (std::uint32_t index = 1; index < m_order.size(); ++index) {
        if (m_followed.has(index))
            note_followed(index);
        if (m_followed.has(index) || is_refused_with(index))
            m_audience.add_view(m_order.entry(index));
    }
}

/// What the choice refuses; empty when there is no contest about that act.
std::set<ActHash> Registry::take_choice(ActHash const& holds)
{
    std::set<ActHash> refused;
    for (auto const& contest : m_contests) {
        if (contest.aside == holds)
            refused.insert(contest.followed);
        else if (contest.followed == holds)
            refused.insert(contest.aside);
    }
    if (refused.empty())
        return refused;
    for (auto const& contest : m_contests) {
        m_left_aside.insert(contest.aside);
        if (refused.contains(contest.aside))
            m_held.insert(contest.followed);
    }
    m_held.insert(holds);
    m_left_aside.erase(holds);
    for (auto const& act : refused) {
        m_held.erase(act);
        m_left_aside.erase(act);
        m_refused.insert(act);
    }
    return refused;
}

/// The set in force is the former one, or comes from it by who signed each.
bool Registry::is_set_kept(std::optional<SetId> const& former) const
{
    bool is_kept = !former;
    std::optional<AuthorId> signer;
    state().recovery_sets().for_each_back([&](RecoverySet const& set) {
        if (signer && author_of(set.id) != *signer)
            return true;
        is_kept = is_kept || set.id == *former;
        signer = set.signed_by;
        return !is_kept;
    });
    return is_kept;
}

Result<void> Registry::resolve_fork(ActHash const& holds)
{
    auto const former = std::tuple(m_refused, left_aside(), m_held);
    auto const former_set = state().recovery_set() ? std::optional(state().recovery_set()->id) : std::nullopt;
    if (take_choice(holds).empty())
        return fail(ErrorCode::Missing, "no contest about that act");
    follow_all_again();
    if (!is_set_kept(former_set)) {
        auto const& [refused, aside, held] = former;
        m_refused = refused;
        m_left_aside = {aside.begin(), aside.end()};
        m_held = held;
        follow_all_again();
        return fail(ErrorCode::Fork, "would leave the recovery set in force");
    }
    auto const is_followed = [this](ActHash const& act) {
        auto const* const index = index_of(act);
        return index != nullptr && m_followed.has(*index);
    };
    // What fell with an act refused shields nothing; and what is followed from here on is left aside no more.
    std::erase_if(m_held, [&](ActHash const& act) { return index_of(act) != nullptr && !is_followed(act); });
    std::erase_if(m_left_aside, is_followed);
    find_left_aside();
    return {};
}

bool Registry::would_leave_set(ActHash const& holds) const
{
    auto const* const set = state().recovery_set();
    if (set == nullptr)
        return false;
    return std::ranges::any_of(m_contests, [&](Contest const& contest) {
        auto const* const refused = contest.aside == holds ? index_of(contest.followed) : nullptr;
        return refused != nullptr && (set->act.index == *refused || m_order.is_in_past(*refused, set->act.index));
    });
}

bool Registry::is_turned_down(ActHash const& hash) const
{
    auto const* const index = index_of(hash);
    return index != nullptr && is_refused_with(*index);
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

std::vector<ActHash> Registry::held() const
{
    return {m_held.begin(), m_held.end()};
}

void Registry::hold(std::span<ActHash const> acts)
{
    m_held.insert(acts.begin(), acts.end());
    follow_all_again();
}

}  // namespace huisclos::ledger
