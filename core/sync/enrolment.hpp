// Coming to a vault: founding it, joining it by invitation, opening one's account on a new device by link or kit, and
// unlocking what this device has (docs/protocol.md 3.2, 3.4, 3.12).
//
// The secrets of a new member are drawn first; the account is made when the passphrase is chosen; nothing is written to
// the store or to the disk before the kit was typed back.

#pragma once

#include "core/ledger/kit.hpp"
#include "core/ledger/link.hpp"
#include "core/ledger/mail.hpp"
#include "core/sync/account_store.hpp"
#include "core/sync/vault.hpp"

namespace huisclos::sync {

/// A new member on a new device, before anything is written.
struct Enrolment {
    VaultId vault{};
    ports::StoreAddress address{};
    SecretBytes account_secret{};  ///< AS.
    SecretBytes recovery_key{};    ///< KR.
    ledger::Keyring keyring{};
    crypto::SigningKey device_key{};
    std::optional<ledger::Floor> floor{};
    // Founding only.
    std::optional<Bytes> gbody{};
    SecretBytes first_directory_secret{};  ///< ES[DIR] of the root.
    // Joining only.
    SecretBytes invite_secret{};  ///< s.
    ByteArray<32> inviter{};      ///< fp of who invited.

    [[nodiscard]] DeviceId device() const { return crypto::device_id(keyring.member, device_key.public_key()); }
};

[[nodiscard]] Enrolment begin_founding(ports::StoreAddress address);
[[nodiscard]] Enrolment begin_joining(ledger::InvitationLink const& link);
[[nodiscard]] ledger::Kit kit_of(Enrolment const& enrolment);
/// Version 1: this device, IEK_1, what was accepted.
[[nodiscard]] ledger::SignedCard first_card(Enrolment const& enrolment, std::vector<ledger::Acceptance> acceptances);

/// The account as chosen, not yet written. Errors: Input, Memory (a smaller size may be offered by name).
struct MadeAccount {
    SecretBytes ring_key{};  ///< KRK.
    std::uint32_t version{1};
    Bytes object{};
};
[[nodiscard]] Task<Result<MadeAccount>> make_account(
    ports::Worker& worker, Enrolment const* enrolment, SecretBytes passphrase, crypto::PasswordCost cost);

/// Publishes the account and makes the local place: from here on the device holds it. Errors: Store, Refused, Local.
[[nodiscard]] Task<Result<LocalVault>> settle_in(
    ports::LocalPlaces& places, ports::RemoteStore& remote, Enrolment const* enrolment, MadeAccount account,
    std::string label);
/// The keys that the vault of such a device begins with.
[[nodiscard]] DeviceKeys first_keys(Enrolment const& enrolment);

/// What unlocking gives: the member's own keys, for one signature or one sign-in; wiped when it goes.
struct OpenIdentity {
    ledger::UnlockedAccount account{};
    ledger::AccountKeys keys{};
    std::vector<std::string> read{};  ///< By the kit: the files of the store that are united in it.
};

/// By passphrase, from the device's own copy, without a network. Errors: Input (wrong passphrase), Memory, Auth.
[[nodiscard]] Task<Result<OpenIdentity>> open_identity(
    ports::Worker& worker, LocalVault* local, SecretBytes passphrase);

/// What a link of one's own, or the kit, gives to a device that knows nothing.
struct AccountAccess {
    ports::StoreAddress address{};
    VaultId vault{};
    SecretBytes account_secret{};
    SecretBytes recovery_key{};  ///< Empty with a device link.
    std::optional<ledger::Floor> floor{};
};
/// Reads the account from the store and opens it by passphrase (device link). Errors as open_identity, and Store,
/// Missing.
[[nodiscard]] Task<Result<OpenIdentity>> open_from_store(
    ports::RemoteStore& remote, ports::Worker& worker, AccountAccess const* access, SecretBytes passphrase);
/// The same by the kit.
[[nodiscard]] Task<Result<OpenIdentity>> open_with_kit(ports::RemoteStore& remote, AccountAccess const* access);

/// A place for a new device of an existing account. Its card is signed once the registry is known (card_with_device).
[[nodiscard]] Task<Result<LocalVault>> settle_new_device(
    ports::LocalPlaces& places, AccountAccess const* access, OpenIdentity const* identity,
    crypto::SigningKey const* device_key, std::string label);
[[nodiscard]] DeviceKeys keys_of_new_device(
    AccountAccess const& access, OpenIdentity const& identity, crypto::SigningKey const& device_key);
/// The member's next card, with this device added. @pre a card of the member is known
[[nodiscard]] ledger::SignedCard card_with_device(
    Vault const& vault, ledger::Keyring const& keyring, crypto::PublicKey const& device_key);
/// The member's next card, with texts accepted.
[[nodiscard]] ledger::SignedCard card_with_acceptances(
    Vault const& vault, ledger::Keyring const& keyring, std::vector<ledger::Acceptance> const& acceptances);

}  // namespace huisclos::sync
