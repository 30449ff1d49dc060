// One vault on one device, unlocked: what is known, what is written, what is published.
//
// Reading is at once and without I/O (`knowledge`). Writing answers when the disk has it; publishing comes after, and a
// retry sends the same bytes. Fetching never removes anything. One writer at a time: a mutex keeps the order of the
// device's own chain while others wait for the disk.
// Where no key may write, an edit is kept on the disk alone until one may (docs/protocol.md 3.7, decision 0011).
//
// Files: vault.cpp has opening and status; each vault_*.cpp says at its top what it is for.

#pragma once

#include "core/base/async_mutex.hpp"
#include "core/ledger/floor.hpp"
#include "core/ledger/grant.hpp"
#include "core/ledger/keyring.hpp"
#include "core/ports/worker.hpp"
#include "core/sync/former_accounts.hpp"
#include "core/sync/former_devices.hpp"
#include "core/sync/inbox_book.hpp"
#include "core/sync/knowledge.hpp"
#include "core/sync/listing.hpp"
#include "core/sync/log_candidates.hpp"
#include "core/sync/outbox.hpp"
#include "core/sync/pull_batch.hpp"
#include "core/sync/refused_segments.hpp"
#include "core/sync/standing.hpp"
#include "core/sync/sync_status.hpp"
#include "core/sync/vault_state.hpp"
#include "core/sync/vault_writes.hpp"
#include "core/sync/witnesses.hpp"

namespace huisclos::sync {

class Vault {
public:
    Vault(VaultPorts ports, LocalVault local, DeviceKeys keys);
    Vault(Vault const&) = delete;
    Vault& operator=(Vault const&) = delete;

    /// Takes in what the disk has. Once, before anything else. Of much, here and fetched, the worker checks signatures.
    /// @pre `worker` outlives the vault and its tasks; null: all is checked here
    [[nodiscard]] Task<Result<void>> load(ports::Worker* worker);

    [[nodiscard]] VaultId const& id() const { return m_knowledge.vault(); }
    [[nodiscard]] MemberId const& self() const { return m_keys.member; }
    [[nodiscard]] DeviceId const& device() const { return m_local.identity().device; }
    [[nodiscard]] Knowledge const& knowledge() const { return m_knowledge; }
    [[nodiscard]] LocalVault& local() { return m_local; }
    [[nodiscard]] std::size_t unreadable() const { return m_local.unreadable(); }  ///< Entries that did not open.
    [[nodiscard]] DeviceKeys const& keys() const { return m_keys; }
    [[nodiscard]] SyncStatus status() const;
    /// Whether this member is in, what stops this device, and what its floor lacks. As of the last object taken.
    [[nodiscard]] Standing const& standing() const { return m_standing; }
    /// Of what this device said last, sent or not. A head of nothing new (one a day, the log's) takes nobody away;
    /// after a start the last head counts, whatever it says. `seen_by` is empty too while a copy writes as this device;
    /// `silent` is as of `SyncStatus::up_to_date`. Looks through all heads when something changed since the last call.
    [[nodiscard]] Witnesses const& witnesses() const;
    /// A floor found later than at enrolment (the account of another device, a kit). On the disk when it answers.
    [[nodiscard]] Task<Result<void>> use_floor(ledger::Floor floor);
    /// What the account has and this device does not: floor, sealing keys, log keys. On the disk when it answers.
    /// @pre `keyring` outlives the task
    [[nodiscard]] Task<Result<void>> use_keyring(ledger::Keyring const* keyring);
    /// Inboxes of sealing keys of generations below were read, nothing there is needed any more, and by its last
    /// listing the newest one has this device's self-grant, or all that this device keeps.
    [[nodiscard]] bool may_drop_sealing_keys(std::uint32_t below) const;
    /// When it may be, they are gone from this device, but for the card's. On the disk when it answers.
    [[nodiscard]] Task<Result<void>> drop_sealing_keys(std::uint32_t below);
    [[nodiscard]] std::optional<ledger::ReadBack> self_grant_read() const;  ///< Under the key of the card.
    [[nodiscard]] Instant now() const { return m_ports.clock.now(); }
    /// Grows with everything that a view may show.
    [[nodiscard]] std::uint64_t version() const { return m_version; }
    [[nodiscard]] Changes take_changes();  ///< Since the last call.
    /// A person has read it: on the disk when it answers, with the head that he accepted.
    [[nodiscard]] Task<Result<void>> acknowledge_alarm(std::size_t index);
    /// The store has an older account of this member than this device has (3.4): E_ROLLBACK, said as about this device,
    /// whose own heads give none; once a day. On the disk when it answers.
    [[nodiscard]] Task<Result<void>> note_older_account();
    /// Of two acts that exclude each other (Registry::fork), a person has said which one holds: on the disk when it
    /// answers, and what it lets be written again is. Errors: Missing (no contest about that act), Fork (it would leave
    /// the recovery set in force for one that it did not sign), Local.
    [[nodiscard]] Task<Result<void>> resolve_fork(ActHash holds);
    /// A person has said that the weekly words differ (3.13). Not on the disk: who opens the vault says it again.
    enum class WriteHold : std::uint8_t { None, WeeklyWords };
    void hold_writes(WriteHold hold);
    /// An alarm that nobody has read yet, two acts of which nobody has said which one holds, weekly words that differ,
    /// a clone, a failed disk, a newer policy, or a stop: all is read, nothing written.
    [[nodiscard]] bool is_write_stopped() const;

