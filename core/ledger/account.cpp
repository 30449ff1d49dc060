#include "core/ledger/account.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/heap_sort.hpp"
#include "core/base/require.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::ledger {

namespace {

using crypto::Context;
using crypto::ObjectType;

Context account_context(ObjectType type, Locator const& locator, VaultId const& vault, std::uint32_t version)
{
    return {.type = type, .vault = vault, .id = locator.bytes, .n = version};
}

Context slot_context(SlotId const& slot, VaultId const& vault)
{
    return {.type = ObjectType::Slot, .vault = vault, .id = slot.bytes};
}

/// KRK from a slot. The key id of the envelope tells a wrong passphrase from a changed object.
Result<SecretBytes> open_slot(Slot const& slot, VaultId const& vault, BytesView unlock_key)
{
    auto ring_key = crypto::open_envelope(unlock_key, slot_context(slot.id, vault), slot.sealed);
    if (!ring_key && ring_key.error().code == ErrorCode::NoKey)
        return fail(ErrorCode::Input, "not the passphrase or kit of this account");
    if (ring_key && ring_key->size() != k_ring_key_size)
        return fail(ErrorCode::Encoding, "a keyring key of another size");
    return ring_key;
}

Result<Keyring> open_keyring(
    AccountKeys const& keys, VaultId const& vault, LockedAccount const& account, BytesView ring_key)
{
    auto const context = account_context(ObjectType::Keyring, keys.locator, vault, account.version);
    HUISCLOS_TRY_ASSIGN(plain, crypto::open_envelope(ring_key, context, account.keyring));
    return decode_keyring(plain.view(), account.version);
}

/// The keyring of a version written beside the one that is open: under the same KRK, or under another that the same
/// unlock key opens.
Result<Keyring> open_beside(
    AccountKeys const& keys, VaultId const& vault, LockedAccount const& beside, UnlockedAccount const& open,
    SlotId const& slot, BytesView unlock_key)
{
    auto keyring = open_keyring(keys, vault, beside, open.ring_key.view());
    if (keyring)
        return keyring;
    auto const* its_slot = beside.find_slot(slot);
    if (its_slot == nullptr)
        return keyring;
    HUISCLOS_TRY_ASSIGN(ring_key, open_slot(*its_slot, vault, unlock_key));
    return open_keyring(keys, vault, beside, ring_key.view());
}

/// `account` is the first of the newest; `open` gives the keyring of one beside it.
template <typename Open>
UnitedAccount unite_beside_first(UnlockedAccount account, AccountVersions const& versions, Open const& open)
{
    UnitedAccount united{.account = std::move(account)};
    for (auto const& beside : std::span(versions.newest).subspan(1)) {
        auto const keyring = open(beside, united.account);
        if (keyring && keyring->member == united.account.keyring.member)
            united.account.keyring.unite(*keyring);
        else
            ++united.not_united;
    }
    auto& keyring = united.account.keyring;
    auto const kept_from = keyring.first_generation();
    for (auto const& below : versions.below) {
        auto const other = open(below, united.account);
        if (other && other->member == keyring.member)
            keyring.unite(*other);
    }
    (void)drop_inbox_keys(keyring, kept_from);
    return united;
}

}  // namespace

Slot const* LockedAccount::find_slot(SlotId const& id) const
{
    auto const found = std::ranges::find(slots, id, &Slot::id);
    return found == slots.end() ? nullptr : &*found;
}

Slot const* LockedAccount::find_slot(SlotMethod method) const
{
    auto const found = std::ranges::find(slots, method, &Slot::method);
    return found == slots.end() ? nullptr : &*found;
}

Result<LockedAccount> open_account(
    AccountKeys const& keys, VaultId const& vault, std::uint32_t version, BytesView object)
{
    auto const context = account_context(ObjectType::Account, keys.locator, vault, version);
    HUISCLOS_TRY_ASSIGN(plain, crypto::open_envelope(keys.outer.view(), context, object));
    return decode_account(plain.view(), version);
}

Result<UnlockedAccount> unlock_account(
    AccountKeys const& keys, VaultId const& vault, LockedAccount const& account, SlotId const& slot,
    BytesView unlock_key)
{
    auto const* chosen = account.find_slot(slot);
    if (chosen == nullptr)
        return fail(ErrorCode::Missing, "no such slot");
    if (chosen->method != SlotMethod::Passphrase && chosen->method != SlotMethod::Kit)
        return fail(ErrorCode::Upgrade, "a slot that does not hold the keyring key");
    HUISCLOS_TRY_ASSIGN(ring_key, open_slot(*chosen, vault, unlock_key));
    HUISCLOS_TRY_ASSIGN(keyring, open_keyring(keys, vault, account, ring_key.view()));
    return UnlockedAccount{
        .version = account.version,
        .ring_key = std::move(ring_key),
        .slots = account.slots,
        .keyring = std::move(keyring)};
}

