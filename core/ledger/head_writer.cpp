#include "core/ledger/head_writer.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::size_t k_months_in_head = 2;

/// The entries of a vector from `count` on.
template <typename Entry>
std::vector<Entry> after(std::vector<Entry> const& entries, std::size_t count)
{
    auto const skipped = static_cast<std::ptrdiff_t>(std::min(count, entries.size()));
    return {entries.begin() + skipped, entries.end()};
}

template <typename Entry>
std::vector<Entry> up_to(std::vector<Entry> const& entries, std::size_t count)
{
    auto const kept = static_cast<std::ptrdiff_t>(std::min(count, entries.size()));
    return {entries.begin(), entries.begin() + kept};
}

}  // namespace

HeadWriter HeadWriter::resume(Head const& last, Table const& table)
{
    HeadWriter writer(last.device);
    writer.m_counter = last.counter;
    writer.m_chains = last.chains;
    for (auto const& chain : table.chains) {
        if (std::ranges::find(writer.m_chains, chain.cid, &ChainEnd::cid) == writer.m_chains.end())
            writer.m_chains.push_back(chain);
    }
    for (auto const& log : last.logs)
        writer.note_log(log);
    for (auto const& log : table.logs)
        writer.note_log(log);
    writer.m_seen = last.seen;
    writer.m_erased = table.erased;
    writer.m_table_ref = last.table;
    writer.m_table = table;
    return writer;
}

void HeadWriter::note_chain(ChainEnd const& end)
{
    std::erase_if(m_chains, [&](ChainEnd const& one) { return one.cid == end.cid; });
    m_chains.insert(m_chains.begin(), end);
}

void HeadWriter::note_log(LogEnd const& end)
{
    std::erase_if(m_logs, [&](LogEnd const& one) { return one.period == end.period; });
    m_logs.push_back(end);
    heap_sort(m_logs, std::ranges::greater{}, &LogEnd::period);
}

void HeadWriter::note_seen(SeenHead const& seen)
{
    if (seen.device == m_device)
        return;
    forget_seen(seen.device);
    m_seen.insert(m_seen.begin(), seen);
    if (m_seen.size() > k_max_head_entries)
        m_seen.resize(k_max_head_entries);
}

void HeadWriter::forget_seen(DeviceId const& device)
{
    std::erase_if(m_seen, [&](SeenHead const& one) { return one.device == device; });
}

std::vector<LogEnd> HeadWriter::logs_in_head() const
{
    return up_to(m_logs, k_months_in_head);
}

Table HeadWriter::outside_head() const
{
    return {
        .chains = after(m_chains, k_max_head_entries),
        .logs = after(m_logs, k_months_in_head),
        .erased = m_erased,
    };
}

Result<HeadPublication> HeadWriter::make(
    VaultId const& vault, HeadFacts const& facts, crypto::SigningKey const& device_key, BytesView dir_secret)
{
    auto const counter = m_counter + 1;
    auto table = outside_head();
    auto table_ref = m_table_ref;
    HeadPublication publication;
    if (table.empty()) {
        table_ref.reset();
    } else if (!table_ref || table != m_table) {
        HUISCLOS_TRY_ASSIGN(sealed, seal_table(vault, m_device, counter, table, dir_secret));
        table_ref = sealed.ref;
        publication.table = std::move(sealed);
    }
    if (m_table_ref && m_table_ref != table_ref)
        publication.former_table = m_table_ref;
    publication.said = {
        .device = m_device,
        .counter = counter,
        .t = facts.t,
        .tips = facts.tips,
        .card = facts.card,
        .chains = up_to(m_chains, k_max_head_entries),
        .logs = logs_in_head(),
        .seen = m_seen,
        .build = facts.build,
        .account_version = facts.account_version,
        .table = table_ref,
        .without_effect = facts.without_effect,
    };
    HUISCLOS_TRY_ASSIGN(head, seal_head(vault, publication.said, device_key, dir_secret));
    publication.head = std::move(head);
    m_counter = counter;
    m_table_ref = table_ref;
    m_table = std::move(table);
    return publication;
}

}  // namespace huisclos::ledger
