// R-50 in the application: what is in the access log on the store, for every kind of action that a person can do.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using ledger::LogAction;
using ledger::LogResult;

namespace {

struct AccessLogTown : testing::FoundedTown {
    void open(RecordId record)
    {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    }
    /// « Retenir »; gives the situation, whose sheet is shown.
    RecordId retain(RecordId report)
    {
        mayor.send(app::SetStatus{report, static_cast<std::uint32_t>(domain::Statut::Retenue), 0});
        auto const* const route = std::get_if<app::SituationsRoute>(&mayor.see().route);
        BOOST_REQUIRE((route != nullptr && route->situation && *route->situation != report));
        return *route->situation;
    }
    void go_home() { mayor.send(app::Go{app::HomeRoute{}}); }
};

std::size_t count(std::vector<ledger::JournalEntry> const& log, LogAction action, LogResult result = LogResult::Ok)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        log, [&](ledger::JournalEntry const& entry) { return entry.action == action && entry.result == result; }));
}

std::size_t count_of(std::vector<ledger::JournalEntry> const& log, LogAction action, RecordId const& record)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        log, [&](ledger::JournalEntry const& entry) { return entry.action == action && entry.object == record; }));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(access_log)

BOOST_FIXTURE_TEST_CASE(r_50_every_opening_of_a_sheet_is_logged_the_same_one_too, AccessLogTown)
{
    auto const record = testing::open_situation(mayor, {});
    go_home();
    open(record);
    // Another part of a sheet that is open is no opening.
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Actions}});
    go_home();
    open(record);
    BOOST_TEST(!mayor.see().sheet->title.empty());
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count_of(log, LogAction::Open, record) == 3U);
    BOOST_TEST(count_of(log, LogAction::Create, record) == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_what_is_copied_of_a_sheet_is_logged_before_it_leaves, AccessLogTown)
{
    auto const record = testing::open_situation(mayor, {});
    BOOST_TEST(mayor.see().shell.copied.number == 0U);
    mayor.send(app::CopyValue{record, "Rivière"});
    BOOST_TEST(mayor.see().shell.copied.number == 1U);
    BOOST_TEST(mayor.see().shell.copied.text == "Rivière");
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.copied");
    mayor.disk.full = true;
    mayor.send(app::CopyValue{record, "Mathis"});
    BOOST_TEST(mayor.see().shell.copied.number == 1U);
    mayor.disk.full = false;
    go_home();
    // Kept no longer than the sheet is shown; and a sheet that is not open gives nothing.
    BOOST_TEST(mayor.see().shell.copied.text.empty());
    mayor.send(app::CopyValue{record, "Rivière"});
    BOOST_TEST(mayor.see().shell.copied.number == 1U);
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count_of(log, LogAction::Export, record) == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_the_list_of_each_group_and_a_search_are_logged, AccessLogTown)
{
    (void)testing::open_situation(mayor, {});
    go_home();
    mayor.send(app::Go{app::SituationsRoute{}});
    auto const first = mayor.see().situations->group_ids.at(0);
    BOOST_TEST(mayor.see().situations->rows.size() == 1U);
    mayor.send(app::Go{app::SituationsRoute{.group = first, .situation = {}, .tab = {}}});
    for (auto const* const typed : {"r", "ri", "riv", "", "m"})
        mayor.send(app::SetSearch{typed});
    auto const log = testing::publish_and_read_log(mayor, server);
    // Both beside the sheet when it was made, of which no group was asked for; then both; then one.
    BOOST_TEST(count(log, LogAction::List) == 5U);
    BOOST_TEST(count(log, LogAction::Search) == 2U);
    BOOST_TEST(std::ranges::none_of(log, [](ledger::JournalEntry const& entry) {
        return entry.action == LogAction::List && entry.object.has_value();
    }));
}

