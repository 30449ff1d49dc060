// The path of a situation as a person goes along it: from the signalement, whose number leads to it, to a closing that
// says what it does, and may be undone.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using domain::Statut;
using testing::Desk;

namespace {

struct PathTown : testing::FoundedTown {
    PathTown() { record = testing::open_situation(mayor, {}); }

    void pass_to(Statut status, std::uint32_t reason)
    {
        mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(status), reason});
    }

    app::StatusChoice const* choice(Statut status)
    {
        auto const& choices = mayor.see().sheet->statuses;
        auto const found = std::ranges::find(choices, static_cast<std::uint32_t>(status), &app::StatusChoice::status);
        return found == choices.end() ? nullptr : &*found;
    }

    std::string field_text(std::uint32_t number)
    {
        auto const& fields = mayor.see().sheet->follow_up;
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        return found == fields.end() ? std::string{"no such field"} : found->text + found->value.key;
    }

    bool tells(std::string_view key)
    {
        auto const& entries = mayor.see().sheet->chronology;
        return std::ranges::any_of(entries, [key](app::TimelineEntry const& entry) { return entry.text.key == key; });
    }

    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(path)

BOOST_FIXTURE_TEST_CASE(closing_says_until_when_the_sheet_is_kept, PathTown)
{
    auto const* const close = choice(Statut::Cloturee);
    BOOST_REQUIRE(close != nullptr);
    BOOST_TEST(close->consequence.key == "situation.close.consequence");
    // Born on 14 May 2005: three years from today come before the 25th birthday.
    auto const until = std::get<Date>(close->consequence.args.front().second);
    BOOST_TEST((until == add_years(paris_date(mayor.clock.now()), 3)));
    BOOST_TEST(!close->reasons.empty());
    BOOST_TEST(choice(Statut::EnSuivi)->consequence.empty());
}

BOOST_FIXTURE_TEST_CASE(only_the_step_that_a_record_is_made_for_goes_on, PathTown)
{
    BOOST_TEST(choice(Statut::EnSuivi)->goes_on);
    BOOST_TEST(!choice(Statut::Reorientee)->goes_on);
    BOOST_TEST(!choice(Statut::Cloturee)->goes_on);
    record = testing::send_report(mayor, {.family = "Tassin"});
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
    BOOST_TEST(choice(Statut::Retenue)->goes_on);
    BOOST_TEST(!choice(Statut::Reorientee)->goes_on);
    BOOST_TEST(!choice(Statut::Refusee)->goes_on);
    // Decided: to retain it now takes that back.
    pass_to(Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    BOOST_REQUIRE(choice(Statut::Retenue) != nullptr);
    BOOST_TEST(!choice(Statut::Retenue)->goes_on);
}

BOOST_FIXTURE_TEST_CASE(a_situation_closed_by_mistake_is_opened_again_for_a_reason, PathTown)
{
    pass_to(Statut::Cloturee, static_cast<std::uint32_t>(domain::MotifFin::Demenagement));
    BOOST_TEST(field_text(domain::field::k_date_fin) != "");
    auto const* const reopen = choice(Statut::AExaminer);
    BOOST_REQUIRE(reopen != nullptr);
    BOOST_TEST(reopen->refusals.empty());
    BOOST_TEST(reopen->reasons.size() == 3U);
    // No reason, or one that is not in the list: nothing.
    for (std::uint32_t const reason : {0U, 77U}) {
        pass_to(Statut::AExaminer, reason);
        BOOST_REQUIRE(choice(Statut::AExaminer) != nullptr);
        BOOST_TEST(mayor.see().shell.toasts.back().refusal->message.key == "law.s_07.motif");
    }
    pass_to(Statut::AExaminer, static_cast<std::uint32_t>(domain::MotifReouverture::Erreur));
    BOOST_TEST(choice(Statut::AExaminer) == nullptr);
    BOOST_REQUIRE(choice(Statut::Cloturee) != nullptr);
    BOOST_TEST(field_text(domain::field::k_date_fin) == "");
    BOOST_TEST(field_text(domain::field::k_motif_fin) == "");
    BOOST_TEST(tells("situation.chronology.reopened"));
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->rows.size() == 1U);
}

