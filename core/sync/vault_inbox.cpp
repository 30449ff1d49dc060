#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"
#include "core/ledger/grant.hpp"
#include "core/sync/fetch_each.hpp"
#include "core/sync/listing.hpp"
#include "core/sync/local_entries.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// This member's inboxes: grants are read, kept, and in time replaced by one self-grant; and the mails of an invitation
// that has done its work (docs/protocol.md 3.8, 3.12).

namespace huisclos::sync {

namespace {

constexpr std::size_t k_most_reads = 4096;        ///< Objects of one inbox at a poll.
constexpr std::size_t k_most_bytes = 32u << 20;   ///< The same: 512 whole grants, each of more than a thousand keys.
constexpr std::size_t k_reads_at_once = 128;      ///< Between two looks at what was read.
constexpr std::size_t k_most_grant_items = 1000;  ///< A grant is at most 64 KiB.

using ports::RemoteAnswer;
using ports::RemoteStatus;

InboxItem item_of(CompartmentId const& cid, BytesView secret)
{
    return {cid, crypto::epoch_id(crypto::commit_to(secret, cid))};
}

InboxId inbox_of(VaultId const& vault, NumberedSeed const& seed)
{
    return crypto::inbox_id(vault, crypto::KemKey::from_seed(seed.seed.view()).public_key());
}

InboxBook::Sought sought_in(Knowledge const& knowledge)
{
    InboxBook::Sought sought;
    sought.closed = knowledge.closed_heads();
    auto const* const registry = knowledge.registry();
    if (registry == nullptr)
        return sought;
    auto const add = [&](CompartmentId const& cid) {
        for (auto const& rotation : registry->rotations(cid)) {
            if (!knowledge.keys().holds(cid, rotation.id()))
                sought.items.insert({cid, rotation.id()});
        }
    };
    add(k_dir);
    registry->state().compartments().for_each([&](CompartmentId const& cid, ledger::Compartment const&) { add(cid); });
    registry->state().log_keys().for_each_back([&sought](ledger::LogKey const& key) {
        sought.log_keys.insert(key.act.hash);
        return true;
    });
    return sought;
}

}  // namespace

Task<Result<void>> Vault::fetch_inboxes()
{
    if (m_inbox.seek(sought_in(m_knowledge), inbox_facts().proved, now()))
        m_place.inbox_etags.clear();
    for (std::size_t at = 0; at < m_keys.sealing.size(); ++at) {
        auto const generation = m_keys.sealing[at].number;
        auto const key = crypto::KemKey::from_seed(m_keys.sealing[at].seed.view());
        auto const inbox = crypto::inbox_id(id(), key.public_key());
        auto const folder = inbox_folder(inbox);
        auto const left_before = m_outbox.places_left();
        auto const listing = co_await m_ports.remote.list(folder, m_place.inbox_etags[inbox]);
        if (m_outbox.places_left() != left_before)
            co_return fail(ErrorCode::Store, "that place was left meanwhile");
        note_status(listing.status);
        if (listing.status == RemoteStatus::NotFound) {
            m_inbox.note_listing(folder, {});
            m_place.inboxes_read.insert(inbox);
        } else if (listing.status != RemoteStatus::NotModified)
            m_place.inboxes_read.erase(inbox);
        if (listing.status != RemoteStatus::Ok)
            continue;
        HUISCLOS_CO_TRY_ASSIGN(entries, read_listing(listing.body));
        std::set<std::string> listed;
        for (auto const& entry : entries) {
            if (is_inbox_name(entry.name))
                listed.insert(folder + entry.name);
        }
        m_inbox.note_listing(folder, listed);
        std::vector<std::string> paths(listed.begin(), listed.end());
        std::erase_if(paths, [this](std::string const& path) { return m_inbox.was_read(path); });
        bool const all_read = co_await read_inbox(&key, generation, std::move(paths));
        if (m_outbox.places_left() != left_before)
            co_return fail(ErrorCode::Store, "that place was left meanwhile");
        m_place.inbox_etags[inbox] = all_read ? listing.etag : std::string{};
        if (all_read)
            m_place.inboxes_read.insert(inbox);
    }
    co_return Result<void>{};
}

/// As many as may be read at a poll. True when it was all of them.
Task<bool> Vault::read_inbox(crypto::KemKey const* key, std::uint32_t generation, std::vector<std::string> paths)
{
    draw(paths, k_most_reads);
    auto const end = std::min(paths.size(), k_most_reads);
    bool all_read = end == paths.size();
    std::size_t bytes = 0;
    for (std::size_t from = 0; from < end; from += k_reads_at_once) {
        if (bytes >= k_most_bytes)
            co_return false;
        auto const count = static_cast<std::ptrdiff_t>(std::min(k_reads_at_once, end - from));
        auto const first = paths.begin() + static_cast<std::ptrdiff_t>(from);
        std::vector<std::string> some(first, first + count);
        TakeAnswer take = [&](std::size_t i, RemoteAnswer answer) {
            all_read = all_read && answer.status == RemoteStatus::Ok;
            bytes += answer.body.size();
            if (answer.status == RemoteStatus::Ok)
                m_inbox.note(some[i], read_inbox_object({key, generation}, answer.body), now());
        };
        (void)co_await fetch_each(&m_ports.remote, some, std::move(take));
    }
    co_return all_read;
}

InboxObject Vault::read_inbox_object(ledger::GrantKey const& key, BytesView object)
{
    InboxObject read;
    auto grant = ledger::open_grant(id(), key, ledger::target_of(self()), object);
    if (grant) {
        read.kind = InboxObject::Kind::Grant;
        read.kept_by = grant->kept_by;
        for (auto& item : grant->items) {
            auto const id = item_of(item.cid, item.secret.view());
            read.items.insert(id);
            if (item.cid == k_log)
                m_log_candidates.add(id.eid, std::move(item.secret));
            else
                m_knowledge.add_candidate(item.cid, std::move(item.secret));
        }
        return read;
    }
    auto const code = grant.error().code;
    crypto::KemKey const* const keys[] = {key.key};
    crypto::Context const deposit{
        .type = crypto::ObjectType::Deposit, .vault = id(), .id = crypto::inbox_id(id(), key.key->public_key()).bytes};
    bool const is_for_others =
        code == ErrorCode::NoKey || code == ErrorCode::Upgrade || crypto::open_seal(keys, deposit, object).has_value();
    read.kind = is_for_others ? InboxObject::Kind::Kept : InboxObject::Kind::Junk;
    return read;
}

bool Vault::match_log_seeds()
{
    auto const* const registry = m_knowledge.registry();
    if (registry == nullptr)
        return false;
    bool matched = false;
    for (auto& found : m_log_candidates.take_matching(*registry)) {
        auto const known = [&found](NumberedSeed const& other) {
            return crypto::equal(other.seed.view(), found.seed.view());
        };
        if (std::ranges::any_of(m_keys.log, known))
            continue;
        m_keys.log.push_back(std::move(found));
        matched = true;
    }
    return matched;
}

InboxBook::Facts Vault::inbox_facts() const
{
    InboxBook::Facts facts{.device = device(), .now = now()};
    if (auto const* const card = m_knowledge.cards().current(self()))
        facts.newest_folder = inbox_folder(crypto::inbox_id(id(), card->card.card.inbox_key));
    for (auto const& cid : m_keys.epochs.compartments()) {
        for (auto const& named : m_keys.epochs.all(cid))
            facts.proved.insert({cid, named.epoch});
    }
    for (auto const& seed : m_keys.log)
        facts.proved.insert(item_of(k_log, seed.seed.view()));
    if (auto const read = self_grant_read())
        facts.replaced_at = read->at;
    facts.is_replacing = !facts.replaced_at && holds_replaced_keys();
    return facts;
}

bool Vault::holds_replaced_keys() const
{
    auto const* const card = m_knowledge.cards().current(self());
    return card != nullptr && std::ranges::any_of(m_keys.sealing, [card](NumberedSeed const& seed) {
               return seed.number < card->card.card.generation;
           });
}

/// Not of this device's own making: who may write to the store may have deleted what was read back.
bool Vault::is_self_grant_gone() const
{
    auto const* const card = m_knowledge.cards().current(self());
    bool const is_listed =
        card != nullptr && m_place.inboxes_read.contains(crypto::inbox_id(id(), card->card.card.inbox_key));
    auto const plan = m_inbox.plan(inbox_facts());
    // Another device deletes it in time, when its own holds the same.
    return is_listed && !plan.has_self_grant && !plan.is_all_there;
}

std::optional<ledger::ReadBack> Vault::self_grant_read() const
{
    auto const* const card = m_knowledge.cards().current(self());
    if (card == nullptr || !m_self_grant_read ||
        m_self_grant_read->inbox != crypto::inbox_id(id(), card->card.card.inbox_key))
        return std::nullopt;
    return ledger::ReadBack{card->card.card.generation, m_self_grant_read->at};
}

/// The time from which on what it replaces is kept (3.8). Under a key that replaces none there is nothing to note.
Task<Result<void>> Vault::note_self_grant_read()
{
    auto const held = co_await m_writing.lock();
    auto const* const card = m_knowledge.cards().current(self());
    if (card == nullptr)
        co_return Result<void>{};
    SelfGrantRead const read{crypto::inbox_id(id(), card->card.card.inbox_key), now()};
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_self_grant, encode_self_grant_read(read)));
    m_self_grant_read = read;
    co_return Result<void>{};
}

