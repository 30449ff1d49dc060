// Acceptance scenarios that the law alone answers (docs/law.md, section 7).

#include <boost/test/unit_test.hpp>

#include "core/domain/profile_table.hpp"
#include "core/law/abilities.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using law::Action;
using enum domain::RecordType;

namespace {

constexpr std::string_view k_sentence = "six mois avec sursis";

law::Decision write_text(
    Action action, domain::RecordType type, std::uint64_t field, std::string_view text, law::Facts const& who)
{
    auto request = a_request(action, law::k_groupe_nominatif, type, field);
    request.value = domain::Value(text);
    return law::decide(request, who);
}

/// A partner in front of the signalement that he wrote.
law::Facts the_bailleur()
{
    auto facts = a_member_of_the_group();
    facts.record.own = true;
    facts.record.status = domain::Statut::Signalee;
    return facts;
}

std::optional<domain::Permit> permit_of_partner(std::uint64_t kind, domain::RecordType type, std::uint64_t field)
{
    return domain::permits(
        domain::k_known_rules, domain::CompartmentClass::Nominatif, domain::Profile::Membre, kind, type, field);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_scenarios)

/// are of nature N4: a partner writes no sentence, and nobody one without the source that transmitted it,
/// since the sheet of a group has a place for neither. The second half is held by absence in this version: the
/// coordonnateur is refused whatever the source.
BOOST_AUTO_TEST_CASE(scenario_14_a_sentence_is_written_by_no_bailleur_and_by_nobody_without_its_source)
{
    auto const bailleur = the_bailleur();
    auto const coordonnateur = the_coordonnateur();
    BOOST_TEST(write_text(Action::SetField, Signalement, domain::field::k_nom, "Roux", bailleur).allowed);
    BOOST_TEST(write_text(Action::SetField, Situation, domain::field::k_nom, "Roux", coordonnateur).allowed);
    for (auto const field : {domain::field::k_reserved_a19, domain::field::k_reserved_a20}) {
        for (auto const type : {Signalement, Situation}) {
            for (auto const action : {Action::SetField, Action::AddElement, Action::Append}) {
                BOOST_TEST(!write_text(action, type, field, k_sentence, bailleur).allowed);
                auto const decision = write_text(action, type, field, k_sentence, coordonnateur);
                BOOST_TEST(said(decision) == "refused R-02 law.r_02.champ");
            }
            // Nor by a program that does not ask: readers fold nothing of a partner that this table does not permit.
            for (auto const kind : {domain::op_kind::k_set, domain::op_kind::k_add, domain::op_kind::k_append})
                BOOST_TEST((permit_of_partner(kind, type, field) == domain::Permit::No));
        }
    }
    BOOST_TEST(
        (permit_of_partner(domain::op_kind::k_set, Signalement, domain::field::k_nom) ==
         domain::Permit::OwnWhileSignalee));
}

BOOST_AUTO_TEST_SUITE_END()
