#include "core/ledger/account_keys.hpp"

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"

namespace huisclos::ledger {

using crypto::derive;
using crypto::KeyLabel;

AccountKeys account_keys(BytesView account_secret, VaultId const& vault)
{
    require(account_secret.size() == k_account_secret_size, "an account secret of 16 bytes");
    auto const locator = derive(account_secret, KeyLabel::Locator, vault.view(), Locator::k_size);
    return {
        .locator = *Locator::from(locator.view()),
        .outer = derive(account_secret, KeyLabel::Account, vault.view(), 32)};
}

SecretBytes unlock_key_from_password_hash(
    BytesView account_secret, BytesView password_hash, VaultId const& vault, SlotId const& slot)
{
    require(account_secret.size() == k_account_secret_size, "an account secret of 16 bytes");
    require(password_hash.size() == 32, "a password hash of 32 bytes");
    return derive(account_secret, KeyLabel::UnlockPass, {password_hash, vault.view(), slot.view()}, 32);
}

SecretBytes unlock_key_from_kit(
    BytesView account_secret, BytesView recovery_key, VaultId const& vault, SlotId const& slot)
{
    require(account_secret.size() == k_account_secret_size, "an account secret of 16 bytes");
    require(recovery_key.size() == k_recovery_key_size, "a recovery key of 16 bytes");
    SecretArray<k_recovery_key_size + k_account_secret_size> key;
    std::ranges::copy(recovery_key, key.mutable_view().begin());
    std::ranges::copy(account_secret, key.mutable_view().begin() + k_recovery_key_size);
    return derive(key.view(), KeyLabel::UnlockKit, {vault.view(), slot.view()}, 32);
}

SecretBytes unlock_key_from_prf(
    BytesView account_secret, BytesView prf, VaultId const& vault, SlotId const& slot, BytesView credential_id)
{
    require(account_secret.size() == k_account_secret_size, "an account secret of 16 bytes");
    Bytes length;
    append_u32(length, static_cast<std::uint32_t>(credential_id.size()));
    return derive(prf, KeyLabel::UnlockPrf, {account_secret, vault.view(), slot.view(), length, credential_id}, 32);
}

SecretBytes local_key(BytesView ring_key, DeviceId const& device)
{
    return derive(ring_key, KeyLabel::Local, device.view(), 32);
}

}  // namespace huisclos::ledger
