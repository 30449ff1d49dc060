// The fields of every record: the only ones that exist. There is no other field on a person, nobody can add one,
// and have none: they belong to satellites and to another vault. Numbers are on the wire
// (docs/protocol.md 3.6): assigned once, never reused; 1 to 9 are technical and mean the same in every record.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/domain/closed_list.hpp"
#include "core/domain/places.hpp"

namespace huisclos::domain {

/// Value of field 1.
enum class RecordType : std::uint8_t {
    None = 0,
    Instance = 1,
    Texte = 2,
    Membre = 3,
    Groupe = 4,
    Invitation = 5,
    Signalement = 6,
    Situation = 7,
};
inline constexpr std::uint8_t k_record_types = 7;

enum class FieldKind : std::uint8_t {
    Text,        ///< NFC, one line, at most `max` code points.
    LongText,    ///< NFC, lines, at most `max` bytes of UTF-8 (texts in force only).
    Date,        ///< u `yyyymmdd`, 00 for an unknown part.
    Number,      ///< u, at most `max` when it is not 0.
    Instant,     ///< u, milliseconds since 1970.
    Choice,      ///< A code of `list`.
    Member,      ///< b16.
    Group,       ///< b16.
    Record,      ///< b16.
    Op,          ///< b16.
    Secret,      ///< b32, shown to nobody.
    ChoiceSet,   ///< Elements (add, drop) that are codes of `list`.
    GroupSet,    ///< Elements that are b16.
    ElementSet,  ///< Elements that are maps of `element`.
    Journal,     ///< Appended values: a text of `max` code points, or a map of `element`.
    Derived,     ///< Never written: made from the rest.
};

enum class Presence : std::uint8_t { Optional, Required };

/// Who writes a field, beside the mayor and the coordonnateur, who write all of them (docs/law.md, matrix row M-08).
enum class Writer : std::uint8_t {
    Coordonnateur,  ///< Nobody else.
    Auteur,         ///< Who made the signalement, while it is « Signalée ».
    Referent,       ///< The référent de parcours that the situation names.
    Interroge,      ///< The member of whom the question was asked.
    Secretariat,    ///< The secretariat too.
    Program,        ///< Set by the program when the record is made, never by hand.
};

/// Free text about a person is bounded, shows its rule, and its words are checked.
enum class FreeText : std::uint8_t { No, Yes };

struct Field {
    std::uint8_t number{0};
    std::string_view id{};   ///< `A-05`, `T-1`, or empty outside sheets of persons.
    std::string_view key{};  ///< Label in the text catalogue.
    FieldKind kind{FieldKind::Text};
    Nature nature{Nature::N3};
    Presence presence{Presence::Optional};
    Writer writer{Writer::Coordonnateur};
    ListId list{ListId::None};
    std::uint32_t max{0};
    std::span<Field const> element{};
    FreeText free_text{FreeText::No};
};

struct RecordTable {
    RecordType type{RecordType::None};
    std::string_view key{};                            ///< Label in the text catalogue.
    CompartmentClass home{CompartmentClass::General};  ///< The only class in which such a record is made.
    Formation formation{Formation::Pleniere};
    Nature nature{Nature::N0};  ///< Of the record as a whole: the highest of its fields.
    std::span<Field const> fields{};
};

[[nodiscard]] std::span<RecordTable const> record_tables();
[[nodiscard]] std::optional<RecordType> record_type_from(std::uint64_t number);
/// Null for RecordType::None.
[[nodiscard]] RecordTable const* find_table(RecordType type);
/// Null when the record has no such field.
[[nodiscard]] Field const* find_field(RecordType type, std::uint64_t number);
/// Part of an element (`find_part(*find_field(Situation, k_actions), action::k_result)`).
[[nodiscard]] Field const* find_part(Field const& field, std::uint64_t number);
/// True for sets: written by add and drop; journals are appended, the others set (docs/protocol.md 3.6).
[[nodiscard]] bool is_written_by_add(FieldKind kind);

// Numbers, by name. Situation and signalement share them.
namespace field {
inline constexpr std::uint8_t k_type = 1;
inline constexpr std::uint8_t k_root = 2;               ///< Satellites: later.
inline constexpr std::uint8_t k_source = 3;             ///< Record of which this one is the move: docs/protocol.md 3.6.
inline constexpr std::uint8_t k_signalement = 4;        ///< T-5
inline constexpr std::uint8_t k_accord_autre = 5;       ///< T-6
inline constexpr std::uint8_t k_canal = 6;              ///< T-7
inline constexpr std::uint8_t k_motif_refus = 7;        ///< T-8
inline constexpr std::uint8_t k_motif_reouverture = 8;  ///< T-9

inline constexpr std::uint8_t k_nom = 11;
inline constexpr std::uint8_t k_prenom = 12;
inline constexpr std::uint8_t k_sexe = 13;
inline constexpr std::uint8_t k_naissance = 14;
inline constexpr std::uint8_t k_adresse = 15;
inline constexpr std::uint8_t k_telephone = 16;
inline constexpr std::uint8_t k_courriel = 17;
inline constexpr std::uint8_t k_activite = 18;
inline constexpr std::uint8_t k_debut = 19;
inline constexpr std::uint8_t k_origine = 20;
inline constexpr std::uint8_t k_auteur = 21;
inline constexpr std::uint8_t k_motifs = 22;
inline constexpr std::uint8_t k_elements_suivi = 23;
inline constexpr std::uint8_t k_groupe = 24;
inline constexpr std::uint8_t k_programme = 25;
inline constexpr std::uint8_t k_referent = 26;
inline constexpr std::uint8_t k_actions = 27;
inline constexpr std::uint8_t k_date_fin = 28;
inline constexpr std::uint8_t k_motif_fin = 29;
inline constexpr std::uint8_t k_information_mode = 30;
inline constexpr std::uint8_t k_information_date = 31;
inline constexpr std::uint8_t k_information_parents_mode = 32;
inline constexpr std::uint8_t k_information_parents_date = 33;
inline constexpr std::uint8_t k_information_report = 34;
inline constexpr std::uint8_t k_information_report_date = 35;
inline constexpr std::uint8_t k_prises_en_charge = 36;
// Reserved for satellites and for the families' vault: no table of this file has them.
inline constexpr std::uint8_t k_reserved_a19 = 37;
inline constexpr std::uint8_t k_reserved_a20 = 38;
inline constexpr std::uint8_t k_reserved_a24 = 39;
inline constexpr std::uint8_t k_reserved_a25 = 55;
/// the seven of for a first representative (40 to 46) and a second (47 to 53), same order.
inline constexpr std::uint8_t k_representant_1 = 40;
inline constexpr std::uint8_t k_representant_2 = 47;
inline constexpr std::uint8_t k_absence_representant = 54;
inline constexpr std::uint8_t k_statut = 60;     ///< T-1
inline constexpr std::uint8_t k_reference = 61;  ///< T-2: derived (reference.hpp).
inline constexpr std::uint8_t k_questions = 62;  ///< T-3
inline constexpr std::uint8_t k_reponses = 63;   ///< T-4
inline constexpr std::uint8_t k_last = 63;
}  // namespace field

namespace instance_field {
inline constexpr std::uint8_t k_type_instance = 10;
inline constexpr std::uint8_t k_nom = 11;
inline constexpr std::uint8_t k_code = 12;
inline constexpr std::uint8_t k_communes = 13;
inline constexpr std::uint8_t k_obligations = 14;
inline constexpr std::uint8_t k_arrete = 15;
}  // namespace instance_field

namespace texte_field {
inline constexpr std::uint8_t k_type_texte = 10;
inline constexpr std::uint8_t k_version = 11;
inline constexpr std::uint8_t k_titre = 12;
inline constexpr std::uint8_t k_texte = 13;
inline constexpr std::uint8_t k_propositions = 14;
inline constexpr std::uint8_t k_adoption = 15;
}  // namespace texte_field

namespace membre_field {
inline constexpr std::uint8_t k_membre = 10;
inline constexpr std::uint8_t k_nom = 11;
inline constexpr std::uint8_t k_qualite = 12;
inline constexpr std::uint8_t k_organisation = 13;
inline constexpr std::uint8_t k_debut = 14;
inline constexpr std::uint8_t k_fin = 15;
inline constexpr std::uint8_t k_arrete = 16;
}  // namespace membre_field

namespace groupe_field {
inline constexpr std::uint8_t k_groupe = 10;
inline constexpr std::uint8_t k_nom = 11;
inline constexpr std::uint8_t k_vocation = 12;
inline constexpr std::uint8_t k_perimetre = 13;
inline constexpr std::uint8_t k_animateur = 14;
}  // namespace groupe_field

namespace invitation_field {
inline constexpr std::uint8_t k_secret = 10;
inline constexpr std::uint8_t k_nom = 11;
inline constexpr std::uint8_t k_qualite = 12;
inline constexpr std::uint8_t k_organisation = 13;
inline constexpr std::uint8_t k_profil = 14;
inline constexpr std::uint8_t k_groupes = 15;
inline constexpr std::uint8_t k_restreinte = 16;  ///< 1: he will sit in the restricted formation.
inline constexpr std::uint8_t k_rang = 17;        ///< Rank planned (docs/protocol.md 3.7); absent: none.
inline constexpr std::uint8_t k_expiration = 18;
inline constexpr std::uint8_t k_etat = 19;
}  // namespace invitation_field

// Parts of elements.
namespace action_part {
inline constexpr std::uint8_t k_type = 1;
inline constexpr std::uint8_t k_responsable = 2;
inline constexpr std::uint8_t k_debut = 3;
inline constexpr std::uint8_t k_fin = 4;
inline constexpr std::uint8_t k_resultat = 5;
inline constexpr std::uint8_t k_premiere = 6;  ///< op_id of the element that this one corrects: who made it, when.
}  // namespace action_part

namespace prise_en_charge_part {
inline constexpr std::uint8_t k_type = 1;
inline constexpr std::uint8_t k_reponse = 2;
}  // namespace prise_en_charge_part

namespace question_part {
inline constexpr std::uint8_t k_question = 1;
inline constexpr std::uint8_t k_membre = 2;
}  // namespace question_part

namespace reponse_part {
inline constexpr std::uint8_t k_question = 1;  ///< op_id of the question.
inline constexpr std::uint8_t k_reponse = 2;
}  // namespace reponse_part

namespace commune_part {
inline constexpr std::uint8_t k_code = 1;  ///< INSEE
inline constexpr std::uint8_t k_nom = 2;
inline constexpr std::uint8_t k_population = 3;
}  // namespace commune_part

namespace proposition_part {
inline constexpr std::uint8_t k_groupe = 1;
inline constexpr std::uint8_t k_date = 2;
}  // namespace proposition_part

}  // namespace huisclos::domain
