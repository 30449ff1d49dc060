// What the host, or a stranger who has the token, puts in the place of an answer to an invitation.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

struct ForeignAnswerTown : testing::FoundedTown {
    /// Where the answer to the only invitation lies.
    [[nodiscard]] std::string answer_path() const
    {
        auto const texts = std::ranges::find_if(
            server.documents, [](auto const& document) { return document.first.starts_with("i/"); });
        BOOST_REQUIRE((texts != server.documents.end()));
        return texts->first.substr(0, texts->first.size() - 1) + "1";
    }
    void reopen_mayor()
    {
        mayor.kill();
        mayor.open();
        mayor.sign_in();
        mayor.wait(60'000);
    }
    app::InvitationRow only_invitation()
    {
        mayor.send(app::Go{app::MembersRoute{}});
        BOOST_REQUIRE(mayor.see().members->invitations.size() == 1U);
        return mayor.see().members->invitations.front();
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(foreign_answers)

BOOST_FIXTURE_TEST_CASE(bytes_that_nobody_invited_wrote_give_way_to_the_request, ForeignAnswerTown)
{
    auto const link = testing::invite_school(mayor);
    auto const junk = Bytes{1, 2, 3};
    server.put(answer_path(), junk);
    mayor.wait(60'000);
    BOOST_TEST(only_invitation().state.label.key == "council.invite.state.foreign");
    BOOST_TEST(only_invitation().advice.key == "council.invite.advice.foreign");
    BOOST_TEST(only_invitation().may_invite_again);
    BOOST_TEST(!only_invitation().answered);
    // The link opens all the same, and the request takes its place.
    testing::answer_invitation(school, link);
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.form().title.key == "doors.wait.title");
    BOOST_TEST((server.documents.at(answer_path()).body != junk));
    // So do those that come once it is there, also after a restart.
    server.put(answer_path(), junk);
    school.kill();
    school.open();
    school.sign_in();
    BOOST_TEST(school.form().title.key == "doors.wait.title");
    BOOST_TEST((server.documents.at(answer_path()).body != junk));
    mayor.wait(60'000);
    BOOST_TEST(only_invitation().answered);
    BOOST_TEST(only_invitation().state.label.key == "council.invite.state.answered");
}

BOOST_FIXTURE_TEST_CASE(bytes_that_come_back_are_told_on_both_sides_and_the_person_is_invited_again, ForeignAnswerTown)
{
    auto const link = testing::invite_school(mayor);
    // The host gives its own whatever it was sent.
    auto const hostile = [path = answer_path()](testing::MemoryRemote::Verb verb, std::string const& asked) {
        bool const is_read = verb == testing::MemoryRemote::Verb::Get && asked == path;
        return is_read ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::Ok, Bytes{1, 2, 3}, {}}) : std::nullopt;
    };
    school.remote.fault = hostile;
    mayor.remote.fault = hostile;
    testing::answer_invitation(school, link);
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    BOOST_TEST(school.form().title.key == "doors.wait.foreign.title");
    BOOST_TEST(school.form().intro.front().key == "doors.wait.foreign.intro");
    mayor.wait(60'000);
    auto const row = only_invitation();
    BOOST_TEST(row.state.label.key == "council.invite.state.foreign");
    BOOST_TEST(row.may_invite_again);
    mayor.send(app::InviteAgain{row.invite});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    BOOST_TEST((only_invitation().invite != row.invite));
    BOOST_TEST(only_invitation().state.label.key == "council.invite.state.sent");
}

BOOST_FIXTURE_TEST_CASE(
    flaw_62_who_photographed_an_invitation_has_other_words_and_it_brings_one_member, ForeignAnswerTown)
{
    auto const link = testing::invite_school(mayor);
    auto const path = answer_path();
    Desk thief(server);
    testing::answer_invitation(thief, link);
    auto const forged = server.documents.at(path).body;
    auto const of_thief = thief.form().suggestion;
    // The host lets the person who was invited answer too, in the same place.
    server.erase(path);
    testing::answer_invitation(school, link);
    BOOST_REQUIRE((school.form().kind == FormKind::JoinWait));
    auto const of_school = school.form().suggestion;
    auto const genuine = server.documents.at(path).body;
    BOOST_REQUIRE(!of_school.empty());
    BOOST_TEST(of_school != of_thief);

    // Of whichever comes first the words are those of its author: by telephone the school reads others.
    server.put(path, forged);
    mayor.wait(60'000);
    BOOST_TEST(only_invitation().their_words == of_thief);
    server.put(path, genuine);
    reopen_mayor();
    auto const row = only_invitation();
    BOOST_REQUIRE(row.their_words == of_school);
    mayor.send(app::AcceptInvite{row.invite});
    mayor.send(app::AcceptInvite{row.invite});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.invite.already");
    mayor.send(app::Go{app::ActsRoute{}});
    auto const admits = [](app::ChangeLine const& line) {
        return line.text.key == "council.change.admit";
    };
    BOOST_TEST(std::ranges::count_if(mayor.see().acts->draft, admits) == 1);
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(5000);
    school.wait(60'000);
    BOOST_TEST(school.see().signed_in);

    // The first answer comes back once the invitation has brought its member.
    mayor.send(app::Go{app::MembersRoute{}});
    auto const members = mayor.see().members->rows.size();
    server.put(path, forged);
    reopen_mayor();
    mayor.send(app::AcceptInvite{row.invite});
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(mayor.see().members->rows.size() == members);
    thief.wait(60'000);
    BOOST_TEST(!thief.see().signed_in);
}

BOOST_AUTO_TEST_SUITE_END()
