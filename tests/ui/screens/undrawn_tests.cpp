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

/// The font of the tests draws no box by itself.
std::size_t times_said(ScreenHarness& page)
{
    page.context().state().fonts.draws_boxes = true;
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

BOOST_FIXTURE_TEST_CASE(a_name_that_the_fonts_cannot_draw_is_explained_once_on_the_page_of_the_member, MemberPage)
{
    BOOST_TEST(times_said(*this) == 0u);
    view.detail.value().name = "قاسم";
    view.detail.value().fields.push_back(samples::fact("Organisme", "قاسم"));
    BOOST_TEST(times_said(*this) == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
