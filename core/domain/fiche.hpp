// The sheet of one person, as its record says: signalement or situation (fiche individuelle de suivi). One sheet is one
// person. Filled field by field from the folded record; law and presenters read it.
//
// Where two people wrote one field at once, the caller puts the value used in lists and keeps the conflict itself.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/domain/lists.hpp"
#include "core/domain/value.hpp"

namespace huisclos::domain {

/// for a representative.
struct Identite {
    std::string nom{};
    std::string prenom{};
    std::optional<Sexe> sexe{};
    Date naissance{};
    std::string adresse{};
    std::string telephone{};
    std::string courriel{};

    /// By something that can be seen.
    [[nodiscard]] bool is_named() const;
};

///
struct Information {
    std::optional<ModeInformation> mode{};
    Date date{};
    std::optional<ModeInformation> parents_mode{};
    Date parents_date{};
    std::optional<MotifReport> report{};
    Date report_date{};

    [[nodiscard]] bool person_informed() const { return mode && date.is_complete(); }
    [[nodiscard]] bool parents_informed() const { return parents_mode && parents_date.is_complete(); }
    [[nodiscard]] bool is_deferred() const { return report && report_date.is_complete(); }
};

/// Who wrote an element or an entry, and when; `op` names it.
struct Written {
    OpId op{};
    MemberId author{};
    Instant at{};
};

///
struct ActionSuivi {
    Written written{};
    TypeAction type{};
    MemberId responsable{};
    Date debut{};
    Date fin{};
    std::optional<ResultatAction> resultat{};
    std::optional<OpId> premiere{};  ///< The element as it was first written, when this one corrects it.
};

/// that it exists, never what it holds.
struct PriseEnCharge {
    Written written{};
    TypePriseEnCharge type{};
    OuiNonInconnu reponse{};
};

///
struct MotifRetenu {
    Written written{};
    Motif motif{};
};

///
struct Note {
    Written written{};
    std::string text{};
};

/// T-3.
struct Question {
    Written written{};
    QuestionLiaison question{};
    MemberId interroge{};
};

/// T-4.
struct Reponse {
    Written written{};
    OpId question{};
    ReponseLiaison reponse{};
};

struct Fiche {
    RecordId record{};
    RecordType type{RecordType::None};  ///< Signalement or Situation.
    MemberId createur{};                ///< Author of the create op.

    Identite personne{};
    std::array<Identite, 2> representants{};
    std::optional<AbsenceRepresentant> absence_representant{};
    std::optional<Activite> activite{};
    Date debut{};
    std::optional<Origine> origine{};
    std::optional<MemberId> auteur{};
    std::vector<MotifRetenu> motifs{};
    std::vector<Note> notes{};
    std::optional<GroupId> groupe{};
    std::optional<Programme> programme{};
    std::optional<MemberId> referent{};
    std::vector<ActionSuivi> actions{};
    Date date_fin{};
    std::optional<MotifFin> motif_fin{};
    Information information{};
    std::vector<PriseEnCharge> prises_en_charge{};
    std::optional<Statut> statut_ecrit{};  ///< T-1 as written; `statut()` for what holds.
    std::vector<Question> questions{};
    std::vector<Reponse> reponses{};
    std::optional<RecordId> signalement{};
    std::optional<AccordAutre> accord_autre{};
    std::optional<Canal> canal{};
    std::optional<MotifRefus> motif_refus{};
    std::optional<MotifReouverture> motif_reouverture{};

    [[nodiscard]] Statut statut() const;
    [[nodiscard]] bool has_representative() const;
    [[nodiscard]] bool has_motif(Motif motif) const;
};

/// Puts the value of a field that is set. E_OP when the record has no such field or the value does not fit it.
[[nodiscard]] Result<void> put_value(Fiche& fiche, std::uint64_t field, Value const& value);
/// Adds an element of a set, or an entry of a journal, in the order given. E_OP as above.
[[nodiscard]] Result<void> put_entry(Fiche& fiche, std::uint64_t field, Written const& written, Value const& value);

}  // namespace huisclos::domain
