// What stands on a sheet may be corrected or withdrawn, and what it was stays in Chronologie.

#include <algorithm>
#include <set>

#include "core/app/field_views.hpp"
#include "core/app/situation_state.hpp"
#include "core/law/retention.hpp"
#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::argument;
using testing::coded;
using testing::Desk;
using testing::told_by;
using testing::typed;
using testing::word;
using testing::word_of;
using Town = testing::SheetTown;

namespace field = domain::field;
namespace part = domain::action_part;

BOOST_AUTO_TEST_SUITE(sheet_past)

/// type, owner, start and end, not only the result.
BOOST_FIXTURE_TEST_CASE(every_part_of_an_action_is_corrected_and_its_past_is_told, Town)
{
    add_action("01/10/2026", "02/11/2026");
    add_action("05/10/2026", "");
    BOOST_TEST(action().fields.size() == 5U);
    BOOST_TEST(part_of(part::k_debut).text == "01/10/2026");
    auto const element = action().element;
    edit(part::k_type, coded(2));
    edit(part::k_debut, typed("03/10/2026"));
    edit(part::k_fin, typed("20/12/2026"));
    edit(part::k_resultat, coded(1));
    BOOST_TEST(action().is_typed);
    BOOST_TEST(part_of(part::k_fin).text == "20/12/2026");
    // Nothing is written before the end of the form.
    BOOST_TEST(action().type.key == word_of(domain::ListId::TypeAction, 1));
    mayor.send(app::CorrectAction{record, element});
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 2U);
    // At its place, though it was written last.
    BOOST_TEST(action().type.key == word_of(domain::ListId::TypeAction, 2));
    BOOST_TEST((std::get<Date>(action().start.args.front().second) == Date{2026, 10, 3}));
    BOOST_TEST((std::get<Date>(action().end.args.front().second) == Date{2026, 12, 20}));
    BOOST_TEST(action().result.key == word_of(domain::ListId::ResultatAction, 1));
    BOOST_TEST(action().history.key == "situation.action.changed");
    BOOST_TEST(!action().is_typed);
    BOOST_TEST((action().element != element));

    auto const changed = told_by(mayor, "situation.chronology.action_changed");
    BOOST_REQUIRE(changed.size() == 3U);
    auto const is_end = [](app::TimelineEntry const& entry) {
        return word(entry.text, "field") == "domain.field.action_fin";
    };
    auto const end = std::ranges::find_if(changed, is_end);
    BOOST_REQUIRE((end != changed.end()));
    BOOST_TEST((std::get<Date>(argument(end->text, "before")) == Date{2026, 11, 2}));
    BOOST_TEST((std::get<Date>(argument(end->text, "value")) == Date{2026, 12, 20}));
    BOOST_TEST(std::get<std::string>(argument(end->detail, "name")) == "Claire Vasseur");
    auto const filled = told_by(mayor, "situation.chronology.action_filled");
    BOOST_REQUIRE(filled.size() == 1U);
    BOOST_TEST(word(filled.front().text, "value") == word_of(domain::ListId::ResultatAction, 1));
    // Each was added once.
    BOOST_TEST(told_by(mayor, "situation.chronology.action").size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_correction_is_said_and_writes_nothing, Town)
{
    add_action("01/10/2026", "02/11/2026");
    auto const element = action().element;
    edit(part::k_fin, typed("01/09/2026"));
    mayor.send(app::CorrectAction{record, element});
    BOOST_TEST((action().element == element));
    BOOST_TEST(part_of(part::k_fin).error.key == "situation.error.order");
    BOOST_TEST(part_of(part::k_fin).text == "01/09/2026");
    edit(part::k_debut, typed(""));
    mayor.send(app::CorrectAction{record, element});
    BOOST_TEST(part_of(part::k_debut).error.key == "situation.error.required");
    // Given up: what stands there is shown again.
    mayor.send(app::LeaveAction{});
    BOOST_TEST(part_of(part::k_fin).text == "02/11/2026");
    BOOST_TEST(part_of(part::k_fin).error.empty());
    // The same once more is no correction.
    edit(part::k_fin, typed("02/11/2026"));
    mayor.send(app::CorrectAction{record, element});
    BOOST_TEST((action().element == element));
    BOOST_TEST(told_by(mayor, "situation.chronology.action_changed").empty());
}

