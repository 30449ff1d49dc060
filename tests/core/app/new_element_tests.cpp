// A new action, a new question: what is typed of one person is never shown on the sheet of another.

#include <algorithm>

#include "tests/core/app/sheet_town.hpp"

using namespace huisclos;
using testing::coded;
using testing::typed;

namespace field = domain::field;
namespace part = domain::action_part;

namespace {

/// Two sheets: `record` and `other`, the one on the screen.
struct NewElementTown : testing::SheetTown {
    NewElementTown() { other = testing::open_situation(mayor, {.family = "Delmas", .group = 1}); }

    void show(RecordId which)
    {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = which, .tab = app::SheetTab::Actions}});
        BOOST_REQUIRE(mayor.see().sheet.has_value());
    }
    static app::FieldView const& at(std::vector<app::FieldView> const& fields, std::uint32_t number)
    {
        auto const found = std::ranges::find(fields, number, &app::FieldView::field);
        BOOST_REQUIRE((found != fields.end()));
        return *found;
    }
    app::FieldView const& of_action(std::uint32_t number) { return at(mayor.see().sheet->new_action->fields, number); }
    app::FieldView const& of_question(std::uint32_t number) { return at(mayor.see().sheet->new_liaison, number); }

    /// Whose name stands in « Membres » for the school.
    MemberId id_of_school()
    {
        mayor.send(app::Go{app::MembersRoute{}});
        auto const& rows = mayor.see().members->rows;
        auto const row = std::ranges::find(rows, std::string("Camille Durand"), &app::MemberRow::name);
        BOOST_REQUIRE((row != rows.end()));
        return row->member;
    }

    RecordId other{};
};

bool is_chosen(app::FieldView const& view)
{
    return std::ranges::any_of(view.options, &app::OptionView::chosen);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(new_element)

BOOST_FIXTURE_TEST_CASE(what_is_typed_of_an_action_stays_with_its_sheet, NewElementTown)
{
    show(record);
    mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026"), record});
    mayor.send(app::AddAction{record});
    BOOST_TEST(of_action(part::k_debut).text == "01/10/2026");
    BOOST_TEST(of_action(part::k_type).error.key == "situation.error.required");
    show(other);
    BOOST_TEST(of_action(part::k_debut).text == "");
    BOOST_TEST(of_action(part::k_type).error.empty());
    // The last words of a field that was left with its sheet are of that one.
    mayor.send(app::EditNewAction{part::k_debut, typed("02/10/2026"), record});
    BOOST_TEST(of_action(part::k_debut).text == "");
    // Its form is closed: nothing waits in it unseen.
    show(record);
    BOOST_TEST(of_action(part::k_debut).text == "");
    BOOST_TEST(of_action(part::k_type).error.empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_typed_of_a_question_stays_with_its_sheet, NewElementTown)
{
    namespace question = domain::question_part;
    show(record);
    mayor.send(app::EditNewLiaison{question::k_question, coded(1), record});
    mayor.send(app::AskLiaison{record});
    BOOST_TEST(is_chosen(of_question(question::k_question)));
    BOOST_TEST(of_question(question::k_membre).error.key == "situation.error.required");
    show(other);
    BOOST_TEST(!is_chosen(of_question(question::k_question)));
    BOOST_TEST(of_question(question::k_membre).error.empty());
    mayor.send(app::EditNewLiaison{question::k_question, coded(1), record});
    BOOST_TEST(!is_chosen(of_question(question::k_question)));
}

BOOST_FIXTURE_TEST_CASE(a_form_that_is_left_keeps_nothing, NewElementTown)
{
    namespace question = domain::question_part;
    mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026"), other});
    mayor.send(app::EditNewLiaison{question::k_question, coded(1), other});
    mayor.send(app::LeaveNewAction{other});
    BOOST_TEST(of_action(part::k_debut).text == "");
    BOOST_TEST(is_chosen(of_question(question::k_question)));
    mayor.send(app::LeaveNewLiaison{other});
    BOOST_TEST(!is_chosen(of_question(question::k_question)));
}

BOOST_FIXTURE_TEST_CASE(whoever_is_not_of_the_group_answers_for_nothing_there, NewElementTown)
{
    testing::join_school(mayor, school);
    auto const stranger = id_of_school();
    auto const elsewhere = school_group() == 0 ? other : record;
    auto const named = app::FieldInput{.text = {}, .codes = {}, .member = stranger};
    show(elsewhere);
    mayor.send(app::EditNewAction{part::k_type, coded(1), elsewhere});
    mayor.send(app::EditNewAction{part::k_debut, typed("01/10/2026"), elsewhere});
    mayor.send(app::EditNewAction{part::k_responsable, named, elsewhere});
    mayor.send(app::AddAction{elsewhere});
    BOOST_TEST(mayor.see().sheet->actions.empty());
    BOOST_TEST(of_action(part::k_responsable).error.key == "situation.error.required");
    mayor.send(app::SetField{elsewhere, field::k_referent, named});
    BOOST_TEST(follow_up(field::k_referent).value.empty());
    BOOST_TEST(follow_up(field::k_referent).error.key == "situation.error.choice");
    // Of one's own group it is somebody.
    mayor.send(app::EditNewAction{part::k_responsable, coded(1), elsewhere});
    mayor.send(app::AddAction{elsewhere});
    BOOST_TEST(mayor.see().sheet->actions.size() == 1U);
}

BOOST_FIXTURE_TEST_CASE(who_left_the_group_meanwhile_is_asked_nothing, NewElementTown)
{
    namespace question = domain::question_part;
    testing::join_school(mayor, school);
    auto const gone = id_of_school();
    auto const shared = school_group() == 0 ? record : other;
    show(shared);
    mayor.send(app::EditNewLiaison{question::k_question, coded(1), shared});
    mayor.send(app::EditNewLiaison{question::k_membre, {.text = {}, .codes = {}, .member = gone}, shared});
    mayor.send(app::PrepareRemoveMember{gone});
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(5000);
    show(shared);
    BOOST_TEST(is_chosen(of_question(question::k_question)));
    mayor.send(app::AskLiaison{shared});
    BOOST_TEST(mayor.see().sheet->liaisons.empty());
    BOOST_TEST(of_question(question::k_membre).error.key == "situation.error.choice");
}

BOOST_AUTO_TEST_SUITE_END()
