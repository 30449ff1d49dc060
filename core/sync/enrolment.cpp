#include "core/sync/enrolment.hpp"

#include "core/base/encoding.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::sync {

namespace {

/// 16 hexadecimal digits drawn at random: the name of a local place tells nothing.
std::string fresh_place_name()
{
    ByteArray<8> random{};
    crypto::random_fill(random);
    return to_hex(random);
}

Enrolment fresh_member()
{
    Enrolment enrolment;
    enrolment.account_secret = crypto::random_secret(ledger::k_account_secret_size);
    enrolment.recovery_key = crypto::random_secret(ledger::k_recovery_key_size);
    enrolment.keyring = ledger::Keyring::generate();
    enrolment.device_key = crypto::SigningKey::generate();
    return enrolment;
}

std::vector<NumberedSeed> sealing_seeds(ledger::Keyring const& keyring)
{
    std::vector<NumberedSeed> seeds;
    for (auto const& key : keyring.inbox_keys)
        seeds.push_back({key.generation, SecretBytes::copy_of(key.key.seed())});
    return seeds;
}

}  // namespace

Enrolment begin_founding(ports::StoreAddress address)
{
    auto enrolment = fresh_member();
    enrolment.address = std::move(address);
    enrolment.first_directory_secret = crypto::random_secret(32);
    ledger::Genesis const genesis{
        .nonce = crypto::random_id<ledger::GenesisNonce>(),
        .kind = ledger::VaultKind::Council,
        .founder = enrolment.keyring.identity.public_key(),
        .directory = crypto::commit_to(enrolment.first_directory_secret.view(), k_dir)};
    enrolment.gbody = ledger::encode_genesis(genesis);
    enrolment.vault = ledger::vault_id_of(*enrolment.gbody);
    return enrolment;
}

Enrolment begin_joining(ledger::InvitationLink const& link)
{
    auto enrolment = fresh_member();
    enrolment.address = link.store;
    enrolment.vault = link.vault;
    enrolment.invite_secret = link.secret.clone();
    enrolment.inviter = link.inviter;
    enrolment.floor = link.floor;
    return enrolment;
}

ledger::Kit kit_of(Enrolment const& enrolment)
{
    ledger::Kit kit;
    kit.store = enrolment.address;
    kit.vault = enrolment.vault;
    kit.account_secret = enrolment.account_secret.clone();
    kit.recovery_key = enrolment.recovery_key.clone();
    kit.floor = enrolment.floor;
    return kit;
}

ledger::SignedCard first_card(Enrolment const& enrolment, std::vector<ledger::Acceptance> acceptances)
{
    auto const& inbox = enrolment.keyring.newest_inbox_key();
    ledger::Card card;
    card.identity = enrolment.keyring.identity.public_key();
    card.devices = {{enrolment.device_key.public_key(), ledger::DeviceState::InUse}};
    card.generation = inbox.generation;
    card.inbox_key = inbox.key.public_key();
    card.acceptances = std::move(acceptances);
    return ledger::sign_card(std::move(card), enrolment.keyring.identity, enrolment.vault);
}

Task<Result<MadeAccount>> make_account(
    ports::Worker& worker, Enrolment const* enrolment, SecretBytes passphrase, crypto::PasswordCost cost)
{
    auto const plan = ledger::plan_password(cost);
    HUISCLOS_CO_TRY_ASSIGN(hash, co_await compute_password_hash(worker, std::move(passphrase), plan));
    auto keyring = enrolment->keyring.clone();
    keyring.card_version = 1;
    keyring.floor = enrolment->floor;
    auto const renewed = ledger::renew_slots(
        std::move(keyring), 0, enrolment->vault,
        {enrolment->account_secret.view(), enrolment->recovery_key.view(), plan, hash.view()});
    auto const keys = ledger::account_keys(enrolment->account_secret.view(), enrolment->vault);
    MadeAccount made;
    made.object = ledger::make_account_object(keys, enrolment->vault, renewed, made.version);
    made.ring_key = renewed.ring_key.clone();
    co_return made;
}

DeviceKeys first_keys(Enrolment const& enrolment)
{
    DeviceKeys keys;
    keys.member = enrolment.keyring.member;
    keys.device_key = enrolment.device_key.clone();
    keys.sealing = sealing_seeds(enrolment.keyring);
    keys.address = enrolment.address;
    if (enrolment.floor)
        (void)keys.pending_floor.add(enrolment.floor->tips);
    if (!enrolment.first_directory_secret.empty())
        keys.epochs.add(k_dir, enrolment.first_directory_secret.clone());
    return keys;
}

Task<Result<LocalVault>> settle_in(
    ports::LocalPlaces& places, ports::RemoteStore& remote, Enrolment const* enrolment, MadeAccount account,
    std::string label)
{
    remote.use(enrolment->address);
    auto const keys = ledger::account_keys(enrolment->account_secret.view(), enrolment->vault);
    std::vector<std::string> none;
    HUISCLOS_CO_TRY(
        co_await publish_account(remote, keys, enrolment->vault, account.version, account.object, std::move(none)));
    HUISCLOS_CO_TRY_ASSIGN(place, co_await places.open(fresh_place_name()));
    LocalIdentity identity{enrolment->vault, enrolment->device(), std::move(label)};
    auto packed = ledger::pack_account(account.version, account.object);
    co_return co_await LocalVault::create(
        std::move(place), std::move(identity), std::move(account.ring_key), first_keys(*enrolment).encoded(),
        std::move(packed), enrolment->account_secret.clone());
}

