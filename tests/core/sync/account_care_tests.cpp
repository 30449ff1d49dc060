// A sealing key that is renewed by date at a sign-in, and the one before it that goes: whatever cuts it, whatever the
// member's other devices do meanwhile.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/renewing_account.hpp"

using namespace huisclos;
using testing::Cut;
using testing::k_former;
using testing::Peer;
using testing::Renewing;

BOOST_FIXTURE_TEST_SUITE(account_care, Renewing)

BOOST_AUTO_TEST_CASE(a_key_without_a_date_counts_from_now_and_is_renewed_a_year_later)
{
    pass(4000);
    all_synchronise();
    auto const first = sign_in(school);
    BOOST_TEST(!first.has_signed);
    BOOST_TEST(!first.is_overdue);
    BOOST_REQUIRE(keyring().inbox_dates.size() == 1U);
    pass(364);
    all_synchronise();
    BOOST_TEST(!sign_in(school).has_signed);
    BOOST_TEST(card_at(school).generation == 0U);
    pass(1);
    auto const second = sign_in(school);
    BOOST_TEST(second.has_signed);
    BOOST_TEST(!second.is_overdue);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST(card_at(mayor).generation == 1U);
    BOOST_TEST(account_paths().size() == 1U);
    is_whole(school);
    // Nothing more to do the day after.
    pass(1);
    BOOST_TEST(!sign_in(school).has_signed);
    BOOST_TEST(card_at(school).generation == 1U);
    BOOST_TEST(keyring().inbox_keys.size() == 2U);
}

BOOST_AUTO_TEST_CASE(after_a_renewal_everything_is_in_the_new_inbox_and_keys_come_there)
{
    auto const before = publish(mayor, "Avant");
    renew();
    BOOST_TEST(objects_in(folder_of(0)) == 0U);
    BOOST_TEST(objects_in(folder_of(1)) == 1U);
    BOOST_TEST(school.vault->self_grant_read().has_value());
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const after = rotate_and_write("Après");
    BOOST_TEST(objects_in(folder_of(0)) == 0U);
    BOOST_REQUIRE(school.synchronise().has_value());
    BOOST_TEST(school.read(after) == "Après");
    Peer fresh(server);
    add_device(fresh);
    BOOST_TEST(fresh.read(before) == "Avant");
    BOOST_TEST(fresh.read(after) == "Après");
}

BOOST_AUTO_TEST_CASE(the_replaced_seed_leaves_the_account_and_the_device_thirty_days_after_the_self_grant_was_read_back)
{
    renew();
    // A version that is written for the floor of the week carries the date.
    pass(8);
    BOOST_TEST(!sign_in(school).has_signed);
    auto const dates = keyring().inbox_dates;
    BOOST_REQUIRE(dates.size() == 2U);
    BOOST_TEST(dates.back().read_back.has_value());
    pass(21);
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 2U);
    BOOST_TEST(school.vault->keys().sealing.size() == 2U);
    pass(1);
    (void)sign_in(school);
    auto const kept = keyring();
    BOOST_REQUIRE(kept.inbox_keys.size() == 1U);
    BOOST_TEST(kept.inbox_keys.front().generation == 1U);
    BOOST_TEST(account_paths().size() == 1U);
    BOOST_REQUIRE(!restart(school));
    BOOST_REQUIRE(school.vault->keys().sealing.size() == 1U);
    BOOST_TEST(school.vault->keys().sealing.front().number == 1U);
    // Its copy of the account has it no more either.
    auto const own = open_disk(school, k_former);
    BOOST_REQUIRE(own.has_value());
    BOOST_TEST(own->account.keyring.inbox_keys.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_policy_of_31_days_renews_each_month_and_keeps_a_replaced_seed_a_week)
{
    ledger::PolicyOp policy;
    policy.iek_days = 31;
    BOOST_REQUIRE(mayor.sign({policy}).has_value());
    BOOST_REQUIRE(school.synchronise().has_value());
    (void)sign_in(school);
    pass(30);
    BOOST_TEST(!sign_in(school).has_signed);
    pass(1);
    BOOST_TEST(sign_in(school).has_signed);
    pass(6);
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 2U);
    pass(1);
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    BOOST_TEST(school.vault->keys().sealing.size() == 1U);
}

