// Questions of liaison: whom they are asked of, and once.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::coded;
using testing::Desk;

namespace {

namespace asking = domain::question_part;

/// A situation in front of the mayor, whom he may ask about it.
struct AskingTown : testing::FoundedTown {
    app::FieldView form(std::uint32_t number)
    {
        auto const& fields = mayor.see().sheet->new_liaison;
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    void ask(std::uint32_t question)
    {
        auto const members = form(asking::k_membre).options;
        BOOST_REQUIRE(members.size() == 1U);
        mayor.send(app::EditNewLiaison{asking::k_question, coded(question)});
        mayor.send(app::EditNewLiaison{asking::k_membre, coded(members.front().code)});
        mayor.send(app::AskLiaison{record});
    }
    void ask(std::uint32_t question, std::string_view name)
    {
        auto const members = form(asking::k_membre).options;
        auto const member = std::ranges::find(members, verbatim(std::string(name)), &app::OptionView::label);
        BOOST_REQUIRE((member != members.end()));
        mayor.send(app::EditNewLiaison{asking::k_question, coded(question)});
        mayor.send(app::EditNewLiaison{asking::k_membre, coded(member->code)});
        mayor.send(app::AskLiaison{record});
    }
    std::size_t asked() { return mayor.see().sheet->liaisons.size(); }
    std::string problem() { return form(asking::k_question).error.key; }

    RecordId record{};
};

/// A situation of the group that the mayor and the school share; its sheet is shown to the mayor.
struct LiaisonTown : AskingTown {
    LiaisonTown()
    {
        testing::join_school(mayor, school);
        record = testing::open_situation(mayor, {.group = school_group()});
    }
};

/// Two people of one organisation and one of another in the first group, and a situation there.
struct OrganisationTown : AskingTown {
    OrganisationTown()
    {
        let_in(school, "Camille Durand", "Collège des Essais");
        let_in(colleague, "Louise Petit", "Collège des Essais");
        let_in(landlord, "Samir Haddad", "Habitat 12");
        testing::sees_what_came(mayor, landlord);
        record = testing::open_situation(mayor, {.group = school_group()});
    }

