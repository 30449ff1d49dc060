// What is being corrected on a sheet: one thing at a time, and nothing typed goes without a word.

#include <algorithm>

#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::coded;
using testing::typed;
using Town = testing::SheetTown;

namespace field = domain::field;
namespace part = domain::action_part;

BOOST_AUTO_TEST_SUITE(sheet_corrections)

/// a correction is another append that names the one it replaces.
BOOST_FIXTURE_TEST_CASE(an_entry_of_the_follow_up_is_corrected_by_its_author_alone, Town)
{
    set(field::k_elements_suivi, typed("Absent trois jours."));
    mayor.wait(5000);
    set(field::k_elements_suivi, typed("Vu au collège."));
    auto const own = [this]() -> std::vector<app::OwnEntryView> const& {
        return mayor.see().sheet->own_entries;
    };
    BOOST_REQUIRE(own().size() == 2U);
    auto const entry = own().front().entry;
    auto const correct = [&](std::string const& text) {
        mayor.send(app::EditEntry{record, entry, text});
        mayor.send(app::CorrectEntry{record, entry});
    };
    // The same checks as for a new one.
    correct(std::string(501, 'a'));
    BOOST_TEST(own().front().field.error.key == "law.r_03.longueur");
    BOOST_TEST(own().front().field.error_article.key == "law.r_03.article");
    correct(" ");
    BOOST_TEST(own().front().field.error.key == "situation.error.required");
    mayor.send(app::EditEntry{record, entry, "Il est autiste."});
    BOOST_TEST(!own().front().field.warnings.empty());
    BOOST_TEST(own().front().is_typed);
    // The same text is no correction.
    correct("Absent trois jours.");
    BOOST_TEST((own().front().entry == entry));
    correct("Absent deux jours.");
    BOOST_REQUIRE(own().size() == 2U);
    BOOST_TEST((own().back().field.value == verbatim("Absent deux jours.")));
    BOOST_TEST((own().front().field.value == verbatim("Vu au collège.")));
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.entry.corrected");
    // The former one stands in Chronologie with who corrected it.
    auto const& told = mayor.see().sheet->chronology;
    auto const former = std::ranges::find(told, verbatim("Absent trois jours."), &app::TimelineEntry::text);
    BOOST_REQUIRE((former != told.end()));
    BOOST_TEST(former->detail.key == "situation.chronology.corrected");
    BOOST_TEST((std::ranges::find(told, verbatim("Absent deux jours."), &app::TimelineEntry::text) != told.end()));
    // What was corrected is not corrected twice.
    correct("Absent un jour.");
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.entry.gone");
    BOOST_TEST(own().size() == 2U);
}

/// each that stands, not only the last ones. What is typed goes nowhere without a word.
BOOST_FIXTURE_TEST_CASE(every_own_entry_may_be_corrected_and_what_is_typed_of_one_stays, Town)
{
    auto const add = [this](std::string const& text) {
        set(field::k_elements_suivi, typed(text));
        mayor.wait(5000);
    };
    auto const shown = [this]() -> std::vector<app::OwnEntryView> const& {
        return mayor.see().sheet->own_entries;
    };
    add("Absent trois jours.");
    auto const entry = shown().front().entry;
    mayor.send(app::EditEntry{record, entry, "Absent deux"});
    for (auto const* const text : {"Vu au collège.", "Vu en mairie.", "Vu chez lui."})
        add(text);
    BOOST_REQUIRE(shown().size() == 4U);
    BOOST_TEST((shown().front().entry == entry));
    BOOST_TEST(shown().front().is_typed);
    BOOST_TEST(shown().front().field.text == "Absent deux");
    mayor.send(app::LeaveEntry{});
    BOOST_REQUIRE(shown().size() == 4U);
    for (auto const& own : shown())
        BOOST_TEST(own.field.may_edit);
    // The oldest of them too.
    mayor.send(app::EditEntry{record, entry, "Absent deux jours."});
    mayor.send(app::CorrectEntry{record, entry});
    BOOST_REQUIRE(shown().size() == 4U);
    BOOST_TEST((shown().front().field.value == verbatim("Vu au collège.")));
    BOOST_TEST((shown().back().field.value == verbatim("Absent deux jours.")));
    // Corrected, then typed again by a window that did not know: the text stays until it is left.
    auto const last = shown().back().entry;
    mayor.send(app::EditEntry{record, last, "Vu chez sa mère."});
    mayor.send(app::CorrectEntry{record, last});
    mayor.send(app::EditEntry{record, last, "Vu chez son"});
    auto const gone = std::ranges::find(shown(), last, &app::OwnEntryView::entry);
    BOOST_REQUIRE((gone != shown().end()));
    BOOST_TEST(gone->field.error.key == "situation.entry.gone");
    BOOST_TEST(gone->field.text == "Vu chez son");
    mayor.send(app::LeaveEntry{});
    BOOST_TEST((std::ranges::find(shown(), last, &app::OwnEntryView::entry) == shown().end()));
}

