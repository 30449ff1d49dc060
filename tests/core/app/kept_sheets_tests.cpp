// A new action, a new question and a refused text of a field when the session ends: there again on their sheet.

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

BOOST_AUTO_TEST_SUITE_END()
