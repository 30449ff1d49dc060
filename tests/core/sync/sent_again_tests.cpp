// A place of the store that comes back empty, restored from an older copy, or as another one behind the same address:
// each device sends what it had written there again, once, and nothing else.

#include <boost/test/unit_test.hpp>

#include "core/base/encoding.hpp"
#include "core/ledger/cbor_fields.hpp"
#include "tests/core/sync/moving_account.hpp"

using namespace huisclos;
using testing::MemoryServer;
using testing::Peer;
using PlaceVerb = testing::MemoryRemote::Verb;

namespace {

/// All that the mayor ever put on the store is noted, from the root on.
struct EmptiedCouncil {
    EmptiedCouncil()
    {
        note_puts(mayor);
        mayor.found();
        school.answer(mayor, mayor.floor());
        mayor.let_in(school);
        BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{1, log_key.public_key()}}).has_value());
        BOOST_REQUIRE(mayor.vault->record_object(mail_path(), Bytes(600, 3)).run().has_value());
        ledger::JournalEntry line;
        line.t = ledger::wire_time(mayor.clock.now());
        line.cid = mayor.cid;
        BOOST_REQUIRE(mayor.vault->log(line).run().has_value());
        BOOST_REQUIRE(mayor.vault->flush_log().run().has_value());
        record = write(mayor, "Au maire");
        of_school = write(school, "À l’école");
        visit(mayor);
    }

    void note_puts(Peer& who)
    {
        who.remote.fault = [this](PlaceVerb verb, std::string const& path) {
            if (verb == PlaceVerb::Put)
                ++puts[path];
            return std::optional<ports::RemoteAnswer>{};
        };
    }
    static void visit(Peer& who)
    {
        BOOST_REQUIRE(who.synchronise().has_value());
        BOOST_TEST(who.vault->status().pending == 0U);
    }
    static void come_back(Peer& who)
    {
        who.kill();
        who.reopen();
        visit(who);
    }
    RecordId write(Peer& who, std::string_view name)
    {
        visit(who);
        auto const made = who.write(name);
        BOOST_REQUIRE(made.has_value());
        visit(who);
        return *made;
    }
    [[nodiscard]] std::string mail_path() const { return sync::mail_path(invite, sync::MailPart::Texts); }
    /// What the mayor wrote and the store still had.
    [[nodiscard]] std::map<std::string, Bytes> written() const
    {
        std::map<std::string, Bytes> all;
        for (auto const& [path, times] : puts) {
            if (auto const found = server.documents.find(path); found != server.documents.end())
                all.emplace(path, found->second.body);
        }
        return all;
    }
    void is_all_there(std::map<std::string, Bytes> const& all)
    {
        for (auto const& [path, body] : all) {
            auto const found = server.documents.find(path);
            BOOST_TEST((found != server.documents.end() && same_bytes(found->second.body, body)), path);
        }
    }

    MemoryServer server{};
    Peer mayor{server};
    Peer school{server};
    crypto::KemKey log_key{crypto::KemKey::generate()};
    InviteId invite{crypto::random_id<InviteId>()};
    RecordId record{};
    RecordId of_school{};
    std::map<std::string, std::size_t> puts{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sent_again, EmptiedCouncil)

BOOST_AUTO_TEST_CASE(an_emptied_place_gets_every_kind_of_object_again_from_its_author)
{
    auto const all = written();
    // The root, his card, that of the school, three acts, a segment, the log; grants; the mail; the head.
    auto const count = [&all](std::string_view folder) {
        return std::ranges::count_if(all, [folder](auto const& one) { return one.first.starts_with(folder); });
    };
    BOOST_REQUIRE(count("o/") >= 8);
    BOOST_REQUIRE(count("b/") >= 1);
    BOOST_REQUIRE(all.contains(mail_path()));
    BOOST_REQUIRE(all.contains(mayor.head_path()));
    server.documents.clear();
    come_back(mayor);
    is_all_there(all);
    // And within a session that goes on; the head is that of another day.
    auto others = all;
    others.erase(mayor.head_path());
    server.documents.clear();
    mayor.clock.advance(k_ms_per_day);
    school.clock.advance(k_ms_per_day);
    visit(school);
    visit(mayor);
    is_all_there(others);
    BOOST_TEST(server.documents.contains(mayor.head_path()));
}

