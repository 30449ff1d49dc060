// What became of a signalement, told to who sent it and to who decided it.

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;

namespace {

/// The school reported somebody; the mayor has it.
struct OutcomeTown : testing::FoundedTown {
    OutcomeTown()
    {
        testing::join_school(mayor, school);
        report = testing::send_report(school, {.family = "Tassin"});
        carry(school, mayor);
    }

    /// What one wrote is at the other's.
    static void carry(testing::Desk& from, testing::Desk& to)
    {
        from.send(app::SyncNow{});
        from.wait(5000);
        to.clock.time = from.clock.time;
        to.send(app::SyncNow{});
        to.wait(5000);
    }
    void open_report(testing::Desk& who)
    {
        who.send(app::Go{app::SituationsRoute{.group = {}, .situation = report, .tab = {}}});
        who.wait(5000);
    }
    void decide(domain::Statut status, std::uint32_t reason)
    {
        open_report(mayor);
        mayor.send(app::SetStatus{report, static_cast<std::uint32_t>(status), reason});
    }
    void widen()
    {
        auto const commands = mayor.see().situations->widen;
        BOOST_REQUIRE(!commands.empty());
        for (auto const& command : commands)
            mayor.send(command);
    }
    static app::StatView waiting_at(testing::Desk& who)
    {
        who.send(app::Go{app::HomeRoute{}});
        auto const& stats = who.see().home->stats;
        auto const found = std::ranges::find(
            stats, "situation.home.to_qualify", [](app::StatView const& one) { return one.label.key; });
        BOOST_REQUIRE((found != stats.end()));
        return *found;
    }

