// What a device holds after its program ended and began again.

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;

BOOST_AUTO_TEST_SUITE(restart)

BOOST_FIXTURE_TEST_CASE(a_device_that_starts_without_the_store_has_its_whole_past_and_goes_on_after_it, HostileCouncil)
{
    constexpr int k_written = 20;
    std::vector<RecordId> written;
    for (int i = 0; i < k_written; ++i)
        written.push_back(publish(school, "fiche " + std::to_string(i)));
    all_synchronise();

    // The one who wrote, and one who read.
    for (auto* const peer : {&school, &other}) {
        peer->kill();
        peer->remote.offline = true;
        peer->reopen();
        for (int i = 0; i < k_written; ++i)
            BOOST_TEST(peer->read(written[static_cast<std::size_t>(i)]) == "fiche " + std::to_string(i));
    }
    auto const after = school.write("fiche d’après");
    BOOST_REQUIRE(after.has_value());
    school.remote.offline = false;
    other.remote.offline = false;
    BOOST_REQUIRE(school.synchronise().has_value());
    all_synchronise();
    for (auto* const peer : {&mayor, &school, &other}) {
        BOOST_TEST(peer->read(*after) == "fiche d’après");
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
