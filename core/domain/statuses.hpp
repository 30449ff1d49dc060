// The path of a signalement and of a situation (T-1): which status follows which, and what must be known first. Who may
// do it, and why it may be refused, is core/law.

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"

namespace huisclos::domain {

/// What a passage asks for, beside the rights.
enum class Needs : std::uint8_t {
    Nothing,
    Canal,         ///< T-7, given with it.
    MotifRefus,    ///< T-8, given with it.
    EntreeSuivi,   ///< A référent (A-17) and the information of the person (R-80).
    Fin,           ///< Date and reason of end (A-21), and a birth date (R-60).
    Reouverture,   ///< T-9, given with it; only before the end of its retention.
    LaterVersion,  ///< Exists in the law, not yet in this program: archive and elimination.
};

struct Transition {
    RecordType type{RecordType::None};
    Statut from{};
    Statut to{};
    Needs needs{Needs::Nothing};
    std::string_view verb{};  ///< Label of the button, in the text catalogue.
};

[[nodiscard]] std::span<Transition const> transitions();
/// Null when no such passage exists.
[[nodiscard]] Transition const* find_transition(RecordType type, Statut from, Statut to);

/// The status of a record whose T-1 was never set.
[[nodiscard]] std::optional<Statut> initial_status(RecordType type);
/// A-21, T-7, T-8, T-9: a date or a reason that is given with a passage and belongs to it.
[[nodiscard]] bool is_given_with_status(std::uint64_t field);
/// The status to which that passage led, where what was given may be corrected. Empty for T-9, after which the record
/// goes on, and for every other field.
[[nodiscard]] std::optional<Statut> status_explained_by(std::uint64_t field);
/// Still worked on: in lists by default, and its sheet may be written.
[[nodiscard]] bool is_open(Statut status);

}  // namespace huisclos::domain
