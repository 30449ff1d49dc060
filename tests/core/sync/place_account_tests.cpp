// The account at another place of the store: it comes along with the device, once, and not where it has moved since.

#include <boost/test/unit_test.hpp>

#include "core/sync/account_store.hpp"
#include "core/sync/paths.hpp"
#include "tests/core/sync/moving_account.hpp"

using namespace huisclos;

namespace {

constexpr std::string_view k_account_moved_to = "https://autre.example/v/";

/// The school's account too, and its tablet.
struct AccountOnTwoHosts : testing::Moving {
    AccountOnTwoHosts()
    {
        for (auto* const peer : {&school, &tablet, &mayor})
            peer->remote.elsewhere.emplace(k_account_moved_to, &there);
        for (auto const& [path, document] : server.documents) {
            if (!path.starts_with("k/"))
                there.documents.emplace(path, document);
        }
        // No tag of what was copied is given to something else.
        there.changes = server.changes;
    }
    void follow(testing::Peer& who)
    {
        BOOST_REQUIRE(who.vault->move_to({std::string(k_account_moved_to), "token"}).run().has_value());
        BOOST_REQUIRE(who.synchronise().has_value());
        BOOST_TEST(who.vault->status().pending == 0U);
    }
    [[nodiscard]] std::ptrdiff_t accounts_there() const
    {
        return std::ranges::count_if(
            there.documents, [](auto const& document) { return document.first.starts_with("k/"); });
    }

    testing::MemoryServer there{};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(account_on_two_hosts, AccountOnTwoHosts)

BOOST_AUTO_TEST_CASE(the_account_comes_along_once_and_is_written_there_from_then_on)
{
    BOOST_REQUIRE(accounts_there() == 0);
    follow(school);
    auto const found = sync::fetch_account(school.remote, former_keys(), vault_id()).run();
    BOOST_REQUIRE(found.has_value());
    BOOST_TEST(found->newest.front().version == 1U);
    BOOST_TEST(accounts_there() == 1);
    follow(tablet);
    BOOST_TEST(accounts_there() == 1);
    auto identity = open_disk(tablet, testing::k_former);
    BOOST_REQUIRE(identity.has_value());
    auto const published = sync::publish_next_account(tablet.remote, tablet.vault.get(), &*identity).run();
    BOOST_TEST((published.has_value() && *published));
    BOOST_TEST(accounts_there() == 1);
    // The former version, from the device that has not read the next one.
    BOOST_REQUIRE(school.vault->move_back().run().has_value());
    follow(school);
    auto const news = sync::look_for_account_news(school.remote, &school.vault->local()).run();
    BOOST_REQUIRE(news.has_value());
    BOOST_TEST(news->is_newer);
}

BOOST_AUTO_TEST_CASE(an_account_that_has_moved_is_not_put_anywhere_again)
{
    (void)declared();
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_REQUIRE(sync::lacks_sealing_key(*tablet.vault));
    auto const former = sync::account_folder(former_keys().locator);
    for (auto const& [path, document] : server.documents) {
        if (!path.starts_with(former))
            there.documents[path] = document;
    }
    auto const before = accounts_there();
    follow(tablet);
    BOOST_TEST(accounts_there() == before);
    BOOST_TEST(
        (sync::fetch_account(tablet.remote, former_keys(), vault_id()).run().error().code == ErrorCode::Missing));
}

/// The tablet turns to the other place and has sent nothing there yet; the account has moved meanwhile, and it follows.
BOOST_AUTO_TEST_CASE(an_account_that_waits_to_be_sent_is_not_sent_once_it_has_moved)
{
    auto const move = declared();
    BOOST_REQUIRE(tablet.vault->move_to({std::string(k_account_moved_to), "token"}).run().has_value());
    auto const waiting = tablet.vault->status().pending;
    BOOST_REQUIRE(waiting > 1U);
    there.documents = server.documents;
    auto const access = access_of(*school.vault, move, true);
    auto const identity = sync::open_with_kit(tablet.remote, &access).run();
    BOOST_REQUIRE(identity.has_value());
    tablet.disk.full = true;
    BOOST_TEST(!sync::follow_move(tablet.vault.get(), &access, &*identity).run().has_value());
    tablet.disk.full = false;
    // All or nothing: a disk that refuses keeps what waits.
    BOOST_TEST(tablet.vault->status().pending == waiting);
    BOOST_REQUIRE(sync::follow_move(tablet.vault.get(), &access, &*identity).run().has_value());
    BOOST_TEST(tablet.vault->status().pending == waiting - 1);
    BOOST_TEST(restart(tablet));
    BOOST_TEST(tablet.vault->status().pending == waiting - 1);
    for (int i = 0; i < 2; ++i)
        BOOST_REQUIRE(tablet.synchronise().has_value());
    auto const former = sync::account_folder(former_keys().locator);
    for (auto const& [path, document] : there.documents)
        BOOST_TEST(!path.starts_with(former), path);
}

/// The tablet has not seen that the account has moved, and is the first to turn to the other place.
BOOST_AUTO_TEST_CASE(what_the_first_one_there_sends_of_a_former_account_goes_once_it_follows)
{
    auto const former = sync::account_folder(former_keys().locator);
    auto const lies_there = [&] {
        return std::ranges::any_of(there.documents, [&](auto const& one) { return one.first.starts_with(former); });
    };
    auto const move = declared();
    follow(tablet);
    BOOST_REQUIRE(lies_there());
    follow(school);
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_REQUIRE(sync::lacks_sealing_key(*tablet.vault));
    auto const access = access_of(*school.vault, move, true);
    auto const identity = sync::open_with_kit(tablet.remote, &access).run();
    BOOST_REQUIRE(identity.has_value());
    BOOST_REQUIRE(sync::follow_move(tablet.vault.get(), &access, &*identity).run().has_value());
    // Also over a restart.
    BOOST_TEST(restart(tablet));
    for (int i = 0; i < 2; ++i)
        BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_TEST(!lies_there());
    BOOST_TEST(accounts_there() == 1);
    BOOST_TEST(tablet.vault->former_accounts().ended.empty());
}

BOOST_AUTO_TEST_SUITE_END()
