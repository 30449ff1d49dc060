// A place that has lost something cannot be sent it again at once: no head leaves that would hide the loss, and what is
// owed is remembered.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/emptied_council.hpp"

using namespace huisclos;
using testing::EmptiedCouncil;
using LateVerb = testing::MemoryRemote::Verb;
using LateAnswer = std::optional<ports::RemoteAnswer>;

namespace {

constexpr std::int64_t k_hour = 60 * 60'000;

struct LateCouncil : EmptiedCouncil {
    /// All that the mayor wrote, and a head that waits; then the host loses everything.
    void lose_while_a_head_waits()
    {
        mayor.remote.offline = true;
        BOOST_REQUIRE(mayor.write("Écrit hors ligne").has_value());
        mayor.remote.offline = false;
        kept = objects();
        server.documents.clear();
    }
    /// But for his head, which others replace.
    [[nodiscard]] std::map<std::string, Bytes> objects() const
    {
        auto all = written();
        all.erase(mayor.head_path());
        return all;
    }
    void fails_without_a_head_and_sends_all_later()
    {
        (void)mayor.synchronise();
        BOOST_TEST(!server.documents.contains(mayor.head_path()));
        mayor.remote.fault = {};
        mayor.disk.full = false;
        visit(mayor);
        is_all_there(kept);
        BOOST_TEST(server.documents.contains(mayor.head_path()));
    }
    /// The place gives all but his head, of which each question is counted.
    void withhold_own_head(std::size_t& reads)
    {
        mayor.remote.fault = [this, &reads](LateVerb verb, std::string const& path) {
            bool const is_own = verb == LateVerb::Get && path == mayor.head_path();
            reads += is_own ? 1U : 0U;
            return is_own ? LateAnswer(ports::RemoteAnswer{ports::RemoteStatus::Strange, {}, {}}) : LateAnswer{};
        };
    }
    /// How many questions so many polls ask, five seconds apart.
    [[nodiscard]] std::size_t reads_in(int polls, std::size_t const& reads)
    {
        auto const before = reads;
        for (int poll = 0; poll < polls; ++poll)
            visit(mayor);
        return reads - before;
    }
    void fails_where(LateVerb failing, std::string const& at)
    {
        mayor.remote.fault = [failing, at](LateVerb verb, std::string const& path) {
            return verb == failing && path == at ? LateAnswer(ports::RemoteAnswer{ports::RemoteStatus::Strange, {}, {}})
                                                 : LateAnswer{};
        };
    }