    // A copy of this device (vault_clone.cpp).
    /// Devices that this place was, and that a copy of it writes as.
    [[nodiscard]] std::vector<FormerDevice> const& former_devices() const { return m_former; }
    /// What keeps this place from becoming another device, beside that it may not be cloned at all. Errors as
    /// check_write.
    [[nodiscard]] Result<void> check_continue() const;
    /// This place is that device from here on: with all that it knows, its drafts, its lines of the log and what it had
    /// signed as the member; its former device key is gone from it. One transaction: after a crash it is the one or the
    /// other. What was not published is issued again by `synchronise`. Errors: Missing (not `may_continue`), Store
    /// (what the copy wrote cannot be asked for), as check_write, Local: then nothing is written before a restart.
    [[nodiscard]] Task<Result<void>> continue_as(NextDevice next);
    /// It is cloned, or in an Impasse.
    [[nodiscard]] bool may_continue() const;
    /// What no key opens in the place of this device's head is junk, as a person says: the next `push` writes over it.
    /// Was it a copy's, then the others are alarmed. Error Missing: nothing is closed there, or not for a day.
    [[nodiscard]] Task<Result<void>> write_over_own_head();

    // Writing records (vault_write.cpp).
    using Compose = ComposeRecords;
    /// One segment of what `compose` writes; where no key may write, as `without_key` says. When it answers without
    /// error, the disk has it. Errors: NoKey (the compartment is halted or its key is not held), Upgrade (read-only),
    /// Fork (an alarm to be read), Clone, Vault (a stop), Local.
    [[nodiscard]] Task<Result<void>> write(
        CompartmentId cid, Compose compose, WithoutKey without_key = WithoutKey::Refuse);
    /// It is open here and no key may write in it: it is halted (3.7), or the key that writes is not held.
    [[nodiscard]] bool waits_for_key(CompartmentId const& cid) const;
    /// Compartments where edits wait that may be written once there is a key; ascending.
    [[nodiscard]] std::vector<CompartmentId> waiting_places() const;
    [[nodiscard]] std::vector<RefusedEdit> refused_edits() const;
    /// Its author gives up a refused edit: it is gone from the disk when it answers. Errors: Missing (it is not one, or
    /// not any more), Local.
    [[nodiscard]] Task<Result<void>> give_up(std::uint64_t number);
    /// One line of the access log, on the disk when it answers (R-50: before what it tells is shown).
    [[nodiscard]] Task<Result<void>> log(ledger::JournalEntry entry);
    /// Seals the lines that wait into the log chain; at most every 15 minutes, and at lock. Error: they wait on.
    [[nodiscard]] Task<Result<void>> flush_log();
    /// Drafts of screens, by slot.
    [[nodiscard]] Task<Result<void>> save_draft(std::uint32_t slot, SecretBytes plain);
    [[nodiscard]] Task<Result<void>> drop_draft(std::uint32_t slot);
    [[nodiscard]] std::map<std::uint32_t, SecretBytes> const& drafts() const { return m_drafts; }

    // Exchange with the store (vault_pull.cpp).
    [[nodiscard]] Task<Result<void>> pull();
    [[nodiscard]] Task<PublishStop> push();
    /// pull, then push. Only one runs; a second call answers Busy.
    [[nodiscard]] Task<Result<void>> synchronise();
    void ask_anew() { m_place.own_head_withheld.stop_waiting(); }  ///< A person does: the next one waits for nothing.

