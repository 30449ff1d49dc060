// the coordonnateur and the délégué à la protection des données are designated by the mayor, who invites them
// himself and gives the log to the second.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;
using testing::find_member;
using testing::sees_what_came;
using testing::sign_draft;

namespace {

constexpr std::string_view k_told = "council.todo.no_log_role";

std::uint32_t code_of(Profile profile)
{
    return static_cast<std::uint32_t>(profile);
}

app::FieldView function_of_form(Desk& who)
{
    who.send(app::Go{app::MembersRoute{}});
    auto const& form = who.see().members->invite_fields;
    auto const field = std::ranges::find(form, app::invite_field::k_profile, &app::FieldView::field);
    BOOST_REQUIRE((field != form.end()));
    return *field;
}

bool offers_function(app::FieldView const& field, Profile profile)
{
    return std::ranges::find(field.options, code_of(profile), &app::OptionView::code) != field.options.end();
}

struct TownOfDesignations : testing::FoundedTown {
    TownOfDesignations()
    {
        testing::join_school(mayor, school);
        testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        sees_what_came(school, mayor, 60'000);
    }
    void answer()
    {
        dpo.clock.time = mayor.clock.time;
        testing::come_to_the_kit(dpo, testing::only_invitation(mayor).link, std::string(testing::k_dpo_name));
        dpo.keep_kit();
    }

    Desk dpo{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(designation)

BOOST_FIXTURE_TEST_CASE(r_20_who_is_designated_by_the_mayor_is_invited_by_him_alone, TownOfDesignations)
{
    for (auto const profile : {Profile::Dpo, Profile::Coordonnateur}) {
        BOOST_TEST(offers_function(function_of_form(mayor), profile));
        BOOST_TEST(!offers_function(function_of_form(school), profile));
    }
    BOOST_TEST(offers_function(function_of_form(school), Profile::Referent));
    // By the quality, which has a usual function, and by the function.
    testing::invite(school, testing::k_dpo_name, domain::Qualite::DelegueProtectionDonnees);
    BOOST_TEST(testing::last_refusal(school) == "law.r_20.invitation");
    BOOST_TEST(function_of_form(school).error.key == "law.r_20.invitation");
    testing::invite(school, testing::k_dpo_name, domain::Qualite::EducationNationale, Profile::Coordonnateur);
    BOOST_TEST(testing::last_refusal(school) == "law.r_20.invitation");
    BOOST_TEST(school.see().members->invitations.empty());
    testing::invite(school, testing::k_dpo_name, domain::Qualite::EducationNationale, Profile::Membre);
    BOOST_TEST(testing::only_invitation(school).name == testing::k_dpo_name);
    BOOST_TEST(function_of_form(school).error.empty());
}

BOOST_FIXTURE_TEST_CASE(r_20_the_answer_of_who_is_designated_is_accepted_by_the_mayor, TownOfDesignations)
{
    testing::invite(mayor, testing::k_dpo_name, domain::Qualite::DelegueProtectionDonnees);
    answer();
    sees_what_came(school, mayor, 60'000);
    auto const row = testing::only_invitation(school);
    BOOST_REQUIRE(row.answered);
    BOOST_TEST(!row.may_accept);
    BOOST_REQUIRE(row.refusal.has_value());
    BOOST_TEST(row.refusal->message.key == "law.r_20.invitation");
    BOOST_TEST(!row.refusal->article.key.empty());
    school.send(app::AcceptInvite{row.invite});
    BOOST_TEST(testing::last_refusal(school) == "law.r_20.invitation");
    school.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(school.see().acts->draft.empty());
    // Home says the rule with the refusal.
    auto const* const todo = testing::find_todo(school, "council.todo.answered");
    BOOST_REQUIRE(todo != nullptr);
    BOOST_REQUIRE(todo->detail.args.size() == 2U);
    BOOST_TEST((std::get<TextRef>(todo->detail.args[0].second).key == "law.r_20.invitation"));
    BOOST_TEST((std::get<TextRef>(todo->detail.args[1].second).key == "law.r_20.article"));

    mayor.wait(60'000);
    BOOST_TEST(testing::only_invitation(mayor).may_accept);
    testing::prepare_entry(mayor);
    mayor.sign();
    BOOST_TEST(testing::find_todo(mayor, k_told) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(p_01_nobody_removes_who_is_not_below_him_and_it_is_said_with_its_rule, TownOfDesignations)
{
    // The mayor removes the coordonnateur…
    testing::prepare_removal(mayor, "Camille Durand");
    mayor.send(app::Go{app::ActsRoute{}});
    // One change, with the end of his mandate below it.
    BOOST_REQUIRE(mayor.see().acts->draft.size() >= 2U);
    BOOST_TEST(testing::changes_in(mayor) == 1U);
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.change.remove");
    BOOST_TEST(mayor.see().acts->draft[1].text.key == "council.change.ends");
    BOOST_TEST(mayor.see().acts->draft[1].is_below);
    mayor.send(app::DropChange{mayor.see().acts->draft.front().id});
    // … and not the coordonnateur the mayor, nor himself.
    testing::prepare_removal(school, "Claire Vasseur");
    BOOST_TEST(testing::last_refusal(school) == "law.p_01.maire");
    BOOST_TEST(school.see().shell.toasts.back().refusal->article.key == "law.p_01.article");
    testing::prepare_removal(school, "Camille Durand");
    BOOST_TEST(testing::last_refusal(school) == "law.p_01.rang");
    school.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(school.see().acts->draft.empty());
}

/// As a program of before could leave it, whose coordonnateur let the délégué in.
BOOST_FIXTURE_TEST_CASE(r_20_the_mayor_gives_the_log_to_a_delegue_who_does_not_have_it, TownOfDesignations)
{
    testing::invite(mayor, testing::k_dpo_name, domain::Qualite::DelegueProtectionDonnees);
    answer();
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    auto const whom = find_member(mayor, testing::k_dpo_name);
    mayor.kill();
    testing::StoppedDevice(mayor).sign(ledger::RoleOp{.member = whom, .cid = k_log});
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    sees_what_came(school, mayor, 60'000);
    BOOST_TEST(testing::find_todo(school, k_told) == nullptr);

    auto const* const todo = testing::find_todo(mayor, k_told);
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    BOOST_REQUIRE((std::holds_alternative<app::PrepareLogRole>(command)));
    school.send(command);
    school.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(school.see().acts->draft.empty());
    mayor.send(command);
    BOOST_REQUIRE(mayor.see().acts.has_value());
    BOOST_REQUIRE(testing::changes_in(mayor) == 1U);
    BOOST_TEST(mayor.see().acts->draft.front().text.key == "council.change.log_role");
    // It is asked once.
    BOOST_TEST(testing::find_todo(mayor, k_told) == nullptr);
    mayor.send(command);
    BOOST_TEST(testing::changes_in(mayor) == 1U);
    sign_draft(mayor);
    BOOST_TEST(testing::find_todo(mayor, k_told) == nullptr);
    mayor.kill();
    testing::StoppedDevice const device(mayor);
    auto const* const known = device.vault->knowledge().registry()->state().member(whom);
    BOOST_REQUIRE(known != nullptr);
    BOOST_TEST(known->right_in(k_log).role == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
