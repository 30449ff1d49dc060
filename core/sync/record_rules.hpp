// What the fold of records asks, answered: rights by the applied registry, meanings by the domain's tables.

#pragma once

#include "core/ledger/record_authority.hpp"
#include "core/ledger/registry.hpp"

namespace huisclos::sync {

/// Rights by a registry that may come later than the object that asks. Without one nothing is allowed.
class RegistryAuthority final : public ledger::RecordAuthority {
public:
    /// Outlives this object; null takes it away.
    void use(ledger::Registry const* registry) { m_registry = registry; }

    [[nodiscard]] bool is_epoch(CompartmentId const& cid, EpochId const& eid) const override;
    [[nodiscard]] ledger::Governing governing(
        MemberId const& member, ledger::SegmentPlace const& place, ledger::ChainIndex const& chains) const override;
    [[nodiscard]] ledger::CompartmentClass class_of(CompartmentId const& cid) const override;
    [[nodiscard]] std::uint64_t rules() const override;
    [[nodiscard]] bool has_base(CompartmentId const& cid) const override;

private:
    ledger::Registry const* m_registry{nullptr};
};

/// The record types and fields of core/domain.
class DomainNatures final : public ledger::RecordNatures {
public:
    [[nodiscard]] ledger::RecordNature nature_of(std::uint64_t type) const override;
    [[nodiscard]] ledger::FieldNature field_nature(
        std::uint64_t type, ledger::OpKind kind, std::uint64_t field) const override;
    [[nodiscard]] bool names_member(std::uint64_t type, std::uint64_t field) const override;
};

}  // namespace huisclos::sync
