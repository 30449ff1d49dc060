// Invitations past their last day, as both sides see them.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/join_town.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;
using testing::fragment_of;
using testing::JoinTown;

BOOST_AUTO_TEST_SUITE(expired_invitations)

BOOST_FIXTURE_TEST_CASE(an_invitation_that_expired_is_told_at_the_door_before_anything_is_made, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    auto const accounts = objects_in("k/");
    school.clock.advance(15 * k_ms_per_day);
    school.open(fragment_of(link));
    BOOST_TEST((school.form().kind == FormKind::Welcome));
    BOOST_TEST(school.error_at("link") == "doors.error.invitation_expired");
    BOOST_REQUIRE(school.form().errors.size() == 1U);
    auto const expiry = Instant{mayor.clock.now().ms + 14 * k_ms_per_day - 5000};
    BOOST_TEST((school.form().errors.front().second.args.front().second == PhraseArg(paris_date(expiry))));

    // Opened in time, and read for too long.
    Desk slow(server);
    slow.open(fragment_of(link));
    BOOST_REQUIRE((slow.form().kind == FormKind::Join));
    slow.clock.advance(15 * k_ms_per_day);
    slow.submit("ok", {{"charter", "1"}, {"rules", "1"}, {"name", "Camille Durand"}});
    BOOST_TEST((slow.form().kind == FormKind::Welcome));
    BOOST_TEST(slow.error_at("") == "doors.error.invitation_expired");
    BOOST_TEST(objects_in("k/") == accounts);
    BOOST_TEST(slow.disk.places.empty());
}

BOOST_FIXTURE_TEST_CASE(an_answer_seen_after_the_last_day_is_shown_and_the_person_invited_again, JoinTown)
{
    mayor.found_council();
    auto const link = testing::invite_school(mayor);
    testing::answer_invitation(school, link);
    reopen_after(mayor, 15);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.invited") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.answered_late") != nullptr);
    auto const late = testing::only_invitation(mayor);
    BOOST_TEST(late.answered);
    BOOST_TEST(late.expired);
    BOOST_TEST(late.state.label.key == "council.invite.state.answered_late");
    BOOST_TEST(late.advice.key == "council.invite.advice.late");
    BOOST_TEST(late.link.empty());
    BOOST_TEST(late.their_words.empty());
    BOOST_TEST(!late.may_accept);
    BOOST_TEST(late.may_cancel);
    // The protocol leaves it to the client that signs, which does not.
    mayor.send(app::AcceptInvite{late.invite});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "council.invite.expired");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());

    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::InviteAgain{late.invite});
    BOOST_TEST(mayor.see().members->invite_fields.at(0).text == "Camille Durand");
    BOOST_TEST(!mayor.see().members->invite_fields.at(1).value.key.empty());
    BOOST_TEST(mayor.see().members->invite_groups.at(0).chosen);
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    auto const again = testing::only_invitation(mayor);
    BOOST_TEST((again.invite != late.invite));
    BOOST_TEST(!again.expired);
    BOOST_TEST((!again.link.empty() && again.link != link));
    BOOST_TEST(objects_in("i/") == 1U);

    // Who had answered is told that this invitation is over, when he asks and when he comes back.
    BOOST_TEST(school.form().title.key == "doors.wait.title");
    school.submit("ok");
    BOOST_TEST(school.form().title.key == "doors.wait.gone.title");
    school.kill();
    school.open();
    school.sign_in();
    BOOST_TEST(school.form().title.key == "doors.wait.gone.title");
    BOOST_TEST(objects_in("i/") == 1U);
}

BOOST_FIXTURE_TEST_CASE(an_invitation_that_nobody_answered_is_told_as_expired_and_shows_no_link, JoinTown)
{
    mayor.found_council();
    (void)testing::invite_school(mayor);
    reopen_after(mayor, 15);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.invited") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.expired") != nullptr);
    auto const row = testing::only_invitation(mayor);
    BOOST_TEST(row.expired);
    BOOST_TEST(!row.answered);
    BOOST_TEST(row.link.empty());
    BOOST_TEST(row.may_invite_again);
    BOOST_TEST(row.state.label.key == "council.invite.state.expired");
    // A form filled again, then for somebody else, withdraws nothing.
    mayor.send(app::InviteAgain{row.invite});
    mayor.send(app::EditInvite{app::invite_field::k_name, testing::typed("Louise Petit")});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    BOOST_TEST(mayor.see().members->invitations.size() == 2U);
    mayor.send(app::CancelInvite{row.invite});
    mayor.wait(5000);
    BOOST_TEST(testing::only_invitation(mayor).name == "Louise Petit");
}

/// The message of its creation goes with it, that of another one does not.
BOOST_FIXTURE_TEST_CASE(an_invitation_that_is_cancelled_is_said_to_be_and_no_more_to_be_made, JoinTown)
{
    auto const says = [this](std::string_view key) {
        return std::ranges::any_of(
            mayor.see().shell.toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    };
    mayor.found_council();
    (void)testing::invite_school(mayor);
    BOOST_TEST(says("council.invite.made"));
    auto const first = testing::only_invitation(mayor).invite;
    mayor.send(app::EditInvite{app::invite_field::k_name, testing::typed("Louise Petit")});
    auto const quality = static_cast<std::uint32_t>(domain::Qualite::EducationNationale);
    mayor.send(app::EditInvite{app::invite_field::k_quality, testing::coded(quality)});
    mayor.send(app::SendInvite{});
    mayor.wait(5000);
    mayor.send(app::CancelInvite{first});
    BOOST_TEST(says("council.invite.cancelled"));
    BOOST_TEST(says("council.invite.made"));
    auto const second = testing::only_invitation(mayor).invite;
    BOOST_REQUIRE((second != first));
    mayor.send(app::CancelInvite{second});
    BOOST_TEST(says("council.invite.cancelled"));
    BOOST_TEST(!says("council.invite.made"));
    // It is about the list of invitations, and goes with it.
    mayor.send(app::Go{app::HomeRoute{}});
    BOOST_TEST(!says("council.invite.cancelled"));
}

BOOST_FIXTURE_TEST_CASE(an_invitation_that_expired_is_asked_for_a_week_more_and_then_no_more, JoinTown)
{
    mayor.found_council();
    (void)testing::invite_school(mayor);
    std::size_t asked = 0;
    mayor.remote.fault = [&, path = answer_path()](testing::MemoryRemote::Verb, std::string const& about) {
        asked += about == path ? 1 : 0;
        return std::optional<ports::RemoteAnswer>{};
    };
    // What a store that has lost it would be sent again.
    auto const kept_mails = [this] {
        return std::ranges::count_if(mayor.disk.places.begin()->second.entries, [](auto const& entry) {
            return entry.first.starts_with("s/i/");
        });
    };
    reopen_after(mayor, 15);
    BOOST_TEST(asked > 0U);
    BOOST_TEST(kept_mails() == 1);
    reopen_after(mayor, 7);
    asked = 0;
    mayor.wait(60'000);
    BOOST_TEST(asked == 0U);
    BOOST_TEST(kept_mails() == 0);
    // It stays in the list, to be made again.
    BOOST_TEST(testing::only_invitation(mayor).expired);
    BOOST_TEST(testing::only_invitation(mayor).may_invite_again);
}

BOOST_AUTO_TEST_SUITE_END()
