// R-58 of what is typed: what came while one typed is in no `over` (docs/protocol.md 3.6) of the text that is saved.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/app/session_desk.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;
using testing::typed;

namespace {

constexpr std::uint32_t k_given = domain::field::k_prenom;

/// One sheet on three devices, open on the first one.
struct TypedOverTown : testing::FoundedTown {
    TypedOverTown()
    {
        testing::add_phone(mayor, phone);
        testing::add_phone(mayor, tablet);
        record = testing::open_situation(mayor, {});
        testing::exchange(mayor, phone);
        testing::exchange(mayor, tablet);
        open(mayor);
    }

    void open(Desk& who) { who.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}}); }
    /// Both at once, neither knowing of the other; the first device has not asked yet.
    void write_elsewhere(std::vector<std::pair<Desk*, std::string>> const& texts)
    {
        for (auto const& [who, text] : texts)
            open(*who);
        for (auto const& [who, text] : texts)
            who->send(app::SetField{record, k_given, typed(text)});
        for (auto const& [who, text] : texts) {
            who->wait(6000);
            mayor.clock.time = std::max(mayor.clock.time, who->clock.time);
        }
    }
    void type(std::string const& text) { mayor.send(app::TypeField{record, k_given, text}); }
    void fetch() { mayor.send(app::SyncNow{}); }
    void pause() { mayor.wait(app::k_autosave_ms + 1000); }

    app::FieldView given()
    {
        auto const& fields = mayor.see().sheet->identity;
        auto const found = std::ranges::find(fields, k_given, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    /// Those that wait for a choice, in the order in which they were written; none when one stands.
    std::vector<std::string> values()
    {
        std::vector<std::string> all;
        for (auto const& one : given().conflicts)
            all.push_back(std::get<std::string>(one.value.args.front().second));
        std::ranges::sort(all);
        return all;
    }

    using Texts = std::vector<std::string>;
    Desk phone{server};
    Desk tablet{server};
    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(typed_over)

BOOST_FIXTURE_TEST_CASE(r_58_a_text_begun_before_two_values_came_settles_nothing_when_it_is_saved, TypedOverTown)
{
    write_elsewhere({{&phone, "Mathias"}, {&tablet, "Matthieu"}});
    type("Mathieu");
    fetch();
    BOOST_TEST((values() == Texts{"Mathias", "Matthieu"}));
    pause();
    BOOST_TEST(mayor.see().sheet->unsaved.empty());
    BOOST_TEST((values() == Texts{"Mathias", "Mathieu", "Matthieu"}));
    // A person settles it, here as anywhere.
    auto const kept = given().conflicts.back().op;
    mayor.send(app::ResolveConflict{record, k_given, kept});
    BOOST_TEST(values().empty());
}

BOOST_FIXTURE_TEST_CASE(r_58_nor_does_it_take_the_place_of_one_value_that_came_meanwhile, TypedOverTown)
{
    write_elsewhere({{&phone, "Mathias"}});
    type("Mathieu");
    fetch();
    pause();
    BOOST_TEST((values() == Texts{"Mathias", "Mathieu"}));
}

BOOST_FIXTURE_TEST_CASE(r_58_a_field_that_is_left_once_it_was_saved_writes_over_nothing_that_came_since, TypedOverTown)
{
    mayor.remote.offline = true;
    write_elsewhere({{&phone, "Mathias"}});
    type("Mathieu");
    // Saved before the other value is here: they were written at once.
    pause();
    BOOST_TEST(given().text == "Mathieu");
    mayor.remote.offline = false;
    fetch();
    BOOST_TEST((values() == Texts{"Mathias", "Mathieu"}));
    mayor.send(app::SetField{record, k_given, typed("Mathieu")});
    BOOST_TEST((values() == Texts{"Mathias", "Mathieu"}));
}

BOOST_FIXTURE_TEST_CASE(r_58_what_is_typed_in_sight_of_two_values_takes_their_place, TypedOverTown)
{
    write_elsewhere({{&phone, "Mathias"}, {&tablet, "Matthieu"}});
    fetch();
    BOOST_TEST((values() == Texts{"Mathias", "Matthieu"}));
    type("Mathieu");
    pause();
    BOOST_TEST(values().empty());
    BOOST_TEST(given().text == "Mathieu");
}

BOOST_FIXTURE_TEST_CASE(r_58_what_one_saves_in_several_times_is_no_question_to_oneself, TypedOverTown)
{
    for (auto const* const text : {"Mat", "Mathi", "Mathieu"}) {
        type(text);
        pause();
    }
    BOOST_TEST(values().empty());
    mayor.send(app::SetField{record, k_given, typed("Mathieu")});
    BOOST_TEST(values().empty());
    BOOST_TEST(given().text == "Mathieu");
}

BOOST_AUTO_TEST_SUITE_END()
