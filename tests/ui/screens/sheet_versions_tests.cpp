// An action that was corrected several times at once, in its card.

#include <boost/test/unit_test.hpp>

#include "core/domain/fields.hpp"
#include "tests/ui/screens/sheet_fixture.hpp"

using namespace huisclos;
using namespace huisclos::testing;

namespace {

struct Conflict : Sheet {
    Conflict()
    {
        sheet.tab = app::SheetTab::Actions;
        for (std::uint8_t number = 1; number <= 2; ++number) {
            app::ActionView version = sheet.actions.front();
            version.element = samples::an_id<OpId>(static_cast<std::uint8_t>(60 + number));
            version.end = verbatim(std::to_string(19 + number) + "\u00a0décembre 2026");
            version.history = verbatim("Corrigée par Nadia Ferrand, version " + std::to_string(number));
            versions.push_back(version);
        }
        app::ActionView& action = sheet.actions.front();
        action.element = versions.back().element;
        action.end = versions.back().end;
        action.fields.clear();
        action.versions = versions;
    }

    [[nodiscard]] std::vector<Node> buttons() const { return all(Role::Button, "Garder cette version"); }

    std::vector<app::ActionView> versions{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sheet_versions_tests, Conflict)

BOOST_AUTO_TEST_CASE(every_version_is_shown_with_its_author_and_one_is_kept)
{
    for (float const width : {1440.F, 320.F}) {
        input.width = width;
        settle();
        BOOST_TEST(text().find("Cette action a été corrigée plusieurs fois en même temps") != std::string::npos);
        BOOST_TEST(has(Role::Definition, "20\u00a0décembre 2026"));
        BOOST_TEST(has(Role::Definition, "21\u00a0décembre 2026"));
        BOOST_TEST(has(Role::Paragraph, "Corrigée par Nadia Ferrand, version 1"));
        // Nothing else is done to it before.
        BOOST_TEST(!has(Role::Button, "Modifier l’action"));
        BOOST_TEST(!has(Role::Button, "Retirer l’action"));
        BOOST_REQUIRE(buttons().size() == 2U);
        BOOST_TEST(buttons()[1].description == "Corrigée par Nadia Ferrand, version 2");
        BOOST_TEST(faults() == "");
    }
    BOOST_TEST(buttons()[0].parent == buttons()[1].parent);
    BOOST_TEST(tree().find(buttons()[0].parent)->name == "Attention");
    act(buttons()[0].id, Act::Press);
    auto const kept = only<app::KeepAction>();
    BOOST_TEST((kept.record == sheet.record));
    BOOST_TEST((kept.element == versions.front().element));
    // Settled: it stands under another name, at its place.
    app::ActionView& action = sheet.actions.front();
    action.element = samples::an_id<OpId>(70);
    action.versions.clear();
    settle();
    settle();
    BOOST_TEST(buttons().empty());
    BOOST_TEST(focused_name() == "Modifier l’action");
    BOOST_TEST(sent.empty());
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(who_is_led_to_several_versions_is_at_the_first_of_them_once)
{
    // Below another action, where a short window does not show it.
    sheet.actions.insert(sheet.actions.begin(), sheet.actions.front());
    sheet.actions.front().element = samples::an_id<OpId>(71);
    sheet.actions.front().versions.clear();
    settle();
    BOOST_TEST(focused() != buttons()[0].id);
    route.tab = app::SheetTab::Actions;
    route.field = domain::field::k_actions;
    settle();
    BOOST_TEST(focused() == buttons()[0].id);
    focus(buttons()[1].id);
    settle();
    BOOST_TEST(focused() == buttons()[1].id);
}

BOOST_AUTO_TEST_CASE(what_is_typed_behind_the_question_is_said_with_it)
{
    auto const is_said = [this] {
        return text().find("vous la retrouverez sur la version que vous gardez") != std::string::npos;
    };
    settle();
    BOOST_TEST(!is_said());
    sheet.actions.front().is_typed = true;
    settle();
    BOOST_TEST(is_said());
    BOOST_TEST(buttons().size() == 2U);
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_CASE(who_may_not_write_actions_sees_the_versions_and_chooses_none)
{
    sheet.actions.front().may_edit = false;
    settle();
    BOOST_TEST(has(Role::Definition, "20\u00a0décembre 2026"));
    BOOST_TEST(buttons().empty());
    BOOST_TEST(faults() == "");
}

BOOST_AUTO_TEST_SUITE_END()
