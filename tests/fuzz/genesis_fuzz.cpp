// links: ledger

#include <cstdint>

#include "core/base/require.hpp"
#include "core/ledger/genesis.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    auto const genesis = decode_genesis(BytesView(data, size));
    if (genesis) {
        auto const again = decode_genesis(encode_genesis(*genesis));
        require(again.has_value() && *again == *genesis, "a root is read as it was written");
    }
    return 0;
}
