#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/sync/account_store.hpp"
#include "core/sync/local_entries.hpp"
#include "core/sync/log_notes.hpp"
#include "core/sync/lost_device.hpp"
#include "core/sync/paths.hpp"
#include "core/sync/vault.hpp"

// What this device signed or sealed, sent again to a place that lacks it: one that the device turns to, or the one in
// use, when it shows less of this device than was read back there (a restored server, another one behind the address).
// The same bytes under the same names; nothing of what is known here changes (docs/protocol.md 3.4, 3.8).

namespace huisclos::sync {

namespace {

/// Between the first two times that all is sent again because the place in use has lost it; then twice as long each
/// time, up to 16 hours, until a week has passed: whoever holds the place says so at will.
constexpr std::int64_t k_again_after_ms = 60 * 60'000;
constexpr std::uint32_t k_most_doublings = 4;
constexpr std::int64_t k_again_forgotten_ms = 7 * k_ms_per_day;

std::int64_t wait_after(SentAgain const& again)
{
    auto const doublings = std::min(std::max(again.times, 1U) - 1, k_most_doublings);
    return k_again_after_ms << doublings;
}

SentAgain sent_now(SentAgain const& before, Instant now)
{
    bool const is_new = !before.at || now.ms - before.at->ms >= k_again_forgotten_ms;
    return {.at = now, .times = is_new ? 1 : std::min(before.times, k_most_doublings) + 1, .is_owed = false};
}

/// Of the cards and acts that this member signed, of the cards that he sealed for those whom these acts let in, and of
/// the root, without which nothing is read.
std::set<ObjectName> own_names(Knowledge const& knowledge, MemberId const& self)
{
    auto const cards = knowledge.cards().names_of(self);
    std::set<ObjectName> names(cards.begin(), cards.end());
    if (auto const& root = knowledge.genesis_name())
        names.insert(*root);
    auto const* const registry = knowledge.registry();
    if (registry == nullptr)
        return names;
    for (auto const& hash : registry->admissible()) {
        auto const* const act = registry->act(hash);
        auto const name = knowledge.act_name(hash);
        if (act == nullptr || !name || ledger::as_member(act->author) != self)
            continue;
        names.insert(*name);
        for (auto const& op : act->ops) {
            if (auto const* const member = std::get_if<ledger::MemberOp>(&op))
                names.insert(member->card);
        }
    }
    return names;
}

/// Whether a later card marks a device as lost that this one lists in use: it holds the seed of this one's key.
bool is_held_by_a_lost_device(ledger::Card const& card, ledger::Card const& current)
{
    auto const is_lost = [&current](ledger::CardDevice const& held) {
        return std::ranges::any_of(current.devices, [&held](ledger::CardDevice const& one) {
            return one.key == held.key && one.state == ledger::DeviceState::Lost;
        });
    };
    return card.generation < current.generation && std::ranges::any_of(card.devices, is_lost);
}

/// Of who has left, of a key that its owner has replaced twice since, and of one that a lost device holds.
std::set<std::string> inboxes_of_no_use(Knowledge const& knowledge)
{
    std::set<std::string> folders;
    auto const& cards = knowledge.cards();
    auto const* const registry = knowledge.registry();
    for (auto const& of : cards.members()) {
        auto const* const member = registry == nullptr ? nullptr : registry->state().member(of);
        auto const* const current = cards.current(of);
        if (member == nullptr || current == nullptr)
            continue;
        for (auto const* card : cards.all_of(of)) {
            bool const is_former = card->card.generation + 1 < current->card.card.generation;
            if (member->is_out() || is_former || is_held_by_a_lost_device(card->card, current->card.card))
                folders.insert(inbox_folder(crypto::inbox_id(knowledge.vault(), card->card.inbox_key)));
        }
    }
    return folders;
}

/// Of the log, and never to be sent again (3.11): those of acts of the one whom it audits. So an act counts only for a
/// period that is past what the policy has kept, by this clock, and not while it may be one of two that exclude each
/// other. Where no policy says how long, none counts.
std::set<std::uint32_t> dropped_periods(Knowledge const& knowledge, Instant now)
{
    std::set<std::uint32_t> periods;
    auto const* const registry = knowledge.registry();
    auto const months = registry == nullptr ? std::nullopt : registry->state().policy().log_months;
    if (!months || !registry->fork().empty())
        return periods;
    registry->state().log_drops().for_each_back([&](ledger::LogDrop const& drop) {
        if (drop.period + *months < utc_period(now))
            periods.insert(drop.period);
        return true;
    });
    return periods;
}

/// Of that member, by all of his cards: one that is lost counts as none.
bool is_only_device(std::vector<ledger::SignedCard const*> const& cards, DeviceId const& device)
{
    if (cards.empty())
        return false;
    auto const card = ledger::next_card(cards);
    return std::ranges::all_of(card.devices, [&](ledger::CardDevice const& one) {
        return (card.device_id(one) == device) == (one.state == ledger::DeviceState::InUse);
    });
}

/// Another device may have a newer version that this one has not read: an older one would open by a former passphrase,
/// and hold sealing keys that were let go. Of one device alone what the store gives is no newer, unless a copy wrote
/// it.
Task<AccountAgain> look_for_account(ports::RemoteStore& remote, Vault& vault)
{
    auto const secret = co_await vault.local().account_secret();
    auto const own = ledger::unpack_account(vault.local().account_object());
    if (!secret || !own || !is_only_device(vault.knowledge().cards().all_of(vault.self()), vault.device()))
        co_return AccountAgain::Leave;
    auto const keys = ledger::account_keys(secret->view(), vault.id());
    auto const found = co_await fetch_account(remote, keys, vault.id());
    bool const is_there =
        found ? found->newest.front().version >= own->version : found.error().code != ErrorCode::Missing;
    co_return is_there ? AccountAgain::Leave : AccountAgain::Send;
}

}  // namespace

/// In the order of publication. Error Local.
Task<Result<std::vector<KeptObject>>> Vault::own_kept(std::vector<ledger::ChainEnd> stated)
{
    std::vector<KeptObject> own;
    auto const take = [&own](std::vector<KeptObject> some) {
        own.insert(own.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    };
    auto const names = own_names(m_knowledge, self());
    auto const of = device();
    CompartmentId const no_compartment{};
    DeviceId const no_device{};
    for (auto const kind : {KeptKind::Genesis, KeptKind::Card, KeptKind::Act}) {
        HUISCLOS_CO_TRY_ASSIGN(all, co_await m_local.read_kept(kind, no_compartment, no_device));
        std::erase_if(all, [&names](KeptObject const& object) { return !names.contains(object.name); });
        take(std::move(all));
    }
    auto const ends = m_head_writer.chains();
    for (auto const& end : ends) {
        auto const said = std::ranges::find(stated, end.cid, &ledger::ChainEnd::cid);
        auto const last_there = said == stated.end() ? 0 : said->seq;
        if (last_there >= end.seq)
            continue;
        HUISCLOS_CO_TRY_ASSIGN(chain, co_await m_local.read_kept(KeptKind::Segment, end.cid, of));
        std::erase_if(chain, [last_there](KeptObject const& object) { return object.number <= last_there; });
        take(std::move(chain));
    }
    // The last one is what the last head names.
    HUISCLOS_CO_TRY_ASSIGN(tables, co_await m_local.read_kept(KeptKind::Table, no_compartment, of));
    if (!tables.empty())
        own.push_back(std::move(tables.back()));
    // What the disk spoiled would stand under a name that is not its own, in the way of who has it whole.
    std::erase_if(own, [](KeptObject const& object) { return crypto::object_name(object.object) != object.name; });
    co_return own;
}

/// Before the acts, which name keys that these bring.
Task<Result<void>> Vault::stage_sent_again(ports::LocalBatch* batch, Entries* entries)
{
    std::string const all;
    HUISCLOS_CO_TRY_ASSIGN(sent, co_await m_local.read_sent(all));
    auto const of_no_use = inboxes_of_no_use(m_knowledge);
    auto const dropped = dropped_periods(m_knowledge, now());
    auto const is_log_of_no_use = [&dropped](SentObject const& one) {
        return one.period != 0 && dropped.contains(one.period);
    };
    for (auto& one : sent) {
        bool const is_whole = !one.path.empty();
        if (!is_whole || of_no_use.contains(one.path.substr(0, one.path.rfind('/') + 1)) || is_log_of_no_use(one)) {
            LocalVault::stage_not_sent(*batch, one.key);
        } else if (!m_outbox.waits(one.path)) {
            entries->push_back(m_outbox.prepare(std::move(one.path), std::move(one.object)));
            m_outbox.stage(m_local, *batch, entries->back());
        }
    }
    co_return Result<void>{};
}

/// What is read back leaves the journal: for another place it is journalled again, under the head that names it.
Task<Result<Vault::Entries>> Vault::stage_again(
    ports::LocalBatch* batch, std::vector<ledger::ChainEnd> stated, AccountAgain send_account)
{
    Entries entries;
    HUISCLOS_CO_TRY(co_await stage_sent_again(batch, &entries));
    HUISCLOS_CO_TRY_ASSIGN(own, co_await own_kept(std::move(stated)));
    CompartmentId const no_compartment{};
    auto const of = device();
    HUISCLOS_CO_TRY_ASSIGN(heads, co_await m_local.read_kept(KeptKind::Head, no_compartment, of));
    for (auto& object : own) {
        auto path = object_path(object.name);
        if (!m_outbox.waits(path))
            stage_entry(*batch, entries, std::move(path), std::move(object.object));
    }
    auto account = ledger::unpack_account(m_local.account_object());
    auto const locator = co_await account_locator();
    // Of an account that has moved this device has the former one, which is to lie nowhere again.
    bool const is_account_sent = send_account == AccountAgain::Send && account && locator && !lacks_sealing_key(*this);
    if (is_account_sent) {
        // One name for the same bytes, whichever device sends them.
        auto const name = crypto::object_name(account->object);
        ByteArray<4> drawn{};
        std::copy_n(name.bytes.begin(), drawn.size(), drawn.begin());
        auto path = account_folder(*locator) + account_name(account->version, drawn);
        stage_entry(*batch, entries, std::move(path), std::move(account->object));
    }
    // The same bytes as at the place that is left, after what it names.
    for (auto& head : heads) {
        if (crypto::object_name(head.object) != m_own_head_name)
            continue;
        stage_entry(*batch, entries, head_path(device()), std::move(head.object));
        entries.back().head_counter = m_head_writer.counter();
    }
    co_return entries;
}

/// Before any head leaves: the next one would make the place look whole.
Task<Result<void>> Vault::watch_own_head()
{
    if (m_is_cloned || !m_place.own_listed.is_known)
        co_return Result<void>{};
    if (!m_place.own_listed.is_settled(m_outbox.head_there())) {
        HUISCLOS_CO_TRY(co_await look_at_own_head());
        m_place.own_listed.settled = m_outbox.head_there().counter;
    } else if (m_place.own_head_checked) {
        // By the listing alone: the next time that it is not given is the first one.
        m_place.own_head_withheld = {};
    }
    if (!m_place.sent_again.is_owed || !may_send_again())
        co_return Result<void>{};
    std::vector<ledger::ChainEnd> none;  // Heads that have left since state what is not there.
    co_return co_await send_again(std::move(none));
}

Task<Result<void>> Vault::look_at_own_head()
{
    auto const shown = co_await ask_for_own_head();
    // Not asked for at each poll: what is closed is looked at after the next listing or key.
    if (!shown && shown.error().code == ErrorCode::NoKey)
        co_return Result<void>{};
    if (!shown)
        co_return std::unexpected(shown.error());
    // Read before the first write of a session (3.5), and not a second time for it. A copy may publish in the middle of
    // one: then it is read again before anything is written over it.
    m_place.own_head_checked =
        !shown->head || !ledger::is_clone(m_head_writer.counter(), m_own_head_name, *shown->head);
    if (!m_place.own_head_checked)
        co_return Result<void>{};
    (void)co_await forget_closed_head();  // On a disk that refuses it, it is found again.
    co_return co_await note_what_is_lost(&*shown);
}

Task<Result<void>> Vault::note_what_is_lost(OwnStatement const* shown)
{
    auto const there = m_outbox.head_there();
    auto const counter_shown = shown->head ? shown->head->head.head.counter : 0;
    if (counter_shown >= there.counter) {
        if (m_place.own_listed.etag && there.counter > 0)
            m_outbox.note_head_there({there.counter, *m_place.own_listed.etag});
        co_return Result<void>{};
    }
    if (may_send_again()) {
        auto stated = shown->head ? shown->head->head.head.chains : std::vector<ledger::ChainEnd>{};
        co_return co_await send_again(std::move(stated));
    }
    if (m_place.sent_again.is_owed)
        co_return Result<void>{};
    auto again = m_place.sent_again;
    again.is_owed = true;
    HUISCLOS_CO_TRY(co_await m_local.keep_note(k_note_sent_again, encode_sent_again(again)));
    m_place.sent_again = again;
    co_return Result<void>{};
}

/// Not for who is out or stopped. Whoever holds the place says at will that it has lost all.
bool Vault::may_send_again() const
{
    bool const is_in = m_standing.stop == VaultStop::None && m_standing.membership == Membership::Member;
    auto const& again = m_place.sent_again;
    return is_in && !m_disk_failed && m_place.own_head_checked &&
           (!again.at || now().ms - again.at->ms >= wait_after(again));
}

Task<Result<void>> Vault::send_again(std::vector<ledger::ChainEnd> stated)
{
    auto const of = device();
    auto const left_before = m_outbox.places_left();
    auto const account = co_await look_for_account(m_ports.remote, *this);
    auto const held = co_await m_writing.lock();
    if (of != device() || m_outbox.places_left() != left_before)
        co_return fail(ErrorCode::Store, "that place was left meanwhile");
    auto const again = sent_now(m_place.sent_again, now());
    ports::LocalBatch batch;
    HUISCLOS_CO_TRY_ASSIGN(entries, co_await stage_again(&batch, std::move(stated), account));
    // Until it is read back again, it is known by no count.
    m_local.stage_note(batch, k_note_head_there, encode_count(0));
    m_local.stage_note(batch, k_note_sent_again, encode_sent_again(again));
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    m_outbox.note_head_there({});
    m_place.sent_again = again;
    m_place.sent_again_at = again.at;
    for (auto& entry : entries)
        m_outbox.confirm(std::move(entry));
    ++m_version;
    co_return Result<void>{};
}

}  // namespace huisclos::sync
