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

/// What the mayor's sheet says once that was written, and once more of it was.
template <typename Compose>
bool says_newer_parts(testing::Desk& desk, RecordId const& record, Compose const& compose)
{
    desk.wait(1000);
    desk.kill();
    write_on_disk(desk, record, compose);
    desk.open();
    desk.sign_in();
    desk.wait(1000);
    desk.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(desk.see().sheet.has_value());
    return std::ranges::any_of(desk.see().sheet->callouts, [](app::RefusalView const& one) {
        return one.message.key == "situation.callout.newer_parts";
    });
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

/// A version before the rule emptied what the tables require, while another device kept it.
BOOST_FIXTURE_TEST_CASE(r_02_of_values_written_at_once_the_one_that_empties_is_not_offered, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    mayor.send(app::SetField{record, field::k_programme, testing::coded(1)});
    mayor.wait(1000);
    mayor.kill();
    write_on_disk(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        auto unseen = *handle.state;
        for (auto const number : {field::k_origine, field::k_programme}) {
            std::erase_if(unseen.entries, [number](ledger::StateEntry const& one) { return one.field == number; });
            writer.set({handle.id, handle.key, &unseen}, number, app::encode_cleared());
        }
    });
    mayor.open();
    mayor.sign_in();
    mayor.wait(1000);
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record}});
    BOOST_REQUIRE(mayor.see().sheet.has_value());
    auto const& fields = mayor.see().sheet->follow_up;
    for (auto const number : {field::k_origine, field::k_programme}) {
        auto const shown = std::ranges::find(fields, std::uint32_t{number}, &app::FieldView::field);
        BOOST_REQUIRE((shown != fields.end()));
        BOOST_REQUIRE(shown->conflicts.size() == 2U);
        bool const is_required = number == field::k_origine;
        for (auto const& one : shown->conflicts)
            BOOST_TEST(one.may_keep == (!is_required || !one.value.empty()), shown->label.key);
    }
}

/// Op 39: the tombstone of a newer version. What else stands on the sheet is shown.
BOOST_FIXTURE_TEST_CASE(a_sheet_that_a_newer_version_closed_says_so, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    BOOST_TEST(!says_newer_parts(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        writer.set(handle, field::k_programme, app::encode_number(1));
    }));
    BOOST_TEST(says_newer_parts(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        writer.close(handle, 1);
    }));
    BOOST_TEST(!mayor.see().sheet->identity.empty());
    BOOST_TEST(!says_newer_parts(mayor, record, [](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        writer.reopen(handle, 1);
    }));
}

/// Op 37.
BOOST_FIXTURE_TEST_CASE(a_sheet_with_an_attachment_says_that_it_is_not_read, testing::FoundedTown)
{
    auto const record = testing::open_situation(mayor, {});
    Bytes const key(32, 5);
    ledger::AttachPayload attach;
    attach.field = 200;
    attach.key = key;
    attach.length = 9;
    attach.names = {ObjectName{{2}}};
    attach.file_name = "lettre.pdf";
    attach.media = "application/pdf";
    BOOST_TEST(says_newer_parts(mayor, record, [&](ledger::RecordWriter& writer, ledger::RecordHandle const& handle) {
        writer.attach(handle, attach);
    }));
    BOOST_TEST(!mayor.see().sheet->identity.empty());
}

BOOST_AUTO_TEST_SUITE_END()
