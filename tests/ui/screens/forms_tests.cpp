// Signaler: fields of a draft that the app keeps, errors.

#include <boost/test/unit_test.hpp>

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/report/report_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Report : ScreenFixture {
    app::ReportFormView view = samples::report();
    ui::ReportDraft screen_draft{};
    Report()
    {
        draw = [this] {
            kit::PlainPage page(ui::value("Huis Clos"));
            ui::draw_report(view, screen_draft, *this);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(report_screen_tests, Report)

BOOST_AUTO_TEST_CASE(each_change_goes_to_the_draft_once)
{
    type(Role::TextField, "Nom de naissance (obligatoire)", "Rivoire");
    auto const edited = only<app::EditReport>();
    BOOST_TEST(edited.field == 1u);
    BOOST_TEST(edited.value.text == "Rivoire");
    leave_field();
    BOOST_TEST(sent.empty());
    click(Role::Checkbox, "Errance");
    BOOST_TEST((only<app::EditReport>().value.codes == std::vector<std::uint32_t>{2}));
}

BOOST_AUTO_TEST_CASE(errors_lead_to_their_fields_and_take_focus_once)
{
    click(Role::Button, "Envoyer le signalement");
    (void)only<app::SendReport>();
    view.errors = {{1, phrase("law.r_02.valeur")}};
    view.person.front().error = phrase("law.r_02.valeur");
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    press(Role::Link, "Nom de naissance\u00a0: ce champ ne peut pas contenir cette valeur.");
    settle();
    BOOST_TEST(focused_name() == "Nom de naissance (obligatoire)");
    frame();
    BOOST_TEST(focused_name() == "Nom de naissance (obligatoire)");
}

BOOST_AUTO_TEST_CASE(the_group_is_chosen_from_those_offered)
{
    settle();
    Node const option = find(Role::Option, "Gare");
    act(option.id, Act::Select);
    BOOST_TEST(only<app::ChooseReportGroup>().index == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_typed_is_abandoned_once_that_is_agreed_to)
{
    press(Role::Button, "Abandonner");
    // Nothing stands in it.
    (void)only<app::LeaveReport>();
    type(Role::TextField, "Nom de naissance (obligatoire)", "Rivoire");
    sent.clear();
    view.is_typed = true;
    focus(Role::Button, "Abandonner");
    press(Role::Button, "Abandonner");
    BOOST_TEST(sent.empty());
    act(find(Role::Dialog, "Abandonner cette saisie\u202f?").id, Act::Dismiss);
    BOOST_TEST(sent.empty());
    BOOST_TEST(focused_name() == "Abandonner");
    press(Role::Button, "Abandonner");
    BOOST_TEST(faults() == "");
    press(Role::Button, "Abandonner la saisie");
    (void)only<app::LeaveReport>();
    BOOST_TEST(!has(Role::Dialog, "Abandonner cette saisie\u202f?"));
    view.is_typed = false;
    settle();
    BOOST_TEST(find(Role::TextField, "Nom de naissance (obligatoire)").value != "Rivoire");
}

BOOST_AUTO_TEST_CASE(a_refusal_leaves_no_form)
{
    view.refusal = app::RefusalView{phrase("law.r_22.adoption"), phrase("law.r_22.article")};
    settle();
    BOOST_TEST(count(Role::TextField) == 0u);
    BOOST_TEST(!has(Role::Button, "Envoyer le signalement"));
    BOOST_TEST(has_beginning(Role::Paragraph, "Règle\u00a0R-22"));
}

BOOST_AUTO_TEST_CASE(what_may_be_written_is_reminded_at_every_width)
{
    for (float const width : {1440.0f, 800.0f, 320.0f}) {
        input.width = width;
        settle();
        BOOST_TEST(has(Role::Paragraph, "Ce qui peut être écrit"));
        BOOST_TEST(faults() == "", width << "\n" << faults());
    }
    BOOST_TEST(
        find(Role::TextField, "Prénoms").rect.x == find(Role::TextField, "Nom de naissance (obligatoire)").rect.x);
}

BOOST_AUTO_TEST_SUITE_END()
