// That synchronisation fails, and that it works again, is heard and seen without anybody looking for it.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <utility>

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

BOOST_AUTO_TEST_SUITE_END()
