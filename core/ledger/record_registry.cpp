#include "core/ledger/record_registry.hpp"

#include "core/domain/fields.hpp"

namespace huisclos::ledger {

void RegistryAuthority::set_state(RegistryState state)
{
    m_state = std::move(state);
    m_epochs.clear();
    m_with_base.clear();
    m_state.compartments().for_each([&](CompartmentId const& cid, Compartment const&) {
        for (auto const& epoch : m_state.epochs(cid)) {
            m_epochs[cid].insert(epoch.id());
            if (epoch.base)
                m_with_base.insert(cid);
        }
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
    auto const* const compartment = m_state.compartment(cid);
    return compartment == nullptr ? CompartmentClass::General : compartment->class_of();
}

std::uint64_t RegistryAuthority::rules() const
{
    return m_state.policy().rules;
}

bool RegistryAuthority::has_base(CompartmentId const& cid) const
{
    return m_with_base.contains(cid);
}

bool CardDirectory::add(Card const& card)
{
    bool is_new = false;
    for (auto const& device : card.devices)
        is_new = m_devices.try_emplace(card.device_id(device), DeviceOwner{card.member(), device.key}).second || is_new;
    return is_new;
}

std::optional<DeviceOwner> CardDirectory::find_device(DeviceId const& device) const
{
    auto const found = m_devices.find(device);
    return found == m_devices.end() ? std::nullopt : std::optional(found->second);
}

namespace {

/// A field of a signalement that its author may not write, by the domain's own table.
bool is_decision(std::uint64_t field)
{
    if (field == 0 || field == domain::field::k_type || field > domain::field::k_last)
        return false;
    auto const* const row = domain::find_field(domain::RecordType::Signalement, static_cast<std::uint8_t>(field));
    return row == nullptr || row->writer != domain::Writer::Auteur;
}

}  // namespace

RecordNature CouncilNatures::nature_of(std::uint64_t type) const
{
    auto const known = domain::record_type_from(type);
    if (known == domain::RecordType::Signalement)
        return RecordNature::Signalement;
    return known == domain::RecordType::Situation ? RecordNature::Situation : RecordNature::Other;
}

FieldNature CouncilNatures::field_nature(std::uint64_t type, OpKind kind, std::uint64_t field) const
{
    if (kind == OpKind::Create)  // names no field (docs/protocol.md 3.6)
        return FieldNature::Other;
    if (nature_of(type) == RecordNature::Signalement)
        return is_decision(field) ? FieldNature::Decision : FieldNature::Other;
    if (nature_of(type) != RecordNature::Situation)
        return FieldNature::Other;
    if (kind == OpKind::Append && field == domain::field::k_reponses)
        return FieldNature::LiaisonAnswer;
    bool const is_element = kind == OpKind::Add || kind == OpKind::Drop;
    return is_element && field == domain::field::k_actions ? FieldNature::Action : FieldNature::Other;
}

bool CouncilNatures::names_member(std::uint64_t type, std::uint64_t field) const
{
    return nature_of(type) == RecordNature::Situation && field == domain::field::k_referent;
}

}  // namespace huisclos::ledger
