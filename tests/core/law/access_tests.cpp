// P-01, P-02: who opens, who leaves, what is logged.
#include <boost/test/unit_test.hpp>

#include <array>
#include <type_traits>

#include "core/law/abilities.hpp"
#include "core/law/readers.hpp"
#include "tests/core/domain/catalogue.hpp"
#include "tests/core/law/cases.hpp"

using namespace huisclos;
using namespace huisclos::tests;
using law::Action;
using enum domain::RecordType;

BOOST_AUTO_TEST_SUITE(law_access)

BOOST_AUTO_TEST_CASE(r_21_opens_for_who_is_named_active_and_signed_the_version_in_force)
{
    auto const open = a_request(Action::OpenGroup, law::k_groupe_nominatif);
    BOOST_TEST(decided(open, a_member_of_the_group()) == "allowed M-08");

    auto facts = a_member_of_the_group();
    facts.actor.role = domain::Role::None;
    BOOST_TEST(decided(open, facts) == "refused R-21 law.r_21.groupe");
    facts = a_member_of_the_group();
    facts.actor.active = false;
    BOOST_TEST(decided(open, facts) == "refused R-21 law.r_21.compte");
    facts = a_member_of_the_group();
    facts.actor.charter_accepted = false;
    BOOST_TEST(decided(open, facts) == "refused R-21 law.r_21.charte");
    facts = a_member_of_the_group();
    facts.actor.rules_accepted = false;
    BOOST_TEST(decided(open, facts) == "refused R-21 law.r_21.reglement");
    // The charter is asked of the mayor as of the others; general information does not ask it.
    facts = the_mayor();
    facts.actor.charter_accepted = false;
    BOOST_TEST(decided(open, facts) == "refused R-21 law.r_21.charte");
    BOOST_TEST(decided(a_request(Action::OpenGroup, law::k_pleniere), facts) == "allowed M-01");
}

BOOST_AUTO_TEST_CASE(r_21_gives_keys_only_to_who_accepted_the_texts_in_force)
{
    auto const give = a_request(Action::GiveAccess, law::k_groupe_nominatif);
    auto facts = the_coordonnateur();
    facts.subject = a_member_of_the_group().actor;
    BOOST_TEST(decided(give, facts) == "allowed M-08");
    facts.subject.rules_accepted = false;
    BOOST_TEST(decided(give, facts) == "refused R-21 law.r_21.reglement");
    // Not the same for the non-nominative space of the group.
    BOOST_TEST(decided(a_request(Action::GiveAccess, law::k_groupe), facts) == "allowed M-06");
    // A DPO or a parliamentarian gets no nominative key at all, nor does a member give any.
    facts.subject = a_person_of(domain::Profile::Dpo, domain::Role::None).actor;
    BOOST_TEST(decided(give, facts) == "refused M-08 law.droit.destinataire");
    facts = a_member_of_the_group();
    facts.subject = a_member_of_the_group().actor;
    BOOST_TEST(decided(give, facts) == "refused M-08 law.droit.signataire");
}

