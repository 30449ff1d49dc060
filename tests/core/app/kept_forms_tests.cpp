// What is typed in a form when the session ends: there again in the next, whatever ended it; dropped once it is sent or
// left.

#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using domain::Profile;
using testing::coded;
using testing::come_back;
using testing::Desk;
using testing::edit_report;
using testing::holds_slot;
using testing::is_said;
using testing::KeptTown;
using testing::KeptTownWithSchool;
using testing::lines_of;
using testing::name_typed;
using testing::report;
using testing::sign_draft;
using testing::synchronise;
using testing::text_of;
using testing::typed;
using testing::write_slot;

namespace field = domain::field;

BOOST_AUTO_TEST_SUITE(kept_forms)

BOOST_FIXTURE_TEST_CASE(a_report_is_there_again_after_a_killed_tab, KeptTown)
{
    type_report();
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.report"));
    auto const form = report(mayor);
    BOOST_TEST(form.as_situation);
    BOOST_REQUIRE(form.groups.size() == 2U);
    BOOST_TEST(form.groups.at(1).chosen);
    BOOST_TEST(name_typed(mayor) == "Rivière");
    auto const motifs = std::ranges::find(form.facts, std::uint32_t{field::k_motifs}, &app::FieldView::field);
    BOOST_REQUIRE((motifs != form.facts.end()));
    BOOST_TEST(std::ranges::count(motifs->options, true, &app::OptionView::chosen) == 1);

    // Sent, and the tab killed at once: it is not there again.
    edit_report(mayor, field::k_naissance, typed("14/05/2005"));
    edit_report(mayor, field::k_origine, coded(static_cast<std::uint32_t>(domain::Origine::Mediateurs)));
    mayor.send(app::SendReport{});
    BOOST_REQUIRE((std::holds_alternative<app::SituationsRoute>(mayor.see().route)));
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.report"));
    BOOST_TEST(name_typed(mayor).empty());
}

/// At once: nobody waits five seconds before the lock, and the tab may have slept until then.
BOOST_FIXTURE_TEST_CASE(all_forms_are_there_again_after_the_automatic_lock, KeptTown)
{
    mayor.app().note_input();
    type_report();
    write_rules();
    mayor.send(app::Go{app::MembersRoute{}});
    mayor.send(app::EditInvite{app::invite_field::k_name, typed("Paul Martin")});
    mayor.send(app::EditNewGroup{app::group_field::k_name, typed("Gare")});
    mayor.wait(10 * 60'000);
    BOOST_REQUIRE(mayor.app().locked());
    come_back(mayor);
    BOOST_TEST(name_typed(mayor) == "Rivière");
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_REQUIRE(mayor.see().texts->form.has_value());
    BOOST_TEST(text_of(mayor.see().texts->form->fields, app::text_form::k_title) == "Règlement de novembre");
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(text_of(mayor.see().members->invite_fields, app::invite_field::k_name) == "Paul Martin");
    mayor.send(app::Go{app::GroupsRoute{}});
    BOOST_TEST(text_of(mayor.see().groups->new_group, app::group_field::k_name) == "Gare");
}

BOOST_FIXTURE_TEST_CASE(nothing_is_kept_of_a_form_that_was_emptied_or_left, KeptTown)
{
    type_report();
    write_rules();
    mayor.send(app::Lock{});
    BOOST_REQUIRE(mayor.app().locked());
    come_back(mayor);
    mayor.send(app::Go{app::TextsRoute{}});
    mayor.send(app::LeaveText{});
    edit_report(mayor, field::k_nom, typed(""));
    edit_report(mayor, field::k_motifs, {});
    mayor.wait(5000);
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_report));
    BOOST_TEST(!holds_slot(mayor, app::k_draft_text));
    BOOST_TEST(!holds_slot(mayor, app::k_draft_act));
}

BOOST_FIXTURE_TEST_CASE(a_report_for_a_group_that_its_author_has_left_is_dropped_and_said, KeptTownWithSchool)
{
    school.send(app::Go{app::ReportRoute{}});
    edit_report(school, field::k_nom, typed("Rivière"));
    school.wait(5000);
    come_back(school);
    BOOST_TEST(name_typed(school) == "Rivière");
    school.kill();
    auto const detail = member(mayor);
    BOOST_REQUIRE(detail.groups.size() == 1U);
    mayor.send(app::PrepareLeaveGroup{detail.member, detail.groups.front().group});
    sign_draft(mayor);
    school.open();
    school.sign_in();
    synchronise(school, mayor);
    BOOST_TEST(is_said(school, "session.kept.report_left"));
    school.kill();
    BOOST_TEST(!holds_slot(school, app::k_draft_report));
}

