// links: ledger
// Segments: what is decoded can be walked whole, and every op is either of good form or says that it is not.

#include "core/base/require.hpp"
#include "core/ledger/segment.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const segment = decode_segment(BytesView(data, size));
    if (!segment)
        return 0;
    require(!segment->ops.empty() && segment->ops.size() <= k_max_ops, "1 to 4096 ops");
    require(segment->back.size() <= k_max_back_names, "at most 16 names");
    require((segment->address.seq == 1) == segment->prev.is_zero(), "prev from seq 2 on");
    require(segment->bh == body_hash(segment->body), "the hash of the transmitted bytes");
    for (auto const& op : segment->ops) {
        if (op.fault)
            continue;
        require(op.t < k_time_limit, "times below 2^47");
        for (std::size_t i = 0; i < op.over.size(); ++i)
            require(op.over.contains(op.over.at(i)), "a list contains what it lists");
    }
    return 0;
}
