// Inboxes: what a self-grant replaces, what nobody may make a device delete, and the mails of an invitation.

#include <boost/test/unit_test.hpp>

#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/mail.hpp"
#include "core/sync/paths.hpp"
#include "tests/support/sync/peer.hpp"

using namespace huisclos;
using sync::InboxBook;
using sync::InboxItem;
using sync::InboxObject;
using testing::MemoryServer;
using testing::Peer;

namespace {

InboxItem item(std::uint8_t number)
{
    return {CompartmentId{{number}}, EpochId{{number}}};
}

InboxObject grant_of(std::set<InboxItem> items, std::optional<DeviceId> kept_by = {})
{
    return {InboxObject::Kind::Grant, std::move(items), kept_by};
}

constexpr DeviceId k_own{{1}};
constexpr DeviceId k_other{{2}};

struct Book {
    InboxBook::Facts facts{
        .newest_folder = "b/new/", .device = k_own, .proved = {item(1), item(2), item(3)}, .now = {1000}};
    InboxBook book{};

    void add(std::string const& path, InboxObject object) { book.note(path, std::move(object), facts.now); }
    /// Empty grants that fill the newest inbox.
    void fill()
    {
        for (std::size_t i = 0; i <= sync::k_inbox_most; ++i)
            add("b/new/f" + std::to_string(i), {InboxObject::Kind::Kept, {}, {}});
    }
};

struct InboxPair {
    InboxPair()
    {
        mayor.found();
        school.answer(mayor, mayor.floor());
        mayor.let_in(school);
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_REQUIRE(mayor.synchronise().has_value());
    }

    [[nodiscard]] std::vector<std::string> inbox_of(Peer const& peer) const
    {
        std::vector<std::string> paths;
        for (auto const& [path, document] : server.documents) {
            if (path.starts_with(peer.inbox_path()))
                paths.push_back(path);
        }
        return paths;
    }
    void rotate(int times)
    {
        for (int i = 0; i < times; ++i)
            BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    }