/// The act of another device comes after the change was taken up.
BOOST_FIXTURE_TEST_CASE(a_draft_that_this_version_does_not_read_is_dropped_and_said, KeptTown)
{
    type_report();
    mayor.wait(5000);
    mayor.kill();
    ledger::CborWriter newer;
    newer.array(2).unsigned_int(2).unsigned_int(7);
    write_slot(mayor, app::k_draft_report, newer.take());
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(is_said(mayor, "session.kept.other_version"));
    BOOST_TEST(name_typed(mayor).empty());
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_report));
    write_slot(mayor, app::k_draft_act, {0x00});
    mayor.open();
    mayor.sign_in();
    BOOST_TEST(is_said(mayor, "session.kept.unreadable"));
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.unreadable"));
}

BOOST_FIXTURE_TEST_CASE(what_one_member_types_never_shows_to_another_on_the_same_device, KeptTownWithSchool)
{
    type_report();
    write_rules();
    mayor.send(app::EditInvite{app::invite_field::k_name, typed("Paul Martin")});
    prepare_function(mayor, Profile::Referent);
    mayor.send(app::Lock{});
    auto const passphrase = mayor.passphrase;
    mayor.kill();
    testing::open_elsewhere(school, mayor);
    auto const& toasts = mayor.see().shell.toasts;
    BOOST_TEST(std::ranges::none_of(
        toasts, [](app::ToastView const& toast) { return toast.text.key.starts_with("session.kept."); }));
    BOOST_TEST(name_typed(mayor).empty());
    BOOST_TEST(lines_of(mayor, "council.change.function") == 0);
    mayor.send(app::Go{app::TextsRoute{}});
    BOOST_TEST(!mayor.see().texts->form.has_value());
    edit_report(mayor, field::k_nom, typed("Bernard"));
    mayor.send(app::Lock{});
    // Each finds his own.
    mayor.kill();
    mayor.open();
    BOOST_REQUIRE(mayor.form().choices.size() == 2U);
    std::set<std::string> names;
    for (auto const& choice : std::vector(mayor.form().choices)) {
        mayor.submit("ok", {{"account", choice.value}, {"passphrase", passphrase}});
        if (!mayor.see().signed_in)
            mayor.submit("ok", {{"account", choice.value}, {"passphrase", school.passphrase}});
        BOOST_REQUIRE(mayor.see().signed_in);
        names.insert(name_typed(mayor));
        mayor.kill();
        mayor.open();
    }
    BOOST_TEST((names == std::set<std::string>{"Bernard", "Rivière"}));
}

/// The screen still shows what was typed; the disk takes it when it can.
BOOST_FIXTURE_TEST_CASE(a_disk_that_refuses_is_told_and_tried_again, KeptTown)
{
    type_report();
    mayor.disk.full = true;
    mayor.wait(5000);
    BOOST_TEST(is_said(mayor, "app.error.disk"));
    BOOST_TEST(name_typed(mayor) == "Rivière");
    mayor.disk.full = false;
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(name_typed(mayor) == "Rivière");
}

BOOST_FIXTURE_TEST_CASE(a_form_that_the_disk_refuses_until_the_lock_is_told_as_lost, KeptTown)
{
    type_report();
    mayor.disk.full = true;
    mayor.send(app::Lock{});
    BOOST_REQUIRE(mayor.app().locked());
    BOOST_TEST((mayor.form().asked == std::vector<std::string>{"full"}));
}

BOOST_FIXTURE_TEST_CASE(a_form_that_the_disk_refuses_is_told_before_the_automatic_lock, KeptTown)
{
    type_report();
    mayor.disk.full = true;
    auto const begin = mayor.clock.now().ms;
    mayor.app().note_input();
    mayor.rest_until(begin + 9 * 60'000);
    BOOST_TEST(is_said(mayor, "session.lock_soon_unsaved"));
    mayor.disk.full = false;
    mayor.app().note_input();
    mayor.rest_until(begin + 18 * 60'000 + 1000);
    BOOST_TEST(is_said(mayor, "session.lock_soon"));
}

BOOST_AUTO_TEST_SUITE_END()