    void let_in(Desk& who, std::string const& name, std::string const& organisation)
    {
        namespace field = app::invite_field;
        mayor.send(app::Go{app::MembersRoute{}});
        mayor.send(app::EditInvite{field::k_name, testing::typed(name)});
        auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
        mayor.send(app::EditInvite{field::k_quality, coded(quality)});
        mayor.send(app::EditInvite{field::k_organisation, testing::typed(organisation)});
        mayor.send(app::ChooseInviteGroup{0, true});
        mayor.send(app::SendInvite{});
        mayor.wait(5000);
        who.clock.time = std::max(who.clock.time, mayor.clock.time);
        testing::come_to_the_kit(who, testing::only_invitation(mayor).link, name);
        who.keep_kit();
        testing::prepare_entry(mayor);
        mayor.sign();
        mayor.wait(5000);
        who.clock.time = std::max(who.clock.time, mayor.clock.time);
        who.wait(60'000);
        BOOST_REQUIRE(who.see().signed_in);
    }

    Desk colleague{server};
    Desk landlord{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(liaison)

BOOST_FIXTURE_TEST_CASE(nobody_is_offered_to_ask_himself, LiaisonTown)
{
    auto const members = form(asking::k_membre).options;
    BOOST_REQUIRE(members.size() == 1U);
    BOOST_TEST((members.front().label == verbatim("Camille Durand")));
}

BOOST_FIXTURE_TEST_CASE(a_question_that_waits_is_not_asked_again_until_it_is_answered, LiaisonTown)
{
    ask(1);
    BOOST_REQUIRE(asked() == 1U);
    auto const to = phrase("situation.liaison.asked_of").with("name", std::string("Camille Durand"));
    BOOST_TEST((mayor.see().sheet->liaisons.front().asked_of == to));
    ask(1);
    BOOST_TEST(asked() == 1U);
    auto const refused = form(asking::k_question).error;
    BOOST_REQUIRE(refused.key == "situation.liaison.open");
    auto const says = [&refused](std::string_view name) {
        auto const found = std::ranges::find(refused.args, name, &std::pair<std::string, PhraseArg>::first);
        return found == refused.args.end() ? PhraseArg{} : found->second;
    };
    BOOST_TEST((says("name") == PhraseArg(std::string("Camille Durand"))));
    BOOST_TEST((says("by") == PhraseArg(std::string("Claire Vasseur"))));
    // Another one may be.
    ask(2);
    BOOST_TEST(asked() == 2U);
    BOOST_TEST(problem() == "");
    testing::exchange(mayor, school);
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    auto const by = phrase("situation.liaison.asked_of_by")
                        .with("name", std::string("Camille Durand"))
                        .with("by", std::string("Claire Vasseur"));
    BOOST_TEST((school.see().sheet->liaisons.front().asked_of == by));
    auto const question = school.see().sheet->liaisons.front().question;
    school.send(app::AnswerLiaison{record, question, static_cast<std::uint32_t>(domain::ReponseLiaison::Oui)});
    testing::exchange(school, mayor);
    ask(1);
    BOOST_TEST(asked() == 3U);
}

BOOST_FIXTURE_TEST_CASE(a_question_that_waits_for_a_colleague_is_not_asked_of_the_same_organisation, OrganisationTown)
{
    ask(1, "Camille Durand");
    BOOST_REQUIRE(asked() == 1U);
    ask(1, "Louise Petit");
    BOOST_TEST(asked() == 1U);
    auto const refused = form(asking::k_question).error;
    BOOST_REQUIRE(refused.key == "situation.liaison.open");
    // Whom it was asked of, not whom it was going to be.
    BOOST_TEST((refused.args.front().second == PhraseArg(std::string("Camille Durand"))));
    // Another organisation may be asked the same.
    ask(1, "Samir Haddad");
    BOOST_TEST(asked() == 2U);
    BOOST_TEST(problem() == "");
}

BOOST_FIXTURE_TEST_CASE(a_question_of_who_has_left_is_said_to_have_no_answer_until_it_is_withdrawn, LiaisonTown)
{
    constexpr std::string_view k_unanswered = "situation.todo.unanswered";
    auto const row = [this] {
        return mayor.see().situations->rows.front().subtitle.key;
    };
    ask(1);
    BOOST_TEST(mayor.see().sheet->liaisons.front().state.key == "situation.liaison.awaited");
    BOOST_TEST(row() == "situation.row.liaison");
    BOOST_TEST(testing::find_todo(mayor, k_unanswered) == nullptr);
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    auto const* const todo = testing::find_todo(mayor, k_unanswered);
    BOOST_REQUIRE(todo != nullptr);
    auto const command = todo->command;
    mayor.send(command);
    auto const liaison = mayor.see().sheet->liaisons.front();
    BOOST_TEST(liaison.state.key == "situation.liaison.left");
    BOOST_TEST(row() == "situation.row.unanswered");
    BOOST_REQUIRE(liaison.withdrawal.has_value());
    mayor.send(app::AnswerLiaison{record, liaison.question, *liaison.withdrawal});
    BOOST_TEST(mayor.see().sheet->liaisons.front().state.key == "situation.liaison.answered");
    BOOST_TEST(row() == "situation.row.plain");
    BOOST_TEST(testing::find_todo(mayor, k_unanswered) == nullptr);
}

BOOST_FIXTURE_TEST_CASE(home_says_which_question_is_asked, LiaisonTown)
{
    ask(3);
    testing::exchange(mayor, school);
    auto const* const row = testing::find_todo(school, "situation.todo.answer");
    BOOST_REQUIRE(row != nullptr);
    auto const& said = row->detail.args;
    auto const question = std::ranges::find(said, "question", &std::pair<std::string, PhraseArg>::first);
    BOOST_REQUIRE((question != said.end()));
    BOOST_TEST(std::get<TextRef>(question->second).key == domain::text_key(domain::ListId::QuestionLiaison, 3));
}

BOOST_AUTO_TEST_SUITE_END()
