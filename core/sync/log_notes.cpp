#include "core/sync/log_notes.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"

namespace huisclos::sync {

using ledger::CborWriter;

Bytes encode_log_position(ledger::LogPosition const& position)
{
    CborWriter writer;
    writer.map(6).key(1).unsigned_int(position.period).key(2).unsigned_int(position.seq).key(3).id(position.bh);
    writer.key(4).array(position.back.size());
    for (auto const& name : position.back)
        writer.id(name);
    writer.key(5).id(position.previous_period_end).key(6).unsigned_int(position.last_t);
    return writer.take();
}

Result<ledger::LogPosition> decode_log_position(BytesView plain)
{
    ledger::LogPosition position;
    HUISCLOS_TRY_ASSIGN(map, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(period_item, map.at(1));
    HUISCLOS_TRY_ASSIGN(period, period_item.as_unsigned_below(std::uint64_t{1} << 32));
    HUISCLOS_TRY_ASSIGN(seq_item, map.at(2));
    HUISCLOS_TRY_ASSIGN(seq, seq_item.as_unsigned());
    HUISCLOS_TRY_ASSIGN(bh_item, map.at(3));
    HUISCLOS_TRY_ASSIGN(bh, bh_item.as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(back_item, map.at(4));
    HUISCLOS_TRY_ASSIGN(back, back_item.items());
    HUISCLOS_TRY_ASSIGN(end_item, map.at(5));
    HUISCLOS_TRY_ASSIGN(end, end_item.as_id<BodyHash>());
    HUISCLOS_TRY_ASSIGN(t_item, map.at(6));
    HUISCLOS_TRY_ASSIGN(last_t, t_item.as_unsigned());
    for (auto const& item : back) {
        HUISCLOS_TRY_ASSIGN(name, item.as_id<ObjectName>());
        position.back.push_back(name);
    }
    position.period = static_cast<std::uint32_t>(period);
    position.seq = seq;
    position.bh = bh;
    position.previous_period_end = end;
    position.last_t = last_t;
    return position;
}

/// The lines in the form in which the chain holds them.
Bytes encode_log_waiting(std::span<ledger::JournalEntry const> entries)
{
    CborWriter writer;
    writer.array(entries.size());
    for (auto const& entry : entries)
        ledger::encode_op(writer, ledger::encode_journal_entry(entry));
    return writer.take();
}

Result<std::vector<ledger::JournalEntry>> decode_log_waiting(BytesView plain)
{
    std::vector<ledger::JournalEntry> entries;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(entry, ledger::decode_journal_entry(ledger::decode_op(item)));
        entries.push_back(entry);
    }
    return entries;
}

Bytes encode_contests(ContestNote const& note)
{
    CborWriter writer;
    writer.array(3);
    for (auto const* const acts : {&note.refused, &note.aside, &note.held}) {
        writer.array(acts->size());
        for (auto const& act : *acts)
            writer.id(act);
    }
    return writer.take();
}

Result<ContestNote> decode_contests(BytesView plain)
{
    ContestNote note;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(parts, array.items());
    std::vector<ActHash>* const lists[] = {&note.refused, &note.aside, &note.held};
    // Those kept before a choice was remembered have two.
    if (parts.size() != 2 && parts.size() != 3)
        return fail(ErrorCode::Encoding, "an array of another size");
    for (std::size_t i = 0; i < parts.size(); ++i) {
        HUISCLOS_TRY_ASSIGN(items, parts[i].items());
        for (auto const& item : items) {
            HUISCLOS_TRY_ASSIGN(act, item.as_id<ActHash>());
            lists[i]->push_back(act);
        }
    }
    return note;
}

Bytes encode_sent_again(SentAgain const& again)
{
    CborWriter writer;
    writer.array(3).unsigned_int(ledger::wire_time(again.at.value_or(Instant{})));
    writer.unsigned_int(again.times).unsigned_int(again.is_owed ? 1 : 0);
    return writer.take();
}

SentAgain decode_sent_again(BytesView plain)
{
    auto const array = ledger::parse_cbor(plain);
    auto const parts = array ? ledger::parts_of(*array, 3) : fail(ErrorCode::Encoding, "no note");
    if (!parts)
        return {};
    SentAgain again;
    auto const at = ledger::as_instant((*parts)[0]);
    if (at && at->ms > 0)
        again.at = *at;
    again.times = static_cast<std::uint32_t>((*parts)[1].as_unsigned_below(std::uint64_t{1} << 32).value_or(0));
    again.is_owed = (*parts)[2].as_unsigned().value_or(0) != 0;
    return again;
}

Bytes encode_date(std::optional<Instant> date)
{
    CborWriter writer;
    writer.unsigned_int(ledger::wire_time(date.value_or(Instant{})));
    return writer.take();
}

std::optional<Instant> decode_date(BytesView plain)
{
    auto const value = ledger::parse_cbor(plain);
    if (!value)
        return std::nullopt;
    auto const date = ledger::as_instant(*value);
    return date && date->ms > 0 ? std::optional(*date) : std::nullopt;
}

Bytes encode_count(std::uint64_t count)
{
    CborWriter writer;
    writer.unsigned_int(count);
    return writer.take();
}

std::uint64_t decode_count(BytesView plain)
{
    auto const value = ledger::parse_cbor(plain);
    return value ? value->as_unsigned().value_or(0) : 0;
}

}  // namespace huisclos::sync