Task<Result<OpenIdentity>> open_identity(ports::Worker& worker, LocalVault* local, SecretBytes passphrase)
{
    HUISCLOS_CO_TRY_ASSIGN(account_secret, co_await local->account_secret());
    auto const& vault = local->identity().vault;
    OpenIdentity identity;
    identity.keys = ledger::account_keys(account_secret.view(), vault);
    HUISCLOS_CO_TRY_ASSIGN(stored, ledger::unpack_account(local->account_object()));
    HUISCLOS_CO_TRY_ASSIGN(locked, ledger::open_account(identity.keys, vault, stored.version, stored.object));
    ledger::AccountVersions own;
    own.newest.push_back(std::move(locked));
    HUISCLOS_CO_TRY_ASSIGN(
        account,
        co_await unlock_by_passphrase(worker, &identity.keys, vault, &account_secret, &own, std::move(passphrase)));
    identity.account = std::move(account);
    co_return identity;
}

Task<Result<OpenIdentity>> open_from_store(
    ports::RemoteStore& remote, ports::Worker& worker, AccountAccess const* access, SecretBytes passphrase)
{
    remote.use(access->address);
    OpenIdentity identity;
    identity.keys = ledger::account_keys(access->account_secret.view(), access->vault);
    HUISCLOS_CO_TRY_ASSIGN(versions, co_await fetch_account(remote, identity.keys, access->vault));
    HUISCLOS_CO_TRY_ASSIGN(
        account, co_await unlock_by_passphrase(
                     worker, &identity.keys, access->vault, &access->account_secret, &versions, std::move(passphrase)));
    identity.account = std::move(account);
    co_return identity;
}

Task<Result<OpenIdentity>> open_with_kit(ports::RemoteStore& remote, AccountAccess const* access)
{
    remote.use(access->address);
    OpenIdentity identity;
    identity.keys = ledger::account_keys(access->account_secret.view(), access->vault);
    HUISCLOS_CO_TRY_ASSIGN(versions, co_await fetch_account(remote, identity.keys, access->vault));
    auto const* const slot = versions.newest.front().find_slot(ledger::SlotMethod::Kit);
    if (slot == nullptr)
        co_return fail(ErrorCode::Auth, "no kit slot");
    auto const slot_id = slot->id;
    auto const key =
        ledger::unlock_key_from_kit(access->account_secret.view(), access->recovery_key.view(), access->vault, slot_id);
    HUISCLOS_CO_TRY_ASSIGN(
        united, ledger::unlock_versions(identity.keys, access->vault, versions, slot_id, key.view()));
    identity.account = std::move(united.account);
    identity.read = std::move(versions.names);
    co_return identity;
}

DeviceKeys keys_of_new_device(
    AccountAccess const& access, OpenIdentity const& identity, crypto::SigningKey const& device_key)
{
    DeviceKeys keys;
    keys.member = identity.account.keyring.member;
    keys.device_key = device_key.clone();
    keys.sealing = sealing_seeds(identity.account.keyring);
    for (auto const& seed : identity.account.keyring.log_keys)
        keys.log.push_back({seed.period, SecretBytes::copy_of(seed.key.seed())});
    keys.address = access.address;
    for (auto const& floor : {access.floor, identity.account.keyring.floor}) {
        if (floor)
            (void)keys.pending_floor.add(floor->tips);
    }
    return keys;
}

Task<Result<LocalVault>> settle_new_device(
    ports::LocalPlaces& places, AccountAccess const* access, OpenIdentity const* identity,
    crypto::SigningKey const* device_key, std::string label)
{
    HUISCLOS_CO_TRY_ASSIGN(place, co_await places.open(fresh_place_name()));
    auto const& keyring = identity->account.keyring;
    LocalIdentity local{access->vault, crypto::device_id(keyring.member, device_key->public_key()), std::move(label)};
    auto const object =
        ledger::make_account_object(identity->keys, access->vault, identity->account, identity->account.version);
    co_return co_await LocalVault::create(
        std::move(place), std::move(local), identity->account.ring_key.clone(),
        keys_of_new_device(*access, *identity, *device_key).encoded(),
        ledger::pack_account(identity->account.version, object), access->account_secret.clone());
}

ledger::SignedCard card_with_device(
    Vault const& vault, ledger::Keyring const& keyring, crypto::PublicKey const& device_key)
{
    auto card = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
    auto const same = [&device_key](ledger::CardDevice const& device) {
        return device.key == device_key;
    };
    if (!std::ranges::any_of(card.devices, same))
        card.devices.push_back({device_key, ledger::DeviceState::InUse});
    return ledger::sign_card(std::move(card), keyring.identity, vault.id());
}

ledger::SignedCard card_with_acceptances(
    Vault const& vault, ledger::Keyring const& keyring, std::vector<ledger::Acceptance> const& acceptances)
{
    auto card = ledger::next_card(vault.knowledge().cards().all_of(vault.self()));
    card.acceptances.insert(card.acceptances.end(), acceptances.begin(), acceptances.end());
    return ledger::sign_card(std::move(card), keyring.identity, vault.id());
}

}  // namespace huisclos::sync
