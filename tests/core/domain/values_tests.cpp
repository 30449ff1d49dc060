// Values that fit their fields, sheets filled from them, ages and references.
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

#include "core/base/encoding.hpp"
#include "core/domain/age.hpp"
#include "core/domain/council.hpp"
#include "core/domain/fiche.hpp"
#include "core/domain/reference.hpp"
#include "core/domain/value.hpp"

using namespace huisclos;
using namespace huisclos::domain;

namespace {

constexpr std::array<std::uint8_t, 16> k_someone{1, 2, 3};
constexpr std::array<std::uint8_t, 15> k_short{};

std::optional<ValueProblem> problem(std::uint8_t number, Value const& value, RecordType type = RecordType::Situation)
{
    return find_problem(*find_field(type, number), value);
}

Fiche a_situation()
{
    Fiche fiche;
    fiche.type = RecordType::Situation;
    return fiche;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(domain_values)

BOOST_AUTO_TEST_CASE(texts_are_nfc_one_line_and_bounded_in_code_points)
{
    BOOST_TEST(!problem(field::k_nom, std::string_view("Éléonore d’Aubigné")));
    std::string const longest(100, 'x');
    BOOST_TEST(!problem(field::k_nom, std::string_view(longest)));
    std::string hundred_accents;
    for (int i = 0; i < 100; ++i)
        hundred_accents += "é";
    BOOST_TEST(!problem(field::k_nom, std::string_view(hundred_accents)));
    std::string const longer = longest + "x";
    BOOST_TEST((problem(field::k_nom, std::string_view(longer)) == ValueProblem::TooLong));
    BOOST_TEST((problem(field::k_nom, std::string_view("e\xCC\x81")) == ValueProblem::NotText));
    BOOST_TEST((problem(field::k_nom, std::string_view("\xFF")) == ValueProblem::NotText));
    BOOST_TEST((problem(field::k_nom, std::string_view("deux\nlignes")) == ValueProblem::NotText));
    BOOST_TEST(!problem(field::k_elements_suivi, std::string_view("deux\nlignes")));
    BOOST_TEST((problem(field::k_nom, std::uint64_t{3}) == ValueProblem::WrongType));
    BOOST_TEST((problem(field::k_sexe, std::string_view("F")) == ValueProblem::WrongType));
}

BOOST_AUTO_TEST_CASE(dates_codes_and_ids_are_checked)
{
    BOOST_TEST(!problem(field::k_naissance, std::uint64_t{20'110'312}));
    BOOST_TEST(!problem(field::k_naissance, std::uint64_t{20'110'000}));
    BOOST_TEST((problem(field::k_naissance, std::uint64_t{20'110'230}) == ValueProblem::NotADate));
    BOOST_TEST((problem(field::k_sexe, std::uint64_t{4}) == ValueProblem::NotInList));
    BOOST_TEST(!problem(field::k_referent, BytesView(k_someone)));
    BOOST_TEST((problem(field::k_referent, BytesView(k_short)) == ValueProblem::WrongType));
    BOOST_TEST((problem(field::k_reference, std::string_view("2026-K7F3")) == ValueProblem::WrongType));
    BOOST_TEST(!problem(field::k_referent, Cleared{}));
    BOOST_TEST((problem(field::k_origine, Cleared{}) == ValueProblem::WrongType));
    BOOST_TEST((problem(field::k_motifs, Cleared{}) == ValueProblem::WrongType));
}

BOOST_AUTO_TEST_CASE(elements_have_their_parts_in_order_and_no_other)
{
    using Parts = std::array<Part, 3>;
    Parts const good{Part{1, std::uint64_t{2}}, Part{2, BytesView(k_someone)}, Part{3, std::uint64_t{20'261'119}}};
    BOOST_TEST(!problem(field::k_actions, std::span<Part const>(good)));
    BOOST_TEST((problem(field::k_actions, std::span<Part const>(good).first(2)) == ValueProblem::MissingPart));
    Parts const twice{Part{1, std::uint64_t{2}}, Part{2, BytesView(k_someone)}, Part{2, BytesView(k_someone)}};
    BOOST_TEST((problem(field::k_actions, std::span<Part const>(twice)) == ValueProblem::UnknownPart));
    std::array const unknown{Part{1, std::uint64_t{2}}, Part{9, std::string_view("récit")}};
    BOOST_TEST((problem(field::k_actions, std::span<Part const>(unknown)) == ValueProblem::UnknownPart));
    std::array const care{Part{1, std::uint64_t{1}}, Part{2, std::uint64_t{3}}};
    BOOST_TEST(!problem(field::k_prises_en_charge, std::span<Part const>(care)));
    BOOST_TEST((problem(field::k_motifs, std::span<Part const>(care)) == ValueProblem::WrongType));
    BOOST_TEST((problem(field::k_reponses, std::string_view("un récit")) == ValueProblem::WrongType));
}

BOOST_AUTO_TEST_CASE(a_sheet_is_filled_from_values)
{
    auto fiche = a_situation();
    BOOST_TEST((fiche.statut() == Statut::AExaminer));
    BOOST_TEST(put_value(fiche, field::k_nom, std::string_view("Roux")).has_value());
    BOOST_TEST(put_value(fiche, field::k_representant_2 + 1, std::string_view("Nadia")).has_value());
    BOOST_TEST(put_value(fiche, field::k_debut, std::uint64_t{20'261'119}).has_value());
    BOOST_TEST(put_value(fiche, field::k_statut, std::uint64_t{3}).has_value());
    BOOST_TEST(put_value(fiche, field::k_groupe, BytesView(k_someone)).has_value());
    BOOST_TEST(put_value(fiche, field::k_origine, std::uint64_t{4}).has_value());
    BOOST_TEST(put_value(fiche, field::k_auteur, BytesView(k_someone)).has_value());
    BOOST_TEST(put_entry(fiche, field::k_motifs, {}, std::uint64_t{16}).has_value());
    BOOST_TEST(fiche.personne.nom == "Roux");
    BOOST_TEST(fiche.representants[1].prenom == "Nadia");
    BOOST_TEST(fiche.has_representative());
    BOOST_TEST(fiche.has_motif(Motif::Autre));
    BOOST_TEST((fiche.statut() == Statut::EnSuivi));

    std::array const action{
        Part{1, std::uint64_t{2}}, Part{2, BytesView(k_someone)}, Part{3, std::uint64_t{20'261'119}},
        Part{5, std::uint64_t{1}}};
    BOOST_TEST(put_entry(fiche, field::k_actions, {}, std::span<Part const>(action)).has_value());
    BOOST_TEST((fiche.actions[0].type == TypeAction::EntretienPersonne));
    BOOST_TEST((fiche.actions[0].resultat == ResultatAction::Atteint));
    BOOST_TEST(!fiche.actions[0].fin.is_known());
    BOOST_TEST(put_value(fiche, field::k_referent, BytesView(k_someone)).has_value());
    BOOST_TEST(put_value(fiche, field::k_referent, Cleared{}).has_value());
    BOOST_TEST(!fiche.referent);
}

BOOST_AUTO_TEST_CASE(a_sheet_refuses_what_is_no_field_of_it)
{
    auto fiche = a_situation();
    for (auto const number :
         {field::k_reserved_a19, field::k_reserved_a20, field::k_reserved_a24, field::k_reserved_a25, field::k_motifs})
        BOOST_TEST((put_value(fiche, number, std::uint64_t{1}).error().code == ErrorCode::Op));
    BOOST_TEST((put_entry(fiche, field::k_nom, {}, std::string_view("x")).error().code == ErrorCode::Op));
    fiche.type = RecordType::Signalement;
    BOOST_TEST((put_entry(fiche, field::k_elements_suivi, {}, std::string_view("x")).error().code == ErrorCode::Op));
    BOOST_TEST(put_value(fiche, field::k_nom, std::string_view("Roux")).has_value());
}

BOOST_AUTO_TEST_CASE(council_records_are_filled_and_refuse_the_rest)
{
    Texte texte;
    BOOST_TEST(put_value(texte, texte_field::k_type_texte, std::uint64_t{2}).has_value());
    BOOST_TEST(put_value(texte, texte_field::k_adoption, std::uint64_t{20'260'915}).has_value());
    std::array const proposed{Part{1, BytesView(k_someone)}, Part{2, std::uint64_t{20'260'901}}};
    BOOST_TEST(put_entry(texte, texte_field::k_propositions, std::span<Part const>(proposed)).has_value());
    BOOST_TEST((texte.proposed_by(*GroupId::from(k_someone)) == Date{2026, 9, 1}));
    BOOST_TEST(!texte.proposed_by(GroupId{}).is_known());

    Invitation invitation;
    BOOST_TEST(put_value(invitation, invitation_field::k_profil, std::uint64_t{4}).has_value());
    BOOST_TEST((invitation.profil == Profile::Membre));
    BOOST_TEST(!put_value(invitation, invitation_field::k_profil, std::uint64_t{9}).has_value());
    BOOST_TEST(put_entry(invitation, invitation_field::k_groupes, BytesView(k_someone)).has_value());
    BOOST_TEST(invitation.groupes.size() == 1u);

    Membre membre;
    BOOST_TEST(put_value(membre, membre_field::k_qualite, std::uint64_t{8}).has_value());
    BOOST_TEST((membre.qualite == Qualite::EducationNationale));
    BOOST_TEST((put_value(membre, 40, std::string_view("x")).error().code == ErrorCode::Op));

    Groupe groupe;
    BOOST_TEST(put_value(groupe, groupe_field::k_vocation, std::uint64_t{1}).has_value());
    BOOST_TEST((groupe.vocation == Vocation::Territoriale));

    Instance instance;
    std::array const commune{Part{1, std::string_view("99001")}, Part{2, std::string_view("Saint-Aubin")}};
    BOOST_TEST(put_entry(instance, instance_field::k_communes, std::span<Part const>(commune)).has_value());
    BOOST_TEST(instance.communes[0].nom == "Saint-Aubin");
}

/// CSI L. 132-4: above 5 000 and 15 000 inhabitants, or a priority district; CASF L. 141-1: above 50 000.
BOOST_AUTO_TEST_CASE(duties_follow_the_population)
{
    using enum Obligation;
    using List = std::vector<Obligation>;
    BOOST_TEST(duties_of(5'000, PriorityDistrict::None).empty());
    BOOST_TEST((duties_of(5'000, PriorityDistrict::Some) == List{ConseilObligatoire}));
    BOOST_TEST((duties_of(5'001, PriorityDistrict::None) == List{ConseilObligatoire}));
    BOOST_TEST((duties_of(15'001, PriorityDistrict::None) == List{ConseilObligatoire, CoordonnateurDesigne}));
    BOOST_TEST(duties_of(50'001, PriorityDistrict::None).size() == 3u);
}

BOOST_AUTO_TEST_CASE(ages_are_read_in_the_sense_that_protects)
{
    Date const today{2026, 11, 25};
    BOOST_TEST((minority({2008, 11, 25}, today) == Minority::Adult));
    BOOST_TEST((minority({2008, 11, 26}, today) == Minority::Minor));
    BOOST_TEST((minority({2008, 0, 0}, today) == Minority::Minor));
    BOOST_TEST((minority({2008, 11, 0}, today) == Minority::Minor));
    BOOST_TEST((minority({2008, 10, 0}, today) == Minority::Adult));
    BOOST_TEST((minority({}, today) == Minority::Unknown));
    BOOST_TEST((minority({2008, 2, 29}, {2026, 2, 28}) == Minority::Minor));
    BOOST_TEST((minority({2008, 2, 29}, {2026, 3, 1}) == Minority::Adult));
    BOOST_TEST((twenty_fifth_birthday({2011, 3, 12}) == Date{2036, 3, 12}));
    BOOST_TEST((twenty_fifth_birthday({2008, 2, 29}) == Date{2033, 2, 28}));
    BOOST_TEST((twenty_fifth_birthday({2011, 0, 0}) == Date{2036, 1, 1}));
    BOOST_TEST((twenty_fifth_birthday({2011, 4, 0}) == Date{2036, 4, 1}));
    BOOST_TEST(!twenty_fifth_birthday({}));
    BOOST_TEST((age_on({2011, 3, 12}, today) == 15));
    BOOST_TEST(!age_on({2011, 0, 0}, today));
    BOOST_TEST((age_on({2011, 10, 0}, today) == 15));
}

BOOST_AUTO_TEST_CASE(references_grow_only_while_ambiguous_and_never_count)
{
    auto const id = [](std::string_view letters) {
        return *RecordId::from(*from_base32(std::string(letters) + std::string(26 - letters.size(), 'A')));
    };
    Opened const first{id("K7F3AA"), {2026, 3, 1}};
    Opened const close{id("K7F3BA"), {2026, 9, 9}};
    Opened const other_year{id("K7F3CA"), {2025, 9, 9}};
    Opened const other{id("ABCD"), {2026, 1, 1}};
    BOOST_TEST(make_reference(first, {}) == "2026-K7F3");
    BOOST_TEST(make_reference(first, std::array{first, other, other_year}) == "2026-K7F3");
    BOOST_TEST(make_reference(first, std::array{first, close}) == "2026-K7F3A");
    BOOST_TEST(make_reference(close, std::array{first, close}) == "2026-K7F3B");
}

BOOST_AUTO_TEST_CASE(names_by_which_others_decide_hide_nothing)
{
    constexpr std::string_view k_hidden = "Camille\u202e\u200b  Durand\u2060";
    Membre member;
    BOOST_TEST(put_value(member, membre_field::k_nom, k_hidden).has_value());
    BOOST_TEST(put_value(member, membre_field::k_organisation, k_hidden).has_value());
    BOOST_TEST(member.nom == "Camille Durand");
    BOOST_TEST(member.organisation == "Camille Durand");
    Groupe group;
    BOOST_TEST(put_value(group, groupe_field::k_nom, k_hidden).has_value());
    BOOST_TEST(group.nom == "Camille Durand");
    Invitation invitation;
    BOOST_TEST(put_value(invitation, invitation_field::k_nom, k_hidden).has_value());
    BOOST_TEST(invitation.nom == "Camille Durand");
    Instance instance;
    BOOST_TEST(put_value(instance, instance_field::k_nom, k_hidden).has_value());
    BOOST_TEST(instance.nom == "Camille Durand");
}

BOOST_AUTO_TEST_SUITE_END()
