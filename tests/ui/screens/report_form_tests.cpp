// Signaler: where its fields stand, and what there is to press where nothing can be reported.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/ui/screens/screen_fixture.hpp"
#include "ui/screens/report/report_screen.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct ReportForm : ScreenFixture {
    app::ReportFormView view = samples::report();
    ui::ReportDraft screen_draft{};
    ReportForm()
    {
        draw = [this] {
            kit::PlainPage page(ui::value("Huis Clos"));
            ui::draw_report(view, screen_draft, *this);
        };
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(report_form_tests, ReportForm)

BOOST_AUTO_TEST_CASE(who_decides_on_signalements_is_not_told_that_somebody_else_reads_them)
{
    view.read_by = phrase("report.subtitle");
    settle();
    BOOST_TEST(text().find(ui::tr("report.subtitle").view()) != std::string::npos);
    view.read_by = phrase("report.subtitle.own");
    settle();
    BOOST_TEST(text().find(ui::tr("report.subtitle").view()) == std::string::npos);
    BOOST_TEST(text().find(ui::tr("report.subtitle.own").view()) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_refusal_has_the_button_that_deals_with_it)
{
    view.refusal = app::RefusalView{phrase("law.r_21.reglement"), phrase("law.r_21.article")};
    app::TodoView read;
    read.id = 1;
    read.title = phrase("council.todo.texts").with("text", std::string("Charte")).with("version", std::int64_t{2});
    read.button = phrase("council.todo.read");
    read.command = app::Go{app::TextsRoute{}};
    view.way_in = {read};
    settle();
    click(Role::Button, "Lire et accepter");
    BOOST_TEST(std::holds_alternative<app::TextsRoute>(only<app::Go>().route));
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(short_fields_stand_two_in_a_line_in_the_order_of_reading)
{
    settle();
    auto const name = find(Role::TextField, "Nom de naissance (obligatoire)").rect;
    auto const given = find(Role::TextField, "Prénoms").rect;
    auto const birth = find(Role::DateField, "Date de naissance").rect;
    BOOST_TEST(given.y == name.y);
    BOOST_TEST(given.x > name.x + name.width);
    BOOST_TEST(birth.x == name.x);
    BOOST_TEST(birth.y > name.y);
    // Focus goes through the nodes in their order.
    std::vector<std::string> order;
    for (Node const& node : tree().nodes()) {
        if (node.role == Role::TextField || node.role == Role::DateField)
            order.push_back(node.name);
    }
    BOOST_REQUIRE(order.size() >= 3u);
    BOOST_TEST(order[0] == "Nom de naissance (obligatoire)");
    BOOST_TEST(order[1] == "Prénoms");
    BOOST_TEST(order[2] == "Date de naissance");
}

BOOST_AUTO_TEST_CASE(the_reminder_is_said_once_before_the_fields_and_the_group_is_as_wide_as_they_are)
{
    view.person[1].help = view.reminder;
    input.width = 1440;
    settle();
    auto const name = find(Role::TextField, "Nom de naissance (obligatoire)").rect;
    auto const given = find(Role::TextField, "Prénoms");
    BOOST_TEST(given.description == "");
    auto const words = find(Role::Paragraph, "Ce qui peut être écrit").rect;
    BOOST_TEST(words.y < name.y);
    std::string const all = text();
    BOOST_TEST(all.find("Ce qui peut être écrit") < all.find("Nom de naissance"));
    // A text of several lines keeps it above.
    auto const notes = std::count_if(tree().nodes().begin(), tree().nodes().end(), [](Node const& node) {
        return node.name.starts_with("Écrivez seulement");
    });
    BOOST_TEST(notes == 2);
    for (Node const& node : tree().nodes()) {
        if (node.role == Role::Select && node.name.starts_with("Groupe"))
            BOOST_TEST(node.rect.width == name.width);
    }
}

BOOST_AUTO_TEST_CASE(what_a_rule_refuses_is_summed_up_with_the_rule_and_its_article)
{
    view.person[0].error = phrase("law.r_02.valeur");
    view.person[0].error_article = phrase("law.r_02.article");
    screen_draft.show_errors = true;
    settle();
    BOOST_TEST(focused_name() == "Une réponse est à corriger");
    auto const links = std::ranges::find_if(tree().nodes(), [](Node const& node) {
        return node.role == Role::Link && node.name.find("Règle\u00a0R-02") != std::string::npos;
    });
    BOOST_REQUIRE((links != tree().nodes().end()));
    Node const link = *links;
    BOOST_TEST(link.name.starts_with("Nom de naissance\u00a0: ce champ ne peut pas contenir cette valeur."));
    act(link.id, Act::Press);
    BOOST_TEST(focused_name() == "Nom de naissance (obligatoire)");
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_SUITE_END()
