// Secrets of grants that nothing proves: bounded, whatever lies in an inbox.

#include <boost/test/unit_test.hpp>

#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/sync/candidate_keys.hpp"
#include "core/sync/log_candidates.hpp"

using namespace huisclos;
using namespace huisclos::sync;
using From = CandidateKeys::From;

namespace {

Commitment add_random(CandidateKeys& keys, CompartmentId const& cid, From from)
{
    auto secret = crypto::random_secret(32);
    auto const commit = crypto::commit_to(secret.view(), cid);
    bool const added = keys.add(cid, commit, std::move(secret), from);
    BOOST_REQUIRE(added);
    return commit;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(candidates)

BOOST_AUTO_TEST_CASE(flaw_55_what_grants_give_is_bounded_for_each_compartment_and_in_all)
{
    CandidateKeys keys;
    auto const proved = add_random(keys, k_dir, From::Known);
    auto const first = add_random(keys, k_dir, From::Grant);
    for (std::size_t i = 0; i < k_most_candidates_of_one; ++i)
        add_random(keys, k_dir, From::Grant);
    BOOST_TEST(keys.secrets(k_dir).size() == k_most_candidates_of_one + 1);
    BOOST_TEST(keys.holds(k_dir, crypto::epoch_id(proved)));
    BOOST_TEST(!keys.holds(k_dir, crypto::epoch_id(first)));
    for (std::size_t i = 0; i < k_most_candidates + 10; ++i)
        add_random(keys, crypto::random_id<CompartmentId>(), From::Grant);
    BOOST_TEST(keys.size() == k_most_candidates + 1);
    BOOST_TEST(keys.holds(k_dir, crypto::epoch_id(proved)));
    for (auto const& one : keys.all())
        keys.erase(one.cid, one.eid);
    BOOST_TEST(keys.size() == 0U);
    add_random(keys, k_dir, From::Grant);
    BOOST_TEST(keys.size() == 1U);
}

BOOST_AUTO_TEST_CASE(flaw_55_what_opens_something_is_not_what_goes_for_want_of_room)
{
    CandidateKeys keys;
    auto const add = [&keys](CandidateKeys::OpensSomething const& opens) {
        auto secret = crypto::random_secret(32);
        auto const commit = crypto::commit_to(secret.view(), k_dir);
        bool const is_new = keys.add(k_dir, commit, std::move(secret), From::Grant, opens);
        BOOST_REQUIRE(is_new);
        return crypto::epoch_id(commit);
    };
    auto const first = add({});
    auto const first_secret = to_bytes(keys.find(k_dir, first));
    CandidateKeys::OpensSomething const opens_first = [&](CompartmentId const&, BytesView secret) {
        return same_bytes(secret, first_secret);
    };
    auto const second = add(opens_first);
    for (std::size_t i = 0; i < 3 * k_most_candidates_of_one; ++i)
        add(opens_first);
    BOOST_TEST(keys.holds(k_dir, first));
    BOOST_TEST(!keys.holds(k_dir, second));
    BOOST_TEST(keys.size() == k_most_candidates_of_one + 1);
    // Nor for want of room in all.
    for (std::size_t i = 0; i < 3 * k_most_candidates; ++i)
        add_random(keys, crypto::random_id<CompartmentId>(), From::Grant);
    BOOST_TEST(keys.holds(k_dir, first));
    // Where all open something, that is bounded too.
    CandidateKeys::OpensSomething const opens_all = [](CompartmentId const&, BytesView) {
        return true;
    };
    for (std::size_t i = 0; i < k_most_candidates_of_one + 2 * k_most_opening; ++i)
        add(opens_all);
    BOOST_TEST(keys.size() <= k_most_candidates + k_most_opening);
    keys.erase(k_dir, first);
    BOOST_TEST(!keys.holds(k_dir, first));
}

BOOST_AUTO_TEST_CASE(what_acts_carry_goes_with_the_last_of_them)
{
    CandidateKeys keys;
    auto const secret = crypto::random_secret(32);
    auto const commit = crypto::commit_to(secret.view(), k_dir);
    auto const eid = crypto::epoch_id(commit);
    ActHash const one{{1}};
    ActHash const two{{2}};
    BOOST_TEST(keys.carry(k_dir, commit, secret.clone(), one));
    BOOST_TEST(!keys.carry(k_dir, commit, secret.clone(), two));
    BOOST_TEST(keys.carried(k_dir) == 1U);
    keys.forget_acts({one});
    BOOST_TEST(keys.holds(k_dir, eid));
    BOOST_TEST(!keys.is_carried_by(one));
    BOOST_TEST(keys.is_carried_by(two));
    keys.forget_acts({two});
    BOOST_TEST(!keys.holds(k_dir, eid));
    BOOST_TEST(keys.carried(k_dir) == 0U);
    // One that a grant gave is not pushed out any more once an act carries it.
    BOOST_TEST(keys.add(k_dir, commit, secret.clone(), From::Grant));
    BOOST_TEST(!keys.carry(k_dir, commit, secret.clone(), one));
    for (std::size_t i = 0; i <= k_most_candidates_of_one; ++i)
        add_random(keys, k_dir, From::Grant);
    BOOST_TEST(keys.holds(k_dir, eid));
    keys.erase(k_dir, eid);
    BOOST_TEST(!keys.is_carried_by(one));
    // What the registry knows does not depend on who carries it.
    BOOST_TEST(keys.add(k_dir, commit, secret.clone(), From::Known));
    BOOST_TEST(!keys.carry(k_dir, commit, secret.clone(), one));
    keys.forget_acts({one});
    BOOST_TEST(keys.holds(k_dir, eid));
    BOOST_TEST(!keys.is_crowded());
    for (std::size_t i = 0; i <= k_most_carried; ++i) {
        auto invented = crypto::random_secret(32);
        auto const of_it = crypto::commit_to(invented.view(), k_dir);
        keys.carry(k_dir, of_it, std::move(invented), two);
    }
    BOOST_TEST(keys.is_crowded());
    keys.forget_acts({two});
    BOOST_TEST(!keys.is_crowded());
}

BOOST_AUTO_TEST_CASE(of_what_an_admitted_act_carries_only_what_the_registry_knows_stays)
{
    CandidateKeys keys;
    ActHash const one{{1}};
    ActHash const two{{2}};
    auto const carry = [&keys](std::initializer_list<ActHash> acts) {
        auto const secret = crypto::random_secret(32);
        auto const commit = crypto::commit_to(secret.view(), k_dir);
        for (auto const& act : acts)
            (void)keys.carry(k_dir, commit, secret.clone(), act);
        return commit;
    };
    auto const known = carry({one});
    auto const invented = carry({one});
    auto const of_both = carry({one, two});
    auto const is_known = [&known](CompartmentId const&, Commitment const& commit) {
        return commit == known;
    };
    keys.forget_unknown(one, is_known);
    BOOST_TEST(keys.holds(k_dir, crypto::epoch_id(known)));
    BOOST_TEST(!keys.holds(k_dir, crypto::epoch_id(invented)));
    BOOST_TEST(keys.holds(k_dir, crypto::epoch_id(of_both)));
    BOOST_TEST(keys.is_carried_by(one));
    BOOST_TEST(keys.carried(k_dir) == 2U);
    keys.forget_unknown(two, is_known);
    BOOST_TEST(!keys.holds(k_dir, crypto::epoch_id(of_both)));
    BOOST_TEST(!keys.is_carried_by(two));
    keys.forget_acts({one});
    BOOST_TEST(keys.size() == 0U);
}

BOOST_AUTO_TEST_CASE(a_candidate_is_held_once)
{
    CandidateKeys keys;
    auto const secret = crypto::random_secret(32);
    auto const commit = crypto::commit_to(secret.view(), k_dir);
    BOOST_TEST(keys.add(k_dir, commit, secret.clone(), From::Grant));
    BOOST_TEST(!keys.add(k_dir, commit, secret.clone(), From::Grant));
    BOOST_TEST(!keys.add(k_dir, commit, secret.clone(), From::Known));
    BOOST_TEST(keys.size() == 1U);
    BOOST_TEST(crypto::equal(keys.find(k_dir, crypto::epoch_id(commit)), secret.view()));
}

BOOST_AUTO_TEST_CASE(flaw_55_seeds_of_no_log_key_are_bounded_and_held_once)
{
    LogCandidates seeds;
    for (std::size_t i = 0; i < k_most_log_candidates + 10; ++i) {
        auto const id = crypto::random_id<EpochId>();
        seeds.add(id, crypto::random_secret(32));
        seeds.add(id, crypto::random_secret(32));
    }
    BOOST_TEST(seeds.size() == k_most_log_candidates);
}

BOOST_AUTO_TEST_SUITE_END()
