#include "core/ledger/inbox_key_dates.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"
#include "core/ledger/keyring.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::int64_t k_kept_ms = 30 * k_ms_per_day;
constexpr std::int64_t k_kept_when_shredding_ms = 7 * k_ms_per_day;

InboxKeyDates const* find_dates(Keyring const& keyring, std::uint32_t generation)
{
    auto const found = std::ranges::find(keyring.inbox_dates, generation, &InboxKeyDates::generation);
    return found == keyring.inbox_dates.end() ? nullptr : &*found;
}

InboxKeyDates& dates_of(Keyring& keyring, std::uint32_t generation, Instant now)
{
    auto const found = std::ranges::find(keyring.inbox_dates, generation, &InboxKeyDates::generation);
    if (found != keyring.inbox_dates.end())
        return *found;
    return keyring.inbox_dates.emplace_back(InboxKeyDates{.generation = generation, .made = now, .read_back = {}});
}

bool has_key_of(Keyring const& keyring, std::uint32_t generation)
{
    return std::ranges::find(keyring.inbox_keys, generation, &InboxKey::generation) != keyring.inbox_keys.end();
}

/// Two devices differ by less; more is a clock that was wrong.
bool is_ahead(Instant date, Instant now)
{
    return date.ms - now.ms > k_ms_per_day;
}

Result<InboxKeyDates> read_one(CborValue const& item)
{
    HUISCLOS_TRY_ASSIGN(parts, parts_of(item, 3));
    HUISCLOS_TRY_ASSIGN(generation, as_u32(parts[0]));
    HUISCLOS_TRY_ASSIGN(made, as_instant(parts[1]));
    HUISCLOS_TRY_ASSIGN(read_back, as_instant(parts[2]));
    InboxKeyDates dates{.generation = generation, .made = made, .read_back = {}};
    if (read_back.ms != 0)
        dates.read_back = read_back;
    return dates;
}

}  // namespace

void carry_dates(Keyring& keyring, std::optional<ReadBack> const& read_back, Instant now)
{
    if (keyring.inbox_keys.empty())
        return;
    (void)dates_of(keyring, keyring.newest_inbox_key().generation, now);
    if (read_back && has_key_of(keyring, read_back->generation)) {
        auto& dates = dates_of(keyring, read_back->generation, now);
        dates.read_back = dates.read_back.value_or(std::max(read_back->at, dates.made));
    }
    for (auto& dates : keyring.inbox_dates) {
        if (is_ahead(dates.made, now))
            dates.made = now;
        if (dates.read_back && is_ahead(*dates.read_back, now))
            dates.read_back = now;
    }
}

void note_made(Keyring& keyring, std::uint32_t generation, Instant now)
{
    (void)dates_of(keyring, generation, now);
}

void unite_dates(Keyring& keyring, std::vector<InboxKeyDates> const& other)
{
    for (auto const& theirs : other) {
        auto& ours = dates_of(keyring, theirs.generation, theirs.made);
        ours.made = std::min(ours.made, theirs.made);
        if (theirs.read_back)
            ours.read_back = std::max(ours.read_back.value_or(*theirs.read_back), *theirs.read_back);
    }
}

std::optional<std::uint64_t> age_of_inbox_key(Keyring const& keyring, Instant now)
{
    auto const* const dates = find_dates(keyring, keyring.newest_inbox_key().generation);
    if (dates == nullptr)
        return std::nullopt;
    auto const age = now.ms - dates->made.ms;
    return age < 0 ? 0 : static_cast<std::uint64_t>(age / k_ms_per_day);
}

bool is_renewal_due(Keyring const& keyring, std::optional<std::uint64_t> iek_days, Instant now)
{
    auto const limit = std::max<std::uint64_t>(iek_days.value_or(k_default_iek_days), 1);
    auto const age = age_of_inbox_key(keyring, now);
    return age && *age >= limit;
}

std::uint32_t first_kept_generation(Keyring const& keyring, std::optional<std::uint64_t> iek_days, Instant now)
{
    bool const is_shredding = iek_days.value_or(k_default_iek_days) <= k_shredding_iek_days;
    auto const kept_ms = is_shredding ? k_kept_when_shredding_ms : k_kept_ms;
    std::uint32_t first = 0;
    for (auto const& dates : keyring.inbox_dates) {
        bool const is_long_ago = dates.read_back && now.ms - dates.read_back->ms >= kept_ms;
        if (is_long_ago && has_key_of(keyring, dates.generation))
            first = std::max(first, dates.generation);
    }
    return first;
}

bool drop_inbox_keys(Keyring& keyring, std::uint32_t below)
{
    std::erase_if(keyring.inbox_dates, [below](InboxKeyDates const& dates) { return dates.generation < below; });
    return std::erase_if(keyring.inbox_keys, [below](InboxKey const& key) { return key.generation < below; }) > 0;
}

void write_dates(CborWriter& writer, std::vector<InboxKeyDates> const& dates)
{
    writer.array(dates.size());
    for (auto const& one : dates)
        writer.array(3)
            .unsigned_int(one.generation)
            .unsigned_int(wire_time(one.made))
            .unsigned_int(wire_time(one.read_back.value_or(Instant{})));
}

std::vector<InboxKeyDates> read_dates(CborValue const& value)
{
    std::vector<InboxKeyDates> all;
    auto const items = value.items();
    if (!items)
        return all;
    for (auto const& item : *items) {
        auto const one = read_one(item);
        if (one && std::ranges::find(all, one->generation, &InboxKeyDates::generation) == all.end())
            all.push_back(*one);
    }
    return all;
}

}  // namespace huisclos::ledger
