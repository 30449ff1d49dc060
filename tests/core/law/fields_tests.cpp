// what a field of a sheet may hold.
#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

#include "core/law/abilities.hpp"
#include "core/law/words.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using law::Action;
using enum domain::RecordType;

BOOST_AUTO_TEST_SUITE(law_fields)

BOOST_AUTO_TEST_CASE(r_02_no_field_outside_the_list_whoever_asks)
{
    auto const coordonnateur = the_coordonnateur();
    BOOST_TEST(
        said(law::decide_field(law::k_groupe_nominatif, Situation, domain::field::k_nom, coordonnateur, k_today)) ==
        "allowed M-08");
    int known = 0;
    for (std::uint64_t number = 0; number <= 70; ++number) {
        auto const* row = domain::find_field(Situation, number);
        auto const decision = law::decide_field(law::k_groupe_nominatif, Situation, number, coordonnateur, k_today);
        if (row == nullptr) {
            BOOST_TEST(said(decision) == "refused R-02 law.r_02.champ", number);
        } else {
            BOOST_TEST((decision.rule != "R-02" || row->kind == domain::FieldKind::Derived), row->key);
            ++known;
        }
    }
    BOOST_TEST(known > 40);
}

/// A-19 and A-20 (judicial), A-24 (sensitive), A-25 (social assessment) cannot be written in a compartment of class 3:
/// not as their reserved numbers, not in any way of writing, not by the mayor.
BOOST_AUTO_TEST_CASE(r_02_judicial_sensitive_and_social_fields_cannot_be_written_in_class_3)
{
    auto const mayor = the_mayor();
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_nom, std::string_view("Roux")), mayor) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::AddElement, Situation, domain::field::k_motifs, std::uint64_t{1}), mayor) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::Append, Situation, domain::field::k_elements_suivi, std::string_view("Vu.")), mayor) ==
        "allowed M-08");
    for (auto const number :
         {domain::field::k_reserved_a19, domain::field::k_reserved_a20, domain::field::k_reserved_a24,
          domain::field::k_reserved_a25}) {
        for (auto const type : {Signalement, Situation}) {
            for (auto const action : {Action::SetField, Action::AddElement, Action::DropElement, Action::Append}) {
                for (auto const& value :
                     {domain::Value(std::uint64_t{1}), domain::Value(std::string_view("condamné en 2025"))}) {
                    auto const decision = law::decide(a_write(action, type, number, value), mayor);
                    BOOST_TEST(said(decision) == "refused R-02 law.r_02.champ");
                    BOOST_TEST(decision.article.key == "law.r_02.article");
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(r_02_an_administrator_adds_no_field)
{
    // He writes in the fields that there are.
    auto const mayor = the_mayor();
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_nom, std::string_view("Roux")), mayor) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_request(Action::AddFieldToModel, law::k_groupe_nominatif, Situation), mayor) ==
        "refused R-02 law.r_02.modele");
}

BOOST_AUTO_TEST_CASE(r_02_a_field_is_written_in_its_own_way_with_its_own_type)
{
    auto const facts = the_coordonnateur();
    BOOST_TEST(
        decided(a_write(Action::AddElement, Situation, domain::field::k_motifs, std::uint64_t{1}), facts) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_motifs, std::uint64_t{1}), facts) ==
        "refused R-02 law.r_02.champ");
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_sexe, std::uint64_t{1}), facts) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_sexe, std::string_view("F")), facts) ==
        "refused R-02 law.r_02.valeur");
    BOOST_TEST(
        decided(a_write(Action::SetField, Situation, domain::field::k_reference, std::string_view("2026-X")), facts) ==
        "refused R-02 law.r_02.champ");
}

/// and the others that the tables require, whoever writes there: a rule of this program.
BOOST_AUTO_TEST_CASE(r_02_what_the_list_requires_is_replaced_and_never_emptied)
{
    using namespace domain;
    auto const emptied = [](RecordType type, std::uint64_t number, law::Facts const& who) {
        return law::decide(a_write(Action::SetField, type, number, Value(Cleared{})), who);
    };
    auto const origin = a_write(Action::SetField, Situation, field::k_origine, std::uint64_t{1});
    BOOST_TEST(decided(origin, the_coordonnateur()) == "allowed M-08");
    for (auto const number : {field::k_origine, field::k_auteur, field::k_debut}) {
        for (auto const& who : {the_coordonnateur(), the_mayor()}) {
            auto const refused = emptied(Situation, number, who);
            BOOST_TEST(said(refused) == "refused R-02 law.r_02.obligatoire");
            // No text requires it: what is shown below the refusal says so.
            BOOST_TEST(refused.article.key == "law.r_02.obligatoire.article");
        }
        BOOST_TEST(said(emptied(Signalement, number, an_author())) == "refused R-02 law.r_02.obligatoire");
    }
    // The tables say which; every other field is emptied as before.
    for (auto const type : {Signalement, Situation}) {
        for (auto const& row : find_table(type)->fields) {
            bool const is_set = !is_written_by_add(row.kind) && row.kind != FieldKind::Journal;
            if (!is_set || row.kind == FieldKind::Derived)
                continue;
            bool const is_barred = emptied(type, row.number, the_mayor()).message.key == "law.r_02.obligatoire";
            BOOST_TEST(is_barred == (row.presence == Presence::Required), row.key);
        }
    }
    BOOST_TEST(said(emptied(Situation, field::k_programme, the_coordonnateur())) == "allowed M-08");
}

