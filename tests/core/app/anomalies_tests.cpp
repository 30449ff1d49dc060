// What has no effect, or waits, is listed with its author under « Synchronisation » (docs/protocol.md 3.14).

#include <algorithm>

#include "core/ledger/segment.hpp"
#include "core/sync/vault.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// Segments of a device that is not running, on its disk, in the compartment of that record.
class Planter {
public:
    Planter(Desk& desk, RecordId const& record) : m_record(record)
    {
        auto [local, keys] = testing::open_disk(desk);
        m_vault =
            std::make_unique<sync::Vault>(sync::VaultPorts{desk.remote, desk.clock}, std::move(local), std::move(keys));
        BOOST_REQUIRE(m_vault->load(&desk.worker).run().has_value());
        for (auto const& cid : m_vault->knowledge().open_compartments()) {
            auto const* const state = m_vault->knowledge().records(cid)->find(record);
            if (state != nullptr && state->exists())
                m_cid = cid;
        }
        BOOST_REQUIRE(!m_cid.is_zero());
    }
    [[nodiscard]] ledger::ChainNode const& end() const
    {
        auto const ends = m_vault->knowledge().records(m_cid)->chains().ends_of(m_vault->device());
        BOOST_REQUIRE(ends.size() == 1U);
        return *ends.front();
    }
    [[nodiscard]] BytesView secret() const
    {
        return m_vault->knowledge().keys().find(m_cid, m_vault->knowledge().registry()->write_epoch(m_cid)->id());
    }
    /// One op that says nothing, so many places after the last one.
    void plant(std::uint64_t after, BodyHash const& prev, BytesView epoch_secret)
    {
        std::vector<ObjectName> const back{crypto::random_id<ObjectName>()};
        std::vector<ledger::OpDraft> const ops{
            {ledger::OpKind::Set, end().segment.ops.back().t + after, to_bytes(m_record.view()), {}, Bytes(40, 7), {}}};
        ledger::SegmentDraft draft{
            .address = {m_vault->device(), m_cid, end().segment.address.seq + after},
            .eid = crypto::epoch_id(crypto::commit_to(epoch_secret, m_cid)),
            .prev = prev,
            .back = back,
            .nonce = {},
            .ops = ops};
        crypto::random_fill(draft.nonce);
        auto const sealed = ledger::seal_segment(m_vault->id(), draft, m_vault->keys().device_key, epoch_secret);
        BOOST_REQUIRE(sealed.has_value());
        ports::LocalBatch batch;
        m_vault->local().stage_kept(
            batch,
            {sync::KeptKind::Segment, sealed->name, m_cid, m_vault->device(), draft.address.seq, sealed->object});
        auto const kept = m_vault->local().commit(std::move(batch)).run();
        BOOST_REQUIRE(kept.has_value());
    }

private:
    RecordId m_record{};
    CompartmentId m_cid{};
    std::unique_ptr<sync::Vault> m_vault{};
};

/// That line, with how many and whose; null: there is none.
Phrase const* find_line(Desk& desk, std::string_view key)
{
    auto const& lines = desk.see().shell.sync.anomalies;
    auto const found = std::ranges::find(lines, key, &Phrase::key);
    return found == lines.end() ? nullptr : &*found;
}

void is_listed(Desk& desk, std::string_view key, std::int64_t count)
{
    auto const* const line = find_line(desk, key);
    BOOST_REQUIRE_MESSAGE(line != nullptr, key);
    BOOST_REQUIRE(line->args.size() == 2U);
    BOOST_TEST((line->args[0].second == PhraseArg(count)));
    BOOST_TEST((line->args[1].second == PhraseArg(desk.see().shell.member_name)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(anomalies)

BOOST_FIXTURE_TEST_CASE(what_is_refused_or_waits_is_listed_once_for_each_author_and_reason, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    BOOST_TEST(mayor.see().shell.sync.anomalies.empty());
    mayor.wait(5000);
    mayor.kill();
    {
        Planter planter(mayor, record);
        auto const last = planter.end().segment.bh;
        auto const other = crypto::random_id<BodyHash>();
        auto const other_secret = crypto::random_secret(32);
        planter.plant(1, last, planter.secret());
        planter.plant(2, other, planter.secret());
        planter.plant(8, other, planter.secret());
        planter.plant(12, other, planter.secret());
        planter.plant(13, other, other_secret.view());
    }
    mayor.disk.places.begin()->second.entries["j/00000000000000ff"] = Bytes{1, 2, 3};
    mayor.open();
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    is_listed(mayor, "session.anomaly.form", 1);
    is_listed(mayor, "session.anomaly.chain", 1);
    is_listed(mayor, "session.anomaly.before", 2);
    is_listed(mayor, "session.anomaly.no_key", 1);
    auto const* const unreadable = find_line(mayor, "session.anomaly.unreadable");
    BOOST_REQUIRE(unreadable != nullptr);
    BOOST_TEST((unreadable->args[0].second == PhraseArg(std::int64_t{1})));
    BOOST_TEST(mayor.see().shell.sync.anomalies.size() == 5U);
    BOOST_TEST(mayor.see().shell.sync.more_anomalies == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