BOOST_AUTO_TEST_CASE(who_joins_by_an_emptied_place_reads_what_he_may)
{
    server.documents.clear();
    come_back(mayor);
    come_back(school);
    Peer late(server);
    late.answer(mayor, mayor.floor());
    mayor.let_in(late);
    visit(late);
    visit(late);
    BOOST_TEST(late.read(record) == "Au maire");
    BOOST_TEST(late.read(of_school) == "À l’école");
    // Who has no memory but his keys finds them in what was sent again.
    Peer tablet(server);
    tablet.become_device_of(school);
    visit(tablet);
    BOOST_TEST(tablet.read(record) == "Au maire");
    for (auto const* const peer : {&mayor, &school, &late})
        BOOST_TEST(peer->vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_twice_when_nothing_is_missing)
{
    puts.clear();
    std::size_t own_reads = 0;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        if (verb == PlaceVerb::Put)
            ++puts[path];
        own_reads += verb == PlaceVerb::Get && path == mayor.head_path() ? 1U : 0U;
        return std::optional<ports::RemoteAnswer>{};
    };
    for (int session = 0; session < 3; ++session) {
        come_back(mayor);
        for (int poll = 0; poll < 3; ++poll)
            visit(mayor);
    }
    BOOST_TEST(puts.empty());
    BOOST_TEST(own_reads == 3U);
    // Of what is written only that is sent, and the own head is not asked for again.
    own_reads = 0;
    write(mayor, "Un écrit");
    write(school, "Un autre");
    visit(mayor);
    BOOST_TEST(puts.size() == 2U);
    BOOST_TEST(own_reads == 1U);  // Read back.
}

BOOST_AUTO_TEST_CASE(a_tag_is_the_same_in_a_listing_in_a_header_and_behind_a_proxy)
{
    for (auto const given : {"e1", "\"e1\"", "W/\"e1\""})
        BOOST_TEST(sync::bare_tag(given) == "e1");
    for (auto const odd : {"", "\"", "\"e", "e\""})
        BOOST_TEST(sync::bare_tag(odd) == odd);
}

