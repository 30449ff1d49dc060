#include "core/domain/lists.hpp"

#include <array>

namespace huisclos::domain {

namespace {

constexpr std::array k_sexe{
    ListValue{1, "domain.sexe.feminin"},
    ListValue{2, "domain.sexe.masculin"},
    ListValue{3, "domain.sexe.non_precise"},
};
constexpr std::array k_activite{
    ListValue{1, "domain.activite.primaire"},       ListValue{2, "domain.activite.college"},
    ListValue{3, "domain.activite.lycee_general"},  ListValue{4, "domain.activite.lycee_professionnel"},
    ListValue{5, "domain.activite.alternance"},     ListValue{6, "domain.activite.superieur"},
    ListValue{7, "domain.activite.raccrochage"},    ListValue{8, "domain.activite.instruction_famille"},
    ListValue{9, "domain.activite.descolarise"},    ListValue{10, "domain.activite.formation"},
    ListValue{11, "domain.activite.emploi"},        ListValue{12, "domain.activite.recherche_emploi"},
    ListValue{13, "domain.activite.sans_activite"}, ListValue{14, "domain.activite.inconnu"},
};
constexpr std::array k_origine{
    ListValue{1, "domain.origine.police_nationale"},
    ListValue{2, "domain.origine.gendarmerie"},
    ListValue{3, "domain.origine.police_municipale"},
    ListValue{4, "domain.origine.etablissement_scolaire"},
    ListValue{5, "domain.origine.bailleur"},
    ListValue{6, "domain.origine.transporteur"},
    ListValue{7, "domain.origine.ccas"},
    ListValue{8, "domain.origine.service_social_departemental"},
    ListValue{9, "domain.origine.pjj"},
    ListValue{10, "domain.origine.parquet"},
    ListValue{11, "domain.origine.prevention_specialisee"},
    ListValue{12, "domain.origine.mission_locale"},
    ListValue{13, "domain.origine.mediateurs"},
    ListValue{14, "domain.origine.famille"},
    ListValue{15, "domain.origine.elu"},
    ListValue{16, "domain.origine.autre_service_municipal"},
};
constexpr std::array k_motif{
    ListValue{1, "domain.motif.absenteisme"},        ListValue{2, "domain.motif.decrochage"},
    ListValue{3, "domain.motif.exclusion_scolaire"}, ListValue{4, "domain.motif.errance"},
    ListValue{5, "domain.motif.incivilites"},        ListValue{6, "domain.motif.degradations"},
    ListValue{7, "domain.motif.troubles_voisinage"}, ListValue{8, "domain.motif.conduites_risque"},
    ListValue{9, "domain.motif.violence_subie"},     ListValue{10, "domain.motif.violence_exercee"},
    ListValue{11, "domain.motif.primo_delinquance"}, ListValue{12, "domain.motif.sortie_detention"},
    ListValue{13, "domain.motif.conflit_familial"},  ListValue{14, "domain.motif.absence_encadrement"},
    ListValue{15, "domain.motif.victime"},           ListValue{16, "domain.motif.autre"},
};
constexpr std::array k_programme{
    ListValue{1, "domain.programme.jeunes_exposes"},
    ListValue{2, "domain.programme.recidive"},
    ListValue{3, "domain.programme.reinsertion_personnalisee"},
    ListValue{4, "domain.programme.reussite_educative"},
};
constexpr std::array k_type_prise_en_charge{
    ListValue{1, "domain.type_prise_en_charge.sociale"},
    ListValue{2, "domain.type_prise_en_charge.protection_enfance"},
    ListValue{3, "domain.type_prise_en_charge.judiciaire"},
    ListValue{4, "domain.type_prise_en_charge.scolaire"},
    ListValue{5, "domain.type_prise_en_charge.insertion"},
};
constexpr std::array k_oui_non_inconnu{
    ListValue{1, "domain.oui_non_inconnu.oui"},
    ListValue{2, "domain.oui_non_inconnu.non"},
    ListValue{3, "domain.oui_non_inconnu.inconnu"},
};
constexpr std::array k_motif_fin{
    ListValue{1, "domain.motif_fin.sortie_positive"}, ListValue{2, "domain.motif_fin.droit_commun"},
    ListValue{3, "domain.motif_fin.refus"},           ListValue{4, "domain.motif_fin.demenagement"},
    ListValue{5, "domain.motif_fin.incarceration"},   ListValue{6, "domain.motif_fin.limite_age"},
    ListValue{7, "domain.motif_fin.sans_objet"},      ListValue{8, "domain.motif_fin.deces"},
};
constexpr std::array k_mode_information{
    ListValue{1, "domain.mode_information.entretien"},       ListValue{2, "domain.mode_information.courrier_remis"},
    ListValue{3, "domain.mode_information.courrier_envoye"}, ListValue{4, "domain.mode_information.telephone"},
    ListValue{5, "domain.mode_information.visite"},
};
constexpr std::array k_motif_report{
    ListValue{1, "domain.motif_report.injoignable"},      ListValue{2, "domain.motif_report.interet_enfant"},
    ListValue{3, "domain.motif_report.risque_personne"},  ListValue{4, "domain.motif_report.autorite_judiciaire"},
    ListValue{5, "domain.motif_report.rendez_vous_fixe"},
};
constexpr std::array k_absence_representant{
    ListValue{1, "domain.absence_representant.inconnu"},
    ListValue{2, "domain.absence_representant.injoignable"},
    ListValue{3, "domain.absence_representant.interet_enfant"},
    ListValue{4, "domain.absence_representant.mineur_emancipe"},
    ListValue{5, "domain.absence_representant.age_a_verifier"},
};
constexpr std::array k_question_liaison{
    ListValue{1, "domain.question_liaison.prise_en_charge"}, ListValue{2, "domain.question_liaison.en_contact"},
    ListValue{3, "domain.question_liaison.prendre_contact"}, ListValue{4, "domain.question_liaison.action_engagee"},
    ListValue{5, "domain.question_liaison.assiduite"},       ListValue{6, "domain.question_liaison.accompagnement"},
};
constexpr std::array k_reponse_liaison{
    ListValue{1, "domain.reponse_liaison.oui"},       ListValue{2, "domain.reponse_liaison.non"},
    ListValue{3, "domain.reponse_liaison.en_partie"}, ListValue{4, "domain.reponse_liaison.contact_pris"},
    ListValue{5, "domain.reponse_liaison.retiree"},
};
constexpr std::array k_type_action{
    ListValue{1, "domain.type_action.prise_contact"},
    ListValue{2, "domain.type_action.entretien_personne"},
    ListValue{3, "domain.type_action.entretien_famille"},
    ListValue{4, "domain.type_action.orientation"},
    ListValue{5, "domain.type_action.accompagnement_educatif"},
    ListValue{6, "domain.type_action.aide_scolarite"},
    ListValue{7, "domain.type_action.insertion"},
    ListValue{8, "domain.type_action.mediation"},
    ListValue{9, "domain.type_action.chantier"},
    ListValue{10, "domain.type_action.soutien_parentalite"},
    ListValue{11, "domain.type_action.aide_victime"},
};
constexpr std::array k_resultat_action{
    ListValue{1, "domain.resultat_action.atteint"},     ListValue{2, "domain.resultat_action.en_partie"},
    ListValue{3, "domain.resultat_action.non_atteint"}, ListValue{4, "domain.resultat_action.personne_absente"},
    ListValue{5, "domain.resultat_action.refusee"},     ListValue{6, "domain.resultat_action.sans_objet"},
};
constexpr std::array k_statut{
    ListValue{1, "domain.statut.signalee"},
    ListValue{2, "domain.statut.a_examiner"},
    ListValue{3, "domain.statut.en_suivi"},
    ListValue{4, "domain.statut.en_veille"},
    ListValue{5, "domain.statut.cloturee"},
    ListValue{6, "domain.statut.reorientee"},
    ListValue{7, "domain.statut.archive_intermediaire"},
    ListValue{8, "domain.statut.a_eliminer"},
    ListValue{9, "domain.statut.eliminee"},
    ListValue{10, "domain.statut.retenue"},
    ListValue{11, "domain.statut.refusee"},
};
constexpr std::array k_canal{
    ListValue{1, "domain.canal.article_40"},
    ListValue{2, "domain.canal.information_preoccupante"},
    ListValue{3, "domain.canal.droit_commun"},
    ListValue{4, "domain.canal.hors_perimetre"},
};
constexpr std::array k_motif_refus{
    ListValue{1, "domain.motif_refus.doublon"},
    ListValue{2, "domain.motif_refus.elements_insuffisants"},
    ListValue{3, "domain.motif_refus.sans_lien"},
    ListValue{4, "domain.motif_refus.deja_prise_en_charge"},
};
constexpr std::array k_motif_reouverture{
    ListValue{1, "domain.motif_reouverture.erreur"},
    ListValue{2, "domain.motif_reouverture.fait_nouveau"},
    ListValue{3, "domain.motif_reouverture.demande_personne"},
};
constexpr std::array k_accord_autre{
    ListValue{1, "domain.accord_autre.accepte"},
    ListValue{2, "domain.accord_autre.refuse"},
};
constexpr std::array k_qualite{
    ListValue{1, "domain.qualite.maire"},
    ListValue{2, "domain.qualite.president_epci"},
    ListValue{3, "domain.qualite.elu_delegue"},
    ListValue{4, "domain.qualite.coordonnateur"},
    ListValue{5, "domain.qualite.police_nationale"},
    ListValue{6, "domain.qualite.gendarmerie"},
    ListValue{7, "domain.qualite.police_municipale"},
    ListValue{8, "domain.qualite.education_nationale"},
    ListValue{9, "domain.qualite.bailleur"},
    ListValue{10, "domain.qualite.transporteur"},
    ListValue{11, "domain.qualite.pjj"},
    ListValue{12, "domain.qualite.spip"},
    ListValue{13, "domain.qualite.parquet"},
    ListValue{14, "domain.qualite.prefecture"},
    ListValue{15, "domain.qualite.departement"},
    ListValue{16, "domain.qualite.prevention_specialisee"},
    ListValue{17, "domain.qualite.ccas"},
    ListValue{18, "domain.qualite.mission_locale"},
    ListValue{19, "domain.qualite.reussite_educative"},
    ListValue{20, "domain.qualite.mediation"},
    ListValue{21, "domain.qualite.aide_victimes"},
    ListValue{22, "domain.qualite.service_municipal"},
    ListValue{23, "domain.qualite.delegue_protection_donnees"},
    ListValue{24, "domain.qualite.parlementaire"},
    ListValue{25, "domain.qualite.association"},
};
constexpr std::array k_vocation{
    ListValue{1, "domain.vocation.territoriale"},
    ListValue{2, "domain.vocation.thematique"},
};
constexpr std::array k_type_instance{
    ListValue{1, "domain.type_instance.clspd"},
    ListValue{2, "domain.type_instance.cispd"},
};
constexpr std::array k_obligation{
    ListValue{1, "domain.obligation.conseil_obligatoire"},
    ListValue{2, "domain.obligation.coordonnateur_designe"},
    ListValue{3, "domain.obligation.cddf_obligatoire"},
};
constexpr std::array k_type_texte{
    ListValue{1, "domain.type_texte.charte"},
    ListValue{2, "domain.type_texte.reglement_interieur"},
};
constexpr std::array k_etat_invitation{
    ListValue{1, "domain.etat_invitation.envoyee"},
    ListValue{2, "domain.etat_invitation.acceptee"},
    ListValue{3, "domain.etat_invitation.annulee"},
};

constexpr std::array k_lists{
    ClosedList{ListId::Sexe, "sexe", k_sexe},
    ClosedList{ListId::Activite, "activite", k_activite},
    ClosedList{ListId::Origine, "origine", k_origine},
    ClosedList{ListId::Motif, "motif", k_motif},
    ClosedList{ListId::Programme, "programme", k_programme},
    ClosedList{ListId::TypePriseEnCharge, "type_prise_en_charge", k_type_prise_en_charge},
    ClosedList{ListId::OuiNonInconnu, "oui_non_inconnu", k_oui_non_inconnu},
    ClosedList{ListId::MotifFin, "motif_fin", k_motif_fin},
    ClosedList{ListId::ModeInformation, "mode_information", k_mode_information},
    ClosedList{ListId::MotifReport, "motif_report", k_motif_report},
    ClosedList{ListId::AbsenceRepresentant, "absence_representant", k_absence_representant},
    ClosedList{ListId::QuestionLiaison, "question_liaison", k_question_liaison},
    ClosedList{ListId::ReponseLiaison, "reponse_liaison", k_reponse_liaison},
    ClosedList{ListId::TypeAction, "type_action", k_type_action},
    ClosedList{ListId::ResultatAction, "resultat_action", k_resultat_action},
    ClosedList{ListId::Statut, "statut", k_statut},
    ClosedList{ListId::Canal, "canal", k_canal},
    ClosedList{ListId::MotifRefus, "motif_refus", k_motif_refus},
    ClosedList{ListId::AccordAutre, "accord_autre", k_accord_autre},
    ClosedList{ListId::Qualite, "qualite", k_qualite},
    ClosedList{ListId::Vocation, "vocation", k_vocation},
    ClosedList{ListId::TypeInstance, "type_instance", k_type_instance},
    ClosedList{ListId::Obligation, "obligation", k_obligation},
    ClosedList{ListId::TypeTexte, "type_texte", k_type_texte},
    ClosedList{ListId::EtatInvitation, "etat_invitation", k_etat_invitation},
    ClosedList{ListId::MotifReouverture, "motif_reouverture", k_motif_reouverture},
};

/// Codes go from 1 without a hole, so that a code is an index.
consteval bool is_dense()
{
    for (std::size_t i = 0; i < k_lists.size(); ++i) {
        if (static_cast<std::size_t>(k_lists[i].id) != i + 1)
            return false;
        for (std::size_t j = 0; j < k_lists[i].values.size(); ++j) {
            if (k_lists[i].values[j].code != j + 1)
                return false;
        }
    }
    return true;
}
static_assert(is_dense());

}  // namespace

std::span<ClosedList const> closed_lists()
{
    return k_lists;
}

std::span<ListValue const> values_of(ListId list)
{
    auto const index = static_cast<std::size_t>(list);
    if (index == 0 || index > k_lists.size())
        return {};
    return k_lists[index - 1].values;
}

bool is_in_list(ListId list, std::uint64_t code)
{
    return code != 0 && code <= values_of(list).size();
}

std::string_view text_key(ListId list, std::uint64_t code)
{
    return is_in_list(list, code) ? values_of(list)[static_cast<std::size_t>(code - 1)].key : std::string_view{};
}

}  // namespace huisclos::domain
