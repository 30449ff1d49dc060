// clang-format off: one row, one line.
#include "core/domain/field_tables.hpp"

#define L HUISCLOS_LABEL

namespace huisclos::domain::tables {

namespace {

constexpr std::array k_action{
    required(choice(action_part::k_type, "", L("action_type"), ListId::TypeAction)),
    required(plain(action_part::k_responsable, "", L("action_responsable"), FieldKind::Member)),
    required(plain(action_part::k_debut, "", L("action_debut"), FieldKind::Date)),
    plain(action_part::k_fin, "", L("action_fin"), FieldKind::Date),
    choice(action_part::k_resultat, "", L("action_resultat"), ListId::ResultatAction),
    by(Writer::Program, plain(action_part::k_premiere, "", L("action_premiere"), FieldKind::Op)),
};

constexpr std::array k_prise_en_charge{
    required(choice(prise_en_charge_part::k_type, "", L("prise_en_charge_type"), ListId::TypePriseEnCharge)),
    required(choice(prise_en_charge_part::k_reponse, "", L("prise_en_charge_reponse"), ListId::OuiNonInconnu)),
};

constexpr std::array k_question{
    required(choice(question_part::k_question, "", L("question"), ListId::QuestionLiaison)),
    required(plain(question_part::k_membre, "", L("question_membre"), FieldKind::Member)),
};

constexpr std::array k_reponse{
    required(plain(reponse_part::k_question, "", L("reponse_question"), FieldKind::Op)),
    required(choice(reponse_part::k_reponse, "", L("reponse"), ListId::ReponseLiaison)),
};

/// `keys`: the labels, those of in order.
consteval std::array<Field, 7> representant(std::uint8_t first, std::array<std::string_view, 7> const& keys)
{
    auto const at = [first](int place) { return static_cast<std::uint8_t>(first + place); };
    return {
        text(at(0), "A-08", keys[0], 100),
        text(at(1), "A-08", keys[1], 100),
        choice(at(2), "A-08", keys[2], ListId::Sexe),
        plain(at(3), "A-08", keys[3], FieldKind::Date),
        free_text(text(at(4), "A-08", keys[4], 200)),
        text(at(5), "A-08", keys[5], 30),
        text(at(6), "A-08", keys[6], 254),
    };
}

constexpr std::array<std::string_view, 7> k_of_representant{
    L("representant_nom"),     L("representant_prenom"),    L("representant_sexe"),    L("representant_naissance"),
    L("representant_adresse"), L("representant_telephone"), L("representant_courriel")};
constexpr std::array<std::string_view, 7> k_of_second_representant{
    L("second_representant_nom"),      L("second_representant_prenom"),  L("second_representant_sexe"),
    L("second_representant_naissance"), L("second_representant_adresse"), L("second_representant_telephone"),
    L("second_representant_courriel")};

/// What a signalement and a situation share.
constexpr auto k_shared = join(
    std::array{
        text(field::k_nom, "A-01", L("nom"), 100),
        text(field::k_prenom, "A-02", L("prenom"), 100),
        choice(field::k_sexe, "A-03", L("sexe"), ListId::Sexe),
        plain(field::k_naissance, "A-04", L("naissance"), FieldKind::Date),
        free_text(text(field::k_adresse, "A-05", L("adresse"), 200)),
        text(field::k_telephone, "A-06", L("telephone"), 30),
        text(field::k_courriel, "A-07", L("courriel"), 254),
        choice(field::k_activite, "A-09", L("activite"), ListId::Activite),
        required(choice(field::k_origine, "A-11", L("origine"), ListId::Origine)),
        required(plain(field::k_auteur, "A-12", L("auteur"), FieldKind::Member)),
        required(choices(field::k_motifs, "A-13", L("motifs"), ListId::Motif)),
        choice(field::k_information_mode, "A-22", L("information_mode"), ListId::ModeInformation),
        plain(field::k_information_date, "A-22", L("information_date"), FieldKind::Date),
        choice(field::k_information_parents_mode, "A-22", L("information_parents_mode"), ListId::ModeInformation),
        plain(field::k_information_parents_date, "A-22", L("information_parents_date"), FieldKind::Date),
        choice(field::k_information_report, "A-22", L("information_report"), ListId::MotifReport),
        plain(field::k_information_report_date, "A-22", L("information_report_date"), FieldKind::Date),
        elements(field::k_prises_en_charge, "A-23", L("prises_en_charge"), FieldKind::ElementSet, k_prise_en_charge),
        choice(field::k_absence_representant, "A-08", L("absence_representant"), ListId::AbsenceRepresentant),
    },
    representant(field::k_representant_1, k_of_representant),
    representant(field::k_representant_2, k_of_second_representant));

// have no line here, and A-14 is the only text about what is done: docs/law.md.
constexpr auto k_situation = join(k_type_row, k_shared, std::array{
    required(plain(field::k_debut, "A-10", L("debut"), FieldKind::Date)),
    free_text(Field{.number = field::k_elements_suivi, .id = "A-14", .key = L("elements_suivi"),
                    .kind = FieldKind::Journal, .max = 500}),
    required(by(Writer::Program, plain(field::k_groupe, "A-15", L("groupe"), FieldKind::Group))),
    choice(field::k_programme, "A-16", L("programme"), ListId::Programme),
    plain(field::k_referent, "A-17", L("referent"), FieldKind::Member),
    by(Writer::Referent, elements(field::k_actions, "A-18", L("actions"), FieldKind::ElementSet, k_action)),
    plain(field::k_date_fin, "A-21", L("date_fin"), FieldKind::Date),
    choice(field::k_motif_fin, "A-21", L("motif_fin"), ListId::MotifFin),
    choice(field::k_statut, "T-1", L("statut"), ListId::Statut),
    by(Writer::Program, plain(field::k_reference, "T-2", L("reference"), FieldKind::Derived)),
    elements(field::k_questions, "T-3", L("questions"), FieldKind::Journal, k_question),
    by(Writer::Interroge, elements(field::k_reponses, "T-4", L("reponses"), FieldKind::Journal, k_reponse)),
    by(Writer::Program, plain(field::k_signalement, "T-5", L("signalement"), FieldKind::Record)),
    choice(field::k_canal, "T-7", L("canal"), ListId::Canal),
    choice(field::k_motif_reouverture, "T-9", L("motif_reouverture"), ListId::MotifReouverture),
});

constexpr auto k_signalement = join(k_type_row, all_by(Writer::Auteur, k_shared), std::array{
    required(by(Writer::Auteur, plain(field::k_debut, "A-10", L("date_signalement"), FieldKind::Date))),
    choice(field::k_statut, "T-1", L("statut"), ListId::Statut),
    by(Writer::Program, plain(field::k_reference, "T-2", L("reference"), FieldKind::Derived)),
    choice(field::k_accord_autre, "T-6", L("accord_autre"), ListId::AccordAutre),
    choice(field::k_canal, "T-7", L("canal"), ListId::Canal),
    choice(field::k_motif_refus, "T-8", L("motif_refus"), ListId::MotifRefus),
});

static_assert(is_sound(k_situation) && is_sound(k_signalement));

}  // namespace

std::span<Field const> situation()
{
    return k_situation;
}

std::span<Field const> signalement()
{
    return k_signalement;
}

}  // namespace huisclos::domain::tables
