// Dialogs: the rest is inert, Escape dismisses, focus comes back. Messages: said once, gone in time.

#include <boost/test/unit_test.hpp>

#include <set>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct Dialogs : ScreenHarness {
    bool open{false};
    int behind{0};
    int confirmed{0};
    std::string typed{};
    std::vector<kit::Toast> messages{};
    std::vector<std::uint64_t> gone{};
    std::vector<std::uint64_t> answered{};

    Dialogs()
    {
        draw = [this] {
            {
                kit::PlainPage page(value("Huis Clos"));
                kit::text_field("field", value("Champ"), typed);
                if (kit::button("remove", value("Retirer")))
                    open = true;
                if (kit::button("behind", value("Derrière")))
                    ++behind;
                if (open)
                    dialog();
                if (kit::button("after", value("Après")))
                    ++behind;
            }
            auto const events = kit::toasts(messages);
            if (events.closed)
                gone.push_back(*events.closed);
            if (events.pressed)
                answered.push_back(*events.pressed);
        };
    }

    void dialog()
    {
        kit::Dialog dialog("confirm", value("Retirer ce membre ?"));
        kit::paragraph(value("Il ne lira plus rien."));
        if (kit::danger_button("yes", value("Retirer le membre"))) {
            ++confirmed;
            open = false;
        }
        if (dialog.dismissed())
            open = false;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(dialog_tests, Dialogs)

BOOST_AUTO_TEST_CASE(the_rest_is_inert_and_the_dialog_is_not)
{
    press(Role::Button, "Retirer");
    Node const dialog = find(Role::Dialog, "Retirer ce membre ?");
    BOOST_TEST(ui::has(dialog.state, State::Modal));
    BOOST_TEST(!ui::has(dialog.state, State::Inert));
    BOOST_TEST((tree().find(dialog.parent)->role == Role::Root));
    BOOST_TEST(ui::has(find(Role::Button, "Derrière").state, State::Inert));
    BOOST_TEST(ui::has(find(Role::Button, "Après").state, State::Inert));
    BOOST_TEST(ui::has(find(Role::Main, "Contenu").state, State::Inert));
    BOOST_TEST(!ui::has(find(Role::Button, "Retirer le membre").state, State::Inert));
    BOOST_TEST(!ui::has(tree().nodes().front().state, State::Inert));
}

BOOST_AUTO_TEST_CASE(what_is_behind_does_nothing)
{
    press(Role::Button, "Derrière");
    BOOST_TEST(behind == 1);
    press(Role::Button, "Retirer");
    press(Role::Button, "Derrière");
    press(Role::Button, "Après");
    act(find(Role::TextField, "Champ").id, Act::SetText, "x");
    BOOST_TEST(behind == 1);
    BOOST_TEST(typed.empty());
}

BOOST_AUTO_TEST_CASE(a_pointer_reaches_the_dialog_only)
{
    press(Role::Button, "Retirer");
    Node const after = find(Role::Button, "Après");
    click_at(after.rect.x + 5, after.rect.y + 5);
    BOOST_TEST(behind == 0);
    // A press outside dismisses.
    BOOST_TEST(!open);
    press(Role::Button, "Retirer");
    click(Role::Button, "Retirer le membre");
    BOOST_TEST(confirmed == 1);
    BOOST_TEST(!has(Role::Dialog, "Retirer ce membre ?"));
}

BOOST_AUTO_TEST_CASE(focus_goes_to_the_title_and_returns)
{
    focus(Role::Button, "Retirer");
    press(Role::Button, "Retirer");
    BOOST_TEST(focused_name() == "Retirer ce membre ?");
    act(find(Role::Dialog, "Retirer ce membre ?").id, Act::Dismiss);
    BOOST_TEST(!open);
    BOOST_TEST(focused_name() == "Retirer");
    // After a confirmation too.
    press(Role::Button, "Retirer");
    press(Role::Button, "Retirer le membre");
    BOOST_TEST(confirmed == 1);
    BOOST_TEST(focused_name() == "Retirer");
}

BOOST_AUTO_TEST_CASE(its_cross_dismisses)
{
    press(Role::Button, "Retirer");
    click(Role::Button, "Fermer");
    BOOST_TEST(!open);
    BOOST_TEST(confirmed == 0);
}

BOOST_AUTO_TEST_CASE(a_message_is_said_once_and_goes)
{
    messages = {{1, kit::Tone::Success, value("Enregistré"), {}}};
    settle();
    BOOST_REQUIRE_EQUAL(tree().announcements().size(), 1u);
    BOOST_TEST(tree().announcements().front().text == "Enregistré");
    settle();
    BOOST_TEST(tree().announcements().size() == 1u);
    BOOST_TEST(has(Role::Paragraph, "Enregistré"));
    BOOST_REQUIRE(context().wake_after().has_value());
    BOOST_TEST(*context().wake_after() > 7.0);
    input.now += 9;
    settle();
    BOOST_TEST(!has(Role::Paragraph, "Enregistré"));
    BOOST_TEST(!context().wake_after().has_value());
    BOOST_TEST((gone == std::vector<std::uint64_t>{1}));
}

BOOST_AUTO_TEST_CASE(an_error_interrupts_and_stays_until_closed)
{
    messages = {{1, kit::Tone::Error, value("L’envoi a échoué"), {}}};
    settle();
    BOOST_TEST((tree().announcements().front().politeness == ui::Politeness::Assertive));
    input.now += 60;
    settle();
    BOOST_TEST(has(Role::Paragraph, "L’envoi a échoué"));
    click(Role::Button, "Masquer ce message");
    BOOST_TEST(!has(Role::Paragraph, "L’envoi a échoué"));
    BOOST_TEST(gone.front() == 1u);
}

BOOST_AUTO_TEST_CASE(a_refusal_says_its_rule_too)
{
    messages = {{1, kit::Tone::Info, value("Hors du cadre de ce groupe"), value("Règle R-07")}};
    settle();
    BOOST_TEST(tree().announcements().front().text == "Hors du cadre de ce groupe Règle R-07");
    input.now += 60;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Règle R-07"));
}

BOOST_AUTO_TEST_CASE(a_question_interrupts_stays_and_is_answered_once)
{
    messages = {{1, kit::Tone::Warning, value("L’espace se verrouille"), {}, value("Rester")}};
    settle();
    BOOST_TEST((tree().announcements().front().politeness == ui::Politeness::Assertive));
    input.now += 60;
    settle();
    click(Role::Button, "Rester");
    BOOST_TEST((answered == std::vector<std::uint64_t>{1}));
    press(Role::Button, "Rester");
    BOOST_TEST((answered == std::vector<std::uint64_t>{1, 1}));
    BOOST_TEST(gone.empty());
    click(Role::Button, "Masquer ce message");
    BOOST_REQUIRE(!gone.empty());
    BOOST_TEST(gone.front() == 1u);
    BOOST_TEST(!has(Role::Button, "Rester"));
}

BOOST_AUTO_TEST_CASE(locking_leaves_no_text)
{
    messages = {{1, kit::Tone::Error, value("Secret"), {}}};
    settle();
    context().push({find(Role::TextField, "Champ").id, Act::SetText, "Secret", 0});
    context().wipe();
    BOOST_TEST(tree().nodes().empty());
    BOOST_TEST(tree().announcements().empty());
    BOOST_TEST(tree().title().empty());
    settle();
    BOOST_TEST(typed.empty());
}

BOOST_AUTO_TEST_SUITE_END()
