#include "core/ledger/fold.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/base/require.hpp"
#include "core/ledger/merge.hpp"

namespace huisclos::ledger {

namespace {

/// Where an op plays: the space and field of what it adds or removes; the last is for closes, which have no field.
enum class Arena : std::uint8_t { Field, Set, Journal, File, Closes, None };

Arena arena_of(OpKind kind)
{
    switch (kind) {
    case OpKind::Set:
        return Arena::Field;
    case OpKind::Add:
    case OpKind::Drop:
        return Arena::Set;
    case OpKind::Append:
        return Arena::Journal;
    case OpKind::Attach:
    case OpKind::Detach:
        return Arena::File;
    case OpKind::Close:
    case OpKind::Reopen:
        return Arena::Closes;
    default:
        return Arena::None;
    }
}

bool removes_only(OpKind kind)
{
    return kind == OpKind::Drop || kind == OpKind::Detach || kind == OpKind::Reopen;
}

using Ops = std::vector<KnownOp const*>;

void fold_field(std::uint64_t field, std::span<KnownOp const* const> sets, RecordState& state)
{
    for (auto const* op : survivors(sets, sets))
        state.entries.push_back({Space::Field, false, field, op});
}

void fold_journal(std::uint64_t field, std::span<KnownOp const* const> appends, RecordState& state)
{
    ReplacedIds const corrected(appends);
    for (auto const* op : survivors(appends, {}))
        state.entries.push_back({Space::Journal, corrected.contains(op->id), field, op});
}

/// Sets, files and closes: what adds, and what only removes.
Ops fold_removals(std::span<KnownOp const* const> ops)
{
    Ops adding;
    Ops removing;
    for (auto const* op : ops)
        (removes_only(op->kind) ? removing : adding).push_back(op);
    return survivors(adding, removing);
}

void fold_group(Arena arena, std::uint64_t field, std::span<KnownOp const* const> ops, RecordState& state)
{
    switch (arena) {
    case Arena::Field:
        return fold_field(field, ops, state);
    case Arena::Journal:
        return fold_journal(field, ops, state);
    case Arena::Set:
    case Arena::File:
        for (auto const* op : fold_removals(ops))
            state.entries.push_back({arena == Arena::Set ? Space::Set : Space::File, false, field, op});
        return;
    case Arena::Closes:
        state.closes = fold_removals(ops);
        return;
    case Arena::None:
        return;
    }
}

KnownOp const* first_of(KnownOp const* a, KnownOp const* b)
{
    return a == nullptr || comes_before(*b, *a) ? b : a;
}

/// Arrays of rows by op_id, in a map by field.
void encode_space(CborWriter& out, RecordState const& state, Space space)
{
    std::vector<StateEntry> entries;
    std::ranges::copy_if(
        state.entries, std::back_inserter(entries), [&](StateEntry const& entry) { return entry.space == space; });
    heap_sort(entries, {}, [](StateEntry const& entry) { return std::pair{entry.field, entry.op->id}; });
    std::size_t fields = 0;
    for (std::size_t i = 0; i < entries.size(); ++i)
        fields += i == 0 || entries[i].field != entries[i - 1].field ? 1 : 0;
    out.map(fields);
    for (std::size_t i = 0; i < entries.size();) {
        std::size_t end = i;
        while (end < entries.size() && entries[end].field == entries[i].field)
            ++end;
        out.key(entries[i].field).array(end - i);
        for (; i < end; ++i) {
            auto const& op = *entries[i].op;
            out.array(space == Space::Journal ? 5 : 4).id(op.id).unsigned_int(op.t).id(op.device());
            out.raw(op.inner.value.encoded());
            if (space != Space::Journal)
                continue;
            out.array(op.view->over.size());
            for (std::size_t k = 0; k < op.view->over.size(); ++k)
                out.id(op.view->over.at(k));
        }
    }
}

}  // namespace

RecordState fold_record(RecordId const& record, std::span<KnownOp const* const> ops)
{
    RecordState state;
    state.record = record;
    Ops content;
    for (auto const* op : ops) {
        if (op->kind == OpKind::Create)
            state.create = first_of(state.create, op);
        else if (op->kind == OpKind::Shred)
            state.shred = first_of(state.shred, op);
        else if (op->kind == OpKind::Gone)
            state.gone.push_back(op);
        else if (arena_of(op->kind) != Arena::None)
            content.push_back(op);
    }
    if (!state.exists() || state.shred != nullptr) {
        state.gone.clear();
        return state;
    }
    heap_sort(state.gone, [](KnownOp const* a, KnownOp const* b) { return comes_before(*a, *b); });
    auto const group_of = [](KnownOp const* op) {
        return std::pair{arena_of(op->kind), op->inner.field};
    };
    heap_sort(content, {}, group_of);
    for (std::size_t i = 0; i < content.size();) {
        std::size_t end = i;
        while (end < content.size() && group_of(content[end]) == group_of(content[i]))
            ++end;
        auto const [arena, field] = group_of(content[i]);
        fold_group(arena, field, std::span(content).subspan(i, end - i), state);
        i = end;
    }
    return state;
}

Life RecordState::life() const
{
    if (shred != nullptr)
        return Life::Shredded;
    if (!gone.empty())
        return Life::Gone;
    return closes.empty() ? Life::Live : Life::Closed;
}

std::span<StateEntry const> RecordState::at(Space space, std::uint64_t field) const
{
    auto const key = [](StateEntry const& entry) {
        return std::pair{entry.space, entry.field};
    };
    auto const found = std::ranges::equal_range(entries, std::pair{space, field}, {}, key);
    return {found.begin(), found.end()};
}

bool RecordState::is_conflict(std::uint64_t field) const
{
    auto const values = at(Space::Field, field);
    return std::ranges::any_of(values, [&](StateEntry const& entry) {
        return !same_bytes(entry.value().encoded(), values.front().value().encoded());
    });
}

CborValue const* RecordState::last_value(std::uint64_t field) const
{
    auto const values = at(Space::Field, field);
    return values.empty() ? nullptr : &values.back().value();
}

std::uint64_t RecordState::type() const
{
    auto const* const value = last_value(k_type_field);
    return value == nullptr ? 0 : value->as_unsigned().value_or(0);
}

std::vector<OpId> RecordState::ids_at(Space space, std::uint64_t field) const
{
    std::vector<OpId> ids;
    for (auto const& entry : at(space, field))
        ids.push_back(entry.op->id);
    return ids;
}

std::vector<OpId> RecordState::close_ids() const
{
    std::vector<OpId> ids;
    for (auto const* op : closes)
        ids.push_back(op->id);
    return ids;
}

Bytes encode_state(RecordState const& state)
{
    require(state.exists() && state.shred == nullptr, "a state to encode");
    CborWriter out;
    out.map(6);
    for (auto const space : {Space::Field, Space::Set, Space::Journal, Space::File}) {
        out.key(static_cast<std::uint64_t>(space) + 1);
        encode_space(out, state, space);
    }
    auto closes = state.closes;
    heap_sort(closes, {}, [](KnownOp const* op) { return op->id; });
    out.key(5).array(closes.size());
    for (auto const* op : closes)
        out.array(4).id(op->id).unsigned_int(op->t).id(op->device()).unsigned_int(op->inner.reason);
    out.key(6).id(state.creator());
    return out.take();
}

}  // namespace huisclos::ledger
