// An act in preparation when the session ends: there again in the next, checked again; dropped once it is signed.

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using domain::Profile;
using testing::coded;
using testing::come_back;
using testing::Desk;
using testing::holds_slot;
using testing::is_said;
using testing::KeptTown;
using testing::KeptTownWithSchool;
using testing::lines_of;
using testing::sign_draft;
using testing::synchronise;
using testing::text_of;
using testing::typed;
using testing::write_slot;

namespace field = domain::field;

BOOST_AUTO_TEST_SUITE(kept_act)

BOOST_FIXTURE_TEST_CASE(an_act_is_there_again_and_signed_as_if_nothing_had_happened, KeptTownWithSchool)
{
    prepare_function(mayor, Profile::Referent);
    mayor.send(app::Go{app::GroupsRoute{}});
    mayor.send(app::EditNewGroup{app::group_field::k_name, typed("Gare")});
    mayor.send(app::EditNewGroup{app::group_field::k_perimeter, typed("Quartier de la gare")});
    mayor.send(app::PrepareNewGroup{});
    auto const before = mayor.see().acts->draft.size();
    // At once: each change is a press.
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.act"));
    BOOST_TEST(!is_said(mayor, "session.kept.forms_1"));
    BOOST_TEST((std::holds_alternative<app::HomeRoute>(mayor.see().route)));
    BOOST_TEST(lines_of(mayor, "council.change.function") == 1);
    BOOST_TEST(lines_of(mayor, "council.change.new_group") == 1);
    BOOST_TEST(mayor.see().acts->draft.size() == before);
    // Twice is as once.
    come_back(mayor);
    BOOST_TEST(lines_of(mayor, "council.change.new_group") == 1);
    BOOST_TEST(mayor.see().acts->draft.size() == before);
    sign_draft(mayor);
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(mayor.see().groups->rows.size() == 3U);
    BOOST_TEST(text_of(member(mayor).form, app::member_form::k_order) == "Arrêté 2026-118");
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_act));
}

BOOST_FIXTURE_TEST_CASE(a_group_called_the_same_but_for_its_capitals_is_there_again, KeptTown)
{
    mayor.send(app::Go{app::GroupsRoute{}});
    auto const group = mayor.see().groups->rows.at(0);
    BOOST_REQUIRE(group.name == "Centre");
    mayor.send(app::Go{app::GroupsRoute{group.group}});
    mayor.send(app::EditGroup{app::group_form::k_name, typed("CENTRE")});
    mayor.send(app::PrepareGroup{group.group});
    BOOST_TEST(lines_of(mayor, "council.change.group") == 1);
    come_back(mayor);
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(lines_of(mayor, "council.change.group") == 1);
    sign_draft(mayor);
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(mayor.see().groups->rows.at(0).name == "CENTRE");
}

BOOST_FIXTURE_TEST_CASE(a_change_that_was_dropped_is_not_there_again, KeptTownWithSchool)
{
    prepare_function(mayor, Profile::Referent);
    mayor.send(app::Go{app::ActsRoute{}});
    mayor.send(app::DropChange{mayor.see().acts->draft.front().id});
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.act"));
    BOOST_TEST(lines_of(mayor, "council.change.function") == 0);
}

BOOST_FIXTURE_TEST_CASE(a_function_half_typed_is_there_again_for_the_same_member, KeptTownWithSchool)
{
    (void)member(mayor);
    mayor.send(app::EditMember{app::member_form::k_order, typed("Arrêté 2026")});
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(text_of(member(mayor).form, app::member_form::k_order) == "Arrêté 2026");
}

