// What was written by a clock that runs ahead (docs/protocol.md 3.5): shown as now, and marked.

#include <algorithm>

#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

constexpr std::int64_t k_ahead_ms = 10 * k_ms_per_day;

/// The page is closed, time passes, and somebody signs in again before that sheet.
void come_back(Desk& desk, std::int64_t after_ms, std::optional<RecordId> const& record = {})
{
    desk.kill();
    desk.clock.advance(after_ms);
    desk.open();
    desk.sign_in();
    BOOST_REQUIRE(desk.see().signed_in);
    if (!record)
        return;
    desk.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(desk.see().sheet.has_value());
    BOOST_REQUIRE(!desk.see().sheet->chronology.empty());
}

bool is_marked(app::TimelineEntry const& entry)
{
    auto const* const day = std::get_if<TextRef>(&entry.when.args.at(0).second);
    return day != nullptr && day->key == "app.day_ahead";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ahead)

BOOST_FIXTURE_TEST_CASE(
    what_a_clock_wrote_days_ahead_is_shown_as_now_and_marked_until_it_has_passed, testing::FoundedTown)
{
    mayor.wait(5000);
    come_back(mayor, k_ahead_ms);
    auto const record = testing::open_situation(mayor, {});
    auto const written = paris_date(mayor.clock.now());
    mayor.wait(5000);

    come_back(mayor, -k_ahead_ms, record);
    auto const& ahead = mayor.see().sheet->chronology;
    BOOST_TEST(std::ranges::all_of(ahead, is_marked));
    // Nothing else is lost by it, nor marked.
    come_back(mayor, k_ahead_ms - k_ms_per_day, record);
    auto const& reached = mayor.see().sheet->chronology;
    BOOST_TEST(std::ranges::none_of(reached, is_marked));
    for (auto const& entry : reached)
        BOOST_TEST((entry.when.args.at(0).second == PhraseArg(written)));
}

BOOST_AUTO_TEST_SUITE_END()
