// What Home and the list count of the situations that go on.

#include <algorithm>

#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using domain::Statut;

namespace {

struct FiguresTown : testing::FoundedTown {
    void open(std::string const& name, std::vector<Statut> const& path)
    {
        namespace field = domain::field;
        auto const record = testing::open_situation(mayor, {.family = name});
        mayor.send(app::SetField{record, field::k_referent, testing::coded(1)});
        mayor.send(app::SetField{record, field::k_information_mode, testing::coded(1)});
        mayor.send(app::SetField{record, field::k_information_date, testing::typed("20/11/2026")});
        for (auto const status : path)
            mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(status), 0});
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(figures)

BOOST_FIXTURE_TEST_CASE(each_situation_that_goes_on_is_counted_once_under_its_status, FiguresTown)
{
    for (auto const* const name : {"Rivière", "Delmas", "Ozanne"})
        open(name, {Statut::EnSuivi});
    open("Tassin", {Statut::EnSuivi, Statut::EnVeille});
    for (auto const* const name : {"Marque", "Bertin"})
        open(name, {});
    (void)testing::send_report(mayor, {.family = "Lhermitte"});
    using Counts = std::vector<std::pair<std::string, PhraseArg>>;
    mayor.send(app::Go{app::HomeRoute{}});
    auto const& stats = mayor.see().home->stats;
    auto const followed = std::ranges::find(
        stats, "situation.home.followed", [](app::StatView const& one) -> std::string_view { return one.label.key; });
    BOOST_REQUIRE((followed != stats.end()));
    BOOST_TEST(followed->count == 3U);
    BOOST_TEST((followed->detail.args == Counts{{"n", std::int64_t{2}}, {"watched", std::int64_t{1}}}));
    mayor.send(app::Go{app::SituationsRoute{}});
    auto const& summary = mayor.see().situations->summary;
    BOOST_TEST(summary.key == "situation.summary.four");
    BOOST_TEST(
        (summary.args == Counts{
                             {"a", TextRef{"situation.count.followed", "3"}},
                             {"b", TextRef{"situation.count.reported", "1"}},
                             {"c", TextRef{"situation.count.examine", "2"}},
                             {"d", TextRef{"situation.count.watched", "1"}}}));
}

BOOST_FIXTURE_TEST_CASE(what_there_is_none_of_is_not_counted, FiguresTown)
{
    mayor.send(app::Go{app::SituationsRoute{}});
    BOOST_TEST(mayor.see().situations->summary.key == "situation.summary.none");
    mayor.send(app::Go{app::ReportRoute{}});
    auto const group = mayor.see().report->group_ids.front();
    mayor.send(app::Go{app::GroupsRoute{group}});
    // Its page has the way to its situations, which says that there is none.
    BOOST_TEST(mayor.see().groups->detail->counts.empty());
    BOOST_TEST(!mayor.see().groups->detail->see_situations.empty());
    open("Tassin", {Statut::EnSuivi});
    using Counts = std::vector<std::pair<std::string, PhraseArg>>;
    mayor.send(app::Go{app::SituationsRoute{}});
    auto const& summary = mayor.see().situations->summary;
    BOOST_TEST(summary.key == "situation.summary.one");
    BOOST_TEST((summary.args == Counts{{"a", TextRef{"situation.count.followed_one", "1"}}}));
}

BOOST_AUTO_TEST_SUITE_END()
