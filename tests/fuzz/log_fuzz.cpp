// links: ledger
// Segments of the access log: what is decoded can be walked whole, and its entries are written as they were read.

#include "core/base/require.hpp"
#include "core/ledger/log_chain.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const segment = decode_log(BytesView(data, size));
    if (!segment)
        return 0;
    auto const entries = segment->entries();
    require(entries.read.size() + entries.skipped <= segment->ops.size(), "an entry for an op at most");
    for (auto const& entry : entries.read) {
        CborWriter out;
        encode_op(out, encode_journal_entry(entry));
        auto const bytes = out.take();
        auto const again = decode_journal_entry(decode_op(*parse_cbor(bytes)));
        require(again.has_value() && *again == entry, "an entry is written as it was read");
    }
    return 0;
}
