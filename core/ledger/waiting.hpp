// What a member wrote where no key may write: ops in clear, on no chain, until a write epoch comes (docs/protocol.md
// 3.7: "edits stay in the local journal").
//
// Such an op has no op_id: that is a hash of the segment which carries it, and there is none. It has a name of this
// device alone, random, by which later ops of the same device say what they replace. When a key comes the op is put
// into a segment and takes its op_id there; whatever still names it by its former name is translated. Names of this
// device never leave it (decision 0011).
//
// Pure, and secret: `inner` is what the store may only have under a key. It lies on the disk under LW (LocalVault).

#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/base/secret_bytes.hpp"
#include "core/ledger/op.hpp"

namespace huisclos::ledger {

struct WaitingOp {
    OpId id{};  ///< Of this device; random.
    OpKind kind{OpKind::Set};
    std::uint64_t t{0};  ///< When it was written; kept in the segment.
    RecordId target{};
    std::vector<OpId> over{};
    SecretBytes inner{};  ///< The payload in clear; of a create, RK; of a shred, nothing.
};

using WaitingOps = std::vector<WaitingOp>;

/// What one command wrote, as it lies in the local journal.
struct WaitingWrite {
    std::uint64_t number{0};  ///< Its place in the journal.
    CompartmentId cid{};
    WaitingOps ops{};  ///< In the order of writing; never empty.
};

/// Never changed once made: the vault and the fold look at the same one.
using WaitingWrites = std::vector<std::shared_ptr<WaitingWrite const>>;

[[nodiscard]] SecretBytes encode_waiting(WaitingWrite const& write);
/// Errors: Encoding; Op (a kind that no writer makes, a time over the limit, no op at all).
[[nodiscard]] Result<WaitingWrite> decode_waiting(std::uint64_t number, BytesView plain);

/// What became of names of this device: the op_id of what was written since, or, of what was not, what it replaced.
class WaitingNames {
public:
    void put(OpId const& name, std::vector<OpId> instead) { m_instead.insert_or_assign(name, std::move(instead)); }
    [[nodiscard]] bool empty() const { return m_instead.empty(); }
    [[nodiscard]] bool contains(OpId const& name) const { return m_instead.contains(name); }

    /// The same list without names that are known here. Each id once.
    [[nodiscard]] std::vector<OpId> translated(std::vector<OpId> const& over) const;
    /// In place. A value may hold the name of an op too (an action says which one it corrects): a name of 128 random
    /// bits is found nowhere else. A name that became no op stays as it is.
    void translate_value(SecretBytes& inner) const;

private:
    std::unordered_map<OpId, std::vector<OpId>> m_instead{};
};

/// Whether it names, in `over` or in its value, one of `names`.
[[nodiscard]] bool names_one_of(WaitingOp const& op, WaitingNames const& names);
[[nodiscard]] WaitingOp copy_of(WaitingOp const& op);

}  // namespace huisclos::ledger
