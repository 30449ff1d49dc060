// What one device keeps of one vault (docs/protocol.md, local storage).
//
// In clear: opaque ids, sizes, and one neutral label that the person chose. The account object (for unlocking without a
// network) and LW lie under the passphrase's KRK; under LW lie the device's keys, the journal of what is still to be
// published and of what waits for a key, drafts and notes. Objects of the store are kept as the store has them: they
// are ciphertext already.
//
// A LocalBatch is one transaction: what is staged in it is on disk wholly or not at all, and nothing is called saved
// before `commit` has answered.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"
#include "core/base/task.hpp"
#include "core/base/time.hpp"
#include "core/crypto/kem.hpp"
#include "core/crypto/sign.hpp"
#include "core/ledger/waiting.hpp"
#include "core/ports/local_store.hpp"
#include "core/ports/remote_store.hpp"
#include "core/sync/epoch_keys.hpp"

namespace huisclos::sync {

/// Known before unlocking.
struct LocalIdentity {
    VaultId vault{};
    DeviceId device{};
    std::string label{};  ///< Neutral, chosen by the person; never the council's name by itself.
};

/// A member's sealing key of one generation, or an auditor's log key of one period.
struct NumberedSeed {
    std::uint32_t number{0};
    SecretBytes seed{};
};

/// What this device was given of the registry by an invitation, its account or a kit, as far as it does not hold it
/// yet.
struct PendingFloor {
    std::vector<ActHash> tips{};             ///< Ascending.
    std::optional<Instant> missing_since{};  ///< Since when a registry is known that lacks some of them.

    /// False when all of them were there already.
    bool add(std::span<ActHash const> more);
};

/// The place of the store before the one in use, while one is known.
struct FormerPlace {
    ports::StoreAddress address{};
    bool awaits_first{true};  ///< No synchronisation has ended well yet where the store is now.
};

/// What a device needs to work without the passphrase being typed again, but never ISK.
struct DeviceKeys {
    MemberId member{};
    crypto::SigningKey device_key{};
    std::vector<NumberedSeed> sealing{};  ///< IEK, newest last.
    std::vector<NumberedSeed> log{};      ///< LK seeds, auditors only.
    EpochKeys epochs{};
    ports::StoreAddress address{};
    PendingFloor pending_floor{};
    std::optional<FormerPlace> former{};

    [[nodiscard]] SecretBytes encoded() const;
    [[nodiscard]] static Result<DeviceKeys> decode(BytesView plain);
};

/// An object that is not yet known to be on the store. Published in order; a retry sends the same bytes.
struct OutboxEntry {
    std::uint64_t number{0};
    std::string path{};
    Bytes object{};
    std::uint64_t head_counter{0};  ///< Of a head of this device; not on the disk.
};

/// The object kinds that a device keeps, each with what is needed to open it again.
enum class KeptKind : char { Genesis = 'g', Act = 'a', Card = 'c', Segment = 's', Head = 'h', Table = 't' };

struct KeptObject {
    KeptKind kind{};
    ObjectName name{};            ///< Not of a head.
    CompartmentId compartment{};  ///< Segments.
    DeviceId device{};            ///< Segments, heads, tables.
    std::uint64_t number{0};      ///< Segments: seq. Tables: the counter that names it.
    Bytes object{};
};

/// Sealed to others, or to auditors (the log): nothing else here says it again.
struct SentObject {
    std::string key{};   ///< Of its entry on the disk.
    std::string path{};  ///< On the store; empty: the entry is not as it was written.
    Bytes object{};
    std::uint32_t period{0};  ///< Of lines of the log; else 0.
};

/// What a place says of itself without being taken or unlocked.
struct SeenVault {
    LocalIdentity identity{};
    Bytes account_object{};  ///< The device's copy of the account object (envelope under AK).
};
/// As it stands on the disk: another window may hold the place. Errors: Missing when nothing was ever finished there,
/// Local, Encoding.
[[nodiscard]] Task<Result<SeenVault>> see_vault(ports::LocalPlaces* places, std::string name);

class LocalVault {
public:
    /// Looks at a place. Error Missing when nothing was ever put there.
    [[nodiscard]] static Task<Result<LocalVault>> open(ports::LocalPlace place);
    /// A new place for a new device; `keys` are DeviceKeys encoded. All of it is on disk when this answers.
    [[nodiscard]] static Task<Result<LocalVault>> create(
        ports::LocalPlace place, LocalIdentity identity, SecretBytes krk, SecretBytes keys, Bytes account_object,
        SecretBytes account_secret);

    [[nodiscard]] LocalIdentity const& identity() const { return m_identity; }
    /// The device's copy of the account object (envelope under AK).
    [[nodiscard]] Bytes const& account_object() const { return m_account; }
    /// AS, 16 bytes, from the device secret: of two that a change left there, the one that opens the account.
    [[nodiscard]] Task<Result<SecretBytes>> account_secret();
    /// Keeps `next` beside the present AS, before the account under it is staged: the secret and the account are not
    /// written in one transaction, and whatever is cut between them leaves a pair that opens. Error Local.
    [[nodiscard]] Task<Result<void>> keep_next_secret(SecretBytes next);
    /// Only the secret that opens the account stays on the disk. Error Local.
    [[nodiscard]] Task<Result<void>> drop_former_secret();

