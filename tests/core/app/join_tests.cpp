// Joining by invitation, as both sides see it; and what somebody who was removed is told.

#include <algorithm>

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;
using testing::MemoryServer;

namespace {

struct Town : testing::EmptyTown {
    /// A signalement in the first group.
    void report()
    {
        (void)testing::send_report(mayor, {});
        mayor.wait(1000);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(join)

BOOST_FIXTURE_TEST_CASE(a_second_person_joins_by_link_words_and_act, Town)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    BOOST_REQUIRE(!link.empty());
    school.open(fragment_of(link));
    BOOST_REQUIRE((school.form().kind == FormKind::Join));
    BOOST_TEST(school.form().lines.size() == 2U);
    school.submit("ok", {{"charter", "1"}, {"name", "Camille Durand"}});
    BOOST_TEST(school.error_at("rules") == "doors.error.rules");
    school.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Camille Durand"}});
    school.choose_passphrase();
    school.keep_kit();
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    auto const words = school.form().suggestion;
    auto const inviter_words = std::get<std::string>(school.form().lines.front().text.args.front().second);

    // A tab that is closed while the request waits loses nothing.
    school.kill();
    school.open();
    school.sign_in();
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.form().suggestion == words);

    mayor.wait(60'000);
    mayor.send(app::Go{app::MembersRoute{}});
    auto const row = mayor.see().members->invitations.front();
    BOOST_REQUIRE(row.answered);
    BOOST_TEST(row.their_words == words);
    BOOST_TEST(row.my_words == inviter_words);
    mayor.send(app::AcceptInvite{row.invite});
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(1000);

    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    BOOST_TEST((school.form().kind == FormKind::None));
    BOOST_TEST(shows(school, "session.nav.situations"));
    BOOST_TEST(!shows(school, "session.nav.acts"));
    school.wait(60'000);
    BOOST_TEST(school.see().shell.member_name == "Camille Durand");
    school.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(school.see().groups->rows.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_removed_member_is_told_whom_to_ask_and_reads_nothing_new, Town)
{
    mayor.found_council();
    testing::join_school(mayor, school);
    report();
    school.wait(60'000);
    school.send(app::Go{app::SituationsRoute{}});
    BOOST_REQUIRE(school.see().situations->rows.size() == 1U);
    auto const record = school.see().situations->rows.front().record;
    school.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    BOOST_REQUIRE(!school.see().sheet->title.empty());

    testing::prepare_removal(mayor, "Camille Durand");
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(1000);

    // His keys open nothing that is written from now on: he is told that he may be out, and whom to ask.
    report();
    for (int minute = 0; minute < 13; ++minute) {
        school.app().note_input();
        school.wait(60'000);
    }
    auto const& shell = school.see().shell;
    bool const is_told = shell.read_only || !shell.may_be_out.empty();
    BOOST_TEST(is_told);
    auto const& said = shell.read_only ? shell.read_only_reason : shell.may_be_out;
    BOOST_TEST((said.key == "session.may_be_out" || said.key == "session.read_only.out"));
    BOOST_REQUIRE(said.args.size() == 1U);
    BOOST_TEST(std::get<std::string>(said.args.front().second) == "Claire Vasseur");
    // Nothing nominative is shown any more: not what was written after his departure, nor what his device still opens.
    BOOST_REQUIRE(school.see().sheet.has_value());
    BOOST_TEST(school.see().sheet->title.empty());
    BOOST_TEST(school.see().sheet->identity.empty());
    BOOST_REQUIRE(school.see().sheet->callouts.size() == 1U);
    BOOST_TEST(school.see().sheet->callouts.front().message.key == "law.r_21.compte");
    school.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(school.see().situations->rows.empty());
    BOOST_REQUIRE(school.see().situations->refusal.has_value());
    BOOST_TEST(school.see().situations->refusal->message.key == "law.r_21.compte");
    school.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(testing::find_todo(school, "situation.todo.qualify") == nullptr);
    BOOST_TEST(std::ranges::none_of(school.see().home->stats, [](app::StatView const& stat) {
        return stat.label.key.starts_with("situation.home");
    }));
    school.send(app::Go{app::ReportRoute{}});
    BOOST_REQUIRE(school.see().report->refusal.has_value());
    BOOST_TEST(school.see().report->refusal->message.key == "law.r_21.compte");
}

BOOST_FIXTURE_TEST_CASE(the_door_names_the_council_and_who_invites, Town)
{
    mayor.found_council();
    school.open(fragment_of(testing::invite_school(mayor)));
    BOOST_REQUIRE((school.form().kind == FormKind::Join));
    auto const& said = school.form().intro.front();
    BOOST_TEST(said.key == "doors.join.from");
    BOOST_REQUIRE(said.args.size() == 2U);
    BOOST_TEST((said.args[0].second == PhraseArg(TextRef{"council.name.clspd", "Saint-Aubin-des-Essais"})));
    BOOST_TEST((said.args[1].second == PhraseArg(std::string("Claire Vasseur"))));
}

BOOST_AUTO_TEST_SUITE_END()
