// R-58 of what is typed: what came while one typed is in no `over` (docs/protocol.md 3.6) of the text that is saved.

#include <algorithm>

#include "core/app/situation_state.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/app/kept_town.hpp"

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
    /// Saved by itself before what they wrote is here, and one goes on in the same field.
    void save_beside(std::string const& text, std::vector<std::pair<Desk*, std::string>> const& texts)
    {
        mayor.remote.offline = true;
        write_elsewhere(texts);
        type(text);
        pause();
        mayor.remote.offline = false;
        fetch();
    }
    /// A date that the phone wrote in sight of what stood, and that this device reads.
    void write_birth_elsewhere(std::string const& date)
    {
        testing::exchange(mayor, phone);
        open(phone);
        phone.send(app::SetField{record, domain::field::k_naissance, typed(date)});
        testing::exchange(phone, mayor);
    }
    app::FieldView birth()
    {
        open(mayor);
        auto const& fields = mayor.see().sheet->identity;
        auto const found = std::ranges::find(fields, std::uint32_t{domain::field::k_naissance}, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    void leave_birth_refused()
    {
        mayor.send(app::TypeField{record, domain::field::k_naissance, "31/02/2004"});
        mayor.send(app::SetField{record, domain::field::k_naissance, typed("31/02/2004")});
        BOOST_REQUIRE(!birth().error.key.empty());
    }
    void correct_birth()
    {
        mayor.send(app::TypeField{record, domain::field::k_naissance, "03/02/2004"});
        mayor.send(app::SetField{record, domain::field::k_naissance, typed("03/02/2004")});
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
    auto const is_marked = [&] {
        return std::ranges::any_of(mayor.see().situations->rows, [](app::SituationRow const& row) {
            return row.subtitle.key == "situation.row.conflict";
        });
    };
    BOOST_TEST(is_marked());
    // A person settles it, here as anywhere.
    auto const kept = given().conflicts.back();
    mayor.send(app::ResolveConflict{record, k_given, kept.op});
    BOOST_TEST(values().empty());
    BOOST_TEST(!is_marked());
    BOOST_TEST(given().text == std::get<std::string>(kept.value.args.front().second));
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

BOOST_FIXTURE_TEST_CASE(r_58_a_text_that_goes_on_after_it_was_saved_writes_over_nothing_that_came_since, TypedOverTown)
{
    save_beside("Mat", {{&phone, "Mathias"}});
    BOOST_TEST((values() == Texts{"Mat", "Mathias"}));
    type("Mathieu");
    pause();
    BOOST_TEST((values() == Texts{"Mathias", "Mathieu"}));
    type("Mathieux");
    mayor.send(app::SetField{record, k_given, typed("Mathieux")});
    BOOST_TEST((values() == Texts{"Mathias", "Mathieux"}));
    // The field was left: what is typed there again is typed in sight of both.
    type("Mathieu");
    pause();
    BOOST_TEST(values().empty());
    BOOST_TEST(given().text == "Mathieu");
}

BOOST_FIXTURE_TEST_CASE(r_58_what_took_the_place_of_a_saved_text_stays_when_the_field_is_left, TypedOverTown)
{
    type("Mathieu");
    pause();
    testing::exchange(mayor, phone);
    write_elsewhere({{&phone, "Mathias"}});
    fetch();
    BOOST_TEST(given().text == "Mathias");
    mayor.send(app::SetField{record, k_given, typed("Mathieu")});
    BOOST_TEST(values().empty());
    BOOST_TEST(given().text == "Mathias");
}

BOOST_FIXTURE_TEST_CASE(r_58_another_place_of_the_sheet_leaves_the_field, TypedOverTown)
{
    save_beside("Mat", {{&phone, "Mathias"}});
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = app::SheetTab::Chronologie}});
    open(mayor);
    type("Mathieu");
    pause();
    BOOST_TEST(values().empty());
    BOOST_TEST(given().text == "Mathieu");
}

BOOST_FIXTURE_TEST_CASE(r_58_a_refused_text_that_is_there_again_is_over_what_was_seen, TypedOverTown)
{
    write_birth_elsewhere("02/02/2004");
    BOOST_TEST(birth().text == "02/02/2004");
    leave_birth_refused();
    testing::come_back(mayor);
    BOOST_REQUIRE(birth().text == "31/02/2004");
    correct_birth();
    BOOST_TEST(birth().conflicts.empty());
    BOOST_TEST(birth().text == "03/02/2004");
}

BOOST_FIXTURE_TEST_CASE(r_58_and_over_nothing_that_came_while_it_was_kept, TypedOverTown)
{
    leave_birth_refused();
    testing::come_back(mayor);
    write_birth_elsewhere("02/02/2004");
    BOOST_REQUIRE(birth().text == "31/02/2004");
    correct_birth();
    BOOST_TEST(birth().conflicts.size() == 2U);
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
