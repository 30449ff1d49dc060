#include "core/base/encoding.hpp"
#include "core/crypto/hash.hpp"
#include "core/sync/local_entries.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// E_CLONE (docs/protocol.md 3.5): a copy of this device has published, so that this one writes no more; and the device
// that this place becomes then.

namespace huisclos::sync {

namespace {

/// `o/`: what waits under it is signed by the member (acts, cards) or by a device (segments, tables, the log).
constexpr std::string_view k_objects_folder = "o/";

std::optional<ObjectName> parse_object_path(std::string_view path)
{
    if (!path.starts_with(k_objects_folder) || path.size() != k_objects_folder.size() + 3 + 62)
        return std::nullopt;
    auto hex = std::string(path.substr(2, 2));
    hex += path.substr(5);
    auto const bytes = from_hex(hex);
    return bytes ? ObjectName::from(*bytes) : std::nullopt;
}

/// It has said nothing yet, and has seen what this place has seen.
ledger::HeadWriter writer_of_next(HeadBook const& heads, DeviceId const& device)
{
    ledger::HeadWriter writer(device);
    for (auto const& of : heads.devices()) {
        auto const& used = *heads.in_use(of);
        writer.note_seen({of, used.head.head.counter, used.head.hash, used.object});
    }
    return writer;
}

}  // namespace

Task<Result<OwnStatement>> Vault::fetch_own_head()
{
    using ports::RemoteStatus;
    auto const of = device();
    auto const left_before = m_outbox.places_left();
    auto answer = co_await m_ports.remote.get(head_path(of));
    // Of the place or the device that it is now nothing is known yet.
    if (of != device() || m_outbox.places_left() != left_before)
        co_return fail(ErrorCode::Store, "the own head is to be read again");
    if (answer.status != RemoteStatus::Ok && answer.status != RemoteStatus::NotFound) {
        // Where all else was given the connection is as good as it was: what is written waits, and is said to.
        if (m_connection == Connection::Online && answer.status != RemoteStatus::Refused)
            m_place.own_head_withheld.note(now());
        else
            note_status(answer.status);
        co_return fail(ErrorCode::Store, "the own head cannot be read");
    }
    m_place.own_head_withheld = {};
    if (answer.status == RemoteStatus::NotFound)
        co_return OwnStatement{};
    std::vector<BytesView> secrets;
    for (auto const& named : m_knowledge.keys().all(k_dir))
        secrets.push_back(named.secret);
    auto head = ledger::open_head(id(), of, answer.body, secrets);
    if (!head && head.error().code == ErrorCode::NoKey)
        co_return fail(ErrorCode::NoKey, "no key held here opens the own head");
    auto const owner = m_knowledge.cards().find_device(of);
    // Bytes that no key of this device signed say nothing about this device.
    if (!head || !owner || !ledger::verify_head(id(), *head, owner->key))
        co_return OwnStatement{};
    OwnStatement said;
    said.head.emplace(ledger::HeadStatement{.head = std::move(*head), .object = crypto::object_name(answer.body)});
    said.object = std::move(answer.body);
    co_return said;
}

Task<Result<OwnStatement>> Vault::ask_for_own_head()
{
    // Without a connection this may be the first that is asked again.
    if (m_connection == Connection::Online && m_place.own_head_withheld.waits(now()))
        co_return fail(ErrorCode::Store, "the own head is asked for later");
    co_return co_await fetch_own_head();
}

/// For the next session, which knows nothing else of it.
Task<Result<void>> Vault::keep_withheld()
{
    // Not while the place becomes another device: the note lies under the key that it has by then.
    auto const held = co_await m_writing.lock();
    auto const since = m_place.own_head_withheld.since;
    if (since == m_on_disk.own_head_withheld)
        co_return Result<void>{};
    ++m_version;
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_own_head_withheld, encode_date(since)));
    m_on_disk.own_head_withheld = since;
    co_return Result<void>{};
}

Task<Result<void>> Vault::check_own_head()
{
    auto const found = co_await ask_for_own_head();
    if (!found && found.error().code == ErrorCode::NoKey)
        co_return co_await wait_for_own_head();
    HUISCLOS_CO_TRY_ASSIGN(on_store, found);
    auto const own_name = m_own_head_name;
    if (on_store.head && ledger::is_clone(m_head_writer.counter(), own_name, *on_store.head)) {
        (void)co_await note_cloned();  // On a disk that refuses it, it is found again.
        co_return fail(ErrorCode::Clone, "another copy of this device has written");
    }
    m_place.own_head_checked = true;
    (void)co_await forget_closed_head();  // On a disk that refuses it, it is found again.
    co_return Result<void>{};
}

Task<Result<void>> Vault::forget_closed_head()
{
    if (!m_place.own_head_closed_since)
        co_return Result<void>{};
    m_place.own_head_closed_since.reset();
    ++m_version;
    auto none = encode_date({});
    co_return co_await m_local.keep_note(k_note_own_head_closed, std::move(none));
}

