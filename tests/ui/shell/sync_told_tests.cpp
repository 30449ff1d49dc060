// That synchronisation fails, and that it works again, is heard and seen without anybody looking for it; the dialog
// says the rest to who does.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/ui/shell/shell_fixture.hpp"
#include "ui/theme/tokens.hpp"

using namespace huisclos;
using namespace huisclos::testing;

BOOST_FIXTURE_TEST_SUITE(sync_told_tests, ShellFixture)

BOOST_AUTO_TEST_CASE(trouble_with_synchronisation_is_told_when_it_begins_changes_and_ends)
{
    app::SyncView& sync = views.shell.sync;
    auto const shown = [&](app::Tone tone, bool offline, Phrase label) {
        auto const before = tree().announcements().size();
        sync.tone = tone;
        sync.offline = offline;
        sync.label = std::move(label);
        settle();
        auto const now = tree().announcements();
        return now.size() == before ? std::string() : std::string(now.back().text);
    };
    auto const offline = [](std::int64_t n) {
        return phrase("session.sync.offline").with("n", n);
    };
    auto const pending = phrase("session.sync.pending").with("n", std::int64_t{1});
    settle();
    BOOST_TEST(tree().announcements().empty());
    // As it is many times a day.
    BOOST_TEST(shown(app::Tone::Info, false, pending) == "");
    BOOST_TEST(shown(app::Tone::Success, false, phrase("session.sync.saved")) == "");
    BOOST_TEST(shown(app::Tone::Warning, true, offline(0)) == "Hors ligne");
    BOOST_TEST((tree().announcements().back().politeness == ui::Politeness::Polite));
    BOOST_TEST(shown(app::Tone::Warning, true, offline(3)) == "");
    BOOST_TEST(shown(app::Tone::Warning, true, phrase("session.sync.refused")) == "Le dépôt refuse l’accès");
    BOOST_TEST(shown(app::Tone::Info, false, pending) == ui::say(pending).str());
    BOOST_TEST(shown(app::Tone::Success, false, phrase("session.sync.saved")) == "");
    BOOST_TEST(shown(app::Tone::Error, false, phrase("session.sync.cloned")) == "Cet appareil n’écrit plus");
}

BOOST_AUTO_TEST_CASE(trouble_with_synchronisation_that_is_there_from_the_first_frame_on_is_not_told)
{
    views.shell.sync.tone = app::Tone::Warning;
    views.shell.sync.offline = true;
    views.shell.sync.label = phrase("session.sync.offline").with("n", std::int64_t{0});
    settle();
    BOOST_TEST(tree().announcements().empty());
    // Nor by the next session in this window, which begins anew.
    views.signed_in = false;
    settle();
    views.signed_in = true;
    views.shell.sync = samples::views(app::HomeRoute{}).shell.sync;
    settle();
    BOOST_TEST(tree().announcements().empty());
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_on_the_first_screen_in_words_and_in_its_tone_at_every_width)
{
    app::SyncView& sync = views.shell.sync;
    auto const fine = sync;
    input.height = 640;
    for (float const width : {320.0f, 800.0f, 1440.0f}) {
        input.width = width;
        sync = fine;
        settle();
        float const top = find(Role::Main, "Contenu").rect.y;
        sync.tone = app::Tone::Warning;
        sync.offline = true;
        sync.label = phrase("session.sync.offline").with("n", std::int64_t{1});
        settle();
        std::string const words = ui::say(sync.label).str();
        Node const state = find(Role::Button, words);
        BOOST_TEST(state.clip.height > state.rect.height - 0.5f, width);
        // Nothing of the page lies below it.
        bool const is_in_rail = width > 1000;
        float const strip = is_in_rail ? 0 : state.rect.height;
        BOOST_TEST(find(Role::Main, "Contenu").rect.y == top + strip);
        auto const tone = is_in_rail ? ui::k_light.navigation_trouble : ui::k_light.warning.strong;
        constexpr float k_icon = 44;
        bool const is_said = std::ranges::any_of(corners_of(tone), [&state](ImVec2 const& at) {
            return at.x > state.rect.x + k_icon && at.x < state.rect.x + state.rect.width && at.y > state.rect.y &&
                   at.y < state.rect.y + state.rect.height;
        });
        BOOST_TEST(is_said, width);
        BOOST_TEST(faults() == "");
        click(Role::Button, words);
        BOOST_TEST(has(Role::Dialog, "Synchronisation"), width);
        act(find(Role::Dialog, "Synchronisation").id, Act::Dismiss);
        BOOST_TEST(!has(Role::Dialog, "Synchronisation"), width);
    }
    // In the open menu it is not said again: it stands above it.
    input.width = 320;
    settle();
    press(Role::Button, ui::tr("kit.menu.open").str());
    BOOST_TEST(has(Role::Button, "Verrouiller"));
    Node const state = find(Role::Button, ui::say(sync.label).str());
    BOOST_TEST(state.rect.y + state.rect.height < find(Role::Button, "Verrouiller").rect.y);
}

