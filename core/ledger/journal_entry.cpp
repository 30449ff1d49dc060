#include "core/ledger/journal_entry.hpp"

namespace huisclos::ledger {

namespace {

Result<JournalEntry> read_entry(OpView const& op)
{
    HUISCLOS_TRY_ASSIGN(map, parse_cbor(op.payload));
    if (map.kind() != CborValue::Kind::Map)
        return fail(ErrorCode::Op, "payload is no map");
    HUISCLOS_TRY(map.check_keys({1, 2, 3, 4, 5}));
    JournalEntry entry;
    entry.t = op.t;
    HUISCLOS_TRY_ASSIGN(action_value, map.at(1));
    HUISCLOS_TRY_ASSIGN(action, action_value.as_unsigned());
    entry.action = static_cast<LogAction>(action);
    if (auto const object_value = map.find(2)) {
        HUISCLOS_TRY_ASSIGN(object, object_value->as_id<RecordId>());
        entry.object = object;
    }
    HUISCLOS_TRY_ASSIGN(cid_value, map.at(3));
    HUISCLOS_TRY_ASSIGN(cid, cid_value.as_id<CompartmentId>());
    entry.cid = cid;
    if (auto const reason_value = map.find(4)) {
        HUISCLOS_TRY_ASSIGN(reason, reason_value->as_unsigned());
        entry.reason = static_cast<LogReason>(reason);
    }
    HUISCLOS_TRY_ASSIGN(result_value, map.at(5));
    HUISCLOS_TRY_ASSIGN(result, result_value.as_unsigned());
    entry.result = static_cast<LogResult>(result);
    if (entry.reason && entry.action != LogAction::ArchiveOpen)
        return fail(ErrorCode::Op, "a reason stands with the opening of an archive only");
    return entry;
}

}  // namespace

OpDraft encode_journal_entry(JournalEntry const& entry)
{
    CborWriter out;
    out.map(3u + (entry.object ? 1u : 0u) + (entry.reason ? 1u : 0u));
    out.key(1).unsigned_int(static_cast<std::uint64_t>(entry.action));
    if (entry.object)
        out.key(2).id(*entry.object);
    out.key(3).id(entry.cid);
    if (entry.reason)
        out.key(4).unsigned_int(static_cast<std::uint64_t>(*entry.reason));
    out.key(5).unsigned_int(static_cast<std::uint64_t>(entry.result));
    return OpDraft{.kind = OpKind::Log, .t = entry.t, .target = {}, .over = {}, .payload = out.take(), .orig = {}};
}

Result<JournalEntry> decode_journal_entry(OpView const& op)
{
    bool const is_log_op = !op.fault && op.kind == static_cast<std::uint64_t>(OpKind::Log);
    if (!is_log_op || !op.target.empty() || !op.over.empty() || op.orig)
        return fail(ErrorCode::Op, "not an op of the log");
    auto entry = read_entry(op);
    if (!entry && entry.error().code != ErrorCode::Upgrade)
        return fail(ErrorCode::Op, entry.error().what);
    return entry;
}

}  // namespace huisclos::ledger