    // Where the store is (vault_place.cpp). On the disk when they answer; after an error nothing is changed. At another
    // place all that this device signed and that its head there does not state is sent again, with its last head.
    /// Another token for the place in use. Errors: Input (another place), Local.
    [[nodiscard]] Task<Result<void>> use_address(ports::StoreAddress address);
    /// Another place, which is asked first, before anything turns to it: a head that a device in use of a member signed
    /// lies there, no older than the one known here. The place before is kept. Errors: Missing (nothing of this vault
    /// is there), Rollback (an older copy of it), Refused (the token), Store (no answer, or too late), Input (no page
    /// may reach it), Busy (the place in use, or the act that names one, has changed meanwhile), Local.
    [[nodiscard]] Task<Result<void>> move_to(ports::StoreAddress place);
    /// Where it was before; what lies there keeps nobody from returning. Errors: Missing (none is known), Local.
    [[nodiscard]] Task<Result<void>> move_back();

    // Acts and cards (vault_acts.cpp).
    /// The founder's first steps: takes in the root and his own card, and puts both in the outbox. The first act
    /// follows.
    [[nodiscard]] Task<Result<void>> found(Bytes gbody, ledger::SignedCard card);
    /// Journals and takes in an act of one's own with what goes with it. The caller pulled first and signed. Gives how
    /// many records were left out. Errors: as `write`, for records that are needed; then nothing is recorded.
    [[nodiscard]] Task<Result<std::size_t>> record_act(ActPublication publication);
    /// Journals and takes in a new card of one's own, with the sealing keys that it may bring.
    [[nodiscard]] Task<Result<void>> record_card(ledger::SignedCard card, std::vector<NumberedSeed> sealing);
    /// Journals the card of somebody whom the next act brings, sealed for this vault. Gives the name of its object.
    [[nodiscard]] Task<Result<ObjectName>> record_member_card(ledger::SignedCard card);
    /// Grants outside an act: a reader without a key.
    [[nodiscard]] Task<Result<void>> record_grants(std::vector<ActPublication::Grant> grants);
    /// Journals any other object for the store: the mails of an invitation.
    [[nodiscard]] Task<Result<void>> record_object(std::string path, Bytes object);
    /// Whether what was journalled under that path is not yet known to be on the store.
    [[nodiscard]] bool waits_to_leave(std::string_view path) const { return m_outbox.waits(path); }
    /// Deletes both mails of an invitation that is over. True when they are gone.
    [[nodiscard]] Task<Result<bool>> remove_invitation(InviteId invite);
    /// The mails of these are not sent again to a place that lacks them. Error Local.
    [[nodiscard]] Task<Result<void>> forget_mails(std::set<InviteId> over);
    /// The device's copy of a version of its account. Error Busy: the account is no longer at `place`.
    [[nodiscard]] Task<Result<void>> set_account(Locator place, Bytes packed_account, std::uint32_t version);

    // The account under another secret (vault_account.cpp).
    /// Before an account is published at a new place. On the disk when it answers.
    [[nodiscard]] Task<Result<void>> announce_account(Locator locator);
    /// This device follows its account to another secret and journals the card that goes with it, in one transaction:
    /// a card whose sealing key only the new account holds is never on its way without it. What lies at the former
    /// place is deleted once the outbox is empty. Errors: as record_act; then the disk has what it had.
    /// @pre the account was read back from the store, and its place announced
    [[nodiscard]] Task<Result<void>> record_account(
        AccountSwitch next, ledger::SignedCard card, std::vector<NumberedSeed> sealing);
    /// The same of an account that another device of this member published. Error Local.
    [[nodiscard]] Task<Result<void>> follow_account(AccountSwitch next);
    [[nodiscard]] FormerAccounts const& former_accounts() const { return m_former_accounts; }

