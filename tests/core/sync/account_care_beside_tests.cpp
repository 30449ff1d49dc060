// Devices that clean, renew and sign in beside each other, and keys that are given meanwhile: nothing is lost.

#include <boost/test/unit_test.hpp>

#include "tests/core/sync/renewing_account.hpp"

using namespace huisclos;
using testing::MemoryDisk;
using testing::MemoryServer;
using testing::Peer;
using testing::Renewing;

namespace {

/// The tablet and the computer of the school sign in on the day when the key is to be renewed.
struct TwoRenewing : Renewing {
    TwoRenewing()
    {
        come_of_age();
        pass(2);  // Their clocks are some seconds apart.
        documents = server.documents;
        disk_of_school = school.disk;
        disk_of_tablet = tablet.disk;
        disk_of_mayor = mayor.disk;
    }
    void put_back()
    {
        for (auto* const peer : {&school, &tablet, &mayor})
            peer->kill();
        server.documents = documents;
        school.disk = disk_of_school;
        tablet.disk = disk_of_tablet;
        mayor.disk = disk_of_mayor;
        mayor.reopen();
        BOOST_REQUIRE(!restart(school));
        BOOST_REQUIRE(!restart(tablet));
    }
    /// `first` signs in and, before its request of that number, `meanwhile` happens. False: it was over before.
    template <typename Meanwhile>
    bool interleave(Peer& first, std::size_t step, Meanwhile meanwhile)
    {
        put_back();
        std::size_t seen = 0;
        first.remote.fault = [&](testing::MemoryRemote::Verb verb, std::string const& path) {
            bool const is_step =
                path.starts_with("k/") || path.starts_with("b/") || verb == testing::MemoryRemote::Verb::Put;
            if (is_step && ++seen == step)
                meanwhile();
            return std::optional<ports::RemoteAnswer>{};
        };
        (void)care(first);
        for (int i = 0; i < 3; ++i)
            (void)first.synchronise();
        first.remote.fault = {};
        return seen >= step;
    }
    /// Both come back, twice: what was left is done.
    void come_back()
    {
        for (int i = 0; i < 2; ++i) {
            for (auto* const device : {&school, &tablet})
                (void)sign_in(*device);
            BOOST_REQUIRE(mayor.synchronise().has_value());
        }
        for (auto* const device : {&school, &tablet})
            is_whole(*device);
        BOOST_TEST((card_at(school) == card_at(tablet)));
        BOOST_TEST((card_at(school) == card_at(mayor)));
        BOOST_TEST(card_at(mayor).generation >= 1U);
    }
    void all_read(RecordId const& record, std::string_view name)
    {
        for (auto* const device : {&school, &tablet})
            BOOST_TEST(device->read(record) == name);
        Peer third(server);
        add_device(third);
        BOOST_TEST(third.read(record) == name);
        BOOST_TEST(third.vault->keys().epochs.size() == school.vault->keys().epochs.size());
    }

    /// What a device does for the account while another is at it.
    void care_beside(Peer& device)
    {
        (void)care(device);
        for (int i = 0; i < 2; ++i)
            (void)device.synchronise();
    }
    /// What a signature does for the account, from the device's own copy. False: there is a newer one.
    bool sign_something(Peer& device)
    {
        auto identity = open_disk(device, testing::k_former);
        BOOST_REQUIRE(identity.has_value());
        auto const published = sync::publish_next_account(device.remote, device.vault.get(), &*identity).run();
        return published.has_value() && *published;
    }
    /// Of both devices every sealing key stands in the account of the store.
    void loses_no_seed()
    {
        std::set<Bytes> kept;
        for (auto const& key : keyring().inbox_keys)
            kept.insert(to_bytes(key.key.seed()));
        for (auto* const device : {&school, &tablet}) {
            for (auto const& seed : device->vault->keys().sealing)
                BOOST_TEST(kept.contains(to_bytes(seed.seed.view())));
        }
    }

