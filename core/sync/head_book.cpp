#include "core/sync/head_book.hpp"

#include "core/base/heap_sort.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/random.hpp"

namespace huisclos::sync {

bool is_out(ledger::Registry const& registry, CardBook const& cards, DeviceId const& device)
{
    auto const owner = cards.find_device(device);
    auto const* const member = owner ? registry.state().member(owner->member) : nullptr;
    return member == nullptr || member->is_out() || member->devices_out.find(device) != nullptr;
}

namespace {

constexpr std::size_t k_most_waiting_of_one = 2;

/// Whether everything that a head names of the registry is at hand.
bool is_whole(ledger::HeadStatement const& statement, ledger::Registry const& registry, CardBook const& cards)
{
    auto const& head = statement.head.head;
    auto const is_missing = [&registry](ledger::TipRef const& tip) {
        return !registry.is_admissible(tip.ah) && !registry.is_dropped(tip.ah);
    };
    auto const owner = cards.find_device(head.device);
    auto const* const card = owner ? cards.current(owner->member) : nullptr;
    bool const has_card = card != nullptr && card->card.card.version >= head.card.version;
    return has_card && statement.is_whole() && std::ranges::none_of(head.tips, is_missing);
}

}  // namespace

bool HeadBook::offer(ledger::SignedHead head, EpochId const& under, Bytes object)
{
    // What lies there now is open: what was closed is overwritten.
    m_locked.erase(head.head.device);
    auto const* const used = in_use(head.head.device);
    if (used != nullptr && used->head.hash == head.hash)
        return false;
    auto const same = [&head](Waiting const& other) {
        return other.head.hash == head.hash;
    };
    if (std::ranges::any_of(m_waiting, same))
        return false;
    auto const is_of_device = [&head](Waiting const& other) {
        return other.head.head.device == head.head.device;
    };
    if (std::ranges::count_if(m_waiting, is_of_device) >= static_cast<std::ptrdiff_t>(k_most_waiting_of_one))
        m_waiting.erase(std::ranges::find_if(m_waiting, is_of_device));
    m_waiting.push_back({std::move(head), under, std::move(object)});
    return true;
}

void HeadBook::note_locked(DeviceId const& device, Bytes object)
{
    if (!m_trackers.contains(device) && !m_locked.contains(device)) {
        std::size_t count = 0;
        std::size_t bytes = object.size();
        for (auto const& [other, held] : m_locked) {
            if (m_trackers.contains(other))
                continue;
            ++count;
            bytes += held.size();
        }
        if (count >= k_most_locked_heads || bytes > k_most_locked_bytes) {
            m_given_up.insert(device);
            return;
        }
    }
    m_locked.insert_or_assign(device, std::move(object));
}

void HeadBook::make_room()
{
    if (m_given_up.empty())
        return;
    std::erase_if(m_locked, [this](auto const& entry) {
        bool const is_unknown = !m_trackers.contains(entry.first);
        if (is_unknown)
            m_given_up.insert(entry.first);
        return is_unknown;
    });
}

bool HeadBook::is_waiting(DeviceId const& device) const
{
    return std::ranges::any_of(
        m_waiting, [&device](Waiting const& waiting) { return waiting.head.head.device == device; });
}

void HeadBook::bound_waiting(EpochId const& present)
{
    auto const is_former = [&present](Waiting const& waiting) {
        return waiting.under != present;
    };
    while (m_waiting.size() > k_most_waiting_heads) {
        auto const former = static_cast<std::size_t>(std::ranges::count_if(m_waiting, is_former));
        auto const among = former > 0 ? former : m_waiting.size();
        auto left = crypto::random_below(static_cast<std::uint32_t>(among));
        auto at = m_waiting.begin();
        while (left > 0 || (former > 0 && !is_former(*at))) {
            left -= former == 0 || is_former(*at) ? 1 : 0;
            ++at;
        }
        m_given_up.insert(at->head.head.device);
        m_waiting.erase(at);
    }
}

void HeadBook::take_table(DeviceId const& device, ledger::TableRef const& ref, ledger::Table table)
{
    auto const tracker = m_trackers.find(device);
    if (tracker != m_trackers.end() && tracker->second.in_use() != nullptr) {
        auto const& head = tracker->second.in_use()->head;
        if (head.head.table && head.head.table->name == ref.name)
            tracker->second.set_table(head.hash, table);
    }
    if (tracker != m_trackers.end())
        m_stated_ends.emplace_back(device, table.chains);
    m_tables.insert_or_assign({device, ref.name}, HeldTable{ref.counter, std::move(table), m_next_table++});
}

bool HeadBook::lacks_table(DeviceId const& device, ObjectName const& name) const
{
    auto const* const used = in_use(device);
    return used != nullptr && !used->is_whole() && used->head.head.table->name == name;
}

bool HeadBook::is_table_followed(DeviceId const& device, ObjectName const& name) const
{
    auto const names_it = [&name](ledger::Head const& head) {
        return head.table && head.table->name == name;
    };
    auto const is_waiting = [&](Waiting const& waiting) {
        return waiting.head.head.device == device && names_it(waiting.head.head);
    };
    auto const& tracker = m_trackers.at(device);
    auto const is_contested = [&](ledger::HeadStatement const& contested) {
        return names_it(contested.head.head);
    };
    return names_it(tracker.in_use()->head.head) || std::ranges::any_of(tracker.contested(), is_contested) ||
           std::ranges::any_of(m_waiting, is_waiting);
}

/// Of what waits for heads to come, of each device beyond the last ones that came.
std::set<ObjectName> HeadBook::crowded_tables() const
{
    std::map<DeviceId, std::vector<std::pair<std::uint64_t, ObjectName>>> to_come;
    for (auto const& [place, held] : m_tables) {
        auto const& [device, name] = place;
        auto const* const used = in_use(device);
        if (used != nullptr && held.counter > used->head.head.counter && !is_table_followed(device, name))
            to_come[device].emplace_back(held.order, name);
    }
    std::set<ObjectName> crowded;
    for (auto& [device, tables] : to_come) {
        heap_sort(tables);
        for (std::size_t i = 0; i + k_most_tables_to_come < tables.size(); ++i)
            crowded.insert(tables[i].second);
    }
    return crowded;
}

/// A table is numbered as the first head that names it: those above the head in use are of heads to come.
void HeadBook::drop_former_tables()
{
    auto const crowded = crowded_tables();
    std::erase_if(m_tables, [&](auto const& entry) {
        auto const& [device, name] = entry.first;
        auto const* const used = in_use(device);
        if (used == nullptr || is_table_followed(device, name))
            return false;
        if (entry.second.counter > used->head.head.counter && !crowded.contains(name))
            return false;
        m_dropped.push_back({.kind = KeptKind::Table, .name = name, .device = device, .number = entry.second.counter});
        return true;
    });
}

void HeadBook::settle(VaultId const& vault, ledger::Registry const& registry, CardBook const& cards, Instant now)
{
    for (auto& waiting : std::exchange(m_waiting, {}))
        check(vault, registry, cards, std::move(waiting), now);
    bound_waiting(registry.directory_epoch().id());
    drop_former_tables();
    m_stale.begin();
    watch_seen(now);
    watch_locked(now);
    watch_withheld(registry, cards, now);
    m_stale.end();
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
    bool const owner_is_out = is_out(registry, cards, device);
    if (!ledger::verify_head(vault, waiting.head, owner->key)) {
        ++m_forged;
        if (!owner_is_out)
            raise({ErrorCode::Signature, device, std::nullopt, now, false});
        return;
    }

    ledger::HeadExceptions exceptions;
    registry.state().log_drops().for_each_back([&exceptions](ledger::LogDrop const& drop) {
        exceptions.dropped_periods.insert(drop.period);
        return true;
    });
    ledger::HeadStatement statement{.head = std::move(waiting.head), .object = crypto::object_name(waiting.object)};
    if (statement.head.head.table) {
        auto const table = m_tables.find({device, statement.head.head.table->name});
        if (table != m_tables.end())
            statement.table = table->second.table;
    }
    m_stated_ends.emplace_back(device, statement.head.head.chains);
    if (statement.table)
        m_stated_ends.emplace_back(device, statement.table->chains);
    ledger::SeenHead const seen{device, statement.head.head.counter, statement.head.hash, statement.object};
    auto const report = m_trackers[device].offer(std::move(statement), exceptions);
    if (report.outcome == ledger::HeadOutcome::Accepted) {
        m_opened_at.insert_or_assign(device, now);
        accepted(seen, std::move(waiting.object));
        if (owner_is_out)
            m_newly_seen.pop_back();
        return;
    }
    if (report.outcome == ledger::HeadOutcome::Contested)
        m_contested.insert_or_assign(seen.hash, std::move(waiting.object));
    for (auto const& dropped : report.dropped)
        m_contested.erase(dropped);
    if (owner_is_out)
        return;
    for (auto const& alarm : report.alarms)
        raise({alarm.code(), device, std::nullopt, now, false, seen.hash});
}

/// For the disk, and for one's own `seen`.
void HeadBook::accepted(ledger::SeenHead const& seen, Bytes object)
{
    m_fresh.push_back({KeptKind::Head, seen.object, {}, seen.device, 0, std::move(object)});
    m_newly_seen.push_back(seen);
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
                watch(seen.device, teller, now);
        }
    }
}

