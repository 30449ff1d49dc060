// What a device keeps of what it sealed to others: sent again as it was, or not at all, and no longer than it is of
// use.

#include <boost/test/unit_test.hpp>

#include "core/base/encoding.hpp"
#include "core/crypto/hash.hpp"
#include "core/sync/lost_device.hpp"
#include "tests/core/sync/emptied_council.hpp"

using namespace huisclos;
using testing::EmptiedCouncil;

namespace {

constexpr std::int64_t k_eight_months = 245 * k_ms_per_day;

struct KeptCouncil : EmptiedCouncil {
    [[nodiscard]] std::map<std::string, Bytes>& disk() { return mayor.disk.places.begin()->second.entries; }
    [[nodiscard]] std::vector<std::string> kept(std::string const& under) { return kept_by(mayor, under); }
    [[nodiscard]] static std::vector<std::string> kept_by(testing::Peer& who, std::string const& under)
    {
        std::vector<std::string> keys;
        for (auto const& [key, value] : who.disk.places.begin()->second.entries) {
            if (key.starts_with("s/" + under))
                keys.push_back(key);
        }
        return keys;
    }
    [[nodiscard]] bool lies_under(std::string const& folder) const
    {
        return std::ranges::any_of(server.documents, [&](auto const& one) { return one.first.starts_with(folder); });
    }
    [[nodiscard]] std::string log_path() { return log_path_of(mayor); }
    [[nodiscard]] static std::string log_path_of(testing::Peer& who)
    {
        auto const keys = kept_by(who, "l/");
        BOOST_REQUIRE(keys.size() == 1U);
        auto const name = keys.front().substr(keys.front().rfind('/') + 1);
        return "o/" + name.substr(0, 2) + '/' + name.substr(2);
    }
    [[nodiscard]] std::size_t bytes_of_log()
    {
        std::size_t bytes = 0;
        for (auto const& key : kept("l/"))
            bytes += disk().at(key).size();
        return bytes;
    }
    /// One segment of the log of so many openings.
    void seal_lines(testing::Peer& who, std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            ledger::JournalEntry line;
            line.t = ledger::wire_time(who.clock.now());
            line.cid = mayor.cid;
            line.object = record;
            BOOST_REQUIRE(who.vault->log(line).run().has_value());
        }
        BOOST_REQUIRE(who.vault->flush_log().run().has_value());
    }
    /// Six months, the least that a policy may say.
    void keep_log_for_six_months()
    {
        BOOST_REQUIRE(mayor.sign({ledger::PolicyOp{.log_months = 6}}).has_value());
        visit(mayor);
    }
    /// A first set of recovery: two of them exclude each other.
    static void sign_set(testing::Peer& who, testing::Peer const& one, testing::Peer const& other)
    {
        (void)who.sign({testing::recovery_set(one.member(), other.member())});
    }
    void drop_log(std::uint32_t period)
    {
        ledger::LogDropOp const drop{period, {{mayor.device(), 1, BodyHash{{1}}}}};
        BOOST_REQUIRE(mayor.sign({drop}).has_value());
        visit(mayor);
    }
    void lose_all()
    {
        server.documents.clear();
        come_back(mayor);
        BOOST_REQUIRE(server.documents.contains(mayor.head_path()));
    }
    /// As the disk has what was sent.
    static Bytes with_name(Bytes const& object)
    {
        auto const name = crypto::object_name(object);
        Bytes value(name.bytes.begin(), name.bytes.end());
        value.insert(value.end(), object.begin(), object.end());
        return value;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sent_again_kept, KeptCouncil)

BOOST_AUTO_TEST_CASE(what_a_disk_has_spoiled_of_grants_mails_and_the_log_is_put_over_nothing)
{
    auto const log = log_path();
    BOOST_REQUIRE((server.documents.contains(log) && !kept("b/").empty() && kept("i/").size() == 1U));
    auto const before = written();
    mayor.kill();
    for (auto const& key : kept(""))
        disk().at(key).back() ^= 1;
    // The store lacks his head alone.
    server.erase(mayor.head_path());
    puts.clear();
    mayor.reopen();
    visit(mayor);
    is_all_there(before);
    BOOST_TEST(puts.contains(mayor.head_path()));
    BOOST_TEST(!puts.contains(log));
    BOOST_TEST(!puts.contains(mail_path()));
    BOOST_TEST(kept("").empty());
}

BOOST_AUTO_TEST_CASE(who_writes_on_a_locked_disk_has_nothing_put_but_in_an_inbox_or_for_an_invitation)
{
    auto const inbox = school.inbox_path();
    auto const planted = Bytes(600, 5);
    std::vector<std::string> const paths{
        school.head_path(),
        "k/" + std::string(64, 'a') + "/ffffffff-00000000",
        "o/aa/" + std::string(62, 'a'),
        "b/../" + school.head_path(),
        inbox + "../../" + school.head_path(),
        "i/../" + school.head_path() + "-0",
        "l/00000001/" + to_hex(mayor.device().bytes) + '/' + std::string(64, 'a'),
    };
    mayor.kill();
    for (auto const& path : paths)
        disk()["s/" + path] = with_name(planted);
    server.erase(mayor.head_path());
    mayor.reopen();
    visit(mayor);
    BOOST_REQUIRE(server.documents.contains(mayor.head_path()));
    for (auto const& [path, document] : server.documents)
        BOOST_TEST(!same_bytes(document.body, planted), path);
    for (auto const& path : paths)
        BOOST_TEST(kept(path).empty(), path);
}

BOOST_AUTO_TEST_CASE(grants_go_again_to_a_key_that_was_replaced_once_and_not_twice)
{
    auto const inbox = school.inbox_path();
    for (bool const goes : {true, false}) {
        school.renew_inbox_key();
        visit(school);
        visit(mayor);
        for (auto* const peer : {&mayor, &school})
            peer->clock.advance(k_ms_per_day);
        auto const before = server.documents;
        lose_all();
        BOOST_TEST(lies_under(inbox) == goes);
        server.documents = before;
    }
}

BOOST_AUTO_TEST_CASE(no_grant_goes_again_to_a_key_that_a_lost_device_holds)
{
    testing::Peer tablet(server);
    tablet.become_device_of(school);
    for (int i = 0; i < 2; ++i) {
        visit(mayor);
        visit(school);
    }
    auto const inbox = school.inbox_path();
    lose_all();
    BOOST_REQUIRE(lies_under(inbox));
    visit(school);
    auto card = sync::card_with_lost_device(*school.vault, school.keyring, tablet.device());
    auto const recorded = school.vault->record_card(std::move(card), sync::newest_sealing_seed(school.keyring)).run();
    BOOST_REQUIRE(recorded.has_value());
    visit(school);
    for (auto* const peer : {&mayor, &school})
        peer->clock.advance(k_ms_per_day);
    visit(mayor);
    BOOST_REQUIRE(school.inbox_path() != inbox);
    lose_all();
    BOOST_TEST(!lies_under(inbox));
}

BOOST_AUTO_TEST_CASE(lines_of_the_log_of_a_period_that_was_dropped_do_not_come_back)
{
    auto const log = log_path();
    auto const period = utc_period(mayor.clock.now());
    lose_all();
    BOOST_REQUIRE(server.documents.contains(log));
    keep_log_for_six_months();
    mayor.clock.advance(k_eight_months);
    drop_log(period);
    // Until something is lost they lie where they did.
    come_back(mayor);
    BOOST_TEST(kept("l/").size() == 1U);
    lose_all();
    BOOST_TEST(!server.documents.contains(log));
    BOOST_TEST(kept("l/").empty());
}

/// Who signs the act is the one whom the log audits: he drops nothing that is to be kept.
BOOST_AUTO_TEST_CASE(a_drop_of_a_month_that_is_not_past_what_the_policy_keeps_erases_nothing)
{
    auto const log = log_path();
    auto const period = utc_period(mayor.clock.now());
    keep_log_for_six_months();
    drop_log(period);
    for (int month = 0; month < 6; ++month) {
        lose_all();
        BOOST_TEST(server.documents.contains(log));
        BOOST_TEST(kept("l/").size() == 1U);
        mayor.clock.advance(30 * k_ms_per_day);
    }
}

BOOST_AUTO_TEST_CASE(where_no_policy_says_how_long_the_log_is_kept_no_drop_erases_any)
{
    auto const log = log_path();
    auto const period = utc_period(mayor.clock.now());
    mayor.clock.advance(k_eight_months);
    drop_log(period);
    lose_all();
    BOOST_TEST(server.documents.contains(log));
    BOOST_TEST(kept("l/").size() == 1U);
}

BOOST_AUTO_TEST_CASE(no_drop_erases_anything_while_nobody_has_said_which_of_two_acts_holds)
{
    testing::Peer other(server);
    other.answer(mayor, mayor.floor());
    mayor.let_in(other);
    visit(school);
    seal_lines(school, 1);
    visit(school);
    auto const log = log_path_of(school);
    auto const period = utc_period(school.clock.now());
    keep_log_for_six_months();
    for (auto* const peer : {&mayor, &school})
        peer->clock.advance(k_eight_months);
    drop_log(period);
    visit(school);

    testing::Peer copy(server);
    copy.become_copy_of(mayor);
    copy.clock.time = mayor.clock.time;
    sign_set(mayor, school, other);
    visit(school);
    copy.remote.offline = true;
    sign_set(copy, school, other);
    BOOST_REQUIRE(copy.write("Pour compter plus loin").has_value());
    copy.remote.offline = false;
    BOOST_REQUIRE(copy.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(school.vault->knowledge().registry()->fork().size() == 1U);

    server.documents.clear();
    come_back(school);
    BOOST_REQUIRE(server.documents.contains(school.head_path()));
    BOOST_TEST(server.documents.contains(log));
    BOOST_TEST(kept_by(school, "l/").size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_a_device_sealed_before_it_went_on_as_another_goes_again)
{
    auto const log = log_path();
    testing::Peer copy(server);
    copy.become_copy_of(mayor);
    BOOST_REQUIRE(copy.write("De la copie").has_value());
    visit(copy);
    BOOST_REQUIRE(mayor.write("De l’original").has_value());
    (void)mayor.synchronise();
    BOOST_REQUIRE(mayor.vault->status().is_cloned);
    BOOST_REQUIRE(mayor.continue_as_new_device().has_value());
    // They are said again too (3.5), as the new device's.
    BOOST_REQUIRE(mayor.vault->flush_log().run().has_value());
    BOOST_TEST(kept("l/").size() == 2U);
    visit(mayor);
    BOOST_REQUIRE(server.documents.contains(mayor.head_path()));
    lose_all();
    BOOST_TEST(server.documents.contains(log));
    BOOST_TEST(kept("l/").size() == 2U);
}

/// docs/status.md, « What is sent again »: two hours of work, of four openings in a quarter of an hour, and two locks.
BOOST_AUTO_TEST_CASE(an_ordinary_day_of_the_log_keeps_some_seventeen_kilobytes)
{
    auto const before = bytes_of_log();
    constexpr std::size_t k_sealings = 10;
    constexpr std::size_t k_smallest = ObjectName::k_size + crypto::k_seal_overhead + 512;
    for (std::size_t i = 0; i < k_sealings; ++i)
        seal_lines(mayor, 4);
    BOOST_TEST(bytes_of_log() - before == k_sealings * k_smallest);
    // What the store holds of it by then is no reason to let it go: it is all sent again after a loss.
    visit(mayor);
    come_back(mayor);
    BOOST_TEST(bytes_of_log() - before == k_sealings * k_smallest);
}

/// An entry of an earlier version, or of a device that this place is no more: its name says what it is.
BOOST_AUTO_TEST_CASE(lines_of_the_log_under_the_name_of_another_device_go_again_as_they_were_sealed)
{
    auto const log = log_path();
    auto const body = server.documents.at(log).body;
    auto const key = kept("l/").front();
    mayor.kill();
    auto entry = disk().extract(key);
    auto const own = to_hex(mayor.device().bytes);
    entry.key() = std::string(key).replace(key.find(own), own.size(), own.size(), 'a');
    disk().insert(std::move(entry));
    lose_all();
    BOOST_REQUIRE(server.documents.contains(log));
    BOOST_TEST(same_bytes(server.documents.at(log).body, body));
    BOOST_TEST(kept("l/").size() == 1U);
}

BOOST_AUTO_TEST_CASE(of_self_grants_that_a_host_hides_the_last_is_kept)
{
    mayor.renew_inbox_key();
    auto const inbox = mayor.inbox_path();
    mayor.remote.fault = [&inbox](testing::MemoryRemote::Verb verb, std::string const& path) {
        return verb == testing::MemoryRemote::Verb::List && path == inbox
                   ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::NotFound, {}, {}})
                   : std::nullopt;
    };
    for (int session = 0; session < 4; ++session)
        come_back(mayor);
    auto const there =
        std::ranges::count_if(server.documents, [&](auto const& one) { return one.first.starts_with(inbox); });
    BOOST_REQUIRE(there > 1);
    BOOST_TEST(kept(inbox).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
