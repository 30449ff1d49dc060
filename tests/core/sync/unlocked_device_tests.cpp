// What an unlocked device gives to whoever takes it: everything but the identity of its member and what opens it.

#include <algorithm>

#include "core/crypto/envelope.hpp"
#include "tests/core/sync/moving_account.hpp"

using namespace huisclos;
using testing::k_former;
using testing::Moving;
using testing::Peer;

namespace {

bool holds_bytes(BytesView all, BytesView part)
{
    return std::ranges::search(all, part).begin() != all.end();
}

/// A tablet that was unlocked, with what lies open in it and on its disk.
struct TakenTablet : Moving {
    TakenTablet()
    {
        auto const draft = std::string("Un brouillon");
        BOOST_REQUIRE(tablet.vault->save_draft(7, SecretBytes::copy_of(as_bytes(draft))).run().has_value());
        BOOST_REQUIRE(tablet.write("Pas encore publié").has_value());
        auto const& keys = tablet.vault->keys();
        take(keys.encoded().view());
        take_secret(keys.device_key.seed());
        for (auto const* seeds : {&keys.sealing, &keys.log}) {
            for (auto const& seed : *seeds)
                take_secret(seed.seed.view());
        }
        for (auto const* epochs : {&keys.epochs, &tablet.vault->knowledge().keys()}) {
            for (auto const& cid : epochs->compartments()) {
                for (auto const& named : epochs->all(cid))
                    take_secret(named.secret);
            }
        }
        take_disk();
    }
    void take(BytesView bytes) { open.push_back(to_bytes(bytes)); }
    void take_secret(BytesView secret)
    {
        take(secret);
        secrets.push_back(to_bytes(secret));
    }
    void take_disk()
    {
        auto const secret = tablet.vault->local().account_secret().run();
        BOOST_REQUIRE(secret.has_value());
        take_secret(secret->view());
        tablet.kill();
        for (auto const& [name, place] : tablet.disk.places) {
            for (auto const& [key, value] : place.entries)
                take(value);
        }
        auto const names = tablet.places.names().run();
        auto local = sync::LocalVault::open(*tablet.places.open(names->front()).run()).run();
        BOOST_REQUIRE(local.has_value());
        identity = sync::open_identity(worker, &*local, testing::typed(k_former)).run().value();
        BOOST_REQUIRE(local->unlock(identity.account.ring_key.view()).has_value());
        for (auto const& entry : local->take_journal())
            take(entry.object);
        for (auto const& entry : local->take_kept())
            take(entry.object);
        for (auto const& [slot, plain] : local->take_drafts())
            take(plain.view());
        for (auto const& [slot, plain] : local->take_notes())
            take(plain.view());
        account = local->account_object();
    }
    [[nodiscard]] bool finds(BytesView bytes) const
    {
        return std::ranges::any_of(open, [bytes](Bytes const& all) { return holds_bytes(all, bytes); });
    }

    std::vector<Bytes> open{};     ///< All bytes that lie open, and the disk as it is.
    std::vector<Bytes> secrets{};  ///< Of these, those that are keys.
    Bytes account{};
    sync::OpenIdentity identity{};  ///< What the passphrase gives: the thief does not have it.
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(unlocked_device, TakenTablet)

BOOST_AUTO_TEST_CASE(flaw_21_an_unlocked_device_holds_its_member_s_identity_nowhere_and_opens_no_keyring)
{
    auto const& member = school.keyring.identity;
    // The search finds what is there.
    BOOST_TEST(finds(tablet.device_key.seed()));
    BOOST_TEST(finds(school.keyring.newest_inbox_key().key.seed()));
    BOOST_TEST(finds(as_bytes(std::string_view("Un brouillon"))));
    BOOST_TEST(!finds(member.seed()));
    BOOST_TEST(!finds(identity.account.ring_key.view()));

    auto const stored = ledger::unpack_account(account);
    BOOST_REQUIRE(stored.has_value());
    auto const keys = former_keys();
    auto const locked = ledger::open_account(keys, vault_id(), stored->version, stored->object);
    BOOST_REQUIRE(locked.has_value());
    crypto::Context const context{
        .type = crypto::ObjectType::Keyring, .vault = vault_id(), .id = keys.locator.bytes, .n = stored->version};
    auto const by_member = crypto::open_envelope(identity.account.ring_key.view(), context, locked->keyring);
    BOOST_REQUIRE(by_member.has_value());
    BOOST_TEST(holds_bytes(by_member->view(), member.seed()));

    BOOST_TEST(secrets.size() > 4U);
    for (auto const& secret : secrets) {
        BOOST_TEST(!crypto::open_envelope(secret, context, locked->keyring).has_value());
        for (auto const& slot : locked->slots) {
            // No slot of this version gives a device its KRK without a passphrase or a kit.
            BOOST_TEST((slot.method != ledger::SlotMethod::Prf));
            BOOST_TEST(!ledger::unlock_account(keys, vault_id(), *locked, slot.id, secret).has_value());
        }
        bool const signs = secret.size() == member.seed().size() &&
                           crypto::SigningKey::from_seed(secret).public_key() == member.public_key();
        BOOST_TEST(!signs);
    }
}

BOOST_AUTO_TEST_SUITE_END()