    /// Opens LW with KRK, then the keys, journal and notes. Error Auth.
    [[nodiscard]] Result<DeviceKeys> unlock(BytesView krk);
    [[nodiscard]] bool unlocked() const { return !m_lw.empty(); }

    [[nodiscard]] std::vector<KeptObject> take_kept();  ///< Once, after unlock.
    /// The same at any time, of that kind, compartment and device (zero where the kind has none), in the order of their
    /// numbers. Error Local.
    [[nodiscard]] Task<Result<std::vector<KeptObject>>> read_kept(KeptKind kind, CompartmentId cid, DeviceId device);
    [[nodiscard]] std::vector<OutboxEntry> take_journal();  ///< Once, after unlock; in order.
    [[nodiscard]] ledger::WaitingWrites take_waiting();     ///< Once, after unlock; in order.
    [[nodiscard]] std::map<std::uint32_t, SecretBytes> take_drafts();
    [[nodiscard]] std::map<std::uint32_t, SecretBytes> take_notes();

    /// Entries of the disk that did not open: somebody must be told, nothing is thrown away silently.
    [[nodiscard]] std::size_t unreadable() const { return m_unreadable; }

    // Staging. @pre unlocked()
    void stage_keys(ports::LocalBatch& batch, DeviceKeys const& keys) const;
    void stage_account(ports::LocalBatch& batch, Bytes account_object);
    /// An account under another AS; it counts here once `adopt_account` was called, after the disk has it.
    static void stage_next_account(ports::LocalBatch& batch, Bytes account_object);
    void adopt_account(Bytes account_object) { m_account = std::move(account_object); }
    /// After a new KRK: LW is written again under it.
    void stage_new_krk(ports::LocalBatch& batch, BytesView krk) const;
    /// From here on all is staged as another device of the same member would, under a new LW. The batch that begins
    /// with `stage_device` and puts all of keys, journal, drafts and notes again makes it so on the disk, wholly or not
    /// at all; then `forget_former`, or `be_former_again` when the disk refuses it.
    void become(DeviceId const& device);
    void be_former_again();
    void forget_former() { m_former.reset(); }
    /// The identity, and LW under KRK.
    void stage_device(ports::LocalBatch& batch, BytesView krk) const;
    void stage_not_kept(ports::LocalBatch& batch, KeptObject const& object) const;
    /// Whether that entry of a batch is an object kept.
    [[nodiscard]] static bool is_kept(std::string_view key);
    void stage_kept(ports::LocalBatch& batch, KeptObject const& object) const;
    /// As the store has it, behind its hash, apart from what opening loads. Grants and mails, by their path.
    static void stage_sent(ports::LocalBatch& batch, std::string_view path, BytesView object);
    /// Lines of the log.
    void stage_sent_log(ports::LocalBatch& batch, std::uint32_t period, BytesView object) const;
    /// By the key of its entry: SentObject::key, or sent_key of a letter.
    static void stage_not_sent(ports::LocalBatch& batch, std::string const& key) { batch.remove(key); }
    /// Letters whose path begins so; empty: all. In the order of the keys. Error Local.
    [[nodiscard]] Task<Result<std::vector<SentObject>>> read_sent(std::string under);
    void stage_journal(ports::LocalBatch& batch, OutboxEntry const& entry) const;
    void stage_published(ports::LocalBatch& batch, std::uint64_t journal_number) const;
    /// What waits for a key: no object of the store, and no part of what is published.
    void stage_waiting(ports::LocalBatch& batch, ledger::WaitingWrite const& write) const;
    void stage_waiting_done(ports::LocalBatch& batch, std::uint64_t number) const;
    void stage_draft(ports::LocalBatch& batch, std::uint32_t slot, BytesView plain) const;
    void stage_draft_done(ports::LocalBatch& batch, std::uint32_t slot) const;
    void stage_note(ports::LocalBatch& batch, std::uint32_t slot, BytesView plain) const;
    /// That note alone.
    [[nodiscard]] Task<Result<void>> keep_note(std::uint32_t slot, Bytes plain);
    [[nodiscard]] Task<Result<void>> commit(ports::LocalBatch batch);
    /// The same, of what the caller needs when the disk refuses it. @pre `batch` outlives the task
    [[nodiscard]] Task<Result<void>> commit_from(ports::LocalBatch const* batch)
    {
        return m_place.store->commit(batch);
    }

private:
    enum class Kind : std::uint64_t { Lw = 0, Keys = 1, Journal = 2, Draft = 3, Note = 4 };
    LocalVault() = default;
    [[nodiscard]] Task<Result<SecretBytes>> read_secret();
    [[nodiscard]] SecretBytes secret_of_account(BytesView kept) const;
    [[nodiscard]] Bytes wrap(Kind kind, std::uint32_t part, BytesView plain) const;
    [[nodiscard]] Result<SecretBytes> unwrap(Kind kind, std::uint32_t part, BytesView object) const;

    ports::LocalPlace m_place{};
    LocalIdentity m_identity{};
    Bytes m_account{};
    SecretBytes m_lw{};
    std::optional<std::pair<DeviceId, SecretBytes>> m_former{};  ///< Device and LW before `become`.
    std::size_t m_unreadable{0};
    std::map<std::string, Bytes> m_entries{};  ///< As read at opening; emptied by the take functions.
};

}  // namespace huisclos::sync
