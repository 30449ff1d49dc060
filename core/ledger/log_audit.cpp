#include "core/ledger/log_audit.hpp"

#include <algorithm>
#include <unordered_map>

#include "core/base/heap_sort.hpp"

namespace huisclos::ledger {

namespace {

using ByBody = std::unordered_map<BodyHash, LogSegment const*>;

/// Last body of the month before `period` that the device wrote: kept or dropped; zero when there is none.
BodyHash end_before(LogEvidence const& evidence, std::uint32_t period)
{
    std::uint32_t last = 0;
    BodyHash bh;
    for (auto const& end : evidence.ends) {
        if (end.period < period && end.period > last) {
            last = end.period;
            bh = end.bh;
        }
    }
    for (auto const& [dropped, kept] : evidence.dropped) {
        if (dropped < period && dropped > last) {
            last = dropped;
            bh = kept.bh;
        }
    }
    return bh;
}

std::optional<LogGap> audit_month(LogEvidence const& evidence, LogEnd const& end, ByBody const& by_body)
{
    auto const before = end_before(evidence, end.period);
    auto bh = end.bh;
    for (auto seq = end.seq; seq > 0; --seq) {
        auto const found = by_body.find(bh);
        if (found == by_body.end())
            return LogGap{end.period, seq};
        auto const& segment = *found->second;
        bool const is_in_place = segment.address == LogAddress{evidence.device, end.period, seq};
        if (!is_in_place || segment.previous_period_end != before)
            return LogGap{end.period, seq};
        bh = segment.prev;
    }
    return std::nullopt;
}

}  // namespace

std::vector<LogGap> audit_log(LogEvidence const& evidence)
{
    ByBody by_body;
    for (auto const* segment : evidence.segments)
        by_body.emplace(segment->bh, segment);
    std::vector<LogGap> gaps;
    for (auto const& end : evidence.ends) {
        if (evidence.dropped.contains(end.period))
            continue;
        if (auto const gap = audit_month(evidence, end, by_body))
            gaps.push_back(*gap);
    }
    // A month of which segments exist and that the device no longer states was taken out of its table.
    for (auto const* segment : evidence.segments) {
        auto const period = segment->address.period;
        bool const is_stated =
            std::ranges::any_of(evidence.ends, [&](LogEnd const& end) { return end.period == period; });
        if (!is_stated && !evidence.dropped.contains(period))
            gaps.push_back({period, segment->address.seq});
    }
    heap_sort(gaps);
    auto const repeated = std::ranges::unique(gaps);
    gaps.erase(repeated.begin(), repeated.end());
    return gaps;
}

}  // namespace huisclos::ledger
