// A group whose writing is stopped, on Home: what one press deals with is one line.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(stopped_group)

BOOST_FIXTURE_TEST_CASE(both_spaces_of_a_group_that_stopped_are_one_line_and_one_press, testing::FoundedTown)
{
    testing::join_school(mayor, school);
    auto const id = testing::find_member(mayor, testing::k_school_name);
    mayor.send(app::Go{app::MembersRoute{id}});
    auto const code = static_cast<std::uint32_t>(domain::Profile::Coordonnateur);
    mayor.send(app::EditMember{app::member_form::k_function, testing::coded(code)});
    mayor.send(app::PrepareMember{id});
    testing::sign_draft(mayor);
    school.wait(60'000);
    // Who leaves may not change the key that he knows.
    school.send(app::Go{app::MembersRoute{id}});
    BOOST_REQUIRE(!school.see().members->detail->groups.empty());
    school.send(app::PrepareLeaveGroup{id, school.see().members->detail->groups.front().group});
    testing::sign_draft(school);
    mayor.wait(60'000);
    mayor.send(app::Go{app::HomeRoute{}});
    auto const told = mayor.see().home->todo;
    auto const is_halted = [](app::TodoView const& row) {
        return row.title.key == "council.todo.halted";
    };
    BOOST_REQUIRE(std::ranges::count_if(told, is_halted) == 1);
    auto const command = std::ranges::find_if(told, is_halted)->command;
    mayor.send(command);
    testing::sign_draft(mayor);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.halted") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