    /// Of the last account object written or read: stated in one's head.
    void set_account_version(std::uint32_t version) { m_account_version = version; }
    void set_build(ByteArray<32> build) { m_build = build; }

private:
    Task<bool> load_kept(std::vector<KeptObject> kept, ports::Worker* worker);
    void load_notes();
    void load_own(std::vector<KeptObject> own);
    /// What the disk lacks of one's own is in the journal, or is fetched by name.
    void restore_own_ends();
    void note_changes(Changes changes);
    void settle();
    void judge();
    /// After a fetch: what the floor names is held now, or is missing since a day (E_STALE).
    void watch_floor();
    [[nodiscard]] ledger::HeadFacts head_facts() const;
    /// The head that says everything so far and `ends`. Staged in `batch`; `adopt` makes it the device's own.
    [[nodiscard]] Result<OwnHead> stage_head(
        ports::LocalBatch& batch, std::vector<ledger::ChainEnd> const& ends, std::optional<ledger::LogEnd> const& log);
    void adopt(OwnHead head, HeadSays says = HeadSays::News);
    /// One's next place in a chain, without a key.
    [[nodiscard]] Result<ledger::WriterPlace> next_place(CompartmentId const& cid) const;
    /// Error Store: what this device's head says that it wrote last is not open here.
    [[nodiscard]] Result<void> check_own_end(CompartmentId const& cid) const;
    /// `epoch_secret`: of an epoch that an act of one's own begins; empty: of the present one.
    [[nodiscard]] Result<ledger::WriterPlace> writer_place(CompartmentId const& cid, BytesView epoch_secret = {}) const;
    /// One segment of all of `writes` that goes into `cid`. `epoch_secret` as for writer_place.
    [[nodiscard]] Result<ComposedPlace> compose_segment(
        CompartmentId const& cid, std::span<RecordWrite const> writes, BytesView epoch_secret = {});
    [[nodiscard]] Result<ComposedRecords> compose_records(ActPublication const& publication);
    /// On the disk and in the outbox, with its head and what `batch` holds. @pre `segment` outlives the task
    [[nodiscard]] Task<Result<void>> keep_segment(ComposedSegment const* segment, ports::LocalBatch batch);
    /// Once it is kept.
    void take_own(ComposedSegment segment);
    // vault_reissue.cpp
    /// True when nothing is left.
    [[nodiscard]] Task<bool> reissue(CompartmentId cid, LeftOps left);
    /// What this place wrote under a rotation that lost its effect, written again where it counts (3.8).
    [[nodiscard]] Task<Result<void>> reissue_left_behind();
    /// What it wrote as a device that it is no more, and did not publish.
    [[nodiscard]] Task<Result<void>> reissue_unpublished();
    void stage_fresh(ports::LocalBatch& batch);
    /// Of what was fetched: a disk that refuses it is given it again the next time.
    [[nodiscard]] Task<Result<void>> commit_fresh(ports::LocalBatch batch);
    /// Of what this device signed, with the keys that it is under and all else that was fetched: a restart must find
    /// one's own segments and head open. A disk that refuses it is given what was fetched the next time, and no more.
    [[nodiscard]] Task<Result<void>> commit_own(ports::LocalBatch batch);
    void remember_refused(decltype(ports::LocalBatch::changes) changes);
    /// A member whose head was never stated, or not for a day, is silent to the others (3.12 step 3, 3.13).
    [[nodiscard]] bool is_head_due() const;
    [[nodiscard]] Task<Result<void>> state_head();

    // vault_waiting.cpp
    void load_waiting();
    /// What waits is folded with what is known, as this device's. True when something was shown anew.
    bool show_waiting();
    [[nodiscard]] Task<Result<void>> write_down(CompartmentId cid, Compose compose);
    /// What waited in one compartment, as segments under its present key. @pre m_writing is held
    [[nodiscard]] Task<Result<void>> write_waiting(CompartmentId cid);
    [[nodiscard]] Task<Result<void>> drop_written_by_copy(CompartmentId cid);
    // vault_write.cpp
    [[nodiscard]] Task<Result<void>> let_go_of_sealed_log();
    [[nodiscard]] Task<Result<void>> write_waiting_part(CompartmentId cid, ledger::WaitingOps part);
    /// What is left in one compartment once these names gave way; staged in `batch`.
    [[nodiscard]] ledger::WaitingWrites stage_without(
        ports::LocalBatch& batch, CompartmentId const& cid, ledger::WaitingNames const& names);
    /// The disk has it so. Settle before anything is read.
    void keep_waiting(CompartmentId const& cid, ledger::WaitingWrites left);
    /// The same, wherever a key may write. @pre m_writing is held
    [[nodiscard]] Task<Result<void>> write_all_waiting();
    [[nodiscard]] Task<Result<void>> write_what_waited();
    /// Composed from what has op ids alone.
    [[nodiscard]] Result<ComposedRecords> compose_beside_act(ActPublication const& publication);