BOOST_FIXTURE_TEST_CASE(r_50_a_list_that_cannot_be_logged_is_not_shown, AccessLogTown)
{
    (void)testing::open_situation(mayor, {});
    go_home();
    mayor.disk.full = true;
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->rows.empty());
    BOOST_REQUIRE(mayor.see().situations->refusal.has_value());
    BOOST_TEST(mayor.see().situations->refusal->message.key == "law.r_50.liste");
    mayor.disk.full = false;
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->rows.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_creations_refused_or_not_and_retained_signalements_are_logged, AccessLogTown)
{
    auto const report = testing::send_report(mayor, {});
    // A minor without any representative: R-12.
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::EditReport{0, testing::coded(1)});
    mayor.send(app::EditReport{domain::field::k_nom, testing::typed("Delmas")});
    mayor.send(app::EditReport{domain::field::k_naissance, testing::typed("02/02/2014")});
    mayor.send(app::EditReport{domain::field::k_origine, testing::coded(1)});
    mayor.send(app::EditReport{domain::field::k_motifs, testing::coded(1)});
    mayor.send(app::SendReport{});
    auto const& errors = mayor.see().report->errors;
    BOOST_REQUIRE(errors.size() == 1U);
    BOOST_TEST(errors.front().second.key == "law.r_12.representant");
    open(report);
    auto const made = retain(report);
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Create, LogResult::Refused) == 1U);
    BOOST_TEST(count(log, LogAction::Create) == 2U);
    BOOST_TEST(count_of(log, LogAction::Create, made) == 1U);
    BOOST_TEST(count_of(log, LogAction::Status, report) == 1U);
    BOOST_TEST(count_of(log, LogAction::Open, made) == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_a_creation_refused_beside_another_error_is_logged_before_it_is_told, AccessLogTown)
{
    // Of somebody who is of age the same form makes a situation.
    (void)testing::open_situation(mayor, {});
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::EditReport{0, testing::coded(1)});
    mayor.send(app::EditReport{domain::field::k_nom, testing::typed("Delmas")});
    mayor.send(app::EditReport{domain::field::k_naissance, testing::typed("02/02/2014")});
    mayor.send(app::EditReport{domain::field::k_telephone, testing::typed("abc")});
    auto const tells = [&] {
        return std::ranges::any_of(
            mayor.see().report->errors, [](auto const& error) { return error.second.key == "law.r_12.representant"; });
    };
    mayor.disk.full = true;
    mayor.send(app::SendReport{});
    BOOST_TEST(!mayor.see().report->errors.empty());
    BOOST_TEST(!tells());
    mayor.disk.full = false;
    mayor.send(app::SendReport{});
    BOOST_TEST(tells());
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Create, LogResult::Refused) == 1U);
    BOOST_TEST(count(log, LogAction::Create) == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_what_retenir_is_refused_for_is_said_before_and_logged_as_refused, AccessLogTown)
{
    // Who is of age is retained.
    (void)retain(testing::send_report(mayor, {}));
    // a minor whom nobody represents may be reported, not retained.
    auto const report = testing::send_report(mayor, {.family = "Delmas", .birth = "02/02/2014"});
    auto const retain = static_cast<std::uint32_t>(domain::Statut::Retenue);
    auto const& choices = mayor.see().sheet->statuses;
    auto const offered = std::ranges::find(choices, retain, &app::StatusChoice::status);
    BOOST_REQUIRE((offered != choices.end()));
    BOOST_REQUIRE(!offered->refusals.empty());
    BOOST_TEST(offered->refusals.front().message.key == "law.r_12.representant");
    mayor.send(app::SetStatus{report, retain, 0});
    BOOST_TEST((mayor.see().sheet->record == report));
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Status) == 1U);
    BOOST_TEST(count(log, LogAction::Status, LogResult::Refused) == 1U);
    BOOST_TEST(count(log, LogAction::Create) == 3U);
}

