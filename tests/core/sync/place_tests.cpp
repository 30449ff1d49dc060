// Another place of the store: what it has to show before a device turns to it, and what is kept of the one before.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::Peer;
using PlaceVerb = testing::MemoryRemote::Verb;

namespace {

constexpr std::string_view k_moved_to = "https://autre.example/v/";

struct MovingCouncil : testing::HostileCouncil {
    /// The other place lists the head of that device alone.
    void shows_only(Peer const& of)
    {
        mayor.remote.fault = [this, name = of.head_path().substr(2)](PlaceVerb verb, std::string const& path) {
            bool const is_listing = verb == PlaceVerb::List && path == "h/";
            if (!is_listing || mayor.remote.address().url != k_moved_to)
                return std::optional<RemoteAnswer>{};
            auto const json = "{\"items\":{\"" + name + "\":{\"ETag\":\"1\"}}}";
            return std::optional(RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(json)), "1"});
        };
    }
    Result<void> move_there() { return mayor.vault->move_to({std::string(k_moved_to), "fresh"}).run(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(store_places, MovingCouncil)

BOOST_AUTO_TEST_CASE(the_head_of_one_member_shows_that_the_council_is_there)
{
    shows_only(other);
    BOOST_TEST(move_there().has_value());
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    BOOST_REQUIRE(mayor.vault->keys().former.has_value());
    BOOST_TEST(mayor.vault->keys().former->address.url == "https://store.example/v/");
    BOOST_TEST(mayor.vault->keys().former->awaits_first);
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!mayor.vault->keys().former->awaits_first);
    BOOST_TEST(mayor.vault->move_back().run().has_value());
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST((mayor.vault->move_back().run().error().code == ErrorCode::Missing));
}

BOOST_AUTO_TEST_CASE(one_s_own_head_shows_it_and_that_of_who_is_out_does_not)
{
    shows_only(mayor);
    BOOST_TEST(move_there().has_value());
    BOOST_TEST(mayor.vault->move_back().run().has_value());
    mayor.remote.fault = {};
    mayor.remove(school.member());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    shows_only(school);
    BOOST_TEST((move_there().error().code == ErrorCode::Missing));
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
}

BOOST_AUTO_TEST_CASE(a_head_that_its_device_did_not_sign_shows_nothing)
{
    auto const true_head = server.documents.at(school.head_path()).body;
    server.put(school.head_path(), server.documents.at(other.head_path()).body);
    shows_only(school);
    BOOST_TEST((move_there().error().code == ErrorCode::Missing));
    server.put(school.head_path(), true_head);
    BOOST_TEST(move_there().has_value());
}

BOOST_AUTO_TEST_CASE(a_token_is_for_the_place_in_use_and_a_place_is_one_that_a_page_may_reach)
{
    BOOST_TEST((mayor.vault->use_address({std::string(k_moved_to), "fresh"}).run().error().code == ErrorCode::Input));
    BOOST_TEST((mayor.vault->move_to({"http://autre.example/", "fresh"}).run().error().code == ErrorCode::Input));
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(mayor.vault->use_address({"https://store.example/v/", "fresh"}).run().has_value());
    BOOST_TEST(mayor.remote.address().token == "fresh");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
}

BOOST_AUTO_TEST_CASE(a_disk_of_an_earlier_version_knows_no_place_before)
{
    auto keys = sync::DeviceKeys::decode(mayor.vault->keys().encoded().view());
    BOOST_REQUIRE(keys.has_value());
    BOOST_TEST(!keys->former.has_value());
    keys->former = sync::FormerPlace{{"https://avant.example/", "t"}, false};
    auto const read = sync::DeviceKeys::decode(keys->encoded().view());
    BOOST_REQUIRE((read.has_value() && read->former.has_value()));
    BOOST_TEST(read->former->address.url == "https://avant.example/");
    BOOST_TEST(read->former->address.token == "t");
    BOOST_TEST(!read->former->awaits_first);
}

BOOST_AUTO_TEST_SUITE_END()
