// Another place of the store: what it has to show before a device turns to it, and what is kept of the one before.

#include <boost/test/unit_test.hpp>

#include "core/sync/paths.hpp"
#include "tests/core/sync/hostile_council.hpp"

using namespace huisclos;
using ports::RemoteAnswer;
using ports::RemoteStatus;
using testing::Peer;
using PlaceVerb = testing::MemoryRemote::Verb;

namespace {

constexpr std::string_view k_moved_to = "https://autre.example/v/";

struct MovingCouncil : testing::HostileCouncil {
    /// The other place lists the head of that device alone.
    void shows_only(Peer const& of)
    {
        mayor.remote.fault = [this, name = of.head_path().substr(2)](PlaceVerb verb, std::string const& path) {
            bool const is_listing = verb == PlaceVerb::List && path == "h/";
            if (!is_listing || mayor.remote.address().url != k_moved_to)
                return std::optional<RemoteAnswer>{};
            auto const json = "{\"items\":{\"" + name + "\":{\"ETag\":\"1\"}}}";
            return std::optional(RemoteAnswer{RemoteStatus::Ok, to_bytes(as_bytes(json)), "1"});
        };
    }
    Result<void> move_there() { return mayor.vault->move_to({std::string(k_moved_to), "fresh"}).run(); }
};

/// The other place is another host.
struct TwoHosts : testing::HostileCouncil {
    TwoHosts()
    {
        for (auto* const peer : {&mayor, &school, &other})
            peer->remote.elsewhere.emplace(k_moved_to, &there);
        there.documents = server.documents;
    }
    static Result<void> move(Peer& who) { return who.vault->move_to({std::string(k_moved_to), "token"}).run(); }

