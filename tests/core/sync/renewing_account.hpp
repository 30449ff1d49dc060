// A member whose sealing key comes of age, with three devices that sign in, synchronise and stay away.

#pragma once

#include "core/sync/account_care.hpp"
#include "tests/core/sync/moving_account.hpp"

namespace huisclos::testing {

/// The account of the school, which its three devices open.
struct Renewing : Moving {
    void pass(std::int64_t days)
    {
        for (auto* const peer : {&mayor, &school, &other, &tablet, &phone})
            peer->clock.advance(days * k_ms_per_day);
    }
    /// What a sign-in does, once the passphrase was typed.
    sync::AccountCare care(Peer& device)
    {
        auto identity = open_disk(device, k_former);
        BOOST_REQUIRE(identity.has_value());
        (void)device.vault->use_keyring(&identity->account.keyring).run();
        sync::HeldIdentity held{.identity = std::move(identity), .since = device.clock.now()};
        auto care = sync::care_for_account(device.remote, device.vault.get(), &held).run();
        BOOST_TEST(!held.identity.has_value());
        return care;
    }
    /// The page is loaded anew, and synchronises.
    sync::AccountCare sign_in(Peer& device, int times = 3)
    {
        BOOST_REQUIRE(!restart(device));
        auto const done = care(device);
        for (int i = 0; i < times; ++i)
            (void)device.synchronise();
        return done;
    }
    /// The first version with dates, then a year less a day.
    void come_of_age()
    {
        (void)sign_in(school);
        (void)sign_in(tablet);
        pass(364);
        all_synchronise();
    }
    /// The school renews its key.
    void renew()
    {
        come_of_age();
        pass(1);
        BOOST_REQUIRE(sign_in(school).has_signed);
    }
    [[nodiscard]] ledger::Card card_at(Peer const& reader) const
    {
        return reader.vault->knowledge().cards().current(school.member())->card.card;
    }
    [[nodiscard]] std::string folder_of(std::uint32_t generation)
    {
        for (auto const& key : keyring().inbox_keys) {
            if (key.generation == generation)
                return sync::inbox_folder(crypto::inbox_id(vault_id(), key.key.public_key()));
        }
        return "none";
    }
    [[nodiscard]] std::size_t objects_in(std::string const& folder) const
    {
        return static_cast<std::size_t>(std::ranges::count_if(
            server.documents, [&folder](auto const& entry) { return entry.first.starts_with(folder); }));
    }
    /// As the store has it.
    ledger::Keyring keyring()
    {
        sync::AccountAccess access;
        access.address = mayor.vault->keys().address;
        access.vault = vault_id();
        access.account_secret = former_secret.clone();
        auto const opened = sync::open_from_store(other.remote, worker, &access, typed(k_former)).run();
        BOOST_REQUIRE(opened.has_value());
        return opened->account.keyring.clone();
    }
    /// One that was added by the kit: it has what the account and the inboxes give, and nothing else.
    void add_device(Peer& device)
    {
        school.keyring = keyring();
        device.clock = school.clock;
        device.become_device_of(school);
    }
    /// The key that the card bears is in the account and on that device, once, and the account stands once.
    void is_whole(Peer& device)
    {
        auto const card = card_at(device);
        BOOST_TEST(!sync::lacks_sealing_key(*device.vault));
        auto const kept = keyring();
        BOOST_TEST(std::ranges::any_of(kept.inbox_keys, [&card](ledger::InboxKey const& key) {
            return key.generation == card.generation && key.key.public_key() == card.inbox_key;
        }));
        std::set<Bytes> seeds;
        for (auto const& seed : device.vault->keys().sealing)
            seeds.insert(to_bytes(seed.seed.view()));
        BOOST_TEST(seeds.size() == device.vault->keys().sealing.size());
    }
    /// A new key of the compartment, given by the mayor, and something under it.
    RecordId rotate_and_write(std::string_view name)
    {
        BOOST_REQUIRE(mayor.sign({ledger::RotateOp{.cid = mayor.cid}}).has_value());
        return publish(mayor, name);
    }
};

}  // namespace huisclos::testing
