// Marks (docs/protocol.md 3.7): what the signer of a removal, of a lost device or of a change of role had before his
// eyes. They cut a chain of segments by what was seen, never by a clock.

#pragma once

#include <memory>
#include <vector>

#include "core/base/ids.hpp"

namespace huisclos::ledger {

/// The last segment of one branch of one chain that the signer held (or that the heads he accepted name).
struct Mark {
    DeviceId device{};
    CompartmentId cid{};
    std::uint64_t seq{0};  ///< From 1; a chain that is not listed is marked at 0.
    BodyHash bh{};
    ObjectName name{};  ///< Where its bytes lie: only a hint.

    friend bool operator==(Mark const&, Mark const&) = default;
};

/// Marks of one op, shared by every state that still looks at them.
using Marks = std::shared_ptr<std::vector<Mark> const>;

}  // namespace huisclos::ledger
