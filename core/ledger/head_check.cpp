#include "core/ledger/head_check.hpp"

#include <algorithm>

namespace huisclos::ledger {

namespace {

constexpr std::uint64_t k_most_ahead = std::uint64_t{1} << 32;

/// Everything that the device states of its chains: head first, then table.
template <typename Entry>
std::vector<Entry> all_of(std::vector<Entry> first, std::vector<Entry> const* second)
{
    if (second != nullptr)
        first.insert(first.end(), second->begin(), second->end());
    return first;
}

void compare_chains(
    HeadStatement const& former, HeadStatement const& next, HeadExceptions const& exceptions,
    std::vector<HeadAlarm>& alarms)
{
    auto const& table = former.table;
    for (auto const& before : all_of(former.head.head.chains, table ? &table->chains : nullptr)) {
        auto const after = next.find_chain(before.cid);
        if (!after) {
            if (next.is_whole() && !exceptions.with_base.contains(before.cid))
                alarms.push_back({HeadFault::ChainGone, before.cid});
        } else if (after->seq < before.seq) {
            alarms.push_back({HeadFault::ChainLower, before.cid});
        } else if (after->seq == before.seq && after->bh != before.bh) {
            alarms.push_back({HeadFault::ChainForked, before.cid});
        }
    }
}

void compare_logs(
    HeadStatement const& former, HeadStatement const& next, HeadExceptions const& exceptions,
    std::vector<HeadAlarm>& alarms)
{
    auto const& table = former.table;
    for (auto const& before : all_of(former.head.head.logs, table ? &table->logs : nullptr)) {
        auto const after = next.find_log(before.period);
        if (!after) {
            if (next.is_whole() && !exceptions.dropped_periods.contains(before.period))
                alarms.push_back({HeadFault::LogGone, k_log});
        } else if (after->seq < before.seq) {
            alarms.push_back({HeadFault::LogLower, k_log});
        } else if (after->seq == before.seq && after->bh != before.bh) {
            alarms.push_back({HeadFault::ChainForked, k_log});
        }
    }
}

}  // namespace

std::optional<ChainEnd> HeadStatement::find_chain(CompartmentId const& cid) const
{
    auto const in_head = std::ranges::find(head.head.chains, cid, &ChainEnd::cid);
    if (in_head != head.head.chains.end())
        return *in_head;
    if (!table)
        return std::nullopt;
    auto const in_table = std::ranges::find(table->chains, cid, &ChainEnd::cid);
    return in_table == table->chains.end() ? std::nullopt : std::optional(*in_table);
}

std::optional<LogEnd> HeadStatement::find_log(std::uint32_t period) const
{
    auto const in_head = std::ranges::find(head.head.logs, period, &LogEnd::period);
    if (in_head != head.head.logs.end())
        return *in_head;
    if (!table)
        return std::nullopt;
    auto const in_table = std::ranges::find(table->logs, period, &LogEnd::period);
    return in_table == table->logs.end() ? std::nullopt : std::optional(*in_table);
}

ErrorCode HeadAlarm::code() const
{
    bool const is_fork = fault == HeadFault::SameCounter || fault == HeadFault::ChainForked;
    return is_fork ? ErrorCode::Fork : ErrorCode::Rollback;
}

std::vector<HeadAlarm> compare_heads(
    HeadStatement const& former, HeadStatement const& next, HeadExceptions const& exceptions)
{
    auto const& before = former.head.head;
    auto const& after = next.head.head;
    if (former.head.hash == next.head.hash)
        return {};
    if (after.counter == before.counter)
        return {{HeadFault::SameCounter, {}}};
    std::vector<HeadAlarm> alarms;
    if (after.counter < before.counter)
        alarms.push_back({HeadFault::CounterLower, {}});
    else if (after.counter - before.counter > k_most_ahead)
        alarms.push_back({HeadFault::CounterJump, {}});
    if (after.card.version < before.card.version)
        alarms.push_back({HeadFault::CardOlder, {}});
    compare_chains(former, next, exceptions, alarms);
    compare_logs(former, next, exceptions, alarms);
    return alarms;
}

HeadTracker::Report HeadTracker::offer(HeadStatement next, HeadExceptions const& exceptions)
{
    if (!m_in_use) {
        m_in_use = std::move(next);
        return {HeadOutcome::Accepted, {}};
    }
    auto const is_same = [&](HeadStatement const& one) {
        return one.head.hash == next.head.hash;
    };
    if (is_same(*m_in_use) || std::ranges::any_of(m_contested, is_same))
        return {HeadOutcome::Known, {}};
    auto alarms = compare_heads(*m_in_use, next, exceptions);
    auto const counter = next.head.head.counter;
    if (alarms.empty() && (m_contested.empty() || counter > m_highest_contested)) {
        Report report{HeadOutcome::Accepted, {}, {}};
        for (auto const& one : m_contested)
            report.dropped.push_back(one.head.hash);
        m_in_use = std::move(next);
        m_contested.clear();
        m_highest_contested = 0;
        return report;
    }
    bool const has_twin =
        std::ranges::any_of(m_contested, [&](HeadStatement const& one) { return one.head.head.counter == counter; });
    HeadAlarm const twin{HeadFault::SameCounter, {}};
    if (has_twin && std::ranges::find(alarms, twin) == alarms.end())
        alarms.push_back(twin);
    Report report{HeadOutcome::Contested, std::move(alarms), {}};
    if (m_contested.size() == k_most_contested) {
        report.dropped.push_back(m_contested.front().head.hash);
        m_contested.erase(m_contested.begin());
    }
    m_highest_contested = std::max(m_highest_contested, counter);
    m_contested.push_back(std::move(next));
    return report;
}

bool HeadTracker::accept(HeadHash const& contested)
{
    auto const found =
        std::ranges::find_if(m_contested, [&](HeadStatement const& one) { return one.head.hash == contested; });
    if (found == m_contested.end())
        return false;
    m_in_use = std::move(*found);
    // The others have alarms of their own, which nobody has read.
    m_contested.erase(found);
    return true;
}

void HeadTracker::set_table(HeadHash const& head, Table table)
{
    if (m_in_use && m_in_use->head.hash == head)
        m_in_use->table = std::move(table);
}

SeenVerdict judge_seen(SeenHead const& seen, std::span<HeadStatement const* const> held)
{
    std::uint64_t highest = 0;
    for (auto const* statement : held) {
        auto const& head = statement->head;
        if (head.head.device != seen.device)
            continue;
        highest = std::max(highest, head.head.counter);
        if (head.head.counter == seen.counter && head.hash != seen.hash)
            return SeenVerdict::Contradicts;
    }
    return seen.counter > highest ? SeenVerdict::Ahead : SeenVerdict::Consistent;
}

bool is_clone(std::uint64_t own_counter, ObjectName const& own_object, HeadStatement const& on_store)
{
    auto const counter = on_store.head.head.counter;
    return counter > own_counter || (counter == own_counter && on_store.object != own_object);
}

}  // namespace huisclos::ledger
