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
            if (events.closed) {
                gone.push_back(*events.closed);
                std::erase_if(messages, [&](kit::Toast const& message) { return message.number == *events.closed; });
            }
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

BOOST_AUTO_TEST_CASE(the_focus_on_its_cross_keeps_a_message_and_escape_closes_it)
{
    messages = {{1, kit::Tone::Success, value("Enregistré"), {}}};
    settle();
    focus(Role::Button, "Masquer ce message");
    input.now += 60;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Enregistré"));
    act(find(Role::Button, "Masquer ce message").id, Act::Dismiss);
    BOOST_TEST(!has(Role::Paragraph, "Enregistré"));
    BOOST_REQUIRE(!gone.empty());
    BOOST_TEST(gone.front() == 1u);
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
    BOOST_TEST((tree().announcements().front().politeness == ui::Politeness::Assertive));
    input.now += 60;
    settle();
    BOOST_TEST(has(Role::Paragraph, "Règle R-07"));
}

BOOST_AUTO_TEST_CASE(a_warning_interrupts_and_what_is_saved_does_not)
{
    messages = {
        {1, kit::Tone::Warning, value("Cette invitation n’est plus valable"), {}},
        {2, kit::Tone::Success, value("Enregistré"), {}}};
    settle();
    BOOST_REQUIRE_EQUAL(tree().announcements().size(), 2u);
    BOOST_TEST((tree().announcements()[0].politeness == ui::Politeness::Assertive));
    BOOST_TEST((tree().announcements()[1].politeness == ui::Politeness::Polite));
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

BOOST_AUTO_TEST_CASE(two_messages_at_most_and_those_that_wait_for_an_answer_first)
{
    messages = {
        {1, kit::Tone::Warning, value("Question"), {}, value("Rester")},
        {2, kit::Tone::Error, value("Premier"), {}},
        {3, kit::Tone::Error, value("Deuxième"), {}},
        {4, kit::Tone::Error, value("Troisième"), {}}};
    settle();
    BOOST_TEST(has(Role::Group, "Question"));
    BOOST_TEST(has(Role::Group, "Troisième"));
    BOOST_TEST(!has(Role::Group, "Deuxième"));
    BOOST_TEST(!has(Role::Group, "Premier"));
    act(all(Role::Button, "Masquer ce message").front().id, Act::Press);
    BOOST_TEST(has(Role::Group, "Deuxième"));
    BOOST_TEST(all(Role::Button, "Masquer ce message").size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_waited_for_room_until_it_was_no_news_is_not_shown_as_if_it_had_just_happened)
{
    // Closed from the last to the first: room for the others.
    auto const close_errors = [this] {
        for (int i = 0; i < 2; ++i)
            act(all(Role::Button, "Masquer ce message").back().id, Act::Press);
    };
    auto const come = [this](std::uint64_t number) {
        messages = {
            {number, kit::Tone::Warning, value("Attention"), {}},
            {number + 1, kit::Tone::Success, value("Enregistré"), {}},
            {number + 2, kit::Tone::Error, value("Premier"), {}},
            {number + 3, kit::Tone::Error, value("Deuxième"), {}}};
        settle();
        BOOST_TEST(!has(Role::Group, "Enregistré"));
    };
    come(1);
    input.now += 10;
    close_errors();
    BOOST_TEST(has(Role::Group, "Enregistré"));
    BOOST_TEST(has(Role::Group, "Attention"));
    come(5);
    gone.clear();
    input.now += 31;
    settle();
    BOOST_TEST((gone == std::vector<std::uint64_t>{6}));
    close_errors();
    BOOST_TEST(!has(Role::Group, "Enregistré"));
    BOOST_TEST(has(Role::Group, "Attention"));
}

BOOST_AUTO_TEST_CASE(a_message_leaves_the_field_in_focus_free)
{
    auto const drawn = draw;
    auto const overlaps = [this] {
        auto const a = find(Role::Region, "Messages").rect;
        auto const b = find(Role::TextField, "Au pied").rect;
        return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    };
    draw = [&] {
        {
            kit::PlainPage page(value("Huis Clos"));
            for (int i = 0; i < 9; ++i)
                kit::text_field("field" + std::to_string(i), value("Champ " + std::to_string(i)), typed);
            kit::text_field("last", value("Au pied"), typed);
        }
        (void)kit::toasts(messages);
    };
    messages = {{1, kit::Tone::Error, value("Refus"), value("Règle R-07")}};
    for (auto const& [width, height] : {std::pair(320.0f, 900.0f), std::pair(800.0f, 860.0f)}) {
        input.width = width;
        input.height = height;
        focus(Role::TextField, "Au pied");
        settle();
        BOOST_TEST(!overlaps(), width);
        leave_field();
    }
}

BOOST_AUTO_TEST_CASE(a_message_never_takes_the_presses_of_a_dialog)
{
    messages = {
        {1, kit::Tone::Error, value("Un refus assez long pour tenir sur plusieurs lignes"), value("Règle R-07")},
        {2, kit::Tone::Error, value("Un autre refus, long lui aussi, pour ne rien laisser"), value("Règle R-08")}};
    input.width = 320;
    for (float const height : {640.0f, 320.0f}) {
        input.height = height;
        settle();
        press(Role::Button, "Retirer");
        int const before = confirmed;
        click(Role::Button, "Retirer le membre");
        BOOST_TEST(confirmed == before + 1, height);
    }
}

BOOST_AUTO_TEST_CASE(focus_goes_to_the_page_when_what_held_it_is_gone)
{
    bool asking = false;
    draw = [&] {
        kit::PlainPage page(value("Huis Clos"));
        kit::page_title(value("Accueil"));
        if (!asking && kit::button("ask", value("Demander")))
            asking = open = true;
        if (open)
            dialog();
    };
    focus(Role::Button, "Demander");
    press(Role::Button, "Demander");
    act(find(Role::Dialog, "Retirer ce membre ?").id, Act::Dismiss);
    BOOST_TEST(focused_name() == "Accueil");
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