namespace {

std::string reference_of(Desk& who)
{
    return std::get<std::string>(who.see().sheet->reference.args.front().second);
}

/// What the school reported, the mayor sent elsewhere, then retained; the sheet of the situation is shown to him.
struct RetainedTown : testing::FoundedTown {
    RetainedTown()
    {
        testing::join_school(mayor, school);
        auto const report = testing::send_report(school, {.family = "O’Connor", .given = "Jean-Pierre"});
        given = reference_of(school);
        bring(school, mayor);
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = report, .tab = {}}});
        auto const pass_to = [&](Statut status, std::uint32_t reason) {
            mayor.wait(5000);
            mayor.send(app::SetStatus{report, static_cast<std::uint32_t>(status), reason});
        };
        pass_to(Statut::Reorientee, static_cast<std::uint32_t>(domain::Canal::DroitCommun));
        pass_to(Statut::Retenue, 0);
        BOOST_REQUIRE((mayor.see().sheet->record != report));
        made = mayor.see().sheet->record;
    }
    /// What one wrote is at the other's.
    static void bring(Desk& from, Desk& to)
    {
        from.send(app::SyncNow{});
        from.wait(5000);
        to.clock.time = from.clock.time;
        to.send(app::SyncNow{});
        to.wait(5000);
    }

    std::string given{};  ///< The number of the signalement.
    RecordId made{};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_situation_tells_of_the_signalement_that_it_comes_from, RetainedTown)
{
    // Parcours names the signalement, who sent it and when.
    auto const& origin = mayor.see().sheet->summary.front();
    BOOST_TEST(origin.label.key == "situation.field.origin");
    BOOST_TEST(std::get<std::string>(origin.value.args.at(0).second) == given);
    BOOST_TEST((std::get<Date>(origin.value.args.at(1).second) == paris_date(school.clock.now())));
    BOOST_TEST(std::get<std::string>(origin.value.args.at(2).second) == "Camille Durand");
    // Chronologie begins with it, and says what became of it before.
    auto const& told = mayor.see().sheet->chronology;
    BOOST_REQUIRE(!told.empty());
    BOOST_TEST(told.back().text.key == "situation.chronology.reported_as");
    BOOST_TEST(std::get<std::string>(told.back().text.args.front().second) == given);
    BOOST_TEST(std::get<std::string>(told.back().detail.args.front().second) == "Camille Durand");
    auto const reoriented =
        phrase("situation.chronology.status")
            .with(
                "status", TextRef{std::string(domain::text_key(
                              domain::ListId::Statut, static_cast<std::uint64_t>(Statut::Reorientee)))});
    BOOST_TEST((std::ranges::find(told, reoriented, &app::TimelineEntry::text) != told.end()));
}

BOOST_FIXTURE_TEST_CASE(a_signalement_is_found_again_in_the_situation_that_comes_from_it, RetainedTown)
{
    // By its number, by the situation's, and by the name as it is typed.
    auto const own = reference_of(mayor);
    BOOST_TEST(own != given);
    for (auto const& looked_for :
         {given, own, given.substr(5), std::string("oconnor"), std::string("O'Connor"), std::string("o connor"),
          std::string("jeanpierre"), std::string("jean pierre"), std::string("Jean-Pierre O’C")}) {
        mayor.send(app::SetSearch{looked_for});
        BOOST_REQUIRE_MESSAGE(mayor.see().situations->rows.size() == 1U, looked_for);
        BOOST_TEST((mayor.see().situations->rows.front().record == made));
    }
    mayor.send(app::SetSearch{"oconnard"});
    BOOST_TEST(mayor.see().situations->rows.empty());
    // Who sent it finds it in the same way.
    mayor.send(app::SetSearch{});
    bring(mayor, school);
    school.send(app::Go{app::SituationsRoute{}});
    school.send(app::SetSearch{given});
    BOOST_REQUIRE(school.see().situations->rows.size() == 1U);
    BOOST_TEST((school.see().situations->rows.front().record == made));
}

BOOST_FIXTURE_TEST_CASE(a_situation_opened_directly_names_no_signalement, PathTown)
{
    BOOST_TEST(mayor.see().sheet->summary.front().label.key != "situation.field.origin");
    BOOST_TEST(!tells("situation.chronology.reported_as"));
}

BOOST_FIXTURE_TEST_CASE(a_signalement_not_qualified_in_time_is_late, testing::FoundedTown)
{
    (void)testing::send_report(mayor, {});
    auto const row = [&] {
        mayor.send(app::Go{app::SituationsRoute{}});
        return mayor.see().situations->rows.at(0).subtitle;
    };
    auto const figure = [&] {
        mayor.send(app::Go{app::HomeRoute{}});
        auto const& stats = mayor.see().home->stats;
        return *std::ranges::find(
            stats, "situation.home.to_qualify", [](app::StatView const& stat) { return stat.label.key; });
    };
    BOOST_TEST(row().key == "situation.row.to_qualify");
    BOOST_TEST(figure().detail.key == "situation.home.before");
    auto const due = std::get<Date>(row().args.at(1).second);
    mayor.clock.advance(20 * k_ms_per_day);
    mayor.app().note_input();
    BOOST_TEST(row().key == "situation.row.qualify_late");
    BOOST_TEST((std::get<Date>(row().args.at(1).second) == due));
    BOOST_TEST(figure().detail.key == "situation.home.since");
    BOOST_TEST((figure().tone == app::Tone::Error));
}

