// A departure and a visa in words: all that ends, when the log closes, and the same lines before and after the
// signature.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;
using testing::prepare_removal;
using testing::sees_what_came;
using testing::sign_draft;

namespace {

struct WordsWithCoordinator : testing::FoundedTown {
    WordsWithCoordinator()
    {
        testing::join_school(mayor, school);
        testing::name_as(mayor, testing::k_school_name, Profile::Coordonnateur);
        sees_what_came(school, mayor);
    }

    /// What is no warning of the act in preparation.
    static void check_signed(Desk& who, std::vector<app::ChangeLine> const& draft)
    {
        who.send(app::Go{app::ActsRoute{}});
        auto const lines = who.see().acts->signed_acts.front().lines;
        for (auto const& line : draft) {
            bool const is_there = std::ranges::find(lines, line.text, &app::ChangeLine::text) != lines.end();
            BOOST_TEST((is_there || line.is_warning), line.text.key);
        }
    }
};

/// And a délégué à la protection des données, who reads the log with the mayor.
struct WordsWithDpo : WordsWithCoordinator {
    WordsWithDpo()
    {
        testing::dpo_joins(mayor, dpo, domain::Qualite::EducationNationale);
        sees_what_came(school, mayor);
    }

    Desk dpo{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(departure_words)

/// The key that he holds opens the log until another one is published.
BOOST_FIXTURE_TEST_CASE(who_read_the_log_loses_it_with_the_key_that_the_act_begins_or_with_the_next_one, WordsWithDpo)
{
    auto const ends = [](Desk& who) {
        std::vector<std::string> keys;
        for (auto const& line : who.see().acts.value().draft) {
            bool const names_log = std::ranges::any_of(
                line.text.args, [](auto const& arg) { return arg.second == PhraseArg(TextRef{"council.place.log"}); });
            if (line.text.key == "council.op.leaves_log" || (line.text.key == "council.op.leaves" && names_log))
                keys.push_back(line.text.key);
        }
        return keys;
    };
    prepare_removal(mayor, std::string(testing::k_dpo_name));
    BOOST_TEST((ends(mayor) == std::vector<std::string>{"council.op.leaves"}));
    mayor.send(app::DropChange{mayor.see().acts->draft.front().id});
    prepare_removal(school, std::string(testing::k_dpo_name));
    BOOST_TEST((ends(school) == std::vector<std::string>{"council.op.leaves_log"}));
    auto const draft = school.see().acts->draft;
    sign_draft(school);
    check_signed(school, draft);
}

/// His entry named his function and that he signs; so does his departure.
BOOST_FIXTURE_TEST_CASE(a_departure_names_the_function_and_the_signature_that_end, WordsWithCoordinator)
{
    prepare_removal(mayor, std::string(testing::k_school_name));
    auto const draft = mayor.see().acts->draft;
    auto const name = std::string(testing::k_school_name);
    auto const function = phrase("council.op.function_ends")
                              .with("name", name)
                              .with("function", TextRef{std::string(domain::text_key(Profile::Coordonnateur))});
    auto const signs = phrase("council.op.loses_rank").with("name", name);
    for (auto const& said : {function, signs}) {
        auto const found = std::ranges::find(draft, said, &app::ChangeLine::text);
        BOOST_REQUIRE((found != draft.end()));
        BOOST_TEST(found->is_below);
    }
    sign_draft(mayor);
    check_signed(mayor, draft);
}

/// What the visa stands for is below it, whatever is signed with it.
BOOST_FIXTURE_TEST_CASE(a_visa_beside_other_changes_is_told_in_the_same_lines_before_and_after, WordsWithDpo)
{
    prepare_removal(school, std::string(testing::k_dpo_name));
    sign_draft(school);
    sees_what_came(mayor, school);
    mayor.send(app::PrepareVisa{});
    mayor.send(app::EditNewGroup{app::group_field::k_name, testing::typed("Rives")});
    mayor.send(app::EditNewGroup{app::group_field::k_perimeter, testing::typed("Les quais")});
    mayor.send(app::PrepareNewGroup{});
    auto const draft = mayor.see().acts.value().draft;
    BOOST_REQUIRE(draft.size() > 2U);
    BOOST_TEST(draft[0].text.key == "council.change.visa");
    BOOST_TEST(draft[1].text.key == "council.act.sees");
    BOOST_TEST(draft[1].is_below);
    sign_draft(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    auto const lines = mayor.see().acts->signed_acts.front().lines;
    BOOST_REQUIRE(lines.size() > 2U);
    BOOST_TEST((lines[0].text == draft[0].text));
    BOOST_TEST((lines[1].text == draft[1].text));
    BOOST_TEST(lines[1].is_below);
    BOOST_TEST(std::ranges::count(lines, draft[1].text, &app::ChangeLine::text) == 1);
}

/// Of an act that changes records alone nobody can tell afterwards that the visa was asked for: what it stands for is
/// last.
BOOST_FIXTURE_TEST_CASE(what_a_visa_stands_for_is_last_beside_changes_of_records_alone, WordsWithDpo)
{
    prepare_removal(school, std::string(testing::k_dpo_name));
    sign_draft(school);
    sees_what_came(mayor, school);
    mayor.send(app::PrepareVisa{});
    auto const id = testing::show_member(mayor, testing::k_school_name);
    mayor.send(app::EditMember{app::member_form::k_order, testing::typed("Arrêté 2026-118")});
    mayor.send(app::PrepareMember{id});
    auto const draft = mayor.see().acts.value().draft;
    BOOST_REQUIRE(draft.size() > 2U);
    BOOST_TEST(draft.front().text.key == "council.change.visa");
    BOOST_TEST(draft.back().text.key == "council.act.sees");
    BOOST_TEST(!draft.back().is_below);
    sign_draft(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    auto const lines = mayor.see().acts->signed_acts.front().lines;
    BOOST_TEST((lines.back().text == draft.back().text));
    BOOST_TEST(!lines.back().is_below);
}

BOOST_AUTO_TEST_SUITE_END()
