// Signalements that wait, as Home says them: one by one, or all in a line.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;

BOOST_AUTO_TEST_SUITE(home_reports)

BOOST_FIXTURE_TEST_CASE(
    up_to_three_signalements_have_a_line_each_more_have_one_that_opens_their_list, testing::FoundedTown)
{
    for (int i = 0; i < 3; ++i)
        (void)testing::send_report(mayor, {.family = "Tassin"});
    auto const* const one = testing::find_todo(mayor, "situation.todo.qualify");
    BOOST_REQUIRE(one != nullptr);
    BOOST_TEST(one->detail.key == "situation.todo.qualify_detail");
    auto const has = [](Phrase const& said, std::string_view name) {
        return std::ranges::any_of(said.args, [name](auto const& arg) { return arg.first == name; });
    };
    BOOST_TEST(has(one->detail, "group"));
    BOOST_TEST(has(one->detail, "date"));
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.qualify_many") == nullptr);
    // Due on one day: by their reference.
    std::vector<std::string> references;
    for (auto const& line : mayor.see().home->todo) {
        if (line.title.key == "situation.todo.qualify")
            references.push_back(std::get<std::string>(line.title.args.front().second));
    }
    BOOST_TEST(references.size() == 3U);
    BOOST_TEST(std::ranges::is_sorted(references));

    (void)testing::send_report(mayor, {.family = "Marque"});
    (void)testing::open_situation(mayor, {.family = "Rivière"});
    // Whatever was filtered and searched before.
    mayor.send(app::SetFilter{app::list_filter::k_referent, 1});
    mayor.send(app::SetSearch{"zzz"});
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.qualify") == nullptr);
    auto const* const all = testing::find_todo(mayor, "situation.todo.qualify_many");
    BOOST_REQUIRE(all != nullptr);
    BOOST_TEST(std::get<std::int64_t>(all->title.args.front().second) == 4);
    BOOST_TEST(has(all->detail, "date"));
    auto commands = all->before;
    commands.push_back(all->command);
    for (auto const& command : commands)
        mayor.send(command);
    BOOST_REQUIRE(mayor.see().situations.has_value());
    BOOST_TEST(mayor.see().situations->rows.size() == 4U);
}

BOOST_AUTO_TEST_SUITE_END()
