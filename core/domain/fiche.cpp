#include "core/domain/fiche.hpp"

#include <algorithm>

#include "core/base/utf8.hpp"
#include "core/domain/statuses.hpp"
#include "core/domain/value_read.hpp"

namespace huisclos::domain {

namespace {

void put_identity(Identite& identity, std::uint64_t place, Value const& value)
{
    switch (place) {
    case 0:
        identity.nom = read_text(value);
        break;
    case 1:
        identity.prenom = read_text(value);
        break;
    case 2:
        identity.sexe = read_code<Sexe>(value);
        break;
    case 3:
        identity.naissance = read_date(value);
        break;
    case 4:
        identity.adresse = read_text(value);
        break;
    case 5:
        identity.telephone = read_text(value);
        break;
    default:
        identity.courriel = read_text(value);
        break;
    }
}

bool put_person_value(Fiche& fiche, std::uint64_t number, Value const& value)
{
    if (number >= field::k_nom && number <= field::k_courriel)
        put_identity(fiche.personne, number - field::k_nom, value);
    else if (number >= field::k_representant_1 && number < field::k_representant_2)
        put_identity(fiche.representants[0], number - field::k_representant_1, value);
    else if (number >= field::k_representant_2 && number < field::k_absence_representant)
        put_identity(fiche.representants[1], number - field::k_representant_2, value);
    else
        return false;
    return true;
}

bool put_information_value(Information& information, std::uint64_t number, Value const& value)
{
    switch (number) {
    case field::k_information_mode:
        information.mode = read_code<ModeInformation>(value);
        return true;
    case field::k_information_date:
        information.date = read_date(value);
        return true;
    case field::k_information_parents_mode:
        information.parents_mode = read_code<ModeInformation>(value);
        return true;
    case field::k_information_parents_date:
        information.parents_date = read_date(value);
        return true;
    case field::k_information_report:
        information.report = read_code<MotifReport>(value);
        return true;
    case field::k_information_report_date:
        information.report_date = read_date(value);
        return true;
    default:
        return false;
    }
}

/// Where it is in its path, and the reasons that its passages were given. False: another field.
bool put_passage_value(Fiche& fiche, std::uint64_t number, Value const& value)
{
    switch (number) {
    case field::k_statut:
        fiche.statut_ecrit = read_code<Statut>(value);
        return true;
    case field::k_accord_autre:
        fiche.accord_autre = read_code<AccordAutre>(value);
        return true;
    case field::k_canal:
        fiche.canal = read_code<Canal>(value);
        return true;
    case field::k_motif_refus:
        fiche.motif_refus = read_code<MotifRefus>(value);
        return true;
    case field::k_date_fin:
        fiche.date_fin = read_date(value);
        return true;
    case field::k_motif_fin:
        fiche.motif_fin = read_code<MotifFin>(value);
        return true;
    case field::k_motif_reouverture:
        fiche.motif_reouverture = read_code<MotifReouverture>(value);
        return true;
    default:
        return false;
    }
}

/// Where it comes from, who follows it and how.
void put_follow_up_value(Fiche& fiche, std::uint64_t number, Value const& value)
{
    switch (number) {
    case field::k_absence_representant:
        fiche.absence_representant = read_code<AbsenceRepresentant>(value);
        break;
    case field::k_activite:
        fiche.activite = read_code<Activite>(value);
        break;
    case field::k_debut:
        fiche.debut = read_date(value);
        break;
    case field::k_origine:
        fiche.origine = read_code<Origine>(value);
        break;
    case field::k_auteur:
        fiche.auteur = read_id<MemberId>(value);
        break;
    case field::k_groupe:
        fiche.groupe = read_id<GroupId>(value);
        break;
    case field::k_programme:
        fiche.programme = read_code<Programme>(value);
        break;
    case field::k_referent:
        fiche.referent = read_id<MemberId>(value);
        break;
    case field::k_signalement:
        fiche.signalement = read_id<RecordId>(value);
        break;
    default:  // Field 1, given by `type`.
        break;
    }
}

}  // namespace

bool Identite::is_named() const
{
    return !visible_line(nom).empty() || !visible_line(prenom).empty();
}

Statut Fiche::statut() const
{
    return statut_ecrit.value_or(initial_status(type).value_or(Statut::Signalee));
}

bool Fiche::has_representative() const
{
    return representants[0].is_named() || representants[1].is_named();
}

bool Fiche::has_motif(Motif motif) const
{
    return std::ranges::any_of(motifs, [motif](auto const& kept) { return kept.motif == motif; });
}

Result<void> put_value(Fiche& fiche, std::uint64_t number, Value const& value)
{
    auto const* row = find_field(fiche.type, number);
    if (row == nullptr || is_written_by_add(row->kind) || row->kind == FieldKind::Journal)
        return fail(ErrorCode::Op, "no field that is set has this number");
    if (find_problem(*row, value))
        return fail(ErrorCode::Op, "the value does not fit its field");
    if (!put_person_value(fiche, number, value) && !put_information_value(fiche.information, number, value) &&
        !put_passage_value(fiche, number, value))
        put_follow_up_value(fiche, number, value);
    return {};
}

Result<void> put_entry(Fiche& fiche, std::uint64_t number, Written const& written, Value const& value)
{
    auto const* row = find_field(fiche.type, number);
    if (row == nullptr || !(is_written_by_add(row->kind) || row->kind == FieldKind::Journal))
        return fail(ErrorCode::Op, "no set or journal has this number");
    if (find_problem(*row, value))
        return fail(ErrorCode::Op, "the value does not fit its field");
    switch (number) {
    case field::k_motifs:
        fiche.motifs.push_back({written, static_cast<Motif>(std::get<std::uint64_t>(value))});
        break;
    case field::k_elements_suivi:
        fiche.notes.push_back({written, read_text(value)});
        break;
    case field::k_actions:
        fiche.actions.push_back(
            {written, part_code<TypeAction>(value, action_part::k_type).value_or(TypeAction{}),
             part_id<MemberId>(value, action_part::k_responsable).value_or(MemberId{}),
             part_date(value, action_part::k_debut), part_date(value, action_part::k_fin),
             part_code<ResultatAction>(value, action_part::k_resultat), part_id<OpId>(value, action_part::k_premiere)});
        break;
    case field::k_prises_en_charge:
        fiche.prises_en_charge.push_back(
            {written, part_code<TypePriseEnCharge>(value, prise_en_charge_part::k_type).value_or(TypePriseEnCharge{}),
             part_code<OuiNonInconnu>(value, prise_en_charge_part::k_reponse).value_or(OuiNonInconnu{})});
        break;
    case field::k_questions:
        fiche.questions.push_back(
            {written, part_code<QuestionLiaison>(value, question_part::k_question).value_or(QuestionLiaison{}),
             part_id<MemberId>(value, question_part::k_membre).value_or(MemberId{})});
        break;
    default:
        fiche.reponses.push_back(
            {written, part_id<OpId>(value, reponse_part::k_question).value_or(OpId{}),
             part_code<ReponseLiaison>(value, reponse_part::k_reponse).value_or(ReponseLiaison{})});
        break;
    }
    return {};
}

}  // namespace huisclos::domain
