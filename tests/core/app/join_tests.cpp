// Joining by invitation, as both sides see it; and what somebody who was removed is told.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/join_town.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;
using testing::JoinTown;

BOOST_AUTO_TEST_SUITE(join)

BOOST_FIXTURE_TEST_CASE(a_second_person_joins_by_link_words_and_act, JoinTown)
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
    // Beside the words, what to do when they differ.
    BOOST_REQUIRE(school.form().intro.size() == 4U);
    BOOST_TEST(school.form().intro[1].key == "doors.wait.differ");
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
    BOOST_TEST(row.claimed_name.empty());
    mayor.send(app::AcceptInvite{row.invite});
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(5000);

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

BOOST_FIXTURE_TEST_CASE(an_invitation_says_what_is_planned_and_its_link_stays_the_same_when_seen_again, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    auto const row = testing::only_invitation(mayor);
    // As what, from where, in which groups: no more is planned than what was typed.
    BOOST_REQUIRE(row.fields.size() == 4U);
    BOOST_TEST(row.fields[0].label.key == "council.field.profile");
    BOOST_TEST(row.fields[0].value.key == domain::text_key(domain::Profile::Membre));
    BOOST_TEST(row.fields[1].label.key == "council.field.quality");
    auto const quality = static_cast<std::uint64_t>(domain::Qualite::EducationNationale);
    auto const quality_key = domain::text_key(domain::ListId::Qualite, quality);
    BOOST_TEST(row.fields[1].value.key == quality_key);
    BOOST_TEST(row.planned.key == quality_key);
    BOOST_TEST(row.fields[2].value.key.empty());
    BOOST_TEST(row.fields[3].label.key == "members.groups");
    auto const groups = mayor.see().members->invite_groups;
    BOOST_REQUIRE(!groups.empty());
    BOOST_TEST((row.fields[3].value == groups.front().label));
    // Shown later, it is the same paper.
    mayor.wait(60'000);
    BOOST_TEST(testing::only_invitation(mayor).link == link);
}

BOOST_FIXTURE_TEST_CASE(a_removed_member_is_told_whom_to_ask_and_reads_nothing_new, JoinTown)
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
    mayor.wait(5000);

    // His keys open nothing that is written from now on: he is told that he may be out, and whom to ask.
    report();
    testing::wait_until_may_be_out(school);
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

BOOST_FIXTURE_TEST_CASE(the_door_names_the_council_and_who_invites, JoinTown)
{
    mayor.found_council();
    school.open(fragment_of(testing::invite_school(mayor)));
    BOOST_REQUIRE((school.form().kind == FormKind::Join));
    auto const& said = school.form().intro.front();
    BOOST_TEST(said.key == "doors.join.from");
    BOOST_REQUIRE(said.args.size() == 2U);
    BOOST_TEST((said.args[0].second == PhraseArg(TextRef{"council.name.clspd", "Saint-Aubin-des-Essais"})));
    BOOST_TEST((said.args[1].second == PhraseArg(std::string("Claire Vasseur"))));
    // So it does what is accepted.
    BOOST_REQUIRE(school.form().lines.size() == 2U);
    for (auto const& line : school.form().lines) {
        BOOST_TEST(line.label.key == "doors.join.text_adopted");
        BOOST_REQUIRE(line.label.args.size() == 3U);
        BOOST_TEST(!std::get<std::string>(line.label.args[0].second).empty());
        BOOST_TEST(std::get<std::int64_t>(line.label.args[1].second) >= 1);
        BOOST_TEST((line.label.args[2].second == PhraseArg(Date{2026, 3, 10})));
    }
}

BOOST_FIXTURE_TEST_CASE(a_link_is_told_not_to_be_sent_before_its_invitation_is_on_the_store, JoinTown)
{
    mayor.found_council();
    mayor.wait(60'000);
    mayor.remote.offline = true;
    auto const link = testing::invite_school(mayor);
    mayor.wait(60'000);
    BOOST_TEST(testing::only_invitation(mayor).state.label.key == "council.invite.state.leaving");
    BOOST_TEST(testing::only_invitation(mayor).advice.key == "council.invite.advice.stays");
    // Who has it all the same is told that it may yet come.
    school.open(testing::fragment_of(link));
    BOOST_TEST(school.error_at("link") == "doors.error.invitation_gone");
    // He typed nothing that he could correct; in the field, he does.
    BOOST_TEST(school.form().link_arrived);
    school.submit("ok", {{"link", link}});
    BOOST_TEST(school.error_at("link") == "doors.error.invitation_gone");
    BOOST_TEST(!school.form().link_arrived);
    mayor.remote.offline = false;
    mayor.send(app::SyncNow{});
    mayor.wait(60'000);
    BOOST_TEST(testing::only_invitation(mayor).state.label.key == "council.invite.state.sent");
    BOOST_TEST(testing::only_invitation(mayor).advice.empty());
    school.kill();
    school.open(testing::fragment_of(link));
    BOOST_TEST((school.form().kind == FormKind::Join));
}

BOOST_FIXTURE_TEST_CASE(an_invitation_that_was_answered_is_told_to_the_next_before_he_makes_an_account, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    Desk second(server);
    testing::come_to_the_kit(second, link, "Louise Petit");
    testing::answer_invitation(school, link);
    auto const accounts = objects_in("k/");
    Desk third(server);
    third.open(fragment_of(link));
    BOOST_TEST((third.form().kind == FormKind::Welcome));
    BOOST_TEST(third.error_at("link") == "doors.error.invitation_used");

    // It was answered while he made his: nothing of it is kept.
    second.keep_kit();
    BOOST_TEST((second.form().kind == FormKind::Welcome));
    BOOST_REQUIRE(second.form().errors.size() == 2U);
    BOOST_TEST(second.form().errors[0].second.key == "doors.error.invitation_used");
    BOOST_TEST(second.form().errors[1].second.key == "doors.error.kit_useless");
    BOOST_TEST(objects_in("k/") == accounts);
    BOOST_TEST(second.disk.places.empty());
}

/// Only of what this device keeps: an empty browser is told what anybody is.
BOOST_FIXTURE_TEST_CASE(a_link_opened_again_by_who_entered_by_it_says_that_his_account_opens_here, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    testing::answer_invitation(school, link);
    auto const open_again = [&](Desk& desk) {
        desk.kill();
        desk.open(fragment_of(link));
        BOOST_TEST((desk.form().kind == FormKind::SignIn));
        return desk.error_at("");
    };
    // His answer lies on the store still, then nothing does.
    BOOST_TEST(open_again(school) == "doors.error.invitation_here");
    testing::prepare_entry(mayor);
    mayor.sign();
    mayor.wait(5000);
    school.sign_in();
    school.wait(60'000);
    BOOST_REQUIRE(school.see().signed_in);
    mayor.wait(60'000);
    BOOST_TEST(open_again(school) == "doors.error.invitation_here");
    school.sign_in();
    BOOST_TEST(school.see().signed_in);
    Desk stranger(server);
    stranger.open(fragment_of(link));
    auto const told = stranger.error_at("link");
    BOOST_TEST((told == "doors.error.invitation_gone" || told == "doors.error.invitation_used"));
}

BOOST_FIXTURE_TEST_CASE(where_another_member_has_a_space_an_invitation_that_opens_is_still_answered, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    mayor.wait(60'000);
    mayor.kill();
    mayor.open(fragment_of(link));
    BOOST_TEST((mayor.form().kind == FormKind::Join));
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_is_found_at_the_last_moment_is_not_called_a_request_that_left, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    Desk second(server);
    testing::answer_invitation(second, link);
    auto const answer = server.documents.at(answer_path()).body;
    server.erase(answer_path());
    testing::come_to_the_kit(school, link, "Camille Durand");
    put_at_the_last_moment(answer);
    school.keep_kit();
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.form().title.key == "doors.wait.used.title");
    BOOST_TEST(school.form().intro.front().key == "doors.wait.used.intro");
    BOOST_TEST(school.form().suggestion.empty());
    BOOST_TEST(school.form().lines.empty());
    BOOST_TEST((server.documents.at(answer_path()).body == answer));
}

BOOST_FIXTURE_TEST_CASE(a_request_is_said_to_have_left_once_the_store_holds_it, JoinTown)
{
    mayor.found_council();
    testing::come_to_the_kit(school, testing::invite_school(mayor), "Camille Durand");
    bool has_account = false;
    school.remote.fault = [&](testing::MemoryRemote::Verb verb, std::string const& asked) {
        has_account = has_account || (verb == testing::MemoryRemote::Verb::Put && asked.starts_with("k/"));
        bool const fails = has_account && asked.starts_with("i/");
        return fails ? std::optional(ports::RemoteAnswer{}) : std::nullopt;
    };
    school.keep_kit();
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.form().title.key == "doors.wait.unsure.title");
    BOOST_TEST(school.error_at("") == "doors.error.offline");
    BOOST_TEST(!server.documents.contains(answer_path()));
    school.remote.fault = {};
    school.wait(60'000);
    BOOST_TEST(school.form().title.key == "doors.wait.title");
    BOOST_TEST(school.error_at("").empty());
    BOOST_TEST(server.documents.contains(answer_path()));
}

BOOST_AUTO_TEST_SUITE_END()
