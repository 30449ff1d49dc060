// What the folding of records asks of others: the applied registry, and the domain that knows what types and fields
// mean. Interfaces, so that the fold stays a pure function of what they answer.

#pragma once

#include "core/ledger/governing.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

/// The applied registry, as steps 7 and 8 of docs/protocol.md 3.5 need it.
class RecordAuthority {
public:
    RecordAuthority() = default;
    RecordAuthority(RecordAuthority const&) = delete;
    RecordAuthority& operator=(RecordAuthority const&) = delete;
    virtual ~RecordAuthority() = default;

    /// `eid` is that of an applied rotation of `cid`.
    [[nodiscard]] virtual bool is_epoch(CompartmentId const& cid, EpochId const& eid) const = 0;
    [[nodiscard]] virtual Governing governing(
        MemberId const& member, SegmentPlace const& place, ChainIndex const& chains) const = 0;
    [[nodiscard]] virtual CompartmentClass class_of(CompartmentId const& cid) const = 0;
    /// The applied `policy.rules`; 0 while none was set.
    [[nodiscard]] virtual std::uint64_t rules() const = 0;
    /// A base is in effect in `cid`: this version does not read bases.
    [[nodiscard]] virtual bool has_base(CompartmentId const& cid) const = 0;
};

/// What the domain's numbers mean to the profile table.
class RecordNatures {
public:
    RecordNatures() = default;
    RecordNatures(RecordNatures const&) = delete;
    RecordNatures& operator=(RecordNatures const&) = delete;
    virtual ~RecordNatures() = default;

    [[nodiscard]] virtual RecordNature nature_of(std::uint64_t type) const = 0;
    [[nodiscard]] virtual FieldNature field_nature(std::uint64_t type, OpKind kind, std::uint64_t field) const = 0;
    /// The field of a situation whose value, a member, names who follows it.
    [[nodiscard]] virtual bool names_member(std::uint64_t type, std::uint64_t field) const = 0;
};

}  // namespace huisclos::ledger
