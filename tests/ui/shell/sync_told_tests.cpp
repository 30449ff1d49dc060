// That synchronisation fails, and that it works again, is heard without anybody looking for it.

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

#include "tests/ui/shell/shell_fixture.hpp"

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

BOOST_AUTO_TEST_SUITE_END()
