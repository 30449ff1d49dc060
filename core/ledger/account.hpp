// The account of a member in one vault (docs/protocol.md 3.4): slots, each opened by the passphrase or the kit, and the
// keyring. It lies on the store under a name that AS gives; several versions may coexist there, nothing compares and
// swaps. Bytes in, bytes out: names, reading and writing belong to who talks to the store.
//
// Argon2id does not run here: a slot says its salt and cost, a worker computes PW, the unlock key comes from
// core/ledger/account_keys.hpp.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/crypto/password.hpp"
#include "core/ledger/account_keys.hpp"
#include "core/ledger/keyring.hpp"

namespace huisclos::ledger {

/// What opens a slot; another number is kept and ignored.
enum class SlotMethod : std::uint64_t { Passphrase = 1, Kit = 2, Prf = 3 };

using PasswordSalt = ByteArray<crypto::k_password_salt_size>;

struct Slot {
    SlotId id{};
    SlotMethod method{SlotMethod::Passphrase};
    std::optional<std::uint64_t> ops{};
    std::optional<std::uint64_t> mem_kib{};
    std::optional<PasswordSalt> salt{};
    std::optional<Bytes> credential{};
    Bytes sealed{};  ///< Envelope under the unlock key: KRK (method 3: the local key of a device).

    /// Of a slot opened by a passphrase; empty when a parameter is missing or outside the limits of 3.1 (refused).
    [[nodiscard]] std::optional<crypto::PasswordCost> cost() const;
};

/// One version of the account as AS alone shows it.
struct LockedAccount {
    std::uint32_t version{0};
    std::vector<Slot> slots{};
    Bytes keyring{};  ///< Envelope under KRK.

    [[nodiscard]] Slot const* find_slot(SlotId const& id) const;
    /// First slot of that method, or null.
    [[nodiscard]] Slot const* find_slot(SlotMethod method) const;
};

struct UnlockedAccount {
    std::uint32_t version{0};
    SecretBytes ring_key{};  ///< KRK.
    std::vector<Slot> slots{};
    Keyring keyring{};
};

/// Opens one version. Errors: Format, Upgrade, NoKey (not of this AS and version), Auth, Encoding, Context.
[[nodiscard]] Result<LockedAccount> open_account(
    AccountKeys const& keys, VaultId const& vault, std::uint32_t version, BytesView object);

/// Opens a slot, then the keyring. Errors: Input when the passphrase or the kit is not the right one; Missing without
/// that slot; else what is wrong with the object.
[[nodiscard]] Result<UnlockedAccount> unlock_account(
    AccountKeys const& keys, VaultId const& vault, LockedAccount const& account, SlotId const& slot,
    BytesView unlock_key);

/// A version as the store gives it: the name below the account's folder, the version that the name states, the bytes.
struct StoredAccount {
    std::string name{};
    std::uint32_t version{0};
    Bytes object{};
};

/// What a listing of an account gives: the objects that open, those of the highest version in order of name.
struct AccountVersions {
    std::vector<LockedAccount> newest{};
    std::vector<LockedAccount> below{};  ///< Who wrote the newest may not have read them.
    std::vector<std::string> names{};    ///< Of all that open, copies too, where a store gave them.
    std::size_t refused{0};              ///< Objects under this name that do not open: never a reason to stop.
};

/// Opens all that the store gave. Errors: Missing when none opens (a 404 never creates keys).
[[nodiscard]] Result<AccountVersions> open_versions(
    AccountKeys const& keys, VaultId const& vault, std::span<StoredAccount const> stored);

/// Unlocks the first, then adds to it the inbox keys, log keys and verified members of those beside and below it that
/// the same keys open; replaced inbox keys of those below that it has let go stay gone. `not_united` counts the others
/// beside it: their device redoes its change at the next version. Errors: of unlock_account.
struct UnitedAccount {
    UnlockedAccount account{};
    std::size_t not_united{0};
};
[[nodiscard]] Result<UnitedAccount> unlock_versions(
    AccountKeys const& keys, VaultId const& vault, AccountVersions const& versions, SlotId const& slot,
    BytesView unlock_key);

/// The same by KRK, which a device has while it is unlocked. Error Input: another passphrase was chosen since.
[[nodiscard]] Result<UnitedAccount> unlock_versions_by_ring_key(
    AccountKeys const& keys, VaultId const& vault, AccountVersions const& versions, BytesView ring_key);

/// How a passphrase slot will be computed: drawn before the worker runs.
struct PasswordPlan {
    SlotId id{};
    PasswordSalt salt{};
    crypto::PasswordCost cost{};
};
/// @pre crypto::is_allowed(cost)
[[nodiscard]] PasswordPlan plan_password(crypto::PasswordCost cost);

/// The secrets that a new set of slots is made from; the caller keeps them.
struct SlotSecrets {
    BytesView account_secret{};  ///< AS.
    BytesView recovery_key{};    ///< KR.
    PasswordPlan plan{};
    BytesView password_hash{};  ///< PW of the plan.
};

/// A new KRK with one passphrase slot and one kit slot: for a new account (version 0), and at every change of
/// passphrase, of kit or loss of a device. Slots of method 3 are gone: their device makes them again.
[[nodiscard]] UnlockedAccount renew_slots(
    Keyring keyring, std::uint32_t version, VaultId const& vault, SlotSecrets const& secrets);

/// The account object of `version`, under the keys and slots of `account`. Versions go up by one at each write.
[[nodiscard]] Bytes make_account_object(
    AccountKeys const& keys, VaultId const& vault, UnlockedAccount const& account, std::uint32_t version);

/// The plaintext of an account object.
[[nodiscard]] Bytes encode_account(std::uint32_t version, std::span<Slot const> slots, BytesView keyring);
/// Errors: Encoding, Upgrade; Context when it states another version.
[[nodiscard]] Result<LockedAccount> decode_account(BytesView plain, std::uint32_t version);

/// A device's own copy of an account object, for unlocking offline: u32 version || object.
[[nodiscard]] Bytes pack_account(std::uint32_t version, BytesView object);
/// Error Encoding.
[[nodiscard]] Result<StoredAccount> unpack_account(BytesView packed);

}  // namespace huisclos::ledger