BOOST_FIXTURE_TEST_CASE(r_50_a_refusal_is_logged_before_it_is_told, AccessLogTown)
{
    namespace field = domain::field;
    auto const follow_up_of = [&](RecordId const& which) {
        mayor.send(app::SetStatus{which, static_cast<std::uint32_t>(domain::Statut::EnSuivi), 0});
    };
    // Allowed once a référent is named and the information of the person has a date.
    auto const ready = testing::open_situation(mayor, {.family = "Delmas"});
    auto const later = add_days(paris_date(mayor.clock.now()), 10);
    mayor.send(app::SetField{ready, field::k_referent, testing::coded(1)});
    mayor.send(app::SetField{ready, field::k_information_report, testing::coded(1)});
    mayor.send(app::SetField{ready, field::k_information_report_date, testing::typed(app::typed_date(later))});
    follow_up_of(ready);
    BOOST_TEST(mayor.see().sheet->tags.front().label.key == "domain.statut.en_suivi");
    auto const record = testing::open_situation(mayor, {});
    auto const follow = [&] {
        follow_up_of(record);
    };
    auto const refuses = [&] {
        return std::ranges::any_of(
            mayor.see().shell.toasts, [](app::ToastView const& toast) { return toast.refusal.has_value(); });
    };
    BOOST_REQUIRE(!refuses());
    mayor.disk.full = true;
    follow();
    BOOST_TEST(!refuses());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "app.error.disk");
    mayor.disk.full = false;
    follow();
    BOOST_TEST(refuses());
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Status, LogResult::Refused) == 1U);
    BOOST_TEST(count(log, LogAction::Status) == 1U);
}

/// R-03 too, of a field as of a correction; a form, which asks for nothing yet, says the bound and no rule.
BOOST_FIXTURE_TEST_CASE(r_50_a_text_that_is_too_long_is_logged_before_its_rule_is_told, AccessLogTown)
{
    namespace field = domain::field;
    auto const record = testing::open_situation(mayor, {});
    auto const too_long = testing::typed(std::string(501, 'a'));
    mayor.send(app::SetField{record, field::k_elements_suivi, testing::typed("Absent.")});
    BOOST_REQUIRE(mayor.see().sheet->own_entries.size() == 1U);
    // A text that fits is added, as above, and corrected.
    auto const former = mayor.see().sheet->own_entries.front().entry;
    mayor.send(app::EditEntry{record, former, "Absent trois jours."});
    mayor.send(app::CorrectEntry{record, former});
    BOOST_REQUIRE(mayor.see().sheet->own_entries.size() == 1U);
    BOOST_TEST((mayor.see().sheet->own_entries.front().field.value == verbatim("Absent trois jours.")));
    auto const entry = mayor.see().sheet->own_entries.front().entry;
    mayor.send(app::EditEntry{record, entry, too_long.text});
    auto const corrected = [&] {
        mayor.send(app::CorrectEntry{record, entry});
        return mayor.see().sheet->own_entries.front().field.error.key;
    };
    auto const set = [&] {
        mayor.send(app::SetField{record, field::k_elements_suivi, too_long});
        auto const& fields = mayor.see().sheet->follow_up;
        return std::ranges::find(fields, field::k_elements_suivi, &app::FieldView::field)->error.key;
    };
    mayor.disk.full = true;
    BOOST_TEST(set() != "law.r_03.longueur");
    BOOST_TEST(corrected().empty());
    mayor.disk.full = false;
    BOOST_TEST(set() == "law.r_03.longueur");
    BOOST_TEST(corrected() == "law.r_03.longueur");
    // What was refused is not tried again, and traced once more, when its sheet is left.
    go_home();
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::EditReport{0, testing::coded(1)});
    mayor.send(app::EditReport{field::k_nom, too_long});
    mayor.send(app::SendReport{});
    auto const& errors = mayor.see().report->errors;
    BOOST_TEST(std::ranges::any_of(errors, [](auto const& error) {
        return error.first == domain::field::k_nom && error.second.key == "founding.error.too_long";
    }));
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Change, LogResult::Refused) == 2U);
}

