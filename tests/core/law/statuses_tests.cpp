// What a passage gives (A-21, T-7, T-8, T-9): written with it, corrected where it led, never alone.
#include <boost/test/unit_test.hpp>

#include "core/law/abilities.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using domain::Statut;
using law::Action;
using enum domain::RecordType;

namespace {

namespace field = domain::field;

law::Facts a_followed_case(Statut status)
{
    auto facts = the_coordonnateur();
    add_a_followed_minor(facts, status);
    return facts;
}

law::Facts a_closed_case()
{
    auto facts = a_followed_case(Statut::Cloturee);
    facts.record.end = {2026, 11, 20};
    facts.record.has_end_reason = true;
    return facts;
}

law::Request a_write(std::uint64_t number, domain::Value value, domain::RecordType type = Situation)
{
    auto request = a_request(Action::SetField, law::k_groupe_nominatif, type, number);
    request.value = value;
    return request;
}

domain::Value a_day(Date day)
{
    return std::uint64_t{day.to_number()};
}

std::string offered(std::uint64_t number, law::Facts const& facts, domain::RecordType type = Situation)
{
    return said(law::decide_field(law::k_groupe_nominatif, type, number, facts, k_today));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(law_statuses)

BOOST_AUTO_TEST_CASE(s_01_what_explains_a_status_is_not_written_without_it)
{
    constexpr auto k_refused = "refused S-01 law.s_01.avec_statut";
    // Where it led, it is corrected; it may be, by the same person, nowhere else.
    for (auto const number : {field::k_date_fin, field::k_motif_fin})
        BOOST_TEST(offered(number, a_closed_case()) == "allowed M-08");
    BOOST_TEST(offered(field::k_canal, a_followed_case(Statut::Reorientee)) == "allowed M-08");
    BOOST_TEST(offered(field::k_motif_refus, a_followed_case(Statut::Refusee), Signalement) == "allowed M-08");
    for (auto const status : {Statut::AExaminer, Statut::EnSuivi, Statut::EnVeille}) {
        auto const facts = a_followed_case(status);
        for (auto const number : {field::k_date_fin, field::k_motif_fin, field::k_canal, field::k_motif_reouverture}) {
            BOOST_TEST(offered(number, facts) == k_refused);
            auto const value = number == field::k_date_fin ? a_day(k_today) : domain::Value(std::uint64_t{1});
            BOOST_TEST(decided(a_write(number, value), facts) == k_refused);
            BOOST_TEST(decided(a_write(number, domain::Cleared{}), facts) == k_refused);
        }
        BOOST_TEST(offered(field::k_programme, facts) == "allowed M-08");
    }
    auto mayor = the_mayor();
    add_a_followed_minor(mayor, Statut::EnSuivi);
    BOOST_TEST(offered(field::k_date_fin, mayor) == k_refused);
    for (auto const number : {field::k_canal, field::k_motif_refus})
        BOOST_TEST(offered(number, a_followed_case(Statut::Signalee), Signalement) == k_refused);
    // What was given with a reopening is past: the situation goes on.
    BOOST_TEST(offered(field::k_motif_reouverture, a_closed_case()) == k_refused);
}

BOOST_AUTO_TEST_CASE(s_04_the_end_of_a_closed_situation_is_corrected_as_it_could_have_been_written)
{
    auto const facts = a_closed_case();
    BOOST_TEST(offered(field::k_date_fin, facts) == "allowed M-08");
    BOOST_TEST(offered(field::k_motif_fin, facts) == "allowed M-08");
    auto const correct = [&facts](Date day) {
        return decided(a_write(field::k_date_fin, a_day(day)), facts);
    };
    BOOST_TEST(correct(k_today) == "allowed M-08");
    BOOST_TEST(correct({2026, 10, 1}) == "allowed M-08");
    BOOST_TEST(correct({2026, 11, 26}) == "refused S-04 law.s_04.futur");
    BOOST_TEST(correct({2099, 1, 1}) == "refused S-04 law.s_04.futur");
    BOOST_TEST(correct({2026, 9, 30}) == "refused S-04 law.s_04.debut");
    // Nor does it begin after that.
    auto const begin = [](Date day, law::Facts const& on) {
        return decided(a_write(field::k_debut, a_day(day)), on);
    };
    BOOST_TEST(begin(facts.record.end, facts) != "refused S-04 law.s_04.debut");
    BOOST_TEST(begin(facts.record.start, facts) != "refused S-04 law.s_04.debut");
    BOOST_TEST(begin(k_today, facts) == "refused S-04 law.s_04.debut");
    BOOST_TEST(begin(k_today, a_followed_case(Statut::EnSuivi)) != "refused S-04 law.s_04.debut");
    // R-60 counts from a day.
    BOOST_TEST(correct({2026, 11, 0}) == "refused S-04 law.s_04.fin");
    BOOST_TEST(decided(a_write(field::k_motif_fin, std::uint64_t{1}), facts) == "allowed M-08");
    for (auto const number : {field::k_date_fin, field::k_motif_fin})
        BOOST_TEST(decided(a_write(number, domain::Cleared{}), facts) == "refused S-04 law.s_04.fin");
    auto member = facts;
    member.actor = a_member_of_the_group().actor;
    BOOST_TEST(decided(a_write(field::k_motif_fin, std::uint64_t{1}), member) == "refused M-08 law.droit.profil");
}

BOOST_AUTO_TEST_CASE(s_05_a_channel_and_a_reason_are_corrected_where_they_led_and_never_emptied)
{
    auto const gone = a_followed_case(Statut::Reorientee);
    for (auto const type : {Signalement, Situation}) {
        BOOST_TEST(decided(a_write(field::k_canal, std::uint64_t{3}, type), gone) == "allowed M-08");
        BOOST_TEST(decided(a_write(field::k_canal, domain::Cleared{}, type), gone) == "refused S-05 law.s_05.canal");
    }
    BOOST_TEST(offered(field::k_motif_refus, gone, Signalement) == "refused S-01 law.s_01.avec_statut");
    auto const refused = a_followed_case(Statut::Refusee);
    BOOST_TEST(decided(a_write(field::k_motif_refus, std::uint64_t{1}, Signalement), refused) == "allowed M-08");
    BOOST_TEST(
        decided(a_write(field::k_motif_refus, domain::Cleared{}, Signalement), refused) ==
        "refused S-05 law.s_05.motif");
}

BOOST_AUTO_TEST_CASE(r_58_one_of_several_values_written_at_once_is_kept_wherever_the_sheet_stands)
{
    auto facts = a_followed_case(Statut::EnSuivi);
    facts.record.settles = true;
    BOOST_TEST(decided(a_write(field::k_canal, std::uint64_t{3}), facts) == "allowed M-08");
    facts.record.settles = false;
    BOOST_TEST(decided(a_write(field::k_canal, std::uint64_t{3}), facts) == "refused S-01 law.s_01.avec_statut");
    // Where it would count, it is judged as what is typed.
    auto closed = a_closed_case();
    closed.record.settles = true;
    BOOST_TEST(decided(a_write(field::k_date_fin, a_day(k_today)), closed) == "allowed M-08");
    BOOST_TEST(decided(a_write(field::k_date_fin, a_day({2099, 1, 1})), closed) == "refused S-04 law.s_04.futur");
}

BOOST_AUTO_TEST_CASE(r_58_one_of_several_statuses_is_kept_without_its_path_if_it_may_stand)
{
    auto const keep = [](Statut to, law::Facts facts, domain::RecordType type = Situation) {
        facts.record.settles = true;
        return decided(a_status(to, type), facts);
    };
    // One refused it while the other retained it.
    auto report = a_followed_case(Statut::Refusee);
    report.record.has_refusal_reason = true;
    BOOST_TEST(keep(Statut::Refusee, report, Signalement) == "allowed M-08");
    BOOST_TEST(decided(a_status(Statut::Refusee, Signalement), report) == "refused S-01 law.s_01.passage");
    // The situation is there: nothing is opened, and nothing asked for it.
    report.record.unretained = false;
    report.person.has_representative = false;
    BOOST_TEST(keep(Statut::Retenue, report, Signalement) == "allowed M-08");
    report.record.has_refusal_reason = false;
    BOOST_TEST(keep(Statut::Refusee, report, Signalement) == "refused S-05 law.s_05.motif");
    auto member = report;
    member.actor = a_member_of_the_group().actor;
    BOOST_TEST(keep(Statut::Retenue, member, Signalement) == "refused S-02 law.s_02.qui");

    // One closed it while the other took it into follow-up.
    auto const closed = a_closed_case();
    for (auto const to : {Statut::Cloturee, Statut::EnSuivi, Statut::EnVeille, Statut::AExaminer})
        BOOST_TEST(keep(to, closed) == "allowed M-08");
    auto open = closed;
    open.person.informed = false;
    BOOST_TEST(keep(Statut::EnSuivi, open) == "refused R-80 law.r_80.personne");
    open.record.end = {};
    BOOST_TEST(keep(Statut::Cloturee, open) == "refused S-04 law.s_04.fin");
    open.record.end = k_today;
    open.person.birth = {};
    BOOST_TEST(keep(Statut::Cloturee, open) == "refused R-60 law.r_60.naissance");
}

BOOST_AUTO_TEST_CASE(s_09_a_signalement_gives_one_situation)
{
    for (auto const from : {Statut::Signalee, Statut::Reorientee, Statut::Refusee}) {
        auto facts = a_followed_case(from);
        BOOST_TEST(decided(a_status(Statut::Retenue, Signalement), facts) == "allowed M-08");
        facts.record.unretained = false;
        BOOST_TEST(decided(a_status(Statut::Retenue, Signalement), facts) == "refused S-09 law.s_09.situation");
    }
    // Of other passages it does not speak.
    auto facts = a_followed_case(Statut::AExaminer);
    facts.record.unretained = false;
    BOOST_TEST(decided(a_status(Statut::EnSuivi), facts) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(r_60_the_birth_date_of_a_closed_situation_is_corrected_and_not_taken_away)
{
    auto const empty = a_write(field::k_naissance, domain::Cleared{});
    BOOST_TEST(decided(empty, a_followed_case(Statut::EnSuivi)) == "allowed M-08");
    BOOST_TEST(decided(empty, a_closed_case()) == "refused R-60 law.r_60.naissance");
    BOOST_TEST(decided(a_write(field::k_naissance, a_day({2010, 3, 12})), a_closed_case()) == "allowed M-08");
    BOOST_TEST(offered(field::k_naissance, a_closed_case()) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(statuses_the_referent_named_is_one_who_may_write_actions)
{
    MemberId const id{};
    auto request = a_request(Action::SetField, law::k_groupe_nominatif, Situation, field::k_referent);
    auto facts = a_followed_case(Statut::EnSuivi);
    // Whether the field may be edited is asked before anybody is chosen.
    BOOST_TEST(decided(request, facts) == "allowed M-08");
    request.value = domain::Value(id.view());
    facts.subject = a_person_of(domain::Profile::Referent, domain::Role::Write).actor;
    BOOST_TEST(decided(request, facts) == "allowed M-08");
    facts.subject.active = false;
    BOOST_TEST(decided(request, facts) == "refused S-03 law.s_03.fonction");
    facts.subject = {};
    BOOST_TEST(decided(request, facts) == "refused S-03 law.s_03.fonction");
    facts.subject = a_member_of_the_group().actor;
    BOOST_TEST(decided(request, facts) == "refused S-03 law.s_03.fonction");
    facts.subject = the_mayor().actor;
    BOOST_TEST(decided(request, facts) == "allowed M-08");
    request.value = domain::Value(domain::Cleared{});
    facts.subject = {};
    BOOST_TEST(decided(request, facts) == "allowed M-08");
}

BOOST_AUTO_TEST_SUITE_END()
