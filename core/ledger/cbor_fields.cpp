#include "core/ledger/cbor_fields.hpp"

namespace huisclos::ledger {

Result<std::uint32_t> as_u32(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(number, value.as_unsigned_below(k_u32_bound));
    return static_cast<std::uint32_t>(number);
}

Result<Instant> as_instant(CborValue const& value)
{
    HUISCLOS_TRY_ASSIGN(ms, value.as_unsigned_below(k_time_bound));
    return Instant{static_cast<std::int64_t>(ms)};
}

Result<std::vector<CborValue>> parts_of(CborValue const& value, std::size_t count)
{
    if (value.size() != count)
        return fail(ErrorCode::Encoding, "an array of another size");
    return value.items();
}

Result<std::uint64_t> unsigned_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.as_unsigned();
}

Result<std::uint32_t> u32_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return as_u32(value);
}

Result<Instant> instant_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return as_instant(value);
}

Result<BytesView> bytes_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.as_bytes();
}

Result<BytesView> bytes_at(CborValue const& map, std::uint64_t key, std::size_t size)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.as_bytes_of(size);
}

Result<std::string_view> text_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.as_text();
}

Result<std::vector<CborValue>> items_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.items();
}

}  // namespace huisclos::ledger
