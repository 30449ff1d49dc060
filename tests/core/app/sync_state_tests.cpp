// What the shell says of synchronisation beside the time: who has seen what was sent last, who is silent (3.13).

#include "core/app/sync_words.hpp"
#include "tests/core/app/signed_acts.hpp"

using namespace huisclos;
using testing::Desk;

namespace {

struct SyncStateTown : testing::FoundedTown {
    static std::uint32_t seen_by(Desk& desk)
    {
        auto const seen = desk.see().shell.sync.seen_by;
        BOOST_REQUIRE(seen.has_value());
        return *seen;
    }
    static std::string silent_key(Desk& desk) { return desk.see().shell.sync.silent.key; }

    /// The school polls, from the beginning of a minute, which the shell tells.
    void begin_minute()
    {
        school.clock.time = {(school.clock.now().ms / 60'000 + 1) * 60'000};
        school.send(app::SyncNow{});
        (void)school.see();
        asked = school.frames_asked;
        requests = server.requests;
    }
    /// That were asked for by the polls since.
    std::size_t frames()
    {
        school.rest_until(school.clock.now().ms + 40'000);
        BOOST_TEST(server.requests > requests);
        return school.frames_asked - asked;
    }
    [[nodiscard]] std::map<std::string, std::string> heads() const
    {
        std::map<std::string, std::string> tags;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with("h/"))
                tags.emplace(path, document.etag);
        }
        return tags;
    }
    static void open_after(Desk& who, std::int64_t ms)
    {
        who.kill();
        who.clock.advance(ms);
        who.open();
        who.sign_in();
        who.wait(5000);
        who.wait(5000);
    }
    static std::string label_key(Desk& who) { return who.see().shell.sync.label.key; }
    void is_told_of_withheld_head(app::Tone tone)
    {
        auto const& said = mayor.see().shell.sync;
        BOOST_TEST(said.detail.key == "session.sync.withheld.detail");
        BOOST_TEST((said.tone == tone));
        BOOST_TEST(!said.offline);
    }
    static void come_back(Desk& who, std::int64_t at)
    {
        open_after(who, at - who.clock.now().ms);
        BOOST_REQUIRE(who.see().shell.sync.label.key == "session.sync.up_to_date");
    }

    std::size_t asked{0};
    std::size_t requests{0};
};

std::string names_in(Phrase const& said)
{
    for (auto const& [name, value] : said.args) {
        if (name == "names")
            return std::get<std::string>(value);
    }
    return {};
}

std::int64_t first_number_of(Phrase const& said)
{
    return std::get<std::int64_t>(said.args.front().second);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sync_state)

BOOST_FIXTURE_TEST_CASE(a_head_that_has_seen_ones_own_is_shown_and_an_answer_without_one_costs_no_frame, SyncStateTown)
{
    BOOST_TEST(seen_by(mayor) == 0U);
    testing::join_school(mayor, school);
    auto const report = testing::send_report(school, {});
    school.send(app::SyncNow{});
    school.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(school.see().shell.sync.label.key == "session.sync.up_to_date");
    mayor.send(app::SyncNow{});
    // The page asks for the views between answers.
    school.remote.fault = [this](auto, auto const&) {
        (void)school.see();
        return std::optional<ports::RemoteAnswer>{};
    };
    begin_minute();
    BOOST_TEST(frames() == 0U);
    BOOST_TEST(seen_by(school) == 0U);

    begin_minute();
    auto const before = heads();
    // The mayor reads, and writes nothing but his log: his head has nothing else that is new to the school.
    mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = report, .tab = {}}});
    testing::minutes_pass(mayor, 16);
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_REQUIRE((heads() != before));
    BOOST_TEST(frames() > 0U);
    BOOST_TEST(seen_by(school) == 1U);
}

