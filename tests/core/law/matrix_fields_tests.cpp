// The matrix of rights: who writes which field of a sheet.
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

#include "core/law/abilities.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using law::Action;
using enum domain::RecordType;

BOOST_AUTO_TEST_SUITE(law_matrix_of_fields)

/// Matrix row of the individual sheet: C everything; référent actions and results; members signalement and answer.
BOOST_AUTO_TEST_CASE(matrix_a_partner_reports_and_answers_and_writes_nothing_else)
{
    using namespace domain;
    auto const author = an_author();
    auto other = author;
    other.record.own = false;
    auto const name = a_write(Action::SetField, Signalement, field::k_nom, std::string_view("Roux"));
    BOOST_TEST(decided(name, author) == "allowed M-08");
    BOOST_TEST(decided(name, other) == "refused M-08 law.droit.auteur");
    auto qualified = author;
    qualified.record.status = Statut::Retenue;
    BOOST_TEST(decided(name, qualified) == "refused M-08 law.droit.qualifiee");

    auto member = a_member_of_the_group();
    member.record.status = Statut::EnSuivi;
    for (auto const number : {field::k_nom, field::k_referent, field::k_programme, field::k_activite}) {
        BOOST_TEST(
            said(law::decide_field(law::k_groupe_nominatif, Situation, number, member, k_today)) ==
            "refused M-08 law.droit.profil");
        BOOST_TEST(law::decide_field(law::k_groupe_nominatif, Situation, number, the_coordonnateur(), k_today).allowed);
    }
    auto const note = a_write(Action::Append, Situation, field::k_elements_suivi, std::string_view("Vu."));
    BOOST_TEST(decided(note, member) == "refused M-08 law.droit.profil");
    auto const question = law::decide_field(law::k_groupe_nominatif, Situation, field::k_questions, member, k_today);
    BOOST_TEST(said(question) == "refused M-08 law.droit.profil");
}

BOOST_AUTO_TEST_CASE(matrix_only_the_member_asked_answers_a_liaison)
{
    auto facts = a_member_of_the_group();
    facts.record.status = domain::Statut::EnSuivi;
    facts.record.asks_actor = true;
    std::array<std::uint8_t, 16> const question{1};
    std::array const parts{domain::Part{1, BytesView(question)}, domain::Part{2, std::uint64_t{1}}};
    auto const answer =
        a_write(Action::Append, Situation, domain::field::k_reponses, std::span<domain::Part const>(parts));
    BOOST_TEST(decided(answer, facts) == "allowed M-08");
    facts.record.asks_actor = false;
    BOOST_TEST(decided(answer, facts) == "refused M-08 law.droit.interroge");
    facts.record.asks_actor = true;
    facts.record.status = domain::Statut::Cloturee;
    BOOST_TEST(decided(answer, facts) == "refused S-06 law.s_06.close");
}

BOOST_AUTO_TEST_CASE(matrix_who_leads_withdraws_a_question_and_answers_none)
{
    std::array<std::uint8_t, 16> const question{1};
    auto const answer = [&question](domain::ReponseLiaison code, law::Facts facts) {
        facts.record.status = domain::Statut::EnSuivi;
        std::array const parts{domain::Part{1, BytesView(question)}, domain::Part{2, static_cast<std::uint64_t>(code)}};
        return decided(
            a_write(Action::Append, Situation, domain::field::k_reponses, std::span<domain::Part const>(parts)), facts);
    };
    using enum domain::ReponseLiaison;
    for (auto facts : {the_mayor(), the_coordonnateur()}) {
        BOOST_TEST(answer(Oui, facts) == "refused M-08 law.droit.interroge");
        BOOST_TEST(answer(Retiree, facts) == "allowed M-08");
        BOOST_TEST(
            said(law::decide_field(law::k_groupe_nominatif, Situation, domain::field::k_reponses, facts, k_today)) ==
            "refused M-08 law.droit.interroge");
        // Of whom the question was asked, answers like any other.
        facts.record.asks_actor = true;
        BOOST_TEST(answer(Oui, facts) == "allowed M-08");
    }
    auto school = a_member_of_the_group();
    school.record.asks_actor = true;
    BOOST_TEST(answer(Oui, school) == "allowed M-08");
    BOOST_TEST(answer(Retiree, school) == "refused M-08 law.droit.retrait");
}

BOOST_AUTO_TEST_CASE(matrix_the_referent_writes_actions_of_the_situations_that_name_him)
{
    auto facts = a_person_of(domain::Profile::Referent, domain::Role::Write);
    facts.record.status = domain::Statut::EnSuivi;
    facts.record.names_actor = true;
    auto const ask = [](law::Facts const& with) {
        return said(law::decide_field(law::k_groupe_nominatif, Situation, domain::field::k_actions, with, k_today));
    };
    BOOST_TEST(ask(facts) == "allowed M-08");
    facts.record.names_actor = false;
    BOOST_TEST(ask(facts) == "refused M-08 law.droit.referent");
    facts.record.names_actor = true;
    facts.actor.role = domain::Role::Contribute;
    BOOST_TEST(ask(facts) == "refused M-08 law.droit.role");
    facts.actor.role = domain::Role::Write;
    facts.record.status = domain::Statut::Cloturee;
    BOOST_TEST(ask(facts) == "refused S-06 law.s_06.close");
}

BOOST_AUTO_TEST_CASE(matrix_secretariat_dpo_and_calendar_write_no_sheet)
{
    auto const create = a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement);
    BOOST_TEST(decided(create, a_member_of_the_group()) == "allowed M-08");
    for (auto const profile : {domain::Profile::Secretariat, domain::Profile::Dpo, domain::Profile::Calendrier})
        BOOST_TEST(decided(create, a_person_of(profile, domain::Role::Write)) == "refused M-08 law.droit.profil");
    auto const text = a_request(Action::CreateRecord, law::k_pleniere, Texte);
    BOOST_TEST(decided(text, a_person_of(domain::Profile::Secretariat, domain::Role::Write)) == "allowed M-01");
    BOOST_TEST(decided(text, a_member_of_the_group()) == "refused M-01 law.droit.profil");
}

BOOST_AUTO_TEST_SUITE_END()
