// and the path of a case.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>

#include "core/law/abilities.hpp"
#include "core/law/retention.hpp"
#include "tests/core/domain/catalogue.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using domain::Statut;
using law::Action;
using enum domain::RecordType;

namespace {

law::Facts a_case(Statut status)
{
    auto facts = the_coordonnateur();
    add_a_followed_minor(facts, status);
    return facts;
}

law::Request a_new_situation()
{
    return a_request(Action::CreateRecord, law::k_groupe_nominatif, Situation);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_people)

/// Acceptance scenario 1 of docs/law.md.
BOOST_AUTO_TEST_CASE(scenario_01_no_sheet_is_attached_to_the_restricted_formation)
{
    auto member = a_member_of_the_group();
    BOOST_TEST(
        decided(a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement), member) == "allowed M-08");
    member.actor.role = domain::Role::Read;
    auto const decision = law::decide(a_request(Action::CreateRecord, law::k_restreinte, Signalement), member);
    BOOST_TEST(said(decision) == "refused R-01 law.r_01.restreinte");
    auto const article = french_texts().at(decision.article.key);
    BOOST_TEST(article.find("AU-038), article\u00a01") != std::string::npos);
    BOOST_TEST(article.find("référence") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(r_12_a_minor_has_a_representative_or_a_reason)
{
    auto facts = a_case(Statut::AExaminer);
    BOOST_TEST(decided(a_new_situation(), facts) == "allowed M-08");
    facts.person.has_representative = false;
    BOOST_TEST(decided(a_new_situation(), facts) == "refused R-12 law.r_12.representant");
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "refused R-12 law.r_12.representant");
    facts.person.has_absence_reason = true;
    BOOST_TEST(decided(a_new_situation(), facts) == "allowed M-08");
    facts.person.has_absence_reason = false;
    facts.person.birth = {2008, 11, 25};  // 18 today.
    BOOST_TEST(decided(a_new_situation(), facts) == "allowed M-08");
    facts.person.birth = {2008, 11, 26};  // 18 tomorrow.
    BOOST_TEST(decided(a_new_situation(), facts) == "refused R-12 law.r_12.representant");
}

/// The passage asks what the situation that it makes would be refused for: nothing is offered, nor logged as done, that
/// then fails.
BOOST_AUTO_TEST_CASE(r_12_what_is_owed_to_the_person_is_asked_by_retenir_itself)
{
    for (auto const from : {Statut::Signalee, Statut::Reorientee, Statut::Refusee}) {
        auto const retain = a_status(Statut::Retenue, Signalement);
        BOOST_TEST(decided(retain, a_case(from)) == "allowed M-08");
        auto facts = a_case(from);
        facts.person.has_representative = false;
        BOOST_TEST(decided(retain, facts) == "refused R-12 law.r_12.representant");
        facts = a_case(from);
        facts.person.birth = k_today;
        facts.person.birth.year = static_cast<std::uint16_t>(k_today.year - 25);
        BOOST_TEST(decided(retain, facts) == "refused R-61 law.r_61.age");
        facts = a_case(from);
        facts.person.named = false;
        BOOST_TEST(decided(retain, facts) == "refused S-08 law.s_08.personne");
    }
    auto facts = a_case(Statut::Signalee);
    facts.person.has_representative = false;
    auto const options = law::status_options(law::k_groupe_nominatif, Signalement, facts, k_today);
    auto const retain = std::ranges::find(options, Statut::Retenue, &law::StatusOption::to);
    BOOST_REQUIRE((retain != options.end()));
    BOOST_TEST(said(retain->decision) == "refused R-12 law.r_12.representant");
}

BOOST_AUTO_TEST_CASE(r_12_without_a_birth_date_the_person_is_held_to_be_a_minor)
{
    auto facts = a_case(Statut::AExaminer);
    facts.person.birth = {};
    auto const created = law::decide(a_new_situation(), facts);
    BOOST_TEST(said(created) == "allowed M-08");
    BOOST_TEST((created.notices == std::vector{phrase("law.r_60.naissance")}));
    facts.person.has_representative = false;
    BOOST_TEST(decided(a_new_situation(), facts) == "refused R-12 law.r_12.age_inconnu");
}

BOOST_AUTO_TEST_CASE(r_12_a_signalement_is_sent_without_and_says_what_will_be_asked)
{
    auto const report = a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement);
    auto facts = a_member_of_the_group();
    auto const said_of = [&] {
        auto const decision = law::decide(report, facts);
        BOOST_TEST(said(decision) == "allowed M-08");
        return decision.notices;
    };
    facts.person.birth = {2012, 5, 5};
    BOOST_TEST((said_of() == std::vector{phrase("law.r_12.a_venir")}));
    facts.person.birth = {};
    BOOST_TEST((said_of() == std::vector{phrase("law.r_12.a_venir_age")}));
    facts.person.has_absence_reason = true;
    BOOST_TEST(said_of().empty());
    facts.person.has_absence_reason = false;
    facts.person.birth = {2001, 12, 25};
    BOOST_TEST(said_of().empty());
}