/// A-23, nature N3: that a care exists. Of justice it is N4, whatever the answer and whoever writes.
BOOST_AUTO_TEST_CASE(judicial_care_is_not_written_in_the_sheet_of_a_group)
{
    namespace care = domain::prise_en_charge_part;
    auto const element = [](domain::TypePriseEnCharge type, std::uint64_t answer) {
        return std::array{
            domain::Part{care::k_type, static_cast<std::uint64_t>(type)}, domain::Part{care::k_reponse, answer}};
    };
    auto const written = [](Action action, domain::RecordType type, std::span<domain::Part const> parts,
                            law::Facts facts) {
        return decided(a_write(action, type, domain::field::k_prises_en_charge, parts), facts);
    };
    for (std::uint64_t answer = 1; answer <= 3; ++answer) {
        auto const judicial = element(domain::TypePriseEnCharge::Judiciaire, answer);
        auto const social = element(domain::TypePriseEnCharge::Sociale, answer);
        for (auto const& who : {the_coordonnateur(), the_mayor()}) {
            BOOST_TEST(
                written(Action::AddElement, Situation, judicial, who) == "refused M-09 law.m_09.prise_en_charge");
            BOOST_TEST(written(Action::AddElement, Situation, social, who) == "allowed M-08");
            // What is there is taken away.
            BOOST_TEST(written(Action::DropElement, Situation, judicial, who) == "allowed M-08");
        }
        auto author = a_member_of_the_group();
        author.record.own = true;
        author.record.status = domain::Statut::Signalee;
        BOOST_TEST(
            written(Action::AddElement, Signalement, judicial, author) == "refused M-09 law.m_09.prise_en_charge");
        BOOST_TEST(written(Action::AddElement, Signalement, social, author) == "allowed M-08");
    }
    auto facts = the_coordonnateur();
    add_a_followed_minor(facts, domain::Statut::AExaminer);
    auto const create = a_request(Action::CreateRecord, law::k_groupe_nominatif, Situation);
    BOOST_TEST(decided(create, facts) == "allowed M-08");
    facts.record.has_judicial_care = true;
    BOOST_TEST(decided(create, facts) == "refused M-09 law.m_09.prise_en_charge");
}

BOOST_AUTO_TEST_CASE(r_03_free_text_is_bounded_and_shows_the_rule)
{
    auto const facts = the_coordonnateur();
    std::string const longest(500, 'a');
    std::string const longer(501, 'a');
    auto const fits = law::decide(
        a_write(Action::Append, Situation, domain::field::k_elements_suivi, std::string_view(longest)), facts);
    BOOST_TEST(said(fits) == "allowed M-08");
    BOOST_TEST((fits.notices == std::vector{phrase("law.r_03.rappel")}));
    auto const refused = law::decide(
        a_write(Action::Append, Situation, domain::field::k_elements_suivi, std::string_view(longer)), facts);
    BOOST_TEST(said(refused) == "refused R-03 law.r_03.longueur");
    BOOST_TEST((refused.message == phrase("law.r_03.longueur").with("max", std::int64_t{500})));
    // A choice needs no reminder.
    auto const choice =
        law::decide(a_write(Action::SetField, Situation, domain::field::k_sexe, std::uint64_t{1}), facts);
    BOOST_TEST(choice.allowed);
    BOOST_TEST(choice.notices.empty());
}

