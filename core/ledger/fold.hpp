// The state of one record: a pure fold of the ops that have effect (docs/protocol.md 3.6, "Merge").
//
// The order in which the ops are given has no effect. A field keeps every value that no other one replaced: two people
// who wrote at once are both heard, and the next value names both. shred > gone > close.

#pragma once

#include <span>

#include "core/ledger/record_op.hpp"

namespace huisclos::ledger {

/// Fields of the four kinds do not meet: field 3 of a set and field 3 of a journal are two things.
enum class Space : std::uint8_t { Field, Set, Journal, File };

struct StateEntry {
    Space space{Space::Field};
    bool is_corrected{false};  ///< Journal only: a later append names it.
    std::uint64_t field{0};
    KnownOp const* op{nullptr};

    [[nodiscard]] CborValue const& value() const { return op->inner.value; }
};

enum class Life : std::uint8_t { Live, Closed, Gone, Shredded };

/// Points into the compartment that folded it: valid until that compartment changes.
struct RecordState {
    RecordId record{};
    KnownOp const* create{nullptr};        ///< Null while no accepted op makes the record: then there is nothing else.
    std::vector<StateEntry> entries{};     ///< By space, field, then (t, op_id): only what is live; journals whole.
    std::vector<KnownOp const*> closes{};  ///< Not undone, by (t, op_id).
    std::vector<KnownOp const*> gone{};    ///< By (t, op_id).
    KnownOp const* shred{nullptr};         ///< The first by (t, op_id).

    [[nodiscard]] bool exists() const { return create != nullptr; }
    [[nodiscard]] Life life() const;
    [[nodiscard]] MemberId const& creator() const { return create->node->member; }

    /// Entries of one field, by (t, op_id). Space::Field: one is settled, several are every value written at once.
    [[nodiscard]] std::span<StateEntry const> at(Space space, std::uint64_t field) const;
    /// Several values that differ.
    [[nodiscard]] bool is_conflict(std::uint64_t field) const;
    /// The value used in lists: the last by (t, op_id). Null when the field has none.
    [[nodiscard]] CborValue const* last_value(std::uint64_t field) const;
    /// Field 1: the type of the record; 0 when there is none or it is no number.
    [[nodiscard]] std::uint64_t type() const;

    /// What the next op must name in `over`.
    [[nodiscard]] std::vector<OpId> ids_at(Space space, std::uint64_t field) const;
    [[nodiscard]] std::vector<OpId> close_ids() const;
};

inline constexpr std::uint64_t k_type_field = 1;
inline constexpr std::uint64_t k_root_field = 2;    ///< Of a satellite: the root record.
inline constexpr std::uint64_t k_source_field = 3;  ///< Of a moved record: where it comes from.

/// `ops`: those of this record that have effect, each effective id once, in any order.
[[nodiscard]] RecordState fold_record(RecordId const& record, std::span<KnownOp const* const> ops);

/// What is live, in one encoding that does not depend on where or in which order it was folded: the state bytes of 3.9
/// without field 7. Equal states have equal bytes.
/// @pre state.exists() and it is not shredded.
[[nodiscard]] Bytes encode_state(RecordState const& state);

}  // namespace huisclos::ledger