BOOST_AUTO_TEST_CASE(statuses_a_sheet_is_made_of_somebody_who_has_a_name)
{
    auto facts = a_case(Statut::AExaminer);
    facts.person.named = false;
    for (auto const type : {Signalement, Situation}) {
        auto const create = a_request(Action::CreateRecord, law::k_groupe_nominatif, type);
        BOOST_TEST(decided(create, a_case(Statut::AExaminer)) == "allowed M-08");
        BOOST_TEST(decided(create, facts) == "refused S-08 law.s_08.personne");
    }
    // What is written of one that stands there is not concerned.
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "allowed M-08");
    // Whether the form is offered is asked before anybody is named.
    BOOST_TEST(law::group_abilities(law::k_groupe_nominatif, facts, k_today).report.allowed);
}

BOOST_AUTO_TEST_CASE(r_60_an_unknown_birth_date_is_asked)
{
    BOOST_TEST(!law::archive_end({2026, 11, 25}, {}));
    BOOST_TEST((law::archive_end({2026, 11, 25}, {2003, 0, 0})->until == Date{2028, 1, 1}));
    auto facts = a_case(Statut::EnSuivi);
    facts.record.end = k_today;
    facts.record.has_end_reason = true;
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "allowed M-08");
    facts.person.birth = {};
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "refused R-60 law.r_60.naissance");
    facts.person.birth = {2011, 0, 0};
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(r_61_nobody_is_followed_from_his_25th_birthday_on)
{
    auto facts = a_case(Statut::AExaminer);
    facts.person.birth = {2001, 11, 26};  // 25 tomorrow.
    BOOST_TEST(decided(a_new_situation(), facts) == "allowed M-08");
    facts.person.birth = {2001, 11, 25};
    auto const decision = law::decide(a_new_situation(), facts);
    BOOST_TEST(said(decision) == "refused R-61 law.r_61.age");
    BOOST_TEST((decision.message == phrase("law.r_61.age").with("date", k_today)));
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "refused R-61 law.r_61.age");
}

