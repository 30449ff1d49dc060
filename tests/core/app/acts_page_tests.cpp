// « Actes signés »: an entry each, the last first, as many as were asked for.

#include "core/app/council_state.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;

namespace {

std::int64_t number_of(app::ActView const& act)
{
    for (auto const& [name, value] : act.title.args) {
        if (name == "n")
            return std::get<std::int64_t>(value);
    }
    return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(acts_page)

BOOST_FIXTURE_TEST_CASE(the_last_acts_come_first_and_earlier_ones_when_they_are_asked_for, testing::FoundedTown)
{
    mayor.kill();
    {
        testing::StoppedDevice device(mayor);
        for (std::size_t i = 0; i < app::k_acts_shown; ++i)
            device.sign(ledger::VisaOp{});
    }
    mayor.open();
    mayor.sign_in();
    mayor.send(app::Go{app::ActsRoute{}});
    auto const last = mayor.see().acts.value();
    BOOST_REQUIRE(last.signed_count > app::k_acts_shown);
    BOOST_REQUIRE(last.signed_count < 2 * app::k_acts_shown);
    BOOST_TEST(last.signed_acts.size() == app::k_acts_shown);
    auto const count = static_cast<std::int64_t>(last.signed_count);
    // The one in preparation is the next of the sequence.
    BOOST_TEST((last.title == phrase("council.act.title").with("n", count + 1)));

    mayor.send(app::ShowEarlierActs{});
    auto const all = mayor.see().acts.value();
    BOOST_REQUIRE(all.signed_acts.size() == all.signed_count);
    for (std::size_t i = 0; i < all.signed_acts.size(); ++i) {
        BOOST_TEST(all.signed_acts[i].title.key == "council.act.signed_title");
        BOOST_TEST(number_of(all.signed_acts[i]) == count - static_cast<std::int64_t>(i));
        BOOST_TEST(!all.signed_acts[i].lines.empty());
    }
    BOOST_TEST((all.signed_acts.front().act == last.signed_acts.front().act));
}

BOOST_AUTO_TEST_SUITE_END()
