// A name in a script that the fonts lack: said once on the page that shows it.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/sheet_fixture.hpp"
#include "tests/ui/screens/view_screen.hpp"
#include "ui/kit/internal.hpp"
#include "ui/screens/members/members_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct MemberPage : Screen<app::MembersView, ui::MembersDraft, ui::draw_members> {
    MemberPage() : Screen(samples::members(), kit::PageKind::Panes) {}
};

/// The font of the tests draws no box by itself, and lacks letters of French that those of the program have.
std::size_t times_said(ScreenHarness& page)
{
    auto& state = page.context().state();
    state.fonts.draws_boxes = true;
    for (char32_t const letter : std::u32string_view(U"’…–œŒ\u202f→"))
        state.letters_found.set(letter);
    page.settle();
    return page.all(Role::Paragraph, ui::tr("kit.field.undrawn").view()).size();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(undrawn_tests)

BOOST_FIXTURE_TEST_CASE(a_name_that_the_fonts_cannot_draw_is_explained_once_on_the_sheet, Sheet)
{
    BOOST_TEST(times_said(*this) == 0u);
    BOOST_REQUIRE(!sheet.identity.empty());
    sheet.title = verbatim("قاسم");
    sheet.identity.front().value = verbatim("قاسم");
    BOOST_TEST(times_said(*this) == 1u);
    // While it is typed the field says so below itself.
    edit();
    BOOST_TEST(times_said(*this) == 0u);
}

BOOST_FIXTURE_TEST_CASE(boxes_on_any_tab_of_a_sheet_are_explained_there, Sheet)
{
    auto const strange = verbatim("قاسم");
    sheet.information = {samples::fact("Informé", "قاسم")};
    sheet.tab = app::SheetTab::Actions;
    BOOST_TEST(times_said(*this) == 0u);
    sheet.tab = app::SheetTab::Parcours;
    BOOST_TEST(times_said(*this) == 1u);
    sheet.information.clear();
    sheet.tab = app::SheetTab::Actions;
    sheet.actions.front().owner = strange;
    BOOST_TEST(times_said(*this) == 1u);
    sheet.actions.front().owner = {};
    BOOST_TEST(times_said(*this) == 0u);
    sheet.liaisons.front().asked_of = strange;
    BOOST_TEST(times_said(*this) == 1u);
    sheet.tab = app::SheetTab::Chronologie;
    BOOST_TEST(times_said(*this) == 0u);
    sheet.chronology.front().detail = strange;
    BOOST_TEST(times_said(*this) == 1u);
    sheet.tab = app::SheetTab::Acces;
    BOOST_TEST(times_said(*this) == 0u);
    sheet.readers.front().who = strange;
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_title_with_boxes_is_explained_on_the_other_tabs_while_fields_are_typed, Sheet)
{
    sheet.title = verbatim("قاسم");
    settle();
    edit();
    BOOST_TEST(times_said(*this) == 0u);
    sheet.tab = app::SheetTab::Chronologie;
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_FIXTURE_TEST_CASE(letters_of_a_sheet_are_looked_for_again_once_it_was_made_anew, Sheet)
{
    sheet.made = 7;
    BOOST_TEST(times_said(*this) == 0u);
    sheet.title = verbatim("قاسم");
    BOOST_TEST(times_said(*this) == 0u);
    sheet.made = 8;
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_name_that_the_fonts_cannot_draw_is_explained_once_on_the_page_of_the_member, MemberPage)
{
    BOOST_TEST(times_said(*this) == 0u);
    view.detail.value().name = "قاسم";
    view.detail.value().fields.push_back(samples::fact("Organisme", "قاسم"));
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_name_that_the_fonts_cannot_draw_is_explained_once_beside_an_invitation, MemberPage)
{
    view.detail.reset();
    screen_draft.invitation = view.invitations.front().invite;
    BOOST_TEST(times_said(*this) == 0u);
    view.invitations.front().name = "قاسم";
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
