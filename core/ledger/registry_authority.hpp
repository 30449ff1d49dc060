// What the folding of records asks of the registry, answered for one state of it. Make a new one when the registry changes.

#pragma once

#include <map>
#include <set>

#include "core/ledger/record_authority.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::ledger {

class RegistryAuthority final : public RecordAuthority {
public:
    explicit RegistryAuthority(RegistryState state);

    [[nodiscard]] bool is_epoch(CompartmentId const& cid, EpochId const& eid) const override;
    [[nodiscard]] Governing governing(
        MemberId const& member, SegmentPlace const& place, ChainIndex const& chains) const override;
    [[nodiscard]] CompartmentClass class_of(CompartmentId const& cid) const override;
    [[nodiscard]] std::uint64_t rules() const override;
    [[nodiscard]] bool has_base(CompartmentId const& cid) const override;

private:
    RegistryState m_state{};
    std::map<CompartmentId, std::set<EpochId>> m_epochs{};
    std::set<CompartmentId> m_with_base{};
};

}  // namespace huisclos::ledger
