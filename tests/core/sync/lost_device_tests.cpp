// A device that its owner declares lost: nothing that is written after opens with what it holds.

#include <boost/test/unit_test.hpp>

#include "core/sync/lost_device.hpp"
#include "tests/core/sync/hostile_council.hpp"
#include "tests/support/sync/key_thief.hpp"

using namespace huisclos;
using Bar = sync::LostDevicePlan::Bar;
using testing::HostileCouncil;
using testing::KeyThief;
using testing::Peer;

namespace {

struct Lost : HostileCouncil {
    Lost()
    {
        // So that the founder's inbox has the registry's key.
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = k_dir}}).has_value());
        all_synchronise();
        phone_of_mayor.become_device_of(mayor);
        phone_of_school.become_device_of(school);
        for (int i = 0; i < 2; ++i) {
            all_synchronise();
            for (auto* const peer : {&phone_of_mayor, &phone_of_school})
                BOOST_REQUIRE(peer->synchronise().has_value());
        }
    }
    void mark(Peer& owner, Peer const& lost)
    {
        auto card = sync::card_with_lost_device(*owner.vault, owner.keyring, lost.device());
        auto const recorded = owner.vault->record_card(std::move(card), sync::newest_sealing_seed(owner.keyring)).run();
        BOOST_REQUIRE(recorded.has_value());
        BOOST_REQUIRE(owner.synchronise().has_value());
    }
    /// Nothing that is new on the store since `before` opens with what that device holds, but its own head.
    void opens_nothing(Peer& lost, std::map<std::string, testing::MemoryServer::Document> const& before)
    {
        (void)lost.synchronise();
        KeyThief thief;
        thief.rob(lost);
        thief.learn(mayor);
        std::size_t looked_at = 0;
        for (auto const& [path, document] : server.documents) {
            auto const former = before.find(path);
            bool const is_old = former != before.end() && same_bytes(former->second.body, document.body);
            if (is_old || path == lost.head_path())
                continue;
            ++looked_at;
            BOOST_TEST(thief.open(path, document.body).empty(), path);
        }
        BOOST_TEST(looked_at > 3U);
    }

    Peer phone_of_mayor{server};
    Peer phone_of_school{server};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lost_devices, Lost)

BOOST_AUTO_TEST_CASE(flaw_02_a_ranked_member_marks_it_and_puts_it_out_and_it_opens_nothing_written_after)
{
    auto const plan = sync::plan_lost_device(*mayor.vault, phone_of_mayor.device());
    BOOST_TEST((plan.bar == Bar::None));
    BOOST_TEST((plan.marks_card && plan.signs_act));
    mark(mayor, phone_of_mayor);
    auto const before = server.snapshot();
    ledger::DeviceOutOp const out{.member = mayor.member(), .device = phone_of_mayor.device(), .marks = {}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    all_synchronise();
    auto const record = publish(mayor, "Après la perte");
    publish(other, "De l'autre");
    all_synchronise();
    opens_nothing(phone_of_mayor, before);
    BOOST_TEST(phone_of_mayor.read(record) == "");
    BOOST_TEST(school.read(record) == "Après la perte");
    BOOST_TEST((sync::plan_lost_device(*mayor.vault, phone_of_mayor.device()).bar == Bar::AlreadyLost));
    // The owner finds his keys under the new one.
    mayor.kill();
    mayor.reopen();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    publish(other, "Encore");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!mayor.vault->is_write_stopped());
    BOOST_TEST(mayor.write("De nouveau").has_value());
}

BOOST_AUTO_TEST_CASE(flaw_02_a_key_goes_to_an_owner_without_rank_only_once_his_card_marks_it)
{
    auto const plan = sync::plan_lost_device(*school.vault, phone_of_school.device());
    BOOST_TEST((plan.bar == Bar::None));
    BOOST_TEST((plan.marks_card && !plan.signs_act));
    mark(school, phone_of_school);
    BOOST_TEST((sync::plan_lost_device(*school.vault, phone_of_school.device()).bar == Bar::AlreadyLost));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const before = server.snapshot();
    ledger::DeviceOutOp const out{.member = school.member(), .device = phone_of_school.device(), .marks = {}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    auto const record = publish(mayor, "Après la perte");
    all_synchronise();
    BOOST_TEST(school.read(record) == "Après la perte");
    publish(school, "De l'école");
    opens_nothing(phone_of_school, before);
    BOOST_TEST(phone_of_school.read(record) == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_lost_device_is_told_apart)
{
    BOOST_TEST((sync::plan_lost_device(*mayor.vault, mayor.device()).bar == Bar::ThisDevice));
    BOOST_TEST((sync::plan_lost_device(*mayor.vault, school.device()).bar == Bar::NotListed));
    // Put out by somebody above before its owner says anything: the card is still to be marked.
    ledger::DeviceOutOp const out{.member = school.member(), .device = phone_of_school.device(), .marks = {}};
    BOOST_REQUIRE(mayor.sign({out}).has_value());
    mark(school, phone_of_school);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const cards = sync::cards_by_member(mayor.vault->knowledge().cards());
    auto const* const member = mayor.vault->knowledge().registry()->state().member(school.member());
    BOOST_TEST((ledger::bar_of_cards(*member, cards.at(school.member())) == ledger::GrantBar::None));
}

BOOST_AUTO_TEST_SUITE_END()
