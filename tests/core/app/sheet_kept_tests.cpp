// What is being corrected on a sheet when the session ends: there again when the sheet is, said when it cannot be.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "tests/core/app/kept_town.hpp"
#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::coded;
using testing::Desk;
using testing::typed;

namespace field = domain::field;
namespace part = domain::action_part;

namespace {

struct SheetKeptTown : testing::SheetTown {
    void show(app::SheetTab tab = app::SheetTab::Actions)
    {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = tab}});
    }
    /// The tab is killed, or gone after a lock, and the passphrase opens again.
    void come_back()
    {
        mayor.kill();
        mayor.open();
        mayor.sign_in();
        mayor.wait(1000);
    }
    bool is_said(std::string_view key)
    {
        auto const& toasts = mayor.see().shell.toasts;
        return std::ranges::any_of(toasts, [key](app::ToastView const& toast) { return toast.text.key == key; });
    }
    /// As it stands once nothing is left to be published: what is written next is what somebody does.
    void type_given(std::string const& text)
    {
        mayor.send(app::SyncNow{});
        mayor.wait(1000);
        mayor.send(app::TypeField{record, field::k_prenom, text});
    }
    app::FieldView given()
    {
        auto const& fields = mayor.see().sheet->identity;
        auto const found = std::ranges::find(fields, std::uint32_t{field::k_prenom}, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    /// As the page does it: at each instant that the app asks for, until the warning of the automatic lock is due.
    void rest_until_the_warning()
    {
        auto const begin = mayor.clock.now().ms;
        mayor.app().note_input();
        mayor.rest_until(begin + 9 * 60'000);
    }
    std::vector<std::string> told_by_the_lock()
    {
        mayor.rest_until(mayor.clock.now().ms + 60'000);
        BOOST_REQUIRE(mayor.app().locked());
        return mayor.form().asked;
    }
    app::OwnEntryView const& own_entry() { return mayor.see().sheet->own_entries.front(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_kept)

BOOST_FIXTURE_TEST_CASE(corrections_are_there_again_after_a_killed_tab, SheetKeptTown)
{
    add_action("01/10/2026", "02/11/2026");
    set(field::k_elements_suivi, typed("Absent trois jours."));
    auto const entry = own_entry().entry;
    edit(part::k_fin, typed("20/12/2026"));
    edit(part::k_resultat, coded(2));
    edit(part::k_responsable, coded(1));
    mayor.send(app::EditEntry{record, entry, "Absent deux"});
    mayor.wait(5000);
    come_back();
    // Other sheets say nothing of it and leaving them writes nothing of it.
    auto const first = record;
    record = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa"});
    BOOST_TEST(!is_said("situation.correction.found"));
    mayor.send(app::Go{app::HomeRoute{}});
    record = first;
    show();
    BOOST_TEST(is_said("situation.correction.found"));
    BOOST_TEST(action().is_typed);
    BOOST_TEST(part_of(part::k_fin).text == "20/12/2026");
    BOOST_TEST(part_of(part::k_debut).text == "01/10/2026");
    BOOST_TEST(part_of(part::k_resultat).options.at(1).chosen);
    BOOST_TEST(part_of(part::k_responsable).options.at(0).chosen);
    BOOST_TEST(own_entry().is_typed);
    BOOST_TEST((own_entry().entry == entry));
    BOOST_TEST(own_entry().field.text == "Absent deux");
    BOOST_TEST((own_entry().field.value == verbatim("Absent trois jours.")));
    mayor.send(app::CorrectAction{record, action().element});
    BOOST_TEST((std::get<Date>(action().end.args.front().second) == Date{2026, 12, 20}));
    mayor.send(app::LeaveEntry{});
    // Written and left: kept no more.
    come_back();
    show();
    BOOST_TEST(!is_said("situation.correction.found"));
    BOOST_TEST(!action().is_typed);
    BOOST_TEST(!own_entry().is_typed);
}

/// At once: nobody waits five seconds before a lock. What is right of an entry is written, as ever.
BOOST_FIXTURE_TEST_CASE(corrections_are_there_again_after_a_lock, SheetKeptTown)
{
    add_action("01/10/2026", "02/11/2026");
    set(field::k_elements_suivi, typed("Absent trois jours."));
    auto const too_long = std::string(501, 'a');
    edit(part::k_fin, typed("20/12"));
    mayor.send(app::EditEntry{record, own_entry().entry, too_long});
    mayor.send(app::Lock{});
    BOOST_REQUIRE(mayor.app().locked());
    come_back();
    show();
    BOOST_TEST(action().is_typed);
    BOOST_TEST(part_of(part::k_fin).text == "20/12");
    BOOST_TEST(own_entry().field.text == too_long);
    mayor.send(app::LeaveAction{});
    mayor.send(app::EditEntry{record, own_entry().entry, "Absent deux jours."});
    mayor.send(app::Lock{});
    come_back();
    show();
    BOOST_TEST(!action().is_typed);
    BOOST_TEST(!own_entry().is_typed);
    BOOST_TEST((own_entry().field.value == verbatim("Absent deux jours.")));
}

BOOST_FIXTURE_TEST_CASE(a_kept_correction_of_an_action_that_stands_no_more_is_said_and_forgotten, SheetKeptTown)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    show();
    add_action("01/10/2026", "02/11/2026");
    auto const element = action().element;
    auto const synchronise = [](Desk& who, Desk const& other) {
        who.clock.time = std::max(who.clock.time, other.clock.time);
        who.send(app::SyncNow{});
        who.wait(5000);
    };
    synchronise(mayor, phone);
    synchronise(phone, mayor);
    edit(part::k_fin, typed("20/12/2026"));
    mayor.wait(5000);
    mayor.kill();
    phone.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    BOOST_REQUIRE(phone.see().sheet->actions.size() == 1U);
    // What is typed is of one device.
    BOOST_TEST(!phone.see().sheet->actions.front().is_typed);
    phone.send(app::WithdrawAction{record, element});
    synchronise(phone, mayor);
    come_back();
    synchronise(mayor, phone);
    show();
    BOOST_TEST(mayor.see().sheet->actions.empty());
    BOOST_TEST(is_said("situation.correction.action_gone"));
    BOOST_TEST(!is_said("situation.correction.found"));
    come_back();
    show();
    BOOST_TEST(!is_said("situation.correction.action_gone"));
}

/// The words are there with what became of the entry.
BOOST_FIXTURE_TEST_CASE(a_kept_correction_of_an_entry_that_was_corrected_is_shown_with_that, SheetKeptTown)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    show(app::SheetTab::Parcours);
    set(field::k_elements_suivi, typed("Absent trois jours."));
    auto const entry = own_entry().entry;
    auto const synchronise = [](Desk& who, Desk const& other) {
        who.clock.time = std::max(who.clock.time, other.clock.time);
        who.send(app::SyncNow{});
        who.wait(5000);
    };
    synchronise(mayor, phone);
    synchronise(phone, mayor);
    mayor.send(app::EditEntry{record, entry, "Absent deux"});
    mayor.wait(5000);
    mayor.kill();
    phone.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Parcours}});
    phone.send(app::EditEntry{record, entry, "Absent un jour."});
    phone.send(app::CorrectEntry{record, entry});
    synchronise(phone, mayor);
    come_back();
    synchronise(mayor, phone);
    show(app::SheetTab::Parcours);
    BOOST_REQUIRE(mayor.see().sheet->own_entries.size() == 2U);
    BOOST_TEST((own_entry().entry == entry));
    BOOST_TEST(own_entry().field.text == "Absent deux");
    BOOST_TEST(own_entry().field.error.key == "situation.entry.gone");
    mayor.send(app::LeaveEntry{});
    come_back();
    show(app::SheetTab::Parcours);
    BOOST_TEST(mayor.see().sheet->own_entries.size() == 1U);
}

