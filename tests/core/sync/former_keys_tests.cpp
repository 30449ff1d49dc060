// A rotation that carries another key than it says (3.8): shown with who signed it, and ignored.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using testing::HostileCouncil;
using testing::Peer;

namespace {

struct FormerKeys : HostileCouncil {
    /// The mayor removes `who` by an act whose rotation of the shared compartment leads nowhere.
    void remove_with_lies(Peer const& who)
    {
        sync::ActWish wish{.ops = {}, .log_key = {}, .verified = {}};
        wish.ops = {ledger::MemberOutOp{
            .member = who.member(), .marks = {}, .cards = mayor.vault->knowledge().cards().names_of(who.member())}};
        auto plan = sync::plan_act(*mayor.vault, wish);
        BOOST_REQUIRE(plan.has_value());
        for (auto& op : plan->prepared.act.ops) {
            auto* const rotate = std::get_if<ledger::RotateOp>(&op);
            if (rotate == nullptr || rotate->cid != mayor.cid)
                continue;
            for (auto& entry : rotate->hist) {
                ++lies;
                entry.envelope = Bytes(entry.envelope.size(), 7);
            }
        }
        auto publication = sync::sign_plan(*mayor.vault, std::move(wish), std::move(*plan), mayor.keyring.identity);
        BOOST_REQUIRE(publication.has_value());
        BOOST_REQUIRE(mayor.vault->record_act(std::move(*publication)).run().has_value());
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }
    [[nodiscard]] static sync::Alarm const* told(Peer const& peer)
    {
        auto const& all = peer.vault->knowledge().heads().alarms();
        auto const found = std::ranges::find(all, ErrorCode::Op, &sync::Alarm::code);
        return found == all.end() ? nullptr : &*found;
    }
    static void read_alarm(Peer& peer)
    {
        auto const& all = peer.vault->knowledge().heads().alarms();
        auto const at = std::ranges::find(all, ErrorCode::Op, &sync::Alarm::code) - all.begin();
        BOOST_REQUIRE(peer.vault->acknowledge_alarm(static_cast<std::size_t>(at)).run().has_value());
    }

    std::size_t lies{0};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(former_keys, FormerKeys)

BOOST_AUTO_TEST_CASE(flaw_37_a_hist_that_lies_is_told_once_with_who_signed_it_and_stops_nothing)
{
    auto const before = publish(school, "Avant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(told(school) == nullptr);
    remove_with_lies(other);
    BOOST_REQUIRE(lies > 0U);
    BOOST_REQUIRE(school.synchronise().has_value());

    BOOST_REQUIRE(told(school) != nullptr);
    BOOST_TEST((told(school)->author == mayor.member()));
    BOOST_TEST((told(school)->chain == mayor.cid));
    BOOST_TEST(told(school)->count == lies);
    // Who has the key reads on, and everybody writes.
    BOOST_TEST(school.read(before) == "Avant");
    BOOST_TEST(!school.vault->is_write_stopped());
    auto const after = publish(school, "Après");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.read(after) == "Après");
}

BOOST_AUTO_TEST_CASE(it_is_kept_over_a_restart_and_not_told_again_once_read)
{
    remove_with_lies(other);
    BOOST_REQUIRE(school.synchronise().has_value());
    school.kill();
    school.reopen();
    BOOST_REQUIRE(told(school) != nullptr);
    BOOST_TEST(!told(school)->is_read);
    read_alarm(school);
    school.kill();
    school.reopen();
    school.clock.advance(3 * k_ms_per_day);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.alarms(ErrorCode::Op) == 1U);
    BOOST_REQUIRE(told(school) != nullptr);
    BOOST_TEST(told(school)->is_read);
}

BOOST_AUTO_TEST_CASE(who_is_let_in_later_hears_of_it_and_is_given_what_no_rotation_leads_to)
{
    auto const before = publish(school, "Avant");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    remove_with_lies(other);
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_REQUIRE(told(late) != nullptr);
    BOOST_TEST((told(late)->author == mayor.member()));
    BOOST_REQUIRE(late.synchronise().has_value());
    BOOST_TEST(late.read(before) == "Avant");
}

BOOST_AUTO_TEST_CASE(an_honest_rotation_tells_nothing)
{
    mayor.remove(other.member());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(told(school) == nullptr);
    BOOST_TEST(told(mayor) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
