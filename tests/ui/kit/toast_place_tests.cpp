// Where messages lie: over nothing to press, no tag, no QR code and no open menu.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/ui/support/screen_harness.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;
using ui::value;

namespace {

struct PlacedMessages : ScreenHarness {
    std::vector<kit::NavItem> entries{
        {"accueil", kit::icon("home-line"), value("Accueil"), 0, true, {}},
        {"membres", kit::icon("team-line"), value("Membres"), 0, false, {}}};
    std::vector<kit::Toast> messages{};
    std::function<void()> content{};
    std::string trouble{};  ///< What is wrong with synchronisation; below the bar.
    bool locked{false};
    int opened{0};
    std::uint64_t number{0};

    PlacedMessages()
    {
        draw = [this] {
            kit::Shell page(
                {.product = value("Huis Clos"),
                 .navigation = entries,
                 .user = value("Claire Vasseur"),
                 .sync_tone = trouble.empty() ? kit::Tone::Success : kit::Tone::Error,
                 .sync = value(trouble)});
            opened += page.opened().has_value();
            locked = locked || page.lock_pressed();
            kit::page_title(value("Titre"));
            if (content)
                content();
            (void)kit::toasts(messages);
        };
    }
    void say(std::string const& words)
    {
        messages = {{++number, kit::Tone::Error, value(words), {}}};
        settle();
    }
    /// Names of what is below the messages, of those that `matters` to.
    template <typename Matters>
    std::vector<std::string> covered(Matters matters) const
    {
        auto const over = find(Role::Region, "Messages").rect;
        std::vector<std::string> names;
        for (Node const& node : tree().nodes()) {
            auto const& at = node.clip;
            bool const meets = at.width > 0 && over.x < at.x + at.width && at.x < over.x + over.width &&
                               over.y < at.y + at.height && at.y < over.y + over.height;
            Node const* const group = tree().find(node.parent);
            bool const is_own = group != nullptr && tree().find(group->parent) != nullptr &&
                                tree().find(group->parent)->name == "Messages";
            if (meets && !is_own && matters(node))
                names.push_back(node.name);
        }
        return names;
    }
    std::vector<std::string> covered_controls() const
    {
        return covered([](Node const& node) { return ui::has(node.state, State::Focusable); });
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(toast_place_tests, PlacedMessages)

BOOST_AUTO_TEST_CASE(an_open_menu_stays_free)
{
    for (float const height : {720.0f, 480.0f}) {
        input.width = 320;
        input.height = height;
        settle();
        press(Role::Button, "Ouvrir le menu");
        say("Un refus assez long pour tenir sur plusieurs lignes de cette fenêtre étroite");
        BOOST_TEST(covered_controls().empty(), height);
        locked = false;
        click(Role::Button, "Verrouiller");
        BOOST_TEST(locked, height);
        press(Role::Button, "Fermer le menu");
        messages.clear();
        settle();
    }
}

BOOST_AUTO_TEST_CASE(in_a_window_too_low_for_both_the_menu_lies_over_them)
{
    input.width = 320;
    input.height = 256;
    settle();
    press(Role::Button, "Ouvrir le menu");
    say("Un refus assez long pour tenir sur plusieurs lignes de cette fenêtre étroite, et même sur bien davantage");
    auto const over = find(Role::Region, "Messages").rect;
    Node const entry = find(Role::Link, "Membres");
    focus(entry.id);
    click(Role::Link, "Membres");
    BOOST_TEST(opened == 1, over.y);
}

BOOST_AUTO_TEST_CASE(a_qr_code_and_a_tag_stay_free)
{
    content = [] {
        kit::qr_code("qr", value("Lien"), "https://saint-aubin.example/huisclos/#i=k7f3m2qdp9xab4hct8wer3lk");
        kit::tag(kit::Tone::Info, value("Lien à envoyer"));
        for (int i = 0; i < 30; ++i)
            (void)kit::button("b" + std::to_string(i), value("Bouton " + std::to_string(i)));
    };
    for (auto const& [width, height] :
         {std::pair{320.0f, 400.0f}, std::pair{320.0f, 640.0f}, std::pair{800.0f, 420.0f}}) {
        input.width = width;
        input.height = height;
        settle();
        say("La copie n’a pas réussi");
        BOOST_TEST(covered([](Node const& node) { return node.role == Role::Image; }).empty(), width);
        BOOST_TEST(covered([](Node const& node) { return node.name == "Lien à envoyer"; }).empty(), width);
        BOOST_TEST(covered_controls().empty(), width);
        messages.clear();
        settle();
    }
}

BOOST_AUTO_TEST_CASE(the_page_has_its_room_back_and_what_holds_focus_stays_in_sight)
{
    content = [] {
        for (int i = 0; i < 30; ++i)
            (void)kit::button("b" + std::to_string(i), value("Bouton " + std::to_string(i)));
    };
    input.width = 320;
    input.height = 640;
    settle();
    float const whole = find(Role::Main, "Contenu").rect.height;
    // The last button that shows.
    std::string last;
    for (Node const& node : tree().nodes()) {
        if (node.name.starts_with("Bouton") && node.clip.height >= 40)
            last = node.name;
    }
    focus(Role::Button, last);
    say("Enregistré");
    BOOST_TEST(find(Role::Main, "Contenu").rect.height < whole);
    BOOST_TEST(find(Role::Button, last).clip.height > find(Role::Button, last).rect.height - 0.5f);
    messages.clear();
    settle();
    BOOST_TEST(find(Role::Main, "Contenu").rect.height == whole);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_the_field_in_focus_stays_above_them_wherever_it_stands)
{
    int before = 0;
    std::string name;
    content = [&] {
        for (int i = 0; i < before; ++i)
            kit::paragraph(value("Avant"));
        kit::FieldOptions const options{
            .error = value("Le nom de famille est nécessaire pour qualifier ce signalement, et rien d’autre ici")};
        (void)kit::text_field("name", value("Nom"), name, options);
        for (int i = 0; i < 30; ++i)
            kit::paragraph(value("Après"));
    };
    input.width = 320;
    input.height = 800;
    std::size_t hidden = 0;
    for (before = 0; before < 20; ++before) {
        settle();
        context().pointer_move(160, 300);
        settle();
        wheel(-5000);
        focus(Role::TextField, "Nom");
        auto const whole = corners_of(ui::k_light.error.strong);
        messages = {{++number, kit::Tone::Info, value("Ce signalement n’est pas encore enregistré"), {}}};
        settle();
        auto const over = find(Role::Region, "Messages").rect;
        auto const shown = corners_of(ui::k_light.error.strong);
        hidden += shown.size() != whole.size();
        for (ImVec2 const& corner : shown)
            hidden += corner.y > over.y;
        messages.clear();
        leave_field();
    }
    BOOST_TEST(hidden == 0u);
}

BOOST_AUTO_TEST_CASE(they_stand_below_the_page_and_as_wide_whatever_is_on_it)
{
    for (auto const& [width, height] :
         {std::pair{1440.0f, 900.0f}, std::pair{800.0f, 600.0f}, std::pair{320.0f, 640.0f},
          std::pair{320.0f, 480.0f}}) {
        for (bool const is_full : {false, true}) {
            content = [is_full] {
                for (int i = 0; is_full && i < 30; ++i)
                    (void)kit::button("b" + std::to_string(i), value("Bouton " + std::to_string(i)));
            };
            input.width = width;
            input.height = height;
            settle();
            say("Enregistré");
            auto const main = find(Role::Main, "Contenu").rect;
            auto const over = find(Role::Region, "Messages").rect;
            BOOST_TEST(main.y + main.height == over.y, width << " " << is_full);
            BOOST_TEST(over.x == main.x, width << " " << is_full);
            BOOST_TEST(over.width == main.width, width << " " << is_full);
            BOOST_TEST(over.y + over.height == height, width << " " << is_full);
            messages.clear();
            settle();
            BOOST_TEST(find(Role::Main, "Contenu").rect.height > main.height, width << " " << is_full);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_message_begins_and_ends_where_the_content_of_the_page_does)
{
    content = [] {
        kit::Card card("card", {.name = value("Carte")});
        kit::paragraph(value("Contenu de la carte"));
    };
    // Beyond 1480 the content is centred.
    for (auto const& [width, height] :
         {std::pair{1440.0f, 900.0f}, std::pair{2200.0f, 900.0f}, std::pair{800.0f, 900.0f},
          std::pair{320.0f, 640.0f}}) {
        input.width = width;
        input.height = height;
        settle();
        say("Enregistré");
        auto const card = find(Role::Region, "Carte").rect;
        auto const message = find(Role::Group, "Enregistré").rect;
        BOOST_TEST(message.x == card.x, width);
        BOOST_TEST(message.width == card.width, width);
        messages.clear();
        settle();
    }
}

BOOST_AUTO_TEST_CASE(an_answer_stands_beside_its_words_where_there_is_room)
{
    auto const ask = [this](float width) {
        input.width = width;
        messages = {{++number, kit::Tone::Info, value("Une version est prête"), {}, value("Recharger la page")}};
        settle();
        auto const button = find(Role::Button, "Recharger la page").rect;
        auto const words = find(Role::Paragraph, "Une version est prête").rect;
        return button.y < words.y + words.height;
    };
    BOOST_TEST(ask(1440));
    BOOST_TEST(!ask(320));
}

BOOST_AUTO_TEST_CASE(two_messages_are_both_read_together_or_one_after_the_other)
{
    std::string const first = "Le signalement est transmis";
    std::string const second =
        "Cette personne est mineure, ou son âge n’est pas connu : pour retenir ce signalement, un représentant légal "
        "sera demandé, ou la raison de son absence.";
    auto const shows_whole = [this](std::string const& words) {
        if (!has(Role::Paragraph, words))
            return false;
        auto const rect = find(Role::Paragraph, words).rect;
        return rect.y >= 0 && rect.y + rect.height <= input.height;
    };
    for (auto const& [width, height] :
         {std::pair{320.0f, 640.0f}, std::pair{720.0f, 450.0f}, std::pair{1440.0f, 900.0f}}) {
        input.width = width;
        input.height = height;
        settle();
        messages = {{++number, kit::Tone::Success, value(first), {}}, {++number, kit::Tone::Info, value(second), {}}};
        settle();
        BOOST_TEST(shows_whole(first), width);
        BOOST_TEST(shows_whole(second), width);
        messages.clear();
        settle();
    }
    // Too low for both: the second first, then the other for as long, though nothing else happens.
    std::string const last = "Cette personne est mineure, ou son âge n’est pas connu : on le demandera.";
    input.width = 320;
    input.height = 450;
    settle();
    messages = {{++number, kit::Tone::Success, value(first), {}}, {++number, kit::Tone::Info, value(last), {}}};
    settle();
    BOOST_TEST(!shows_whole(first));
    BOOST_TEST(shows_whole(last));
    input.now += 8;
    settle();
    BOOST_TEST(shows_whole(first));
    BOOST_TEST(!shows_whole(last));
    BOOST_REQUIRE(context().wake_after().has_value());
    BOOST_TEST(*context().wake_after() > 7);
    input.now += 7;
    settle();
    BOOST_TEST(shows_whole(first));
    input.now += 2;
    settle();
    BOOST_TEST(!shows_whole(first));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_synchronisation_stays_free)
{
    std::string name;
    int before = 0;
    content = [&] {
        for (int i = 0; i < before; ++i)
            kit::paragraph(value("Avant"));
        (void)kit::text_field("name", value("Nom"), name);
        for (int i = 0; i < 30; ++i)
            kit::paragraph(value("Après"));
    };
    trouble = "Dépôt hors d’atteinte";
    input.width = 420;
    int in_corner = 0;
    for (before = 0; before < 5; ++before) {
        for (input.height = 260; input.height < 400; input.height += 10) {
            settle();
            context().pointer_move(210, 200);
            settle();
            wheel(-5000);
            focus(Role::TextField, "Nom");
            say("Un refus assez long pour tenir sur plusieurs lignes de cette fenêtre étroite, avec ce que la charte "
                "en "
                "dit et ce qui reste à faire");
            auto const main = find(Role::Main, "Contenu").rect;
            auto const over = find(Role::Region, "Messages").rect;
            BOOST_TEST(over.y >= std::min(main.y, input.height - over.height), before << " " << input.height);
            in_corner += over.y + over.height < input.height;
            messages.clear();
            leave_field();
        }
    }
    // In the corner at the top, since the field lies in the two others.
    BOOST_TEST(in_corner > 0);
}

BOOST_AUTO_TEST_SUITE_END()
