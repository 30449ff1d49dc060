// Decision 28: what leaves on paper is what the law answers to Print and PrintList, in every view that asks it.

#include "core/app/council_state.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;

namespace {

std::string rule_of(app::PrintView const& print)
{
    return print.allowed ? "" : print.refusal.article.key;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(printing)

BOOST_FIXTURE_TEST_CASE(m_24_members_print_and_invitations_do_not, testing::FoundedTown)
{
    (void)testing::invite_school(mayor);
    mayor.send(app::Go{app::MembersRoute{}});
    auto const& members = mayor.see().members;
    BOOST_REQUIRE(members.has_value());
    BOOST_REQUIRE(members->invitations.size() == 1U);
    BOOST_TEST(members->print.allowed);
    BOOST_TEST(rule_of(members->invitations_print) == "law.m_24.article");
    BOOST_TEST(members->invitations_print.refusal.message.key == "law.droit.diffusion");
}

/// Home and the act in draft name who is invited too.
BOOST_FIXTURE_TEST_CASE(m_24_who_is_invited_is_left_out_of_print_wherever_he_is_named, testing::FoundedTown)
{
    auto const rule = [](std::optional<app::RefusalView> const& left_out) {
        return left_out ? left_out->article.key : std::string{};
    };
    auto const link = testing::invite_school(mayor);
    mayor.send(app::Go{app::HomeRoute{}});
    auto const* const invited = testing::find_todo(mayor, "council.todo.invited");
    BOOST_REQUIRE(invited != nullptr);
    BOOST_TEST(rule(invited->not_printed) == "law.m_24.article");
    for (auto const& row : mayor.see().home->todo)
        BOOST_TEST(row.not_printed.has_value() == (row.title.key == "council.todo.invited"), row.title.key);

    testing::answer_invitation(school, link);
    mayor.wait(60'000);
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::AcceptInvite{mayor.see().members->invitations.front().invite});
    mayor.send(app::Go{app::ActsRoute{}});
    auto const draft = [this]() -> std::vector<app::ChangeLine> const& {
        return mayor.see().acts->draft;
    };
    BOOST_REQUIRE(!draft().empty());
    BOOST_TEST(draft().front().text.key == "council.change.admit");
    for (auto const& line : draft())
        BOOST_TEST(rule(line.not_printed) == "law.m_24.article");
}

BOOST_FIXTURE_TEST_CASE(r_34_neither_the_list_nor_a_sheet_nor_a_report_prints, testing::FoundedTown)
{
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(mayor.see().members->print.allowed);
    auto const record = testing::open_situation(mayor, {.family = "Rivière", .given = "Mathis"});
    mayor.send(app::Go{app::SituationsRoute{.situation = record}});
    mayor.wait(1000);
    BOOST_REQUIRE(mayor.see().situations.has_value());
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    BOOST_TEST(rule_of(mayor.see().situations->print) == "law.r_34.article");
    BOOST_TEST(mayor.see().situations->print.refusal.message.key == "law.r_34.liste");
    BOOST_TEST(rule_of(mayor.see().sheet->print) == "law.r_34.article");
    BOOST_TEST(mayor.see().sheet->print.refusal.message.key == "law.r_34.fiche");
    mayor.send(app::Go{app::ReportRoute{}});
    BOOST_TEST(rule_of(mayor.see().report->print) == "law.r_34.article");
}

BOOST_AUTO_TEST_SUITE_END()