void HeadBook::watch_locked(Instant now)
{
    std::erase_if(m_locked_since, [this](auto const& entry) { return !m_locked.contains(entry.first); });
    for (auto const& [device, object] : m_locked) {
        if (!m_trackers.contains(device))
            continue;
        m_locked_since.try_emplace(device, now);
        watch(device, std::nullopt, now);
    }
}

void HeadBook::watch_withheld(ledger::Registry const& registry, CardBook const& cards, Instant now)
{
    // Of devices that no card lists: one thing to read, whatever their number. Who left seals under a former epoch.
    auto const epoch = registry.directory_epoch().id();
    for (auto const& waiting : m_waiting) {
        if (waiting.under == epoch)
            watch_as({}, waiting.head.head.device, std::nullopt, now);
    }
    for (auto const& [device, tracker] : m_trackers) {
        auto const* const statement = tracker.in_use();
        if (statement == nullptr || is_out(registry, cards, device))
            continue;
        bool const is_gone = m_listed && !m_listed->contains(device);
        if (is_gone || !is_whole(*statement, registry, cards))
            watch(device, std::nullopt, now);
    }
}

std::optional<Instant> HeadBook::closed_since() const
{
    if (m_locked_since.empty())
        return std::nullopt;
    auto const first =
        std::ranges::min_element(m_locked_since, {}, [](auto const& entry) { return entry.second; })->second;
    auto const is_open_since = [&](auto const& entry) {
        return entry.second > first && !m_locked.contains(entry.first);
    };
    return std::ranges::any_of(m_opened_at, is_open_since) ? std::nullopt : std::optional(first);
}

