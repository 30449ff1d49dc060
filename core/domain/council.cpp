#include "core/domain/council.hpp"

#include "core/domain/value_read.hpp"

namespace huisclos::domain {

namespace {

enum class Way : std::uint8_t { Set, Entry };

Result<void> check(RecordType type, std::uint64_t number, Value const& value, Way way)
{
    auto const* row = find_field(type, number);
    if (row == nullptr)
        return fail(ErrorCode::Op, "the record has no such field");
    bool const is_entry = is_written_by_add(row->kind) || row->kind == FieldKind::Journal;
    if (is_entry != (way == Way::Entry))
        return fail(ErrorCode::Op, "the field is written another way");
    if (find_problem(*row, value))
        return fail(ErrorCode::Op, "the value does not fit its field");
    return {};
}

// Thresholds of population: above them.
constexpr std::uint64_t k_council = 5'000;         // CSI L. 132-4, since the law of 25 May 2021.
constexpr std::uint64_t k_coordonnateur = 15'000;  // CSI L. 132-4.
constexpr std::uint64_t k_families = 50'000;       // CASF L. 141-1.

}  // namespace

Date Texte::proposed_by(GroupId group) const
{
    for (auto const& proposition : propositions) {
        if (proposition.groupe == group)
            return proposition.date;
    }
    return {};
}

std::vector<Obligation> duties_of(std::uint64_t population, PriorityDistrict district)
{
    std::vector<Obligation> duties;
    if (population > k_council || district == PriorityDistrict::Some)
        duties.push_back(Obligation::ConseilObligatoire);
    if (population > k_coordonnateur)
        duties.push_back(Obligation::CoordonnateurDesigne);
    if (population > k_families)
        duties.push_back(Obligation::CddfObligatoire);
    return duties;
}

Result<void> put_value(Instance& to, std::uint64_t number, Value const& value)
{
    HUISCLOS_TRY(check(RecordType::Instance, number, value, Way::Set));
    if (number == instance_field::k_type_instance)
        to.type = read_code<TypeInstance>(value);
    else if (number == instance_field::k_nom)
        to.nom = read_name(value);
    else if (number == instance_field::k_code)
        to.code = read_name(value);
    else if (number == instance_field::k_arrete)
        to.arrete = read_name(value);
    return {};
}

Result<void> put_value(Texte& to, std::uint64_t number, Value const& value)
{
    HUISCLOS_TRY(check(RecordType::Texte, number, value, Way::Set));
    if (number == texte_field::k_type_texte)
        to.type = read_code<TypeTexte>(value);
    else if (number == texte_field::k_version)
        to.version = read_number(value);
    else if (number == texte_field::k_titre)
        to.titre = read_text(value);
    else if (number == texte_field::k_texte)
        to.texte = read_text(value);
    else if (number == texte_field::k_adoption)
        to.adoption = read_date(value);
    return {};
}

Result<void> put_value(Membre& to, std::uint64_t number, Value const& value)
{
    HUISCLOS_TRY(check(RecordType::Membre, number, value, Way::Set));
    if (number == membre_field::k_membre)
        to.id = read_id<MemberId>(value).value_or(MemberId{});
    else if (number == membre_field::k_nom)
        to.nom = read_name(value);
    else if (number == membre_field::k_qualite)
        to.qualite = read_code<Qualite>(value);
    else if (number == membre_field::k_organisation)
        to.organisation = read_name(value);
    else if (number == membre_field::k_debut)
        to.debut = read_date(value);
    else if (number == membre_field::k_fin)
        to.fin = read_date(value);
    else if (number == membre_field::k_arrete)
        to.arrete = read_name(value);
    return {};
}

Result<void> put_value(Groupe& to, std::uint64_t number, Value const& value)
{
    HUISCLOS_TRY(check(RecordType::Groupe, number, value, Way::Set));
    if (number == groupe_field::k_groupe)
        to.id = read_id<GroupId>(value).value_or(GroupId{});
    else if (number == groupe_field::k_nom)
        to.nom = read_name(value);
    else if (number == groupe_field::k_vocation)
        to.vocation = read_code<Vocation>(value);
    else if (number == groupe_field::k_perimetre)
        to.perimetre = read_text(value);
    else if (number == groupe_field::k_animateur)
        to.animateur = read_id<MemberId>(value);
    return {};
}

Result<void> put_value(Invitation& to, std::uint64_t number, Value const& value)
{
    HUISCLOS_TRY(check(RecordType::Invitation, number, value, Way::Set));
    if (number == invitation_field::k_nom)
        to.nom = read_name(value);
    else if (number == invitation_field::k_qualite)
        to.qualite = read_code<Qualite>(value);
    else if (number == invitation_field::k_organisation)
        to.organisation = read_name(value);
    else if (number == invitation_field::k_profil)
        to.profil = profile_from(read_number(value));
    else if (number == invitation_field::k_restreinte)
        to.restreinte = read_number(value) == 1;
    else if (number == invitation_field::k_rang && !std::holds_alternative<Cleared>(value))
        to.rang = static_cast<std::uint8_t>(read_number(value));
    else if (number == invitation_field::k_rang)
        to.rang.reset();
    else if (number == invitation_field::k_expiration)
        to.expiration = {static_cast<std::int64_t>(read_number(value))};
    else if (number == invitation_field::k_etat)
        to.etat = read_code<EtatInvitation>(value);
    return {};
}

Result<void> put_entry(Instance& to, std::uint64_t number, Value const& element)
{
    HUISCLOS_TRY(check(RecordType::Instance, number, element, Way::Entry));
    if (number == instance_field::k_obligations) {
        to.obligations.push_back(static_cast<Obligation>(read_number(element)));
        return {};
    }
    to.communes.push_back(
        {read_name(part_of(element, commune_part::k_code)), read_name(part_of(element, commune_part::k_nom)),
         read_number(part_of(element, commune_part::k_population))});
    return {};
}

Result<void> put_entry(Texte& to, std::uint64_t number, Value const& element)
{
    HUISCLOS_TRY(check(RecordType::Texte, number, element, Way::Entry));
    to.propositions.push_back(
        {part_id<GroupId>(element, proposition_part::k_groupe).value_or(GroupId{}),
         part_date(element, proposition_part::k_date)});
    return {};
}

Result<void> put_entry(Invitation& to, std::uint64_t number, Value const& element)
{
    HUISCLOS_TRY(check(RecordType::Invitation, number, element, Way::Entry));
    to.groupes.push_back(read_id<GroupId>(element).value_or(GroupId{}));
    return {};
}

}  // namespace huisclos::domain
