// Fields of a structure, found and typed in one step: a missing key or a wrong type is E_ENCODING
// (docs/protocol.md 3.1).

#pragma once

#include "core/base/time.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

inline constexpr std::size_t k_encoded_name = 34;  ///< A b32 with its CBOR head, in bytes.
/// g, period, versions and numbers of parts are below 2^32; times below 2^47.
inline constexpr std::uint64_t k_u32_bound = std::uint64_t{1} << 32;
inline constexpr std::uint64_t k_time_bound = std::uint64_t{1} << 47;

[[nodiscard]] Result<std::uint32_t> as_u32(CborValue const& value);
[[nodiscard]] Result<Instant> as_instant(CborValue const& value);
/// As as_instant reads it; a clock that stands before 1970 writes 0.
[[nodiscard]] constexpr std::uint64_t wire_time(Instant at)
{
    return at.ms < 0 ? 0 : static_cast<std::uint64_t>(at.ms);
}
/// The items of an array of exactly `count`.
[[nodiscard]] Result<std::vector<CborValue>> parts_of(CborValue const& value, std::size_t count);

[[nodiscard]] Result<std::uint64_t> unsigned_at(CborValue const& map, std::uint64_t key);
[[nodiscard]] Result<std::uint32_t> u32_at(CborValue const& map, std::uint64_t key);
[[nodiscard]] Result<Instant> instant_at(CborValue const& map, std::uint64_t key);
[[nodiscard]] Result<BytesView> bytes_at(CborValue const& map, std::uint64_t key);
[[nodiscard]] Result<BytesView> bytes_at(CborValue const& map, std::uint64_t key, std::size_t size);
[[nodiscard]] Result<std::string_view> text_at(CborValue const& map, std::uint64_t key);
[[nodiscard]] Result<std::vector<CborValue>> items_at(CborValue const& map, std::uint64_t key);

template <typename AnId>
[[nodiscard]] Result<AnId> id_at(CborValue const& map, std::uint64_t key)
{
    HUISCLOS_TRY_ASSIGN(value, map.at(key));
    return value.as_id<AnId>();
}

/// Every item of the array at `key`, read by `read`; the first error is the error of all.
template <typename T>
[[nodiscard]] Result<std::vector<T>> list_at(
    CborValue const& map, std::uint64_t key, Result<T> (*read)(CborValue const&))
{
    HUISCLOS_TRY_ASSIGN(items, items_at(map, key));
    std::vector<T> all;
    for (auto const& item : items) {
        HUISCLOS_TRY_ASSIGN(one, read(item));
        all.push_back(std::move(one));
    }
    return all;
}

/// For list_at: ids.
template <typename AnId>
[[nodiscard]] Result<AnId> as_id(CborValue const& value)
{
    return value.as_id<AnId>();
}

}  // namespace huisclos::ledger