    MemoryServer server{};
    Peer mayor{server};
    Peer school{server};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(inbox_book)

BOOST_FIXTURE_TEST_CASE(few_grants_stay_as_they_are, Book)
{
    add("b/new/1", grant_of({item(1)}));
    add("b/new/2", grant_of({item(2)}));
    auto const plan = book.plan(facts);
    BOOST_TEST(plan.remove.empty());
    BOOST_TEST(!plan.wants_self_grant);
}

BOOST_FIXTURE_TEST_CASE(a_full_inbox_and_an_older_inbox_each_ask_for_a_self_grant, Book)
{
    add("b/new/1", grant_of({item(1)}));
    fill();
    BOOST_TEST(book.plan(facts).wants_self_grant);
    Book older;
    older.add("b/old/1", grant_of({item(1)}));
    BOOST_TEST(older.book.plan(older.facts).wants_self_grant);
    older.facts.newest_folder = "b/old/";
    BOOST_TEST(!older.book.plan(older.facts).wants_self_grant);
}

BOOST_FIXTURE_TEST_CASE(only_what_the_own_self_grant_holds_is_deleted, Book)
{
    fill();
    add("b/new/1", grant_of({item(1)}));
    add("b/new/2", grant_of({item(2), item(3)}));
    add("b/old/3", grant_of({item(2)}));
    BOOST_TEST(book.plan(facts).remove.empty());
    add("b/new/self", grant_of({item(1), item(2)}, k_own));
    auto plan = book.plan(facts);
    BOOST_TEST((plan.remove == std::vector<std::string>{"b/new/1", "b/old/3"}));
    BOOST_TEST(plan.wants_self_grant);  // For the third key.
    add("b/new/zself", grant_of({item(1), item(2), item(3)}, k_own));
    plan = book.plan(facts);
    BOOST_TEST((plan.remove == std::vector<std::string>{"b/new/1", "b/new/2", "b/new/self", "b/old/3"}));
    BOOST_TEST(!plan.wants_self_grant);
}

BOOST_FIXTURE_TEST_CASE(the_self_grant_of_another_device_stays_thirty_days, Book)
{
    add("b/new/a", grant_of({item(1), item(2)}, k_own));
    add("b/new/b", grant_of({item(1), item(2)}, k_other));
    BOOST_TEST(book.plan(facts).remove.empty());
    facts.now.ms += sync::k_inbox_keep_ms - 1;
    BOOST_TEST(book.plan(facts).remove.empty());
    facts.now.ms += 1;
    BOOST_TEST((book.plan(facts).remove == std::vector<std::string>{"b/new/b"}));
    // Seen from the other device, its own stays.
    facts.device = k_other;
    BOOST_TEST((book.plan(facts).remove == std::vector<std::string>{"b/new/a"}));
}

BOOST_FIXTURE_TEST_CASE(unknown_keys_wait_thirty_days_and_junk_a_day_and_a_deposit_for_ever, Book)
{
    add("b/new/junk", {InboxObject::Kind::Junk, {}, {}});
    add("b/new/unknown", grant_of({item(1), item(9)}));
    add("b/new/deposit", {InboxObject::Kind::Kept, {}, {}});
    add("b/new/self", grant_of({item(1), item(2), item(3)}, k_own));
    BOOST_TEST(book.plan(facts).remove.empty());
    facts.now.ms += sync::k_inbox_junk_ms;
    BOOST_TEST((book.plan(facts).remove == std::vector<std::string>{"b/new/junk"}));
    facts.now.ms += sync::k_inbox_keep_ms;
    BOOST_TEST((book.plan(facts).remove == std::vector<std::string>{"b/new/junk", "b/new/unknown"}));
}

BOOST_FIXTURE_TEST_CASE(dates_survive_a_session_and_go_with_what_they_are_about, Book)
{
    add("b/new/junk", {InboxObject::Kind::Junk, {}, {}});
    auto const note = sync::encode_first_seen(book.dates());
    auto read = sync::decode_first_seen(note);
    BOOST_REQUIRE(read.has_value());
    InboxBook later;
    later.remember(std::move(*read));
    facts.now.ms += sync::k_inbox_junk_ms;
    later.note("b/new/junk", {InboxObject::Kind::Junk, {}, {}}, facts.now);
    BOOST_TEST(later.plan(facts).remove.size() == 1U);
    later.note_listing("b/new/", {});
    BOOST_TEST(later.dates().empty());
    BOOST_TEST(!sync::decode_first_seen(Bytes{0x81, 0x00}).has_value());
}

BOOST_FIXTURE_TEST_CASE(flaw_55_a_full_inbox_is_noted_in_bounded_number_and_its_dates_stay_readable, Book)
{
    auto const path_of = [](std::size_t i) {
        auto const digits = std::to_string(i);
        return "b/00112233445566778899aabbccddeeff/" + std::string(32 - digits.size(), '0') + digits;
    };
    for (std::size_t i = 0; i < 100; ++i)
        add(path_of(i), {InboxObject::Kind::Junk, {}, {}});
    BOOST_TEST(book.noted() == 100U);
    constexpr std::size_t k_full = 65'536;
    for (std::size_t i = 100; i < k_full; ++i)
        add(path_of(i), {InboxObject::Kind::Junk, {}, {}});
    BOOST_TEST(book.noted() == sync::k_most_noted);
    BOOST_TEST(book.dates().size() == sync::k_most_noted);
    auto const note = sync::encode_first_seen(book.dates());
    BOOST_TEST(note.size() < 2U << 20);
    BOOST_TEST(sync::decode_first_seen(note).has_value());
    // All of it was read, and is not asked for again before there is room.
    BOOST_TEST(book.was_read(path_of(k_full - 1)));
    BOOST_TEST(!book.seek({}, facts.proved, facts.now));
    facts.now.ms += sync::k_inbox_junk_ms;
    auto const gone = book.plan(facts).remove;
    BOOST_TEST(gone.size() == sync::k_most_noted);
    book.forget(gone.front());
    BOOST_TEST(book.seek({}, facts.proved, facts.now));
    BOOST_TEST(!book.was_read(path_of(k_full - 1)));
    BOOST_TEST(book.was_read(gone.back()));
}

BOOST_FIXTURE_TEST_CASE(flaw_55_keys_that_grants_name_are_noted_in_bounded_number_and_nothing_is_deleted_unread, Book)
{
    fill();
    add("b/new/1", grant_of({item(1)}));
    BOOST_TEST(book.plan(facts).wants_self_grant);
    auto const invented = [] {
        std::set<InboxItem> items;
        while (items.size() < 1000)
            items.insert({k_dir, crypto::random_id<EpochId>()});
        return items;
    };
    for (int i = 0; i < 200; ++i)
        add("b/new/junk" + std::to_string(i), grant_of(invented()));
    BOOST_TEST(book.noted_items() <= sync::k_most_noted_items);
    BOOST_TEST(book.noted_items() > sync::k_most_noted_items - 1000);
    // What there is no room for may be what holds everything: no other is written, and it does not go by age.
    BOOST_TEST(!book.plan(facts).wants_self_grant);
    auto const large = grant_of(invented());
    add("b/new/large", large);
    facts.now.ms += sync::k_inbox_keep_ms;
    auto const gone = book.plan(facts).remove;
    BOOST_TEST(std::ranges::count(gone, "b/new/large") == 0);
    BOOST_TEST(gone.size() >= 100U);
    for (auto const& path : gone)
        book.forget(path);
    BOOST_TEST(book.seek({}, facts.proved, facts.now));
    BOOST_TEST(!book.was_read("b/new/large"));
    add("b/new/large", large);
    BOOST_TEST(std::ranges::count(book.plan(facts).remove, "b/new/large") == 1);
}

BOOST_FIXTURE_TEST_CASE(a_grant_is_read_again_when_it_may_be_of_use_and_not_before, Book)
{
    InboxItem const of_registry{k_dir, EpochId{{7}}};
    add("b/new/proved", grant_of({item(1)}));
    add("b/new/unknown", grant_of({item(9)}));
    add("b/new/registry", grant_of({of_registry}));
    InboxBook::Sought sought;
    BOOST_TEST(!book.seek(sought, facts.proved, facts.now));
    sought.items = {item(8)};
    BOOST_TEST(!book.seek(sought, facts.proved, facts.now));
    sought.items = {item(8), item(9)};
    BOOST_TEST(book.seek(sought, facts.proved, facts.now));
    BOOST_TEST(!book.was_read("b/new/unknown"));
    BOOST_TEST(book.was_read("b/new/proved"));
    BOOST_TEST(book.was_read("b/new/registry"));
    add("b/new/unknown", grant_of({item(9)}));
    BOOST_TEST(!book.seek(sought, facts.proved, facts.now));
    BOOST_TEST(book.was_read("b/new/unknown"));
    sought.closed = {ObjectName{{1}}};
    BOOST_TEST(book.seek(sought, facts.proved, facts.now));
    BOOST_TEST(!book.was_read("b/new/registry"));
    BOOST_TEST(book.was_read("b/new/unknown"));
}

BOOST_FIXTURE_TEST_CASE(what_a_store_brings_about_at_will_reads_an_inbox_again_once_in_some_minutes, Book)
{
    InboxItem const of_registry{k_dir, EpochId{{7}}};
    auto const read = [&] {
        add("b/new/registry", grant_of({of_registry}));
    };
    read();
    InboxBook::Sought sought;
    std::size_t times = 0;
    for (std::uint8_t poll = 0; poll < 20; ++poll) {
        // Another closed head each time, and room.
        sought.closed = {ObjectName{{static_cast<std::uint8_t>(poll + 1)}}};
        add("b/new/junk", {InboxObject::Kind::Junk, {}, {}});
        book.forget("b/new/junk");
        times += book.seek(sought, facts.proved, facts.now) ? 1U : 0U;
        read();
        facts.now.ms += 30'000;
    }
    BOOST_TEST(times == 2U);
    // What was not due is not forgotten.
    BOOST_TEST(!book.seek(sought, facts.proved, {facts.now.ms - 30'000}));
    facts.now.ms += sync::k_inbox_again_ms;
    BOOST_TEST(book.seek(sought, facts.proved, facts.now));
    read();
    // A rotation is, at once.
    sought.items = {of_registry};
    BOOST_TEST(book.seek(sought, facts.proved, facts.now));
    BOOST_TEST(!book.was_read("b/new/registry"));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(inboxes, InboxPair)

BOOST_AUTO_TEST_CASE(more_than_64_grants_become_one_from_which_a_new_device_reads_everything)
{
    auto const first = mayor.write("Premier");
    rotate(70);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(inbox_of(school).size() > 64U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(inbox_of(school).size() == 1U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(inbox_of(school).size() == 1U);
    BOOST_TEST(school.read(*first) == "Premier");

    Peer tablet(server);
    tablet.become_device_of(school);
    BOOST_TEST(tablet.read(*first) == "Premier");
    BOOST_TEST(tablet.vault->standing().is_let_in());
}

BOOST_AUTO_TEST_CASE(attack_31_grants_stay_while_the_store_only_says_that_it_has_the_self_grant)
{
    rotate(70);
    std::set<std::string> before;
    for (auto const& path : inbox_of(school))
        before.insert(path);
    auto const inbox = school.inbox_path();
    // The listing hides whatever is new.
    school.remote.fault = [&](auto verb, std::string const& path) -> std::optional<ports::RemoteAnswer> {
        if (verb != testing::MemoryRemote::Verb::List || path != inbox)
            return std::nullopt;
        std::string json = R"({"items":{)";
        for (auto const& known : before)
            json += (json.back() == '{' ? "\"" : ",\"") + known.substr(inbox.size()) + R"(":{"ETag":"x"})";
        json += "}}";
        return ports::RemoteAnswer{ports::RemoteStatus::Ok, to_bytes(as_bytes(json)), ""};
    };
    for (int i = 0; i < 4; ++i)
        BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(inbox_of(school).size() == before.size() + 1);
    school.remote.fault = nullptr;
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(inbox_of(school).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_new_sealing_key_empties_the_old_inbox)
{
    auto const old_inbox = school.inbox_path();
    BOOST_REQUIRE(inbox_of(school).size() == 1U);
    school.renew_inbox_key();
    for (int i = 0; i < 3; ++i)
        BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.inbox_path() != old_inbox);
    BOOST_TEST(inbox_of(school).size() == 1U);
    BOOST_TEST(
        std::ranges::none_of(server.documents, [&](auto const& entry) { return entry.first.starts_with(old_inbox); }));
    // And the mayor's next rotation comes to the new one.
    BOOST_REQUIRE(mayor.synchronise().has_value());
    rotate(1);
    auto const after = mayor.write("Après");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(*after) == "Après");
}

BOOST_AUTO_TEST_CASE(two_devices_never_delete_each_others_copy)
{
    Peer tablet(server);
    tablet.become_device_of(school);
    rotate(70);
    for (int i = 0; i < 4; ++i) {
        BOOST_REQUIRE(school.synchronise().has_value());
        BOOST_REQUIRE(tablet.synchronise().has_value());
    }
    auto const left = inbox_of(school).size();
    BOOST_TEST(left >= 1U);
    BOOST_TEST(left <= 2U);
    Peer third(server);
    third.become_device_of(school);
    BOOST_TEST(third.vault->standing().is_let_in());
    auto const written = mayor.write("Lu par tous");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(third.synchronise().has_value());
    BOOST_TEST(third.read(*written) == "Lu par tous");
}

BOOST_AUTO_TEST_CASE(flaw_55_junk_in_an_inbox_is_no_alarm_and_goes_after_a_day)
{
    server.put(school.inbox_path() + sync::inbox_name(ByteArray<16>{1}), Bytes(3000, 0xab));
    server.put(school.inbox_path() + sync::inbox_name(ByteArray<16>{2}), Bytes{});
    server.put(school.inbox_path() + "nonsense", Bytes(10, 1));
    auto const count = inbox_of(school).size();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(inbox_of(school).size() == count);
    school.kill();
    school.clock.advance(k_ms_per_day);
    school.reopen();
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(inbox_of(school).size() == count - 2);
    BOOST_TEST(server.documents.contains(school.inbox_path() + "nonsense"));
}

BOOST_AUTO_TEST_CASE(the_mails_of_an_invitation_go_when_it_is_over_but_not_before_they_are_sent)
{
    auto const secret = crypto::random_secret(ledger::k_invite_secret_size);
    auto const invite = ledger::invite_keys(secret.view()).id;
    auto const texts = sync::mail_path(invite, sync::MailPart::Texts);
    auto const request = sync::mail_path(invite, sync::MailPart::Request);
    BOOST_REQUIRE(mayor.vault->record_object(texts, Bytes(300, 1)).run().has_value());
    server.put(request, Bytes(300, 2));
    BOOST_TEST(!*mayor.vault->remove_invitation(invite).run());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(server.documents.contains(texts));
    BOOST_TEST(*mayor.vault->remove_invitation(invite).run());
    BOOST_TEST(!server.documents.contains(texts));
    BOOST_TEST(!server.documents.contains(request));
}

BOOST_AUTO_TEST_SUITE_END()
