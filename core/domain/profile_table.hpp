// What a profile may write, beside what its role allows: the table of docs/protocol.md 3.7, versioned by
// `policy.rules`.
//
// A reader of segments applies it to every operation (3.5 step 8); the writer's client asks core/law, which asks this
// table first. The answer depends on the table alone; what it leaves to the state of the record is said by Permit.

#pragma once

#include <cstdint>
#include <optional>

#include "core/domain/fields.hpp"

namespace huisclos::domain {

/// Highest `policy.rules` that this program knows. Above it, a client reads and does not write.
inline constexpr std::uint64_t k_known_rules = 1;

/// Kinds of record operations, docs/protocol.md 3.6.
namespace op_kind {
inline constexpr std::uint64_t k_create = 32;
inline constexpr std::uint64_t k_set = 33;
inline constexpr std::uint64_t k_add = 34;
inline constexpr std::uint64_t k_drop = 35;
inline constexpr std::uint64_t k_append = 36;
inline constexpr std::uint64_t k_attach = 37;
inline constexpr std::uint64_t k_detach = 38;
inline constexpr std::uint64_t k_close = 39;
inline constexpr std::uint64_t k_reopen = 40;
inline constexpr std::uint64_t k_shred = 41;
inline constexpr std::uint64_t k_adopt = 42;
inline constexpr std::uint64_t k_freeze = 43;
inline constexpr std::uint64_t k_gone = 44;
inline constexpr std::uint64_t k_snapshot = 48;
}  // namespace op_kind

enum class Permit : std::uint8_t {
    No,
    Yes,
    OwnRecord,         ///< On a record that its author created.
    OwnWhileSignalee,  ///< The same, and while its status (T-1) is « Signalée ».
    NamedReferent,     ///< On a situation whose A-17 names the author.
};

/// Empty when `rules` is not known. `type` is None while it is not known (the create op itself), `field` is 0 for kinds
/// without a field.
[[nodiscard]] std::optional<Permit> permits(
    std::uint64_t rules, CompartmentClass of, Profile profile, std::uint64_t kind, RecordType type,
    std::uint64_t field);

/// The least role for a kind: docs/protocol.md 3.6. Own: a record that the author created.
enum class Ownership : std::uint8_t { Own, Others };
[[nodiscard]] Role least_role(std::uint64_t kind, Ownership ownership);

}  // namespace huisclos::domain
