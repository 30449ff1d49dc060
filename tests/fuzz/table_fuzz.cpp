// links: ledger
// Tables: what is decoded, encoded and decoded again is the same.

#include "core/base/require.hpp"
#include "core/ledger/table.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const table = decode_table(BytesView(data, size));
    if (!table)
        return 0;
    auto const encoded = encode_table(*table);
    auto const again = decode_table(encoded);
    require(again.has_value() && *again == *table, "a table is written as it was read");
    return 0;
}