BOOST_FIXTURE_TEST_CASE(one_correction_at_a_time_is_offered_on_a_sheet, Town)
{
    add_action("01/10/2026", "02/11/2026");
    add_action("05/10/2026", "");
    edit(part::k_resultat, coded(1));
    BOOST_TEST(action(0).may_edit);
    BOOST_TEST(!action(1).may_edit);
    BOOST_TEST(action(1).may_withdraw);
    mayor.send(app::LeaveAction{});
    BOOST_TEST(action(1).may_edit);

    set(field::k_elements_suivi, typed("Absent trois jours."));
    mayor.wait(5000);
    set(field::k_elements_suivi, typed("Vu au collège."));
    auto const shown = [this](std::size_t at) -> app::OwnEntryView const& {
        return mayor.see().sheet->own_entries.at(at);
    };
    mayor.send(app::EditEntry{record, shown(0).entry, "Absent deux jours."});
    BOOST_TEST(shown(0).field.may_edit);
    BOOST_TEST(!shown(1).field.may_edit);
    mayor.send(app::LeaveEntry{});
    BOOST_TEST(shown(1).field.may_edit);
}

BOOST_FIXTURE_TEST_CASE(what_is_typed_of_an_action_waits_on_its_own_sheet, Town)
{
    add_action("01/10/2026", "02/11/2026");
    edit(part::k_fin, typed("20/12/2026"));
    auto const first = record;
    record = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa"});
    add_action("01/10/2026", "02/11/2026");
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    BOOST_TEST(action().may_edit);
    edit(part::k_fin, typed("21/12/2026"));
    mayor.send(app::LeaveAction{});
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = first, .tab = app::SheetTab::Actions}});
    BOOST_TEST(part_of(part::k_fin).text == "20/12/2026");
    BOOST_TEST(action().is_typed);
}

/// As an entry not added yet is.
BOOST_FIXTURE_TEST_CASE(a_correction_of_an_entry_is_written_when_its_sheet_is_left, Town)
{
    set(field::k_elements_suivi, typed("Absent trois jours."));
    auto const entry = mayor.see().sheet->own_entries.front().entry;
    mayor.send(app::EditEntry{record, entry, "Absent deux jours."});
    mayor.send(app::Go{app::HomeRoute{}});
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    auto const& own = mayor.see().sheet->own_entries;
    BOOST_REQUIRE(own.size() == 1U);
    BOOST_TEST((own.front().field.value == verbatim("Absent deux jours.")));
    BOOST_TEST(!own.front().is_typed);
}

