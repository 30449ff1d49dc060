// Ops that no screen of this version writes, and what Chronologie tells of them.

#include <algorithm>

#include "core/app/record_values.hpp"
#include "core/domain/fields.hpp"
#include "tests/core/app/stopped_device.hpp"

using namespace huisclos;
using testing::StoppedDevice;

namespace {

namespace field = domain::field;

/// One segment about that record, in the name of a device that is not running.
template <typename Compose>
void write_on_disk(testing::Desk& desk, RecordId const& record, Compose const& compose)
{
    StoppedDevice device(desk);
    auto& vault = *device.vault;
    auto const composed = [&](ledger::RecordWriter& writer, ledger::RecordStore const& store) -> Result<void> {
        compose(writer, ledger::RecordHandle{record, store.record_key(record), store.find(record)});
        return {};
    };
    for (auto const& cid : vault.knowledge().open_compartments()) {
        auto const* const state = vault.knowledge().records(cid)->find(record);
        if (state == nullptr || !state->exists())
            continue;
        BOOST_REQUIRE(vault.write(cid, composed, sync::WithoutKey::Wait).run().has_value());
        return;
    }
    BOOST_FAIL("the record is nowhere");
}

std::ptrdiff_t count_told(testing::Desk& desk, std::string_view key)
{
    return std::ranges::count_if(
        desk.see().sheet->chronology, [key](app::TimelineEntry const& entry) { return entry.text.key == key; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sheet_odd_ops)

/// A-15 is set: an add of it has no effect, and a set of it replaces no origin.
BOOST_FIXTURE_TEST_CASE(an_op_of_another_kind_or_about_another_field_is_no_change, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    mayor.wait(1000);
    mayor.kill();
    write_on_disk(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        writer.add(handle, field::k_programme, app::encode_number(1));
    });
    write_on_disk(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        auto const origins = handle.state->at(ledger::Space::Field, field::k_origine);
        BOOST_REQUIRE(origins.size() == 1U);
        auto seen = *handle.state;
        seen.entries = {{ledger::Space::Field, false, field::k_programme, origins.front().op}};
        writer.set({handle.id, handle.key, &seen}, field::k_programme, app::encode_number(2));
    });
    mayor.open();
    mayor.sign_in();
    mayor.wait(1000);
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    BOOST_TEST(count_told(mayor, "situation.chronology.filled") == 1);
    BOOST_TEST(count_told(mayor, "situation.chronology.changed") == 0);
}

BOOST_AUTO_TEST_SUITE_END()
