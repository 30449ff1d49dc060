// A member with one device, as far as core/sync alone: no account, no passphrase, no council. Peers meet only on the
// MemoryServer, as devices meet only on a store.

#pragma once

#include <memory>

#include "core/sync/acts.hpp"
#include "core/sync/enrolment.hpp"
#include "tests/support/ports/memory_store.hpp"

namespace huisclos::testing {

/// A situation of that name, to be written: `made` tells its id once it is, and outlives the writing.
[[nodiscard]] sync::ComposeRecords compose_situation(RecordId& made, std::string_view name);
/// A situation of that name, written in the compartment as the core alone would.
[[nodiscard]] Result<RecordId> write_situation(sync::Vault& vault, CompartmentId const& cid, std::string_view name);
/// Its name as this device reads it; empty when it does not.
[[nodiscard]] std::string read_situation(sync::Vault const& vault, CompartmentId const& cid, RecordId const& record);

/// A set of recovery with fresh keys and these two officers: of two first ones each excludes the other.
[[nodiscard]] inline ledger::RecoveryOp recovery_set(MemberId const& one, MemberId const& other)
{
    ledger::RecoveryOp op;
    op.recovery = crypto::KemKey::generate().public_key();
    op.signer = crypto::SigningKey::generate().public_key();
    op.officers = {{one, crypto::KemKey::generate().public_key()}, {other, crypto::KemKey::generate().public_key()}};
    return op;
}

class Peer {
public:
    explicit Peer(MemoryServer& host) : server(host), remote(host), places(disk) {}

    /// The root, one nominative compartment, and this peer as rank 0 of it.
    void found();
    /// The invitee's side, up to waiting: `floor` is what the link says.
    void answer(Peer const& inviter, ledger::Floor floor);
    /// The inviter's side: an act that lets him in, as one who manages `cid`.
    void let_in(Peer const& invitee, std::optional<std::uint8_t> rank = {});
    void remove(MemberId const& other, std::vector<sync::RecordWrite> records = {});
    /// Another device of the same member: its card is signed here, its keys come by his inbox.
    void become_device_of(Peer const& other);

    /// A copy of another device's disk, on another machine: a restored backup, or a clone.
    void become_copy_of(Peer const& other);

    /// After E_CLONE: another device, in the same place.
    [[nodiscard]] Result<void> continue_as_new_device();

    [[nodiscard]] Result<void> sign(std::vector<ledger::ActOp> ops, std::vector<sync::RecordWrite> records = {});
    /// Of the last act signed.
    std::size_t left_out{0};
    /// Signs a new card with a new sealing key (g + 1).
    void renew_inbox_key();
    [[nodiscard]] Result<RecordId> write(std::string_view name);
    /// Name of the record as this device reads it; empty when it does not.
    [[nodiscard]] std::string read(RecordId const& record) const;
    /// As long as heads are apart (3.13), then pull and push.
    Result<void> synchronise();
    void kill() { vault.reset(); }
    void reopen();
    /// Of the next `reopen`: the device holds an account of its member, with another KRK.
    void opens_with(BytesView ring_key) { m_ring_key = SecretBytes::copy_of(ring_key); }

    [[nodiscard]] MemberId member() const { return keyring.member; }
    [[nodiscard]] DeviceId device() const { return crypto::device_id(member(), device_key.public_key()); }
    [[nodiscard]] ledger::SignedCard first_card() const;
    [[nodiscard]] ledger::Floor floor() const { return {vault->knowledge().registry()->tips(), clock.time}; }
    /// Path of this device's own head.
    [[nodiscard]] std::string head_path() const;
    [[nodiscard]] std::string inbox_path() const;
    /// What this device's head on the store says, opened with the keys of this device.
    [[nodiscard]] Result<ledger::SignedHead> head_of(Peer const& other) const;
    [[nodiscard]] std::size_t alarms(ErrorCode code) const;

    MemoryServer& server;
    MemoryRemote remote;
    MemoryDisk disk{};
    MemoryPlaces places;
    FakeClock clock{};
    ledger::Keyring keyring{};
    crypto::SigningKey device_key{};
    CompartmentId cid{};
    std::unique_ptr<sync::Vault> vault{};
    ports::Worker* worker{nullptr};  ///< Of `reopen`; not owned.

private:
    void open(VaultId const& id, sync::DeviceKeys const& keys);

    SecretBytes m_ring_key{};
};

}  // namespace huisclos::testing
