// Two groups of one name could not be told apart: neither the assistant nor the council makes them.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/app/founding.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

BOOST_AUTO_TEST_SUITE(group_names)

BOOST_FIXTURE_TEST_CASE(the_assistant_takes_no_two_groups_of_one_name, testing::EmptyTown)
{
    namespace field = app::founding_field;
    Desk coordinator(server);
    coordinator.open();
    coordinator.submit("draft");
    auto const add = [&](std::string const& name) {
        coordinator.send(app::EditFoundingGroup{field::k_group_name, testing::typed(name)});
        coordinator.send(app::EditFoundingGroup{field::k_group_perimeter, testing::typed("Toute la commune")});
        coordinator.send(app::AddFoundingGroup{});
    };
    add("Collèges");
    add("  colleges ");
    BOOST_TEST(coordinator.see().founding->groups.size() == 1U);
    BOOST_TEST(coordinator.see().founding->new_group.front().error.key == "founding.error.group_exists");
    add("Collèges et lycées");
    BOOST_TEST(coordinator.see().founding->groups.size() == 2U);

    // Nor does a draft that was made elsewhere bring them.
    app::FoundingDraft draft;
    draft.groups = {{.name = "Centre", .perimeter = "a"}, {.name = "CENTRE", .perimeter = "b"}};
    auto const has_twins = [](app::FoundingDraft const& checked) {
        return std::ranges::any_of(app::check_founding(checked, Date{2026, 11, 25}), [](auto const& error) {
            return error.second.key == "founding.error.group_twice";
        });
    };
    BOOST_TEST(has_twins(draft));
    draft.groups.back().name = "Gare";
    BOOST_TEST(!has_twins(draft));
}

BOOST_FIXTURE_TEST_CASE(a_new_group_does_not_bear_the_name_of_another, testing::FoundedTown)
{
    namespace field = app::group_field;
    auto const error_of = [&](std::string const& name) {
        mayor.send(app::Go{app::GroupsRoute{}});
        mayor.send(app::EditNewGroup{field::k_name, testing::typed(name)});
        mayor.send(app::EditNewGroup{field::k_perimeter, testing::typed("Quartier de la gare")});
        mayor.send(app::PrepareNewGroup{});
        mayor.send(app::Go{app::GroupsRoute{}});
        return mayor.see().groups->new_group.front().error.key;
    };
    BOOST_TEST(error_of(" colleges ") == "council.group.error.exists");
    BOOST_TEST(error_of("  ") == "council.group.error.name");
    BOOST_TEST(error_of("Gare") == "");
    BOOST_TEST(error_of("GARE") == "council.group.error.prepared");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(testing::changes_in(mayor) == 1U);
    mayor.send(app::SignDraft{});
    mayor.sign();
    BOOST_TEST(error_of("gare") == "council.group.error.exists");
}

/// « Écoles » between « Collèges » and « Gare ».
BOOST_FIXTURE_TEST_CASE(groups_are_in_the_order_of_who_reads_them, testing::FoundedTown)
{
    namespace field = app::group_field;
    mayor.send(app::Go{app::GroupsRoute{}});
    for (auto const* const name : {"Gare", "Écoles"}) {
        mayor.send(app::EditNewGroup{field::k_name, testing::typed(name)});
        mayor.send(app::EditNewGroup{field::k_perimeter, testing::typed("Toute la commune")});
        mayor.send(app::PrepareNewGroup{});
    }
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.send(app::Go{app::GroupsRoute{}});
    std::vector<std::string> names;
    for (auto const& row : mayor.see().groups->rows)
        names.push_back(row.name);
    BOOST_TEST((names == std::vector<std::string>{"Centre", "Collèges", "Écoles", "Gare"}));
}

BOOST_FIXTURE_TEST_CASE(a_group_that_would_make_too_many_spaces_is_refused_with_words, testing::FoundedTown)
{
    namespace field = app::group_field;
    mayor.send(app::Go{app::GroupsRoute{}});
    mayor.send(app::EditNewGroup{field::k_perimeter, testing::typed("Toute la commune")});
    std::size_t prepared = 0;
    std::string refused;
    while (refused.empty() && prepared <= ledger::k_max_compartments) {
        mayor.send(app::EditNewGroup{field::k_name, testing::typed("Groupe " + std::to_string(prepared))});
        mayor.send(app::EditNewGroup{field::k_perimeter, testing::typed("Toute la commune")});
        mayor.send(app::PrepareNewGroup{});
        ++prepared;
        if (prepared < 1000)
            continue;
        mayor.send(app::Go{app::GroupsRoute{}});
        refused = mayor.see().groups->new_group.front().error.key;
    }
    BOOST_TEST(refused == "council.group.error.full");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(testing::changes_in(mayor) == prepared - 1);
}

BOOST_AUTO_TEST_SUITE_END()
