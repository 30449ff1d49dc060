// An op of a record as a compartment keeps it: named, read once, and with what became of it.

#pragma once

#include "core/ledger/chain.hpp"
#include "core/ledger/op_payload.hpp"
#include "core/ledger/waiting.hpp"

namespace huisclos::ledger {

/// What became of an op (docs/protocol.md 3.5, steps 7 to 9; 3.6).
enum class OpStatus : std::uint8_t {
    New,         ///< Not judged yet.
    Folded,      ///< Has effect.
    Repeated,    ///< Another op with the same effective id has effect instead, or the record was already created.
    Orphan,      ///< Accepted, but the record that it is about has no accepted create (yet).
    Terminal,    ///< Its record is shredded.
    WaitsEpoch,  ///< Its segment's epoch is not one of the compartment (yet).
    WaitsMark,   ///< A mark names a segment that is not known yet.
    Cut,         ///< E_CUT: quarantine; may be adopted.
    Rights,      ///< E_RIGHTS.
    Wrong,       ///< E_OP.
    Upgrade,     ///< E_UPGRADE: skipped alone, a newer version may read it.
    Unreadable,  ///< Adopt, freeze: allowed, and not applied by this version: the compartment is read-only.
    Snapshot,    ///< Form checked, not used by this version: a cache.
    Ignored,     ///< A kind from 128 on.
};

[[nodiscard]] constexpr bool is_anomaly(OpStatus status)
{
    switch (status) {
    case OpStatus::New:
    case OpStatus::Folded:
    case OpStatus::Repeated:
    case OpStatus::Terminal:
    case OpStatus::Snapshot:
    case OpStatus::Ignored:
        return false;
    default:
        return true;
    }
}

/// The code of 3.14 that the journal of anomalies shows; none for what only waits or has effect.
[[nodiscard]] constexpr std::optional<ErrorCode> code_of(OpStatus status)
{
    switch (status) {
    case OpStatus::Cut:
        return ErrorCode::Cut;
    case OpStatus::Rights:
        return ErrorCode::Rights;
    case OpStatus::Wrong:
        return ErrorCode::Op;
    case OpStatus::Upgrade:
    case OpStatus::Unreadable:
        return ErrorCode::Upgrade;
    default:
        return std::nullopt;
    }
}

/// Its address never changes while the compartment that keeps it lives. `view` and `inner` are views into the segment
/// and into `inner_bytes`.
struct KnownOp {
    ChainNode const* node{
        nullptr};  ///< The segment: device, member, place. Of one that waits: the place it would take.
    std::uint16_t index{0};
    OpStatus status{OpStatus::New};
    OpId own_id{};
    OpId id{};  ///< Effective: `orig` where there is one.
    std::uint64_t t{0};
    OpKind kind{OpKind::Set};  ///< Meaningful when `is_record_kind`.
    bool is_record_kind{false};
    OpView const* view{nullptr};
    /// Of an op of this device that no segment carries yet: it waits for a key, and only this device sees it.
    WaitingOp const* waiting{nullptr};
    SecretBytes inner_bytes{};  ///< The payload in clear, of encrypted kinds, once read.
    InnerOp inner{};

    [[nodiscard]] DeviceId const& device() const { return node->segment.address.device; }
    [[nodiscard]] MemberId const& member() const { return node->member; }
    [[nodiscard]] bool is_reissued() const { return own_id != id; }
};

/// The order of lists, journals and values: (t, effective id).
[[nodiscard]] inline bool comes_before(KnownOp const& a, KnownOp const& b)
{
    return a.t != b.t ? a.t < b.t : a.id < b.id;
}

}  // namespace huisclos::ledger
