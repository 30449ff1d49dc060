// A floor that names an act which has no effect any more: it opens, and the act is shown with the one that made it so.

#include <algorithm>

#include "core/app/council_state.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using domain::Profile;
using testing::Desk;

namespace {

struct FloorTown : testing::FoundedTown {
    FloorTown()
    {
        testing::join_school(mayor, school);
        change_function(Profile::Coordonnateur);
        testing::sees_what_came(school, mayor);
    }

    void prepare_function(Profile profile)
    {
        auto const id = testing::show_member(mayor, testing::k_school_name);
        mayor.send(app::EditMember{app::member_form::k_function, testing::coded(static_cast<std::uint32_t>(profile))});
        mayor.send(app::PrepareMember{id});
    }
    void change_function(Profile profile)
    {
        prepare_function(profile);
        testing::sign_draft(mayor);
    }
    /// The coordonnateur founds a group.
    void school_signs() { testing::sign_new_group(school); }
    /// The mayor, who has not seen that, ends the function of the coordonnateur.
    void mayor_signs_beside()
    {
        mayor.remote.fault = [](testing::MemoryRemote::Verb verb, std::string const& path) {
            bool const is_asked = verb == testing::MemoryRemote::Verb::List && path == "h/";
            return is_asked ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::NotModified, {}, {}})
                            : std::nullopt;
        };
        school_signs();
        prepare_function(Profile::Membre);
        mayor.send(app::SignDraft{});
        mayor.sign();
        mayor.remote.fault = {};
        mayor.wait(60'000);
    }
    /// The school's, with its tips of now as a floor.
    std::string link_of_school() { return testing::device_link(school); }
};

std::string said_in(Phrase const& said, std::string_view name)
{
    for (auto const& [key, value] : said.args) {
        auto const* const text = std::get_if<std::string>(&value);
        if (key == name && text != nullptr)
            return *text;
    }
    return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(floor_tips)

BOOST_FIXTURE_TEST_CASE(flaw_44_a_floor_tip_that_lost_its_effect_lets_its_owner_in_and_is_shown_once, FloorTown)
{
    mayor_signs_beside();
    // The school knows its own act alone.
    auto const link = link_of_school();
    BOOST_TEST(testing::find_todo(school, "council.todo.floor") == nullptr);
    testing::sees_what_came(school, mayor, 60'000);

    Desk phone(server);
    phone.clock = school.clock;
    phone.open(testing::fragment_of(link));
    phone.submit("ok", {{"passphrase", school.passphrase}});
    phone.passphrase = school.passphrase;
    phone.wait(60'000);
    BOOST_REQUIRE(phone.see().signed_in);
    BOOST_TEST(!phone.see().shell.read_only);
    auto const* const told = testing::find_todo(phone, "council.todo.floor");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->detail.key == "council.todo.floor_cause");
    BOOST_TEST(said_in(told->detail, "name") == testing::k_school_name);
    BOOST_TEST(said_in(told->detail, "by") == "Claire Vasseur");

    auto const command = told->command;
    phone.send(command);
    BOOST_TEST(testing::find_todo(phone, "council.todo.floor") == nullptr);
    phone.kill();
    phone.open();
    phone.sign_in();
    phone.wait(5000);
    BOOST_TEST(testing::find_todo(phone, "council.todo.floor") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(a_floor_whose_acts_have_effect_is_not_spoken_of, FloorTown)
{
    school_signs();
    Desk phone(server);
    phone.clock = school.clock;
    phone.open(testing::fragment_of(link_of_school()));
    phone.submit("ok", {{"passphrase", school.passphrase}});
    phone.wait(60'000);
    BOOST_REQUIRE(phone.see().signed_in);
    BOOST_TEST(testing::find_todo(phone, "council.todo.floor") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