BOOST_AUTO_TEST_CASE(a_restored_place_gets_again_what_came_after_the_copy_and_no_segment_before)
{
    auto const copy = server.documents;
    auto const later = write(mayor, "Après la copie");
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    visit(school);
    auto const all = written();
    server.documents = copy;
    puts.clear();
    come_back(mayor);
    is_all_there(all);
    auto const* const end = mayor.vault->knowledge().records(mayor.cid)->chains().ends_of(mayor.device()).back();
    BOOST_REQUIRE(end->segment.address.seq == 2U);
    BOOST_TEST(puts.contains(sync::object_path(end->name)));
    BOOST_TEST(!puts.contains(sync::object_path(end->segment.back.front())));
    visit(school);
    BOOST_TEST(school.read(later) == "Après la copie");
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(what_waits_at_the_start_does_not_hide_that_the_rest_was_lost)
{
    auto const all = written();
    mayor.remote.offline = true;
    auto const waiting = mayor.write("Écrit hors ligne");
    BOOST_REQUIRE(waiting.has_value());
    mayor.remote.offline = false;
    server.documents.clear();
    come_back(mayor);
    for (auto const& [path, body] : all)
        BOOST_TEST(server.documents.contains(path), path);
    come_back(school);
    BOOST_TEST(school.read(*waiting) == "Écrit hors ligne");
}

BOOST_AUTO_TEST_CASE(what_the_disk_refuses_is_sent_again_another_time)
{
    auto const all = written();
    server.documents.clear();
    mayor.disk.full = true;
    (void)mayor.synchronise();
    BOOST_TEST(server.documents.empty());
    mayor.disk.full = false;
    visit(mayor);
    is_all_there(all);
}

BOOST_AUTO_TEST_CASE(what_the_disk_has_spoiled_is_not_put_under_the_name_of_what_it_was)
{
    auto const* const end = mayor.vault->knowledge().records(mayor.cid)->chains().ends_of(mayor.device()).back();
    auto const path = sync::object_path(end->name);
    BOOST_REQUIRE(server.documents.contains(path));
    mayor.kill();
    server.documents.clear();
    auto const of_mayor = "o/s/" + to_hex(mayor.cid.bytes) + '/' + to_hex(mayor.device().bytes);
    std::size_t spoiled = 0;
    for (auto& [key, value] : mayor.disk.places.begin()->second.entries) {
        if (!key.starts_with(of_mayor))
            continue;
        value.back() ^= 1;
        ++spoiled;
    }
    BOOST_REQUIRE(spoiled == 1U);
    mayor.reopen();
    visit(mayor);
    BOOST_TEST(server.documents.contains(mayor.head_path()));
    BOOST_TEST(!server.documents.contains(path));
}

BOOST_AUTO_TEST_CASE(no_grant_goes_again_to_who_has_left_and_no_mail_of_an_invitation_that_is_over)
{
    auto const inbox = school.inbox_path();
    auto const shows_inbox = [&] {
        return std::ranges::any_of(server.documents, [&](auto const& one) { return one.first.starts_with(inbox); });
    };
    BOOST_REQUIRE(shows_inbox());
    BOOST_REQUIRE(mayor.vault->remove_invitation(invite).run().has_value());
    mayor.remove(school.member());
    visit(mayor);
    server.documents.clear();
    come_back(mayor);
    BOOST_REQUIRE(server.documents.contains(mayor.head_path()));
    BOOST_TEST(!shows_inbox());
    BOOST_TEST(!server.documents.contains(mail_path()));
}

BOOST_AUTO_TEST_CASE(attack_30_a_host_that_says_at_each_poll_that_it_has_lost_all_is_sent_it_once)
{
    visit(mayor);
    puts.clear();
    std::size_t shown = 0;
    bool is_read_back = false;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
        bool const is_own_head = path == mayor.head_path();
        if (verb == PlaceVerb::Put) {
            ++puts[path];
            is_read_back = is_read_back || is_own_head;
        }
        if (verb == PlaceVerb::List && path == "h/")
            return ports::RemoteAnswer{
                ports::RemoteStatus::Ok, to_bytes(as_bytes(std::string_view("{\"items\":{}}"))),
                "t" + std::to_string(++shown)};
        // His own head is shown where it is read back, and hidden where he asks for it.
        if (verb == PlaceVerb::Get && is_own_head && !std::exchange(is_read_back, false))
            return ports::RemoteAnswer{ports::RemoteStatus::NotFound, {}, {}};
        return std::nullopt;
    };
    for (int poll = 0; poll < 6; ++poll)
        (void)mayor.synchronise();
    BOOST_TEST(puts.contains(mayor.head_path()));
    for (auto const& [path, times] : puts)
        BOOST_TEST(times == 1U, path);
    BOOST_TEST(!mayor.vault->is_write_stopped());
    BOOST_TEST(mayor.read(record) == "Au maire");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(account_sent_again, testing::Moving)

BOOST_AUTO_TEST_CASE(the_account_goes_again_to_an_emptied_place_and_beside_no_other_version)
{
    auto const accounts = [this] {
        return std::ranges::count_if(server.documents, [](auto const& one) { return one.first.starts_with("k/"); });
    };
    BOOST_REQUIRE(accounts() == 1);
    server.erase(school.head_path());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(server.documents.contains(school.head_path()));
    BOOST_TEST(accounts() == 1);
    server.documents.clear();
    school.clock.advance(k_ms_per_day);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST(accounts() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