    std::map<std::string, Bytes> kept{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sent_again_late, LateCouncil)

BOOST_AUTO_TEST_CASE(what_was_written_while_the_host_was_away_leaves_with_its_head_once_it_is_back_unchanged)
{
    visit(mayor);
    mayor.remote.offline = true;
    BOOST_REQUIRE(mayor.write("Écrit hors ligne").has_value());
    BOOST_TEST(!mayor.synchronise().has_value());
    mayor.remote.offline = false;
    auto const before = server.documents.at(mayor.head_path()).body;
    // Nobody else wrote meanwhile: the folder of heads is « not modified ».
    visit(mayor);
    BOOST_TEST((server.documents.at(mayor.head_path()).body != before));
}

BOOST_AUTO_TEST_CASE(a_second_loss_within_the_hour_is_made_good_after_it_whatever_was_written_between)
{
    auto const old_copy = server.documents;
    write(mayor, "Après la copie");
    auto const all = objects();
    server.documents.clear();
    come_back(mayor);
    is_all_there(all);
    server.documents = old_copy;
    auto const between = write(mayor, "Entre les deux");
    auto const lacks = [&] {
        return std::ranges::any_of(all, [&](auto const& one) { return !server.documents.contains(one.first); });
    };
    BOOST_REQUIRE(lacks());
    // His head has left since, and says that all is there; also over a restart.
    BOOST_REQUIRE(mayor.head_of(mayor).has_value());
    come_back(mayor);
    BOOST_TEST(lacks());
    for (auto* const peer : {&mayor, &school})
        peer->clock.advance(k_hour);
    visit(mayor);
    is_all_there(all);
    visit(school);
    BOOST_TEST(school.read(between) == "Entre les deux");
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(attack_30_who_says_again_and_again_that_all_is_lost_waits_twice_as_long_each_time)
{
    auto const path = mail_path();
    auto const is_sent_after = [&](std::int64_t ms) {
        server.documents.clear();
        mayor.clock.advance(ms);
        // Another session knows it too.
        come_back(mayor);
        return server.documents.contains(path);
    };
    constexpr std::int64_t k_minute = 60'000;
    BOOST_TEST(is_sent_after(0));
    BOOST_TEST(!is_sent_after(k_hour - k_minute));
    BOOST_TEST(is_sent_after(k_minute));
    BOOST_TEST(!is_sent_after(2 * k_hour - k_minute));
    BOOST_TEST(is_sent_after(k_minute));
    for (int i = 0; i < 6; ++i)
        BOOST_TEST(is_sent_after(16 * k_hour));
    BOOST_TEST(!is_sent_after(16 * k_hour - k_minute));
    // After a week without a loss it begins anew.
    BOOST_TEST(is_sent_after(8 * k_ms_per_day));
    BOOST_TEST(is_sent_after(k_hour));
}

BOOST_AUTO_TEST_CASE(no_head_leaves_while_a_disk_refuses_what_is_to_be_sent_again)
{
    lose_while_a_head_waits();
    mayor.disk.full = true;
    fails_without_a_head_and_sends_all_later();
}

BOOST_AUTO_TEST_CASE(no_head_leaves_while_the_listing_of_heads_fails)
{
    lose_while_a_head_waits();
    fails_where(LateVerb::List, "h/");
    fails_without_a_head_and_sends_all_later();
}

BOOST_AUTO_TEST_CASE(no_head_leaves_while_the_own_head_is_not_given)
{
    lose_while_a_head_waits();
    fails_where(LateVerb::Get, mayor.head_path());
    fails_without_a_head_and_sends_all_later();
}

BOOST_AUTO_TEST_CASE(a_pull_that_fails_elsewhere_hides_no_loss)
{
    lose_while_a_head_waits();
    auto const inbox = mayor.inbox_path();
    mayor.remote.fault = [inbox](LateVerb verb, std::string const& path) {
        return verb == LateVerb::List && path == inbox
                   ? LateAnswer(ports::RemoteAnswer{ports::RemoteStatus::Ok, Bytes(9, 'x'), {}})
                   : LateAnswer{};
    };
    BOOST_TEST(!mayor.synchronise().has_value());
    mayor.remote.fault = {};
    is_all_there(kept);
    visit(mayor);
    BOOST_TEST(server.documents.contains(mayor.head_path()));
}

BOOST_AUTO_TEST_CASE(the_head_of_a_copy_that_publishes_in_the_middle_of_a_session_is_not_written_over)
{
    testing::Peer copy(server);
    copy.become_copy_of(mayor);
    auto const of_copy = copy.write("De la copie");
    BOOST_REQUIRE(of_copy.has_value());
    visit(copy);
    auto const shown = server.documents.at(mayor.head_path()).body;
    mayor.remote.offline = true;
    BOOST_REQUIRE(mayor.write("De l’original").has_value());
    mayor.remote.offline = false;
    (void)mayor.synchronise();
    BOOST_TEST(mayor.vault->status().is_cloned);
    BOOST_TEST(same_bytes(server.documents.at(mayor.head_path()).body, shown));
    visit(school);
    BOOST_TEST(school.read(*of_copy) == "De la copie");
}

BOOST_AUTO_TEST_CASE(who_is_idle_asks_once_for_his_head_where_it_is_closed_or_its_folder_is_not_found)
{
    std::size_t reads = 0;
    bool is_folder_there = true;
    mayor.remote.fault = [&](LateVerb verb, std::string const& path) {
        reads += verb == LateVerb::Get && path == mayor.head_path() ? 1U : 0U;
        return verb == LateVerb::List && path == "h/" && !is_folder_there
                   ? LateAnswer(ports::RemoteAnswer{ports::RemoteStatus::NotFound, {}, {}})
                   : LateAnswer{};
    };
    auto const reads_of_four_polls = [&] {
        reads = 0;
        for (int poll = 0; poll < 4; ++poll)
            visit(mayor);
        return reads;
    };
    auto const own = server.documents.at(mayor.head_path()).body;
    is_folder_there = false;
    BOOST_TEST(reads_of_four_polls() == 1U);
    is_folder_there = true;
    auto closed = own;
    crypto::random_fill(std::span(closed).subspan(8));
    server.put(mayor.head_path(), closed);
    BOOST_TEST(reads_of_four_polls() == 1U);
    BOOST_TEST(same_bytes(server.documents.at(mayor.head_path()).body, closed));
}

BOOST_AUTO_TEST_CASE(an_own_head_that_is_withheld_is_asked_for_ever_less_and_nothing_is_up_to_date_meanwhile)
{
    using ports::RemoteStatus;
    for (auto const answer : {RemoteStatus::Strange, RemoteStatus::Unreachable}) {
        std::size_t reads = 0;
        mayor.kill();
        mayor.reopen();
        mayor.remote.fault = [&](LateVerb verb, std::string const& path) {
            bool const is_own = verb == LateVerb::Get && path == mayor.head_path();
            reads += is_own ? 1U : 0U;
            return is_own ? LateAnswer(ports::RemoteAnswer{answer, {}, {}}) : LateAnswer{};
        };
        auto const of_others = write(school, "Écrit ailleurs");
        // At polls 1, 2, 4, 8, 16 and 32, five seconds apart.
        for (int poll = 0; poll < 40; ++poll)
            visit(mayor);
        BOOST_TEST(reads == 6U);
        BOOST_TEST(mayor.read(of_others) == "Écrit ailleurs");
        auto status = mayor.vault->status();
        BOOST_TEST((status.connection == sync::Connection::Online));
        BOOST_TEST(!status.up_to_date.has_value());
        BOOST_TEST(status.own_head_withheld.has_value());

        // What is written meanwhile waits, and is said to.
        auto const before = server.documents.at(mayor.head_path()).body;
        auto const own = mayor.write("Écrit ici");
        BOOST_REQUIRE(own.has_value());
        BOOST_TEST(mayor.synchronise().has_value());
        status = mayor.vault->status();
        BOOST_TEST(reads == 6U);
        BOOST_TEST(status.pending == 2U);
        BOOST_TEST((status.connection == sync::Connection::Online));
        BOOST_TEST(!status.up_to_date.has_value());
        BOOST_TEST(same_bytes(server.documents.at(mayor.head_path()).body, before));

        mayor.remote.fault = {};
        constexpr std::int64_t k_longest = 22 * 60'000;
        mayor.clock.advance(k_longest);
        visit(mayor);
        BOOST_TEST((mayor.vault->status().up_to_date == mayor.clock.now()));
        BOOST_TEST(!mayor.vault->status().own_head_withheld.has_value());
        school.clock.advance(k_longest);
        visit(school);
        BOOST_TEST(school.read(*own) == "Écrit ici");
    }
}

BOOST_AUTO_TEST_CASE(a_person_who_asks_and_a_connection_that_comes_back_wait_for_no_head_that_was_withheld)
{
    std::size_t reads = 0;
    mayor.kill();
    mayor.reopen();
    withhold_own_head(reads);
    // At polls 1, 2, 4, 8: the next would be the sixteenth.
    BOOST_TEST(reads_in(9, reads) == 4U);
    BOOST_TEST(reads_in(1, reads) == 0U);
    mayor.vault->ask_anew();
    BOOST_TEST(reads_in(1, reads) == 1U);
    // From there on as at first.
    BOOST_TEST(reads_in(8, reads) == 3U);
    mayor.remote.offline = true;
    BOOST_TEST(!mayor.synchronise().has_value());
    mayor.remote.offline = false;
    BOOST_TEST(reads_in(1, reads) == 1U);
}

BOOST_AUTO_TEST_CASE(since_when_an_own_head_is_withheld_is_known_over_sessions_and_whatever_a_person_asks)
{
    std::size_t reads = 0;
    mayor.kill();
    mayor.reopen();
    withhold_own_head(reads);
    visit(mayor);
    auto const since = mayor.vault->status().own_head_withheld;
    BOOST_REQUIRE(since.has_value());
    mayor.clock.advance(k_hour);
    come_back(mayor);
    mayor.vault->ask_anew();
    visit(mayor);
    BOOST_TEST((mayor.vault->status().own_head_withheld == since));
    mayor.remote.fault = {};
    mayor.vault->ask_anew();
    visit(mayor);
    BOOST_TEST(!mayor.vault->status().own_head_withheld.has_value());
    // Nor does a later session take it up again.
    mayor.kill();
    mayor.reopen();
    withhold_own_head(reads);
    visit(mayor);
    BOOST_TEST((mayor.vault->status().own_head_withheld == mayor.clock.now()));
}

BOOST_AUTO_TEST_CASE(a_listing_that_shows_the_own_head_as_it_was_read_back_ends_the_wait)
{
    std::size_t reads = 0;
    visit(mayor);
    auto const whole = server.documents;
    auto const lacking = [&] {
        auto documents = whole;
        documents.erase(mayor.head_path());
        return documents;
    }();
    withhold_own_head(reads);
    server.documents = lacking;
    BOOST_TEST(reads_in(9, reads) == 4U);
    BOOST_TEST(mayor.vault->status().own_head_withheld.has_value());
    server.documents = whole;
    BOOST_TEST(reads_in(1, reads) == 0U);
    BOOST_TEST(!mayor.vault->status().own_head_withheld.has_value());
    BOOST_TEST((mayor.vault->status().up_to_date == mayor.clock.now()));
    // It begins anew.
    server.documents = lacking;
    BOOST_TEST(reads_in(2, reads) == 2U);
}

BOOST_AUTO_TEST_CASE(where_the_own_head_is_withheld_in_the_middle_of_a_session_all_leaves_but_a_head)
{
    visit(mayor);
    server.erase(mayor.head_path());
    fails_where(LateVerb::Get, mayor.head_path());
    BOOST_REQUIRE(mayor.write("Écrit ici").has_value());
    BOOST_TEST(mayor.synchronise().has_value());
    auto const status = mayor.vault->status();
    BOOST_TEST(status.pending == 1U);
    BOOST_TEST((status.connection == sync::Connection::Online));
    BOOST_TEST(!server.documents.contains(mayor.head_path()));
    mayor.remote.fault = {};
    visit(mayor);
    BOOST_TEST(server.documents.contains(mayor.head_path()));
}

BOOST_AUTO_TEST_CASE(a_token_that_is_refused_for_the_own_head_is_said_to_be)
{
    mayor.kill();
    mayor.reopen();
    mayor.remote.fault = [this](LateVerb verb, std::string const& path) {
        return verb == LateVerb::Get && path == mayor.head_path()
                   ? LateAnswer(ports::RemoteAnswer{ports::RemoteStatus::Refused, {}, {}})
                   : LateAnswer{};
    };
    (void)mayor.synchronise();
    BOOST_TEST((mayor.vault->status().connection == sync::Connection::TokenRefused));
}

BOOST_AUTO_TEST_CASE(who_only_writes_waits_for_no_listing_of_a_place_that_never_gave_his_head)
{
    testing::Peer late(server);
    late.found();
    BOOST_TEST(server.documents.contains(late.head_path()));
}

BOOST_AUTO_TEST_SUITE_END()