BOOST_AUTO_TEST_CASE(r_61_no_signalement_is_made_of_who_is_25)
{
    auto const report = a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement);
    auto facts = a_member_of_the_group();
    facts.person.birth = {2001, 11, 26};
    BOOST_TEST(decided(report, facts) == "allowed M-08");
    facts.person.birth = {2001, 11, 25};
    BOOST_TEST(decided(report, facts) == "refused R-61 law.r_61.age");
    // Of one that stands there the rest goes on: it is refused, or reoriented.
    auto stands = a_case(Statut::Signalee);
    stands.person.birth = {2001, 11, 25};
    stands.record.has_refusal_reason = true;
    BOOST_TEST(decided(a_status(Statut::Refusee, Signalement), stands) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(r_80_a_follow_up_begins_once_the_person_and_the_parents_are_informed)
{
    auto const follow = a_status(Statut::EnSuivi);
    BOOST_TEST(decided(follow, a_case(Statut::AExaminer)) == "allowed M-08");

    auto facts = a_case(Statut::AExaminer);
    facts.person.parents_informed = false;
    BOOST_TEST(decided(follow, facts) == "refused R-80 law.r_80.parents");
    facts.person.birth = {2005, 1, 1};  // Of age: the parents are not asked.
    BOOST_TEST(decided(follow, facts) == "allowed M-08");
    facts.person.informed = false;
    BOOST_TEST(decided(follow, facts) == "refused R-80 law.r_80.personne");
    facts.person.deferred = true;
    facts.person.deferred_until = {2026, 12, 15};
    BOOST_TEST(decided(follow, facts) == "allowed M-08");
    facts.person.deferred_until = {2026, 11, 24};
    BOOST_TEST(decided(follow, facts) == "refused R-80 law.r_80.report_passe");
    // From « En veille » too.
    auto veille = a_case(Statut::EnVeille);
    BOOST_TEST(decided(follow, veille) == "allowed M-08");
    veille.person.informed = false;
    BOOST_TEST(decided(follow, veille) == "refused R-80 law.r_80.personne");
}

BOOST_AUTO_TEST_CASE(statuses_only_the_coordonnateur_or_the_mayor_decide)
{
    auto mayor = the_mayor();
    add_a_followed_minor(mayor, Statut::AExaminer);
    BOOST_TEST(decided(a_status(Statut::EnSuivi), mayor) == "allowed M-08");
    auto member = a_member_of_the_group();
    add_a_followed_minor(member, Statut::AExaminer);
    BOOST_TEST(decided(a_status(Statut::EnSuivi), member) == "refused S-02 law.s_02.qui");
    BOOST_TEST(law::status_options(law::k_groupe_nominatif, Situation, member, k_today).empty());
}

/// Every pair of statuses, for both records: a passage that the table does not have is refused to the mayor himself.
BOOST_AUTO_TEST_CASE(statuses_pass_only_where_a_path_exists)
{
    int allowed = 0;
    for (auto const type : {Signalement, Situation}) {
        for (std::uint64_t from = 1; from <= 11; ++from) {
            for (std::uint64_t to = 1; to <= 11; ++to) {
                auto facts = a_case(static_cast<Statut>(from));
                facts.record.has_canal = true;
                facts.record.has_refusal_reason = true;
                facts.record.has_end_reason = true;
                facts.record.has_reopening_reason = true;
                facts.record.end = k_today;
                auto const decision = law::decide(a_status(static_cast<Statut>(to), type), facts);
                auto const* path = domain::find_transition(type, static_cast<Statut>(from), static_cast<Statut>(to));
                bool const exists = path != nullptr && path->needs != domain::Needs::LaterVersion;
                BOOST_TEST(decision.allowed == exists, from << " to " << to);
                if (!exists)
                    BOOST_TEST(decision.rule == "S-01");
                allowed += decision.allowed ? 1 : 0;
            }
        }
    }
    BOOST_TEST(allowed == 13);
}

BOOST_AUTO_TEST_CASE(all_that_is_owed_before_a_status_is_told_at_once)
{
    auto const follow = a_status(Statut::EnSuivi);
    auto facts = a_case(Statut::AExaminer);
    BOOST_TEST(law::refusals(follow, facts).empty());
    facts.record.has_referent = false;
    facts.person.informed = false;
    facts.person.has_representative = false;
    auto const all = law::refusals(follow, facts);
    BOOST_REQUIRE(all.size() == 3u);
    BOOST_TEST(said(all[0]) == "refused R-12 law.r_12.representant");
    BOOST_TEST(said(all[1]) == "refused S-03 law.s_03.referent");
    BOOST_TEST(said(all[2]) == "refused R-80 law.r_80.personne");
    // To who may not at all, what is lacking is no news.
    auto member = facts;
    member.actor = a_member_of_the_group().actor;
    auto const barred = law::refusals(follow, member);
    BOOST_REQUIRE(barred.size() == 1u);
    BOOST_TEST(said(barred[0]) == "refused S-02 law.s_02.qui");
}

BOOST_AUTO_TEST_CASE(statuses_ask_for_what_they_need)
{
    auto facts = a_case(Statut::AExaminer);
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "allowed M-08");
    facts.record.has_referent = false;
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "refused S-03 law.s_03.referent");

    facts = a_case(Statut::EnSuivi);
    facts.record.has_end_reason = true;
    facts.record.end = k_today;
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "allowed M-08");
    facts.record.end = {};
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "refused S-04 law.s_04.fin");
    facts.record.end = {2026, 11, 26};
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "refused S-04 law.s_04.futur");
    facts.record.end = {2026, 9, 30};
    BOOST_TEST(decided(a_status(Statut::Cloturee), facts) == "refused S-04 law.s_04.debut");

    facts = a_case(Statut::Signalee);
    facts.record.has_canal = true;
    facts.record.has_refusal_reason = true;
    BOOST_TEST(decided(a_status(Statut::Reorientee, Signalement), facts) == "allowed M-08");
    BOOST_TEST(decided(a_status(Statut::Refusee, Signalement), facts) == "allowed M-08");
    facts.record.has_canal = false;
    facts.record.has_refusal_reason = false;
    BOOST_TEST(decided(a_status(Statut::Reorientee, Signalement), facts) == "refused S-05 law.s_05.canal");
    BOOST_TEST(decided(a_status(Statut::Refusee, Signalement), facts) == "refused S-05 law.s_05.motif");
}

