#include "core/sync/vault.hpp"

#include "core/crypto/hash.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/signature_job.hpp"

namespace huisclos::sync {

namespace {

EpochKeys copy_of(EpochKeys const& keys)
{
    EpochKeys copy;
    for (auto const& cid : keys.compartments()) {
        for (auto const& named : keys.all(cid))
            copy.add(cid, SecretBytes::copy_of(named.secret));
    }
    return copy;
}

}  // namespace

Vault::Vault(VaultPorts ports, LocalVault local, DeviceKeys keys)
    : m_ports(ports),
      m_local(std::move(local)),
      m_keys(std::move(keys)),
      m_knowledge(m_local.identity().vault, copy_of(m_keys.epochs)),
      m_outbox(m_local.take_journal()),
      m_head_writer(m_local.identity().device)
{
    m_ports.remote.use(m_keys.address);
}

Task<Result<void>> Vault::load(ports::Worker* worker)
{
    m_worker = worker;
    auto kept = m_local.take_kept();
    crypto::VerifiedClaims good;
    if (worker != nullptr && kept.size() >= k_worth_a_worker) {
        auto const answer =
            co_await worker->run(ports::Job::CheckSignatures, encode_signature_job(id(), m_keys.epochs, kept));
        // Without an answer all of it is checked here.
        if (answer)
            good = read_signature_answer(*answer).value_or(crypto::VerifiedClaims{});
    }
    std::optional<crypto::VerifiedScope> scope;
    if (!good.names().empty())
        scope.emplace(good);
    co_await load_kept(std::move(kept), worker);
    co_return Result<void>{};
}

void Vault::load_notes()
{
    for (auto& [slot, plain] : m_local.take_notes()) {
        if (slot == k_note_log_position)
            m_own_log.position = decode_log_position(plain.view()).value_or(ledger::LogPosition{});
        else if (slot == k_note_log_waiting)
            m_own_log.waiting = decode_log_waiting(plain.view()).value_or(std::vector<ledger::JournalEntry>{});
        else if (slot == k_note_log_sealed)
            m_own_log.sealed = decode_log_waiting(plain.view()).value_or(std::vector<ledger::JournalEntry>{});
        else if (slot == k_note_inbox)
            m_inbox.remember(decode_first_seen(plain.view()).value_or(InboxBook::FirstSeen{}));
        else if (slot == k_note_alarms)
            m_knowledge.heads().restore(decode_alarms(plain.view()).value_or(std::vector<Alarm>{}));
        else if (slot == k_note_stale) {
            // As it lies on the disk: dates of a clock that was set back since are to be written anew.
            m_on_disk.stale = to_bytes(plain.view());
            m_knowledge.heads().stale().restore(decode_stale(plain.view()).value_or(StaleWatch::Dates{}), now());
        } else if (slot == k_note_cloned)
            m_is_cloned = plain.size() == 1 && plain.view()[0] == 1;
        else if (slot == k_note_own_head_closed)
            m_place.own_head_closed_since = decode_date(plain.view());
        else if (slot == k_note_own_head_withheld)
            m_place.own_head_withheld.since = decode_date(plain.view());
        else if (slot == k_note_own_end_lost)
            m_own_end_lost_since = decode_date(plain.view());
        else if (slot == k_note_head_there)
            m_outbox.note_head_there({decode_count(plain.view()), {}});
        else if (slot == k_note_sent_again)
            m_place.sent_again = decode_sent_again(plain.view());
        else if (slot == k_note_contests)
            load_contests(plain.view());
        else if (slot == k_note_self_grant) {
            if (auto const read = decode_self_grant_read(plain.view()))
                m_self_grant_read = *read;
        } else if (slot == k_note_former)
            m_former = decode_former(plain.view()).value_or(std::vector<FormerDevice>{});
        else if (slot == k_note_former_tables)
            m_former_tables = decode_former_tables(plain.view()).value_or(std::vector<FormerTable>{});
        else if (slot == k_note_former_accounts)
            m_former_accounts = decode_former_accounts(plain.view()).value_or(FormerAccounts{});
    }
    m_own_log.sealed_before = m_own_log.sealed.size();
    m_on_disk.own_head_withheld = m_place.own_head_withheld.since;
    for (auto* const since :
         {&m_place.own_head_closed_since, &m_place.own_head_withheld.since, &m_own_end_lost_since,
          &m_place.sent_again.at}) {
        if (*since)
            *since = std::min(**since, now());
    }
    m_on_disk.inbox = encode_first_seen(m_inbox.dates());
    m_on_disk.alarms = encode_alarms(m_knowledge.heads().alarms());
    m_on_disk.former_tables = encode_former_tables(m_former_tables);
    m_drafts = m_local.take_drafts();
    load_waiting();
}

Task<bool> Vault::load_kept(std::vector<KeptObject> kept, ports::Worker* worker)
{
    std::vector<KeptObject> own;
    for (auto& object : kept) {
        bool const is_own_statement =
            object.device == device() && (object.kind == KeptKind::Head || object.kind == KeptKind::Table);
        if (is_own_statement)
            own.push_back(std::move(object));
        else
            (void)m_knowledge.take(std::move(object));  // What the disk spoiled is fetched again.
        if (worker != nullptr)
            co_await worker->pause();
    }
    load_notes();
    while (m_knowledge.advance(k_segments_a_step)) {
        if (worker != nullptr)
            co_await worker->pause();
    }
    settle();
    load_own(std::move(own));
    // All of it came from the disk: nothing to write again.
    (void)m_knowledge.take_fresh();
    (void)m_knowledge.heads().take_fresh();
    (void)m_knowledge.take_keys_changed();
    restore_own_ends();
    co_return true;
}

void Vault::restore_own_ends()
{
    m_knowledge.note_ends(device(), m_head_writer.chains());
    bool restored = false;
    for (auto const& end : m_head_writer.chains()) {
        auto const* const entry = m_outbox.find(object_path(end.name));
        SegmentAt const at{{device(), end.cid, end.seq}, end.name};
        if (entry == nullptr || m_knowledge.holds_segment(at))
            continue;
        (void)m_knowledge.take_segment(at.address, at.name, entry->object);
        restored = true;
    }
    if (restored)
        settle();
}

void Vault::load_own(std::vector<KeptObject> own)
{
    std::vector<BytesView> secrets;
    for (auto const& named : m_knowledge.keys().all(k_dir))
        secrets.push_back(named.secret);
    for (auto const& object : own) {
        if (object.kind != KeptKind::Head)
            continue;
        auto const head = ledger::open_head(id(), device(), object.object, secrets);
        if (!head)
            continue;
        ledger::Table table;
        for (auto const& other : own) {
            if (head->head.table && other.kind == KeptKind::Table && other.name == head->head.table->name) {
                table = ledger::open_table(id(), device(), *head->head.table, other.object, secrets)
                            .value_or(ledger::Table{});
            }
        }
        m_head_writer = ledger::HeadWriter::resume(head->head, table);
        m_outbox.number_heads(head->head.counter);
        // A disk of an earlier version does not say it: what waits no more was read back.
        if (m_outbox.head_there().counter == 0 && !m_outbox.waits(head_path(device())))
            m_outbox.note_head_there({head->head.counter, {}});
        m_news_counter = head->head.counter;
        note_left_tables(own, head->head.table);
        m_last_t = std::max(m_last_t, head->head.t);
        // A clock that was set back since must not silence the device.
        m_head_stated_at = {std::min(static_cast<std::int64_t>(head->head.t), now().ms)};
        m_own_head_name = crypto::object_name(object.object);
    }
}

void Vault::settle()
{
    auto changes = m_knowledge.settle(now());
    if (show_waiting())
        changes.unite(m_knowledge.settle(now()));
    for (auto const& seen : m_knowledge.heads().take_newly_seen()) {
        m_head_writer.note_seen(seen);
        ++m_heads_accepted;
    }
    watch_forks();
    watch_hist();
    if (changes.keys) {
        for (auto const& cid : m_knowledge.keys().compartments()) {
            for (auto const& named : m_knowledge.keys().all(cid))
                m_keys.epochs.add(cid, SecretBytes::copy_of(named.secret));
        }
        m_refused_segments.forget();
    }
    if (auto const* const registry = m_knowledge.registry(); changes.registry && registry != nullptr) {
        auto const suite = std::min<std::uint64_t>(registry->state().policy().min_suite, 0xFF);
        crypto::set_known_suite(static_cast<std::uint8_t>(suite));
    }
    if (match_log_seeds()) {
        changes.keys = true;
        m_keys_to_keep = true;
    }
    if (changes.keys)
        m_place.own_listed.settled.reset();  // What was closed there may open.
    note_changes(std::move(changes));
    judge();
    if (m_standing.membership == Membership::Member || m_standing.membership == Membership::Out)
        m_knowledge.bound_strangers();
}

void Vault::judge()
{
    auto const before =
        std::tuple(m_standing.stop, m_standing.membership, m_standing.may_be_out, m_standing.floor.is_met());
    m_standing = judge_standing(m_knowledge, {self(), device()}, m_keys.pending_floor.tips, now());
    auto const after =
        std::tuple(m_standing.stop, m_standing.membership, m_standing.may_be_out, m_standing.floor.is_met());
    if (before != after)
        ++m_version;
}

void Vault::watch_floor()
{
    auto& pending = m_keys.pending_floor;
    if (pending.tips.empty() || m_knowledge.registry() == nullptr)
        return;
    auto const& floor = m_standing.floor;
    if (floor.is_met()) {
        // Acts that are held are never given back: there is nothing left to wait for. What has no effect stays shown.
        if (pending.tips != floor.without_effect || pending.missing_since) {
            pending = {floor.without_effect, std::nullopt};
            m_keys_to_keep = true;
        }
    } else if (!pending.missing_since) {
        pending.missing_since = now();
        m_keys_to_keep = true;
    } else if (now().ms - pending.missing_since->ms >= k_stale_after_ms) {
        m_knowledge.heads().raise({ErrorCode::Stale, {}, std::nullopt, *pending.missing_since, false});
    }
}

Task<Result<void>> Vault::use_floor(ledger::Floor floor)
{
    auto const held = co_await m_writing.lock();
    if (!m_keys.pending_floor.add(floor.tips))
        co_return Result<void>{};
    judge();
    ports::LocalBatch batch;
    m_local.stage_keys(batch, m_keys);
    co_return co_await m_local.commit(std::move(batch));
}

namespace {

bool add_seed(std::vector<NumberedSeed>& seeds, std::uint32_t number, BytesView seed)
{
    auto const is_known = [&](NumberedSeed const& other) {
        return other.number == number && crypto::equal(other.seed.view(), seed);
    };
    if (std::ranges::any_of(seeds, is_known))
        return false;
    seeds.push_back({number, SecretBytes::copy_of(seed)});
    return true;
}

}  // namespace

Task<Result<void>> Vault::use_keyring(ledger::Keyring const* keyring)
{
    auto const held = co_await m_writing.lock();
    bool is_new = keyring->floor && m_keys.pending_floor.add(keyring->floor->tips);
    for (auto const& inbox : keyring->inbox_keys)
        is_new = add_seed(m_keys.sealing, inbox.generation, inbox.key.seed()) || is_new;
    std::ranges::stable_sort(m_keys.sealing, {}, &NumberedSeed::number);
    for (auto const& log : keyring->log_keys)
        is_new = add_seed(m_keys.log, log.period, log.key.seed()) || is_new;
    if (!is_new)
        co_return Result<void>{};
    judge();
    ports::LocalBatch batch;
    m_local.stage_keys(batch, m_keys);
    co_return co_await m_local.commit(std::move(batch));
}

void Vault::note_changes(Changes changes)
{
    if (changes.any())
        ++m_version;
    m_changes.unite(std::move(changes));
}

Changes Vault::take_changes()
{
    return std::exchange(m_changes, {});
}

SyncStatus Vault::status() const
{
    std::size_t waiting = 0;
    for (auto const& [cid, writes] : m_waiting)
        waiting += writes.size();
    SyncStatus status;
    bool const is_in_trouble = m_connection == Connection::Online && m_place.write_trouble;
    status.connection = is_in_trouble ? *m_place.write_trouble : m_connection;
    status.up_to_date = m_up_to_date;
    status.pending = m_outbox.pending();
    status.waiting_for_key = waiting - refused_edits().size();
    status.is_busy = m_is_busy;
    status.is_cloned = m_is_cloned;
    status.own_head_closed = m_place.own_head_closed_since.has_value() && !m_place.own_head_checked;
    // Where nothing was answered yet, or not any more, that is what there is to say.
    if (m_connection == Connection::Online)
        status.own_head_withheld = m_place.own_head_withheld.since;
    status.impasse = impasse();
    status.stop = m_standing.stop;
    status.heads_closed = m_knowledge.heads().closed_since().has_value();
    status.may_be_out = m_standing.may_be_out;
    status.head_due = m_outbox.head_waits_until(now());
    status.sent_again = m_place.sent_again_at;
    return status;
}

Witnesses const& Vault::witnesses() const
{
    OwnCounters const counters{m_is_cloned ? 0 : m_news_counter, m_head_writer.counter()};
    WitnessesOf const drawn_of{m_version, m_heads_accepted, counters, m_up_to_date};
    if (!m_witnesses || m_witnesses->first != drawn_of)
        m_witnesses.emplace(drawn_of, find_witnesses(m_knowledge, {self(), device()}, counters, m_up_to_date));
    return m_witnesses->second;
}

void Vault::hold_writes(WriteHold hold)
{
    if (std::exchange(m_hold, hold) != hold)
        ++m_version;
}

bool Vault::is_write_stopped() const
{
    return !check_write();
}

Result<void> Vault::check_write() const
{
    if (m_is_cloned && m_standing.stop == VaultStop::None)
        return fail(ErrorCode::Clone, "another copy of this device has written");
    return check_continue();
}

Result<void> Vault::check_continue() const
{
    if (m_standing.stop != VaultStop::None)
        return fail(ErrorCode::Vault, "this device has no part in the vault, or the store shows another one");
    if (m_disk_failed)
        return fail(ErrorCode::Local, "the disk lacks what was written last");
    if (m_knowledge.registry() != nullptr && m_knowledge.registry()->is_read_only())
        return fail(ErrorCode::Upgrade, "the vault wants a newer version");
    // It was read, and nobody has said which of the two holds.
    if (m_knowledge.registry() != nullptr && !m_knowledge.registry()->fork().empty())
        return fail(ErrorCode::Fork, "two acts that exclude each other wait for a choice");
    if (m_hold == WriteHold::WeeklyWords)
        return fail(ErrorCode::Fork, "the weekly words differ");
    if (std::ranges::any_of(m_knowledge.heads().alarms(), &Alarm::stops_writes))
        return fail(ErrorCode::Fork, "an alarm waits for somebody to read it");
    return {};
}

Task<Result<void>> Vault::save_draft(std::uint32_t slot, SecretBytes plain)
{
    auto const held = co_await m_writing.lock();
    ports::LocalBatch batch;
    m_local.stage_draft(batch, slot, plain.view());
    auto const kept = co_await m_local.commit(std::move(batch));
    if (kept)
        m_drafts.insert_or_assign(slot, std::move(plain));
    co_return kept;
}

Task<Result<void>> Vault::drop_draft(std::uint32_t slot)
{
    auto const held = co_await m_writing.lock();
    ports::LocalBatch batch;
    m_local.stage_draft_done(batch, slot);
    auto const kept = co_await m_local.commit(std::move(batch));
    if (kept)
        m_drafts.erase(slot);
    co_return kept;
}

}  // namespace huisclos::sync
