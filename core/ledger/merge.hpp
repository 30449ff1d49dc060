// What survives among ops of one field (docs/protocol.md 3.6): an op that names another in `over` removes it.

#pragma once

#include <span>

#include "core/ledger/record_op.hpp"

namespace huisclos::ledger {

/// Ids named in `over` by some of these ops; none names itself.
class ReplacedIds {
public:
    explicit ReplacedIds(std::span<KnownOp const* const> ops);
    [[nodiscard]] bool contains(OpId const& id) const;

private:
    std::vector<OpId> m_ids{};  // sorted
};

/// Those of `ops` that no op of `replacing` names, by (t, op_id). For a register both are the same ops; for a set, a
/// list of files or of closes, `replacing` are the drops, detaches, reopens.
[[nodiscard]] std::vector<KnownOp const*> survivors(
    std::span<KnownOp const* const> ops, std::span<KnownOp const* const> replacing);

}  // namespace huisclos::ledger
