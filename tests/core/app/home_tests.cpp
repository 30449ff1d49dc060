// Home: each figure opens the list of what it counts; what waits is there for whom it waits.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "core/domain/lists.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using domain::Statut;
using testing::coded;
using testing::Desk;
using testing::MemoryServer;
using testing::Reported;
using testing::typed;

namespace {

namespace field = domain::field;

struct Town {
    Town()
    {
        BOOST_REQUIRE(crypto::init());
        mayor.found_council();
        mayor.wait(1000);
    }

    void go_home(Desk& who) { who.send(app::Go{app::HomeRoute{}}); }

    /// From « À examiner » to « En suivi », by the mayor who follows it himself.
    void follow(RecordId record)
    {
        auto const set = [&](std::uint32_t number, app::FieldInput value) {
            mayor.send(app::SetField{record, number, std::move(value)});
        };
        set(field::k_referent, coded(1));
        set(field::k_information_mode, coded(1));
        set(field::k_information_date, typed("20/11/2026"));
        mayor.send(app::SetStatus{record, static_cast<std::uint32_t>(Statut::EnSuivi), 0});
    }

    void add_action(RecordId record, std::string const& end)
    {
        namespace part = domain::action_part;
        mayor.send(app::EditNewAction{part::k_type, coded(1)});
        mayor.send(app::EditNewAction{part::k_responsable, coded(1)});
        mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026")});
        mayor.send(app::EditNewAction{part::k_fin, typed(end)});
        mayor.send(app::AddAction{record});
    }

    app::StatView figure(std::string_view label)
    {
        go_home(mayor);
        for (auto const& stat : mayor.see().home->stats) {
            if (stat.label.key == label)
                return stat;
        }
        BOOST_FAIL("no figure " << label);
        return {};
    }

    /// What the list shows once the figure was pressed.
    std::size_t rows_behind(std::string_view label)
    {
        for (auto const& command : figure(label).commands)
            mayor.send(command);
        BOOST_REQUIRE(mayor.see().situations.has_value());
        return mayor.see().situations->rows.size();
    }

    MemoryServer server{};
    Desk mayor{server};
    Desk school{server};
};

constexpr std::array<std::string_view, 4> k_figures{
    "situation.home.followed", "situation.home.late", "situation.home.to_qualify", "situation.home.ending"};

}  // namespace

BOOST_AUTO_TEST_SUITE(home)

BOOST_FIXTURE_TEST_CASE(each_figure_opens_a_list_of_as_many_rows, Town)
{
    auto const late = testing::open_situation(mayor, {.family = "Rivière"});
    follow(late);
    add_action(late, "02/11/2026");
    add_action(late, "03/11/2026");
    auto const on_time = testing::open_situation(mayor, {.family = "Delmas", .group = 1});
    follow(on_time);
    add_action(on_time, "02/11/2027");
    // 25 years old within six months; not followed yet.
    (void)testing::open_situation(mayor, {.family = "Ozanne", .birth = "02/02/2002"});
    for (auto const* const name : {"Tassin", "Marque", "Bertin"})
        (void)testing::send_report(mayor, {.family = name});
    auto const closed = testing::open_situation(mayor, {.family = "Kerval", .birth = "02/02/2002"});
    mayor.send(app::SetStatus{closed, static_cast<std::uint32_t>(Statut::Cloturee), 1});

    std::array const counts{2U, 1U, 3U, 1U};
    for (std::size_t i = 0; i < k_figures.size(); ++i) {
        BOOST_TEST_CONTEXT(k_figures[i])
        {
            // Whatever was filtered and searched before.
            mayor.send(app::SetFilter{app::list_filter::k_referent, 1});
            mayor.send(app::SetSearch{"zzz"});
            BOOST_TEST(figure(k_figures[i]).count == counts[i]);
            BOOST_TEST(rows_behind(k_figures[i]) == counts[i]);
        }
    }
    BOOST_TEST(std::get<std::int64_t>(figure("situation.home.late").detail.args.front().second) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