/// A copy of this device has gone on under a key that this one was not given, or somebody put junk in its place, which
/// takes no key. Until the key comes nothing is written over it; after a day a person says which of both it is.
Task<Result<void>> Vault::wait_for_own_head()
{
    if (!m_place.own_head_closed_since) {
        m_place.own_head_closed_since = now();
        ++m_version;
        auto since = encode_date(m_place.own_head_closed_since);
        (void)co_await m_local.keep_note(k_note_own_head_closed, std::move(since));
    }
    co_return fail(ErrorCode::NoKey, "the own head waits for a key");
}

Impasse Vault::impasse() const
{
    auto const lasts = [this](std::optional<Instant> const& since) {
        return since && now().ms - since->ms >= k_stale_after_ms;
    };
    if (lasts(m_place.own_head_closed_since) && !m_place.own_head_checked)
        return Impasse::HeadClosed;
    return lasts(m_own_end_lost_since) ? Impasse::EndLost : Impasse::None;
}

bool Vault::may_continue() const
{
    return m_is_cloned || impasse() != Impasse::None;
}

/// The date stays until the head is out: a program that ends before is not made to wait another day.
Task<Result<void>> Vault::write_over_own_head()
{
    auto const held = co_await m_writing.lock();
    if (impasse() != Impasse::HeadClosed || m_is_cloned)
        co_return fail(ErrorCode::Missing, "the own head is not closed for a day");
    m_place.own_head_checked = true;
    ++m_version;
    co_return Result<void>{};
}

/// The disk may have spoiled what the store has lost.
void Vault::watch_own_ends(ports::LocalBatch& batch)
{
    auto const is_lost = [this](ledger::ChainEnd const& end) {
        auto const* const store = m_knowledge.records(end.cid);
        return store != nullptr && store->chains().ends_of(device()).size() <= 1 && !check_own_end(end.cid);
    };
    if (std::ranges::any_of(m_head_writer.chains(), is_lost) == m_own_end_lost_since.has_value())
        return;
    if (m_own_end_lost_since)
        m_own_end_lost_since.reset();
    else
        m_own_end_lost_since = now();
    ++m_version;
    m_local.stage_note(batch, k_note_own_end_lost, encode_date(m_own_end_lost_since));
}

/// Known over a restart, without the store.
Task<Result<void>> Vault::note_cloned()
{
    if (m_is_cloned)
        co_return Result<void>{};
    m_is_cloned = true;
    ++m_version;
    co_return co_await m_local.keep_note(k_note_cloned, Bytes(1, 1));
}

bool Vault::has_own_fork() const
{
    auto const compartments = m_knowledge.open_compartments();
    return std::ranges::any_of(compartments, [this](CompartmentId const& cid) {
        return m_knowledge.records(cid)->chains().ends_of(device()).size() > 1;
    });
}

/// What this device wrote, before it knows what its copy wrote.
FormerDevice Vault::leave_device() const
{
    FormerDevice former{.device = device(), .ends = m_head_writer.chains(), .unsent = {}};
    for (auto const& entry : m_outbox.entries()) {
        auto const name = parse_object_path(entry.path);
        if (name && !m_knowledge.holds(*name))
            former.unsent.insert(*name);
    }
    return former;
}

/// Acts, cards, grants and mails are the member's; a head, segments, tables and the log are their device's.
bool Vault::is_for_next_device(OutboxEntry const& entry) const
{
    auto const name = parse_object_path(entry.path);
    return name ? m_knowledge.holds(*name) : !entry.path.starts_with(k_heads_folder);
}

/// Under the new LW, all that lay under the former one.
void Vault::stage_as_next(ports::LocalBatch& batch, BytesView ring_key) const
{
    m_local.stage_device(batch, ring_key);
    m_local.stage_keys(batch, m_keys);
    for (auto const& entry : m_outbox.entries()) {
        if (is_for_next_device(entry))
            m_local.stage_journal(batch, entry);
        else
            m_local.stage_published(batch, entry.number);
    }
    for (auto const& [cid, writes] : m_waiting) {
        for (auto const& write : writes)
            m_local.stage_waiting(batch, *write);
    }
    for (auto const& [slot, plain] : m_drafts)
        m_local.stage_draft(batch, slot, plain.view());
    m_local.stage_note(batch, k_note_log_position, encode_log_position({}));
    m_local.stage_note(batch, k_note_log_waiting, encode_log_waiting(m_own_log.waiting));
    m_local.stage_note(batch, k_note_log_sealed, encode_log_waiting(m_own_log.sealed));
    m_local.stage_note(batch, k_note_inbox, encode_first_seen(m_inbox.dates()));
    m_local.stage_note(batch, k_note_alarms, encode_alarms(m_knowledge.heads().alarms()));
    m_local.stage_note(batch, k_note_stale, encode_stale(m_knowledge.heads().stale().dates()));
    m_local.stage_note(batch, k_note_contests, contest_note());
    m_local.stage_note(batch, k_note_former_accounts, encode_former_accounts(m_former_accounts));
    m_local.stage_note(batch, k_note_former_tables, encode_former_tables(m_former_tables));
    if (m_self_grant_read)
        m_local.stage_note(batch, k_note_self_grant, encode_self_grant_read(*m_self_grant_read));
    m_local.stage_note(batch, k_note_cloned, Bytes{0});
    m_local.stage_note(batch, k_note_own_head_closed, encode_date({}));
    m_local.stage_note(batch, k_note_own_head_withheld, encode_date({}));
    m_local.stage_note(batch, k_note_head_there, encode_count(0));
    m_local.stage_note(batch, k_note_sent_again, encode_sent_again({}));
    m_local.stage_note(batch, k_note_own_end_lost, encode_date({}));
    m_local.stage_note(batch, k_note_former, encode_former(m_former));
}

