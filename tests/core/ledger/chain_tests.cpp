#include "core/ledger/chain.hpp"

#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using namespace huisclos::test;

namespace {

struct ChainWorld : World {
    Device device{*this, MemberId{{1}}};
    EpochKey key{crypto::epoch_id(crypto::commit_to(secret.view(), cid)), secret.view()};

    Published next(std::uint64_t value = 1)
    {
        return device.write(
            [&](RecordWriter& writer) { writer.set({RecordId{}, secret.view(), nullptr}, 9, number(value)); });
    }
    AdmissionReport give(Chains& chains, Published const& one)
    {
        return chains.offer(one.device, one.seq, one.sealed.name, one.sealed.object, std::span(&key, 1), directory);
    }
};

std::vector<std::uint64_t> accepted_seqs(Chains& chains)
{
    std::vector<std::uint64_t> seqs;
    for (auto const* node : chains.take_accepted())
        seqs.push_back(node->segment.address.seq);
    return seqs;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(chain)

BOOST_AUTO_TEST_CASE(any_order_of_arrival_gives_the_chain)
{
    ChainWorld world;
    std::vector<Published> segments;
    for (int i = 0; i < 5; ++i)
        segments.push_back(world.next());
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        Chains chains(world.vault, world.cid);
        std::vector<std::uint64_t> seqs;
        for (auto const index : order) {
            world.give(chains, segments[index]);
            std::ranges::copy(accepted_seqs(chains), std::back_inserter(seqs));
        }
        BOOST_REQUIRE((seqs == std::vector<std::uint64_t>{1, 2, 3, 4, 5}));
        BOOST_REQUIRE(chains.pending().empty());
        BOOST_REQUIRE_EQUAL(chains.ends_of(world.device.id).size(), 1u);
        BOOST_REQUIRE((chains.ends_of(world.device.id)[0]->segment.bh == segments[4].sealed.bh));
    } while (std::ranges::next_permutation(order).found);
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named)
{
    ChainWorld world;
    std::vector<Published> segments;
    for (int i = 0; i < 4; ++i)
        segments.push_back(world.next());
    Chains chains(world.vault, world.cid);
    auto const report = world.give(chains, segments[3]);
    BOOST_TEST((report.outcome == Admission::Pending && !report.code));
    auto const wanted = chains.wanted();
    BOOST_REQUIRE(!wanted.empty());
    BOOST_TEST(std::ranges::any_of(
        wanted, [&](auto const& one) { return one.first.seq == 3 && one.second == segments[2].sealed.name; }));
    BOOST_TEST((world.give(chains, segments[3]).outcome == Admission::Known));
}

BOOST_AUTO_TEST_CASE(unknown_devices_wait_for_their_card)
{
    ChainWorld world;
    auto const one = world.next();
    auto const two = world.next();
    auto const owner = world.directory.devices.at(world.device.id);
    world.directory.devices.clear();
    Chains chains(world.vault, world.cid);
    BOOST_TEST((world.give(chains, two).outcome == Admission::Pending));
    BOOST_TEST((world.give(chains, one).outcome == Admission::Pending));
    BOOST_TEST(chains.take_accepted().empty());
    world.directory.devices[world.device.id] = owner;
    chains.retry(std::span(&world.key, 1), world.directory);
    BOOST_TEST((accepted_seqs(chains) == std::vector<std::uint64_t>{1, 2}));
    BOOST_TEST((chains.node(one.sealed.bh)->member == world.device.member));
}

BOOST_AUTO_TEST_CASE(keys_that_come_late)
{
    ChainWorld world;
    auto const one = world.next();
    Chains chains(world.vault, world.cid);
    auto const report = chains.offer(one.device, 1, one.sealed.name, one.sealed.object, {}, world.directory);
    BOOST_TEST((report.outcome == Admission::Pending && report.code == ErrorCode::NoKey));
    BOOST_REQUIRE_EQUAL(chains.pending().size(), 1u);
    chains.retry(std::span(&world.key, 1), world.directory);
    BOOST_TEST((accepted_seqs(chains) == std::vector<std::uint64_t>{1}));
    BOOST_TEST(chains.pending().empty());
}

BOOST_AUTO_TEST_CASE(signatures_of_others_are_refused)
{
    ChainWorld world;
    auto const honest_key = world.device.key.clone();
    world.device.key = crypto::SigningKey::generate();
    auto const forged = world.next();
    Chains chains(world.vault, world.cid);
    auto const report = world.give(chains, forged);
    BOOST_TEST((report.outcome == Admission::Refused && report.code == ErrorCode::Signature));
    BOOST_TEST(chains.size() == 0u);
    BOOST_TEST(chains.forks().empty());
    // The same place signed by the device is taken.
    Device honest(world, world.device.member);
    BOOST_TEST(
        (world.give(chains, honest.write([&](RecordWriter& writer) { writer.shred({RecordId{}, {}, nullptr}); }))
             .outcome == Admission::Accepted));
}

BOOST_AUTO_TEST_CASE(flaw_25_branches_of_a_cloned_device_both_stay)
{
    ChainWorld world;
    auto const first = world.next();
    auto const prev = world.device.prev;
    auto const back = world.device.back;
    auto const left = world.next(2);
    auto const left_two = world.next(3);
    world.device.seq = 1;
    world.device.prev = prev;
    world.device.back = back;
    auto const right = world.next(4);
    std::vector<Published const*> all{&first, &left, &left_two, &right};
    std::vector<std::size_t> order{0, 1, 2, 3};
    do {
        Chains chains(world.vault, world.cid);
        for (auto const index : order)
            world.give(chains, *all[index]);
        BOOST_REQUIRE_EQUAL(chains.size(), 4u);
        BOOST_REQUIRE_EQUAL(chains.forks().size(), 1u);
        BOOST_REQUIRE_EQUAL(chains.forks()[0].seq, 2u);
        BOOST_REQUIRE_EQUAL(chains.ends_of(world.device.id).size(), 2u);
        auto const before = [&](Published const& a, Published const& b) {
            return chains.is_at_or_before(a.sealed.bh, b.sealed.bh);
        };
        BOOST_REQUIRE(before(first, left) && before(first, left_two) && before(first, right) && before(left, left_two));
        BOOST_REQUIRE(before(right, right));
        BOOST_REQUIRE(!before(left, right) && !before(right, left) && !before(right, left_two) && !before(left, first));
    } while (std::ranges::next_permutation(order).found);
}

BOOST_AUTO_TEST_CASE(flaw_24_a_body_in_another_envelope_is_no_fork)
{
    ChainWorld world;
    auto const one = world.next();
    Chains chains(world.vault, world.cid);
    world.give(chains, one);
    auto const* node = chains.node(one.sealed.bh);
    auto const plain = encode_signed(node->segment.body, node->segment.signature);
    auto const wrapped =
        crypto::make_envelope(world.secret.view(), segment_context(world.vault, node->segment.address), plain);
    auto const report =
        chains.offer(one.device, 1, crypto::object_name(wrapped), wrapped, std::span(&world.key, 1), world.directory);
    BOOST_TEST((report.outcome == Admission::Known));
    BOOST_TEST(chains.forks().empty());
    // Another body for that place, signed by somebody else: refused, no evidence against the device.
    Device colleague(world, MemberId{{2}});
    auto const genuine = world.device.key.clone();
    world.device.key = colleague.key.clone();
    world.device.seq = 0;
    world.device.prev = {};
    world.device.back.clear();
    auto const framed = world.next(8);
    BOOST_TEST((world.give(chains, framed).code == ErrorCode::Signature));
    BOOST_TEST(chains.forks().empty());
    // Two bodies that the device itself signed are evidence.
    world.device.key = genuine.clone();
    world.device.seq = 0;
    world.device.prev = {};
    world.device.back.clear();
    auto const second = world.next(9);
    BOOST_TEST((world.give(chains, second).outcome == Admission::Accepted));
    BOOST_TEST(chains.forks().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_predecessor_known_with_another_body_is_e_chain)
{
    ChainWorld world;
    auto const first = world.next(1);
    auto const second = world.next(2);
    world.device.seq = 0;
    world.device.prev = {};
    world.device.back.clear();
    auto const other_first = world.next(3);
    Chains chains(world.vault, world.cid);
    world.give(chains, other_first);
    auto const report = world.give(chains, second);
    BOOST_TEST((report.outcome == Admission::Pending && report.code == ErrorCode::Chain));
    BOOST_TEST((chains.pending()[0].code == ErrorCode::Chain));
    // The right one comes: two branches, no contradiction left.
    world.give(chains, first);
    BOOST_TEST(chains.pending().empty());
    BOOST_TEST(chains.ends_of(world.device.id).size() == 2u);
}

BOOST_AUTO_TEST_CASE(ancestry_over_long_chains_with_branches)
{
    ChainWorld world;
    Chains chains(world.vault, world.cid);
    std::vector<Published> main_line;
    for (int i = 0; i < 60; ++i)
        main_line.push_back(world.next());
    auto const prev_at = [&](std::size_t seq) {
        world.device.seq = seq;
        world.device.prev = main_line[seq - 1].sealed.bh;
        world.device.back = {main_line[seq - 1].sealed.name};
    };
    prev_at(20);
    std::vector<Published> branch;
    for (int i = 0; i < 10; ++i)
        branch.push_back(world.next(7));
    for (auto const& one : branch)
        world.give(chains, one);
    for (auto const& one : main_line)
        world.give(chains, one);
    BOOST_REQUIRE_EQUAL(chains.size(), 70u);
    for (std::size_t i = 0; i < main_line.size(); ++i) {
        bool const is_before = chains.is_at_or_before(main_line[i].sealed.bh, branch.back().sealed.bh);
        BOOST_REQUIRE_EQUAL(is_before, i < 20);
        BOOST_REQUIRE(chains.is_at_or_before(main_line[i].sealed.bh, main_line.back().sealed.bh));
        BOOST_REQUIRE(!chains.is_at_or_before(branch[0].sealed.bh, main_line[i].sealed.bh));
    }
}

BOOST_AUTO_TEST_CASE(attack_26_many_bodies_for_one_place_are_one_piece_of_evidence)
{
    ChainWorld world;
    Chains chains(world.vault, world.cid);
    std::set<BodyHash> bodies;
    for (int i = 0; i < 40; ++i) {
        world.device.seq = 0;
        world.device.prev = {};
        world.device.back.clear();
        auto const one = world.next(static_cast<std::uint64_t>(i));
        bodies.insert(one.sealed.bh);
        BOOST_REQUIRE((world.give(chains, one).outcome == Admission::Accepted));
    }
    BOOST_REQUIRE(chains.has_fork());
    auto const forks = chains.forks();
    BOOST_REQUIRE_EQUAL(forks.size(), 1u);
    BOOST_TEST(forks[0].seq == 1u);
    BOOST_TEST((forks[0].first == *bodies.begin()));
    BOOST_TEST((forks[0].second == *std::next(bodies.begin())));
}

BOOST_AUTO_TEST_CASE(flaw_24_a_badly_signed_copy_that_waits_for_a_card_does_not_hide_the_good_one)
{
    ChainWorld world;
    auto const good = world.next();
    Chains opened(world.vault, world.cid);
    world.give(opened, good);
    auto const* const node = opened.node(good.sealed.bh);
    auto signature = node->segment.signature;
    signature.bytes[3] ^= 1;
    auto const wrapped = crypto::make_envelope(
        world.secret.view(), segment_context(world.vault, node->segment.address),
        encode_signed(node->segment.body, signature));
    auto const owner = world.directory.devices.at(world.device.id);
    world.directory.devices.clear();
    Chains chains(world.vault, world.cid);
    auto const offer_bad = [&] {
        return chains
            .offer(good.device, 1, crypto::object_name(wrapped), wrapped, std::span(&world.key, 1), world.directory)
            .outcome;
    };
    BOOST_TEST((offer_bad() == Admission::Pending));
    BOOST_TEST((offer_bad() == Admission::Known));
    BOOST_TEST((world.give(chains, good).outcome == Admission::Pending));
    world.directory.devices[world.device.id] = owner;
    chains.retry(std::span(&world.key, 1), world.directory);
    BOOST_TEST((accepted_seqs(chains) == std::vector<std::uint64_t>{1}));
    BOOST_TEST((chains.node(good.sealed.bh)->name == good.sealed.name));
    BOOST_TEST(!chains.has_fork());
}

BOOST_AUTO_TEST_CASE(an_object_that_another_device_names_as_its_own_is_still_known_where_it_lies)
{
    ChainWorld world;
    auto const first = world.next();
    Chains chains(world.vault, world.cid);
    DeviceId const liar{{9}};
    auto const offer = [&](DeviceId const& device, std::uint64_t seq) {
        return chains.offer(device, seq, first.sealed.name, first.sealed.object, {}, world.directory);
    };
    BOOST_CHECK(offer(liar, 5).outcome == Admission::Pending);
    BOOST_CHECK(offer(liar, 5).outcome == Admission::Known);
    // One copy of it is kept for each device, in however many places he names it.
    for (std::uint64_t const seq : {4U, 6U}) {
        auto const again = offer(liar, seq);
        BOOST_CHECK(again.outcome == Admission::Refused);
        BOOST_CHECK(again.code == ErrorCode::NoKey);
    }
    BOOST_CHECK(offer(first.device, first.seq).outcome == Admission::Pending);
    BOOST_CHECK_EQUAL(chains.pending().size(), 2U);
    chains.retry(std::span(&world.key, 1), world.directory);
    BOOST_CHECK((accepted_seqs(chains) == std::vector<std::uint64_t>{1}));
    BOOST_REQUIRE_EQUAL(chains.pending().size(), 1U);
    BOOST_CHECK((chains.pending()[0].address.device == liar));
}

BOOST_AUTO_TEST_SUITE_END()
