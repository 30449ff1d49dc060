// What a presenter asks, so that no screen ever branches on a role: may this be done, and if not, what to say beside
// the button that is not offered. Every answer is one of decide()'s.

#pragma once

#include <vector>

#include "core/domain/statuses.hpp"
#include "core/law/decide.hpp"

namespace huisclos::law {

/// `decide(...)` reduced to yes or no, for `may_*` of a view.
[[nodiscard]] bool may(Request const& request, Facts const& facts);

/// Of a group's nominative space, for the member that `facts` describes.
struct GroupAbilities {
    Decision open{};  ///< Refused: its message and article stand where the list would.
    Decision list{};
    Decision report{};  ///< Create a signalement.
    Decision create{};  ///< Create a situation directly: as for a person of whom nothing is known yet but a name and a
                        ///< representative.
};
[[nodiscard]] GroupAbilities group_abilities(Place const& place, Facts const& facts, Date today);

/// Whether the member may change this field of this record: by set, or by add, drop or append, as the field is written.
[[nodiscard]] Decision decide_field(
    Place const& place, domain::RecordType type, std::uint64_t field, Facts const& facts, Date today);

/// Whether a member may be named référent de parcours: his function lets him write the actions of a situation.
[[nodiscard]] bool may_follow(Place const& place, ActorFacts const& who);

/// A passage that exists from the record's status, and whether it may be done now. Empty for who never decides of a
/// status (S-02): no button is shown then. Passages of a later version are left out.
struct StatusOption {
    domain::Statut to{};
    Phrase verb{};
    Decision decision{};
};
[[nodiscard]] std::vector<StatusOption> status_options(
    Place const& place, domain::RecordType type, Facts const& facts, Date today);

}  // namespace huisclos::law
