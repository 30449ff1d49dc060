// links: ledger
// Links as anybody may send them: what is read is written as one link, which is read as the same.

#include "core/base/require.hpp"
#include "core/ledger/link.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    if (size > 8192)
        return 0;
    if (auto const link = parse_link(as_text({data, size}))) {
        auto const text = encode_link("https://bundle.example/", *link);
        auto const again = parse_link(text);
        require(again && again->index() == link->index(), "a written link is read as one of its kind");
        require(encode_link("https://bundle.example/", *again) == text, "a link is written one way");
    }
    return 0;
}
