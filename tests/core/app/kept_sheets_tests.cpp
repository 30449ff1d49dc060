// A new action, a new question and a refused text of a field when the session ends: there again on their sheet.

#include "core/app/draft_values.hpp"
#include "tests/core/app/kept_town.hpp"

using namespace huisclos;
using testing::coded;
using testing::come_back;
using testing::holds_slot;
using testing::is_said;
using testing::typed;

namespace {

namespace part = domain::action_part;

struct KeptSheetsTown : testing::KeptTown {
    KeptSheetsTown() { record = testing::open_situation(mayor, {}); }

    void show() { mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}}); }
    std::string start_typed()
    {
        BOOST_REQUIRE(mayor.see().sheet.has_value());
        BOOST_REQUIRE(mayor.see().sheet->new_action.has_value());
        return testing::text_of(mayor.see().sheet->new_action->fields, part::k_debut);
    }

    /// A session that ends with an entry on the sheet, which is shown.
    OpId leave_an_entry()
    {
        show();
        mayor.send(app::SetField{record, domain::field::k_elements_suivi, typed("Absent trois jours.")});
        auto const entry = mayor.see().sheet->own_entries.at(0).entry;
        mayor.wait(5000);
        mayor.kill();
        return entry;
    }
    /// As a device keeps the correction of an entry, in its list.
    static void write_correction(ledger::CborWriter& writer, RecordId const& sheet, OpId const& entry)
    {
        std::uint32_t const number = domain::field::k_elements_suivi;
        writer.array(4).id(sheet).unsigned_int(number).id(entry);
        app::write_values(writer, {{number, typed("Absent deux")}});
    }
    void open_with(ledger::CborWriter& corrections)
    {
        testing::write_slot(mayor, app::k_draft_corrections, corrections.take());
        mayor.open();
        mayor.sign_in();
    }

    RecordId record{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_sheets)

BOOST_FIXTURE_TEST_CASE(a_new_action_is_there_again_on_its_sheet_alone, KeptSheetsTown)
{
    mayor.send(app::EditNewAction{part::k_debut, typed("01/12/2026"), record});
    mayor.wait(5000);
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.sheets"));
    auto const other = testing::open_situation(mayor, {.family = "Bernard", .given = "Léa"});
    BOOST_TEST((other != record));
    BOOST_TEST(start_typed() != "01/12/2026");
    show();
    BOOST_TEST(start_typed() == "01/12/2026");
    // Left: kept no more.
    mayor.send(app::LeaveNewAction{record});
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_sheets));
}

BOOST_FIXTURE_TEST_CASE(a_refused_text_is_there_again_after_a_lock, KeptSheetsTown)
{
    mayor.send(app::TypeField{record, domain::field::k_naissance, "31/02/2005"});
    mayor.send(app::Lock{});
    BOOST_REQUIRE(mayor.app().locked());
    come_back(mayor);
    BOOST_TEST(is_said(mayor, "session.kept.sheets"));
    show();
    // What is typed anew takes its place.
    mayor.send(app::TypeField{record, domain::field::k_naissance, "14/05/2004"});
    mayor.send(app::SetField{record, domain::field::k_naissance, typed("14/05/2004")});
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_sheets));
}

BOOST_FIXTURE_TEST_CASE(corrections_that_this_version_does_not_read_are_dropped_and_said, KeptSheetsTown)
{
    mayor.kill();
    ledger::CborWriter newer;
    newer.array(2).unsigned_int(2).unsigned_int(7);
    open_with(newer);
    BOOST_TEST(is_said(mayor, "session.kept.other_version"));
    mayor.kill();
    BOOST_TEST(!holds_slot(mayor, app::k_draft_corrections));
    ledger::CborWriter odd;
    odd.array(2).unsigned_int(1).array(1).unsigned_int(7);
    open_with(odd);
    BOOST_TEST(is_said(mayor, "session.kept.unreadable"));
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.unreadable"));
}

BOOST_FIXTURE_TEST_CASE(a_correction_of_a_sheet_that_is_read_no_more_is_said_and_others_stay, KeptSheetsTown)
{
    auto const entry = leave_an_entry();
    auto elsewhere = record;
    elsewhere.bytes[0] ^= 1;
    ledger::CborWriter kept;
    kept.array(2).unsigned_int(1).array(2);
    write_correction(kept, elsewhere, entry);
    write_correction(kept, record, entry);
    open_with(kept);
    BOOST_TEST(is_said(mayor, "session.kept.sheet_left"));
    come_back(mayor);
    BOOST_TEST(!is_said(mayor, "session.kept.sheet_left"));
    show();
    BOOST_TEST(is_said(mayor, "situation.correction.found"));
    BOOST_TEST(mayor.see().sheet->own_entries.at(0).field.text == "Absent deux");
}

BOOST_FIXTURE_TEST_CASE(corrections_that_were_kept_without_a_version_are_there_again, KeptSheetsTown)
{
    auto const entry = leave_an_entry();
    ledger::CborWriter former;
    former.array(1);
    write_correction(former, record, entry);
    open_with(former);
    show();
    BOOST_TEST(is_said(mayor, "situation.correction.found"));
    BOOST_TEST(mayor.see().sheet->own_entries.at(0).field.text == "Absent deux");
}

BOOST_AUTO_TEST_SUITE_END()
