// links: ledger

#include <cstdint>

#include "core/base/require.hpp"
#include "core/ledger/grant.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const grant = decode_grant(BytesView(data, size));
    if (grant) {
        auto const plain = encode_grant(*grant);
        auto const again = decode_grant(plain.view());
        require(again.has_value() && again->items.size() == grant->items.size(), "a grant is read as it was written");
        require(plain.size() <= size, "nothing is added");
    }
    return 0;
}