    // vault_place.cpp
    /// `stated`: by this device's head there; empty: it has none. @pre m_writing is held
    [[nodiscard]] Task<Result<void>> turn_to(
        ports::StoreAddress address, std::optional<FormerPlace> former, std::vector<ledger::ChainEnd> stated);
    [[nodiscard]] Task<std::vector<ledger::ChainEnd>> own_ends_at(ports::StoreAddress place);
    void forget_place();
    void note_place_answers(std::string const& asked);
    // vault_again.cpp
    using Entries = std::vector<OutboxEntry>;
    /// All of this device that a place lacks; `stated` as for turn_to. @pre `batch` outlives the task
    [[nodiscard]] Task<Result<Entries>> stage_again(
        ports::LocalBatch* batch, std::vector<ledger::ChainEnd> stated, AccountAgain account);
    [[nodiscard]] Task<Result<void>> stage_sent_again(ports::LocalBatch* batch, Entries* entries);
    [[nodiscard]] Task<Result<std::vector<KeptObject>>> own_kept(std::vector<ledger::ChainEnd> stated);
    /// Asks for the own head when a listing shows another one than was read back, or none.
    [[nodiscard]] Task<Result<void>> watch_own_head();
    [[nodiscard]] Task<Result<void>> look_at_own_head();
    /// `shown`, by the place in use: is it older than what was read back there, the place was restored or is another
    /// one, and gets again what it lacks, now or once it may. @pre `shown` outlives the task
    [[nodiscard]] Task<Result<void>> note_what_is_lost(OwnStatement const* shown);
    [[nodiscard]] bool may_send_again() const;
    [[nodiscard]] Task<Result<void>> send_again(std::vector<ledger::ChainEnd> stated);
    // vault_tables.cpp
    void note_left_tables(std::vector<KeptObject> const& own, std::optional<ledger::TableRef> const& named);
    [[nodiscard]] Task<Result<void>> delete_former_tables();
    // vault_alarms.cpp
    /// Two signed segments for one place, two acts of which an honest vault has one.
    void watch_forks();
    /// Former keys that rotations carry and that do not open (3.8).
    void watch_hist();
    void stage_alarms(ports::LocalBatch& batch);
    // vault_fork.cpp
    [[nodiscard]] Bytes contest_note() const;
    void load_contests(BytesView plain);
    // vault_pull.cpp
    [[nodiscard]] Task<Result<void>> fetch_heads();
    [[nodiscard]] HeadPlan plan_heads(std::vector<ListingEntry> const& entries);
    void forget_given_up();
    void take_listed_head(DeviceId const& of, std::string const& etag, Bytes body);
    void take_fetched(PullBatch& batch, ObjectAt const& what, ports::RemoteAnswer answer);
    [[nodiscard]] Task<Result<void>> fetch_wants();
    [[nodiscard]] Task<Result<void>> fetch_inboxes();
    /// vault_batch.cpp. @pre `batch` outlives the task; there is a worker
    [[nodiscard]] Task<bool> take_batch(PullBatch* batch);  ///< Settle after it.
    /// A step of it, with what the worker found good.
    void take_held(std::span<PullBatch::Held> held, crypto::VerifiedClaims& good);
    // vault_clone.cpp
    /// Errors: Store (not given, or not of the device or place in use now), NoKey (no key opens what may be its own).
    [[nodiscard]] Task<Result<OwnStatement>> fetch_own_head();
    [[nodiscard]] Task<Result<OwnStatement>> ask_for_own_head();  ///< The same at a poll (OwnHeadWithheld).
    [[nodiscard]] Task<Result<void>> keep_withheld();
    [[nodiscard]] Task<Result<void>> wait_for_own_head();
    [[nodiscard]] Task<Result<void>> forget_closed_head();
    [[nodiscard]] Impasse impasse() const;
    void watch_own_ends(ports::LocalBatch& batch);  ///< After a fetch.
    [[nodiscard]] Task<Result<void>> check_own_head();
    [[nodiscard]] Task<Result<void>> note_cloned();
    /// Two signed segments of this device for one place: another copy of it has written.
    [[nodiscard]] bool has_own_fork() const;
    [[nodiscard]] FormerDevice leave_device() const;
    [[nodiscard]] bool is_for_next_device(OutboxEntry const& entry) const;
    void stage_as_next(ports::LocalBatch& batch, BytesView ring_key) const;
    [[nodiscard]] Result<Succession> prepare_next(NextDevice const& next, Bytes card, OwnStatement on_store);
    void give_up_next(crypto::SigningKey former_key);
    [[nodiscard]] Task<bool> read_inbox(
        crypto::KemKey const* key, std::uint32_t generation, std::vector<std::string> paths);
    [[nodiscard]] InboxObject read_inbox_object(ledger::GrantKey const& key, BytesView object);
    [[nodiscard]] InboxBook::Facts inbox_facts() const;
    [[nodiscard]] bool holds_replaced_keys() const;
    /// A whole listing of the newest inbox shows none of this device, nor elsewhere there all that it keeps.
    [[nodiscard]] bool is_self_grant_gone() const;
    [[nodiscard]] Task<Result<void>> note_self_grant_read();
    /// Deletes what a self-grant holds, and writes one when it is due.
    [[nodiscard]] Task<Result<void>> tidy_inboxes();
    [[nodiscard]] Task<Result<void>> write_self_grant();
    void stage_inbox_dates(ports::LocalBatch& batch);
    bool match_log_seeds();
    [[nodiscard]] Task<Result<bool>> flush_log_part();
    [[nodiscard]] Result<DirectorySecret> directory_secret(ActPublication const* publication) const;
    void stage_entry(ports::LocalBatch& batch, std::vector<OutboxEntry>& entries, std::string path, Bytes object);
    /// @pre the caller holds m_writing
    [[nodiscard]] Task<Result<void>> record_card_in(
        ports::LocalBatch batch, ledger::SignedCard card, std::vector<NumberedSeed> sealing);
    [[nodiscard]] Task<Result<Locator>> account_locator();
    [[nodiscard]] Task<Result<Locator>> settle_secret();
    [[nodiscard]] Task<Result<void>> delete_former_accounts();
    [[nodiscard]] Task<Result<void>> finish_record(
        ports::LocalBatch batch, std::vector<OutboxEntry> entries, std::vector<ledger::ChainEnd> ends = {});
    void note_status(ports::RemoteStatus status);
    /// Bytes that are not what their name says, or that nobody honest wrote: said once for each device.
    void note_refusal(ErrorCode code, ObjectAt const& what);
    /// Before anything is written for the store. Errors: Vault (a stop), Clone, Local (the disk failed), Upgrade (a
    /// newer policy), Fork (an alarm to be read).
    [[nodiscard]] Result<void> check_write() const;

