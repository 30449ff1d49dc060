// Which message has the room where there is room for one.

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/text/tr.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

/// A window with room for one message at a time.
struct OneMessage : ScreenHarness {
    std::vector<kit::Toast> messages{};
    std::uint64_t number{0};

    OneMessage()
    {
        draw = [this] {
            kit::Shell page({.product = value("Huis Clos")});
            kit::page_title(value("Titre"));
            (void)kit::toasts(messages);
        };
        input.width = 320;
        input.height = 256;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(toast_order_tests, OneMessage)

BOOST_AUTO_TEST_CASE(in_the_only_place_what_goes_by_itself_is_seen_before_a_question_that_stays)
{
    kit::Toast const question{
        ++number,
        kit::Tone::Info,
        value("Une version plus récente est prête. Rechargez la page dès que vous n’y écrivez plus rien."),
        {},
        value("Recharger la page")};
    messages = {question};
    settle();
    BOOST_TEST(has(Role::Button, "Recharger la page"));
    // Wherever it stands among them.
    messages = {{++number, kit::Tone::Success, value("Enregistré"), {}}, question};
    settle();
    BOOST_TEST(has(Role::Paragraph, "Enregistré"));
    BOOST_TEST(!has(Role::Button, "Recharger la page"));
    input.now += 7;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Enregistré"));
    input.now += 2;
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Enregistré"));
    BOOST_TEST(has(Role::Button, "Recharger la page"));
    // Who is at the question does not lose it.
    focus(Role::Button, "Recharger la page");
    messages = {question, {++number, kit::Tone::Success, value("Transmis"), {}}};
    settle();
    BOOST_TEST(focused_name() == "Recharger la page");
    BOOST_TEST(!has(Role::Paragraph, "Transmis"));
    input.now += 10;
    focus(NodeId{0});
    BOOST_TEST(has(Role::Paragraph, "Transmis"));
    input.now += 9;
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Transmis"));
    BOOST_TEST(has(Role::Button, "Recharger la page"));
}

BOOST_AUTO_TEST_CASE(in_the_only_place_what_goes_by_itself_is_seen_before_a_copy_that_failed_earlier)
{
    std::string const failed = ui::tr("kit.copy.failed").str();
    std::string const last =
        "Le signalement est transmis au groupe de travail, où ses responsables le liront dès qu’ils seront en ligne";
    settle();
    context().copy_failed();
    settle();
    BOOST_TEST(has(Role::Paragraph, failed));
    messages = {{++number, kit::Tone::Success, value(last), {}}};
    settle();
    BOOST_TEST(has(Role::Paragraph, last));
    BOOST_TEST(!has(Role::Paragraph, failed));
    input.now += 9;
    settle();
    BOOST_TEST(!has(Role::Paragraph, last));
    BOOST_TEST(has(Role::Paragraph, failed));
}

BOOST_AUTO_TEST_SUITE_END()
