// links: ledger
// The strict CBOR reader: whatever it accepts is written again as the same bytes, and every accessor is safe on it.

#include "core/base/require.hpp"
#include "core/ledger/cbor.hpp"

using namespace huisclos;
using namespace huisclos::ledger;

namespace {

void rewrite(CborWriter& writer, CborValue const& value)
{
    using Kind = CborValue::Kind;
    switch (value.kind()) {
    case Kind::Unsigned:
        writer.unsigned_int(*value.as_unsigned());
        return;
    case Kind::Bytes:
        writer.bytes(*value.as_bytes());
        return;
    case Kind::Text:
        writer.text(*value.as_text());
        return;
    case Kind::Array: {
        auto const items = value.items();
        writer.array(items->size());
        for (auto const& item : *items)
            rewrite(writer, item);
        return;
    }
    case Kind::Map: {
        auto const keys = value.keys();
        writer.map(keys->size());
        for (auto const key : *keys)
            rewrite(writer.key(key), *value.at(key));
        return;
    }
    case Kind::True:
    case Kind::False:
        writer.boolean(*value.as_boolean());
        return;
    case Kind::Null:
        writer.null();
        return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    // A map is searched key by key below: large inputs would test patience only.
    if (size > 4096)
        return 0;
    BytesView const input(data, size);
    auto const value = parse_cbor(input);
    if (!value)
        return 0;
    (void)value->check_keys({1, 2, 3});
    CborWriter writer;
    rewrite(writer, *value);
    require(same_bytes(writer.take(), input), "what is accepted is written as the same bytes");
    return 0;
}
