#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "core/base/heap_sort.hpp"
#include "core/crypto/hash.hpp"
#include "core/sync/knowledge.hpp"

// Conclusions: what a new key opens, what was waiting, which records changed. Everything is repeated until nothing
// moves, because an act may carry the key of an older act, which names the card of a device, which signed a head.

namespace huisclos::sync {

Changes Knowledge::settle(Instant now)
{
    conclude();
    bound_strange_cards();
    take_waited(m_waited.size());
    if (m_registry)
        m_heads.settle(m_vault, *m_registry, m_cards, now);
    else
        m_heads.bound_waiting({});
    m_head_hints.keep_only(
        [this](DeviceId const& device) { return m_cards.find_device(device) || m_heads.is_waiting(device); });
    for (auto const& [device, ends] : m_heads.take_stated_ends())
        note_ends(device, ends);
    update_records();
    m_end_hints.forget([this](SegmentAt const& at) { return holds_segment(at); });
    m_changes.keys = m_keys_changed;
    // By steps, a record changes more than once.
    heap_sort(m_changes.records);
    auto const repeated = std::ranges::unique(m_changes.records);
    m_changes.records.erase(repeated.begin(), repeated.end());
    return std::exchange(m_changes, {});
}

bool Knowledge::advance(std::size_t segments)
{
    conclude();
    take_waited(segments);
    update_records();
    return !m_waited.empty();
}

void Knowledge::conclude()
{
    bool moved = true;
    while (moved) {
        moved = add_early_acts();
        judge_open_acts();
        moved = open_hist() || moved;
        moved = promote_candidates() || moved;
        moved = retry_locked() || moved;
        moved = admit_cards() || moved;
        moved = open_record_stores() || moved;
        m_changes.registry = m_changes.registry || m_registry_changed;
        m_changes.cards = m_changes.cards || m_cards_changed;
        if (m_registry_changed && m_registry)
            m_authority.set_state(m_registry->state());
        if (m_registry_changed || m_cards_changed) {
            for (auto& [cid, store] : m_records)
                store->registry_changed();
        }
        m_registry_changed = false;
        m_cards_changed = false;
    }
}

void Knowledge::update_records()
{
    for (auto& [cid, store] : m_records) {
        for (auto const& record : store->update())
            m_changes.records.emplace_back(cid, record);
    }
}

bool Knowledge::add_early_acts()
{
    if (!m_registry || !std::exchange(m_early, false))
        return false;
    for (auto const& [hash, open] : m_open_acts) {
        for (auto const& copy : open.copies)
            (void)m_registry->add(copy.act);
    }
    m_registry_changed = true;
    return true;
}

bool Knowledge::open_hist()
{
    if (m_hist.empty())
        return false;
    if (m_bounds_strangers && !m_open_acts.empty())
        m_member_acts = named_by_members();
    bool opened_one = false;
    std::erase_if(m_hist, [&](HistNote const& note) {
        if (!is_heard(note))
            return false;
        auto under = m_keys.find(note.cid, note.under);
        if (under.empty())
            under = m_candidates.find(note.cid, note.under);
        if (under.empty())
            return false;
        try_hist(note, under, opened_one);
        return true;
    });
    return opened_one;
}

/// Once let in, not what strangers' acts carry: whoever has a former key can invent any number of still older ones.
bool Knowledge::is_heard(HistNote const& note) const
{
    if (!m_bounds_strangers || m_registry->is_admissible(note.act))
        return true;
    return m_member_acts.contains(note.act) && m_candidates.carried(note.cid) < k_most_carried;
}

/// One that is held already is opened too: whoever does not hold it must hear that it leads him nowhere.
void Knowledge::try_hist(HistNote const& note, BytesView under, bool& opened_one)
{
    auto secret = ledger::open_hist(m_vault, note.cid, under, note.entry);
    if (!secret) {
        m_hist_lies.push_back({note.act, note.cid});
        return;
    }
    if (m_keys.holds(note.cid, note.entry.eid))
        return;
    auto const commit = crypto::commit_to(secret->view(), note.cid);
    // What an admissible act carries is of its past, and so of epochs that the registry knows.
    bool const is_of_none =
        m_registry && m_registry->is_admissible(note.act) && m_registry->known_epoch(note.cid, commit) == nullptr;
    if (is_of_none || !m_candidates.carry(note.cid, commit, std::move(*secret), note.act))
        return;
    m_new_secret = true;
    opened_one = true;
}

/// What acts carried that are held no more, or never will be admitted.
void Knowledge::forget_hist(std::set<ActHash> const& acts)
{
    if (acts.empty())
        return;
    std::erase_if(m_hist, [&acts](HistNote const& note) { return acts.contains(note.act); });
    std::erase_if(m_hist_lies, [&acts](HistLie const& lie) { return acts.contains(lie.act); });
    m_candidates.forget_acts(acts);
    for (auto const& hash : acts)
        m_noted_acts.erase(hash);
}

Knowledge::LyingHist Knowledge::lying_hist() const
{
    LyingHist found;
    for (auto const& lie : m_hist_lies) {
        // Anybody may write an act that has no past.
        auto const* const act = m_registry ? m_registry->act(lie.act) : nullptr;
        if (act != nullptr)
            ++found[{ledger::as_member(act->author), lie.cid}];
    }
    return found;
}

bool Knowledge::promote_candidates()
{
    if (!m_registry || !(m_new_secret || m_registry_changed))
        return false;
    bool promoted = false;
    std::vector<std::pair<CompartmentId, EpochId>> proved;
    for (auto const& [cid, eid, commit, secret] : m_candidates.all()) {
        if (m_registry->known_epoch(cid, commit) == nullptr)
            continue;
        proved.emplace_back(cid, eid);
        auto copy = SecretBytes::copy_of(secret);
        if (auto* const store = records(cid))
            store->add_key(copy.clone());
        m_keys.add(cid, std::move(copy));
        promoted = true;
    }
    for (auto const& [cid, eid] : proved)
        m_candidates.erase(cid, eid);
    m_keys_changed = m_keys_changed || promoted;
    return promoted;
}

bool Knowledge::retry_locked()
{
    if (!m_new_secret && !m_registry_changed)
        return false;
    m_new_secret = false;
    bool moved = false;
    for (auto& [what, object] : std::exchange(m_locked, {})) {
        // A segment waits for its compartment: open_record_stores.
        if (what.kind == KeptKind::Segment) {
            m_locked.emplace(what, std::move(object));
            continue;
        }
        auto const& [address, name] = what.at;
        auto const taken = take({what.kind, name, {}, address.device, address.seq, std::move(object)});
        moved = moved || (taken && *taken == Taken::New);
    }
    for (auto& [device, object] : m_heads.take_locked()) {
        auto const taken = take_head(device, std::move(object));
        moved = moved || (taken && *taken == Taken::New);
    }
    return moved;
}

bool Knowledge::open_record_stores()
{
    if (!m_registry)
        return false;
    bool opened = false;
    for (auto const& cid : m_keys.compartments()) {
        if (cid == k_dir || cid == k_log || m_records.contains(cid) || m_registry->state().compartment(cid) == nullptr)
            continue;
        auto store = std::make_unique<ledger::RecordStore>(m_vault, cid, m_authority, m_cards, m_natures);
        for (auto const& [eid, secret] : m_keys.all(cid))
            store->add_key(SecretBytes::copy_of(secret));
        m_records.emplace(cid, std::move(store));
        opened = true;
    }
    if (!opened)
        return false;
    // All of each chain, from its first: a device that starts has its whole past here.
    m_waited.clear();
    for (auto const& [what, object] : m_locked) {
        if (what.kind == KeptKind::Segment && records(what.at.address.cid) != nullptr)
            m_waited.push_back(what.at);
    }
    heap_sort(m_waited, std::greater{}, [](SegmentAt const& at) {
        return std::tie(at.address.device, at.address.cid, at.address.seq);
    });
    return true;
}

void Knowledge::take_waited(std::size_t segments)
{
    for (; segments > 0 && !m_waited.empty(); --segments) {
        auto const at = m_waited.back();
        m_waited.pop_back();
        if (auto locked = m_locked.extract({KeptKind::Segment, at}))
            (void)take_segment(at.address, at.name, std::move(locked.mapped()));
    }
}

namespace {

/// The last place of that chain that an out op gives a right to; 0 when it names none.
std::uint64_t last_marked(ledger::OutRecord const& out, ledger::SegmentAddress const& chain)
{
    std::uint64_t last = 0;
    if (out.marks == nullptr)
        return last;
    for (auto const& mark : *out.marks) {
        if (mark.device == chain.device && mark.cid == chain.cid)
            last = std::max(last, mark.seq);
    }
    return last;
}

}  // namespace

bool Knowledge::is_beyond_end(SegmentAt const& at) const
{
    auto const owner = m_cards.find_device(at.address.device);
    auto const* const member = owner && m_registry ? m_registry->state().member(owner->member) : nullptr;
    if (member == nullptr)
        return true;
    auto const* const device_out = member->devices_out.find(at.address.device);
    return (member->out && at.address.seq > last_marked(*member->out, at.address)) ||
           (device_out != nullptr && at.address.seq > last_marked(*device_out, at.address));
}

/// A chain that ended is found by its marks, whatever became of its device's head.
void Knowledge::want_marks(Wants& wants) const
{
    auto const want = [&](ledger::OutRecord const& out) {
        if (out.marks == nullptr)
            return;
        for (auto const& mark : *out.marks) {
            auto const* const store = records(mark.cid);
            SegmentAt const at{{mark.device, mark.cid, mark.seq}, mark.name};
            if (store != nullptr && store->chains().node(mark.bh) == nullptr && !holds_segment(at))
                wants.segments.push_back(at);
        }
    };
    m_registry->state().members().for_each([&](MemberId const&, ledger::Member const& member) {
        if (member.out)
            want(*member.out);
        member.devices_out.for_each([&](DeviceId const&, ledger::OutRecord const& out) { want(out); });
    });
}

Wants Knowledge::wants() const
{
    Wants wants;
    if (!m_registry)
        wants.genesis.assign(m_genesis_hints.begin(), m_genesis_hints.end());
    auto const want_card = [&](ObjectName const& name) {
        if (!m_held.contains(name))
            wants.cards.push_back(name);
    };
    want_acts(wants);
    for (auto const& name : m_card_hints)
        want_card(name);
    m_head_hints.for_each(m_cards, [&](DeviceId const& device, HeadHints::Named const& named) {
        if (!m_passed_cards.contains(named.card))
            want_card(named.card);
        // A stranger's table says where chains end that nobody asks for.
        if (!named.table || !m_cards.find_device(device))
            return;
        if (!m_held.contains(named.table->name) || m_heads.lacks_table(device, named.table->name))
            wants.tables.push_back({device, *named.table});
    });
    m_end_hints.for_each([&](SegmentAt const& end) {
        if (records(end.address.cid) != nullptr && !holds_segment(end) && !is_beyond_end(end))
            wants.segments.push_back(end);
    });
    if (m_registry)
        want_marks(wants);
    for (auto const& [cid, store] : m_records) {
        for (auto const& [address, name] : store->chains().wanted()) {
            // Many that wait name each other.
            if (!holds_segment({address, name}))
                wants.segments.push_back({address, name});
        }
    }
    auto const leave_locked = [this](KeptKind kind, std::vector<ObjectName>& names) {
        std::erase_if(names, [&](ObjectName const& name) { return m_locked.contains({kind, {{}, name}}); });
    };
    leave_locked(KeptKind::Genesis, wants.genesis);
    leave_locked(KeptKind::Act, wants.acts);
    leave_locked(KeptKind::Card, wants.cards);
    return wants;
}

}  // namespace huisclos::sync
