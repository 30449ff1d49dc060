// What each op of a record becomes: reading it, then steps 7 to 9 of docs/protocol.md 3.5.

#include <algorithm>

#include "core/base/heap_sort.hpp"
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

/// The value of a set of field 1.
std::optional<std::uint64_t> type_written(KnownOp const& op)
{
    bool const is_type = op.kind == OpKind::Set && !op.inner_bytes.empty() && op.inner.field == k_type_field;
    auto const value = is_type ? op.inner.value.as_unsigned() : Result<std::uint64_t>(0);
    return is_type && value ? std::optional(*value) : std::nullopt;
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

/// RK, of a create that proves itself: its target is the hash of its author and key commitment, and its wrap gives that
/// key. One that waits holds the key itself.
Result<SecretBytes> RecordStore::key_of_create(RecordId const& record, StoredOp const& op) const
{
    auto const& cid = m_chains.cid();
    if (op.waiting != nullptr) {
        auto const& key = op.waiting->inner;
        if (record_id(cid, op.member(), record_commitment(key.view(), cid)) != record)
            return fail(ErrorCode::Op, "the record of another author or key");
        return key.clone();
    }
    HUISCLOS_TRY_ASSIGN(payload, decode_create(op.view->payload));
    if (record_id(cid, op.member(), payload.rkc) != record)
        return fail(ErrorCode::Op, "the record of another author or key");
    return unwrap_record_key(payload, record, cid, secret_of(op.node->segment.eid));
}

void RecordStore::read_creates(RecordId const& record, RecordEntry& entry)
{
    for (auto* op : entry.ops) {
        if (op->kind != OpKind::Create || (op->form != Form::Unread && !entry.key.empty()))
            continue;
        auto key = key_of_create(record, *op);
        op->form = key ? Form::Good : key.error().code == ErrorCode::Upgrade ? Form::Upgrade : Form::Wrong;
        if (!key)
            continue;
        entry.owner = op->member();
        if (entry.key.empty())
            entry.key = std::move(*key);
    }
}

Result<SecretBytes> RecordStore::inner_of(RecordId const& record, BytesView key, StoredOp const& op)
{
    if (op.waiting != nullptr)
        return op.waiting->inner.clone();
    auto const& body = op.node->segment;
    OpPlace const place{body.address.device, body.address.seq, op.index, body.nonce};
    return decrypt_inner(key, record, place, op.view->payload);
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
        auto bytes = inner_of(record, entry.key.view(), *op);
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

/// The types that somebody who may write such a record gave it. Each is judged by its own value, so that an own
/// signalement does not become a situation; and none takes away what another allows, so that nobody undoes by a later
/// type what was written under an earlier one. Types that were cut tell, where there is no other, what was cut with
/// them.
std::vector<std::uint64_t> RecordStore::types_for_rights(RecordEntry const& entry) const
{
    std::vector<std::uint64_t> allowed;
    std::vector<std::uint64_t> cut;
    for (auto const* op : entry.ops) {
        auto const type = type_written(*op);
        if (!type)
            continue;
        auto const status = judge(entry, *op, facts_of(entry, *op, *type, Naming::Unnamed));
        if (status == OpStatus::Folded)
            allowed.push_back(*type);
        else if (status == OpStatus::Cut)
            cut.push_back(*type);
    }
    auto& types = allowed.empty() ? cut : allowed;
    heap_sort(types);
    auto const repeated = std::ranges::unique(types);
    types.erase(repeated.begin(), repeated.end());
    return types;
}

OpFacts RecordStore::facts_of(RecordEntry const& entry, StoredOp const& op, std::uint64_t type, Naming naming) const
{
    OpFacts facts{.kind = op.kind, .compartment = m_class, .naming = naming};
    if (entry.owner && *entry.owner == op.member())
        facts.ownership = Ownership::Own;
    facts.record = m_natures.nature_of(type);
    facts.field = m_natures.field_nature(type, op.kind, op.inner.field);
    // No clock orders two devices, so that no reader can say which of a change and the end of « Signalée » came first:
    // the writer's client holds the author to it, and a later change is seen as such.
    if (facts.record == RecordNature::Signalement)
        facts.stage = ReportStage::Reported;
    return facts;
}

/// The best that one of the record's types gives; a type is judged by its own value.
OpStatus RecordStore::judge_under(
    RecordEntry const& entry, StoredOp const& op, std::span<std::uint64_t const> types, Naming naming) const
{
    if (auto const type = type_written(op))
        return judge(entry, op, facts_of(entry, op, *type, naming));
    auto best = judge(entry, op, facts_of(entry, op, 0, naming));
    for (auto const type : types) {
        bool const is_refused = best == OpStatus::Rights || best == OpStatus::Cut;
        if (!is_refused)
            break;
        auto const status = judge(entry, op, facts_of(entry, op, type, naming));
        if (status != OpStatus::Rights)
            best = status;
    }
    return best;
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
bool RecordStore::is_named(RecordEntry const& entry, MemberId const& member, std::span<std::uint64_t const> types) const
{
    auto const names_member = [&](std::uint64_t field) {
        return std::ranges::any_of(types, [&](std::uint64_t type) { return m_natures.names_member(type, field); });
    };
    return std::ranges::any_of(entry.ops, [&](StoredOp const* op) {
        return op->is_accepted && (op->kind == OpKind::Set || op->kind == OpKind::Add) && op->member() != member &&
               names_member(op->inner.field) && is_member(op->inner.value, member);
    });
}

void RecordStore::judge_record(RecordId const& record, RecordEntry& entry)
{
    read_creates(record, entry);
    read_inner(record, entry);
    auto const types = types_for_rights(entry);
    std::vector<StoredOp*> refused;
    for (auto* op : entry.ops) {
        auto const status = judge_under(entry, *op, types, Naming::Unnamed);
        set_verdict(*op, status);
        if (status == OpStatus::Rights || status == OpStatus::Cut)
            refused.push_back(op);
    }
    // Asked only of what was refused without it: being named gives rights, and none to what names.
    std::vector<std::pair<StoredOp*, OpStatus>> named;
    for (auto* op : refused) {
        if (is_named(entry, op->member(), types))
            named.emplace_back(op, judge_under(entry, *op, types, Naming::NamesAuthor));
    }
    for (auto const& [op, status] : named)
        set_verdict(*op, status);
}

}  // namespace huisclos::ledger
