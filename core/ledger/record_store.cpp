#include "core/ledger/record_store.hpp"

#include <algorithm>
#include <utility>

#include "core/base/heap_sort.hpp"
#include "core/crypto/envelope.hpp"
#include "core/crypto/hash.hpp"

namespace huisclos::ledger {

RecordStore::RecordStore(
    VaultId const& vault, CompartmentId const& cid, RecordAuthority const& authority, DeviceDirectory const& directory,
    RecordNatures const& natures)
    : m_vault(vault),
      m_authority(authority),
      m_directory(directory),
      m_natures(natures),
      m_chains(vault, cid),
      m_rules(authority.rules()),
      m_class(authority.class_of(cid))
{}

void RecordStore::add_key(SecretBytes epoch_secret)
{
    auto const eid = crypto::epoch_id(crypto::commit_to(epoch_secret.view(), m_chains.cid()));
    if (!secret_of(eid).empty())
        return;
    m_secrets.push_back(std::move(epoch_secret));
    m_keys.push_back({eid, m_secrets.back().view()});
    m_keys_changed = true;
}

BytesView RecordStore::secret_of(EpochId const& eid) const
{
    auto const found = std::ranges::find(m_keys, eid, &EpochKey::eid);
    return found == m_keys.end() ? BytesView{} : found->secret;
}

AdmissionReport RecordStore::offer(DeviceId const& device, std::uint64_t seq, ObjectName const& name, BytesView object)
{
    return m_chains.offer(device, seq, name, object, m_keys, m_directory);
}

std::vector<RecordId> RecordStore::update()
{
    if (m_keys_changed || m_registry_changed)
        m_chains.retry(m_keys, m_directory);
    m_keys_changed = false;
    bool const is_governed_anew = std::exchange(m_registry_changed, false);
    if (is_governed_anew)
        govern_all();

    std::unordered_set<DeviceId> grown;
    for (auto const* node : m_chains.take_accepted()) {
        ingest(*node);
        grown.insert(node->segment.address.device);
    }
    for (auto const& device : grown)
        govern_waiting(device);
    if (is_governed_anew || !grown.empty())
        govern_unsent();

    for (auto const& record : m_to_judge) {
        judge_record(record, m_records[record]);
        m_to_fold.insert(record);
    }
    std::vector<RecordId> changed(m_to_fold.begin(), m_to_fold.end());
    heap_sort(changed);
    for (auto const& record : changed) {
        auto& entry = m_records[record];
        // What a shred made this device forget is read again, in case the shred itself lost its effect.
        if (entry.state.shred != nullptr && !m_to_judge.contains(record))
            judge_record(record, entry);
        fold(record, entry);
    }
    m_to_judge.clear();
    m_to_fold.clear();
    return changed;
}

void RecordStore::ingest(ChainNode const& node)
{
    auto& segment = m_segments.emplace_back();
    segment.node = &node;
    segment.ops.resize(node.segment.ops.size());
    govern(segment);
    for (std::size_t i = 0; i < segment.ops.size(); ++i)
        ingest_op(segment, i);
}

void RecordStore::ingest_op(SegmentInfo& segment, std::size_t index)
{
    auto const& view = segment.node->segment.ops[index];
    auto& op = segment.ops[index];
    op.node = segment.node;
    op.home = &segment;
    op.index = static_cast<std::uint16_t>(index);
    op.view = &view;
    op.own_id = op_id(segment.node->segment.bh, index);
    op.id = view.orig.value_or(op.own_id);
    op.t = view.t;
    if (auto const kind = known_record_kind(view.kind)) {
        op.kind = *kind;
        op.is_record_kind = true;
    }
    m_by_id.emplace(op.own_id, &op);
    mark_group(op.own_id);
    if (op.is_reissued())
        m_reissues[op.id].ops.push_back(&op);

    auto const record = RecordId::from(view.target);
    bool const is_about_record =
        op.is_record_kind && !view.fault && record && op.kind != OpKind::Adopt && op.kind != OpKind::Snapshot;
    if (!is_about_record) {
        m_loose.insert(&op);
        judge_loose(op);
        return;
    }
    m_records[*record].ops.push_back(&op);
    m_to_judge.insert(*record);
}

void RecordStore::govern(SegmentInfo& segment)
{
    auto const& body = segment.node->segment;
    SegmentPlace const place{body.address.device, body.address.cid, body.address.seq, body.bh};
    segment.is_epoch_known = m_authority.is_epoch(body.address.cid, body.eid);
    segment.governing = m_authority.governing(segment.node->member, place, m_chains);
    if (segment.governing.standing == Standing::Waits)
        m_waiting_for_marks[body.address.device].push_back(&segment);
}

void RecordStore::govern_waiting(DeviceId const& device)
{
    auto const found = m_waiting_for_marks.find(device);
    if (found == m_waiting_for_marks.end())
        return;
    auto waiting = std::move(found->second);
    m_waiting_for_marks.erase(found);
    for (auto* segment : waiting) {
        govern(*segment);
        if (segment->governing.standing != Standing::Waits)
            mark_segment(*segment);
    }
}

void RecordStore::govern_all()
{
    auto const rules = m_authority.rules();
    auto const compartment_class = m_authority.class_of(m_chains.cid());
    bool const is_table_other = rules != m_rules || compartment_class != m_class;
    m_rules = rules;
    m_class = compartment_class;
    m_waiting_for_marks.clear();
    for (auto& segment : m_segments) {
        bool const was_known = segment.is_epoch_known;
        auto const before = std::move(segment.governing);
        govern(segment);
        auto const& after = segment.governing;
        bool const is_same = was_known == segment.is_epoch_known && before.standing == after.standing &&
                             before.right == after.right && before.former == after.former;
        if (is_table_other || !is_same)
            mark_segment(segment);
    }
}

void RecordStore::mark_segment(SegmentInfo& segment)
{
    for (auto& op : segment.ops) {
        if (m_loose.contains(&op))
            judge_loose(op);
        else
            m_to_judge.insert(*RecordId::from(op.view->target));
    }
}

/// Ops that claim this effective id depend on who else has it.
void RecordStore::mark_group(OpId const& effective)
{
    auto const found = m_reissues.find(effective);
    if (found == m_reissues.end())
        return;
    for (auto const* op : found->second.ops) {
        if (auto const record = RecordId::from(op->view->target))
            m_to_judge.insert(*record);
    }
}

bool RecordStore::is_void(StoredOp const& op) const
{
    if (!op.is_reissued())
        return false;
    auto const original = m_by_id.find(op.id);
    return original != m_by_id.end() && original->second->member() != op.member();
}

/// Of the accepted ops with one effective id, the one whose own id it is, else the smallest (bh, index). @pre the op is
/// accepted
bool RecordStore::is_effective(StoredOp const& op) const
{
    auto const group = m_reissues.find(op.id);
    if (group == m_reissues.end() || !op.is_reissued())
        return true;
    auto const original = m_by_id.find(op.id);
    if (original != m_by_id.end() && original->second->is_accepted && !original->second->is_reissued())
        return false;
    return group->second.winner() == &op;
}

void RecordStore::fold(RecordId const& record, RecordEntry& entry)
{
    std::vector<KnownOp const*> effective;
    for (auto* op : entry.ops) {
        if (!op->is_accepted)
            continue;
        bool const has_effect = is_effective(*op);
        set_status(*op, has_effect ? OpStatus::Folded : OpStatus::Repeated);
        if (has_effect)
            effective.push_back(op);
    }
    entry.state = fold_record(record, effective);
    for (auto* op : entry.ops) {
        if (op->status != OpStatus::Folded)
            continue;
        if (!entry.state.exists())
            set_status(*op, OpStatus::Orphan);
        else if (op->kind == OpKind::Create && op != entry.state.create)
            set_status(*op, OpStatus::Repeated);
        else if (op->kind == OpKind::Freeze)
            set_status(*op, OpStatus::Unreadable);
        else if (entry.state.shred != nullptr && op->kind != OpKind::Create && op->kind != OpKind::Shred)
            set_status(*op, OpStatus::Terminal);
    }
    if (entry.state.shred == nullptr)
        return;
    // Forgotten: should the shred lose its effect, the create in its segment gives the key again.
    entry.key.clear();
    for (auto* op : entry.ops) {
        if (has_clear_payload(op->kind) || op->form != Form::Good)
            continue;
        op->inner = {};
        op->inner_bytes.clear();
        op->form = Form::Unread;
    }
}

void RecordStore::set_verdict(StoredOp& op, OpStatus status)
{
    bool const is_accepted = status == OpStatus::Folded;
    bool const is_other = is_accepted != op.is_accepted;
    op.is_accepted = is_accepted;
    if (is_other)
        note_accepted(op);
    set_status(op, status);
}

/// Of the group that this op is in, those that gain or lose their effect are folded again, in whatever records they
/// are: the one that counted and the one that counts. The others are repeated before and after.
void RecordStore::note_accepted(StoredOp& op)
{
    auto const found = m_reissues.find(op.id);
    if (found == m_reissues.end())
        return;
    auto& group = found->second;
    auto const* const former = group.winner();
    ReissueGroup::Place const place{op.node->segment.bh, op.index};
    if (op.is_reissued() && op.is_accepted)
        group.accepted.emplace(place, &op);
    else if (op.is_reissued())
        group.accepted.erase(place);
    if (op.is_reissued() && former == group.winner())
        return;
    fold_again(former);
    fold_again(group.winner());
}

void RecordStore::fold_again(StoredOp const* op)
{
    auto const record = op == nullptr ? std::nullopt : RecordId::from(op->view->target);
    if (record && m_records.contains(*record))
        m_to_fold.insert(*record);
}

void RecordStore::set_status(StoredOp& op, OpStatus status)
{
    op.status = status;
    if (is_anomaly(status))
        m_anomalies.insert(&op);
    else
        m_anomalies.erase(&op);
    if (status == OpStatus::Unreadable)
        m_unreadable.insert(&op);
    else
        m_unreadable.erase(&op);
}

RecordState const* RecordStore::find(RecordId const& record) const
{
    auto const found = m_records.find(record);
    return found == m_records.end() ? nullptr : &found->second.state;
}

std::vector<RecordId> RecordStore::records() const
{
    std::vector<RecordId> all;
    all.reserve(m_records.size());
    for_each([&](RecordState const& state) { all.push_back(state.record); });
    heap_sort(all);
    return all;
}

BytesView RecordStore::record_key(RecordId const& record) const
{
    auto const found = m_records.find(record);
    return found == m_records.end() ? BytesView{} : found->second.key.view();
}

std::vector<KnownOp const*> RecordStore::anomalies() const
{
    std::vector<KnownOp const*> all;
    // What waits here is told by what keeps it (Vault): it is nobody's writing yet.
    std::ranges::copy_if(
        m_anomalies, std::back_inserter(all), [](KnownOp const* op) { return op->waiting == nullptr; });
    heap_sort(all, {}, [](KnownOp const* op) { return std::pair{op->t, op->own_id}; });
    return all;
}

KnownOp const* RecordStore::find_op(OpId const& own_id) const
{
    auto const found = m_by_id.find(own_id);
    return found == m_by_id.end() ? nullptr : found->second;
}

std::vector<KnownOp const*> RecordStore::history(RecordId const& record) const
{
    std::vector<KnownOp const*> ops;
    auto const found = m_records.find(record);
    if (found == m_records.end() || found->second.state.shred != nullptr)
        return ops;
    std::ranges::copy_if(
        found->second.ops, std::back_inserter(ops), [](StoredOp const* op) { return op->status == OpStatus::Folded; });
    heap_sort(ops, [](KnownOp const* a, KnownOp const* b) { return comes_before(*a, *b); });
    return ops;
}

ReadOnlyReason RecordStore::read_only() const
{
    if (m_authority.rules() > k_known_rules)
        return ReadOnlyReason::NewerRules;
    if (m_authority.has_base(m_chains.cid()))
        return ReadOnlyReason::Base;
    if (m_unreadable.empty())
        return ReadOnlyReason::None;
    bool const has_adopt = std::ranges::any_of(m_unreadable, [](auto const* op) { return op->kind == OpKind::Adopt; });
    return has_adopt ? ReadOnlyReason::AdoptedOps : ReadOnlyReason::FrozenRecord;
}

}  // namespace huisclos::ledger