BOOST_FIXTURE_TEST_CASE(forms_that_are_begun_are_told_by_their_pages_and_not_as_an_act, KeptTownWithSchool)
{
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{app::invite_field::k_name, typed("Karim Benali")});
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.act"));
    BOOST_TEST(is_said(mayor, "session.kept.forms_1"));
    auto const& toasts = mayor.see().shell.toasts;
    auto const told =
        std::ranges::find(toasts, "session.kept.forms_1", [](app::ToastView const& toast) { return toast.text.key; });
    BOOST_REQUIRE((told != toasts.end()));
    BOOST_TEST((told->text == phrase("session.kept.forms_1").with("first", TextRef{"session.nav.members", {}})));
    mayor.send(app::Go{app::GroupsRoute{}});
    mayor.send(app::EditNewGroup{app::group_field::k_name, typed("Gare")});
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.forms_2"));
    BOOST_TEST(!is_said(mayor, "session.kept.forms_1"));
    // An act is told beside them.
    prepare_function(mayor, Profile::Referent);
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.act"));
    BOOST_TEST(is_said(mayor, "session.kept.forms_2"));
}

BOOST_FIXTURE_TEST_CASE(a_change_about_somebody_who_left_meanwhile_is_dropped_and_said, KeptTownWithSchool)
{
    auto const gone = member(mayor).member;
    prepare_function(mayor, Profile::Referent);
    mayor.send(app::EditNewGroup{app::group_field::k_name, typed("Gare")});
    mayor.send(app::EditNewGroup{app::group_field::k_perimeter, typed("Quartier de la gare")});
    mayor.send(app::PrepareNewGroup{});
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        auto const cards = device.vault->knowledge().cards().names_of(gone);
        device.sign(ledger::MemberOutOp{.member = gone, .marks = {}, .cards = cards});
    }
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(is_said(mayor, "council.gone.member"));
    BOOST_TEST(lines_of(mayor, "council.change.function") == 0);
    BOOST_TEST(lines_of(mayor, "council.change.new_group") == 1);
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "council.gone.member"));
}

BOOST_FIXTURE_TEST_CASE(a_change_that_was_made_meanwhile_is_dropped_and_said, KeptTownWithSchool)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    synchronise(mayor, phone);
    prepare_function(mayor, Profile::Referent);
    mayor.kill();
    synchronise(phone, mayor);
    // What is prepared is of one device.
    BOOST_TEST(lines_of(phone, "council.change.function") == 0);
    prepare_function(phone, Profile::Referent);
    sign_draft(phone);
    mayor.open();
    mayor.sign_in();
    synchronise(mayor, phone);
    BOOST_TEST(is_said(mayor, "council.gone.member"));
    BOOST_TEST(lines_of(mayor, "council.change.function") == 0);
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_act));
}

BOOST_FIXTURE_TEST_CASE(an_entry_that_was_prepared_is_there_again_once_the_store_has_answered, KeptTown)
{
    testing::answer_invitation(school, testing::invite_school(mayor));
    mayor.wait(60'000);
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::AcceptInvite{mayor.see().members->invitations.front().invite});
    BOOST_TEST(lines_of(mayor, "council.change.admit") == 1);
    mayor.remote.offline = true;
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "council.gone.not_yet"));
    BOOST_TEST(lines_of(mayor, "council.change.admit") == 0);
    mayor.wait(5000);
    // It waits through another night.
    come_back(mayor);
    mayor.remote.offline = false;
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_TEST(lines_of(mayor, "council.change.admit") == 1);
    sign_draft(mayor);
    school.clock.time = std::max(school.clock.time, mayor.clock.time);
    school.wait(60'000);
    BOOST_TEST(school.see().signed_in);
}

BOOST_FIXTURE_TEST_CASE(a_text_that_was_prepared_is_there_again_and_not_after_it_was_signed, KeptTown)
{
    write_rules();
    mayor.send(app::PrepareText{});
    BOOST_REQUIRE(lines_of(mayor, "council.change.text") == 1);
    auto const kept = [this] {
        mayor.kill();
        return testing::open_disk(mayor).local.take_drafts().at(app::k_draft_act).clone();
    }();
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(lines_of(mayor, "council.change.text") == 1);
    sign_draft(mayor);
    // The tab was killed between the signature and the forgetting.
    mayor.kill();
    write_slot(mayor, app::k_draft_act, to_bytes(kept.view()));
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(is_said(mayor, "council.gone.text"));
    BOOST_TEST(lines_of(mayor, "council.change.text") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