BOOST_AUTO_TEST_CASE(
    who_has_a_later_account_and_all_that_was_ever_stored_opens_nothing_that_was_sealed_to_a_seed_that_left)
{
    auto const secret = publish(mayor, "Confié");
    testing::Archive archive(server);
    archive.note();
    renew();
    archive.note();
    auto const folder = folder_of(0);
    pass(31);
    (void)sign_in(school);
    BOOST_REQUIRE(keyring().inbox_keys.size() == 1U);
    std::vector<crypto::KemKey> keys;
    for (auto const& key : keyring().inbox_keys)
        keys.push_back(key.key.clone());
    for (auto const& seed : school.vault->keys().sealing)
        keys.push_back(crypto::KemKey::from_seed(seed.seed.view()));
    std::size_t looked_at = 0;
    for (auto const& [path, bodies] : archive.ever) {
        if (!path.starts_with(folder))
            continue;
        for (auto const& body : bodies) {
            for (auto const& key : keys) {
                for (std::uint32_t generation : {0U, 1U})
                    BOOST_TEST(
                        !ledger::open_grant(vault_id(), {&key, generation}, ledger::target_of(school.member()), body)
                             .has_value());
            }
            ++looked_at;
        }
    }
    BOOST_TEST(looked_at > 0U);
    BOOST_TEST(school.read(secret) == "Confié");
}

BOOST_AUTO_TEST_CASE(cut_anywhere_one_account_opens_and_all_comes_to_its_end_at_the_next_sign_in)
{
    constexpr std::size_t k_most_steps = 64;
    bool went_through = false;
    std::size_t were_unfinished = 0;
    for (std::size_t step = 0; step < k_most_steps && !went_through; ++step) {
        BOOST_TEST_CONTEXT("cut after " << step)
        {
            Renewing town;
            auto const before = town.publish(town.mayor, "Avant");
            town.come_of_age();
            town.pass(1);
            BOOST_REQUIRE(!town.restart(town.school));
            Cut cut(step);
            cut.watch(town.school);
            (void)town.care(town.school);
            for (int i = 0; i < 3; ++i)
                (void)town.school.synchronise();
            went_through = !cut.is_cut;
            Cut::mend(town.school);
            (void)town.keyring();  // What stands on the store opens.
            BOOST_REQUIRE(town.mayor.synchronise().has_value());
            were_unfinished += town.card_at(town.mayor).generation == 0 ? 1 : 0;
            (void)town.sign_in(town.school);
            BOOST_REQUIRE(town.mayor.synchronise().has_value());
            BOOST_TEST(town.card_at(town.mayor).generation == 1U);
            town.is_whole(town.school);
            BOOST_TEST(town.school.vault->status().pending == 0U);
            BOOST_TEST(town.keyring().inbox_keys.size() == 2U);
            auto const after = town.rotate_and_write("Après");
            BOOST_REQUIRE(town.school.synchronise().has_value());
            BOOST_TEST(town.school.read(before) == "Avant");
            BOOST_TEST(town.school.read(after) == "Après");
            town.pass(31);
            (void)town.sign_in(town.school);
            BOOST_TEST(town.account_paths().size() == 1U);
            BOOST_TEST(town.keyring().inbox_keys.size() == 1U);
            BOOST_TEST(town.school.vault->keys().sealing.size() == 1U);
        }
    }
    BOOST_TEST(went_through);
    BOOST_TEST(were_unfinished > 3U);
}

