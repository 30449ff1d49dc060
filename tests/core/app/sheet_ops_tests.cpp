// A sheet as its ops tell it, also those that no screen of this version writes.

#include <boost/test/unit_test.hpp>

#include "core/app/record_values.hpp"
#include "core/app/situation_past.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/ledger/record_world.hpp"

using namespace huisclos;
using test::Device;
using test::World;

namespace {

namespace field = domain::field;
namespace part = domain::action_part;

constexpr std::int64_t k_minute = 60'000;

struct Sheet : World {
    Sheet()
    {
        record = RecordId{};
        give(alice.write([&](ledger::RecordWriter& writer) {
            record = writer.create(key.view());
            ledger::RecordHandle const made{record, key.view(), nullptr};
            writer.set(made, field::k_type, test::number(test::TestNatures::k_situation));
        }));
    }

    void give(test::Published const& segment)
    {
        test::give(store, segment);
        store.update();
    }
    /// One segment; `time` of the clock of its device.
    template <typename Fill>
    void write(Device& device, std::int64_t time, Fill const& fill)
    {
        device.clock = start + time;
        give(device.write([&](ledger::RecordWriter& writer) { fill(writer, test::handle(store, record)); }));
    }
    [[nodiscard]] app::Located located() const { return {cid, {}, &store, store.find(record)}; }
    [[nodiscard]] OpId last_of(ledger::Space space, std::uint64_t number) const
    {
        auto const entries = store.find(record)->at(space, number);
        BOOST_REQUIRE(!entries.empty());
        return entries.back().op->id;
    }
    [[nodiscard]] OpId last_action() const { return last_of(ledger::Space::Set, field::k_actions); }

    [[nodiscard]] Bytes action(std::uint64_t type, std::optional<OpId> const& first = std::nullopt) const
    {
        std::vector<domain::Part> parts{
            {part::k_type, type},
            {part::k_responsable, alice.member.view()},
            {part::k_debut, std::uint64_t{20'261'001}}};
        if (first)
            parts.push_back({part::k_premiere, first->view()});
        return app::encode_parts(parts);
    }
    void add(Device& device, std::int64_t time, std::uint64_t type, std::optional<OpId> const& first = std::nullopt)
    {
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.add(handle, field::k_actions, action(type, first));
        });
    }
    void correct(Device& device, std::int64_t time, std::uint64_t type, OpId const& first)
    {
        auto const former = last_action();
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, field::k_actions, {former});
            writer.add(handle, field::k_actions, action(type, first));
        });
    }
    void withdraw(Device& device, std::int64_t time)
    {
        auto const element = last_action();
        write(device, time, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
            writer.drop(handle, field::k_actions, {element});
        });
    }

    SecretBytes key{crypto::random_secret(32)};
    Device alice{*this, crypto::random_id<MemberId>()};
    Device mayor{*this, crypto::random_id<MemberId>()};
    Reader store{*this};
    std::int64_t start{alice.clock};
    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_ops)

BOOST_FIXTURE_TEST_CASE(who_withdrew_an_action_is_told_though_his_clock_is_late, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    correct(alice, 10 * k_minute, 2, first);
    withdraw(mayor, 3 * k_minute);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_REQUIRE(past.front().steps.size() == 2U);
    BOOST_REQUIRE(past.front().withdrawals.size() == 1U);
    auto const& withdrawal = past.front().withdrawals.front();
    BOOST_TEST((withdrawal.written.author == mayor.member));
    BOOST_TEST(withdrawal.written.at.ms == start + 3 * k_minute);
    BOOST_TEST(withdrawal.step == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_correction_by_a_late_clock_is_of_the_step_that_it_replaced, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    correct(alice, 10 * k_minute, 2, first);
    correct(mayor, 3 * k_minute, 3, first);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_REQUIRE(past.front().steps.size() == 3U);
    BOOST_TEST((past.front().steps[1].written.author == mayor.member));
    BOOST_TEST(past.front().formers[1] == 2U);
    BOOST_TEST(past.front().formers[2] == 0U);
    BOOST_TEST(past.front().withdrawals.empty());
}

BOOST_FIXTURE_TEST_CASE(a_withdrawal_is_told_though_an_element_names_the_action_later, Sheet)
{
    add(alice, 0, 1);
    auto const first = last_action();
    withdraw(alice, k_minute);
    add(mayor, 2 * k_minute, 2, first);
    auto const past = app::actions_past(located());
    BOOST_REQUIRE(past.size() == 1U);
    BOOST_TEST(past.front().steps.size() == 2U);
    BOOST_REQUIRE(past.front().withdrawals.size() == 1U);
    BOOST_TEST((past.front().withdrawals.front().written.author == alice.member));
    BOOST_TEST(past.front().withdrawals.front().step == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
