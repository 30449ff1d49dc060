#include "core/ledger/registry_authority.hpp"

namespace huisclos::ledger {

RegistryAuthority::RegistryAuthority(RegistryState state) : m_state(std::move(state))
{
    m_state.compartments().for_each([&](CompartmentId const& cid, Compartment const& compartment) {
        auto& ids = m_epochs[cid];
        compartment.epochs.for_each_back([&](Epoch const& epoch) {
            ids.insert(epoch.id());
            if (epoch.base)
                m_with_base.insert(cid);
            return true;
        });
    });
}

bool RegistryAuthority::is_epoch(CompartmentId const& cid, EpochId const& eid) const
{
    auto const found = m_epochs.find(cid);
    return found != m_epochs.end() && found->second.contains(eid);
}

Governing RegistryAuthority::governing(
    MemberId const& member, SegmentPlace const& place, ChainIndex const& chains) const
{
    return governing_role(m_state, member, place, chains);
}

CompartmentClass RegistryAuthority::class_of(CompartmentId const& cid) const
{
    auto const* compartment = m_state.compartment(cid);
    return compartment ? compartment->class_of() : CompartmentClass::General;
}

std::uint64_t RegistryAuthority::rules() const
{
    return m_state.policy().rules;
}

bool RegistryAuthority::has_base(CompartmentId const& cid) const
{
    return m_with_base.contains(cid);
}

}  // namespace huisclos::ledger