Result<AccountVersions> open_versions(
    AccountKeys const& keys, VaultId const& vault, std::span<StoredAccount const> stored)
{
    std::vector<StoredAccount const*> by_name;
    for (auto const& one : stored)
        by_name.push_back(&one);
    heap_sort(by_name, {}, [](StoredAccount const* one) { return std::string_view(one->name); });

    AccountVersions versions;
    std::optional<Error> first_error;
    for (auto const* one : by_name) {
        auto opened = open_account(keys, vault, one->version, one->object);
        if (!opened) {
            ++versions.refused;
            first_error = first_error.value_or(opened.error());
            continue;
        }
        auto& newest = versions.newest;
        if (!newest.empty() && opened->version > newest.front().version) {
            std::ranges::move(newest, std::back_inserter(versions.below));
            newest.clear();
        }
        bool const is_below = !newest.empty() && opened->version < newest.front().version;
        (is_below ? versions.below : newest).push_back(std::move(*opened));
    }
    if (versions.newest.empty() && first_error && first_error->code == ErrorCode::Upgrade)
        return std::unexpected(*first_error);
    if (versions.newest.empty())
        return fail(ErrorCode::Missing, "no account opens here");
    return versions;
}

Result<UnitedAccount> unlock_versions(
    AccountKeys const& keys, VaultId const& vault, AccountVersions const& versions, SlotId const& slot,
    BytesView unlock_key)
{
    if (versions.newest.empty())
        return fail(ErrorCode::Missing, "no account opens here");
    HUISCLOS_TRY_ASSIGN(account, unlock_account(keys, vault, versions.newest.front(), slot, unlock_key));
    return unite_beside_first(
        std::move(account), versions, [&](LockedAccount const& beside, UnlockedAccount const& first) {
            return open_beside(keys, vault, beside, first, slot, unlock_key);
        });
}

Result<UnitedAccount> unlock_versions_by_ring_key(
    AccountKeys const& keys, VaultId const& vault, AccountVersions const& versions, BytesView ring_key)
{
    if (versions.newest.empty())
        return fail(ErrorCode::Missing, "no account opens here");
    auto const& first = versions.newest.front();
    auto keyring = open_keyring(keys, vault, first, ring_key);
    if (!keyring && keyring.error().code == ErrorCode::NoKey)
        return fail(ErrorCode::Input, "another passphrase opens this account");
    if (!keyring)
        return std::unexpected(keyring.error());
    UnlockedAccount account{
        .version = first.version,
        .ring_key = SecretBytes::copy_of(ring_key),
        .slots = first.slots,
        .keyring = std::move(*keyring)};
    return unite_beside_first(std::move(account), versions, [&](LockedAccount const& beside, UnlockedAccount const&) {
        return open_keyring(keys, vault, beside, ring_key);
    });
}

PasswordPlan plan_password(crypto::PasswordCost cost)
{
    require(crypto::is_allowed(cost), "a password cost within the limits");
    PasswordPlan plan{.id = crypto::random_id<SlotId>(), .cost = cost};
    crypto::random_fill(plan.salt);
    return plan;
}

UnlockedAccount renew_slots(Keyring keyring, std::uint32_t version, VaultId const& vault, SlotSecrets const& secrets)
{
    UnlockedAccount account{
        .version = version, .ring_key = crypto::random_secret(k_ring_key_size), .keyring = std::move(keyring)};
    auto const seal_ring_key = [&](Slot slot, SecretBytes const& unlock_key) {
        slot.sealed = crypto::make_envelope(unlock_key.view(), slot_context(slot.id, vault), account.ring_key.view());
        account.slots.push_back(std::move(slot));
    };
    auto const& plan = secrets.plan;
    seal_ring_key(
        {.id = plan.id,
         .method = SlotMethod::Passphrase,
         .ops = plan.cost.ops,
         .mem_kib = plan.cost.mem_kib,
         .salt = plan.salt},
        unlock_key_from_password_hash(secrets.account_secret, secrets.password_hash, vault, plan.id));
    auto const kit_slot = crypto::random_id<SlotId>();
    seal_ring_key(
        {.id = kit_slot, .method = SlotMethod::Kit},
        unlock_key_from_kit(secrets.account_secret, secrets.recovery_key, vault, kit_slot));
    return account;
}

Bytes make_account_object(
    AccountKeys const& keys, VaultId const& vault, UnlockedAccount const& account, std::uint32_t version)
{
    auto plain = encode_keyring(account.keyring, version);
    auto const keyring = crypto::make_envelope(
        account.ring_key.view(), account_context(ObjectType::Keyring, keys.locator, vault, version), plain);
    wipe(plain);
    return crypto::make_envelope(
        keys.outer.view(), account_context(ObjectType::Account, keys.locator, vault, version),
        encode_account(version, account.slots, keyring));
}

}  // namespace huisclos::ledger
