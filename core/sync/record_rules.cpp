#include "core/sync/record_rules.hpp"

#include "core/domain/fields.hpp"

namespace huisclos::sync {

bool RegistryAuthority::is_epoch(CompartmentId const& cid, EpochId const& eid) const
{
    if (m_registry == nullptr)
        return false;
    auto const epochs = m_registry->state().epochs(cid);
    return std::ranges::any_of(epochs, [&eid](auto const& epoch) { return epoch.id() == eid; });
}

ledger::Governing RegistryAuthority::governing(
    MemberId const& member, ledger::SegmentPlace const& place, ledger::ChainIndex const& chains) const
{
    return m_registry == nullptr ? ledger::Governing{}
                                 : ledger::governing_role(m_registry->state(), member, place, chains);
}

ledger::CompartmentClass RegistryAuthority::class_of(CompartmentId const& cid) const
{
    auto const* const compartment = m_registry == nullptr ? nullptr : m_registry->state().compartment(cid);
    return compartment == nullptr ? ledger::CompartmentClass::General : compartment->class_of();
}

std::uint64_t RegistryAuthority::rules() const
{
    return m_registry == nullptr ? 0 : m_registry->state().policy().rules;
}

bool RegistryAuthority::has_base(CompartmentId const& cid) const
{
    if (m_registry == nullptr)
        return false;
    auto const epochs = m_registry->state().epochs(cid);
    return std::ranges::any_of(epochs, [](auto const& epoch) { return epoch.base; });
}

ledger::RecordNature DomainNatures::nature_of(std::uint64_t type) const
{
    switch (domain::record_type_from(type).value_or(domain::RecordType::None)) {
    case domain::RecordType::Signalement:
        return ledger::RecordNature::Signalement;
    case domain::RecordType::Situation:
        return ledger::RecordNature::Situation;
    default:
        return ledger::RecordNature::Other;
    }
}

ledger::FieldNature DomainNatures::field_nature(std::uint64_t type, ledger::OpKind kind, std::uint64_t field) const
{
    using ledger::OpKind;
    if (nature_of(type) != ledger::RecordNature::Situation)
        return ledger::FieldNature::Other;
    if (kind == OpKind::Append && field == domain::field::k_reponses)
        return ledger::FieldNature::LiaisonAnswer;
    if ((kind == OpKind::Add || kind == OpKind::Drop) && field == domain::field::k_actions)
        return ledger::FieldNature::Action;
    return ledger::FieldNature::Other;
}

bool DomainNatures::names_member(std::uint64_t type, std::uint64_t field) const
{
    return nature_of(type) == ledger::RecordNature::Situation && field == domain::field::k_referent;
}

}  // namespace huisclos::sync
