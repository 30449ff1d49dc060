#include "core/sync/head_book.hpp"

#include "core/crypto/hash.hpp"

namespace huisclos::sync {

bool HeadBook::offer(ledger::SignedHead head, Bytes object)
{
    auto const* const used = in_use(head.head.device);
    if (used != nullptr && used->head.hash == head.hash)
        return false;
    auto const same = [&head](Waiting const& other) { return other.head.hash == head.hash; };
    if (std::ranges::any_of(m_waiting, same))
        return false;
    m_waiting.push_back({std::move(head), std::move(object)});
    return true;
}

void HeadBook::take_table(DeviceId const& device, ledger::TableRef const& ref, ledger::Table table)
{
    auto const tracker = m_trackers.find(device);
    if (tracker != m_trackers.end() && tracker->second.in_use() != nullptr) {
        auto const& head = tracker->second.in_use()->head;
        if (head.head.table && head.head.table->name == ref.name)
            tracker->second.set_table(head.hash, table);
    }
    m_tables.insert_or_assign({device, ref.name}, std::move(table));
}

void HeadBook::settle(VaultId const& vault, ledger::Registry const& registry, CardBook const& cards, Instant now)
{
    for (auto& waiting : std::exchange(m_waiting, {}))
        check(vault, registry, cards, std::move(waiting), now);
    m_stale_now.clear();
    watch_seen(now);
    watch_locked(now);
    std::erase_if(m_stale_since, [this](auto const& entry) { return !m_stale_now.contains(entry.first); });
}

void HeadBook::check(
    VaultId const& vault, ledger::Registry const& registry, CardBook const& cards, Waiting waiting, Instant now)
{
    auto const device = waiting.head.head.device;
    auto const owner = cards.find_device(device);
    if (!owner) {
        m_waiting.push_back(std::move(waiting));
        return;
    }
    if (!ledger::verify_head(vault, waiting.head, owner->key))
        return;
    auto const* const member = registry.state().member(owner->member);
    bool const is_out = member == nullptr || member->is_out() || member->devices_out.find(device) != nullptr;

    ledger::HeadExceptions exceptions;
    registry.state().log_drops().for_each_back([&exceptions](ledger::LogDrop const& drop) {
        exceptions.dropped_periods.insert(drop.period);
        return true;
    });
    ledger::HeadStatement statement{.head = std::move(waiting.head), .object = crypto::object_name(waiting.object)};
    if (statement.head.head.table) {
        auto const table = m_tables.find({device, statement.head.head.table->name});
        if (table != m_tables.end())
            statement.table = table->second;
    }
    ledger::SeenHead const seen{device, statement.head.head.counter, statement.head.hash, statement.object};
    auto const report = m_trackers[device].offer(std::move(statement), exceptions);
    if (report.outcome == ledger::HeadOutcome::Accepted) {
        m_fresh.push_back({KeptKind::Head, seen.object, {}, device, 0, std::move(waiting.object)});
        if (!is_out)
            m_newly_seen.push_back(seen);
        return;
    }
    if (is_out)
        return;
    for (auto const& alarm : report.alarms)
        raise({alarm.code(), device, std::nullopt, now, false});
}

ledger::HeadStatement const* HeadBook::in_use(DeviceId const& device) const
{
    auto const found = m_trackers.find(device);
    return found == m_trackers.end() ? nullptr : found->second.in_use();
}

std::vector<DeviceId> HeadBook::devices() const
{
    std::vector<DeviceId> devices;
    for (auto const& [device, tracker] : m_trackers) {
        if (tracker.in_use() != nullptr)
            devices.push_back(device);
    }
    return devices;
}

std::vector<ledger::ChainEnd> HeadBook::chain_ends(DeviceId const& device) const
{
    std::vector<ledger::ChainEnd> ends;
    auto const add = [&ends](ledger::HeadStatement const& statement) {
        ends.insert(ends.end(), statement.head.head.chains.begin(), statement.head.head.chains.end());
        if (statement.table)
            ends.insert(ends.end(), statement.table->chains.begin(), statement.table->chains.end());
    };
    auto const found = m_trackers.find(device);
    if (found == m_trackers.end())
        return ends;
    if (auto const* const used = found->second.in_use())
        add(*used);
    for (auto const& contested : found->second.contested())
        add(contested);
    return ends;
}

void HeadBook::watch_seen(Instant now)
{
    for (auto const& [teller, tracker] : m_trackers) {
        auto const* const statement = tracker.in_use();
        if (statement == nullptr)
            continue;
        for (auto const& seen : statement->head.head.seen) {
            auto const subject = m_trackers.find(seen.device);
            // A device that no head of is held: its own absence is watched where it is known (locked, or missing).
            if (subject == m_trackers.end() || subject->second.in_use() == nullptr)
                continue;
            std::vector<ledger::HeadStatement const*> held{subject->second.in_use()};
            for (auto const& contested : subject->second.contested())
                held.push_back(&contested);
            if (ledger::judge_seen(seen, held) != ledger::SeenVerdict::Consistent)
                watch(ErrorCode::Stale, seen.device, teller, now);
        }
    }
}

void HeadBook::watch_locked(Instant now)
{
    for (auto const& [device, object] : m_locked) {
        if (m_trackers.contains(device))
            watch(ErrorCode::Stale, device, std::nullopt, now);
    }
}

void HeadBook::watch(ErrorCode code, DeviceId const& device, std::optional<DeviceId> told_by, Instant now)
{
    auto const key = std::make_tuple(device, told_by.value_or(DeviceId{}));
    m_stale_now.insert(key);
    auto const since = m_stale_since.try_emplace(key, now).first->second;
    if (now.ms - since.ms >= k_stale_after_ms)
        raise({code, device, told_by, since, false});
}

void HeadBook::raise(Alarm alarm)
{
    auto const same = [&alarm](Alarm const& other) {
        return other.code == alarm.code && other.device == alarm.device && other.told_by == alarm.told_by;
    };
    if (!std::ranges::any_of(m_alarms, same))
        m_alarms.push_back(std::move(alarm));
}

void HeadBook::acknowledge(std::size_t index)
{
    if (index >= m_alarms.size())
        return;
    m_alarms[index].is_read = true;
    auto const tracker = m_trackers.find(m_alarms[index].device);
    if (tracker != m_trackers.end() && !tracker->second.contested().empty()) {
        auto const contested = tracker->second.contested().back().head.hash;
        (void)tracker->second.accept(contested);
    }
}

}  // namespace huisclos::sync
