// What a newer version wrote: read as far as it can be, told, and never written over.

#include <algorithm>

#include "core/crypto/random.hpp"
#include "core/domain/fields.hpp"
#include "core/ledger/segment.hpp"
#include "core/sync/vault.hpp"
#include "tests/core/app/session_desk.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

/// On the disk of a device that is not running: its next segment, with one freeze of that record.
void freeze_on_disk(Desk& desk, RecordId const& record)
{
    auto [local, keys] = testing::open_disk(desk);
    sync::Vault vault({desk.remote, desk.clock}, std::move(local), std::move(keys));
    BOOST_REQUIRE(vault.load(&desk.worker).run().has_value());
    for (auto const& cid : vault.knowledge().open_compartments()) {
        auto const* const store = vault.knowledge().records(cid);
        auto const* const state = store->find(record);
        if (state == nullptr || !state->exists())
            continue;
        auto const ends = store->chains().ends_of(vault.device());
        BOOST_REQUIRE(ends.size() == 1U);
        auto const& end = *ends.front();
        auto const back = ledger::Chains::back_names(end);
        ledger::CborWriter freeze;
        freeze.map(1).key(1).bytes(Bytes(crypto::k_seal_overhead + 256));
        std::vector<ledger::OpDraft> const ops{
            {ledger::OpKind::Freeze, state->create->t + 1, to_bytes(record.view()), {}, to_bytes(freeze.view()), {}}};
        auto const* const epoch = vault.knowledge().registry()->write_epoch(cid);
        ledger::SegmentDraft draft{
            .address = {vault.device(), cid, end.segment.address.seq + 1},
            .eid = epoch->id(),
            .prev = end.segment.bh,
            .back = back,
            .nonce = {},
            .ops = ops};
        crypto::random_fill(draft.nonce);
        auto const secret = vault.knowledge().keys().find(cid, epoch->id());
        auto const sealed = ledger::seal_segment(vault.id(), draft, vault.keys().device_key, secret);
        BOOST_REQUIRE(sealed.has_value());
        ports::LocalBatch batch;
        vault.local().stage_kept(
            batch, {sync::KeptKind::Segment, sealed->name, cid, vault.device(), draft.address.seq, sealed->object});
        auto const kept = vault.local().commit(std::move(batch)).run();
        BOOST_REQUIRE(kept.has_value());
        return;
    }
    BOOST_FAIL("the record is nowhere");
}

bool says(std::vector<Phrase> const& phrases, std::string_view key)
{
    return std::ranges::any_of(phrases, [key](Phrase const& said) { return said.key == key; });
}

bool has_callout(app::SheetView const& sheet, std::string_view key)
{
    return std::ranges::any_of(sheet.callouts, [key](app::RefusalView const& said) { return said.message.key == key; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(newer)

BOOST_FIXTURE_TEST_CASE(what_this_version_cannot_read_is_told_and_its_space_is_not_written, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    BOOST_TEST(mayor.see().sheet->may_edit);
    BOOST_TEST(!mayor.see().sheet->statuses.empty());
    BOOST_TEST(!has_callout(*mayor.see().sheet, "situation.for_newer"));
    mayor.wait(5000);
    mayor.kill();
    freeze_on_disk(mayor, record);

    mayor.open();
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    BOOST_TEST(std::ranges::any_of(mayor.see().home->notices, [](app::NoticeView const& notice) {
        return notice.text.key == "council.for_newer" && notice.tone == app::Tone::Warning;
    }));
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    auto const& sheet = *mayor.see().sheet;
    BOOST_TEST(has_callout(sheet, "situation.for_newer"));
    BOOST_TEST(says(sheet.anomalies, "situation.anomaly.newer"));
    BOOST_TEST(!sheet.may_edit);
    BOOST_TEST(sheet.statuses.empty());
    BOOST_TEST(std::ranges::none_of(sheet.identity, &app::FieldView::may_edit));
    // Its group says so too, and the other does not.
    std::size_t told = 0;
    mayor.send(app::Go{app::GroupsRoute{}});
    for (auto const& row : std::vector(mayor.see().groups->rows)) {
        mayor.send(app::Go{app::GroupsRoute{row.group}});
        auto const& refusal = mayor.see().groups->detail->refusal;
        told += refusal && refusal->message.key == "situation.for_newer" ? 1 : 0;
    }
    BOOST_TEST(told == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
