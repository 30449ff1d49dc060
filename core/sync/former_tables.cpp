#include "core/sync/former_tables.hpp"

#include <algorithm>

#include "core/ledger/cbor_fields.hpp"

// A note under LW: [[name, counter, since]], since is zero while the store is not known to hold the next head.

namespace huisclos::sync {

Bytes encode_former_tables(std::vector<FormerTable> const& tables)
{
    ledger::CborWriter writer;
    writer.array(tables.size());
    for (auto const& [ref, since] : tables) {
        writer.array(3).id(ref.name).unsigned_int(ref.counter);
        writer.unsigned_int(ledger::wire_time(since.value_or(Instant{})));
    }
    return writer.take();
}

Result<std::vector<FormerTable>> decode_former_tables(BytesView plain)
{
    std::vector<FormerTable> tables;
    HUISCLOS_TRY_ASSIGN(array, ledger::parse_cbor(plain));
    HUISCLOS_TRY_ASSIGN(items, array.items());
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(parts, ledger::parts_of(item, 3));
        HUISCLOS_TRY_ASSIGN(name, parts[0].as_id<ObjectName>());
        HUISCLOS_TRY_ASSIGN(counter, parts[1].as_unsigned());
        HUISCLOS_TRY_ASSIGN(since, ledger::as_instant(parts[2]));
        tables.push_back({{name, counter}, since.ms > 0 ? std::optional(since) : std::nullopt});
    }
    return tables;
}

}  // namespace huisclos::sync
