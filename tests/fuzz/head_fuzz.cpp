// links: ledger
// Heads: what is decoded, encoded and decoded again is the same, and comparing a head with itself alarms nobody.

#include "core/base/require.hpp"
#include "core/ledger/head_check.hpp"
#include "core/ledger/head_writer.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const head = decode_head(BytesView(data, size));
    if (!head)
        return 0;
    require(!head->tips.empty() && head->tips.size() <= k_max_head_entries, "1 to 16 tips");
    require(head->chains.size() <= k_max_head_entries && head->seen.size() <= k_max_head_entries, "at most 16 entries");
    auto const encoded = encode_head(*head);
    auto const again = decode_head(encoded);
    require(again.has_value() && encode_head(*again) == encoded, "a head is written as it was read");
    HeadStatement const statement{.head = {*head, head_hash(encoded), {}}, .object = {}, .table = {}};
    require(compare_heads(statement, statement, {}).empty(), "a head does not contradict itself");
    (void)HeadWriter::resume(*head, {});
    return 0;
}
