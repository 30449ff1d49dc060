// Chains that nobody has signed, and long or large ones that somebody has, as a pull with a worker follows them.

#include "tests/core/sync/counting_worker.hpp"
#include "tests/core/sync/forged_segments.hpp"

using namespace huisclos;
using sync::RefusedSegments;
using testing::CountingWorker;

namespace {

constexpr std::size_t k_small = 1000;  ///< Beside it an object has room for sixteen names.

struct NamedChains : testing::HostileCouncil {
    NamedChains()
    {
        (void)publish(school, "Vraie");
        BOOST_REQUIRE(other.synchronise().has_value());
        other.kill();
        other.worker = &worker;
        other.reopen();
    }

    std::vector<ledger::ChainEnd> lay(std::size_t count, crypto::SigningKey const& key)
    {
        return testing::lay_chain(school, key, std::vector<std::size_t>(count, k_small));
    }
    void state_end(ledger::ChainEnd const& end)
    {
        restate([&end](ledger::Head& head) {
            std::erase_if(head.chains, [&end](ledger::ChainEnd const& one) { return one.cid == end.cid; });
            head.chains.push_back(end);
        });
    }
    /// Requests of a poll.
    std::size_t poll()
    {
        auto const before = server.requests;
        BOOST_REQUIRE(other.synchronise().has_value());
        return server.requests - before;
    }
    /// In its place, after all that comes before it.
    [[nodiscard]] bool has(ledger::ChainEnd const& end) const
    {
        return other.vault->knowledge().records(end.cid)->chains().node(end.bh) != nullptr;
    }

    CountingWorker worker{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(attacks_on_batches, NamedChains)

BOOST_AUTO_TEST_CASE(attack_14_badly_signed_segments_below_each_other_cost_one_batch_of_a_session)
{
    state_end(lay(1'500, mayor.device_key).back());
    auto const first = poll();
    BOOST_TEST(first > 1'000U);
    BOOST_TEST(first < 1'300U);
    BOOST_TEST(other.alarms(ErrorCode::Signature) == 1U);
    BOOST_TEST(poll() < 20U);

    // The same device names another one, with as many below.
    state_end(lay(200, mayor.device_key).back());
    BOOST_TEST(poll() < 25U);
    BOOST_TEST(poll() < 20U);

    // What it has signed is read all the same.
    auto const honest = lay(100, school.device_key);
    state_end(honest.back());
    BOOST_TEST(poll() < 150U);
    BOOST_TEST(has(honest.back()));
    BOOST_TEST(other.alarms(ErrorCode::Fork) == 0U);
}

BOOST_AUTO_TEST_CASE(a_chain_of_more_than_one_batch_is_read_in_one_poll)
{
    auto const chain = lay(1'400, school.device_key);
    state_end(chain.back());
    BOOST_TEST(poll() < 1'500U);
    BOOST_TEST(worker.runs == 2U);
    BOOST_TEST(has(chain.back()));
    BOOST_TEST(other.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(poll() < 20U);
}

/// Four of the largest objects are held at a time; what was asked for beside them is taken in as it comes.
BOOST_AUTO_TEST_CASE(objects_of_the_largest_size_are_not_all_held_at_once)
{
    std::vector<std::size_t> sizes(6, 5u << 20);
    sizes.push_back(k_small);
    auto const chain = testing::lay_chain(school, school.device_key, sizes);
    state_end(chain.back());
    BOOST_TEST(poll() < 40U);
    for (auto const& end : chain)
        BOOST_TEST(has(end));
    BOOST_TEST(worker.runs == 0U);
    BOOST_TEST(poll() < 20U);
}

BOOST_AUTO_TEST_CASE(a_batch_is_bounded_in_number_and_in_bytes_and_is_given_in_the_order_of_its_chains)
{
    sync::Knowledge const knowledge(VaultId{{1}}, sync::EpochKeys{});
    auto const hold = [&knowledge](sync::PullBatch& batch, std::uint64_t seq, std::size_t size) {
        batch.hold(knowledge, {{DeviceId{{1}}, CompartmentId{{2}}, seq}, ObjectName{{3}}}, Bytes(size));
    };
    sync::PullBatch many;
    for (std::uint64_t seq = 1024; seq > 0; --seq) {
        BOOST_TEST(!many.is_due());
        hold(many, seq, 1);
    }
    BOOST_TEST(many.is_due());
    BOOST_TEST(many.may_hold());
    BOOST_TEST(many.claims().empty());
    auto const held = many.take();
    BOOST_TEST(many.empty());
    BOOST_TEST(!many.is_due());
    BOOST_REQUIRE(held.size() == 1024U);
    for (std::size_t i = 0; i < held.size(); ++i)
        BOOST_TEST(held[i].at.address.seq == i + 1);

    sync::PullBatch large;
    hold(large, 1, 8u << 20);
    BOOST_TEST(!large.is_due());
    hold(large, 2, 8u << 20);
    BOOST_TEST(large.is_due());
    BOOST_TEST(large.may_hold());
    hold(large, 3, 16u << 20);
    BOOST_TEST(!large.may_hold());
    BOOST_TEST(large.take().size() == 3U);
    BOOST_TEST(large.may_hold());
}

BOOST_AUTO_TEST_CASE(what_is_refused_in_one_place_is_not_refused_in_another)
{
    ObjectName const name{{3}};
    sync::SegmentAt const here{{DeviceId{{1}}, CompartmentId{{2}}, 7}, name};
    sync::SegmentAt const there{{DeviceId{{4}}, CompartmentId{{2}}, 7}, name};
    RefusedSegments refused;
    for (auto const code : {ErrorCode::Hash, ErrorCode::Upgrade, ErrorCode::Format}) {
        refused.note(code, here);
        BOOST_TEST(!refused.contains(here));
    }
    refused.note(ErrorCode::Context, here);
    BOOST_TEST(refused.contains(here));
    BOOST_TEST(!refused.has_badly_signed(here.address.device));
    refused.note(ErrorCode::Signature, here);
    BOOST_TEST(refused.has_badly_signed(here.address.device));
    BOOST_TEST(!refused.contains(there));
    BOOST_TEST(!refused.has_badly_signed(there.address.device));
    for (std::uint64_t seq = 0; seq < 2 * sync::k_most_refused_segments; ++seq)
        refused.note(ErrorCode::Signature, {{DeviceId{{5}}, CompartmentId{{2}}, seq}, name});
    BOOST_TEST(refused.size() <= sync::k_most_refused_segments);
    refused.forget();
    BOOST_TEST(refused.size() == 0U);
    BOOST_TEST(refused.has_badly_signed(here.address.device));
}

BOOST_AUTO_TEST_SUITE_END()
