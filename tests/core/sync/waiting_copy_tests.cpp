// What waits for a key on a disk that was copied (docs/protocol.md 3.5, 3.7).

#include "core/sync/lost_device.hpp"
#include "tests/core/sync/halted_council.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct CopiedCouncil : HaltedCouncil {
    CopiedCouncil()
    {
        halt();
        BOOST_REQUIRE(rename(school, record, "avant la copie").has_value());
        copy.become_copy_of(school);
        BOOST_REQUIRE(waiting(copy) == 1U);
    }
    void go_on()
    {
        (void)copy.synchronise();
        BOOST_REQUIRE(copy.vault->status().is_cloned);
        BOOST_REQUIRE(copy.continue_as_new_device().has_value());
        BOOST_REQUIRE(copy.synchronise().has_value());
    }

    Peer copy{server};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(waiting_edits_of_a_copy, CopiedCouncil)

BOOST_AUTO_TEST_CASE(what_waited_when_the_disk_was_copied_is_written_once)
{
    BOOST_REQUIRE(rename(copy, record, "après la copie").has_value());
    rotate();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(waiting(school) == 0U);
    everybody_synchronises();
    copy.clock.time = mayor.clock.time;
    go_on();
    BOOST_TEST(waiting(copy) == 0U);
    BOOST_TEST(copy.vault->refused_edits().empty());
    everybody_synchronises();
    BOOST_REQUIRE(copy.synchronise().has_value());
    for (auto* const one : {&copy, &school, &mayor, &other}) {
        BOOST_TEST((past_of(*one, record) == Strings{"avant", "avant la copie", "après la copie"}));
        BOOST_TEST((names_of(*one, record) == Strings{"après la copie"}));
    }
}

BOOST_AUTO_TEST_CASE(what_waits_goes_with_the_new_device_when_the_former_one_is_put_out)
{
    // The original says something that the copy did not.
    for (auto* const one : {&school, &copy})
        one->clock.advance(25 * 3'600'000);
    BOOST_REQUIRE(school.synchronise().has_value());
    go_on();
    BOOST_TEST(waiting(copy) == 1U);
    auto card = sync::card_with_lost_device(*copy.vault, copy.keyring, school.device());
    auto const marked = copy.vault->record_card(std::move(card), sync::newest_sealing_seed(copy.keyring)).run();
    BOOST_REQUIRE(marked.has_value());
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.sign({ledger::DeviceOutOp{.member = school.member(), .device = school.device(), .marks = {}}})
                      .has_value());
    rotate();
    // In this session, without a restart.
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(copy.vault->refused_edits().empty());
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_TEST(waiting(copy) == 0U);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((past_of(mayor, record) == Strings{"avant", "avant la copie"}));
}

BOOST_AUTO_TEST_SUITE_END()