BOOST_AUTO_TEST_CASE(focus_stays_on_the_state_when_it_moves_below_the_bar)
{
    app::SyncView& sync = views.shell.sync;
    input.width = 800;
    settle();
    focus(Role::Button, ui::say(sync.label).str());
    sync.tone = app::Tone::Warning;
    sync.offline = true;
    sync.label = phrase("session.sync.offline").with("n", std::int64_t{0});
    settle();
    BOOST_TEST(focused_name() == "Hors ligne");
}

BOOST_AUTO_TEST_CASE(synchronisation_says_its_detail_and_can_be_asked_for)
{
    views.shell.sync.pending = 3;
    views.shell.sync.offline = true;
    click(Role::Button, "À jour à 14\u00a0h\u00a005");
    BOOST_TEST(has(Role::Dialog, "Synchronisation"));
    BOOST_TEST(has(Role::Paragraph, "3 modifications attendent d’être envoyées"));
    for (Node const& node : all(Role::Button, "Synchroniser maintenant")) {
        if (!ui::has(node.state, State::Inert))
            act(node.id, Act::Press);
    }
    (void)only<app::SyncNow>();
    BOOST_TEST(!has(Role::Dialog, "Synchronisation"));
}

BOOST_AUTO_TEST_CASE(synchronisation_says_once_that_edits_leave_when_the_store_answers)
{
    views.shell.sync.offline = true;
    views.shell.sync.label = phrase("session.sync.offline").with("n", std::int64_t{0});
    views.shell.sync.detail = phrase("session.sync.offline.detail");
    click(Role::Button, "Hors ligne");
    BOOST_REQUIRE(has(Role::Dialog, "Synchronisation"));
    std::vector<std::string_view> told;
    for (Node const& node : tree().nodes()) {
        if (node.role == Role::Paragraph && node.name.contains("partir"))
            told.push_back(node.name);
    }
    BOOST_REQUIRE(told.size() == 1u);
    BOOST_TEST(told.front().contains("partiront dès que le dépôt répondra"));
}

BOOST_AUTO_TEST_CASE(synchronisation_says_how_many_have_seen_it_and_who_is_silent)
{
    click(Role::Button, "À jour à 14\u00a0h\u00a005");
    BOOST_TEST(!has(Role::Paragraph, "Dernier envoi de cet appareil\u00a0: vu par 2 autres membres au moins"));
    views.shell.sync.seen_by = 2;
    views.shell.sync.silent = phrase("session.sync.silent_more")
                                  .with("n", std::int64_t{2})
                                  .with("days", std::int64_t{90})
                                  .with("names", "Camille Durand, Claire Vasseur");
    settle();
    BOOST_TEST(has(Role::Paragraph, "Dernier envoi de cet appareil\u00a0: vu par 2 autres membres au moins"));
    BOOST_TEST(
        has(Role::Paragraph,
            "Sans nouvelles depuis plus de 90 jours\u00a0: Camille Durand, Claire Vasseur et 2 autres membres"));
    views.shell.sync.seen_by = 0;
    views.shell.sync.silent = {};
    settle();
    BOOST_TEST(
        has(Role::Paragraph, "Dernier envoi de cet appareil\u00a0: aucun autre membre n’a encore dit l’avoir vu"));
}

BOOST_AUTO_TEST_CASE(synchronisation_lists_what_has_no_effect_or_waits_with_its_author)
{
    click(Role::Button, "À jour à 14\u00a0h\u00a005");
    BOOST_REQUIRE(has(Role::Dialog, "Synchronisation"));
    BOOST_TEST(!has(Role::Heading, "Anomalies"));
    views.shell.sync.anomalies = {
        phrase("session.anomaly.rights").with("n", std::int64_t{2}).with("name", "Marc Thévenoux"),
        phrase("session.anomaly.no_key").with("n", std::int64_t{1}).with("name", TextRef{"council.member.unknown"})};
    views.shell.sync.more_anomalies = 3;
    settle();
    BOOST_TEST(has(Role::Heading, "Anomalies"));
    BOOST_TEST(text().find("2 écritures sans le droit nécessaire") != std::string::npos);
    BOOST_TEST(text().find("Marc Thévenoux") != std::string::npos);
    BOOST_TEST(text().find("1 envoi attend une clé") != std::string::npos);
    BOOST_TEST(has(Role::Paragraph, "3 autres anomalies"));
}

BOOST_AUTO_TEST_CASE(synchronisation_offers_to_continue_as_a_new_device_where_a_copy_writes)
{
    views.shell.sync.button = app::ToastButton{verbatim("Continuer comme nouvel appareil"), app::ContinueAsNewDevice{}};
    click(Role::Button, "À jour à 14\u00a0h\u00a005");
    BOOST_REQUIRE(has(Role::Dialog, "Synchronisation"));
    click(Role::Button, "Continuer comme nouvel appareil");
    (void)only<app::ContinueAsNewDevice>();
    BOOST_TEST(!has(Role::Dialog, "Synchronisation"));
}

BOOST_AUTO_TEST_SUITE_END()
