// What each op of a record becomes: reading it, then steps 7 to 9 of docs/protocol.md 3.5.

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/ledger/record_key.hpp"
#include "core/ledger/record_store.hpp"

namespace huisclos::ledger {

namespace {

OpStatus status_of(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Allowed:
        return OpStatus::Folded;
    case Verdict::Waits:
        return OpStatus::WaitsMark;
    case Verdict::Cut:
        return OpStatus::Cut;
    case Verdict::Rights:
        break;
    }
    return OpStatus::Rights;
}

bool is_member(CborValue const& value, MemberId const& member)
{
    auto const bytes = value.as_bytes();
    return bytes && same_bytes(*bytes, member.view());
}

}  // namespace

void RecordStore::judge_loose(StoredOp& op)
{
    auto const& view = *op.view;
    if (view.kind >= k_first_ignorable_kind)
        return set_verdict(op, OpStatus::Ignored);
    if (!op.home->is_epoch_known)
        return set_verdict(op, OpStatus::WaitsEpoch);
    if (!op.is_record_kind)
        return set_verdict(op, m_rules > k_known_rules ? OpStatus::Upgrade : OpStatus::Wrong);
    if (view.fault || !same_bytes(view.target, m_chains.cid().view()))
        return set_verdict(op, OpStatus::Wrong);
    OpFacts const facts{.kind = op.kind, .compartment = m_class};
    auto const verdict = judge_op(op.home->governing, facts, m_rules);
    if (verdict != Verdict::Allowed)
        return set_verdict(op, status_of(verdict));
    if (auto const form = check_clear_payload(op.kind, view.payload); !form)
        return set_verdict(op, form.error().code == ErrorCode::Upgrade ? OpStatus::Upgrade : OpStatus::Wrong);
    set_verdict(op, op.kind == OpKind::Snapshot ? OpStatus::Snapshot : OpStatus::Unreadable);
}

/// A create proves itself: its target is the hash of its author and key commitment, and its wrap gives that key.
void RecordStore::read_creates(RecordId const& record, RecordEntry& entry)
{
    for (auto* op : entry.ops) {
        if (op->kind != OpKind::Create || (op->form != Form::Unread && !entry.key.empty()))
            continue;
        auto const payload = decode_create(op->view->payload);
        if (!payload) {
            op->form = payload.error().code == ErrorCode::Upgrade ? Form::Upgrade : Form::Wrong;
            continue;
        }
        auto const& cid = m_chains.cid();
        auto key = record_id(cid, op->member(), payload->rkc) == record
            ? unwrap_record_key(*payload, record, cid, secret_of(op->node->segment.eid))
            : Result<SecretBytes>(fail(ErrorCode::Op, "the record of another author or key"));
        op->form = key ? Form::Good : Form::Wrong;
        if (!key)
            continue;
        entry.owner = op->member();
        if (entry.key.empty())
            entry.key = std::move(*key);
    }
}

void RecordStore::read_inner(RecordId const& record, RecordEntry& entry)
{
    for (auto* op : entry.ops) {
        if (op->form != Form::Unread || op->kind == OpKind::Create)
            continue;
        if (has_clear_payload(op->kind)) {
            auto const form = check_clear_payload(op->kind, op->view->payload);
            op->form = form ? Form::Good : form.error().code == ErrorCode::Upgrade ? Form::Upgrade : Form::Wrong;
            continue;
        }
        if (entry.key.empty())
            continue;
        auto const& body = op->node->segment;
        OpPlace const place{body.address.device, body.address.seq, op->index, body.nonce};
        auto bytes = decrypt_inner(entry.key.view(), record, place, op->view->payload);
        if (!bytes) {
            op->form = Form::Wrong;
            continue;
        }
        op->inner_bytes = std::move(*bytes);
        auto const inner = decode_inner(op->kind, op->inner_bytes.view());
        bool const is_attach_replacing = op->kind == OpKind::Attach && !op->view->over.empty();
        if (inner && !is_attach_replacing) {
            op->inner = *inner;
            op->form = Form::Good;
        } else {
            op->form = !inner && inner.error().code == ErrorCode::Upgrade ? Form::Upgrade : Form::Wrong;
        }
    }
}