bool Vault::may_drop_sealing_keys(std::uint32_t below) const
{
    auto const facts = inbox_facts();
    auto const plan = m_inbox.plan(facts);
    bool const is_put_by = plan.is_all_there || (self_grant_read() && plan.has_self_grant);
    auto const* const card = m_knowledge.cards().current(self());
    if (!is_put_by || card == nullptr ||
        !m_place.inboxes_read.contains(crypto::inbox_id(id(), card->card.card.inbox_key)))
        return false;
    return std::ranges::all_of(m_keys.sealing, [&](NumberedSeed const& seed) {
        if (seed.number >= below)
            return true;
        auto const inbox = inbox_of(id(), seed);
        return m_place.inboxes_read.contains(inbox) && m_inbox.is_settled(facts, inbox_folder(inbox));
    });
}

Task<Result<void>> Vault::drop_sealing_keys(std::uint32_t below)
{
    auto const held = co_await m_writing.lock();
    auto const* const card = m_knowledge.cards().current(self());
    auto const first = card == nullptr ? 0 : std::min(below, card->card.card.generation);
    auto const leaves = [first](NumberedSeed const& seed) {
        return seed.number < first;
    };
    if (std::ranges::none_of(m_keys.sealing, leaves) || !may_drop_sealing_keys(first))
        co_return Result<void>{};
    for (auto const& seed : m_keys.sealing) {
        if (!leaves(seed))
            continue;
        auto const inbox = inbox_of(id(), seed);
        m_inbox.note_listing(inbox_folder(inbox), {});  // It is listed no more.
        m_place.inbox_etags.erase(inbox);
        m_place.inboxes_read.erase(inbox);
    }
    std::erase_if(m_keys.sealing, leaves);
    ports::LocalBatch batch;
    m_local.stage_keys(batch, m_keys);
    stage_inbox_dates(batch);
    co_return co_await m_local.commit(std::move(batch));
}

