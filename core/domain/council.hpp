// The council as its records say it: what it is, its texts, its members, its groups, who is invited.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/domain/lists.hpp"
#include "core/domain/places.hpp"
#include "core/domain/value.hpp"

namespace huisclos::domain {

struct Commune {
    std::string code{};  ///< INSEE, 5 characters.
    std::string nom{};
    std::uint64_t population{0};
};

struct Instance {
    RecordId record{};
    std::optional<TypeInstance> type{};
    std::string nom{};   ///< Commune, or intercommunality.
    std::string code{};  ///< INSEE, or SIREN of the intercommunality.
    std::vector<Commune> communes{};
    std::vector<Obligation> obligations{};
    std::string arrete{};
};

/// The day on which a group proposed a text (CSI L. 132-5, last paragraph).
struct Proposition {
    GroupId groupe{};
    Date date{};
};

struct Texte {
    RecordId record{};
    std::optional<TypeTexte> type{};
    std::uint64_t version{0};
    std::string titre{};
    std::string texte{};
    std::vector<Proposition> propositions{};
    Date adoption{};

    /// The day on which that group proposed it; unknown date when it did not.
    [[nodiscard]] Date proposed_by(GroupId group) const;
};

struct Membre {
    RecordId record{};
    MemberId id{};
    std::string nom{};
    std::optional<Qualite> qualite{};
    std::string organisation{};
    Date debut{};
    Date fin{};
    std::string arrete{};
};

struct Groupe {
    RecordId record{};
    GroupId id{};
    std::string nom{};
    std::optional<Vocation> vocation{};
    std::string perimetre{};
    std::optional<MemberId> animateur{};
};

/// The secret `s` is not kept here: the caller reads it where it makes the link.
struct Invitation {
    RecordId record{};
    std::string nom{};
    std::optional<Qualite> qualite{};
    std::string organisation{};
    std::optional<Profile> profil{};
    std::vector<GroupId> groupes{};
    bool restreinte{false};
    std::optional<std::uint8_t> rang{};
    Instant expiration{};
    std::optional<EtatInvitation> etat{};
};

/// Duties by population, CSI L. 132-4 and CASF L. 141-1. A priority district (quartier prioritaire) makes the council
/// compulsory whatever the population.
enum class PriorityDistrict : std::uint8_t { None, Some };
[[nodiscard]] std::vector<Obligation> duties_of(std::uint64_t population, PriorityDistrict district);

// As for a sheet (fiche.hpp): E_OP when the record has no such field or the value does not fit it.
[[nodiscard]] Result<void> put_value(Instance& to, std::uint64_t field, Value const& value);
[[nodiscard]] Result<void> put_value(Texte& to, std::uint64_t field, Value const& value);
[[nodiscard]] Result<void> put_value(Membre& to, std::uint64_t field, Value const& value);
[[nodiscard]] Result<void> put_value(Groupe& to, std::uint64_t field, Value const& value);
[[nodiscard]] Result<void> put_value(Invitation& to, std::uint64_t field, Value const& value);
[[nodiscard]] Result<void> put_entry(Instance& to, std::uint64_t field, Value const& element);
[[nodiscard]] Result<void> put_entry(Texte& to, std::uint64_t field, Value const& element);
[[nodiscard]] Result<void> put_entry(Invitation& to, std::uint64_t field, Value const& element);

}  // namespace huisclos::domain
