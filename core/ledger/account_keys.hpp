// What the secrets of a member open (docs/protocol.md 3.2): the account secret AS gives the place and the outer key of
// the account; the passphrase and the kit each open a slot, which holds KRK; KRK opens the keyring.

#pragma once

#include "core/base/ids.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_account_secret_size = 16;  ///< AS.
inline constexpr std::size_t k_recovery_key_size = 16;    ///< KR.
inline constexpr std::size_t k_ring_key_size = 32;        ///< KRK.

struct AccountKeys {
    Locator locator{};    ///< loc: the folder of the account on the store.
    SecretBytes outer{};  ///< AK: the envelope of the account object.
};

/// @pre account_secret.size() == 16
[[nodiscard]] AccountKeys account_keys(BytesView account_secret, VaultId const& vault);

/// UK_pass, from PW = Argon2id of the passphrase with the salt and cost of that slot (computed in a worker).
/// @pre account_secret.size() == 16, password_hash.size() == 32
[[nodiscard]] SecretBytes unlock_key_from_password_hash(
    BytesView account_secret, BytesView password_hash, VaultId const& vault, SlotId const& slot);
/// UK_kit. @pre both of 16 bytes
[[nodiscard]] SecretBytes unlock_key_from_kit(
    BytesView account_secret, BytesView recovery_key, VaultId const& vault, SlotId const& slot);
/// UK_prf: slots of method 3 are read, not yet made. @pre account_secret.size() == 16, prf.size() == 32
[[nodiscard]] SecretBytes unlock_key_from_prf(
    BytesView account_secret, BytesView prf, VaultId const& vault, SlotId const& slot, BytesView credential_id);

/// F(KRK, "local", device, 32): opens the local storage of a device (and is what a slot of method 3 holds).
[[nodiscard]] SecretBytes local_key(BytesView ring_key, DeviceId const& device);

}  // namespace huisclos::ledger