    testing::MemoryServer there{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(store_places, MovingCouncil)

BOOST_AUTO_TEST_CASE(the_head_of_one_member_shows_that_the_council_is_there)
{
    shows_only(other);
    BOOST_TEST(move_there().has_value());
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    BOOST_REQUIRE(mayor.vault->keys().former.has_value());
    BOOST_TEST(mayor.vault->keys().former->address.url == "https://store.example/v/");
    BOOST_TEST(mayor.vault->keys().former->awaits_first);
    mayor.kill();
    mayor.reopen();
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(!mayor.vault->keys().former->awaits_first);
    BOOST_TEST(mayor.vault->move_back().run().has_value());
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST((mayor.vault->move_back().run().error().code == ErrorCode::Missing));
}

BOOST_AUTO_TEST_CASE(one_s_own_head_shows_it_and_that_of_who_is_out_does_not)
{
    shows_only(mayor);
    BOOST_TEST(move_there().has_value());
    BOOST_TEST(mayor.vault->move_back().run().has_value());
    mayor.remote.fault = {};
    mayor.remove(school.member());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    shows_only(school);
    BOOST_TEST((move_there().error().code == ErrorCode::Missing));
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
}

BOOST_AUTO_TEST_CASE(a_head_that_its_device_did_not_sign_shows_nothing)
{
    auto const true_head = server.documents.at(school.head_path()).body;
    server.put(school.head_path(), server.documents.at(other.head_path()).body);
    shows_only(school);
    BOOST_TEST((move_there().error().code == ErrorCode::Missing));
    server.put(school.head_path(), true_head);
    BOOST_TEST(move_there().has_value());
}

BOOST_AUTO_TEST_CASE(a_place_that_fails_once_or_answers_slowly_is_not_asked_on)
{
    std::size_t asked = 0;
    std::int64_t takes_ms = 0;
    auto answer = RemoteStatus::Unreachable;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        if (mayor.remote.address().url != k_moved_to)
            return std::optional<RemoteAnswer>{};
        mayor.clock.advance(takes_ms);
        if (verb == PlaceVerb::List)
            return std::optional<RemoteAnswer>{};
        BOOST_TEST(path.starts_with("h/"));
        ++asked;
        return std::optional(RemoteAnswer{answer, {}, {}});
    };
    BOOST_TEST((move_there().error().code == ErrorCode::Store));
    BOOST_TEST(asked == 1U);
    asked = 0;
    answer = RemoteStatus::Refused;
    BOOST_TEST((move_there().error().code == ErrorCode::Refused));
    BOOST_TEST(asked == 1U);
    asked = 0;
    answer = RemoteStatus::NotFound;
    BOOST_TEST((move_there().error().code == ErrorCode::Missing));
    BOOST_TEST(asked == 3U);
    asked = 0;
    takes_ms = 20'000;
    BOOST_TEST((move_there().error().code == ErrorCode::Store));
    BOOST_TEST(asked == 1U);
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
}

BOOST_AUTO_TEST_CASE(a_token_is_for_the_place_in_use_and_a_place_is_one_that_a_page_may_reach)
{
    BOOST_TEST((mayor.vault->use_address({std::string(k_moved_to), "fresh"}).run().error().code == ErrorCode::Input));
    BOOST_TEST((mayor.vault->move_to({"http://autre.example/", "fresh"}).run().error().code == ErrorCode::Input));
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(mayor.vault->use_address({"https://store.example/v/", "fresh"}).run().has_value());
    BOOST_TEST(mayor.remote.address().token == "fresh");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
}

BOOST_AUTO_TEST_CASE(a_disk_of_an_earlier_version_knows_no_place_before)
{
    auto keys = sync::DeviceKeys::decode(mayor.vault->keys().encoded().view());
    BOOST_REQUIRE(keys.has_value());
    BOOST_TEST(!keys->former.has_value());
    keys->former = sync::FormerPlace{{"https://avant.example/", "t"}, false};
    auto const read = sync::DeviceKeys::decode(keys->encoded().view());
    BOOST_REQUIRE((read.has_value() && read->former.has_value()));
    BOOST_TEST(read->former->address.url == "https://avant.example/");
    BOOST_TEST(read->former->address.token == "t");
    BOOST_TEST(!read->former->awaits_first);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(store_on_two_hosts, TwoHosts)

BOOST_AUTO_TEST_CASE(what_was_written_at_a_place_comes_along_when_its_author_returns)
{
    BOOST_REQUIRE(move(mayor).has_value());
    auto const before = server.documents;
    auto const first = publish(mayor, "Première");
    auto const second = publish(mayor, "Deuxième");
    mayor.renew_inbox_key();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const generation = mayor.keyring.newest_inbox_key().generation;
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_TEST(objects_since(before).empty());
    BOOST_REQUIRE(mayor.vault->move_back().run().has_value());
    mayor.kill();
    mayor.reopen();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(first) == "Première");
    BOOST_TEST(school.read(second) == "Deuxième");
    auto const* const card = school.vault->knowledge().cards().current(mayor.member());
    BOOST_REQUIRE(card != nullptr);
    BOOST_TEST(card->card.card.generation == generation);
    auto const third = publish(mayor, "Troisième");
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(third) == "Troisième");
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(what_was_granted_mailed_and_logged_at_a_place_comes_along_too)
{
    auto const key = crypto::KemKey::generate();
    BOOST_REQUIRE(mayor.sign({ledger::LogKeyOp{1, key.public_key()}}).has_value());
    there.documents = server.documents;
    BOOST_REQUIRE(move(mayor).has_value());
    auto const at_first = there.documents;
    BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
    auto const mail = sync::mail_path(crypto::random_id<InviteId>(), sync::MailPart::Texts);
    BOOST_REQUIRE(mayor.vault->record_object(mail, Bytes(600, 3)).run().has_value());
    ledger::JournalEntry line;
    line.cid = mayor.cid;
    BOOST_REQUIRE(mayor.vault->log(line).run().has_value());
    BOOST_REQUIRE(mayor.vault->flush_log().run().has_value());
    auto const under_new_key = mayor.write("Sous la nouvelle clé");
    BOOST_REQUIRE(under_new_key.has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_REQUIRE(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(mayor.vault->move_back().run().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    for (auto const& [path, document] : there.documents) {
        if (at_first.contains(path) || path == mayor.head_path())
            continue;
        auto const found = server.documents.find(path);
        BOOST_TEST((found != server.documents.end() && same_bytes(found->second.body, document.body)), path);
    }
    BOOST_TEST(server.documents.contains(mail));
    // The key is not waited for: the school, which never was there, reads what is under it.
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(*under_new_key) == "Sous la nouvelle clé");
}

BOOST_AUTO_TEST_CASE(what_one_s_head_there_states_is_not_sent_again)
{
    auto const before = server.documents;
    auto const early = publish(mayor, "D’avant");
    auto const early_paths = objects_since(before);
    there.documents = server.documents;
    auto const late = publish(mayor, "D’après");
    auto const late_paths = objects_since(there.documents);
    BOOST_REQUIRE((!early_paths.empty() && !late_paths.empty()));
    BOOST_REQUIRE(move(mayor).has_value());
    std::set<std::string> sent;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        if (verb == PlaceVerb::Put)
            sent.insert(path);
        return std::optional<RemoteAnswer>{};
    };
    BOOST_REQUIRE(mayor.synchronise().has_value());
    for (auto const& path : early_paths)
        BOOST_TEST(!sent.contains(path));
    for (auto const& path : late_paths)
        BOOST_TEST(sent.contains(path));
    BOOST_TEST(sent.contains(mayor.head_path()));
    BOOST_REQUIRE(move(school).has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(early) == "D’avant");
    BOOST_TEST(school.read(late) == "D’après");
}

BOOST_AUTO_TEST_CASE(the_root_and_the_cards_of_those_whom_one_s_acts_let_in_come_along)
{
    auto const& knowledge = mayor.vault->knowledge();
    std::set<ObjectName> lost{*knowledge.genesis_name()};
    for (auto const& hash : knowledge.registry()->sequence()) {
        auto const* const act = knowledge.registry()->act(hash);
        if (act == nullptr)
            continue;
        for (auto const& op : act->ops) {
            if (auto const* const member = std::get_if<ledger::MemberOp>(&op))
                lost.insert(member->card);
        }
    }
    BOOST_REQUIRE(lost.size() == 3U);
    for (auto const& name : lost)
        BOOST_REQUIRE(there.documents.erase(sync::object_path(name)) == 1U);
    BOOST_REQUIRE(move(mayor).has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    for (auto const& name : lost) {
        auto const path = sync::object_path(name);
        BOOST_TEST((there.documents.contains(path) && there.documents[path].body == server.documents[path].body));
    }
}

BOOST_AUTO_TEST_CASE(who_moves_while_he_publishes_leaves_no_segment_behind)
{
    auto const made = mayor.write("Entre deux");
    BOOST_REQUIRE(made.has_value());
    bool has_moved = false;
    // The first place has the segment, and takes the head while the device turns to the other.
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        if (verb != PlaceVerb::Put || path != mayor.head_path() || has_moved)
            return std::optional<RemoteAnswer>{};
        has_moved = true;
        BOOST_REQUIRE(move(mayor).has_value());
        return std::optional(RemoteAnswer{RemoteStatus::Ok, {}, {}});
    };
    (void)mayor.synchronise();
    BOOST_REQUIRE(has_moved);
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    mayor.remote.fault = {};
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->status().pending == 0U);
    BOOST_REQUIRE(move(school).has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(*made) == "Entre deux");
}

BOOST_AUTO_TEST_CASE(an_older_copy_is_told_before_anybody_moves_and_one_head_that_is_not_older_suffices)
{
    (void)publish(school, "Depuis la copie");
    (void)publish(other, "Depuis aussi");
    BOOST_REQUIRE(mayor.synchronise().has_value());
    there.documents.erase(mayor.head_path());
    BOOST_TEST((move(mayor).error().code == ErrorCode::Rollback));
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
    there.documents[school.head_path()] = server.documents.at(school.head_path());
    BOOST_TEST(move(mayor).has_value());
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(one_s_own_older_head_is_sent_again_and_keeps_nobody_from_moving)
{
    auto const late = publish(mayor, "Depuis la copie");
    for (auto const* const peer : {&school, &other})
        there.documents.erase(peer->head_path());
    BOOST_REQUIRE(move(mayor).has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(mayor.vault->knowledge().heads().alarms().empty());
    BOOST_REQUIRE(move(school).has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(late) == "Depuis la copie");
    BOOST_TEST(school.vault->knowledge().heads().alarms().empty());
}

BOOST_AUTO_TEST_CASE(a_place_that_another_act_replaces_while_it_is_asked_is_not_followed)
{
    auto const name_place = [this](std::string url) {
        ledger::PolicyOp policy;
        policy.store_url = std::move(url);
        BOOST_REQUIRE(mayor.sign({policy}).has_value());
    };
    name_place(std::string(k_moved_to));
    BOOST_REQUIRE(mayor.synchronise().has_value());
    there.documents = server.documents;
    bool has_changed = false;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const&) {
        bool const is_asked = verb == PlaceVerb::List && mayor.remote.address().url == k_moved_to;
        if (is_asked && !std::exchange(has_changed, true))
            name_place("https://ailleurs.example/v/");
        return std::optional<RemoteAnswer>{};
    };
    BOOST_TEST((move(mayor).error().code == ErrorCode::Busy));
    BOOST_REQUIRE(has_changed);
    BOOST_TEST(mayor.remote.address().url == "https://store.example/v/");
    BOOST_TEST(!mayor.vault->keys().former.has_value());
    BOOST_TEST(move(mayor).has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_of_the_place_that_was_left_is_none_of_the_next_one)
{
    bool has_moved = false;
    mayor.remote.fault = [&](PlaceVerb verb, std::string const& path) {
        if (verb != PlaceVerb::List || path != "h/" || has_moved)
            return std::optional<RemoteAnswer>{};
        has_moved = true;
        BOOST_REQUIRE(move(mayor).has_value());
        return std::optional(RemoteAnswer{RemoteStatus::NotModified, {}, "of the first"});
    };
    BOOST_TEST((mayor.synchronise().error().code == ErrorCode::Store));
    BOOST_REQUIRE(has_moved);
    BOOST_TEST(mayor.vault->keys().former->awaits_first);
    // « Nothing has changed », to who sent no tag, shows no council.
    mayor.remote.fault = [](PlaceVerb verb, std::string const& path) {
        bool const is_heads = verb == PlaceVerb::List && path == "h/";
        return is_heads ? std::optional(RemoteAnswer{RemoteStatus::NotModified, {}, "1"}) : std::nullopt;
    };
    (void)mayor.synchronise();
    BOOST_TEST(mayor.vault->keys().former->awaits_first);
    mayor.remote.fault = {};
    BOOST_TEST(mayor.synchronise().has_value());
    BOOST_TEST(!mayor.vault->keys().former->awaits_first);
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_leaves_the_device_where_it_was)
{
    BOOST_REQUIRE(move(mayor).has_value());
    (void)publish(mayor, "Là-bas");
    mayor.disk.full = true;
    BOOST_TEST((mayor.vault->move_back().run().error().code == ErrorCode::Local));
    BOOST_TEST(mayor.remote.address().url == k_moved_to);
    BOOST_TEST(mayor.vault->status().pending == 0U);
    mayor.disk.full = false;
    BOOST_TEST(mayor.vault->move_back().run().has_value());
    BOOST_TEST(mayor.vault->status().pending > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