/// Whoever reads the sheet sees that nobody answers for it any more: the day of the late one is no reason to call him.
BOOST_FIXTURE_TEST_CASE(who_has_left_the_council_is_said_to_have_wherever_the_sheet_names_him, testing::SharedSheetTown)
{
    auto const id = testing::find_member(mayor, testing::k_school_name);
    app::FieldInput const him{.text = {}, .codes = {}, .member = id};
    testing::show_sheet(mayor, record);
    set(field::k_referent, him);
    for (auto const* const end : {"02/11/2026", "01/12/2026"}) {
        mayor.send(app::EditNewAction{part::k_type, coded(1)});
        mayor.send(app::EditNewAction{part::k_responsable, him});
        mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
        mayor.send(app::EditNewAction{part::k_fin, typed(end)});
        mayor.send(app::AddAction{record});
    }
    auto const name = PhraseArg(std::string(testing::k_school_name));
    auto const summary = [this]() -> app::FieldView const& {
        auto const& fields = mayor.see().sheet->summary;
        return *std::ranges::find(fields, std::uint32_t{field::k_referent}, &app::FieldView::field);
    };
    auto const check = [&](Phrase const& said, std::string_view late) {
        BOOST_TEST((summary().value == said));
        BOOST_TEST((follow_up(field::k_referent).value == said));
        auto const& sheet = *mayor.see().sheet;
        BOOST_REQUIRE(sheet.actions.size() == 2U);
        for (auto const& one : sheet.actions) {
            BOOST_TEST((one.owner == said));
            auto const shown =
                std::ranges::find(one.fields, std::uint32_t{part::k_responsable}, &app::FieldView::field);
            BOOST_REQUIRE((shown != one.fields.end()));
            BOOST_TEST((shown->value == said));
        }
        BOOST_REQUIRE(sheet.next_steps.size() == 2U);
        BOOST_TEST(sheet.next_steps[0].detail.key == late);
        BOOST_TEST((testing::argument(sheet.next_steps[0].detail, "name") == name));
        BOOST_TEST((sheet.next_steps[1].detail == said));
    };
    check(verbatim(std::string(testing::k_school_name)), "situation.step.late");
    testing::prepare_removal(mayor, std::string(testing::k_school_name));
    testing::sign_draft(mayor);
    testing::show_sheet(mayor, record);
    check(phrase("council.member.left").with("name", name), "situation.step.late_left");
}

/// Those that end together stand as they were written.
BOOST_FIXTURE_TEST_CASE(next_steps_of_one_day_stand_in_the_order_of_writing, Town)
{
    for (std::uint32_t type = 1; type <= 4; ++type) {
        mayor.send(app::EditNewAction{part::k_type, coded(type)});
        mayor.send(app::EditNewAction{part::k_responsable, coded(1)});
        mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
        mayor.send(app::EditNewAction{part::k_fin, typed("02/11/2026")});
        mayor.send(app::AddAction{record});
    }
    auto const& steps = mayor.see().sheet->next_steps;
    BOOST_REQUIRE(steps.size() == 4U);
    for (std::uint32_t type = 1; type <= 4; ++type)
        BOOST_TEST(steps[type - 1].text.key == testing::word_of(domain::ListId::TypeAction, type));
}

/// What has no end urges less than what has one, whichever was written first.
BOOST_FIXTURE_TEST_CASE(a_next_step_without_an_end_says_so_below_those_that_have_one, Town)
{
    for (auto const* const end : {"", "02/11/2026"}) {
        mayor.send(app::EditNewAction{part::k_type, coded(1)});
        mayor.send(app::EditNewAction{part::k_responsable, coded(1)});
        mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
        mayor.send(app::EditNewAction{part::k_fin, typed(end)});
        mayor.send(app::AddAction{record});
    }
    auto const& steps = mayor.see().sheet->next_steps;
    BOOST_REQUIRE(steps.size() == 2U);
    BOOST_TEST(steps.front().when.key == "situation.step.date");
    BOOST_TEST(steps.back().when.key == "situation.step.no_date");
}

BOOST_AUTO_TEST_SUITE_END()
