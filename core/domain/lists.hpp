// The closed lists: what may be said of a person is chosen, not written. One enum a list; a code is assigned
// once and never reused, since it is on the wire. Labels are in the text catalogue, under `domain.<list>.<value>`.

#pragma once

#include <cstdint>

#include "core/domain/closed_list.hpp"

namespace huisclos::domain {

///
enum class Sexe : std::uint8_t { Feminin = 1, Masculin = 2, NonPrecise = 3 };

/// niveau scolaire ou situation professionnelle.
enum class Activite : std::uint8_t {
    Primaire = 1,
    College = 2,
    LyceeGeneral = 3,
    LyceeProfessionnel = 4,
    Alternance = 5,
    Superieur = 6,
    Raccrochage = 7,
    InstructionFamille = 8,
    Descolarise = 9,
    Formation = 10,
    Emploi = 11,
    RechercheEmploi = 12,
    SansActivite = 13,
    Inconnu = 14,
};

/// who saw the situation first.
enum class Origine : std::uint8_t {
    PoliceNationale = 1,
    Gendarmerie = 2,
    PoliceMunicipale = 3,
    EtablissementScolaire = 4,
    Bailleur = 5,
    Transporteur = 6,
    Ccas = 7,
    ServiceSocialDepartemental = 8,
    Pjj = 9,
    Parquet = 10,
    PreventionSpecialisee = 11,
    MissionLocale = 12,
    Mediateurs = 13,
    Famille = 14,
    Elu = 15,
    AutreServiceMunicipal = 16,
};

/// « Autre » waits for the coordonnateur's approval.
enum class Motif : std::uint8_t {
    Absenteisme = 1,
    Decrochage = 2,
    ExclusionScolaire = 3,
    Errance = 4,
    Incivilites = 5,
    Degradations = 6,
    TroublesVoisinage = 7,
    ConduitesRisque = 8,
    ViolenceSubie = 9,
    ViolenceExercee = 10,
    PrimoDelinquance = 11,
    SortieDetention = 12,
    ConflitFamilial = 13,
    AbsenceEncadrement = 14,
    Victime = 15,
    Autre = 16,
};

/// Programmes for young people only: those for adults need a retention of their own, which this version
/// does not hold.
enum class Programme : std::uint8_t {
    JeunesExposes = 1,
    Recidive = 2,
    ReinsertionPersonnalisee = 3,
    ReussiteEducative = 4
};

/// that a care exists, never what it holds.
enum class TypePriseEnCharge : std::uint8_t {
    Sociale = 1,
    ProtectionEnfance = 2,
    Judiciaire = 3,
    Scolaire = 4,
    Insertion = 5,
};

///
enum class OuiNonInconnu : std::uint8_t { Oui = 1, Non = 2, Inconnu = 3 };

///
enum class MotifFin : std::uint8_t {
    SortiePositive = 1,
    DroitCommun = 2,
    Refus = 3,
    Demenagement = 4,
    Incarceration = 5,
    LimiteAge = 6,
    SansObjet = 7,
    Deces = 8,
};

/// how the person, or the parents, were informed.
enum class ModeInformation : std::uint8_t {
    Entretien = 1,
    CourrierRemis = 2,
    CourrierEnvoye = 3,
    Telephone = 4,
    Visite = 5,
};

/// why the information is deferred.
enum class MotifReport : std::uint8_t {
    Injoignable = 1,
    InteretEnfant = 2,
    RisquePersonne = 3,
    AutoriteJudiciaire = 4,
    RendezVousFixe = 5,
};

/// why no legal representative is named.
enum class AbsenceRepresentant : std::uint8_t {
    Inconnu = 1,
    Injoignable = 2,
    InteretEnfant = 3,
    MineurEmancipe = 4,
    AgeAVerifier = 5,
};

/// T-3. No question about the content of a follow-up exists.
enum class QuestionLiaison : std::uint8_t {
    PriseEnCharge = 1,
    EnContact = 2,
    PrendreContact = 3,
    ActionEngagee = 4,
    Assiduite = 5,
    Accompagnement = 6,
};

/// T-4.
enum class ReponseLiaison : std::uint8_t {
    Oui = 1,
    Non = 2,
    EnPartie = 3,
    ContactPris = 4,
    Retiree = 5,  ///< The question: none is awaited any more. Written by who leads, never by the member asked.
};

///
enum class TypeAction : std::uint8_t {
    PriseContact = 1,
    EntretienPersonne = 2,
    EntretienFamille = 3,
    Orientation = 4,
    AccompagnementEducatif = 5,
    AideScolarite = 6,
    Insertion = 7,
    Mediation = 8,
    Chantier = 9,
    SoutienParentalite = 10,
    AideVictime = 11,
};

/// Absent: the action goes on.
enum class ResultatAction : std::uint8_t {
    Atteint = 1,
    EnPartie = 2,
    NonAtteint = 3,
    PersonneAbsente = 4,
    Refusee = 5,
    SansObjet = 6,
};

/// T-1, in the order of a path; who passes from one to another is in statuses.hpp.
enum class Statut : std::uint8_t {
    Signalee = 1,
    AExaminer = 2,
    EnSuivi = 3,
    EnVeille = 4,
    Cloturee = 5,
    Reorientee = 6,
    ArchiveIntermediaire = 7,
    AEliminer = 8,
    Eliminee = 9,
    Retenue = 10,
    Refusee = 11,
};

/// T-7: where a case goes that is « Réorientée ».
enum class Canal : std::uint8_t { Article40 = 1, InformationPreoccupante = 2, DroitCommun = 3, HorsPerimetre = 4 };

/// T-8: why a signalement is « Refusée ».
enum class MotifRefus : std::uint8_t { Doublon = 1, ElementsInsuffisants = 2, SansLien = 3, DejaPriseEnCharge = 4 };

/// T-9: why a situation that was « Clôturée » is worked on again.
enum class MotifReouverture : std::uint8_t { Erreur = 1, FaitNouveau = 2, DemandePersonne = 3 };

/// T-6: what the coordonnateur says of a reason « autre ».
enum class AccordAutre : std::uint8_t { Accepte = 1, Refuse = 2 };

/// What a member is in the council: the partners of CSI L. 132-4, D. 132-8, D. 132-12.
enum class Qualite : std::uint8_t {
    Maire = 1,
    PresidentEpci = 2,
    EluDelegue = 3,
    Coordonnateur = 4,
    PoliceNationale = 5,
    Gendarmerie = 6,
    PoliceMunicipale = 7,
    EducationNationale = 8,
    Bailleur = 9,
    Transporteur = 10,
    Pjj = 11,
    Spip = 12,
    Parquet = 13,
    Prefecture = 14,
    Departement = 15,
    PreventionSpecialisee = 16,
    Ccas = 17,
    MissionLocale = 18,
    ReussiteEducative = 19,
    Mediation = 20,
    AideVictimes = 21,
    ServiceMunicipal = 22,
    DelegueProtectionDonnees = 23,
    Parlementaire = 24,
    Association = 25,
};

/// CSI L. 132-5.
enum class Vocation : std::uint8_t { Territoriale = 1, Thematique = 2 };

/// CSI L. 132-4, L. 132-13.
enum class TypeInstance : std::uint8_t { Clspd = 1, Cispd = 2 };

/// duties that apply to a council.
enum class Obligation : std::uint8_t { ConseilObligatoire = 1, CoordonnateurDesigne = 2, CddfObligatoire = 3 };

/// The numbers are those of a card's `accepts` (docs/protocol.md 3.7).
enum class TypeTexte : std::uint8_t { Charte = 1, ReglementInterieur = 2 };

enum class EtatInvitation : std::uint8_t { Envoyee = 1, Acceptee = 2, Annulee = 3 };

// clang-format off
template <> inline constexpr ListId k_list_of<Sexe> = ListId::Sexe;
template <> inline constexpr ListId k_list_of<Activite> = ListId::Activite;
template <> inline constexpr ListId k_list_of<Origine> = ListId::Origine;
template <> inline constexpr ListId k_list_of<Motif> = ListId::Motif;
template <> inline constexpr ListId k_list_of<Programme> = ListId::Programme;
template <> inline constexpr ListId k_list_of<TypePriseEnCharge> = ListId::TypePriseEnCharge;
template <> inline constexpr ListId k_list_of<OuiNonInconnu> = ListId::OuiNonInconnu;
template <> inline constexpr ListId k_list_of<MotifFin> = ListId::MotifFin;
template <> inline constexpr ListId k_list_of<ModeInformation> = ListId::ModeInformation;
template <> inline constexpr ListId k_list_of<MotifReport> = ListId::MotifReport;
template <> inline constexpr ListId k_list_of<AbsenceRepresentant> = ListId::AbsenceRepresentant;
template <> inline constexpr ListId k_list_of<QuestionLiaison> = ListId::QuestionLiaison;
template <> inline constexpr ListId k_list_of<ReponseLiaison> = ListId::ReponseLiaison;
template <> inline constexpr ListId k_list_of<TypeAction> = ListId::TypeAction;
template <> inline constexpr ListId k_list_of<ResultatAction> = ListId::ResultatAction;
template <> inline constexpr ListId k_list_of<Statut> = ListId::Statut;
template <> inline constexpr ListId k_list_of<Canal> = ListId::Canal;
template <> inline constexpr ListId k_list_of<MotifRefus> = ListId::MotifRefus;
template <> inline constexpr ListId k_list_of<AccordAutre> = ListId::AccordAutre;
template <> inline constexpr ListId k_list_of<Qualite> = ListId::Qualite;
template <> inline constexpr ListId k_list_of<Vocation> = ListId::Vocation;
template <> inline constexpr ListId k_list_of<TypeInstance> = ListId::TypeInstance;
template <> inline constexpr ListId k_list_of<Obligation> = ListId::Obligation;
template <> inline constexpr ListId k_list_of<TypeTexte> = ListId::TypeTexte;
template <> inline constexpr ListId k_list_of<EtatInvitation> = ListId::EtatInvitation;
template <> inline constexpr ListId k_list_of<MotifReouverture> = ListId::MotifReouverture;
// clang-format on

}  // namespace huisclos::domain