/// The type that its creator gave, where it is one and the same: an own signalement turned into something else would
/// otherwise carry the rights of the first to the second. What the creator could not write counts only where he wrote
/// no type that he could, to tell what was cut from what was never allowed.
std::optional<std::uint64_t> RecordStore::type_for_rights(RecordEntry const& entry) const
{
    struct Found {
        std::optional<std::uint64_t> type{};
        bool is_contradicted{false};
    };
    Found written;
    Found refused;
    for (auto const* op : entry.ops) {
        bool const is_type = op->kind == OpKind::Set && op->form == Form::Good && op->inner.field == k_type_field;
        if (!is_type || op->member() != entry.owner || is_void(*op))
            continue;
        auto const& home = *op->home;
        bool const could_write = home.is_epoch_known && home.governing.standing == Standing::Governs
            && home.governing.right.role >= least_role(RecordOp::Set, Ownership::Own);
        auto& found = could_write ? written : refused;
        auto const value = op->inner.value.as_unsigned();
        if (!value || (found.type && *found.type != *value))
            found.is_contradicted = true;
        else
            found.type = *value;
    }
    auto const& found = written.type || written.is_contradicted ? written : refused;
    return found.is_contradicted ? std::nullopt : found.type;
}

OpFacts RecordStore::facts_of(
    RecordEntry const& entry, StoredOp const& op, std::optional<std::uint64_t> type) const
{
    OpFacts facts{.kind = op.kind, .compartment = m_class};
    if (entry.owner && *entry.owner == op.member())
        facts.ownership = Ownership::Own;
    if (!type)
        return facts;
    facts.record = m_natures.nature_of(*type);
    facts.field = m_natures.field_nature(*type, op.kind, op.inner.field);
    // No clock orders two devices, so that no reader can say which of a change and the end of « Signalée » came first:
    // the writer's client holds the author to it, and a later change is seen as such.
    if (facts.record == RecordNature::Signalement)
        facts.stage = ReportStage::Reported;
    return facts;
}

OpStatus RecordStore::judge(RecordEntry const& entry, StoredOp const& op, OpFacts const& facts) const
{
    if (!op.home->is_epoch_known)
        return OpStatus::WaitsEpoch;
    // Without its create, a record may still turn out to be the author's own.
    auto known = facts;
    bool const is_unread = !entry.owner;
    if (is_unread)
        known.ownership = Ownership::Own;
    auto const governing = judge_op(op.home->governing, known, is_unread ? 0 : m_rules);
    if (governing != Verdict::Allowed)
        return status_of(governing);
    if (op.form == Form::Upgrade)
        return m_rules > k_known_rules ? OpStatus::Upgrade : OpStatus::Wrong;
    if (op.form == Form::Wrong || is_void(op))
        return OpStatus::Wrong;
    if (op.form == Form::Unread)
        return OpStatus::Orphan;
    return OpStatus::Folded;
}

/// Somebody else, whose op is allowed, once named this member in the field for it. Once is enough: what he did while he
/// was named must not lose its effect when another is named after him.
bool RecordStore::is_named(RecordEntry const& entry, MemberId const& member, std::uint64_t type) const
{
    return std::ranges::any_of(entry.ops, [&](StoredOp const* op) {
        return op->is_accepted && (op->kind == OpKind::Set || op->kind == OpKind::Add) && op->member() != member
            && m_natures.names_member(type, op->inner.field) && is_member(op->inner.value, member);
    });
}

void RecordStore::judge_record(RecordId const& record, RecordEntry& entry)
{
    read_creates(record, entry);
    read_inner(record, entry);
    auto const type = type_for_rights(entry);
    std::vector<StoredOp*> refused;
    for (auto* op : entry.ops) {
        auto const status = judge(entry, *op, facts_of(entry, *op, type));
        set_verdict(*op, status);
        if (status == OpStatus::Rights || status == OpStatus::Cut)
            refused.push_back(op);
    }
    // Asked only of what was refused without it: being named gives rights, and none to what names.
    std::vector<std::pair<StoredOp*, OpStatus>> named;
    for (auto* op : refused) {
        if (!type || !is_named(entry, op->member(), *type))
            continue;
        auto facts = facts_of(entry, *op, type);
        facts.naming = Naming::NamesAuthor;
        named.emplace_back(op, judge(entry, *op, facts));
    }
    for (auto const& [op, status] : named)
        set_verdict(*op, status);
}

}  // namespace huisclos::ledger
