// Who has seen what this device said last, and who has not been heard of for long (docs/protocol.md 3.13). Drawn from
// the heads that this device accepted of the others.

#pragma once

#include "core/sync/standing.hpp"

namespace huisclos::sync {

/// Counters of one's own heads.
struct OwnCounters {
    std::uint64_t news{0};  ///< Of the last head that said something for the others; 0: none yet.
    std::uint64_t last{0};  ///< Of the last one signed.

    friend bool operator==(OwnCounters const&, OwnCounters const&) = default;
};

/// Other members, each once, who are in and have a device in use; ascending.
struct Witnesses {
    /// Those of whom a device says that it accepted one's head `news`, or a later one that this device signed. At least
    /// these: a head names the 16 devices that changed last, and who writes nothing states one a day, so that nothing
    /// follows from who is not here. Empty while there is no head.
    std::optional<std::vector<MemberId>> seen_by{};
    /// Of none of whose devices a head was accepted that is less than k_silent_days old; by the time that they state.
    /// Who never stated one is as old as the act that let him in.
    std::vector<MemberId> silent{};
};

/// What the witnesses of one moment were drawn from.
struct WitnessesOf {
    std::uint64_t version{0};  ///< Vault::version.
    std::uint64_t heads{0};    ///< Accepted in this session.
    OwnCounters counters{};
    std::optional<Instant> as_of{};

    friend bool operator==(WitnessesOf const&, WitnessesOf const&) = default;
};

/// `as_of`: when the store was last known whole; without it nobody is called silent, since a device that was away has
/// heard of nobody.
[[nodiscard]] Witnesses find_witnesses(
    Knowledge const& knowledge, OwnIds const& own, OwnCounters const& counters, std::optional<Instant> as_of);

}  // namespace huisclos::sync