bool HeadBook::is_shut_out(Instant now) const
{
    auto const since = closed_since();
    return since && now.ms - since->ms >= k_shut_out_after_ms;
}

void HeadBook::watch(DeviceId const& device, std::optional<DeviceId> told_by, Instant now)
{
    watch_as(device, device, told_by, now);
}

void HeadBook::watch_as(DeviceId const& said, DeviceId const& device, std::optional<DeviceId> told_by, Instant now)
{
    if (auto const since = m_stale.note({device, told_by.value_or(DeviceId{})}, now))
        raise({ErrorCode::Stale, said, told_by, *since, false});
}

void HeadBook::acknowledge(std::size_t index)
{
    auto const* const alarm = m_alarms.acknowledge(index);
    if (alarm == nullptr || alarm->head.is_zero())
        return;
    auto const tracker = m_trackers.find(alarm->device);
    if (tracker == m_trackers.end() || !tracker->second.accept(alarm->head))
        return;
    auto const& used = *tracker->second.in_use();
    if (!used.is_whole()) {
        auto const table = m_tables.find({alarm->device, used.head.head.table->name});
        if (table != m_tables.end())
            tracker->second.set_table(used.head.hash, table->second.table);
    }
    auto object = m_contested.extract(alarm->head);
    if (object)
        accepted({alarm->device, used.head.head.counter, used.head.hash, used.object}, std::move(object.mapped()));
}

}  // namespace huisclos::sync