    RecordId report{};
};

std::string told_outcome(app::TodoView const& line)
{
    for (auto const& [name, said] : line.title.args) {
        if (name == "outcome")
            return std::get<TextRef>(said).key;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outcome)

BOOST_FIXTURE_TEST_CASE(who_sent_a_signalement_is_told_that_it_is_refused_and_why, OutcomeTown)
{
    BOOST_TEST(testing::find_todo(school, "situation.todo.outcome") == nullptr);
    decide(domain::Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    BOOST_REQUIRE(!mayor.see().shell.toasts.empty());
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.left.refuse");
    carry(mayor, school);
    // Not to who decided.
    BOOST_TEST(testing::find_todo(mayor, "situation.todo.outcome") == nullptr);
    auto const* const line = testing::find_todo(school, "situation.todo.outcome");
    BOOST_REQUIRE(line != nullptr);
    BOOST_TEST(told_outcome(*line) == "situation.outcome.refuse");
    // It waits for nothing: the menu counts every other line, and not this one.
    auto const& entry = school.see().shell.navigation.front();
    BOOST_TEST(entry.label.key == "session.nav.home");
    BOOST_TEST(entry.badge + 1 == school.see().home->todo.size());
    // Behind all that waits.
    BOOST_TEST(school.see().home->todo.back().waiting == 0U);
    school.send(app::Command(line->command));
    school.wait(5000);
    BOOST_REQUIRE(school.see().sheet.has_value());
    BOOST_TEST((school.see().sheet->record == report));
    auto const reasons = [this] {
        return std::ranges::count_if(school.see().sheet->summary, [](app::FieldView const& one) {
            return one.field == domain::field::k_motif_refus || one.field == domain::field::k_canal;
        });
    };
    BOOST_TEST(reasons() == 1);
    BOOST_TEST((school.see().sheet->summary.front().field == domain::field::k_motif_refus));

    school.clock.advance(15 * k_ms_per_day);
    school.app().note_input();
    BOOST_TEST(testing::find_todo(school, "situation.todo.outcome") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(one_that_is_retained_leads_its_author_to_the_situation, OutcomeTown)
{
    decide(domain::Statut::Reorientee, static_cast<std::uint32_t>(domain::Canal::DroitCommun));
    BOOST_TEST(mayor.see().shell.toasts.back().text.key == "situation.left.reoriente");
    auto const title = mayor.see().sheet->title;
    BOOST_REQUIRE(!title.empty());
    decide(domain::Statut::Retenue, 0);
    auto const made = mayor.see().sheet->record;
    BOOST_REQUIRE((made != report));
    // The new sheet is of the same person, and of a situation.
    BOOST_TEST((mayor.see().sheet->title == title));
    BOOST_TEST(!mayor.see().sheet->is_report);
    auto const number = std::get<std::string>(mayor.see().sheet->reference.args.front().second);
    carry(mayor, school);
    auto const* const line = testing::find_todo(school, "situation.todo.outcome");
    BOOST_REQUIRE(line != nullptr);
    BOOST_TEST(told_outcome(*line) == "situation.outcome.retenu");
    BOOST_TEST((std::get<app::SituationsRoute>(std::get<app::Go>(line->command).route).situation == made));
    // The signalement itself says what it has become.
    for (auto* const who : {&mayor, &school}) {
        open_report(*who);
        auto const& summary = who->see().sheet->summary;
        BOOST_REQUIRE(!summary.empty());
        BOOST_TEST(summary.front().label.key == "situation.field.made");
        BOOST_TEST((summary.front().value == verbatim(number)));
    }
}

BOOST_FIXTURE_TEST_CASE(who_cannot_qualify_is_not_pressed_to, OutcomeTown)
{
    BOOST_TEST(waiting_at(mayor).detail.key == "situation.home.before");
    auto const waits = waiting_at(school);
    BOOST_TEST(waits.count == 1U);
    // There is no coordonnateur here.
    BOOST_TEST(waits.detail.key == "situation.home.waits_for_mayor");
    BOOST_TEST((waits.tone == app::Tone::Neutral));
    // Late, it is so only for who can do it.
    for (auto* const who : {&mayor, &school}) {
        who->clock.advance(20 * k_ms_per_day);
        who->app().note_input();
    }
    BOOST_TEST((waiting_at(mayor).tone == app::Tone::Error));
    BOOST_TEST((waiting_at(school).tone == app::Tone::Neutral));
}

BOOST_FIXTURE_TEST_CASE(a_search_among_what_goes_on_may_be_made_in_every_status, OutcomeTown)
{
    decide(domain::Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->widen.empty());
    mayor.send(app::SetSearch{"tassin"});
    BOOST_TEST(mayor.see().situations->rows.empty());
    BOOST_TEST(mayor.see().situations->empty.key == "situation.empty_search_open");
    BOOST_TEST(mayor.see().situations->widen_label.key == "situation.search_every_status");
    widen();
    BOOST_TEST(mayor.see().situations->rows.size() == 1U);
    BOOST_TEST(mayor.see().situations->widen.empty());
    mayor.send(app::SetSearch{"zzz"});
    BOOST_TEST(mayor.see().situations->empty.key == "situation.empty_search");
    // One status alone is widened as well.
    mayor.send(app::SetFilter{1, static_cast<std::uint32_t>(domain::Statut::Cloturee)});
    BOOST_TEST(mayor.see().situations->empty.key == "situation.empty_search_filtered");
    BOOST_TEST(!mayor.see().situations->widen.empty());
}

BOOST_FIXTURE_TEST_CASE(one_press_lifts_all_that_hides_what_is_searched, OutcomeTown)
{
    decide(domain::Statut::Refusee, static_cast<std::uint32_t>(domain::MotifRefus::Doublon));
    mayor.send(app::Go{app::SituationsRoute{}});
    auto const groups = mayor.see().situations->group_ids;
    BOOST_REQUIRE(groups.size() == 2U);
    auto const find_in = [&](GroupId const& group, std::uint32_t filter, std::uint32_t option) {
        mayor.send(app::Go{app::SituationsRoute{.group = group}});
        mayor.send(app::SetFilter{filter, option});
        mayor.send(app::SetSearch{"tassin"});
        BOOST_TEST(mayor.see().situations->rows.empty());
        BOOST_TEST(mayor.see().situations->empty.key == "situation.empty_search_filtered");
        BOOST_TEST(mayor.see().situations->widen_label.key == "situation.search_unfiltered");
        widen();
        BOOST_TEST(mayor.see().situations->rows.size() == 1U);
        BOOST_TEST(mayor.see().situations->widen.empty());
    };
    for (auto const& group : groups) {
        find_in(group, app::list_filter::k_referent, 1);
        find_in(group, app::list_filter::k_watch, app::list_filter::k_watch_late);
    }
    // Where nothing hides anything nothing is offered.
    mayor.send(app::SetSearch{"zzz"});
    BOOST_TEST(mayor.see().situations->empty.key == "situation.empty_search");
    BOOST_TEST(mayor.see().situations->widen.empty());
}

BOOST_AUTO_TEST_SUITE_END()