/// Acceptance scenario 2 of docs/law.md: charter v1 signed, v2 in force.
BOOST_AUTO_TEST_CASE(scenario_02_a_member_who_signed_the_former_charter_opens_no_case)
{
    auto const open = a_request(Action::OpenSheet, law::k_groupe_nominatif, Situation);
    BOOST_TEST(decided(open, a_member_of_the_group()) == "allowed M-08");
    auto facts = a_member_of_the_group();
    facts.actor.charter_accepted = false;  // His card accepts version 1; version 2 is in force.
    auto const decision = law::decide(open, facts);
    BOOST_TEST(said(decision) == "refused R-21 law.r_21.charte");
    auto const article = french_texts().at(decision.article.key);
    BOOST_TEST(article.find("Règle\u00a0R-21") != std::string::npos);
    BOOST_TEST(article.find("L.\u00a0132-5") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(r_24_a_removal_rotates_what_the_member_read)
{
    auto const remove = a_request(Action::RemoveMember, law::k_groupe_nominatif);
    auto facts = the_coordonnateur();
    facts.outranks = true;
    facts.act_rotates = true;
    BOOST_TEST(decided(remove, facts) == "allowed R-24");
    facts.act_rotates = false;
    BOOST_TEST(decided(remove, facts) == "refused R-24 law.r_24.cle");
    facts.actor = a_member_of_the_group().actor;
    facts.act_rotates = true;
    BOOST_TEST(decided(remove, facts) == "refused R-24 law.r_24.signataire");
}

BOOST_AUTO_TEST_CASE(p_01_nobody_is_put_out_but_by_who_is_above_him)
{
    auto const remove = a_request(Action::RemoveMember, law::k_groupe_nominatif);
    auto facts = the_coordonnateur();
    facts.subject = a_member_of_the_group().actor;
    facts.act_rotates = true;
    facts.outranks = true;
    BOOST_TEST(decided(remove, facts) == "allowed R-24");
    facts.outranks = false;
    BOOST_TEST(decided(remove, facts) == "refused P-01 law.p_01.rang");
    facts.subject = the_mayor().actor;
    BOOST_TEST(decided(remove, facts) == "refused P-01 law.p_01.maire");
    // It comes before what the act lacks, and after that one signs none.
    facts.act_rotates = false;
    BOOST_TEST(decided(remove, facts) == "refused P-01 law.p_01.maire");
    facts.actor = a_member_of_the_group().actor;
    BOOST_TEST(decided(remove, facts) == "refused R-24 law.r_24.signataire");
}

BOOST_AUTO_TEST_CASE(p_02_who_is_invited_reads_both_texts_and_who_signs_acts_invites)
{
    auto const invite = a_request(Action::Invite, law::k_registre);
    auto facts = the_coordonnateur();
    facts.invitation = {.charter_readable = true, .rules_readable = true};
    BOOST_TEST(decided(invite, facts) == "allowed P-02");
    // That the règlement intérieur is adopted is asked by what it opens, not by the invitation.
    facts.group.rules_adopted = {};
    BOOST_TEST(decided(invite, facts) == "allowed P-02");
    BOOST_TEST(
        decided(a_request(Action::OpenGroup, law::k_groupe_nominatif), facts) == "refused R-22 law.r_22.adoption");
    facts.invitation.rules_readable = false;
    BOOST_TEST(decided(invite, facts) == "refused P-02 law.p_02.reglement");
    facts.invitation = {.charter_readable = false, .rules_readable = true};
    BOOST_TEST(decided(invite, facts) == "refused P-02 law.p_02.charte");
    facts.invitation.charter_readable = true;
    facts.actor.ranked = false;
    BOOST_TEST(decided(invite, facts) == "refused P-02 law.droit.signataire");
    facts.actor = the_coordonnateur().actor;
    facts.actor.active = false;
    BOOST_TEST(decided(invite, facts) == "refused P-02 law.droit.signataire");
}

BOOST_AUTO_TEST_CASE(r_21_where_no_space_opens_to_him_the_law_says_what_there_is_to_ask)
{
    BOOST_TEST(
        decided(a_request(Action::CreateRecord, law::k_groupe_nominatif, Signalement), a_member_of_the_group()) ==
        "allowed M-08");
    auto const seek = a_request(Action::SeekPlace, law::k_groupe_nominatif);
    auto facts = a_member_of_the_group();
    facts.in_a_group = true;
    BOOST_TEST(decided(seek, facts) == "refused R-22 law.r_22.espace");
    facts.in_a_group = false;
    BOOST_TEST(decided(seek, facts) == "refused R-21 law.r_21.aucun_groupe");
    // He has a part in one, whatever is said of the other groups: what he lacks for its key, then the key.
    for (bool const in_a_group : {false, true}) {
        facts = a_member_of_the_group();
        facts.in_a_group = in_a_group;
        facts.in_a_space = true;
        BOOST_TEST(decided(seek, facts) == "refused R-21 law.r_21.cle");
        facts.actor.rules_accepted = false;
        BOOST_TEST(decided(seek, facts) == "refused R-21 law.r_21.reglement");
        facts.actor.charter_accepted = false;
        BOOST_TEST(decided(seek, facts) == "refused R-21 law.r_21.charte");
        facts.actor.active = false;
        BOOST_TEST(decided(seek, facts) == "refused R-21 law.r_21.compte");
    }
}

BOOST_AUTO_TEST_CASE(r_20_a_function_is_changed_by_who_signs_and_designated_ones_by_the_mayor)
{
    using domain::Profile;
    auto const change = a_request(Action::ChangeFunction, law::k_annuaire);
    auto const from_to = [](law::Facts facts, Profile before, Profile after) {
        facts.former_profile = before;
        facts.subject.profile = after;
        return facts;
    };
    auto const by_coordonnateur = [&](Profile before, Profile after) {
        return decided(change, from_to(the_coordonnateur(), before, after));
    };
    BOOST_TEST(by_coordonnateur(Profile::Membre, Profile::Referent) == "allowed R-20");
    BOOST_TEST(by_coordonnateur(Profile::Membre, Profile::Coordonnateur) == "refused R-20 law.r_20.designation");
    BOOST_TEST(by_coordonnateur(Profile::Dpo, Profile::Membre) == "refused R-20 law.r_20.designation");
    // Who is invited has no function yet.
    BOOST_TEST(by_coordonnateur(Profile::None, Profile::Membre) == "allowed R-20");
    for (auto const designated : {Profile::Coordonnateur, Profile::Dpo}) {
        BOOST_TEST(by_coordonnateur(Profile::None, designated) == "refused R-20 law.r_20.invitation");
        BOOST_TEST(decided(change, from_to(the_mayor(), Profile::None, designated)) == "allowed R-20");
    }
    BOOST_TEST(decided(change, from_to(the_mayor(), Profile::Coordonnateur, Profile::Membre)) == "allowed R-20");
    BOOST_TEST(decided(change, from_to(the_mayor(), Profile::Membre, Profile::Dpo)) == "allowed R-20");
    BOOST_TEST(decided(change, from_to(the_mayor(), Profile::Membre, Profile::Maire)) == "refused R-20 law.r_20.maire");
    BOOST_TEST(decided(change, from_to(the_mayor(), Profile::Maire, Profile::Membre)) == "refused R-20 law.r_20.maire");
    BOOST_TEST(decided(change, the_mayor()) == "refused R-20 law.r_20.maire");
    BOOST_TEST(
        decided(change, from_to(a_member_of_the_group(), Profile::Membre, Profile::Referent)) ==
        "refused R-20 law.droit.signataire");
}

BOOST_AUTO_TEST_CASE(r_25_cases_of_other_groups_are_neither_listed_nor_counted_nor_told_apart)
{
    auto const list = a_request(Action::ListGroup, law::k_groupe_nominatif);
    auto const open = a_request(Action::OpenSheet, law::k_groupe_nominatif, Situation);
    BOOST_TEST(decided(list, a_member_of_the_group()) == "allowed M-08");
    BOOST_TEST(decided(open, a_member_of_the_group()) == "allowed M-08");
    BOOST_TEST(
        decided(a_request(Action::OpenGroup, law::k_groupe_nominatif), a_member_of_the_group()) == "allowed M-08");
    auto stranger = a_member_of_the_group();
    stranger.actor.role = domain::Role::None;
    BOOST_TEST(decided(list, stranger) == "refused R-25 law.r_25.liste");
    BOOST_TEST(decided(open, stranger) == "refused R-25 law.r_25.situation");
    // Whether the case exists changes nothing in the answer.
    auto exists = stranger;
    add_a_followed_minor(exists, domain::Statut::EnSuivi);
    BOOST_TEST((law::decide(open, exists).message == law::decide(open, stranger).message));
    auto const dpo = a_person_of(domain::Profile::Dpo, domain::Role::None);
    for (auto const action : {Action::ListGroup, Action::OpenSheet, Action::OpenGroup, Action::SeekPlace})
        BOOST_TEST(decided(a_request(action, law::k_groupe_nominatif), dpo) == "refused R-25 law.r_25.dpo");
    BOOST_TEST(
        decided(a_request(Action::OpenGroup, law::k_groupe_nominatif), stranger) == "refused R-21 law.r_21.groupe");
}

BOOST_AUTO_TEST_CASE(r_50_nothing_nominative_opens_while_nobody_can_read_the_log)
{
    for (auto const action : {Action::OpenGroup, Action::ListGroup, Action::OpenSheet, Action::CreateCompartment}) {
        auto facts = the_mayor();
        BOOST_TEST(law::decide(a_request(action, law::k_groupe_nominatif), facts).allowed);
        facts.group.log_key_known = false;
        BOOST_TEST(decided(a_request(action, law::k_groupe_nominatif), facts) == "refused R-50 law.r_50.cle");
        BOOST_TEST(law::decide(a_request(action, law::k_pleniere), facts).allowed);
    }
}

BOOST_AUTO_TEST_CASE(r_50_the_opening_is_written_before_it_is_shown)
{
    auto facts = a_member_of_the_group();
    auto request = a_request(Action::OpenSheet, law::k_groupe_nominatif, Situation);
    request.record = {{7, 7, 7}};
    auto const asked = law::decide(request, facts);
    BOOST_TEST(asked.allowed);
    BOOST_TEST((asked.log == law::LogEntry{law::LogAction::Open, request.record, law::LogResult::Ok}));
    request.action = Action::ShowSheet;
    facts.log_entry_written = true;
    BOOST_TEST(decided(request, facts) == "allowed M-08");
    BOOST_TEST(!law::decide(request, facts).log);
    facts.log_entry_written = false;
    BOOST_TEST(decided(request, facts) == "refused R-50 law.r_50.trace");
}

BOOST_AUTO_TEST_CASE(r_50_a_value_is_copied_by_who_reads_the_open_sheet_and_traced)
{
    auto facts = a_member_of_the_group();
    auto request = a_request(Action::CopyValue, law::k_groupe_nominatif, Situation);
    request.record = {{7, 7, 7}};
    facts.log_entry_written = true;
    auto const asked = law::decide(request, facts);
    BOOST_TEST(asked.allowed);
    BOOST_TEST((asked.log == law::LogEntry{law::LogAction::Export, request.record, law::LogResult::Ok}));
    facts.log_entry_written = false;
    BOOST_TEST(decided(request, facts) == "refused R-50 law.r_50.trace");
    facts.log_entry_written = true;
    facts.actor.role = domain::Role::None;
    BOOST_TEST(decided(request, facts) == "refused R-25 law.r_25.situation");
    // The sheet as a whole does not leave.
    request.action = Action::Export;
    BOOST_TEST(!law::decide(request, a_member_of_the_group()).allowed);
}

BOOST_AUTO_TEST_CASE(r_50_the_list_of_a_group_and_a_search_are_written_before_they_are_shown)
{
    auto facts = a_member_of_the_group();
    auto const place = law::k_groupe_nominatif;
    BOOST_TEST((law::decide(a_request(Action::ListGroup, place), facts).log->action == law::LogAction::List));
    BOOST_TEST((law::decide(a_request(Action::SearchGroup, place), facts).log->action == law::LogAction::Search));
    facts.log_entry_written = true;
    BOOST_TEST(decided(a_request(Action::ShowList, place), facts) == "allowed M-08");
    facts.log_entry_written = false;
    BOOST_TEST(decided(a_request(Action::ShowList, place), facts) == "refused R-50 law.r_50.liste");
    facts.log_entry_written = true;
    facts.actor.role = domain::Role::None;
    BOOST_TEST(decided(a_request(Action::ShowList, place), facts) == "refused R-25 law.r_25.liste");
}

BOOST_AUTO_TEST_CASE(r_50_a_refused_opening_is_logged_too)
{
    auto const open = a_request(Action::OpenSheet, law::k_groupe_nominatif, Situation);
    auto facts = a_member_of_the_group();
    auto const allowed = law::decide(open, facts);
    BOOST_TEST(allowed.allowed);
    BOOST_TEST((allowed.log->result == law::LogResult::Ok));
    facts.actor.role = domain::Role::None;
    auto const refused = law::decide(open, facts);
    BOOST_TEST(!refused.allowed);
    BOOST_TEST((refused.log->result == law::LogResult::Refused));
}

/// An entry has room for numbers and an opaque id only; whatever is typed, nothing of it can be in the entry.
BOOST_AUTO_TEST_CASE(r_51_an_entry_of_the_log_holds_no_name_and_no_text)
{
    static_assert(std::is_trivially_copyable_v<law::LogEntry>);
    static_assert(sizeof(law::LogEntry) == sizeof(RecordId) + sizeof(law::LogAction) + sizeof(law::LogResult));
    auto request = a_request(Action::SetField, law::k_groupe_nominatif, Situation, domain::field::k_nom);
    request.record = {{9}};
    request.value = domain::Value(std::string_view("Roux"));
    auto const one = law::decide(request, the_coordonnateur());
    request.value = domain::Value(std::string_view("Une autre"));
    auto const other = law::decide(request, the_coordonnateur());
    BOOST_TEST(one.allowed);
    BOOST_TEST((one.log == other.log));
    BOOST_TEST((one.log == law::LogEntry{law::LogAction::Change, request.record, law::LogResult::Ok}));
}

BOOST_AUTO_TEST_CASE(presenters_get_every_answer_from_decide)
{
    auto const of_member = law::group_abilities(law::k_groupe_nominatif, a_member_of_the_group(), k_today);
    BOOST_TEST(said(of_member.open) == "allowed M-08");
    BOOST_TEST(said(of_member.list) == "allowed M-08");
    BOOST_TEST(said(of_member.report) == "allowed M-08");
    BOOST_TEST(said(of_member.create) == "refused M-08 law.droit.profil");
    auto const of_coordonnateur = law::group_abilities(law::k_groupe_nominatif, the_coordonnateur(), k_today);
    BOOST_TEST(said(of_coordonnateur.create) == "allowed M-08");
    auto unsigned_member = a_member_of_the_group();
    unsigned_member.actor.charter_accepted = false;
    auto const of_unsigned = law::group_abilities(law::k_groupe_nominatif, unsigned_member, k_today);
    BOOST_TEST(said(of_unsigned.open) == "refused R-21 law.r_21.charte");
    BOOST_TEST(said(of_unsigned.report) == "refused R-21 law.r_21.charte");
}

BOOST_AUTO_TEST_CASE(readers_are_those_whose_default_role_reads)
{
    auto const texts = french_keys();
    for (auto const& place :
         {law::k_pleniere, law::k_restreinte, law::k_groupe, law::k_groupe_nominatif, law::k_registre,
          law::k_annuaire}) {
        auto const lines = law::readers_of(place);
        BOOST_TEST(lines.size() >= 2u);
        for (auto const& line : lines) {
            BOOST_TEST(texts.contains(std::string(line.who)), line.who);
            BOOST_TEST(texts.contains(std::string(line.why)), line.why);
            BOOST_TEST((domain::default_role(place.compartment, place.formation, line.profile) == line.role), line.who);
        }
        // Nobody reads who is not listed: each profile with a role has a line, by itself or with the members.
        for (std::uint64_t n = 1; n <= domain::k_profiles; ++n) {
            auto const profile = *domain::profile_from(n);
            if (domain::default_role(place.compartment, place.formation, profile) == domain::Role::None) {
                for (auto const& line : lines)
                    BOOST_TEST((line.profile != profile));
            }
        }
    }
    BOOST_TEST(law::readers_of({domain::VaultKind::Social, domain::CompartmentClass::SecretSocial, {}}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
