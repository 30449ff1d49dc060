#include "core/ledger/account.hpp"

#include <boost/test/unit_test.hpp>

#include "core/base/utf8.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "tests/support/structures.hpp"

using namespace huisclos;
using namespace huisclos::ledger;
using support::hex_of;
using support::Json;

namespace {

Json const& derived()
{
    return support::read_vectors("objects.json").at("derived");
}

Json const& object_of_type(std::string const& type)
{
    for (auto const& object : support::read_vectors("objects.json").at("objects"))
        if (object.at("type") == type)
            return object;
    throw std::runtime_error("no object " + type);
}

/// A member with a passphrase hash that no Argon2id computed: its cost is proven elsewhere.
struct Member {
    VaultId vault = crypto::random_id<VaultId>();
    SecretBytes account_secret = crypto::random_secret(16);
    SecretBytes recovery_key = crypto::random_secret(16);
    SecretBytes password_hash = crypto::random_secret(32);
    PasswordPlan plan = plan_password({.ops = 3, .mem_kib = 65'536});
    AccountKeys keys = account_keys(account_secret.view(), vault);

    UnlockedAccount make(Keyring keyring, std::uint32_t version) const
    {
        return renew_slots(std::move(keyring), version, vault, secrets());
    }
    SlotSecrets secrets() const
    {
        return {
            .account_secret = account_secret.view(),
            .recovery_key = recovery_key.view(),
            .plan = plan,
            .password_hash = password_hash.view()};
    }
    SecretBytes unlock_key() const
    {
        return unlock_key_from_password_hash(account_secret.view(), password_hash.view(), vault, plan.id);
    }
    StoredAccount store(UnlockedAccount const& account, std::uint32_t version, std::string suffix) const
    {
        return {
            .name = to_hex(Bytes{0, 0, 0, static_cast<std::uint8_t>(version)}) + "-" + suffix,
            .version = version,
            .object = make_account_object(keys, vault, account, version)};
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(account)

BOOST_AUTO_TEST_CASE(keys_of_an_account_are_as_published)
{
    auto const& d = derived();
    auto const vault = VaultId::from(support::range(0x40, 32)).value();
    auto const account_secret = hex_of(d, "AS");
    auto const keys = account_keys(account_secret, vault);
    BOOST_TEST(to_hex(keys.locator.view()) == d.at("loc").get<std::string>());
    BOOST_TEST(to_hex(keys.outer.view()) == d.at("AK").get<std::string>());

    auto const passphrase = to_nfkc_secret(d.at("passphrase").get<std::string>()).value();
    auto const hashed =
        crypto::hash_password(passphrase.view(), hex_of(d, "salt"), {.ops = d.at("ops"), .mem_kib = d.at("mem_kib")});
    BOOST_REQUIRE(hashed.has_value());
    auto const slot = support::id_of<SlotId>(d, "slot_pass");
    BOOST_TEST(
        to_hex(unlock_key_from_password_hash(account_secret, hashed->view(), vault, slot).view()) ==
        d.at("UK_pass").get<std::string>());
    auto const kit_slot = support::id_of<SlotId>(d, "slot_kit");
    BOOST_TEST(
        to_hex(unlock_key_from_kit(account_secret, hex_of(d, "KR"), vault, kit_slot).view()) ==
        d.at("UK_kit").get<std::string>());
    auto const prf_slot = support::id_of<SlotId>(d, "slot_prf");
    BOOST_TEST(
        to_hex(
            unlock_key_from_prf(account_secret, hex_of(d, "prf"), vault, prf_slot, hex_of(d, "credential")).view()) ==
        d.at("UK_prf").get<std::string>());
    auto const device = support::id_of<DeviceId>(d, "device");
    BOOST_TEST(to_hex(local_key(hex_of(d, "KRK"), device).view()) == d.at("local key").get<std::string>());
}

BOOST_AUTO_TEST_CASE(the_published_account_opens_with_passphrase_and_kit)
{
    auto const& d = derived();
    auto const vault = VaultId::from(support::range(0x40, 32)).value();
    auto const account_secret = hex_of(d, "AS");
    auto const keys = account_keys(account_secret, vault);
    auto const locked = open_account(keys, vault, 5, hex_of(object_of_type("account"), "bytes"));
    BOOST_REQUIRE(locked.has_value());
    BOOST_TEST(locked->slots.size() == 3u);
    auto const* by_passphrase = locked->find_slot(SlotMethod::Passphrase);
    BOOST_REQUIRE(by_passphrase != nullptr);
    BOOST_TEST((by_passphrase->cost() == crypto::PasswordCost{.ops = 3, .mem_kib = 65'536}));
    BOOST_TEST(to_hex(*by_passphrase->salt) == d.at("salt").get<std::string>());
    auto const* by_prf = locked->find_slot(SlotMethod::Prf);
    BOOST_REQUIRE(by_prf != nullptr);
    BOOST_TEST(to_hex(*by_prf->credential) == d.at("credential").get<std::string>());

    for (auto const& [slot, key] : {std::pair{"slot_pass", "UK_pass"}, std::pair{"slot_kit", "UK_kit"}}) {
        auto const unlocked = unlock_account(keys, vault, *locked, support::id_of<SlotId>(d, slot), hex_of(d, key));
        BOOST_REQUIRE(unlocked.has_value());
        BOOST_TEST(to_hex(unlocked->ring_key.view()) == d.at("KRK").get<std::string>());
        BOOST_TEST(to_hex(unlocked->keyring.identity.seed()) == d.at("ISK").get<std::string>());
        BOOST_TEST(to_hex(unlocked->keyring.newest_inbox_key().key.seed()) == d.at("IEK").get<std::string>());
        BOOST_TEST(to_hex(unlocked->keyring.member.view()) == d.at("member").get<std::string>());
        BOOST_TEST(unlocked->keyring.card_version == 2u);
    }
    // A slot of method 3 opens the device, never the keyring.
    auto const prf = unlock_account(keys, vault, *locked, support::id_of<SlotId>(d, "slot_prf"), hex_of(d, "UK_prf"));
    BOOST_TEST((prf.error().code == ErrorCode::Upgrade));
    // Under the name of another version nothing opens.
    BOOST_TEST(
        (open_account(keys, vault, 6, hex_of(object_of_type("account"), "bytes")).error().code == ErrorCode::NoKey));
}

BOOST_AUTO_TEST_CASE(account_and_keyring_are_written_as_published)
{
    auto const plain = hex_of(object_of_type("account"), "plain");
    auto const locked = decode_account(plain, 5).value();
    BOOST_TEST((encode_account(5, locked.slots, locked.keyring) == plain));
    BOOST_TEST((decode_account(plain, 6).error().code == ErrorCode::Context));
    support::check_structures("keyring", 2, [](BytesView bytes) -> Result<Bytes> {
        HUISCLOS_TRY_ASSIGN(keyring, decode_keyring(bytes, 5));
        return encode_keyring(keyring, 5);
    });
    support::check_structures("floor", 1, [](BytesView bytes) -> Result<Bytes> {
        HUISCLOS_TRY_ASSIGN(value, parse_cbor(bytes));
        HUISCLOS_TRY_ASSIGN(floor, read_floor(value));
        CborWriter writer;
        write_floor(writer, floor);
        return writer.take();
    });
}

BOOST_AUTO_TEST_CASE(a_keyring_of_another_member_or_version_is_refused)
{
    auto keyring = Keyring::generate();
    auto const good = encode_keyring(keyring, 3);
    BOOST_TEST(decode_keyring(good, 3).has_value());
    BOOST_TEST((decode_keyring(good, 4).error().code == ErrorCode::Context));
    keyring.member = crypto::random_id<MemberId>();
    BOOST_TEST((decode_keyring(encode_keyring(keyring, 3), 3).error().code == ErrorCode::Context));
}

BOOST_AUTO_TEST_CASE(a_keyring_keeps_all_that_it_is_given)
{
    auto keyring = Keyring::generate();
    keyring.inbox_keys.push_back({.generation = 1, .key = crypto::KemKey::generate()});
    keyring.floor =
        Floor{.tips = {crypto::random_id<ActHash>(), crypto::random_id<ActHash>()}, .at = {1'700'000'000'000}};
    keyring.verified = {crypto::random_id<MemberId>()};
    keyring.officer_key = crypto::KemKey::generate();
    keyring.log_keys.push_back({.period = 24'313, .key = crypto::KemKey::generate()});
    keyring.card_version = 7;
    auto const bytes = encode_keyring(keyring, 9);
    auto const again = decode_keyring(bytes, 9).value();
    BOOST_TEST((encode_keyring(again, 9) == bytes));
    BOOST_TEST((encode_keyring(again.clone(), 9) == bytes));
    BOOST_TEST(again.newest_inbox_key().generation == 1u);
    BOOST_TEST((again.floor == keyring.floor));
}

BOOST_AUTO_TEST_CASE(a_new_account_opens_with_its_passphrase_and_its_kit_only)
{
    Member const m;
    auto const account = m.make(Keyring::generate(), 0);
    auto const object = make_account_object(m.keys, m.vault, account, 1);
    auto const locked = open_account(m.keys, m.vault, 1, object).value();
    BOOST_TEST(unlock_account(m.keys, m.vault, locked, m.plan.id, m.unlock_key().view()).has_value());
    auto const* kit = locked.find_slot(SlotMethod::Kit);
    BOOST_REQUIRE(kit != nullptr);
    auto const kit_key = unlock_key_from_kit(m.account_secret.view(), m.recovery_key.view(), m.vault, kit->id);
    BOOST_TEST(unlock_account(m.keys, m.vault, locked, kit->id, kit_key.view()).has_value());

    // Wrong passphrase, right passphrase in the wrong slot, without the account secret.
    auto const other_hash = crypto::random_secret(32);
    auto const wrong = unlock_key_from_password_hash(m.account_secret.view(), other_hash.view(), m.vault, m.plan.id);
    BOOST_TEST((unlock_account(m.keys, m.vault, locked, m.plan.id, wrong.view()).error().code == ErrorCode::Input));
    BOOST_TEST(
        (unlock_account(m.keys, m.vault, locked, kit->id, m.unlock_key().view()).error().code == ErrorCode::Input));
    BOOST_TEST(
        (unlock_account(m.keys, m.vault, locked, crypto::random_id<SlotId>(), wrong.view()).error().code ==
         ErrorCode::Missing));
    auto const other_secret = crypto::random_secret(16);
    auto const other_keys = account_keys(other_secret.view(), m.vault);
    BOOST_TEST((open_account(other_keys, m.vault, 1, object).error().code == ErrorCode::NoKey));
}

BOOST_AUTO_TEST_CASE(the_highest_version_counts_and_strangers_are_skipped)
{
    Member const m;
    auto const account = m.make(Keyring::generate(), 0);
    std::vector<StoredAccount> stored{
        m.store(account, 2, "aaaaaaaa"),
        m.store(account, 1, "bbbbbbbb"),
        {.name = "000000ff-cccccccc", .version = 255, .object = Bytes(1000, 7)},
        {.name = "00000000-dddddddd", .version = 0, .object = {}}};
    // The same bytes under the name of a higher version.
    stored.push_back(stored[0]);
    stored.back().version = 3;
    auto const versions = open_versions(m.keys, m.vault, stored).value();
    BOOST_TEST(versions.newest.size() == 1u);
    BOOST_TEST(versions.newest[0].version == 2u);
    BOOST_TEST(versions.refused == 3u);
    BOOST_TEST((open_versions(m.keys, m.vault, {}).error().code == ErrorCode::Missing));
    BOOST_TEST((open_versions(m.keys, m.vault, std::span(stored).subspan(2)).error().code == ErrorCode::Missing));
}

BOOST_AUTO_TEST_CASE(flaw_04_versions_beside_each_other_lose_no_key)
{
    Member const m;
    auto const base = m.make(Keyring::generate(), 4);
    auto const copy_of = [&] {
        return UnlockedAccount{
            .version = base.version,
            .ring_key = base.ring_key.clone(),
            .slots = base.slots,
            .keyring = base.keyring.clone()};
    };
    auto first = copy_of();
    first.keyring.inbox_keys.push_back({.generation = 1, .key = crypto::KemKey::generate()});
    first.keyring.verified = {crypto::random_id<MemberId>()};
    auto second = copy_of();
    second.keyring.inbox_keys.push_back({.generation = 1, .key = crypto::KemKey::generate()});
    second.keyring.log_keys.push_back({.period = 24'313, .key = crypto::KemKey::generate()});
    second.keyring.verified = {crypto::random_id<MemberId>()};
    // A third device renewed KRK with the same passphrase slot: another key, the same way in.
    auto third = m.make(base.keyring.clone(), 4);
    third.keyring.log_keys.push_back({.period = 24'314, .key = crypto::KemKey::generate()});

    std::vector<StoredAccount> const stored{
        m.store(second, 5, "bbbbbbbb"), m.store(third, 5, "cccccccc"), m.store(first, 5, "aaaaaaaa")};
    auto const versions = open_versions(m.keys, m.vault, stored).value();
    BOOST_REQUIRE(versions.newest.size() == 3u);
    auto const united = unlock_versions(m.keys, m.vault, versions, m.plan.id, m.unlock_key().view()).value();
    auto const& keyring = united.account.keyring;
    BOOST_TEST(united.not_united == 0u);
    BOOST_TEST(crypto::equal(united.account.ring_key.view(), first.ring_key.view()));
    BOOST_TEST(keyring.inbox_keys.size() == 3u);
    BOOST_TEST(keyring.log_keys.size() == 2u);
    BOOST_TEST(keyring.verified.size() == 2u);

    // One written under another passphrase is counted and does not stop the others.
    Member other = Member();
    other.vault = m.vault;
    other.account_secret = m.account_secret.clone();
    other.keys = account_keys(m.account_secret.view(), m.vault);
    auto const foreign = other.make(base.keyring.clone(), 4);
    std::vector<StoredAccount> const two{m.store(first, 5, "aaaaaaaa"), m.store(foreign, 5, "bbbbbbbb")};
    auto const partly =
        unlock_versions(m.keys, m.vault, open_versions(m.keys, m.vault, two).value(), m.plan.id, m.unlock_key().view());
    BOOST_TEST(partly.value().not_united == 1u);
}

BOOST_AUTO_TEST_CASE(costs_outside_the_limits_are_refused_by_the_slot)
{
    Slot slot{.method = SlotMethod::Passphrase, .ops = 3, .mem_kib = 262'144, .salt = PasswordSalt{}};
    BOOST_TEST(slot.cost().has_value());
    slot.ops = 2;
    BOOST_TEST(!slot.cost().has_value());
    slot.ops = (std::uint64_t{1} << 32) + 3;
    BOOST_TEST(!slot.cost().has_value());
    slot.ops = 3;
    slot.mem_kib = 1'048'577;
    BOOST_TEST(!slot.cost().has_value());
    slot.mem_kib = 262'144;
    slot.salt.reset();
    BOOST_TEST(!slot.cost().has_value());
}

BOOST_AUTO_TEST_CASE(a_device_keeps_its_copy_with_its_version)
{
    auto const packed = pack_account(0x01020304, as_bytes("object"));
    auto const unpacked = unpack_account(packed).value();
    BOOST_TEST(unpacked.version == 0x01020304u);
    BOOST_TEST(as_text(unpacked.object) == "object");
    BOOST_TEST((unpack_account(Bytes(3)).error().code == ErrorCode::Encoding));
}

BOOST_AUTO_TEST_SUITE_END()
