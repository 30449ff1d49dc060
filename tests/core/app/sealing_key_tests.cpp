// A sealing key that comes of age, as its member meets it: renewed without a word when he signs in, told where it
// cannot be, and told on his other device, which has to be opened anew.

#include "core/sync/enrolment.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct SealingTown : testing::FoundedTown {
    static void come_back(Desk& desk)
    {
        desk.kill();
        desk.open();
        desk.sign_in();
        for (int i = 0; i < 3; ++i)
            desk.wait(60'000);
    }
    static void pass_days(Desk& desk, std::int64_t days) { desk.clock.advance(days * k_ms_per_day); }
    /// Of the mayor's account, as the store has it.
    std::uint32_t newest_generation()
    {
        auto kit = ledger::read_kit_text(mayor.kit);
        BOOST_REQUIRE(kit.has_value());
        testing::MemoryRemote remote(server);
        sync::AccountAccess const access{
            kit->store, kit->vault, std::move(kit->account_secret), std::move(kit->recovery_key), kit->floor};
        auto const identity = sync::open_with_kit(remote, &access).run();
        BOOST_REQUIRE(identity.has_value());
        return identity->account.keyring.newest_inbox_key().generation;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sealing_keys)

BOOST_FIXTURE_TEST_CASE(a_key_of_a_year_is_renewed_at_a_sign_in_and_nothing_is_asked, SealingTown)
{
    come_back(mayor);
    mayor.kill();
    pass_days(mayor, 360);
    come_back(mayor);
    BOOST_TEST(newest_generation() == 0U);
    mayor.kill();
    pass_days(mayor, 10);
    come_back(mayor);
    BOOST_TEST(newest_generation() == 1U);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.overdue_key") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.newer_key") == nullptr);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.moved") == nullptr);
}

BOOST_FIXTURE_TEST_CASE(where_the_store_did_not_answer_home_says_that_the_key_is_old, SealingTown)
{
    come_back(mayor);
    mayor.kill();
    pass_days(mayor, 370);
    mayor.remote.offline = true;
    come_back(mayor);
    auto const* const told = testing::find_todo(mayor, "council.todo.overdue_key");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->detail.key == "council.todo.overdue_key_detail");
    BOOST_TEST(newest_generation() == 0U);
    mayor.remote.offline = false;
    come_back(mayor);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.overdue_key") == nullptr);
    BOOST_TEST(newest_generation() == 1U);
}

BOOST_FIXTURE_TEST_CASE(flaw_65_a_device_that_stayed_open_is_told_to_be_opened_anew, SealingTown)
{
    Desk phone(server);
    testing::add_phone(mayor, phone);
    come_back(mayor);
    mayor.kill();
    phone.kill();
    pass_days(mayor, 370);
    pass_days(phone, 360);
    come_back(phone);
    BOOST_TEST(testing::find_todo(phone, "council.todo.newer_key") == nullptr);
    come_back(mayor);
    BOOST_REQUIRE(newest_generation() == 1U);
    for (int i = 0; i < 2; ++i)
        phone.wait(60'000);
    auto const* const told = testing::find_todo(phone, "council.todo.newer_key");
    BOOST_REQUIRE(told != nullptr);
    BOOST_TEST(told->detail.key == "council.todo.newer_key_detail");
    BOOST_TEST(testing::find_todo(phone, "council.todo.moved") == nullptr);
    phone.send(testing::find_todo(phone, "council.todo.newer_key")->command);
    BOOST_TEST(phone.app().locked());
    come_back(phone);
    BOOST_TEST(testing::find_todo(phone, "council.todo.newer_key") == nullptr);
    BOOST_TEST(newest_generation() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