BOOST_AUTO_TEST_CASE(the_departure_of_a_seed_is_cut_anywhere_and_comes_to_its_end)
{
    constexpr std::size_t k_most_steps = 32;
    bool went_through = false;
    for (std::size_t step = 0; step < k_most_steps && !went_through; ++step) {
        BOOST_TEST_CONTEXT("cut after " << step)
        {
            Renewing town;
            town.renew();
            town.pass(8);
            (void)town.sign_in(town.school);
            town.pass(30);
            BOOST_REQUIRE(!town.restart(town.school));
            Cut cut(step);
            cut.watch(town.school);
            (void)town.care(town.school);
            went_through = !cut.is_cut;
            Cut::mend(town.school);
            (void)town.keyring();
            (void)town.sign_in(town.school);
            BOOST_TEST(town.keyring().inbox_keys.size() == 1U);
            BOOST_TEST(town.school.vault->keys().sealing.size() == 1U);
            town.is_whole(town.school);
        }
    }
    BOOST_TEST(went_through);
}

BOOST_AUTO_TEST_CASE(a_device_that_was_open_meanwhile_lacks_the_key_loses_nothing_and_has_it_at_its_next_sign_in)
{
    renew();
    BOOST_REQUIRE(mayor.synchronise().has_value());
    auto const record = rotate_and_write("Sous la nouvelle clé");
    auto const folder = folder_of(1);
    auto const before = objects_in(folder);
    BOOST_REQUIRE(before >= 2U);
    for (int month = 0; month < 3; ++month) {
        for (int i = 0; i < 2; ++i)
            BOOST_REQUIRE(tablet.synchronise().has_value());
        tablet.clock.advance(31 * k_ms_per_day);
    }
    BOOST_TEST(sync::lacks_sealing_key(*tablet.vault));
    BOOST_TEST(tablet.read(record) == "");
    BOOST_TEST(objects_in(folder) == before);
    auto const news = sync::look_for_account_news(tablet.remote, &tablet.vault->local()).run();
    BOOST_REQUIRE(news.has_value());
    BOOST_TEST(news->may_hold_more());
    BOOST_TEST(!news->has_new_passphrase);

    tablet.clock = school.clock;
    auto const done = sign_in(tablet);
    BOOST_TEST(done.has_learnt);
    BOOST_TEST(!done.has_signed);
    BOOST_TEST(!sync::lacks_sealing_key(*tablet.vault));
    BOOST_TEST(tablet.read(record) == "Sous la nouvelle clé");
    is_whole(tablet);
}

BOOST_AUTO_TEST_CASE(no_seed_goes_while_the_self_grant_is_gone_from_the_store_and_it_is_written_again)
{
    auto const before = publish(mayor, "Avant");
    renew();
    pass(8);
    (void)sign_in(school);
    auto const folder = folder_of(1);
    BOOST_REQUIRE(objects_in(folder) == 1U);
    pass(30);
    std::erase_if(server.documents, [&folder](auto const& entry) { return entry.first.starts_with(folder); });
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 2U);
    BOOST_TEST(school.vault->keys().sealing.size() == 2U);
    BOOST_TEST(objects_in(folder) == 1U);
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    BOOST_TEST(school.vault->keys().sealing.size() == 1U);
    Peer fresh(server);
    add_device(fresh);
    BOOST_TEST(fresh.read(before) == "Avant");
}

BOOST_AUTO_TEST_CASE(another_device_lets_go_of_the_seed_that_left_the_account)
{
    renew();
    (void)sign_in(tablet);
    BOOST_TEST(tablet.vault->keys().sealing.size() == 2U);
    pass(31);
    (void)sign_in(school);
    BOOST_REQUIRE(keyring().inbox_keys.size() == 1U);
    (void)sign_in(tablet);
    BOOST_TEST(tablet.vault->keys().sealing.size() == 1U);
    // And does not put it back.
    pass(8);
    (void)sign_in(tablet);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    is_whole(tablet);
}