/// Who pauses while he shortens a text has asked for nothing yet: it is refused once, when he leaves the field.
BOOST_FIXTURE_TEST_CASE(r_50_a_text_that_is_being_shortened_is_not_traced_at_each_pause, AccessLogTown)
{
    namespace field = domain::field;
    auto const record = testing::open_situation(mayor, {});
    auto const given = [&] {
        auto const& fields = mayor.see().sheet->identity;
        auto const found = std::ranges::find(fields, std::uint32_t{field::k_prenom}, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    };
    for (std::size_t const length : {600U, 590U, 580U}) {
        mayor.send(app::TypeField{record, field::k_prenom, std::string(length, 'a')});
        mayor.wait(6000);
        BOOST_TEST(given().error.key == "founding.error.too_long");
        BOOST_TEST(given().text.size() == length);
    }
    BOOST_TEST(std::ranges::none_of(
        mayor.see().shell.toasts, [](app::ToastView const& toast) { return toast.refusal.has_value(); }));
    mayor.send(app::SetField{record, field::k_prenom, testing::typed(std::string(580, 'a'))});
    BOOST_TEST(given().error.key == "law.r_03.longueur");
    mayor.send(app::TypeField{record, field::k_prenom, "Ali"});
    mayor.wait(6000);
    BOOST_TEST(given().error.empty());
    mayor.send(app::SetField{record, field::k_prenom, testing::typed("Ali")});
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count(log, LogAction::Change, LogResult::Refused) == 1U);
}

BOOST_FIXTURE_TEST_CASE(r_50_the_signalement_that_a_sheet_tells_of_is_logged_under_its_own_id, AccessLogTown)
{
    auto const report = testing::send_report(mayor, {});
    auto const made = retain(report);
    auto const tells = [&] {
        return std::ranges::any_of(mayor.see().sheet->chronology, [](app::TimelineEntry const& entry) {
            return entry.text.key == "situation.chronology.reported_as";
        });
    };
    auto const names = [&] {
        return mayor.see().sheet->summary.front().label.key == "situation.field.origin";
    };
    BOOST_TEST((tells() && names()));
    go_home();
    // Nothing is left to be published: what is written next is the log alone.
    mayor.send(app::SyncNow{});
    mayor.wait(1000);
    // The disk takes the entry of the sheet, not that of the signalement: the sheet is shown and tells nothing of it.
    mayor.disk.fail_after = mayor.disk.commits + 1;
    open(made);
    BOOST_TEST(!mayor.see().sheet->title.empty());
    BOOST_TEST((!tells() && !names()));
    // A moment later the disk takes it.
    mayor.disk.fail_after = SIZE_MAX;
    mayor.send(app::SyncNow{});
    mayor.wait(1000);
    BOOST_TEST((tells() && names()));
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(count_of(log, LogAction::Open, made) == 2U);
    // Beside each of these two, and when it was sent.
    BOOST_TEST(count_of(log, LogAction::Open, report) == 3U);
}

BOOST_FIXTURE_TEST_CASE(r_50_an_act_logs_who_is_member_of_what_and_which_keys_change, AccessLogTown)
{
    testing::join_school(mayor, school);
    testing::prepare_removal(mayor, "Camille Durand");
    mayor.send(app::SignDraft{});
    mayor.sign();
    auto const log = testing::publish_and_read_log(mayor, server);
    // The invitation; then in the register, and in every place that she is given.
    BOOST_TEST(count(log, LogAction::Create) == 1U);
    BOOST_TEST(count(log, LogAction::Member) > 4U);
    auto const is_key_of_registry = [](ledger::JournalEntry const& entry) {
        return entry.action == LogAction::Key && entry.cid == k_dir;
    };
    BOOST_TEST(std::ranges::count_if(log, is_key_of_registry) == 1);
    BOOST_TEST(count(log, LogAction::Key) > 3U);
}

BOOST_AUTO_TEST_SUITE_END()