/// The line of the log, or what follows it once that line is taken.
BOOST_FIXTURE_TEST_CASE(
    what_a_full_disk_refuses_stays_in_its_field_and_is_written_when_it_is_tried_again, SheetKeptTown)
{
    for (std::size_t const taken : {0U, 1U}) {
        BOOST_TEST_CONTEXT("commits: " << taken)
        {
            std::string const text = taken == 0 ? "Mathieu" : "Matthieu";
            type_given(text);
            mayor.disk.fail_after = mayor.disk.commits + taken;
            set(field::k_prenom, typed(text));
            BOOST_TEST(given().text == text);
            BOOST_TEST(given().error.key == "situation.error.not_saved");
            BOOST_TEST(is_said("app.error.disk"));
            mayor.disk.fail_after = SIZE_MAX;
            set(field::k_prenom, typed(text));
            BOOST_TEST(given().error.empty());
            come_back();
            show(app::SheetTab::Parcours);
            BOOST_TEST(given().text == text);
        }
    }
}

BOOST_FIXTURE_TEST_CASE(what_a_full_disk_refused_is_saved_by_itself_once_there_is_room, SheetKeptTown)
{
    type_given("Mathieu");
    mayor.disk.full = true;
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(given().text == "Mathieu");
    BOOST_TEST(given().error.key == "situation.error.not_saved");
    mayor.disk.full = false;
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(given().error.empty());
    come_back();
    show(app::SheetTab::Parcours);
    BOOST_TEST(given().text == "Mathieu");
}

