// A place of the store that comes back empty, restored from an older copy, or as another one behind the same address:
// each device sends what it had written there again, once, and nothing else.

#include <boost/test/unit_test.hpp>

#include "core/base/encoding.hpp"
#include "tests/core/sync/emptied_council.hpp"
#include "tests/core/sync/moving_account.hpp"

using namespace huisclos;
using testing::EmptiedCouncil;
using testing::Peer;
using PlaceVerb = testing::MemoryRemote::Verb;

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

/// Each has a version that the others need not have read: the older one would open by a former passphrase.
BOOST_AUTO_TEST_CASE(no_device_of_several_sends_an_account_again)
{
    auto identity = open_disk(tablet, testing::k_former);
    BOOST_REQUIRE(identity.has_value());
    auto const published = sync::publish_next_account(tablet.remote, tablet.vault.get(), &*identity).run();
    BOOST_REQUIRE((published.has_value() && *published));
    server.documents.clear();
    for (auto* const device : {&school, &tablet, &school}) {
        device->clock.advance(k_ms_per_day);
        BOOST_REQUIRE(device->synchronise().has_value());
        BOOST_TEST(server.documents.contains(device->head_path()));
        BOOST_TEST(account_paths().empty());
    }
}

BOOST_AUTO_TEST_CASE(the_account_of_one_device_goes_again_whatever_junk_lies_there_and_beside_none_as_new)
{
    auto const secret = crypto::random_secret(ledger::k_account_secret_size);
    auto const keys = ledger::account_keys(secret.view(), vault_id());
    auto const plan = ledger::plan_password(testing::k_cost);
    auto const hash = sync::compute_password_hash(worker, testing::typed(testing::k_former), plan).run();
    BOOST_REQUIRE(hash.has_value());
    auto const account = ledger::renew_slots(
        other.keyring.clone(), 2, vault_id(), {secret.view(), former_kit.view(), plan, hash->view()});
    auto const make = [&](std::uint32_t version) {
        return ledger::make_account_object(keys, vault_id(), account, version);
    };
    sync::AccountSwitch to{secret.clone(), account.ring_key.clone(), 2, make(2)};
    auto const followed = other.vault->follow_account(std::move(to)).run();
    BOOST_REQUIRE(followed.has_value());
    BOOST_REQUIRE(other.synchronise().has_value());
    auto const folder = sync::account_folder(keys.locator);
    auto const own_there = [&] {
        return std::ranges::count_if(server.documents, [&](auto const& one) {
            return one.first.starts_with(folder) && ledger::open_account(keys, vault_id(), 2, one.second.body);
        });
    };
    auto const lose_all_but = [&](std::string const& name, Bytes body) {
        server.documents.clear();
        server.put(folder + name, std::move(body));
        other.clock.advance(k_ms_per_day);
        BOOST_REQUIRE(other.synchronise().has_value());
        BOOST_TEST(server.documents.contains(other.head_path()));
    };
    lose_all_but("00000002-00000000", make(2));
    BOOST_TEST(own_there() == 1);
    lose_all_but("00000003-00000000", make(3));
    BOOST_TEST(own_there() == 0);
    lose_all_but("00000001-00000000", make(1));
    BOOST_TEST(own_there() == 1);
    lose_all_but("ffffffff-00000000", Bytes(600, 5));
    BOOST_TEST(own_there() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
