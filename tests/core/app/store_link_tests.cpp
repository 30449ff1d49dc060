// The link of the store, its token, and a passphrase chosen on another device, on « Cet appareil » and Home.

#include <algorithm>

#include "core/app/council_store.hpp"
#include "core/crypto/envelope.hpp"
#include "tests/core/app/doors_steps.hpp"
#include "tests/core/app/store_town.hpp"

using namespace huisclos;
using app::FormKind;
using testing::Desk;

namespace {

struct StoreLinkTown : testing::StoreTown {
    /// The school is removed by an act that leaves the key of the registry as it is.
    void remove_without_new_key()
    {
        auto const gone = testing::find_member(mayor, "Camille Durand");
        mayor.kill();
        {
            testing::StoppedDevice device(mayor);
            auto const& knowledge = device.vault->knowledge();
            device.sign(
                ledger::MemberOutOp{.member = gone, .marks = {}, .cards = knowledge.cards().names_of(gone)}, k_dir);
            BOOST_REQUIRE(knowledge.registry()->is_halted(k_dir));
        }
        mayor.open();
        mayor.sign_in();
        mayor.wait(5000);
        mayor.send(app::SyncNow{});
        mayor.wait(5000);
    }
    /// Acts on the store, of those that `before` does not hold, that a key of the registry on that disk opens.
    std::size_t acts_opened(Desk& by, std::map<std::string, testing::MemoryServer::Document> const& before)
    {
        by.kill();
        auto const disk = testing::open_disk(by);
        std::vector<BytesView> keys;
        for (auto const& named : disk.keys.epochs.all(k_dir))
            keys.push_back(named.secret);
        BOOST_REQUIRE(!keys.empty());
        crypto::Context const context{
            .type = crypto::ObjectType::Act, .vault = disk.local.identity().vault, .cid = k_dir.bytes};
        return static_cast<std::size_t>(std::ranges::count_if(server.documents, [&](auto const& entry) {
            return !before.contains(entry.first) &&
                   crypto::open_envelope_any(keys, context, entry.second.body).has_value();
        }));
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(store_link)

BOOST_FIXTURE_TEST_CASE(any_member_shows_the_link_and_who_has_no_rank_replaces_nothing, StoreLinkTown)
{
    testing::join_school(mayor, school);
    school.send(app::Go{app::DeviceRoute{}});
    BOOST_TEST(school.see().device->store.link.empty());
    BOOST_TEST(!school.see().device->store.may_replace);
    school.send(app::ShowStoreLink{});
    BOOST_TEST(school.see().device->store.link == testing::store_link("token"));
    school.send(app::HideStoreLink{});
    BOOST_TEST(school.see().device->store.link.empty());
    mayor.send(app::Go{app::DeviceRoute{}});
    BOOST_TEST(mayor.see().device->store.may_replace);
}

BOOST_FIXTURE_TEST_CASE(a_link_that_is_none_of_this_store_is_refused_in_words, StoreLinkTown)
{
    type_link("https://mairie.example/");
    BOOST_TEST(link_error() == "doors.error.store_link");
    type_link(ledger::encode_link(testing::k_bundle, ledger::StoreLink{{"https://autre.example/store/x/", "fresh"}}));
    BOOST_TEST(link_error() == "council.store.other_place");
    type_link(testing::store_link("token"));
    BOOST_TEST(link_error() == "council.store.same");
    mayor.send(app::Go{app::ActsRoute{}});
    BOOST_TEST(mayor.see().acts->draft.empty());
}

BOOST_FIXTURE_TEST_CASE(after_a_departure_the_token_is_replaced_by_an_act_and_the_others_follow, StoreLinkTown)
{
    testing::join_school(mayor, school);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.token") == nullptr);
    Desk other(server);
    testing::open_elsewhere(mayor, other);

    testing::prepare_removal(mayor, "Camille Durand");
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(5000);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.token") != nullptr);

    type_link(testing::store_link("fresh"));
    BOOST_TEST(testing::find_todo(mayor, "council.todo.token") == nullptr);
    mayor.send(app::SignDraft{});
    mayor.sign();
    mayor.wait(5000);
    BOOST_TEST(mayor.remote.address().token == "fresh");
    BOOST_TEST(testing::find_todo(mayor, "council.todo.token") == nullptr);

    other.wait(60'000);
    BOOST_TEST(other.remote.address().token == "token");
    server.refused_tokens.insert("token");
    other.send(app::SyncNow{});
    other.wait(5000);
    BOOST_TEST((other.form().kind == FormKind::None));
    BOOST_TEST(other.remote.address().token == "fresh");
    BOOST_TEST(other.see().shell.sync.label.key == "session.sync.up_to_date");
    // Who left never sees that act: he is asked for a token that he does not have.
    school.send(app::SyncNow{});
    school.wait(5000);
    BOOST_TEST((school.form().kind == FormKind::StoreToken));
}

BOOST_FIXTURE_TEST_CASE(a_link_that_the_store_refuses_too_is_told_at_its_field, StoreLinkTown)
{
    server.refused_tokens = {"token", "revoked"};
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.form().errors.empty());
    mayor.submit("ok", {{"link", testing::store_link("revoked")}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.error_at("link") == "doors.error.store_link_ended");
    mayor.submit("ok", {{"link", testing::store_link("live")}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

BOOST_FIXTURE_TEST_CASE(a_link_that_only_reads_is_told_to_be_one_at_the_first_write, StoreLinkTown)
{
    mayor.wait(5000);
    mayor.remote.offline = true;
    (void)testing::open_situation(mayor, {});
    mayor.remote.offline = false;
    mayor.remote.fault = [this](auto verb, auto const&) {
        bool const is_refused = verb == testing::MemoryRemote::Verb::Put && mayor.remote.address().token != "live";
        return is_refused ? std::optional(ports::RemoteAnswer{ports::RemoteStatus::Refused, {}, {}}) : std::nullopt;
    };
    mayor.send(app::SyncNow{});
    mayor.wait(5000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.form().title.key == "session.sync.read_only");
    BOOST_TEST(mayor.form().intro.front().key == "doors.token.read_only");
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.read_only");
    mayor.submit("ok", {{"link", testing::store_link("reads")}});
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    BOOST_TEST(mayor.error_at("link") == "doors.error.store_link_read_only");
    mayor.submit("ok", {{"link", testing::store_link("live")}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
}

/// docs/protocol.md 3.12: what a kit, an account or an invitation carries is only the first token tried.
BOOST_FIXTURE_TEST_CASE(flaw_45_a_device_that_comes_back_to_a_dead_token_opens_and_asks_for_a_live_one, StoreLinkTown)
{
    auto const record = testing::open_situation(mayor, {});
    auto const shows_record = [&] {
        mayor.send(app::Go{app::SituationsRoute{.group = {}, .situation = record, .tab = {}}});
        return mayor.see().sheet.has_value();
    };
    mayor.wait(5000);
    mayor.kill();
    server.refused_tokens.insert("token");
    mayor.open();
    mayor.sign_in();
    BOOST_REQUIRE(mayor.see().signed_in);
    BOOST_TEST(shows_record());
    mayor.wait(5000);
    BOOST_REQUIRE((mayor.form().kind == FormKind::StoreToken));
    mayor.submit("ok", {{"link", testing::store_link("live")}});
    BOOST_TEST((mayor.form().kind == FormKind::None));
    mayor.wait(5000);
    BOOST_TEST(mayor.see().shell.sync.label.key == "session.sync.up_to_date");
    BOOST_TEST(shows_record());
}

BOOST_FIXTURE_TEST_CASE(flaw_45_a_kit_with_a_dead_token_opens_an_empty_browser_by_a_live_one, StoreLinkTown)
{
    server.refused_tokens.insert("token");
    Desk empty(server);
    empty.clock = mayor.clock;
    empty.open();
    empty.submit("kit");
    empty.submit("ok", {{"kit", mayor.kit}});
    // The link is asked; left aside, it may stand for the address of the kit in letters.
    BOOST_TEST((empty.form().kind == FormKind::StoreToken));
    BOOST_TEST(empty.disk.places.empty());
    empty.submit("back");
    empty.submit("kit");
    auto const kit = ledger::read_kit_text(mayor.kit);
    BOOST_REQUIRE(kit.has_value());
    std::string words;
    for (auto const& word : ledger::kit_words(kit->vault, kit->account_secret.view(), kit->recovery_key.view()))
        words += word + ' ';
    empty.submit(
        "ok", {{"address", testing::store_link("live")}, {"number", ledger::kit_number(kit->vault)}, {"words", words}});
    BOOST_REQUIRE((empty.form().kind == FormKind::NewPassphrase));
    empty.choose_passphrase();
    BOOST_REQUIRE(empty.see().signed_in);
    BOOST_TEST(empty.remote.address().token == "live");
    empty.wait(5000);
    BOOST_TEST(empty.see().shell.sync.label.key == "session.sync.up_to_date");
}

/// docs/protocol.md 3.7: no new token is signed under a key of the registry that somebody who left holds.
BOOST_FIXTURE_TEST_CASE(who_left_with_the_last_key_of_the_registry_does_not_read_the_new_token, StoreLinkTown)
{
    testing::join_school(mayor, school);
    auto const at_first = server.documents;
    remove_without_new_key();
    // He is proven by the act of his own removal.
    school.send(app::SyncNow{});
    school.wait(5000);
    BOOST_TEST(acts_opened(school, at_first) == 1U);

    auto const before = server.documents;
    type_link(testing::store_link("fresh"));
    mayor.send(app::SignDraft{});
    BOOST_TEST(std::ranges::any_of(
        mayor.form().lines, [](app::FormLine const& line) { return line.text.key == "council.act.hides_token"; }));
    mayor.sign();
    mayor.wait(5000);
    BOOST_TEST(mayor.remote.address().token == "fresh");
    BOOST_TEST(acts_opened(school, before) == 0U);
    BOOST_TEST(acts_opened(mayor, before) == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_passphrase_chosen_elsewhere_is_told_and_learnt, StoreLinkTown)
{
    auto const former = mayor.passphrase;
    BOOST_TEST(testing::find_todo(mayor, "council.todo.passphrase") == nullptr);
    Desk renewed(server);
    renewed.open();
    testing::renew_by_kit(mayor, renewed);
    mayor.kill();
    mayor.open();
    mayor.sign_in();
    mayor.wait(5000);
    BOOST_REQUIRE(testing::find_todo(mayor, "council.todo.passphrase") != nullptr);
    mayor.send(app::LearnPassphrase{});
    testing::signs_by_new_passphrase(mayor, former, renewed.passphrase);
    BOOST_TEST(testing::find_todo(mayor, "council.todo.passphrase") == nullptr);
    mayor.remote.offline = true;
    testing::comes_back_by_new_passphrase(mayor, former);
}

BOOST_AUTO_TEST_SUITE_END()
