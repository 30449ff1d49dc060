#include <algorithm>

#include "core/sync/vault.hpp"

// What waits for a key: edits in compartments where no key may write. They lie in the local journal, in clear under LW;
// the fold shows them to their author; nothing of them goes to the store. A segment that carries some of them and their
// removal from the journal are one transaction, so that each is in one of the two places and never in both.

namespace huisclos::sync {

namespace {

/// A segment is written at 64 KiB.
constexpr std::size_t k_part_bytes = 60 * 1024;

/// It may be written, or will perhaps be once a chain that a mark names is known.
bool is_hoped_for(ledger::KnownOp const& op)
{
    return op.status == ledger::OpStatus::Folded || op.status == ledger::OpStatus::WaitsMark;
}

/// What is not written stands for what it replaced: nobody else will ever know it.
ledger::WaitingNames names_of_unwritten(std::vector<ledger::RecordStore::Waiting> const& waiting)
{
    ledger::WaitingNames names;
    for (auto const& one : waiting) {
        if (one.op->status != ledger::OpStatus::Folded)
            names.put(one.op->id, one.op->waiting->over);
    }
    return names;
}

/// As much as one segment takes, from the first on. An op cannot name another of its own segment: what names one that
/// is in it goes into the next.
ledger::WaitingOps next_part(ledger::RecordStore const& store)
{
    auto const waiting = store.waiting();
    auto const unwritten = names_of_unwritten(waiting);
    ledger::WaitingOps part;
    ledger::WaitingNames inside;
    std::size_t weight = 0;
    for (auto const& one : waiting) {
        if (one.op->status != ledger::OpStatus::Folded)
            continue;
        auto op = ledger::copy_of(*one.op->waiting);
        op.over = unwritten.translated(op.over);
        if (weight > k_part_bytes || part.size() == ledger::k_max_ops || ledger::names_one_of(op, inside))
            break;
        weight += op.inner.size() + 64 + op.over.size() * 17;
        inside.put(op.id, {});
        part.push_back(std::move(op));
    }
    return part;
}

using Write = std::shared_ptr<ledger::WaitingWrite const>;

/// What is left of one write once `names` have op ids; null when nothing is, the same when nothing changed.
Write without(Write const& write, ledger::WaitingNames const& names)
{
    auto const& ops = write->ops;
    bool const is_touched = std::ranges::any_of(ops, [&names](ledger::WaitingOp const& op) {
        return names.contains(op.id) || ledger::names_one_of(op, names);
    });
    if (!is_touched)
        return write;
    ledger::WaitingWrite left{.number = write->number, .cid = write->cid, .ops = {}};
    for (auto const& op : ops) {
        if (names.contains(op.id))
            continue;
        auto copy = ledger::copy_of(op);
        copy.over = names.translated(copy.over);
        names.translate_value(copy.inner);
        left.ops.push_back(std::move(copy));
    }
    return left.ops.empty() ? nullptr : std::make_shared<ledger::WaitingWrite const>(std::move(left));
}

}  // namespace

void Vault::load_waiting()
{
    for (auto& write : m_local.take_waiting()) {
        m_next_waiting = std::max(m_next_waiting, write->number + 1);
        for (auto const& op : write->ops)
            m_last_t = std::max(m_last_t, op.t);
        m_waiting[write->cid].push_back(std::move(write));
    }
}

bool Vault::show_waiting()
{
    bool is_shown_anew = false;
    for (auto const& [cid, writes] : m_waiting) {
        auto* const store = m_knowledge.records(cid);
        if (store == nullptr || store->has_waiting(device(), writes.size()))
            continue;
        store->set_waiting(device(), self(), writes);
        is_shown_anew = true;
    }
    return is_shown_anew;
}

bool Vault::waits_for_key(CompartmentId const& cid) const
{
    auto const* const registry = m_knowledge.registry();
    if (registry == nullptr || m_knowledge.records(cid) == nullptr)
        return false;
    auto const* const epoch = registry->write_epoch(cid);
    return epoch == nullptr || !m_knowledge.keys().holds(cid, epoch->id());
}

Task<Result<void>> Vault::write_down(CompartmentId cid, Compose compose)
{
    HUISCLOS_CO_TRY_ASSIGN(place, next_place(cid));
    ledger::RecordWriter writer(std::move(place));
    HUISCLOS_CO_TRY(compose(writer, *m_knowledge.records(cid)));
    if (writer.empty())
        co_return Result<void>{};
    writer.translate(m_former_names);
    auto const last_t = writer.last_t();
    HUISCLOS_CO_TRY_ASSIGN(ops, std::move(writer).write_down());
    auto const number = m_next_waiting++;
    auto write = std::make_shared<ledger::WaitingWrite const>(
        ledger::WaitingWrite{.number = number, .cid = cid, .ops = std::move(ops)});
    ports::LocalBatch batch;
    m_local.stage_waiting(batch, *write);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    m_last_t = std::max(m_last_t, last_t);
    m_waiting[cid].push_back(std::move(write));
    ++m_version;
    settle();
    co_return Result<void>{};
}

/// What lay on the disk when it was copied may have been written from there: it waits no more.
Task<Result<void>> Vault::drop_written_by_copy(CompartmentId cid)
{
    auto const* const store = m_knowledge.records(cid);
    if (m_former.empty() || store == nullptr)
        co_return Result<void>{};
    std::set<DeviceId> devices;
    for (auto const& former : m_former)
        devices.insert(former.device);
    auto const written = store->written_as(devices);
    if (written.empty())
        co_return Result<void>{};
    ledger::WaitingNames names;
    for (auto const& [name, op] : written)
        names.put(name, {op});
    ports::LocalBatch batch;
    auto left = stage_without(batch, cid, names);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    for (auto const& [name, op] : written)
        m_former_names.put(name, {op});
    keep_waiting(cid, std::move(left));
    ++m_version;
    settle();
    co_return Result<void>{};
}

Task<Result<void>> Vault::write_waiting(CompartmentId cid)
{
    HUISCLOS_CO_TRY(co_await drop_written_by_copy(cid));
    while (m_waiting.contains(cid)) {
        auto const* const store = m_knowledge.records(cid);
        if (store == nullptr)
            co_return fail(ErrorCode::NoKey, "the compartment is not open");
        auto part = next_part(*store);
        if (part.empty())
            break;
        HUISCLOS_CO_TRY(co_await write_waiting_part(cid, std::move(part)));
    }
    co_return Result<void>{};
}

Task<Result<void>> Vault::write_waiting_part(CompartmentId cid, ledger::WaitingOps part)
{
    auto const* const store = m_knowledge.records(cid);
    HUISCLOS_CO_TRY_ASSIGN(place, writer_place(cid));
    ComposedSegment segment{.address = place.address, .sealed = {}, .last_t = 0};
    ledger::RecordWriter writer(std::move(place));
    for (auto const& op : part)
        writer.resume(op, {op.target, store->record_key(op.target), nullptr});
    segment.last_t = writer.last_t();
    HUISCLOS_CO_TRY_ASSIGN(sealed, std::move(writer).seal(m_keys.device_key));
    segment.sealed = std::move(sealed);
    ledger::WaitingNames names;
    for (std::size_t i = 0; i < part.size(); ++i)
        names.put(part[i].id, {ledger::op_id(segment.sealed.bh, i)});

    ports::LocalBatch batch;
    auto left = stage_without(batch, cid, names);
    HUISCLOS_CO_TRY(co_await keep_segment(&segment, std::move(batch)));
    for (std::size_t i = 0; i < part.size(); ++i)
        m_former_names.put(part[i].id, {ledger::op_id(segment.sealed.bh, i)});
    keep_waiting(cid, std::move(left));
    take_own(std::move(segment));
    co_return Result<void>{};
}

ledger::WaitingWrites Vault::stage_without(
    ports::LocalBatch& batch, CompartmentId const& cid, ledger::WaitingNames const& names)
{
    ledger::WaitingWrites left;
    for (auto const& write : m_waiting[cid]) {
        auto rest = without(write, names);
        if (rest == nullptr)
            m_local.stage_waiting_done(batch, write->number);
        else if (rest != write)
            m_local.stage_waiting(batch, *rest);
        if (rest != nullptr)
            left.push_back(std::move(rest));
    }
    return left;
}

void Vault::keep_waiting(CompartmentId const& cid, ledger::WaitingWrites left)
{
    if (auto* const store = m_knowledge.records(cid))
        store->set_waiting(device(), self(), left);
    if (left.empty())
        m_waiting.erase(cid);
    else
        m_waiting[cid] = std::move(left);
}

Task<Result<void>> Vault::write_all_waiting()
{
    std::vector<CompartmentId> places;
    for (auto const& [cid, writes] : m_waiting)
        places.push_back(cid);
    for (auto const& cid : places) {
        // One that cannot be written keeps nothing back elsewhere.
        if (!waits_for_key(cid))
            (void)co_await write_waiting(cid);
    }
    co_return Result<void>{};
}

Task<Result<void>> Vault::write_what_waited()
{
    if (m_waiting.empty())
        co_return Result<void>{};
    auto const held = co_await m_writing.lock();
    // A copy of this disk may have written it already: first what this device has said (3.5).
    if (!m_place.own_head_checked)
        HUISCLOS_CO_TRY(co_await check_own_head());
    co_return co_await write_all_waiting();
}

Result<ComposedRecords> Vault::compose_beside_act(ActPublication const& publication)
{
    // What waits has no op id that these could name; it is written after the act, and stands beside them.
    for (auto const& [cid, writes] : m_waiting) {
        if (auto* const store = m_knowledge.records(cid)) {
            store->set_waiting(device(), self(), {});
            (void)store->update();  // Said when it is shown again.
        }
    }
    auto composed = compose_records(publication);
    if (!m_waiting.empty())
        settle();
    return composed;
}

std::vector<CompartmentId> Vault::waiting_places() const
{
    std::vector<CompartmentId> places;
    auto const refused = refused_edits();
    for (auto const& [cid, writes] : m_waiting) {
        auto const of_place = std::ranges::count(refused, cid, &RefusedEdit::cid);
        if (static_cast<std::size_t>(of_place) < writes.size())
            places.push_back(cid);
    }
    return places;
}

std::vector<RefusedEdit> Vault::refused_edits() const
{
    std::vector<RefusedEdit> refused;
    for (auto const& [cid, writes] : m_waiting) {
        auto const* const store = m_knowledge.records(cid);
        // What a newer version wrote there may say more of rights than this one knows.
        if (store == nullptr || store->read_only() != ledger::ReadOnlyReason::None)
            continue;
        std::map<std::uint64_t, RefusedEdit> of_place;
        std::set<std::uint64_t> hoped_for;
        for (auto const& one : store->waiting()) {
            auto const number = one.write->number;
            auto& edit = of_place[number];
            edit.cid = cid;
            edit.number = number;
            edit.ops.push_back(one.op);
            if (is_hoped_for(*one.op))
                hoped_for.insert(number);
        }
        for (auto& [number, edit] : of_place) {
            if (!hoped_for.contains(number))
                refused.push_back(std::move(edit));
        }
    }
    return refused;
}

Task<Result<void>> Vault::give_up(std::uint64_t number)
{
    auto const held = co_await m_writing.lock();
    auto const refused = refused_edits();
    auto const edit = std::ranges::find(refused, number, &RefusedEdit::number);
    if (edit == refused.end())
        co_return fail(ErrorCode::Missing, "no refused edit has this number");
    auto const cid = edit->cid;
    // What was written after it stands on what it replaced.
    ledger::WaitingNames names;
    for (auto const* op : edit->ops)
        names.put(op->id, op->waiting->over);
    ports::LocalBatch batch;
    auto left = stage_without(batch, cid, names);
    HUISCLOS_CO_TRY(co_await m_local.commit(std::move(batch)));
    keep_waiting(cid, std::move(left));
    ++m_version;
    settle();
    co_return Result<void>{};
}

}  // namespace huisclos::sync
