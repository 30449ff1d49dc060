#include "core/sync/alarm_book.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

namespace {

/// Of a chain or of the registry: the same fork grows, and is no other. Of who signed keys that do not open, too.
bool is_counted(Alarm const& alarm)
{
    return (alarm.code == ErrorCode::Fork && alarm.head.is_zero()) || !alarm.author.is_zero();
}

/// There is more of it than was told, or nothing is new.
void grow(Alarm& told, Alarm const& alarm)
{
    if (alarm.count <= told.count)
        return;
    told.count = alarm.count;
    told.since = told.is_read ? alarm.since : told.since;
    told.is_read = false;
}

bool is_one_kind(Alarm const& a, Alarm const& b)
{
    return a.code == b.code && a.device == b.device;
}

/// So many devices at once are one thing to read, and once.
void tell_crowd(std::vector<Alarm>& alarms, Alarm const& of)
{
    auto const code = of.code == ErrorCode::Fork ? ErrorCode::Rollback : of.code;
    auto const is_crowd = [code](Alarm const& other) {
        return other.code == code && other.device.is_zero() && other.head.is_zero();
    };
    if (std::ranges::none_of(alarms, is_crowd))
        alarms.push_back({.code = code, .since = of.since});
}

Result<Alarm> read_alarm(ledger::CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(parts, value.items());
    // Those kept before an alarm could name who signed have eight.
    if (parts.size() != 8 && parts.size() != 9)
        return fail(ErrorCode::Encoding, "an array of another size");
    Alarm alarm;
    HUISCLOS_TRY_ASSIGN(code, parts[0].as_unsigned_below(256));
    HUISCLOS_TRY_ASSIGN(device, parts[1].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(told_by, parts[2].as_id<DeviceId>());
    HUISCLOS_TRY_ASSIGN(since, ledger::as_instant(parts[3]));
    HUISCLOS_TRY_ASSIGN(is_read, parts[4].as_boolean());
    HUISCLOS_TRY_ASSIGN(head, parts[5].as_id<ledger::HeadHash>());
    HUISCLOS_TRY_ASSIGN(chain, parts[6].as_id<CompartmentId>());
    HUISCLOS_TRY_ASSIGN(count, parts[7].as_unsigned());
    alarm.code = static_cast<ErrorCode>(code);
    alarm.device = device;
    if (!told_by.is_zero())
        alarm.told_by = told_by;
    alarm.since = since;
    alarm.is_read = is_read;
    alarm.head = head;
    alarm.chain = chain;
    alarm.count = count;
    if (parts.size() == 9) {
        HUISCLOS_TRY_ASSIGN(author, parts[8].as_id<MemberId>());
        alarm.author = author;
    }
    return alarm;
}

}  // namespace

/// A fork that is known already: it grew, or nothing is new. Also a head and a chain that tell one fork.
bool AlarmBook::join_fork(Alarm const& alarm)
{
    if (alarm.code != ErrorCode::Fork)
        return false;
    for (auto& other : m_alarms) {
        bool const is_same_chain = is_one_kind(other, alarm) && other.chain == alarm.chain;
        if (is_counted(alarm) && is_same_chain && (other.head.is_zero() || !alarm.chain.is_zero())) {
            grow(other, alarm);
            return true;
        }
    }
    for (auto& other : m_alarms) {
        if (other.is_read || !is_one_kind(other, alarm) || alarm.device.is_zero())
            continue;
        if (is_counted(alarm) && other.chain.is_zero() && !other.head.is_zero()) {
            other.chain = alarm.chain;
            other.count = alarm.count;
            return true;
        }
        if (!is_counted(alarm) && other.head.is_zero()) {
            other.head = alarm.head;
            return true;
        }
    }
    return false;
}

/// One for each signer and compartment.
bool AlarmBook::join_author(Alarm const& alarm)
{
    if (alarm.author.is_zero())
        return false;
    for (auto& other : m_alarms) {
        if (is_one_kind(other, alarm) && other.author == alarm.author && other.chain == alarm.chain) {
            grow(other, alarm);
            return true;
        }
    }
    return false;
}

bool AlarmBook::is_said(Alarm const& alarm) const
{
    bool const stops_writes = alarm.stops_writes();
    return std::ranges::any_of(m_alarms, [&](Alarm const& other) {
        bool const still = !other.is_read || (!stops_writes && alarm.since.ms - other.since.ms < k_ms_per_day);
        return still && is_one_kind(other, alarm) && other.head == alarm.head;
    });
}

/// No more room of its own: the last of its kind tells it too.
bool AlarmBook::join_full(Alarm const& alarm)
{
    Alarm* last = nullptr;
    std::size_t count = 0;
    for (auto& other : m_alarms) {
        if (other.is_read || !is_one_kind(other, alarm))
            continue;
        last = &other;
        ++count;
    }
    if (count < k_most_head_alarms)
        return false;
    if (!alarm.head.is_zero())
        last->head = alarm.head;
    return true;
}

void AlarmBook::raise(Alarm const& alarm)
{
    if (join_fork(alarm) || join_author(alarm))
        return;
    bool const is_about_heads = alarm.author.is_zero();
    if (is_about_heads && (is_said(alarm) || (!is_counted(alarm) && join_full(alarm))))
        return;
    if (m_alarms.size() >= k_most_alarms && (!alarm.device.is_zero() || !is_about_heads)) {
        auto const is_read = [](Alarm const& other) {
            return other.is_read && !is_counted(other);
        };
        auto const oldest = std::ranges::find_if(m_alarms, is_read);
        if (oldest == m_alarms.end())
            return tell_crowd(m_alarms, alarm);
        m_alarms.erase(oldest);
    }
    m_alarms.push_back(alarm);
    drop_old(m_alarms.back().device);
}

/// What was read of a fork stays: it says how much of it was read.
void AlarmBook::drop_old(DeviceId const& device)
{
    auto const is_old = [&device](Alarm const& alarm) {
        return alarm.is_read && alarm.device == device && alarm.chain.is_zero() && !is_counted(alarm);
    };
    auto too_many = std::ranges::count_if(m_alarms, is_old) - static_cast<std::ptrdiff_t>(k_most_read_alarms);
    std::erase_if(m_alarms, [&](Alarm const& alarm) {
        bool const goes = too_many > 0 && is_old(alarm);
        too_many -= goes ? 1 : 0;
        return goes;
    });
}

Alarm const* AlarmBook::acknowledge(std::size_t index)
{
    if (index >= m_alarms.size())
        return nullptr;
    m_alarms[index].is_read = true;
    return &m_alarms[index];
}

Bytes encode_alarms(std::vector<Alarm> const& alarms)
{
    ledger::CborWriter writer;
    writer.array(alarms.size());
    for (auto const& alarm : alarms) {
        writer.array(9).unsigned_int(static_cast<std::uint64_t>(alarm.code)).id(alarm.device);
        writer.id(alarm.told_by.value_or(DeviceId{}));
        writer.unsigned_int(ledger::wire_time(alarm.since));
        writer.boolean(alarm.is_read).id(alarm.head).id(alarm.chain).unsigned_int(alarm.count).id(alarm.author);
    }
    return writer.take();
}

Result<std::vector<Alarm>> decode_alarms(BytesView plain)
{
    std::vector<Alarm> alarms;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(alarm, read_alarm(item));
        alarms.push_back(std::move(alarm));
    }
    return alarms;
}

}  // namespace huisclos::sync
