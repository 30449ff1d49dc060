// The registry, the cards and the domain, as the folding of records asks for them (record_authority.hpp).

#pragma once

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/ledger/card.hpp"
#include "core/ledger/chain.hpp"
#include "core/ledger/record_authority.hpp"
#include "core/ledger/registry_state.hpp"

namespace huisclos::ledger {

/// Answers from one applied state of the registry.
class RegistryAuthority final : public RecordAuthority {
public:
    explicit RegistryAuthority(RegistryState state) { set_state(std::move(state)); }

    /// The state after more acts. Whoever folds is told by RecordStore::registry_changed.
    void set_state(RegistryState state);

    [[nodiscard]] bool is_epoch(CompartmentId const& cid, EpochId const& eid) const override;
    [[nodiscard]] Governing governing(
        MemberId const& member, SegmentPlace const& place, ChainIndex const& chains) const override;
    [[nodiscard]] CompartmentClass class_of(CompartmentId const& cid) const override;
    [[nodiscard]] std::uint64_t rules() const override;
    [[nodiscard]] bool has_base(CompartmentId const& cid) const override;

private:
    RegistryState m_state{};
    std::unordered_map<CompartmentId, std::unordered_set<EpochId>> m_epochs{};
    std::unordered_set<CompartmentId> m_with_base{};
};

/// A device is known as soon as any valid card of a member lists it; none ever leaves.
class CardDirectory final : public DeviceDirectory {
public:
    /// `card` has a good signature of its own identity. True when it brings a device that was not known.
    bool add(Card const& card);
    [[nodiscard]] std::optional<DeviceOwner> find_device(DeviceId const& device) const override;

private:
    std::map<DeviceId, DeviceOwner> m_devices{};
};

/// The numbers of core/domain.
class CouncilNatures final : public RecordNatures {
public:
    [[nodiscard]] RecordNature nature_of(std::uint64_t type) const override;
    [[nodiscard]] FieldNature field_nature(std::uint64_t type, OpKind kind, std::uint64_t field) const override;
    [[nodiscard]] bool names_member(std::uint64_t type, std::uint64_t field) const override;
};

}  // namespace huisclos::ledger