Task<Result<void>> Vault::tidy_inboxes()
{
    if (is_write_stopped() || m_standing.membership != Membership::Member)
        co_return Result<void>{};
    if (self_grant_read() && holds_replaced_keys() && is_self_grant_gone())
        m_self_grant_read.reset();  // It is written again; the note of the disk goes with the next one.
    auto const facts = inbox_facts();
    auto const plan = m_inbox.plan(facts);
    auto const left_before = m_outbox.places_left();
    if (facts.is_replacing && plan.holds_all)
        (void)co_await note_self_grant_read();  // On a disk that refuses it, it is read back again.
    ports::LocalBatch gone;
    for (auto const& path : plan.remove) {
        // What replaces it was read at the place that was left.
        if (m_outbox.places_left() != left_before)
            co_return Result<void>{};
        auto const answer = co_await m_ports.remote.remove(path);
        if (answer.status != RemoteStatus::Ok && answer.status != RemoteStatus::NotFound)
            continue;
        m_inbox.forget(path);
        m_place.self_grants.erase(path);
        LocalVault::stage_not_sent(gone, sent_key(path));
    }
    if (!gone.changes.empty())
        (void)co_await m_local.commit(std::move(gone));  // What a disk keeps is sent again in vain, and read.
    // Another one only once the last was read back by a listing: a store that hides it gets no second.
    auto const is_hidden = [this](std::string const& path) {
        return !m_inbox.was_read(path);
    };
    if (plan.wants_self_grant && !std::ranges::any_of(m_place.self_grants, is_hidden))
        co_return co_await write_self_grant();
    co_return Result<void>{};
}