    std::map<std::string, MemoryServer::Document> documents{};
    MemoryDisk disk_of_school{};
    MemoryDisk disk_of_tablet{};
    MemoryDisk disk_of_mayor{};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(account_care_beside_others)

BOOST_FIXTURE_TEST_CASE(flaw_65_two_devices_that_renew_at_once_lose_no_key_whichever_card_counts, TwoRenewing)
{
    constexpr std::size_t k_most_steps = 96;
    for (bool const is_school_first : {true, false}) {
        auto& first = is_school_first ? school : tablet;
        auto& second = is_school_first ? tablet : school;
        std::size_t step = 1;
        auto const meanwhile = [&] {
            care_beside(second);
        };
        while (step < k_most_steps && interleave(first, step, meanwhile)) {
            BOOST_TEST_CONTEXT("second at step " << step)
            {
                BOOST_REQUIRE(mayor.synchronise().has_value());
                auto const record = rotate_and_write("Pendant le changement");
                come_back();
                all_read(record, "Pendant le changement");
            }
            ++step;
        }
        BOOST_TEST(step > 6U);
        BOOST_TEST(step < k_most_steps);
    }
}

BOOST_FIXTURE_TEST_CASE(
    flaw_65_a_signature_after_two_renewals_keeps_the_key_of_both_though_one_device_dies, TwoRenewing)
{
    constexpr std::size_t k_most_steps = 96;
    std::size_t step = 1;
    std::size_t beside = 0;
    auto const meanwhile = [&] {
        care_beside(tablet);
    };
    while (step < k_most_steps && interleave(school, step, meanwhile)) {
        BOOST_TEST_CONTEXT("second at step " << step)
        {
            bool const is_beside = account_paths().size() > 1;
            bool const has_signed = sign_something(school);
            BOOST_TEST((has_signed || !is_beside));
            beside += is_beside ? 1 : 0;
            if (has_signed)
                BOOST_TEST(account_paths().size() == 1U);
            loses_no_seed();
            // The tablet is seen no more.
            BOOST_REQUIRE(mayor.synchronise().has_value());
            auto const record = rotate_and_write("Sans la tablette");
            for (int i = 0; i < 2; ++i)
                (void)sign_in(school);
            is_whole(school);
            BOOST_TEST(school.read(record) == "Sans la tablette");
        }
        ++step;
    }
    BOOST_TEST(beside > 0U);
    BOOST_TEST(step < k_most_steps);
}

BOOST_FIXTURE_TEST_CASE(flaw_65_a_move_after_two_renewals_takes_the_keys_of_both_along, TwoRenewing)
{
    constexpr std::size_t k_most_steps = 96;
    std::size_t step = 1;
    std::size_t beside = 0;
    auto const meanwhile = [&] {
        care_beside(tablet);
    };
    while (beside == 0 && step < k_most_steps && interleave(school, step, meanwhile)) {
        beside += account_paths().size() > 1 ? 1 : 0;
        ++step;
    }
    BOOST_REQUIRE(beside == 1U);
    // Whichever card counts, it is of this device or its key is learnt first.
    auto identity = open_disk(school, testing::k_former);
    BOOST_REQUIRE(identity.has_value());
    auto const news = sync::look_for_account_news(school.remote, &school.vault->local()).run();
    BOOST_REQUIRE(news.has_value());
    auto learnt = identity->account.keyring.clone();
    BOOST_TEST(sync::unite_beside(vault_id(), *news, identity->account.ring_key.view(), learnt));
    BOOST_REQUIRE(school.vault->use_keyring(&learnt).run().has_value());
    auto move = prepare(school);
    auto const done = declare(school, move);
    BOOST_REQUIRE((done.has_value() && *done));
    for (auto const& seed : learnt.inbox_keys) {
        BOOST_TEST(std::ranges::any_of(move.identity.account.keyring.inbox_keys, [&seed](ledger::InboxKey const& key) {
            return crypto::equal(key.key.seed(), seed.key.seed());
        }));
    }
}

BOOST_FIXTURE_TEST_CASE(flaw_65_a_key_that_is_given_while_the_sealing_key_changes_is_read, TwoRenewing)
{
    constexpr std::size_t k_most_steps = 96;
    RecordId record{};
    std::size_t step = 1;
    auto const meanwhile = [&] {
        record = rotate_and_write("En route");
    };
    while (step < k_most_steps && interleave(school, step, meanwhile)) {
        BOOST_TEST_CONTEXT("given at step " << step)
        {
            come_back();
            all_read(record, "En route");
        }
        ++step;
    }
    BOOST_TEST(step > 6U);
    BOOST_TEST(step < k_most_steps);
}

BOOST_FIXTURE_TEST_CASE(
    flaw_65_a_key_given_to_the_replaced_seed_on_its_last_day_is_put_by_before_the_seed_leaves, Renewing)
{
    renew();
    pass(8);
    (void)sign_in(school);
    auto const folder = folder_of(0);
    pass(30);
    // The mayor has seen no card of the school since.
    BOOST_REQUIRE(card_at(mayor).generation == 0U);
    auto const record = rotate_and_write("Au dernier jour");
    BOOST_REQUIRE(objects_in(folder) > 0U);
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 2U);
    BOOST_TEST(school.read(record) == "Au dernier jour");
    (void)sign_in(school);
    BOOST_TEST(keyring().inbox_keys.size() == 1U);
    BOOST_TEST(objects_in(folder) == 0U);
    Peer fresh(server);
    add_device(fresh);
    BOOST_TEST(fresh.read(record) == "Au dernier jour");
}

BOOST_AUTO_TEST_SUITE_END()