BOOST_AUTO_TEST_CASE(statuses_a_closed_situation_is_reopened_for_a_reason_while_it_is_kept)
{
    auto facts = a_case(Statut::Cloturee);
    facts.record.has_end_reason = true;
    facts.record.end = {2026, 11, 20};
    auto const reopen = a_status(Statut::AExaminer);
    facts.record.has_reopening_reason = true;
    BOOST_TEST(decided(reopen, facts) == "allowed M-08");
    facts.record.has_reopening_reason = false;
    BOOST_TEST(decided(reopen, facts) == "refused S-07 law.s_07.motif");
    facts.record.has_reopening_reason = true;
    // It is examined again: nothing leads from the end to the follow-up at once.
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "refused S-01 law.s_01.passage");
    facts.record.end = {2023, 11, 25};
    BOOST_TEST(decided(reopen, facts) == "refused S-07 law.s_07.terme");
    facts.record.end = {2023, 11, 26};
    BOOST_TEST(decided(reopen, facts) == "allowed M-08");
    // The 25th birthday comes first.
    facts.record.end = {2026, 11, 20};
    facts.person.birth = {2001, 11, 25};
    BOOST_TEST(decided(reopen, facts) == "refused S-07 law.s_07.terme");
    auto member = facts;
    member.actor = a_member_of_the_group().actor;
    BOOST_TEST(decided(reopen, member) == "refused S-02 law.s_02.qui");
}

BOOST_AUTO_TEST_CASE(status_options_show_refusals_beside_what_is_not_offered)
{
    auto facts = a_case(Statut::AExaminer);
    facts.person.informed = false;
    auto const options = law::status_options(law::k_groupe_nominatif, Situation, facts, k_today);
    BOOST_REQUIRE(options.size() == 3u);
    BOOST_TEST((options[0].to == Statut::EnSuivi));
    BOOST_TEST(options[0].verb.key == "domain.verb.suivre");
    BOOST_TEST(said(options[0].decision) == "refused R-80 law.r_80.personne");
    // Nothing of a later version is offered.
    auto const closed = law::status_options(law::k_groupe_nominatif, Situation, a_case(Statut::Cloturee), k_today);
    BOOST_REQUIRE(closed.size() == 1u);
    BOOST_TEST((closed[0].to == Statut::AExaminer));
}

BOOST_AUTO_TEST_CASE(facts_of_a_sheet_are_read_from_it)
{
    MemberId const school{{1}};
    domain::Fiche fiche;
    fiche.type = Situation;
    fiche.createur = school;
    fiche.personne.naissance = {2011, 3, 12};
    fiche.representants[0].nom = "Roux";
    fiche.referent = school;
    fiche.motifs.push_back({{}, domain::Motif::Autre});
    fiche.information.mode = domain::ModeInformation::Entretien;
    fiche.information.date = {2026, 10, 9};
    OpId const question{{5}};
    fiche.questions.push_back({{question, {}, {}}, domain::QuestionLiaison::PriseEnCharge, school});
    law::Facts facts;
    law::add_sheet(facts, fiche, school, question);
    BOOST_TEST((facts.record.status == Statut::AExaminer));
    BOOST_TEST(facts.record.own);
    BOOST_TEST(facts.record.names_actor);
    BOOST_TEST(facts.record.asks_actor);
    BOOST_TEST(facts.record.has_autre);
    BOOST_TEST(!facts.record.autre_approved);
    BOOST_TEST(!facts.person.named);
    BOOST_TEST(facts.person.has_representative);
    BOOST_TEST(facts.person.informed);
    BOOST_TEST(!facts.person.parents_informed);
    law::Facts of_another;
    law::add_sheet(of_another, fiche, MemberId{{2}}, question);
    BOOST_TEST(!of_another.record.own);
    BOOST_TEST(!of_another.record.names_actor);
    BOOST_TEST(!of_another.record.asks_actor);
}

BOOST_AUTO_TEST_SUITE_END()