Task<Result<void>> Vault::write_self_grant()
{
    auto const held = co_await m_writing.lock();
    HUISCLOS_CO_TRY(check_write());
    auto const* const card = m_knowledge.cards().current(self());
    if (card == nullptr)
        co_return fail(ErrorCode::Missing, "no card of one's own is known");
    auto const& newest = card->card.card;
    auto const is_held = [&newest](NumberedSeed const& seed) {
        return seed.number == newest.generation &&
               crypto::KemKey::from_seed(seed.seed.view()).public_key() == newest.inbox_key;
    };
    if (!std::ranges::any_of(m_keys.sealing, is_held))
        co_return fail(ErrorCode::NoKey, "another device made the newest sealing key");
    std::vector<ledger::GrantItem> items;
    for (auto const& cid : m_keys.epochs.compartments()) {
        for (auto const& named : m_keys.epochs.all(cid))
            items.push_back({cid, SecretBytes::copy_of(named.secret)});
    }
    for (auto const& seed : m_keys.log)
        items.push_back({k_log, seed.seed.clone()});

    ports::LocalBatch batch;
    // It holds what those before it hold: a store that hides them gets one more a session, and one only again.
    HUISCLOS_CO_TRY_ASSIGN(former, co_await m_local.read_sent(inbox_folder(crypto::inbox_id(id(), newest.inbox_key))));
    for (auto const& one : former)
        LocalVault::stage_not_sent(batch, one.key);
    std::vector<OutboxEntry> entries;
    while (!items.empty()) {
        auto const from = items.end() - static_cast<std::ptrdiff_t>(std::min(items.size(), k_most_grant_items));
        ledger::Grant grant{ledger::target_of(self()), newest.generation, {}, device()};
        grant.items.assign(std::make_move_iterator(from), std::make_move_iterator(items.end()));
        items.erase(from, items.end());
        HUISCLOS_CO_TRY_ASSIGN(object, ledger::seal_grant(id(), newest.inbox_key, grant));
        ByteArray<16> random{};
        crypto::random_fill(random);
        auto path = inbox_folder(crypto::inbox_id(id(), newest.inbox_key)) + inbox_name(random);
        stage_entry(batch, entries, std::move(path), std::move(object));
    }
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    m_place.self_grants.clear();
    for (auto& entry : entries) {
        m_place.self_grants.insert(entry.path);
        m_outbox.confirm(std::move(entry));
    }
    co_return Result<void>{};
}

void Vault::stage_inbox_dates(ports::LocalBatch& batch)
{
    auto note = encode_first_seen(m_inbox.dates());
    if (note == m_on_disk.inbox)
        return;
    m_local.stage_note(batch, k_note_inbox, note);
    m_on_disk.inbox = std::move(note);
}

Task<Result<bool>> Vault::remove_invitation(InviteId invite)
{
    HUISCLOS_CO_TRY(check_write());
    bool all_gone = true;
    ports::LocalBatch batch;
    for (auto const part : {MailPart::Texts, MailPart::Request}) {
        auto const path = mail_path(invite, part);
        LocalVault::stage_not_sent(batch, sent_key(path));
        if (m_outbox.waits(path)) {
            all_gone = false;
            continue;
        }
        auto const answer = co_await m_ports.remote.remove(path);
        all_gone = all_gone && (answer.status == RemoteStatus::Ok || answer.status == RemoteStatus::NotFound);
    }
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    co_return all_gone;
}

Task<Result<void>> Vault::forget_mails(std::set<InviteId> over)
{
    ports::LocalBatch batch;
    for (auto const& invite : over) {
        for (auto const part : {MailPart::Texts, MailPart::Request})
            LocalVault::stage_not_sent(batch, sent_key(mail_path(invite, part)));
    }
    co_return co_await m_local.commit(std::move(batch));
}

}  // namespace huisclos::sync
