// clang-format off: one row, one line.
#include "core/domain/field_tables.hpp"

#define L HUISCLOS_LABEL

namespace huisclos::domain::tables {

namespace {

constexpr auto k_commune = all_of(Nature::N0, std::array{
    required(text(commune_part::k_code, "", L("commune_code"), 5)),
    required(text(commune_part::k_nom, "", L("commune_nom"), 100)),
    number(commune_part::k_population, "", L("commune_population"), 100'000'000),
});

constexpr auto k_proposition = all_of(Nature::N0, std::array{
    required(plain(proposition_part::k_groupe, "", L("proposition_groupe"), FieldKind::Group)),
    required(plain(proposition_part::k_date, "", L("proposition_date"), FieldKind::Date)),
});

constexpr auto k_instance = join(k_type_row, all_by(Writer::Secretariat, all_of(Nature::N0, std::array{
    required(choice(instance_field::k_type_instance, "", L("type_instance"), ListId::TypeInstance)),
    required(text(instance_field::k_nom, "", L("instance_nom"), 100)),
    text(instance_field::k_code, "", L("instance_code"), 9),
    elements(instance_field::k_communes, "", L("communes"), FieldKind::ElementSet, k_commune),
    choices(instance_field::k_obligations, "", L("obligations"), ListId::Obligation),
    text(instance_field::k_arrete, "", L("arrete"), 120),
})));

// The texts of a council together hold at most 60 KiB of UTF-8.
constexpr auto k_texte = join(k_type_row, all_by(Writer::Secretariat, all_of(Nature::N0, std::array{
    required(choice(texte_field::k_type_texte, "", L("type_texte"), ListId::TypeTexte)),
    required(number(texte_field::k_version, "", L("texte_version"), 0)),
    required(text(texte_field::k_titre, "", L("texte_titre"), 120)),
    required(Field{.number = texte_field::k_texte, .key = L("texte"), .kind = FieldKind::LongText, .max = 61'440}),
    elements(texte_field::k_propositions, "", L("propositions"), FieldKind::ElementSet, k_proposition),
    plain(texte_field::k_adoption, "", L("adoption"), FieldKind::Date),
})));

constexpr auto k_membre = join(k_type_row, all_of(Nature::N1, std::array{
    required(by(Writer::Program, plain(membre_field::k_membre, "", L("membre"), FieldKind::Member))),
    required(text(membre_field::k_nom, "", L("membre_nom"), 100)),
    required(choice(membre_field::k_qualite, "", L("qualite"), ListId::Qualite)),
    text(membre_field::k_organisation, "", L("organisation"), 120),
    plain(membre_field::k_debut, "", L("mandat_debut"), FieldKind::Date),
    plain(membre_field::k_fin, "", L("mandat_fin"), FieldKind::Date),
    text(membre_field::k_arrete, "", L("arrete"), 120),
}));

constexpr auto k_groupe = join(k_type_row, all_of(Nature::N1, std::array{
    required(by(Writer::Program, plain(groupe_field::k_groupe, "", L("groupe_id"), FieldKind::Group))),
    required(text(groupe_field::k_nom, "", L("groupe_nom"), 80)),
    required(choice(groupe_field::k_vocation, "", L("vocation"), ListId::Vocation)),
    required(text(groupe_field::k_perimetre, "", L("perimetre"), 200)),
    plain(groupe_field::k_animateur, "", L("animateur"), FieldKind::Member),
}));

constexpr auto k_invitation = join(k_type_row, all_of(Nature::N1, std::array{
    required(by(Writer::Program, plain(invitation_field::k_secret, "", L("invitation_secret"), FieldKind::Secret))),
    required(text(invitation_field::k_nom, "", L("membre_nom"), 100)),
    required(choice(invitation_field::k_qualite, "", L("qualite"), ListId::Qualite)),
    text(invitation_field::k_organisation, "", L("organisation"), 120),
    required(number(invitation_field::k_profil, "", L("profil"), k_profiles)),
    plain(invitation_field::k_groupes, "", L("invitation_groupes"), FieldKind::GroupSet),
    number(invitation_field::k_restreinte, "", L("invitation_restreinte"), 1),
    number(invitation_field::k_rang, "", L("invitation_rang"), 15),
    required(plain(invitation_field::k_expiration, "", L("expiration"), FieldKind::Instant)),
    choice(invitation_field::k_etat, "", L("etat_invitation"), ListId::EtatInvitation),
}));

static_assert(is_sound(k_instance) && is_sound(k_texte) && is_sound(k_membre) && is_sound(k_groupe));
static_assert(is_sound(k_invitation));

}  // namespace

std::span<Field const> instance()
{
    return k_instance;
}

std::span<Field const> texte()
{
    return k_texte;
}

std::span<Field const> membre()
{
    return k_membre;
}

std::span<Field const> groupe()
{
    return k_groupe;
}

std::span<Field const> invitation()
{
    return k_invitation;
}

}  // namespace huisclos::domain::tables
