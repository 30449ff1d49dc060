#include "core/ledger/registry.hpp"

#include <algorithm>
#include <deque>

#include "core/base/heap_sort.hpp"

namespace huisclos::ledger {

Result<std::unique_ptr<Registry>> Registry::open(VaultId const& vault, BytesView gbody)
{
    if (vault_id_of(gbody) != vault)
        return fail(ErrorCode::Vault, "root of another vault");
    HUISCLOS_TRY_ASSIGN(genesis, decode_genesis(gbody));
    return std::make_unique<Registry>(vault, genesis);
}

Registry::Registry(VaultId const& vault, Genesis const& genesis)
    : m_vault(vault), m_genesis(genesis), m_order(genesis, vault)
{
    m_index.emplace(root_hash(vault), 0u);
    auto const founder = author_of(crypto::member_id(genesis.founder));
    m_identities.emplace(founder, genesis.founder);
    m_ranked.insert(founder);
    m_followed.add(0);
    m_audience.add_root(m_order.root());
    note_rotation(k_dir, m_order.root()->state().epochs(k_dir).front());
}

SequenceNode const* Registry::current() const
{
    if (!m_current)
        m_current = m_order.after(m_frontier);
    return m_current;
}

std::uint32_t const* Registry::index_of(ActHash const& hash) const
{
    auto const found = m_index.find(hash);
    return found == m_index.end() ? nullptr : &found->second;
}

void Registry::drop(ActHash const& hash)
{
    m_dropped.insert(hash);
    m_pending.erase(hash);
}

Registry::Waiting* Registry::waiting_of(SignedAct const& carried, AddResult& result)
{
    auto [place, is_new] = m_pending.try_emplace(result.hash);
    if (!is_new)
        return &place->second;
    auto act = decode_act(carried.body);
    if (act) {
        place->second.act = std::move(*act);
        return &place->second;
    }
    result.code = act.error().code;
    m_pending.erase(place);
    if (result.code == ErrorCode::Upgrade) {
        m_upgrade.insert(result.hash);
    } else {
        m_dropped.insert(result.hash);
        settle(result.hash, result.admitted);
    }
    return nullptr;
}

void Registry::keep_copy(Waiting& waiting, SignedAct const& carried)
{
    bool const is_copy =
        std::ranges::any_of(waiting.copies, [&](SignedAct const& copy) { return copy.signature == carried.signature; });
    if (is_copy)
        return;
    // The newcomer may be the good one: it takes the place of the oldest, which can be asked for again.
    if (waiting.copies.size() == k_max_copies)
        waiting.copies.erase(waiting.copies.begin());
    waiting.copies.push_back(carried);
}

void Registry::forget_pending(ActHash const& hash)
{
    auto const waiting = m_pending.extract(hash);
    if (waiting.empty())
        return;
    for (auto const& named : waiting.mapped().act.past) {
        auto const above = m_waits_for.find(named);
        if (above == m_waits_for.end())
            continue;
        above->second.erase(hash);
        if (above->second.empty())
            m_waits_for.erase(above);
    }
}

AddResult Registry::add(SignedAct const& carried)
{
    AddResult result;
    result.hash = carried.hash();
    if (index_of(result.hash)) {
        result.status = AddStatus::Known;
        return result;
    }
    if (m_dropped.contains(result.hash)) {
        result.code = ErrorCode::Rights;
        return result;
    }
    auto* const waiting = waiting_of(carried, result);
    if (waiting == nullptr)
        return result;
    keep_copy(*waiting, carried);
    switch (try_admit(result.hash, *waiting)) {
    case Outcome::Pending:
        result.status = AddStatus::Pending;
        return result;
    case Outcome::BadSignature:
        result.code = ErrorCode::Signature;
        return result;
    case Outcome::Dropped:
        result.code = ErrorCode::Rights;
        break;
    case Outcome::Aside:
        result.status = AddStatus::Aside;
        result.code = ErrorCode::Fork;
        result.admitted.push_back(result.hash);
        break;
    case Outcome::Admitted:
        result.status = AddStatus::Admitted;
        result.admitted.push_back(result.hash);
        break;
    }
    settle(result.hash, result.admitted);
    return result;
}

void Registry::settle(ActHash const& hash, std::vector<ActHash>& admitted)
{
    std::deque<ActHash> settled{hash};
    while (!settled.empty()) {
        auto const waits = m_waits_for.extract(settled.front());
        settled.pop_front();
        if (waits.empty())
            continue;
        for (auto const& above : waits.mapped()) {
            auto const found = m_pending.find(above);
            if (found == m_pending.end())
                continue;
            auto const outcome = try_admit(above, found->second);
            if (outcome == Outcome::Pending || outcome == Outcome::BadSignature)
                continue;
            if (outcome != Outcome::Dropped)
                admitted.push_back(above);
            settled.push_back(above);
        }
    }
}

Registry::Outcome Registry::try_admit(ActHash const& hash, Waiting& waiting)
{
    std::vector<std::uint32_t> tips;
    bool is_complete = true;
    for (auto const& named : waiting.act.past) {
        if (m_dropped.contains(named)) {
            drop(hash);
            return Outcome::Dropped;
        }
        if (auto const* index = index_of(named)) {
            tips.push_back(*index);
        } else {
            m_waits_for[named].insert(hash);
            is_complete = false;
        }
    }
    if (!is_complete)
        return Outcome::Pending;
    heap_sort(tips);
    return admit(hash, waiting, tips);
}

Rank Registry::rank_in(RegistryState const& state, AuthorId const& author)
{
    if (auto const* set = state.recovery_set(); set && set->id == as_set(author))
        return k_officers_rank;
    auto const* member = state.member(as_member(author));
    return member && !member->is_out() ? member->rank : k_no_rank;
}

crypto::PublicKey const* Registry::key_of(AuthorId const& author) const
{
    auto const found = m_identities.find(author);
    return found == m_identities.end() || !m_ranked.contains(author) ? nullptr : &found->second;
}

void Registry::note_signers(Act const& act)
{
    for (auto const& op : act.ops) {
        if (auto const* const member = std::get_if<MemberOp>(&op)) {
            m_identities.try_emplace(author_of(crypto::member_id(member->identity)), member->identity);
        } else if (auto const* const rank = std::get_if<RankOp>(&op)) {
            m_ranked.insert(author_of(rank->member));
        } else if (auto const* const mayor = std::get_if<MayorOp>(&op)) {
            m_ranked.insert(author_of(mayor->member));
        } else if (auto const* const set = std::get_if<RecoveryOp>(&op)) {
            m_identities.try_emplace(author_of(set->set_id()), set->signer);
            m_ranked.insert(author_of(set->set_id()));
        }
    }
}

Result<Applied> Registry::preview(Act const& act) const
{
    std::vector<std::uint32_t> tips;
    ActSet past;
    for (auto const& named : act.past) {
        auto const* index = index_of(named);
        if (!index)
            return fail(ErrorCode::Missing, "past of an act");
        tips.push_back(*index);
        past.merge(m_order.entry(*index).past);
        past.add(*index);
    }
    heap_sort(tips);
    auto const& state = m_order.after(tips)->state();
    ApplicableAct applicable;
    applicable.ref.index = static_cast<std::uint32_t>(m_order.size());
    applicable.act = std::make_shared<Act const>(act);
    applicable.rank = rank_in(state, act.author);
    applicable.past = &past;
    if (applicable.rank == k_no_rank)
        return fail(ErrorCode::Rights, "author without rank");
    return apply_act(state, applicable);
}

Registry::Outcome Registry::admit(ActHash const& hash, Waiting& waiting, std::vector<std::uint32_t> const& tips)
{
    // The signature first: whoever names any set of known acts as a past must not make states of them.
    auto const* const key = key_of(waiting.act.author);
    if (key == nullptr) {
        drop(hash);
        return Outcome::Dropped;
    }
    auto const good = std::ranges::find_if(waiting.copies, [&](SignedAct const& copy) {
        return crypto::verify(*key, crypto::SignLabel::Act, m_vault, hash.view(), copy.signature);
    });
    if (good == waiting.copies.end()) {
        // A good copy may still come: nothing is remembered of this one.
        m_pending.erase(hash);
        return Outcome::BadSignature;
    }
    auto const rank = rank_in(m_order.after(tips)->state(), waiting.act.author);
    if (rank == k_no_rank) {
        drop(hash);
        return Outcome::Dropped;
    }
    ApplicableAct act;
    act.ref.hash = hash;
    act.act = std::make_shared<Act const>(std::move(waiting.act));
    act.rank = rank;
    auto const index = m_order.admit(std::move(act), std::make_shared<SignedAct const>(std::move(*good)), tips);
    m_index.emplace(hash, index);
    m_pending.erase(hash);
    note_rotations(m_order.entry(index));
    note_signers(*m_order.entry(index).applicable.act);
    follow(index);
    return m_followed.has(index) ? Outcome::Admitted : Outcome::Aside;
}

bool Registry::is_applied(ActHash const& hash) const
{
    auto const* index = index_of(hash);
    return index && (*index == 0 || m_order.contains(current(), *index));
}

std::optional<Rank> Registry::rank_of(ActHash const& hash) const
{
    auto const* index = index_of(hash);
    return index ? std::optional(m_order.entry(*index).rank()) : std::nullopt;
}

Act const* Registry::act(ActHash const& hash) const
{
    auto const* index = index_of(hash);
    return index ? m_order.entry(*index).applicable.act.get() : nullptr;
}

SignedAct const* Registry::carried(ActHash const& hash) const
{
    auto const* index = index_of(hash);
    return index ? m_order.entry(*index).carried.get() : nullptr;
}

RegistryState const* Registry::view(ActHash const& hash) const
{
    auto const* index = index_of(hash);
    return index ? &m_order.entry(*index).view->state() : nullptr;
}

RegistryState const* Registry::state_after(std::span<ActHash const> named) const
{
    std::vector<std::uint32_t> tips;
    for (auto const& hash : named) {
        auto const* const index = index_of(hash);
        if (index == nullptr)
            return nullptr;
        tips.push_back(*index);
    }
    heap_sort(tips);
    return tips.empty() ? nullptr : &m_order.after(tips)->state();
}

bool Registry::is_in_past(ActHash const& earlier, ActHash const& later) const
{
    auto const* a = index_of(earlier);
    auto const* b = index_of(later);
    return a && b && m_order.is_in_past(*a, *b);
}

std::vector<ActHash> Registry::admissible() const
{
    std::vector<ActHash> acts;
    for (std::uint32_t i = 1; i < m_order.size(); ++i)
        acts.push_back(m_order.entry(i).ref().hash);
    return acts;
}

std::vector<ActHash> Registry::missing() const
{
    std::vector<ActHash> list;
    for (auto const& [hash, waiting] : m_waits_for) {
        if (!m_pending.contains(hash) && !m_upgrade.contains(hash))
            list.push_back(hash);
    }
    return list;
}

std::vector<ActHash> Registry::sequence() const
{
    return hashes(m_order.sequence(current()));
}

std::vector<ActHash> Registry::hashes(std::vector<std::uint32_t> const& acts) const
{
    std::vector<ActHash> list;
    list.reserve(acts.size());
    for (auto const index : acts)
        list.push_back(m_order.entry(index).ref().hash);
    return list;
}

}  // namespace huisclos::ledger
