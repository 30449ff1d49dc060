// The end of a situation as it is written, corrected and told: of a closed sheet, from which its
// retention is counted.

#include <algorithm>

#include "core/app/situation_status.hpp"
#include "core/domain/fields.hpp"
#include "core/law/retention.hpp"
#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using domain::Statut;
using testing::coded;
using testing::told_by;
using testing::typed;

namespace {

namespace field = domain::field;

struct ClosingTown : testing::SheetTown {
    ClosingTown()
    {
        set(field::k_debut, typed("01/10/2026"));
        mayor.wait(1000);
    }
    void close()
    {
        mayor.send(app::SetStatus{
            record, static_cast<std::uint32_t>(Statut::Cloturee),
            static_cast<std::uint32_t>(domain::MotifFin::Demenagement)});
    }
    [[nodiscard]] std::string last_refusal()
    {
        auto const& toasts = mayor.see().shell.toasts;
        return toasts.empty() || !toasts.back().refusal ? "" : toasts.back().refusal->message.key;
    }
    [[nodiscard]] Date kept_until()
    {
        for (auto const& tag : mayor.see().sheet->tags) {
            if (tag.label.key == "situation.kept_until")
                return std::get<Date>(testing::argument(tag.label, "date"));
        }
        return {};
    }
    [[nodiscard]] Date today() { return paris_date(mayor.clock.now()); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(closing)

BOOST_FIXTURE_TEST_CASE(s_01_what_a_passage_gives_is_shown_and_not_typed, ClosingTown)
{
    for (auto const number : {field::k_date_fin, field::k_motif_fin, field::k_canal, field::k_motif_reouverture})
        BOOST_TEST(!follow_up(number).may_edit);
    BOOST_TEST(follow_up(field::k_programme).may_edit);
    set(field::k_motif_fin, coded(1));
    BOOST_TEST(last_refusal() == "law.s_01.avec_statut");
    set(field::k_date_fin, typed("20/11/2026"));
    BOOST_TEST(last_refusal() == "law.s_01.avec_statut");
    set(field::k_motif_reouverture, coded(1));
    BOOST_TEST(follow_up(field::k_date_fin).text == "");
    BOOST_TEST(follow_up(field::k_motif_fin).value.empty());
    BOOST_TEST(told_by(mayor, "situation.chronology.closed").empty());
    BOOST_TEST(told_by(mayor, "situation.chronology.reopened").empty());
    // Nor does the form of a new situation bring any.
    mayor.send(app::Go{app::ReportRoute{}});
    mayor.send(app::EditReport{field::k_date_fin, typed("20/11/2026")});
    (void)testing::open_situation(mayor, {.family = "Roux"});
    BOOST_TEST(follow_up(field::k_date_fin).text == "");
}

BOOST_FIXTURE_TEST_CASE(s_04_the_end_of_a_closed_situation_is_corrected_and_its_correction_is_told, ClosingTown)
{
    close();
    BOOST_TEST((kept_until() == law::archive_end(today(), {2005, 5, 14})->until));
    BOOST_TEST(follow_up(field::k_date_fin).may_edit);
    BOOST_TEST(follow_up(field::k_motif_fin).may_edit);
    BOOST_TEST(told_by(mayor, "situation.chronology.closed").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.filled").size() == 0U);

    // Neither to come, nor before the start, nor empty: the term stays where it was.
    set(field::k_date_fin, typed("01/01/2099"));
    BOOST_TEST(follow_up(field::k_date_fin).error.key == "situation.error.future");
    set(field::k_date_fin, typed("30/09/2026"));
    BOOST_TEST(last_refusal() == "law.s_04.debut");
    set(field::k_date_fin, typed(""));
    BOOST_TEST(last_refusal() == "law.s_04.fin");
    BOOST_TEST((kept_until() == law::archive_end(today(), {2005, 5, 14})->until));

    auto const told_before = told_by(mayor, "situation.chronology.changed").size();
    set(field::k_date_fin, typed("15/11/2026"));
    BOOST_TEST((kept_until() == Date{2029, 11, 15}));
    auto const changed = told_by(mayor, "situation.chronology.changed");
    BOOST_REQUIRE(changed.size() == told_before + 1);
    BOOST_TEST(testing::word(changed.front().text, "field") == "domain.field.date_fin");
    BOOST_TEST((std::get<Date>(testing::argument(changed.front().text, "before")) == today()));

    // Nor does it begin once it has ended.
    auto const start = follow_up(field::k_debut).value;
    set(field::k_debut, typed("16/11/2026"));
    BOOST_TEST(last_refusal() == "law.s_04.debut");
    BOOST_TEST((follow_up(field::k_debut).value == start));

    // Another reason is a correction, not another end.
    set(field::k_motif_fin, coded(static_cast<std::uint32_t>(domain::MotifFin::SansObjet)));
    BOOST_TEST(told_by(mayor, "situation.chronology.closed").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.changed").size() == told_before + 2);
}

/// One line of the log for each time that it was asked for, not for each pause, each sheet that is left and each lock.
BOOST_FIXTURE_TEST_CASE(r_50_what_the_law_refuses_of_a_typed_date_is_traced_once, ClosingTown)
{
    auto const leave_and_come_back = [this] {
        mayor.send(app::Go{app::HomeRoute{}});
        testing::show_sheet(mayor, record);
    };
    close();
    set(field::k_date_fin, typed("15/11/2026"));
    auto const end = follow_up(field::k_date_fin).text;
    BOOST_TEST(end == "15/11/2026");
    mayor.send(app::TypeField{record, field::k_date_fin, ""});
    mayor.wait(app::k_autosave_ms + 1000);
    // Until it is written there, no rule is told.
    BOOST_TEST(follow_up(field::k_date_fin).error.key == "situation.error.emptied");
    BOOST_TEST(follow_up(field::k_date_fin).error_article.empty());
    BOOST_TEST(follow_up(field::k_date_fin).text == "");
    BOOST_TEST(last_refusal() == "");
    set(field::k_date_fin, typed(""));
    BOOST_TEST(last_refusal() == "law.s_04.fin");
    BOOST_TEST(follow_up(field::k_date_fin).error.key == "law.s_04.fin");
    BOOST_TEST(follow_up(field::k_date_fin).text == end);
    mayor.send(app::TypeField{record, field::k_date_fin, "30/09/2026"});
    set(field::k_date_fin, typed("30/09/2026"));
    leave_and_come_back();
    leave_and_come_back();
    BOOST_TEST(follow_up(field::k_date_fin).text == "30/09/2026");
    BOOST_TEST(follow_up(field::k_date_fin).error.key == "law.s_04.debut");
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(std::ranges::count(log, ledger::LogResult::Refused, &ledger::JournalEntry::result) == 2);
}

/// Whoever empties a date of a closed situation to type another is told nothing that the log does not hold.
BOOST_FIXTURE_TEST_CASE(r_50_no_rule_is_told_of_a_date_that_is_typed_again_after_a_pause, ClosingTown)
{
    close();
    auto const birth = [this] {
        return *std::ranges::find(mayor.see().sheet->identity, field::k_naissance, &app::FieldView::field);
    };
    auto const pause_at = [this](std::uint32_t number, std::string const& text) {
        mayor.send(app::TypeField{record, number, text});
        mayor.wait(app::k_autosave_ms + 1000);
    };
    pause_at(field::k_date_fin, "");
    BOOST_TEST(follow_up(field::k_date_fin).error.key == "situation.error.emptied");
    pause_at(field::k_date_fin, "15/11/2026");
    BOOST_TEST(follow_up(field::k_date_fin).error.empty());
    pause_at(field::k_naissance, "");
    BOOST_TEST(birth().error.key == "situation.error.emptied");
    pause_at(field::k_naissance, "14/05/2004");
    BOOST_TEST(birth().error.empty());
    BOOST_TEST(birth().text == "14/05/2004");
    BOOST_TEST(last_refusal() == "");
    auto const log = testing::publish_and_read_log(mayor, server);
    BOOST_TEST(std::ranges::count(log, ledger::LogResult::Refused, &ledger::JournalEntry::result) == 0);
}

BOOST_FIXTURE_TEST_CASE(s_07_an_end_and_a_reopening_are_told_by_one_line_each, ClosingTown)
{
    auto const before = mayor.see().sheet->chronology.size();
    BOOST_TEST(mayor.see().sheet->closed.empty());
    close();
    BOOST_TEST(mayor.see().sheet->closed.key == "situation.closed.reopen");
    mayor.wait(1000);
    mayor.send(app::SetStatus{
        record, static_cast<std::uint32_t>(Statut::AExaminer),
        static_cast<std::uint32_t>(domain::MotifReouverture::Erreur)});
    BOOST_TEST(mayor.see().sheet->closed.empty());
    BOOST_REQUIRE(!mayor.see().shell.toasts.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.left.rouverte");
    BOOST_TEST(told_by(mayor, "situation.chronology.closed").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.reopened").size() == 1U);
    BOOST_TEST(told_by(mayor, "situation.chronology.status").empty());
    auto const& told = mayor.see().sheet->chronology;
    BOOST_TEST(told.size() == before + 2);
    // What was done is no alarm: nobody's name is drawn as one.
    for (auto const& entry : told)
        BOOST_TEST((entry.tone != app::Tone::Warning && entry.tone != app::Tone::Error));
}

BOOST_FIXTURE_TEST_CASE(what_is_said_of_a_situation_goes_once_another_sheet_or_screen_is_shown, ClosingTown)
{
    auto const other = testing::open_situation(mayor, {.family = "Kerval"});
    auto const is_said = [this] {
        return std::ranges::any_of(mayor.see().shell.toasts, [](app::ToastView const& toast) {
            return toast.text.key == "situation.left.cloturee";
        });
    };
    auto const close_again = [&] {
        testing::show_sheet(mayor, record);
        close();
        BOOST_REQUIRE(is_said());
    };
    close_again();
    // Another tab is of the same sheet.
    testing::show_sheet(mayor, record, app::SheetTab::Chronologie);
    BOOST_TEST(is_said());
    testing::show_sheet(mayor, other);
    BOOST_TEST(!is_said());
    testing::show_sheet(mayor, record);
    mayor.send(app::SetStatus{
        record, static_cast<std::uint32_t>(Statut::AExaminer),
        static_cast<std::uint32_t>(domain::MotifReouverture::Erreur)});
    close_again();
    mayor.send(app::Go{app::MembersRoute{}});
    BOOST_TEST(!is_said());
}

BOOST_FIXTURE_TEST_CASE(r_60_the_birth_date_of_a_closed_sheet_is_not_emptied, ClosingTown)
{
    close();
    set(field::k_naissance, typed("15/05/2004"));
    auto const until = kept_until();
    BOOST_TEST((until == Date{2029, 5, 15}));
    set(field::k_naissance, typed(""));
    BOOST_TEST(last_refusal() == "law.r_60.naissance");
    BOOST_TEST((kept_until() == until));
    set(field::k_naissance, typed("14/05/2004"));
    BOOST_TEST((kept_until() == Date{2029, 5, 14}));
}

/// R-66 is not built: that the day has come is told until somebody eliminates what stands there.
BOOST_FIXTURE_TEST_CASE(r_60_the_end_of_retention_of_a_closed_sheet_is_told_before_and_after, testing::FoundedTown)
{
    auto const figure = [this] {
        mayor.send(app::Go{app::HomeRoute{}});
        auto const& stats = mayor.see().home->stats;
        return *std::ranges::find(
            stats, "situation.home.ending", [](app::StatView const& stat) { return stat.label.key; });
    };
    auto const tag_of = [this](RecordId record) {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
        return mayor.see().sheet->tags.back();
    };
    (void)testing::open_situation(mayor, {.family = "Delmas"});
    auto const record = testing::open_situation(mayor, {.birth = "10/01/2002"});
    mayor.send(app::SetStatus{
        record, static_cast<std::uint32_t>(Statut::Cloturee), static_cast<std::uint32_t>(domain::MotifFin::SansObjet)});
    BOOST_TEST(figure().count == 1U);
    BOOST_TEST(figure().detail.key == "situation.home.six_months");
    BOOST_TEST(tag_of(record).label.key == "situation.kept_until");
    for (auto const& command : figure().commands)
        mayor.send(command);
    BOOST_REQUIRE(mayor.see().situations->rows.size() == 1U);
    BOOST_TEST((mayor.see().situations->rows.front().record == record));

    mayor.clock.advance(45 * k_ms_per_day);
    mayor.app().note_input();
    BOOST_TEST(figure().count == 1U);
    BOOST_TEST(figure().detail.key == "situation.home.past");
    BOOST_TEST((figure().tone == app::Tone::Error));
    BOOST_TEST(tag_of(record).label.key == "situation.eliminate_since");
    BOOST_TEST(mayor.see().sheet->closed.key == "situation.closed.correct");
    BOOST_TEST((tag_of(record).tone == app::Tone::Error));
}

/// S-06, S-07: to each what he may have done about it, as long as it is kept.
BOOST_AUTO_TEST_CASE(s_07_who_may_open_a_closed_sheet_again_is_told_while_it_is_kept)
{
    Date const today{2026, 11, 25};
    domain::Fiche fiche;
    fiche.type = domain::RecordType::Situation;
    fiche.statut_ecrit = Statut::Cloturee;
    fiche.personne.naissance = {2005, 5, 14};
    fiche.date_fin = {2026, 11, 20};
    app::SheetView view;
    auto const words = [&](domain::Profile reader, Date day) {
        return app::closed_words(fiche, reader, day, view).key;
    };
    auto const partner = domain::Profile::Membre;
    BOOST_TEST(words(partner, today) == "situation.closed.ask");
    // Who leads, while writing is stopped, is not told of himself.
    for (auto const leads : {domain::Profile::Maire, domain::Profile::Coordonnateur})
        BOOST_TEST(words(leads, today) == "law.s_06.close");
    auto const end = app::kept_until(fiche).value();
    BOOST_TEST(words(partner, add_days(end, -1)) == "situation.closed.ask");
    for (auto const reader : {partner, domain::Profile::Maire})
        BOOST_TEST(words(reader, end) == "situation.closed.past");
    view.may_edit = true;
    BOOST_TEST(words(domain::Profile::Maire, end) == "situation.closed.correct");
    view.may_edit = false;
    fiche.statut_ecrit = Statut::Reorientee;
    BOOST_TEST(words(partner, today) == "law.s_06.close");
}

/// An earlier version let an end be typed on an open sheet.
BOOST_AUTO_TEST_CASE(s_04_an_end_that_stood_there_is_kept_where_it_may_stand)
{
    Date const today{2026, 11, 25};
    domain::Fiche fiche;
    fiche.debut = {2026, 10, 1};
    BOOST_TEST((app::closing_day(fiche, today) == today));
    fiche.date_fin = {2026, 11, 20};
    BOOST_TEST((app::closing_day(fiche, today) == Date{2026, 11, 20}));
    for (Date const wrong : {Date{2099, 1, 1}, Date{2026, 9, 30}, Date{2026, 11, 0}}) {
        fiche.date_fin = wrong;
        BOOST_TEST((app::closing_day(fiche, today) == today));
    }
}

BOOST_AUTO_TEST_SUITE_END()
