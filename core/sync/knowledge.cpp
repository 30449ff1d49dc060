#include "core/sync/knowledge.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"

namespace huisclos::sync {

void Changes::unite(Changes other)
{
    registry = registry || other.registry;
    cards = cards || other.cards;
    keys = keys || other.keys;
    records.insert(records.end(), other.records.begin(), other.records.end());
}

Knowledge::Knowledge(VaultId const& vault, EpochKeys keys) : m_vault(vault), m_keys(std::move(keys))
{}

void Knowledge::add_candidate(CompartmentId const& cid, SecretBytes secret)
{
    auto const commit = crypto::commit_to(secret.view(), cid);
    if (m_keys.holds(cid, crypto::epoch_id(commit)))
        return;
    // What the registry knows takes no place among those that wait, and cannot be pushed out by them.
    auto const from = m_registry && m_registry->known_epoch(cid, commit) != nullptr ? CandidateKeys::From::Known
                                                                                    : CandidateKeys::From::Grant;
    auto const opens = [this](CompartmentId const& of, BytesView candidate) {
        return opens_closed_head(of, candidate);
    };
    if (m_candidates.add(cid, commit, std::move(secret), from, opens))
        m_new_secret = true;
}

std::vector<BytesView> Knowledge::directory_secrets() const
{
    std::vector<BytesView> secrets;
    for (auto const& named : m_keys.all(k_dir))
        secrets.push_back(named.secret);
    for (auto const secret : m_candidates.secrets(k_dir))
        secrets.push_back(secret);
    return secrets;
}

void Knowledge::keep(KeptKind kind, ObjectName const& name, ledger::SegmentAddress const& at, Bytes object)
{
    m_fresh.push_back({kind, name, at.cid, at.device, at.seq, std::move(object)});
}

void Knowledge::remember_locked(KeptKind kind, SegmentAt const& at, Bytes object)
{
    m_locked.insert_or_assign(ObjectAt{kind, at}, std::move(object));
}

Result<Knowledge::Taken> Knowledge::take_genesis(ObjectName const& name, Bytes object)
{
    if (m_registry)
        return Taken::Known;
    if (crypto::object_name(object) != name)
        return fail(ErrorCode::Hash, "genesis");
    auto const gbody = ledger::open_genesis(directory_secrets(), m_vault, object);
    if (!gbody) {
        m_saw_other_root = m_saw_other_root || gbody.error().code == ErrorCode::Vault;
        if (gbody.error().code != ErrorCode::NoKey)
            return std::unexpected(gbody.error());
        remember_locked(KeptKind::Genesis, {{}, name}, std::move(object));
        return Taken::Pending;
    }
    if (!open_registry(*gbody))
        return fail(ErrorCode::Vault, "the root of another vault");
    m_genesis_name = name;
    m_held.insert(name);
    keep(KeptKind::Genesis, name, {}, std::move(object));
    return Taken::New;
}

bool Knowledge::open_registry(BytesView gbody)
{
    auto opened = ledger::Registry::open(m_vault, gbody);
    if (!opened)
        return false;
    m_registry = std::move(*opened);
    m_registry_changed = true;
    restore_contests(std::exchange(m_contest_note, {}));
    // The root names its founder: of his cards those that were passed over may be needed now.
    m_passed_cards.clear();
    return true;
}

Result<Knowledge::Taken> Knowledge::take_act(ObjectName const& name, Bytes object)
{
    if (m_held.contains(name))
        return Taken::Known;
    if (crypto::object_name(object) != name)
        return fail(ErrorCode::Hash, "act");
    auto act = ledger::open_act(directory_secrets(), m_vault, object);
    if (!act) {
        if (act.error().code != ErrorCode::NoKey)
            return std::unexpected(act.error());
        remember_locked(KeptKind::Act, {{}, name}, std::move(object));
        return Taken::Pending;
    }
    // This copy is not asked for again, whatever comes of it; the act is held only once one of its copies is admitted.
    m_held.insert(name);
    auto const hash = act->hash();
    if (m_act_names.contains(hash))
        return Taken::Known;
    if (m_registry) {
        auto const added = m_registry->add(*act);
        if (added.status == ledger::AddStatus::Refused)
            return fail(added.code, "act refused");
        m_registry_changed = true;
    }
    if (m_noted_acts.insert(hash).second)
        note_act(hash, *act);
    auto const* const carried = m_registry ? m_registry->carried(hash) : nullptr;
    if (carried == nullptr)
        hold_open(hash, {std::move(*act), name, std::move(object)});
    else if (carried->signature == act->signature)
        name_act(hash, name, std::move(object));
    return Taken::New;
}

void Knowledge::name_act(ActHash const& hash, ObjectName const& name, Bytes object)
{
    if (!m_act_names.try_emplace(hash, name).second)
        return;
    note_cards_of(hash);
    keep(KeptKind::Act, name, {}, std::move(object));
}

void Knowledge::hold_open(ActHash const& hash, OpenAct::Copy copy)
{
    auto const [place, is_new] = m_open_acts.try_emplace(hash);
    auto& open = place->second;
    if (is_new) {
        open.order = m_next_order++;
        if (auto act = ledger::decode_act(copy.act.body)) {
            open.past = std::move(act->past);
            // The first of `back` are the objects of `past`, in its order (3.7).
            for (std::size_t i = 0; i < std::min(open.past.size(), act->back.size()); ++i)
                open.named.push_back({open.past[i], act->back[i]});
        }
    }
    auto const is_same = [&copy](OpenAct::Copy const& other) {
        return other.act.signature == copy.act.signature;
    };
    if (std::ranges::any_of(open.copies, is_same))
        return;
    open.bytes += copy.object.size();
    if (open.copies.size() == ledger::k_max_copies) {
        open.passed_over.insert(open.copies.front().name);
        open.copies.erase(open.copies.begin());
    }
    open.copies.push_back(std::move(copy));
}

bool Knowledge::is_settled(ActHash const& hash) const
{
    return m_registry && (m_registry->is_admissible(hash) || m_registry->is_dropped(hash));
}

/// Of an act that was admitted the copy that verified is named and kept. Of one of which every copy was badly signed,
/// those that gave way are asked for again.
void Knowledge::judge_open_acts()
{
    if (!m_registry)
        return;
    std::set<ActHash> gone;
    auto const is_known = [this](CompartmentId const& cid, Commitment const& commit) {
        return m_registry->known_epoch(cid, commit) != nullptr;
    };
    std::erase_if(m_open_acts, [&](auto& entry) {
        auto& [hash, open] = entry;
        if (m_registry->is_pending(hash))
            return false;
        if (auto const* const carried = m_registry->carried(hash)) {
            auto const good = std::ranges::find_if(
                open.copies, [&](OpenAct::Copy const& copy) { return copy.act.signature == carried->signature; });
            if (good != open.copies.end())
                name_act(hash, good->name, std::move(good->object));
            // What it carries beside the keys of its past leads nowhere.
            m_candidates.forget_unknown(hash, is_known);
            return true;
        }
        gone.insert(hash);
        if (m_registry->is_dropped(hash))
            return true;
        for (auto const& name : open.passed_over) {
            m_held.erase(name);
            m_released.push_back(name);
        }
        return true;
    });
    forget_hist(gone);
}

std::vector<ObjectName> Knowledge::take_released()
{
    return std::exchange(m_released, {});
}

void Knowledge::note_act(ActHash const& hash, ledger::SignedAct const& signed_act)
{
    auto const act = ledger::decode_act(signed_act.body);
    if (!act)
        return;
    auto const& [author, past, back, t, nonce, ops] = *act;
    bool const is_first = past.size() == 1 && past[0] == ledger::root_hash(m_vault);
    if (is_first && !m_registry)
        m_genesis_hints.insert(back.begin(), back.end());
    for (auto const& op : ops) {
        if (auto const* const rotate = std::get_if<ledger::RotateOp>(&op)) {
            for (auto const& hist : rotate->hist)
                m_hist.push_back({hash, rotate->cid, crypto::epoch_id(rotate->commit), hist});
        }
    }
}

Result<Knowledge::Taken> Knowledge::take_card(ObjectName const& name, Bytes object, Origin origin)
{
    if (m_held.contains(name))
        return Taken::Known;
    if (crypto::object_name(object) != name)
        return fail(ErrorCode::Hash, "card");
    crypto::Context const context{.type = crypto::ObjectType::Card, .vault = m_vault};
    auto const secrets = directory_secrets();
    auto const opened = crypto::open_envelope_any(secrets, context, object);
    if (!opened) {
        if (opened.error().code != ErrorCode::NoKey)
            return std::unexpected(opened.error());
        remember_locked(KeptKind::Card, {{}, name}, std::move(object));
        return Taken::Pending;
    }
    HUISCLOS_TRY_ASSIGN(card, ledger::decode_card(opened->plain.view(), m_vault));
    auto const member = card.card.member();
    auto const devices = card.card.devices.size();
    bool const is_named = m_cards.is_named(member);
    if (is_named && !m_cards.holds(card) && !has_room_for(member, name, devices)) {
        pass_over(name);
        return Taken::Known;
    }
    bool const is_new = m_cards.add(std::move(card), name);
    // Any number of copies can be made of a card that may give way.
    if (is_new || is_named)
        m_held.insert(name);
    else
        pass_over(name);
    m_cards_changed = m_cards_changed || is_new;
    if (is_named && is_new)
        keep(KeptKind::Card, name, {}, std::move(object));
    else if (is_new)
        hold_strange_card({member, name, std::move(object), devices, origin});
    else if (origin == Origin::Self)
        never_give_up(member);
    return is_new ? Taken::New : Taken::Known;
}

Result<Knowledge::Taken> Knowledge::take_table(DeviceId const& device, ledger::TableRef const& ref, Bytes object)
{
    if (m_held.contains(ref.name) && !m_heads.lacks_table(device, ref.name))
        return Taken::Known;
    auto const secrets = directory_secrets();
    auto table = ledger::open_table(m_vault, device, ref, object, secrets);
    if (!table) {
        if (table.error().code != ErrorCode::NoKey)
            return std::unexpected(table.error());
        remember_locked(KeptKind::Table, {{device, {}, ref.counter}, ref.name}, std::move(object));
        return Taken::Pending;
    }
    m_held.insert(ref.name);
    m_heads.take_table(device, ref, std::move(*table));
    keep(KeptKind::Table, ref.name, {device, {}, ref.counter}, std::move(object));
    return Taken::New;
}

Result<Knowledge::Taken> Knowledge::take_segment(
    ledger::SegmentAddress const& address, ObjectName const& name, Bytes object)
{
    auto* const store = records(address.cid);
    if (store == nullptr) {
        remember_locked(KeptKind::Segment, {address, name}, std::move(object));
        return Taken::Pending;
    }
    auto const report = store->offer(address.device, address.seq, name, object);
    switch (report.outcome) {
    case ledger::Admission::Known:
        m_segments.insert({address, name});
        return Taken::Known;
    case ledger::Admission::Refused:
        return fail(report.code.value_or(ErrorCode::Format), "segment");
    case ledger::Admission::Accepted:
    case ledger::Admission::Pending:
        break;
    }
    if (m_segments.insert({address, name}).second)
        keep(KeptKind::Segment, name, address, std::move(object));
    return report.outcome == ledger::Admission::Accepted ? Taken::New : Taken::Pending;
}

Result<Knowledge::Taken> Knowledge::take_head(DeviceId const& device, Bytes object)
{
    m_drawn_heads.reset();
    auto const secrets = directory_secrets();
    auto head = ledger::open_head(m_vault, device, object, secrets);
    if (!head) {
        if (head.error().code == ErrorCode::NoKey)
            m_heads.note_locked(device, std::move(object));
        return std::unexpected(head.error());
    }
    auto const owner = m_cards.find_device(device);
    // Tips and card are followed first: they may be what makes the device known.
    if (!owner || ledger::verify_head(m_vault, *head, owner->key))
        m_head_hints.note(head->head, m_cards);
    auto const epoch = crypto::epoch_id(crypto::commit_to(secrets[head->secret], k_dir));
    return m_heads.offer(std::move(*head), epoch, std::move(object)) ? Taken::New : Taken::Known;
}

void Knowledge::note_ends(DeviceId const& device, std::vector<ledger::ChainEnd> const& ends)
{
    for (auto const& end : ends) {
        SegmentAt const at{{device, end.cid, end.seq}, end.name};
        if (!holds_segment(at))
            m_end_hints.note(at);
    }
}

Result<Knowledge::Taken> Knowledge::take(KeptObject object)
{
    switch (object.kind) {
    case KeptKind::Genesis:
        return take_genesis(object.name, std::move(object.object));
    case KeptKind::Act:
        return take_act(object.name, std::move(object.object));
    case KeptKind::Card:
        return take_card(object.name, std::move(object.object));
    case KeptKind::Table:
        return take_table(object.device, {object.name, object.number}, std::move(object.object));
    case KeptKind::Segment:
        return take_segment({object.device, object.compartment, object.number}, object.name, std::move(object.object));
    case KeptKind::Head:
        return take_head(object.device, std::move(object.object));
    }
    return fail(ErrorCode::Format, "kind");
}

ledger::RecordStore const* Knowledge::records(CompartmentId const& cid) const
{
    auto const found = m_records.find(cid);
    return found == m_records.end() ? nullptr : found->second.get();
}

ledger::RecordStore* Knowledge::records(CompartmentId const& cid)
{
    auto const found = m_records.find(cid);
    return found == m_records.end() ? nullptr : found->second.get();
}

std::vector<CompartmentId> Knowledge::open_compartments() const
{
    std::vector<CompartmentId> open;
    for (auto const& [cid, store] : m_records)
        open.push_back(cid);
    return open;
}

std::optional<ObjectName> Knowledge::act_name(ActHash const& hash) const
{
    auto const found = m_act_names.find(hash);
    return found == m_act_names.end() ? std::nullopt : std::optional(found->second);
}

std::vector<KeptObject> Knowledge::take_fresh()
{
    return std::exchange(m_fresh, {});
}

void Knowledge::forget_fresh(ObjectName const& name)
{
    std::erase_if(m_fresh, [&name](KeptObject const& object) { return object.name == name; });
}

bool Knowledge::take_keys_changed()
{
    return std::exchange(m_keys_changed, false);
}

}  // namespace huisclos::sync
