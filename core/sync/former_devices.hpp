// Devices that this place was and is no more: a copy of its disk writes as them (E_CLONE, docs/protocol.md 3.5). What
// this place wrote as one of them and did not publish is issued again by the device that it is now.
//
// Published is what the head of that device on the store names, and what comes before. Where that cannot be told (no
// head, its table or the end that it names is not there), unpublished is only what was never sent from here: an op that
// is issued twice has one effective id.

#pragma once

#include <set>
#include <unordered_set>

#include "core/sync/knowledge.hpp"

namespace huisclos::sync {

struct FormerDevice {
    DeviceId device{};
    std::vector<ledger::ChainEnd> ends{};  ///< What was written last here, of each chain.
    std::set<ObjectName> unsent{};         ///< Segments that waited to be sent.
};

[[nodiscard]] Bytes encode_former(std::vector<FormerDevice> const& all);
/// Error Encoding.
[[nodiscard]] Result<std::vector<FormerDevice>> decode_former(BytesView plain);

/// Segments that were written here as `former` in that compartment and are not known to be published.
[[nodiscard]] std::unordered_set<ledger::ChainNode const*> unpublished_segments(
    Knowledge const& knowledge, FormerDevice const& former, CompartmentId const& cid);

/// Their ops, those that may be issued again and were not yet, by place: what has effect, what waits for the create of
/// its record, what is under a known rotation without effect, and what was cut because `former` itself was put out.
/// @pre the compartment is open, the registry is known
[[nodiscard]] std::vector<ledger::KnownOp const*> unpublished_ops(
    Knowledge const& knowledge, FormerDevice const& former, CompartmentId const& cid);

/// Last segments of the branches of a chain, as others can know them: of a former device, the last that is published.
[[nodiscard]] std::vector<ledger::ChainNode const*> known_ends(
    Knowledge const& knowledge, std::vector<FormerDevice> const& former, DeviceId const& device,
    CompartmentId const& cid);

}  // namespace huisclos::sync