/// docs/protocol.md 3.13: every 5 seconds within two minutes of an edit seen, too.
BOOST_FIXTURE_TEST_CASE(an_edit_seen_makes_polls_quick_for_two_minutes, SyncStateTown)
{
    testing::join_school(mayor, school);
    std::size_t polls = 0;
    school.remote.fault = [&polls](auto verb, std::string const& path) {
        polls += verb == testing::MemoryRemote::Verb::List && path == "h/" ? 1 : 0;
        return std::optional<ports::RemoteAnswer>{};
    };
    auto const polls_in = [&](std::int64_t ms) {
        polls = 0;
        school.app().note_input();
        school.rest_until(school.clock.now().ms + ms);
        return polls;
    };
    constexpr std::int64_t k_minute = 60'000;
    (void)polls_in(5 * k_minute);
    BOOST_TEST(polls_in(k_minute) <= 2U);
    (void)testing::open_situation(mayor, {});
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_TEST(polls_in(40'000) > 0U);
    BOOST_TEST(polls_in(k_minute) >= 10U);
    (void)polls_in(2 * k_minute);
    BOOST_TEST(polls_in(k_minute) <= 2U);
}

/// « Synchroniser maintenant » while a poll is not answered yet: what was asked is done, whatever becomes of that poll.
BOOST_FIXTURE_TEST_CASE(what_is_asked_during_a_poll_that_fails_is_done_at_once_after_it, SyncStateTown)
{
    constexpr std::int64_t k_minute = 60'000;
    mayor.app().note_input();
    mayor.rest_until(mayor.clock.now().ms + 5 * k_minute);
    std::optional<Instant> failed_at;
    std::size_t after = 0;
    mayor.remote.fault = [&](auto verb, std::string const& path) {
        bool const is_poll = verb == testing::MemoryRemote::Verb::List && path == "h/";
        if (!is_poll)
            return std::optional<ports::RemoteAnswer>{};
        if (failed_at) {
            after += mayor.clock.now().ms - failed_at->ms < 1000 ? 1 : 0;
            return std::optional<ports::RemoteAnswer>{};
        }
        failed_at = mayor.clock.now();
        mayor.app().send(app::SyncNow{});
        mayor.app().tick();
        return std::optional(ports::RemoteAnswer{});
    };
    mayor.rest_until(mayor.clock.now().ms + k_minute);
    BOOST_REQUIRE(failed_at.has_value());
    BOOST_TEST(after > 0U);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(who_has_not_been_heard_of_for_ninety_days_is_named_until_he_comes_back, SyncStateTown)
{
    testing::join_school(mayor, school);
    auto const start = mayor.clock.now().ms;
    come_back(mayor, start + 80 * k_ms_per_day);
    BOOST_TEST(silent_key(mayor).empty());
    come_back(mayor, start + 92 * k_ms_per_day);
    BOOST_TEST(silent_key(mayor) == "session.sync.silent");
    BOOST_TEST(names_in(mayor.see().shell.sync.silent) == "Camille Durand");

    come_back(school, start + 92 * k_ms_per_day);
    BOOST_TEST(silent_key(school).empty());
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_TEST(silent_key(mayor).empty());
}

BOOST_FIXTURE_TEST_CASE(a_store_that_withholds_ones_own_head_alone_is_not_said_to_be_away, SyncStateTown)
{
    mayor.wait(5000);
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(heads().size() == 1U);
    auto const own = heads().begin()->first;
    testing::join_school(mayor, school);
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    mayor.wait(sync::k_head_every_ms);
    BOOST_REQUIRE(label_key(mayor) == "session.sync.up_to_date");
    BOOST_REQUIRE(heads().size() == 2U);
    mayor.remote.fault = [own](auto verb, std::string const& path) {
        bool const is_own = verb == testing::MemoryRemote::Verb::Get && path == own;
        return is_own ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::Strange, {}, {}}) : std::nullopt;
    };
    open_after(mayor, 60'000);
    // All that is shown of the others is as it was, and nobody is told that his own is safe there.
    BOOST_TEST(label_key(mayor) == "session.sync.saved");
    is_told_of_withheld_head(app::Tone::Info);
    // What is written waits for it.
    (void)testing::open_situation(mayor, {});
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_TEST(label_key(mayor) == "session.sync.pending");
    is_told_of_withheld_head(app::Tone::Info);

    open_after(mayor, k_ms_per_day);
    BOOST_TEST(label_key(mayor) == "session.sync.pending");
    is_told_of_withheld_head(app::Tone::Warning);
    // By now it is asked for after minutes alone, but for a person who asks.
    testing::minutes_pass(mayor, 4);
    mayor.remote.fault = {};
    mayor.send(app::SyncNow{});
    mayor.wait(sync::k_head_every_ms);
    BOOST_TEST(label_key(mayor) == "session.sync.up_to_date");
    BOOST_TEST(mayor.see().shell.sync.detail.empty());
}

/// « Vérifier la réponse » while a poll is not answered yet.
BOOST_FIXTURE_TEST_CASE(an_answer_that_is_asked_for_during_a_poll_is_asked_for_at_once_after_it, SyncStateTown)
{
    testing::answer_invitation(school, testing::invite_school(mayor));
    BOOST_REQUIRE((school.form().kind == app::FormKind::JoinWait));
    std::optional<Instant> asked_at;
    std::size_t after = 0;
    school.remote.fault = [&](auto verb, std::string const& path) {
        bool const is_poll = verb == testing::MemoryRemote::Verb::List && path == "h/";
        if (is_poll && asked_at) {
            after += school.clock.now().ms - asked_at->ms < 1000 ? 1 : 0;
        } else if (is_poll) {
            asked_at = school.clock.now();
            school.submit("ok");
        }
        return std::optional<ports::RemoteAnswer>{};
    };
    school.rest_until(school.clock.now().ms + 60'000);
    BOOST_REQUIRE(asked_at.has_value());
    BOOST_TEST(after > 0U);
}

BOOST_AUTO_TEST_CASE(of_many_silent_members_the_first_are_named_and_the_others_counted)
{
    BOOST_TEST(app::say_silent({}, 0).empty());
    auto said = app::say_silent({"A", "B", "C", "D", "E"}, 0);
    BOOST_TEST(said.key == "session.sync.silent");
    BOOST_TEST(names_in(said) == "A, B, C, D, E");
    said = app::say_silent({"A", "B", "C", "D", "E", "F"}, 2);
    BOOST_TEST(said.key == "session.sync.silent_more");
    BOOST_TEST(names_in(said) == "A, B, C, D, E");
    BOOST_TEST(first_number_of(said) == 3);
    // Whom the annuaire does not name to this member is no name to him.
    said = app::say_silent({}, 2);
    BOOST_TEST(said.key == "session.sync.silent_unnamed");
    BOOST_TEST(first_number_of(said) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