    VaultPorts m_ports;
    ports::Worker* m_worker{nullptr};
    LocalVault m_local;
    DeviceKeys m_keys;
    Knowledge m_knowledge;
    Outbox m_outbox;
    ledger::HeadWriter m_head_writer;
    std::uint64_t m_news_counter{0};  ///< Of the last own head that said something for the others.
    OwnLog m_own_log{};
    std::map<std::uint32_t, SecretBytes> m_drafts{};
    std::map<CompartmentId, ledger::WaitingWrites> m_waiting{};  ///< As the disk has it; no empty list.
    std::uint64_t m_next_waiting{1};
    ledger::WaitingNames m_former_names{};  ///< Of what waited and was written, in this session.
    std::uint64_t m_last_t{0};
    std::uint32_t m_account_version{0};
    ByteArray<32> m_build{};
    std::uint64_t m_version{1};
    std::uint64_t m_heads_accepted{0};  ///< Of others, in this session.
    mutable std::optional<std::pair<WitnessesOf, Witnesses>> m_witnesses{};
    Changes m_changes{};
    Standing m_standing{};
    AsyncMutex m_writing{};

    Connection m_connection{Connection::Unknown};
    std::optional<Instant> m_up_to_date{};
    bool m_keys_to_keep{false};  ///< DeviceKeys changed beside the epochs.
    bool m_is_busy{false};
    bool m_is_cloned{false};
    WriteHold m_hold{WriteHold::None};
    std::vector<FormerDevice> m_former{};
    bool m_disk_failed{false};  ///< What is known went ahead of the disk: nothing is written before a restart.
    std::optional<Instant> m_own_end_lost_since{};
    ObjectName m_own_head_name{};  ///< Of the head last journalled.
    Instant m_head_stated_at{};    ///< By this device's clock; never in its future.
    PlaceReading m_place{};
    DiskNotes m_on_disk{};
    InboxBook m_inbox{};
    ports::LocalBatch m_refused{};  ///< What the disk refused of what was fetched.
    FormerAccounts m_former_accounts{};
    std::vector<FormerTable> m_former_tables{};
    std::optional<SelfGrantRead> m_self_grant_read{};
    LogCandidates m_log_candidates{};
    RefusedSegments m_refused_segments{};
};

}  // namespace huisclos::sync