BOOST_FIXTURE_TEST_CASE(an_action_that_stands_no_more_is_said_to_be_gone, Town)
{
    add_action("01/10/2026", "02/11/2026");
    auto const former = action().element;
    edit(part::k_resultat, coded(1));
    mayor.send(app::CorrectAction{record, former});
    // The form of another window, on the element as it was.
    mayor.send(app::EditAction{record, former, part::k_resultat, coded(2)});
    mayor.send(app::CorrectAction{record, former});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.action.gone");
    BOOST_TEST(action().result.key == word_of(domain::ListId::ResultatAction, 1));
    mayor.send(app::WithdrawAction{record, former});
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.action.gone");
    BOOST_TEST(mayor.see().sheet->actions.size() == 1U);
}

/// both are kept, and each tells what it changed, not what the other did.
BOOST_FIXTURE_TEST_CASE(two_corrections_at_once_each_tell_their_own_change, Town)
{
    Desk phone{server};
    testing::add_phone(mayor, phone);
    testing::show_sheet(mayor, record, app::SheetTab::Actions);
    add_action("01/10/2026", "02/11/2026");
    auto const element = action().element;
    testing::exchange(mayor, phone);
    testing::show_sheet(phone, record, app::SheetTab::Actions);
    BOOST_REQUIRE(phone.see().sheet->actions.size() == 1U);
    phone.send(app::EditAction{record, element, part::k_resultat, coded(2)});
    edit(part::k_resultat, coded(1));
    phone.send(app::CorrectAction{record, element});
    mayor.send(app::CorrectAction{record, element});
    testing::exchange_both(phone, mayor);
    BOOST_REQUIRE(mayor.see().sheet->actions.size() == 1U);
    BOOST_TEST(action().versions.size() == 2U);
    BOOST_TEST(told_by(mayor, "situation.chronology.action").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.action_filled").size() == 2U);
    BOOST_TEST(told_by(mayor, "situation.chronology.action_changed").empty());
}

BOOST_FIXTURE_TEST_CASE(an_action_entered_by_mistake_is_withdrawn_and_its_past_stays, Town)
{
    add_action("01/10/2026", "02/11/2026");
    edit(part::k_type, coded(2));
    mayor.send(app::CorrectAction{record, action().element});
    BOOST_TEST(action().may_withdraw);
    mayor.send(app::WithdrawAction{record, action().element});
    BOOST_TEST(mayor.see().sheet->actions.empty());
    BOOST_TEST(mayor.see().sheet->next_steps.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.action.withdrawn");
    BOOST_TEST(told_by(mayor, "situation.chronology.action").size() == 1U);
    auto const withdrawn = told_by(mayor, "situation.chronology.action_withdrawn");
    BOOST_REQUIRE(withdrawn.size() == 1U);
    BOOST_TEST(word(withdrawn.front().text, "action") == word_of(domain::ListId::TypeAction, 2));
    BOOST_TEST(std::get<std::string>(argument(withdrawn.front().detail, "name")) == "Claire Vasseur");
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.late") == nullptr);
}

/// M-08: the school reads the actions of its group; it is not the référent.
BOOST_FIXTURE_TEST_CASE(who_may_not_write_actions_is_refused_with_words, testing::FoundedTown)
{
    testing::join_school(mayor, school);
    auto const record = testing::open_situation(mayor, {.group = school_group()});
    mayor.send(app::EditNewAction{part::k_type, coded(1)});
    mayor.send(app::EditNewAction{part::k_responsable, coded(1)});
    mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
    mayor.send(app::AddAction{record});
    testing::exchange(mayor, school);
    testing::show_sheet(school, record, app::SheetTab::Actions);
    BOOST_REQUIRE(school.see().sheet->actions.size() == 1U);
    auto const& action = school.see().sheet->actions.front();
    BOOST_TEST(!action.may_edit);
    BOOST_TEST(!action.may_withdraw);
    BOOST_TEST(action.fields.empty());
    auto const element = action.element;
    auto const is_refused = [this] {
        auto const& toasts = school.see().shell.toasts;
        return !toasts.empty() && toasts.back().refusal.has_value();
    };
    school.send(app::EditAction{record, element, part::k_resultat, coded(1)});
    school.send(app::CorrectAction{record, element});
    BOOST_TEST(is_refused());
    school.send(app::WithdrawAction{record, element});
    BOOST_TEST(is_refused());
    BOOST_REQUIRE(school.see().sheet->actions.size() == 1U);
    BOOST_TEST((school.see().sheet->actions.front().element == element));
}

/// what a person chose is all shown, whatever the number.
BOOST_FIXTURE_TEST_CASE(the_largest_number_of_motifs_is_shown_whole, Town)
{
    auto const motifs = domain::values_of(domain::ListId::Motif);
    std::vector<std::uint32_t> codes;
    for (auto const& motif : motifs)
        codes.push_back(motif.code);
    set(field::k_motifs, {.text = {}, .codes = codes, .member = {}});
    auto const& shown = follow_up(field::k_motifs).value;
    BOOST_TEST(shown.key == "situation.list." + std::to_string(motifs.size()));
    BOOST_REQUIRE(shown.args.size() == motifs.size());
    BOOST_TEST(std::get<TextRef>(shown.args.back().second).key == std::string(motifs.back().key));
}

BOOST_AUTO_TEST_CASE(a_list_has_room_for_every_closed_list_of_several)
{
    for (auto const list : {domain::ListId::Motif, domain::ListId::TypePriseEnCharge, domain::ListId::Obligation})
        BOOST_TEST(domain::values_of(list).size() <= app::k_most_listed);
}

BOOST_FIXTURE_TEST_CASE(what_was_typed_wrongly_and_taken_back_is_no_change, Town)
{
    auto const before = mayor.see().sheet->chronology.size();
    for (std::string const text : {"abc", ""}) {
        mayor.send(app::TypeField{record, field::k_telephone, text});
        set(field::k_telephone, typed(text));
    }
    BOOST_TEST(mayor.see().sheet->chronology.size() == before);
    // Emptied for good once; not again.
    set(field::k_telephone, typed("0612345678"));
    set(field::k_telephone, typed(""));
    auto const emptied = mayor.see().sheet->chronology.size();
    BOOST_TEST(emptied > before);
    set(field::k_telephone, typed(""));
    BOOST_TEST(mayor.see().sheet->chronology.size() == emptied);
}

/// history kept.
BOOST_FIXTURE_TEST_CASE(a_short_value_is_told_with_what_it_was, Town)
{
    set(field::k_programme, coded(1));
    set(field::k_programme, coded(2));
    set(field::k_programme, coded(2));
    auto const filled = told_by(mayor, "situation.chronology.filled");
    BOOST_REQUIRE(filled.size() == 1U);
    BOOST_TEST(word(filled.front().text, "field") == "domain.field.programme");
    auto const changed = told_by(mayor, "situation.chronology.changed");
    BOOST_REQUIRE(changed.size() == 1U);
    BOOST_TEST(word(changed.front().text, "before") == word_of(domain::ListId::Programme, 1));
    BOOST_TEST(word(changed.front().text, "value") == word_of(domain::ListId::Programme, 2));
    BOOST_TEST(std::get<std::string>(argument(changed.front().detail, "name")) == "Claire Vasseur");
    set(field::k_programme, coded(0));
    BOOST_REQUIRE(told_by(mayor, "situation.chronology.cleared").size() == 1U);

    set(field::k_referent, coded(1));
    auto const referent = told_by(mayor, "situation.chronology.filled");
    BOOST_REQUIRE(referent.size() == 2U);
    BOOST_TEST(std::get<std::string>(argument(referent.front().text, "value")) == "Claire Vasseur");
    set(field::k_information_date, typed("20/11/2026"));
    set(field::k_information_date, typed("21/11/2026"));
    auto const date = told_by(mayor, "situation.chronology.changed").front();
    BOOST_TEST((std::get<Date>(argument(date.text, "before")) == Date{2026, 11, 20}));
}

BOOST_FIXTURE_TEST_CASE(a_text_is_told_to_have_changed_and_no_more, Town)
{
    set(field::k_adresse, typed("1 rue du Moulin"));
    set(field::k_motifs, {.text = {}, .codes = {2, 3, 4}, .member = {}});
    auto const told = told_by(mayor, "situation.chronology.field");
    BOOST_REQUIRE(told.size() == 1U);
    BOOST_TEST(told.front().text.args.size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.filled").empty());
}

BOOST_FIXTURE_TEST_CASE(of_a_list_it_is_told_which_boxes_were_ticked_and_which_cleared, Town)
{
    set(field::k_motifs, {.text = {}, .codes = {2, 3}, .member = {}});
    set(field::k_motifs, {.text = {}, .codes = {3, 4}, .member = {}});
    auto const boxes = [this](std::string_view key) {
        std::set<std::string> told;
        for (auto const& entry : told_by(mayor, key))
            told.insert(std::get<TextRef>(argument(entry.text, "value")).key);
        return told;
    };
    auto const box = [](std::uint64_t code) {
        return std::string(domain::text_key(domain::ListId::Motif, code));
    };
    BOOST_TEST(boxes("situation.chronology.box_added").contains(box(4)));
    BOOST_TEST(boxes("situation.chronology.box_removed").contains(box(2)));
    BOOST_TEST(!boxes("situation.chronology.box_removed").contains(box(3)));
    // Their words name the reasons: another list of boxes would need its own.
    for (auto const type : {domain::RecordType::Situation, domain::RecordType::Signalement}) {
        for (auto const& one : domain::find_table(type)->fields)
            BOOST_TEST((one.kind != domain::FieldKind::ChoiceSet || one.list == domain::ListId::Motif));
    }
}

/// A-13 is required: where it stands it is changed, not emptied.
BOOST_FIXTURE_TEST_CASE(the_last_motif_is_not_taken_away, Town)
{
    set(field::k_motifs, {.text = {}, .codes = {2}, .member = {}});
    set(field::k_motifs, {});
    BOOST_TEST(follow_up(field::k_motifs).error.key == "situation.error.boxes");
    BOOST_TEST(follow_up(field::k_motifs).value.key == "situation.list.1");
    set(field::k_motifs, {.text = {}, .codes = {3}, .member = {}});
    BOOST_TEST(follow_up(field::k_motifs).error.key.empty());
}

/// the same: what stands there is shown again, with what to do beside it. As the page sends it: a text is
/// typed before its field is left.
BOOST_FIXTURE_TEST_CASE(r_02_a_required_field_of_a_sheet_is_changed_and_not_emptied, Town)
{
    set(field::k_origine, coded(2));
    set(field::k_debut, typed("01/10/2026"));
    set(field::k_auteur, coded(1));
    for (auto const number : {field::k_origine, field::k_debut, field::k_auteur}) {
        auto const before = follow_up(number);
        BOOST_REQUIRE((before.value != Phrase{}));
        auto const told = mayor.see().sheet->chronology.size();
        if (number == field::k_debut)
            mayor.send(app::TypeField{record, number, ""});
        set(number, {});
        BOOST_TEST(follow_up(number).error.key == "situation.error.emptied");
        BOOST_TEST((follow_up(number).value == before.value));
        BOOST_TEST(follow_up(number).text == before.text);
        BOOST_TEST(mayor.see().sheet->unsaved.empty());
        BOOST_TEST(mayor.see().sheet->chronology.size() == told);
    }
    set(field::k_debut, typed("02/10/2026"));
    BOOST_TEST(follow_up(field::k_debut).error.key.empty());
    BOOST_TEST(follow_up(field::k_debut).text == "02/10/2026");
    // Of what is not required nothing need stand.
    set(field::k_programme, coded(1));
    set(field::k_programme, {});
    BOOST_TEST((follow_up(field::k_programme).value == Phrase{}));
}

/// Whoever empties a date in order to type another is not given the former one back under his hands, nor is he told,
/// or written down, to have been refused what he has not asked for.
BOOST_FIXTURE_TEST_CASE(r_02_a_required_date_that_is_emptied_stays_open_for_another, Town)
{
    set(field::k_debut, typed("01/10/2026"));
    mayor.send(app::TypeField{record, field::k_debut, ""});
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(follow_up(field::k_debut).text == "");
    BOOST_TEST(follow_up(field::k_debut).error.key == "situation.error.emptied");
    BOOST_TEST(std::ranges::none_of(
        mayor.see().shell.toasts, [](app::ToastView const& toast) { return toast.refusal.has_value(); }));
    mayor.send(app::TypeField{record, field::k_debut, "03/10/2026"});
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(follow_up(field::k_debut).error.key.empty());
    BOOST_TEST(follow_up(field::k_debut).text == "03/10/2026");
    // Left on the way, its sheet has the former one again.
    mayor.send(app::TypeField{record, field::k_debut, ""});
    mayor.wait(app::k_autosave_ms + 1000);
    mayor.send(app::Go{app::HomeRoute{}});
    testing::show_sheet(mayor, record);
    BOOST_TEST(follow_up(field::k_debut).text == "03/10/2026");
    BOOST_TEST(follow_up(field::k_debut).error.key == "situation.error.emptied");
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(std::ranges::none_of(
        log, [](ledger::JournalEntry const& entry) { return entry.result == ledger::LogResult::Refused; }));
}

/// One space by accident is no value: no error keeps the form open, and no draft holds it.
BOOST_FIXTURE_TEST_CASE(spaces_in_an_empty_field_are_nothing, Town)
{
    auto const shown = [this](std::uint32_t number) {
        auto const& sheet = *mayor.see().sheet;
        auto const& fields = number == field::k_information_date ? sheet.information : sheet.identity;
        return *std::ranges::find(fields, number, &app::FieldView::field);
    };
    auto const told = mayor.see().sheet->chronology.size();
    for (std::uint32_t const number : {field::k_adresse, field::k_telephone, field::k_information_date}) {
        mayor.send(app::TypeField{record, number, " "});
        mayor.wait(app::k_autosave_ms + 1000);
        BOOST_TEST(shown(number).error.key == "", number);
        mayor.send(app::TypeField{record, number, " \u00a0"});
        set(number, typed(" \u00a0"));
        BOOST_TEST(shown(number).error.key == "", number);
        BOOST_TEST(shown(number).text == "", number);
    }
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
    BOOST_TEST(mayor.see().sheet->chronology.size() == told);
}

/// Spaces say no more than an empty line: what is stored stands there again.
BOOST_FIXTURE_TEST_CASE(r_02_spaces_in_a_required_field_empty_it_no_more_than_nothing_does, Town)
{
    set(field::k_debut, typed("01/10/2026"));
    mayor.send(app::TypeField{record, field::k_debut, "  "});
    set(field::k_debut, typed("  "));
    BOOST_TEST(follow_up(field::k_debut).error.key == "situation.error.emptied");
    BOOST_TEST(follow_up(field::k_debut).text == "01/10/2026");
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
    // Left on the way too.
    mayor.send(app::TypeField{record, field::k_debut, "  "});
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(follow_up(field::k_debut).error.key == "situation.error.emptied");
    mayor.send(app::Go{app::HomeRoute{}});
    testing::show_sheet(mayor, record);
    BOOST_TEST(follow_up(field::k_debut).text == "01/10/2026");
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
}

///
BOOST_FIXTURE_TEST_CASE(a_report_that_was_not_retained_says_before_which_day_it_must_go, testing::FoundedTown)
{
    auto const report = testing::send_report(mayor, {});
    mayor.send(app::SetStatus{report, static_cast<std::uint32_t>(domain::Statut::Refusee), 1});
    auto const tag = [this] {
        return mayor.see().sheet->tags.back();
    };
    BOOST_TEST(tag().label.key == "situation.erase_before");
    auto const until = law::not_retained_end(paris_date(mayor.clock.now()));
    BOOST_TEST((std::get<Date>(tag().label.args.front().second) == until));
    BOOST_TEST((tag().tone == app::Tone::Archive));
}

BOOST_AUTO_TEST_SUITE_END()