/// As that device from here on, in memory; on the disk with `batch`.
Result<Succession> Vault::prepare_next(NextDevice const& next, Bytes card, OwnStatement on_store)
{
    Succession made;
    auto const former = device();
    m_former.push_back(leave_device());
    for (auto const& entry : m_outbox.entries()) {
        if (!is_for_next_device(entry))
            made.unsent.push_back(entry.number);
    }
    m_local.become(crypto::device_id(self(), next.key.public_key()));
    m_keys.device_key = next.key.clone();
    // Said twice is better than hidden by the copy's head. What is sealed of them stays to be sent again as well: the
    // copy may lack it, and where there is none (Impasse) nobody else has it.
    m_own_log.waiting.insert(m_own_log.waiting.begin(), m_own_log.sealed.begin(), m_own_log.sealed.end());
    m_own_log.sealed.clear();
    m_own_log.sealed_before = 0;
    m_former_tables.clear();  // The copy's from now on, with the head that named them.
    stage_as_next(made.batch, next.ring_key.view());
    // The head of the former device is the copy's from now on, followed as that of any other device.
    m_local.stage_not_kept(made.batch, KeptObject{.kind = KeptKind::Head, .device = former});
    if (on_store.head) {
        m_local.stage_kept(made.batch, {KeptKind::Head, on_store.head->object, {}, former, 0, on_store.object});
        (void)m_knowledge.take_head(former, std::move(on_store.object));
    }
    auto const name = crypto::object_name(card);
    stage_entry(made.batch, made.entries, object_path(name), card);
    HUISCLOS_TRY(m_knowledge.take_card(name, std::move(card)));
    settle();
    stage_fresh(made.batch);
    m_head_writer = writer_of_next(m_knowledge.heads(), device());
    HUISCLOS_TRY_ASSIGN(head, stage_head(made.batch, {}, std::nullopt));
    made.head.emplace(std::move(head));
    return made;
}

/// What is known went ahead of the disk, which has the former device still: nothing is written before a restart.
void Vault::give_up_next(crypto::SigningKey former_key)
{
    m_local.be_former_again();
    m_keys.device_key = std::move(former_key);
    m_former.pop_back();
    m_disk_failed = true;
    ++m_version;
}

Task<Result<void>> Vault::continue_as(NextDevice next)
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_continue());
    if (!may_continue())
        co_return fail(ErrorCode::Missing, "this device may go on as it is");
    HUISCLOS_CO_TRY_ASSIGN(secret, directory_secret(nullptr));
    HUISCLOS_CO_TRY_ASSIGN(card, seal_card(secret.bytes.view(), id(), next.card));
    auto found = co_await fetch_own_head();
    if (!found && found.error().code != ErrorCode::NoKey)
        co_return std::unexpected(found.error());
    OwnStatement on_store;  // What stays closed says nothing.
    if (found)
        on_store = std::move(*found);

    auto former_key = m_keys.device_key.clone();
    auto made = prepare_next(next, std::move(card), std::move(on_store));
    if (!made) {
        give_up_next(std::move(former_key));
        co_return std::unexpected(made.error());
    }
    auto const kept = co_await m_local.commit(std::move(made->batch));
    if (!kept) {
        give_up_next(std::move(former_key));
        co_return kept;
    }
    m_local.forget_former();
    for (auto const number : made->unsent)
        m_outbox.forget(number);
    for (auto& entry : made->entries)
        m_outbox.confirm(std::move(entry));
    adopt(std::move(*made->head));
    m_own_log.position = {};
    m_is_cloned = false;
    m_outbox.note_head_there({});
    m_place.sent_again = {};
    m_place.own_listed = {};
    m_place.own_head_withheld = {};
    m_place.own_head_checked = false;
    m_place.own_head_closed_since.reset();
    m_own_end_lost_since.reset();
    m_place.heads_etag.clear();  // What the copy says from here on is read.
    judge();
    co_return Result<void>{};
}

}  // namespace huisclos::sync