/// It is nowhere but on the screen: told while somebody may still do something, and once it is gone.
BOOST_FIXTURE_TEST_CASE(what_a_full_disk_refused_is_told_before_the_automatic_lock_and_by_it, SheetKeptTown)
{
    type_given("Mathieu");
    mayor.disk.full = true;
    rest_until_the_warning();
    BOOST_TEST(given().error.key == "situation.error.not_saved");
    BOOST_TEST(is_said("session.lock_soon_unsaved"));
    BOOST_TEST(!is_said("session.lock_soon"));
    BOOST_TEST((told_by_the_lock() == std::vector<std::string>{"idle", "full"}));
    // Who comes by reads neither the text nor whose it is.
    for (auto const& line : mayor.form().intro)
        BOOST_TEST(line.args.empty());
}

BOOST_FIXTURE_TEST_CASE(what_was_refused_and_then_saved_is_told_as_kept, SheetKeptTown)
{
    type_given("Mathieu");
    mayor.disk.full = true;
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(given().error.key == "situation.error.not_saved");
    mayor.disk.full = false;
    rest_until_the_warning();
    BOOST_TEST(is_said("session.lock_soon"));
    BOOST_TEST((told_by_the_lock() == std::vector<std::string>{"idle"}));
}

/// More room on the disk would help nobody: a person has said that the weekly words differ.
BOOST_FIXTURE_TEST_CASE(what_a_stop_refuses_is_told_without_asking_for_room, SheetKeptTown)
{
    mayor.kill();
    testing::write_slot(mayor, app::k_draft_week, Bytes{2});
    mayor.open();
    mayor.sign_in();
    show(app::SheetTab::Parcours);
    type_given("Mathieu");
    set(field::k_sexe, coded(1));
    auto const& identity = mayor.see().sheet->identity;
    auto const sex = std::ranges::find(identity, std::uint32_t{field::k_sexe}, &app::FieldView::field);
    BOOST_TEST(sex->error.key == "situation.error.choice_stopped");
    rest_until_the_warning();
    BOOST_TEST(given().error.key == "situation.error.not_saved");
    BOOST_TEST(is_said("session.lock_soon_stopped"));
    BOOST_TEST((told_by_the_lock() == std::vector<std::string>{"idle", "unsaved"}));
}

BOOST_FIXTURE_TEST_CASE(what_is_on_the_disk_at_the_lock_is_told_as_kept, SheetKeptTown)
{
    type_given("Mathieu");
    rest_until_the_warning();
    BOOST_TEST(is_said("session.lock_soon"));
    mayor.send(app::Lock{});
    BOOST_REQUIRE(mayor.app().locked());
    BOOST_TEST(mayor.form().intro.size() == 1U);
    BOOST_TEST(mayor.form().asked.empty());
}

BOOST_FIXTURE_TEST_CASE(a_choice_that_a_full_disk_refuses_says_that_it_is_not_what_is_stored, SheetKeptTown)
{
    auto const sex = [this] {
        auto const& identity = mayor.see().sheet->identity;
        return *std::ranges::find(identity, std::uint32_t{field::k_sexe}, &app::FieldView::field);
    };
    auto const chosen = [&sex] {
        return std::ranges::count(sex().options, true, &app::OptionView::chosen);
    };
    mayor.disk.full = true;
    set(field::k_sexe, coded(1));
    BOOST_TEST(sex().error.key == "situation.error.choice_not_saved");
    BOOST_TEST(chosen() == 0);
    mayor.disk.full = false;
    set(field::k_sexe, coded(1));
    BOOST_TEST(sex().error.empty());
    BOOST_TEST(chosen() == 1);
}

BOOST_FIXTURE_TEST_CASE(an_entry_that_a_full_disk_refuses_is_still_to_be_added, SheetKeptTown)
{
    auto const add = [this] {
        set(field::k_elements_suivi, typed("Absent trois jours."));
    };
    mayor.send(app::TypeField{record, field::k_elements_suivi, "Absent trois jours."});
    mayor.disk.full = true;
    add();
    BOOST_TEST(follow_up(field::k_elements_suivi).text == "Absent trois jours.");
    BOOST_TEST(follow_up(field::k_elements_suivi).error.key == "situation.error.not_saved");
    BOOST_TEST(follow_up(field::k_elements_suivi).entries.empty());
    mayor.disk.full = false;
    add();
    BOOST_TEST(follow_up(field::k_elements_suivi).text.empty());
    BOOST_TEST(follow_up(field::k_elements_suivi).entries.size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
