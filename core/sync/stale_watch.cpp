#include "core/sync/stale_watch.hpp"

#include <algorithm>

#include "core/base/heap_sort.hpp"
#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

std::optional<Instant> StaleWatch::note(What const& what, Instant now)
{
    m_now.insert(what);
    auto const since = m_since.try_emplace(what, now).first->second;
    bool const is_told = m_was_asked && now.ms - since.ms >= k_stale_after_ms;
    return is_told ? std::optional(since) : std::nullopt;
}

void StaleWatch::end()
{
    if (m_was_asked)
        std::erase_if(m_since, [this](auto const& entry) { return !m_now.contains(entry.first); });
}

void StaleWatch::restore(Dates dates, Instant now)
{
    m_since = std::move(dates);
    for (auto& [what, since] : m_since)
        since = std::min(since, now);
}

Bytes encode_stale(StaleWatch::Dates const& dates)
{
    std::vector<std::pair<Instant, StaleWatch::What>> oldest;
    for (auto const& [what, since] : dates)
        oldest.emplace_back(since, what);
    heap_sort(oldest);
    oldest.resize(std::min(oldest.size(), k_most_stale_kept));
    ledger::CborWriter writer;
    writer.array(oldest.size());
    for (auto const& [since, what] : oldest) {
        writer.array(3).id(what.device).id(what.told_by);
        writer.unsigned_int(ledger::wire_time(since));
    }
    return writer.take();
}

Result<StaleWatch::Dates> decode_stale(BytesView plain)
{
    StaleWatch::Dates dates;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 3));
        HUISCLOS_TRY_ASSIGN(device, parts[0].as_id<DeviceId>());
        HUISCLOS_TRY_ASSIGN(told_by, parts[1].as_id<DeviceId>());
        HUISCLOS_TRY_ASSIGN(since, ledger::as_instant(parts[2]));
        dates.emplace(StaleWatch::What{device, told_by}, since);
    }
    return dates;
}

}  // namespace huisclos::sync