BOOST_FIXTURE_TEST_CASE(the_mayor_reads_while_he_is_mayor_not_while_he_sits_in_the_group, PathTown)
{
    auto const& readers = mayor.see().sheet->readers;
    BOOST_REQUIRE(readers.size() == 1U);
    BOOST_TEST(readers.front().until.key == "situation.reader.while_mayor");
}

BOOST_FIXTURE_TEST_CASE(saved_is_not_said_of_what_is_being_typed, PathTown)
{
    auto const type = [&](std::string const& text) {
        mayor.send(app::TypeField{record, domain::field::k_prenom, text});
    };
    type("Mathias");
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(mayor.see().sheet->saved.key == "app.saved_at");
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
    type("Mathieu");
    BOOST_TEST(mayor.see().sheet->saved.empty());
    BOOST_TEST(mayor.see().sheet->unsaved.key == "app.typing");
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(mayor.see().sheet->saved.key == "app.saved_at");
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
}

BOOST_FIXTURE_TEST_CASE(a_refused_field_does_not_hide_that_the_others_are_saved, PathTown)
{
    auto const type = [&](std::uint32_t number, std::string const& text) {
        mayor.send(app::TypeField{record, number, text});
        mayor.wait(app::k_autosave_ms + 1000);
    };
    type(domain::field::k_prenom, "Mathias");
    type(domain::field::k_telephone, "06");
    auto const one = mayor.see().sheet->unsaved;
    BOOST_TEST(one.key == "app.saved_but");
    BOOST_TEST(mayor.see().sheet->saved.empty());
    BOOST_REQUIRE(one.args.size() == 1U);
    BOOST_TEST((one.args[0].second == PhraseArg(TextRef{"domain.field.telephone"})));
    type(domain::field::k_courriel, "nom");
    auto const two = mayor.see().sheet->unsaved;
    BOOST_TEST(two.key == "app.saved_but_many");
    BOOST_TEST((two.args.at(0).second == PhraseArg(std::int64_t{2})));
    type(domain::field::k_courriel, "nom@domaine.fr");
    mayor.send(app::TypeField{record, domain::field::k_prenom, "Mathieu"});
    BOOST_TEST(mayor.see().sheet->unsaved.key == "app.typing");
    mayor.wait(app::k_autosave_ms + 1000);
    BOOST_TEST(mayor.see().sheet->unsaved.key == "app.saved_but");
    type(domain::field::k_telephone, "06 12 34 56 78");
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
    BOOST_TEST(mayor.see().sheet->saved.key == "app.saved_at");
}

BOOST_FIXTURE_TEST_CASE(a_second_representative_stands_apart_under_names_of_its_own, PathTown)
{
    auto const set = [&](std::uint32_t number, std::string const& text) {
        mayor.send(app::SetField{record, number, {text, {}, std::nullopt}});
    };
    set(domain::field::k_representant_1, "Rivoire");
    auto const& sheet = *mayor.see().sheet;
    BOOST_REQUIRE(sheet.second_representative.size() == 7U);
    BOOST_TEST(sheet.second_representative.front().field == std::uint32_t{domain::field::k_representant_2});
    BOOST_TEST(sheet.second_representative.front().label.key == "domain.field.second_representant_nom");
    BOOST_TEST(std::ranges::none_of(sheet.representative, [](app::FieldView const& one) {
        return one.field >= domain::field::k_representant_2 && one.field < domain::field::k_absence_representant;
    }));
    set(domain::field::k_representant_1, "");
    BOOST_TEST(mayor.see().sheet->second_representative.empty());
}

BOOST_FIXTURE_TEST_CASE(an_action_says_by_how_much_it_is_late, PathTown)
{
    namespace part = domain::action_part;
    auto const today = paris_date(mayor.clock.now());
    auto const number = [](int of) {
        return (of < 10 ? "0" : "") + std::to_string(of);
    };
    auto const written = [&number](Date const& day) {
        return number(day.day) + "/" + number(day.month) + "/" + std::to_string(day.year);
    };
    auto const add = [&](int due_in) {
        mayor.send(app::EditNewAction{part::k_type, testing::coded(1)});
        mayor.send(app::EditNewAction{part::k_responsable, testing::coded(1)});
        mayor.send(app::EditNewAction{part::k_debut, testing::typed(written(add_days(today, -9)))});
        mayor.send(app::EditNewAction{part::k_fin, testing::typed(written(add_days(today, due_in)))});
        mayor.send(app::AddAction{record});
    };
    add(0);
    add(-3);
    auto const& actions = mayor.see().sheet->actions;
    BOOST_REQUIRE(actions.size() == 2U);
    BOOST_TEST(actions[0].result.empty());
    BOOST_TEST((actions[0].tone == app::Tone::Info));
    BOOST_REQUIRE(actions[1].result.key == "situation.action.late");
    BOOST_TEST((actions[1].result.args.front().second == PhraseArg(std::int64_t{3})));
    BOOST_TEST((actions[1].tone == app::Tone::Error));
}

BOOST_AUTO_TEST_SUITE_END()