BOOST_AUTO_TEST_CASE(a_store_that_takes_its_time_gets_nothing_signed_five_minutes_after_the_passphrase)
{
    come_of_age();
    pass(1);
    BOOST_REQUIRE(!restart(school));
    auto identity = open_disk(school, k_former);
    BOOST_REQUIRE(identity.has_value());
    sync::HeldIdentity held{.identity = std::move(identity), .since = school.clock.now()};
    bool was_held = true;
    school.remote.fault = [&](testing::MemoryRemote::Verb, std::string const& path) {
        if (path.starts_with("b/")) {
            school.clock.advance(sync::k_identity_ms);
            held.drop_if_due(school.clock.now());
            was_held = was_held && held.identity.has_value();
        }
        return std::optional<ports::RemoteAnswer>{};
    };
    auto const slow = sync::care_for_account(school.remote, school.vault.get(), &held).run();
    school.remote.fault = {};
    BOOST_TEST(!was_held);
    BOOST_TEST(!slow.has_signed);
    BOOST_TEST(slow.is_overdue);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    BOOST_TEST(sign_in(school).has_signed);
}

BOOST_AUTO_TEST_CASE(without_the_store_nothing_is_renewed_and_that_is_said)
{
    come_of_age();
    pass(1);
    school.remote.offline = true;
    auto const without_store = sign_in(school);
    school.remote.offline = false;
    BOOST_TEST(without_store.is_overdue);
    BOOST_TEST(!without_store.has_signed);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    BOOST_TEST(sign_in(school).has_signed);
}

BOOST_AUTO_TEST_CASE(flaw_02_under_an_account_that_moved_no_card_is_signed_that_a_lost_device_could_read)
{
    (void)sign_in(tablet);
    (void)sign_in(school);
    auto const held = server.snapshot();
    (void)declared();
    auto const card = card_at(school);
    auto const without = server.documents;
    pass(366);
    // The store shows the former account again.
    for (auto const& [path, document] : held) {
        if (path.starts_with("k/"))
            server.put(path, document.body);
    }
    BOOST_TEST(!sign_in(tablet).has_signed);
    std::erase_if(server.documents, [&without](auto const& entry) {
        return entry.first.starts_with("k/") && !without.contains(entry.first);
    });
    BOOST_TEST(!sign_in(tablet).has_signed);
    BOOST_REQUIRE(mayor.synchronise().has_value());
    BOOST_TEST((card_at(mayor) == card));
}

BOOST_AUTO_TEST_CASE(
    an_account_that_moved_is_not_told_as_one_to_be_learnt_whatever_the_store_puts_beside_the_former_one)
{
    (void)sign_in(tablet);
    (void)sign_in(school);
    auto const held = server.snapshot();
    (void)declared();
    BOOST_REQUIRE(tablet.synchronise().has_value());
    BOOST_REQUIRE(sync::lacks_sealing_key(*tablet.vault));
    auto const folder = sync::account_folder(former_keys().locator);
    auto const own = open_disk(tablet, k_former);
    BOOST_REQUIRE(own.has_value());
    auto const version = own->account.version;
    // The store shows the former account again, and a copy of it.
    for (auto const& [path, document] : held) {
        if (!path.starts_with(folder))
            continue;
        server.put(path, document.body);
        server.put(folder + sync::account_name(version, {1, 2, 3, 4}), document.body);
    }
    auto const news = sync::look_for_account_news(tablet.remote, &tablet.vault->local()).run();
    BOOST_REQUIRE(news.has_value());
    BOOST_TEST(!news->may_hold_more());
    auto const once = sign_in(tablet);
    BOOST_TEST(once.is_former);
    BOOST_TEST(!once.has_learnt);
    // And another version of that number, which a device of the member had once written.
    auto const beside = ledger::make_account_object(own->keys, vault_id(), own->account, version);
    server.put(folder + sync::account_name(version, {1, 2, 3, 5}), beside);
    auto const again = sign_in(tablet);
    BOOST_TEST(again.has_learnt);
    BOOST_TEST(again.is_former);
}

BOOST_AUTO_TEST_SUITE_END()
