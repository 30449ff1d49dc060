#include "core/ledger/registry_state.hpp"

#include <algorithm>

#include "core/crypto/envelope.hpp"

namespace huisclos::ledger {

Right Member::right_in(CompartmentId const& cid) const
{
    if (is_out())
        return {};
    auto const* record = roles.find(cid);
    return record ? record->current : Right{};
}

RotateOp const* Epoch::op() const
{
    return source ? std::get_if<RotateOp>(&source->ops[op_index]) : nullptr;
}

EpochId Epoch::id() const
{
    return crypto::epoch_id(commit);
}

TextInForce const* Policy::text_in_force(std::uint64_t what) const
{
    auto const found = std::ranges::find(texts, what, &TextInForce::what);
    return found == texts.end() ? nullptr : &*found;
}

RegistryState RegistryState::of_root(Genesis const& genesis, VaultId const& vault)
{
    ActRef const root{0, root_hash(vault)};
    RegistryState state;
    state.m_kind = genesis.kind;
    Member founder;
    founder.id = crypto::member_id(genesis.founder);
    founder.identity = genesis.founder;
    founder.admitted = root;
    founder.rank = k_mayor_rank;
    founder.live_ranks = {{root, k_mayor_rank}};
    founder.rank_changes.push({root, k_no_rank, k_mayor_rank});
    state.m_members.set(founder.id, founder);
    state.m_directory_epochs.push({.commit = genesis.directory, .act = root});
    Policy policy;
    policy.set_by.fill(root);
    state.m_policy = std::make_shared<Policy const>(policy);
    return state;
}

Member const* RegistryState::holder_of(Rank rank) const
{
    Member const* holder = nullptr;
    m_members.for_each([&](MemberId const&, Member const& member) {
        if (!member.is_out() && member.rank == rank)
            holder = &member;
    });
    return holder;
}

std::vector<Epoch> RegistryState::epochs(CompartmentId const& cid) const
{
    std::vector<Epoch> list;
    auto const* compartment = cid == k_dir ? nullptr : m_compartments.find(cid);
    if (cid != k_dir && !compartment)
        return list;
    auto const& epochs = compartment ? compartment->epochs : m_directory_epochs;
    list.reserve(epochs.size());
    epochs.for_each_back([&list](Epoch const& epoch) {
        list.push_back(epoch);
        return true;
    });
    std::ranges::reverse(list);
    return list;
}

bool RegistryState::reads(Member const& member, CompartmentId const& cid) const
{
    return !member.is_out() && (cid == k_dir || member.right_in(cid).role >= 1);
}

std::vector<MemberId> RegistryState::readers(CompartmentId const& cid) const
{
    std::vector<MemberId> list;
    m_members.for_each([&](MemberId const& id, Member const& member) {
        if (reads(member, cid))
            list.push_back(id);
    });
    return list;
}

RecoverySet const* RegistryState::recovery_set() const
{
    return m_sets.empty() ? nullptr : &m_sets.newest();
}

LogKey const* RegistryState::log_key_for(std::uint32_t period) const
{
    LogKey const* best = nullptr;
    m_log_keys.for_each_back([&](LogKey const& key) {
        if (key.from_period <= period && (!best || key.from_period > best->from_period))
            best = &key;
        return true;
    });
    return best;
}

}  // namespace huisclos::ledger
