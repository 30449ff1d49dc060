// Two spaces of one group: which one counts is the same for every reader, whatever came to him first.

#include <boost/test/unit_test.hpp>

#include "core/crypto/random.hpp"
#include "tests/support/app/person.hpp"

using namespace huisclos;
using testing::MemoryServer;
using testing::Person;

namespace {

struct MappedCouncil {
    MappedCouncil()
    {
        BOOST_REQUIRE(crypto::init());
        group = crypto::random_id<GroupId>();
        mayor.found({});
        identity = mayor.identity();
    }

    [[nodiscard]] ledger::Registry const& known() const { return *mayor.vault->knowledge().registry(); }
    [[nodiscard]] std::vector<ledger::ActOp> group_ops() const
    {
        return app::new_group_ops(known().state(), mayor.member(), group, app::RulesState::NotAdopted);
    }
    /// On what the mayor holds, as one of his devices signs it that has not seen the others'.
    ledger::SignedAct sign(std::vector<ledger::ActOp> ops)
    {
        sync::ActWish wish{.ops = std::move(ops), .log_key = {}, .verified = {}};
        auto plan = sync::plan_act(*mayor.vault, wish);
        BOOST_REQUIRE(plan.has_value());
        auto publication =
            sync::sign_plan(*mayor.vault, std::move(wish), std::move(*plan), identity.account.keyring.identity);
        BOOST_REQUIRE(publication.has_value());
        return std::move(publication->act);
    }
    /// Somebody who has what the mayor holds, and these in the order in which they came.
    [[nodiscard]] std::unique_ptr<ledger::Registry> reader(std::vector<ledger::SignedAct const*> const& came) const
    {
        auto registry = std::make_unique<ledger::Registry>(known().vault(), known().genesis());
        for (auto const& hash : known().admissible()) {
            if (auto const* const act = known().carried(hash))
                (void)registry->add(*act);
        }
        for (auto const* const act : came)
            BOOST_REQUIRE((registry->add(*act).status == ledger::AddStatus::Admitted));
        return registry;
    }
    [[nodiscard]] std::optional<CompartmentId> space_in(ledger::Registry const& registry) const
    {
        auto const map = app::council_map(registry.state());
        auto const* const found = map.group(group);
        return found == nullptr ? std::nullopt : found->plain;
    }
    [[nodiscard]] CompartmentId first_made(std::vector<ledger::ActOp> const& ops) const
    {
        for (auto const& op : ops) {
            if (auto const* const compartment = std::get_if<ledger::CompartmentOp>(&op))
                return ledger::compartment_id(compartment->shape, ledger::author_of(mayor.member()));
        }
        return {};
    }

    MemoryServer server{};
    Person mayor{server};
    GroupId group{};
    sync::OpenIdentity identity{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(council_maps, MappedCouncil)

BOOST_AUTO_TEST_CASE(of_two_acts_beside_each_other_all_follow_the_first_of_the_sequence)
{
    auto const one = sign(group_ops());
    auto const two = sign(group_ops());
    auto const a = reader({&one, &two});
    auto const b = reader({&two, &one});
    BOOST_REQUIRE((a->sequence() == b->sequence()));
    auto const space = space_in(*a);
    BOOST_REQUIRE(space.has_value());
    BOOST_TEST((space == space_in(*b)));
    // Both spaces are there, and this one is of the act that stands first.
    auto const sequence = a->sequence();
    BOOST_REQUIRE(sequence.size() >= 2);
    BOOST_TEST((a->state().compartment(*space)->act.hash == sequence.at(sequence.size() - 2)));
}

BOOST_AUTO_TEST_CASE(of_two_in_one_act_the_first_op_counts)
{
    auto const one = group_ops();
    auto const two = group_ops();
    for (auto const& [first, second] : {std::pair(one, two), std::pair(two, one)}) {
        auto ops = first;
        ops.insert(ops.end(), second.begin(), second.end());
        auto const act = sign(std::move(ops));
        BOOST_TEST((space_in(*reader({&act})) == first_made(first)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
