// Where information lives and who deals with it: vaults, formations, classes of compartments, natures of information,
// profiles and roles. The numbers are on the wire (docs/protocol.md 3.7): assigned once, never reused.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace huisclos::domain {

/// Three kinds of separate vaults; one person may have an account in several, nothing links them.
enum class VaultKind : std::uint8_t {
    Council = 1,   ///< CLSPD or CISPD, CSI L. 132-4 and L. 132-13.
    Families = 2,  ///< Conseil pour les droits et devoirs des familles, CASF L. 141-1.
    Social = 3,    ///< Professionals of social action between themselves, CASF L. 121-6-2.
};

/// Formations of the council, CSI D. 132-9.
enum class Formation : std::uint8_t {
    Pleniere = 1,
    Restreinte = 2,
    Groupe = 3,  ///< Groupe de travail et d'échange d'informations, CSI L. 132-5.
};

/// Classes of compartments. A compartment is (group, class).
enum class CompartmentClass : std::uint8_t {
    General = 1,
    GroupeNonNominatif = 2,
    Nominatif = 3,
    Judiciaire = 4,
    Sensible = 5,
    Famille = 6,
    SecretSocial = 7,
    Suivi = 8,
    Archive = 9,
    Registre = 10,
    Annuaire = 11,
    Messages = 12,
};

/// Natures of information, from what may be published to what is secret (CP 226-13). Ordered by protection.
enum class Nature : std::uint8_t { N0, N1, N2, N3, N4, N5, N6, N7 };

/// What a member is in a compartment, beside his role there; the profile table may only restrict the role.
enum class Profile : std::uint8_t {
    None = 0,  ///< Not a member, or unknown: nothing is allowed.
    Maire = 1,
    Coordonnateur = 2,
    Referent = 3,
    Membre = 4,
    Parquet = 5,
    Secretariat = 6,
    Dpo = 7,
    Calendrier = 8,  ///< Parliamentarians and others who only see dates and objects of meetings, CSI L. 132-16.
};

enum class Role : std::uint8_t { None = 0, Read = 1, Contribute = 2, Write = 3, Manage = 4 };

inline constexpr std::uint8_t k_formations = 3;
inline constexpr std::uint8_t k_classes = 12;
inline constexpr std::uint8_t k_natures = 8;
inline constexpr std::uint8_t k_profiles = 8;
inline constexpr std::uint8_t k_roles = 5;

// From the wire: empty for a number that is not in the table.
[[nodiscard]] std::optional<VaultKind> vault_kind_from(std::uint64_t number);
[[nodiscard]] std::optional<Formation> formation_from(std::uint64_t number);
[[nodiscard]] std::optional<CompartmentClass> compartment_class_from(std::uint64_t number);
[[nodiscard]] std::optional<Profile> profile_from(std::uint64_t number);
[[nodiscard]] std::optional<Role> role_from(std::uint64_t number);

// Keys of the text catalogue (`domain.…`).
[[nodiscard]] std::string_view text_key(VaultKind kind);
[[nodiscard]] std::string_view text_key(Formation formation);
[[nodiscard]] std::string_view text_key(CompartmentClass of);
[[nodiscard]] std::string_view text_key(Nature nature);
[[nodiscard]] std::string_view text_key(Profile profile);
[[nodiscard]] std::string_view text_key(Role role);

/// Compartments that no vault may have: docs/protocol.md 3.7 (classes 3 to 5, 8 and 9 outside a group; 6 outside a
/// vault of families; 7 outside a social vault).
[[nodiscard]] bool is_void(CompartmentClass of, Formation formation, VaultKind vault);

/// The role that a person of this profile is given in a compartment that he enters (the first act for the mayor, the
/// act that accepts a member for the others). None: he is not given that compartment.
[[nodiscard]] Role default_role(CompartmentClass of, Formation formation, Profile profile);

}  // namespace huisclos::domain