BOOST_AUTO_TEST_CASE(r_03_words_that_do_not_belong_are_shown_where_they_are_and_block_nothing)
{
    std::string_view const text =
        "Rendez-vous pris. Il est en garde à vue, paraît dangereux ; sa mère serait dépressive.";
    auto const warnings = law::check_words(text);
    BOOST_REQUIRE(warnings.size() == 3u);
    auto const words = [&](std::size_t i) {
        return text.substr(warnings[i].begin, warnings[i].length);
    };
    BOOST_TEST(words(0) == "garde à vue");
    BOOST_TEST((warnings[0].kind == law::WordKind::Procedure));
    BOOST_TEST(words(1) == "dangereux");
    BOOST_TEST((warnings[1].kind == law::WordKind::Opinion));
    BOOST_TEST(words(2) == "dépressive");
    BOOST_TEST((warnings[2].kind == law::WordKind::Sensitive));
    BOOST_TEST(law::text_key(law::WordKind::Opinion) == "law.r_03.mot.opinion");
    auto const facts = the_coordonnateur();
    BOOST_TEST(
        decided(a_write(Action::Append, Situation, domain::field::k_elements_suivi, text), facts) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(r_03_words_are_found_with_capitals_accents_quotes_and_at_the_ends)
{
    BOOST_TEST(law::check_words("").empty());
    BOOST_TEST(law::check_words("Élève assidu, suivi par la mission locale.").empty());
    BOOST_TEST(law::check_words("ENQUÊTE").size() == 1u);
    BOOST_TEST(law::check_words("procès-verbal").size() == 1u);
    BOOST_TEST(law::check_words("« musulmane »").size() == 1u);
    BOOST_TEST(law::check_words("l’enquête").size() == 1u);
    auto const juge = law::check_words("le juge d’instruction");
    BOOST_REQUIRE(juge.size() == 1u);
    BOOST_TEST(juge[0].begin == 3u);
    // A word inside another is not that word.
    BOOST_TEST(law::check_words("pvc").empty());
    BOOST_TEST(law::check_words("garde d’enfant").empty());
}

BOOST_AUTO_TEST_CASE(r_04_reasons_are_chosen_in_the_list)
{
    BOOST_TEST(
        decided(a_write(Action::AddElement, Signalement, domain::field::k_motifs, std::uint64_t{1}), an_author()) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::AddElement, Signalement, domain::field::k_motifs, std::uint64_t{99}), an_author()) ==
        "refused R-04 law.r_04.liste");
    BOOST_TEST(
        decided(a_write(Action::SetField, Signalement, domain::field::k_origine, std::uint64_t{1}), an_author()) ==
        "allowed M-08");
    BOOST_TEST(
        decided(a_write(Action::SetField, Signalement, domain::field::k_origine, std::uint64_t{17}), an_author()) ==
        "refused R-04 law.r_04.liste");
}

BOOST_AUTO_TEST_CASE(r_04_autre_waits_for_the_coordonnateur)
{
    auto const autre = static_cast<std::uint64_t>(domain::Motif::Autre);
    auto const chosen =
        law::decide(a_write(Action::AddElement, Signalement, domain::field::k_motifs, autre), an_author());
    BOOST_TEST(said(chosen) == "allowed M-08");
    BOOST_TEST((chosen.notices == std::vector{phrase("law.r_04.a_venir")}));

    // As soon as it is reported so; who gives the approval is told nothing.
    auto const report = a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement);
    auto author = a_member_of_the_group();
    author.person.birth = {2001, 12, 25};
    BOOST_TEST(law::decide(report, author).notices.empty());
    author.record.has_autre = true;
    BOOST_TEST((law::decide(report, author).notices == std::vector{phrase("law.r_04.a_venir")}));
    auto leader = the_coordonnateur();
    leader.person = author.person;
    leader.record.has_autre = true;
    BOOST_TEST(law::decide(report, leader).allowed);
    BOOST_TEST(law::decide(report, leader).notices.empty());

    // Approving it: the coordonnateur may, the author may not.
    auto const approve = a_write(Action::SetField, Signalement, domain::field::k_accord_autre, std::uint64_t{1});
    auto coordonnateur = the_coordonnateur();
    coordonnateur.record.status = domain::Statut::Signalee;
    BOOST_TEST(decided(approve, coordonnateur) == "allowed M-08");
    BOOST_TEST(decided(approve, an_author()) == "refused R-04 law.r_04.accord");

    // Retaining waits for it, as status of the signalement and as a new situation.
    add_a_followed_minor(coordonnateur, domain::Statut::Signalee);
    coordonnateur.record.has_autre = true;
    auto const create = a_request(Action::CreateRecord, law::k_groupe_nominatif, Situation);
    auto const retain = a_status(domain::Statut::Retenue, Signalement);
    // Who gives it is told that it is his to give, and where.
    BOOST_TEST(decided(retain, coordonnateur) == "refused R-04 law.r_04.votre_accord");
    BOOST_TEST(decided(create, coordonnateur) == "refused R-04 law.r_04.votre_accord");
    auto another = an_author();
    add_a_followed_minor(another, domain::Statut::Signalee);
    another.record.has_autre = true;
    BOOST_TEST(decided(create, another) == "refused R-04 law.r_04.attente");
    // What was refused waits for nobody.
    coordonnateur.record.autre_refused = true;
    BOOST_TEST(decided(retain, coordonnateur) == "refused R-04 law.r_04.refuse");
    BOOST_TEST(decided(create, coordonnateur) == "refused R-04 law.r_04.refuse");
    coordonnateur.record.autre_refused = false;
    coordonnateur.record.autre_approved = true;
    BOOST_TEST(decided(retain, coordonnateur) == "allowed M-08");
    BOOST_TEST(decided(create, coordonnateur) == "allowed M-08");
}

BOOST_AUTO_TEST_CASE(the_program_fills_its_own_fields_and_statuses_are_no_field)
{
    using namespace domain;
    auto const facts = the_coordonnateur();
    auto const ask = [&](std::uint64_t number) {
        return said(law::decide_field(law::k_groupe_nominatif, Situation, number, facts, k_today));
    };
    BOOST_TEST(ask(field::k_groupe) == "refused M-08 law.droit.programme");
    BOOST_TEST(ask(field::k_signalement) == "refused M-08 law.droit.programme");
    BOOST_TEST(ask(field::k_statut) == "refused S-01 law.s_01.par_statut");
}

BOOST_AUTO_TEST_SUITE_END()
