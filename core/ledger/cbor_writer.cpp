#include "core/base/require.hpp"
#include "core/ledger/cbor.hpp"

namespace huisclos::ledger {

namespace {

constexpr std::uint8_t k_unsigned = 0;
constexpr std::uint8_t k_bytes = 2;
constexpr std::uint8_t k_text = 3;
constexpr std::uint8_t k_array = 4;
constexpr std::uint8_t k_map = 5;

}  // namespace

void CborWriter::head(std::uint8_t major, std::uint64_t value)
{
    auto const type = static_cast<std::uint8_t>(major << 5);
    if (value < 24) {
        m_out.push_back(static_cast<std::uint8_t>(type | value));
        return;
    }
    int const power = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffff'ffff ? 2 : 3;
    m_out.push_back(static_cast<std::uint8_t>(type | (24 + power)));
    for (int byte = (1 << power) - 1; byte >= 0; --byte)
        m_out.push_back(static_cast<std::uint8_t>(value >> (8 * byte)));
}

void CborWriter::begin_item()
{
    if (m_open.empty())
        return;
    auto& container = m_open.back();
    require(!container.is_map || container.has_key, "a key before the value of a map");
    container.has_key = false;
    --container.left;
}

void CborWriter::end_items()
{
    while (!m_open.empty() && m_open.back().left == 0)
        m_open.pop_back();
}

CborWriter& CborWriter::unsigned_int(std::uint64_t value)
{
    require(value <= k_cbor_max_unsigned, "a number of 53 bits");
    begin_item();
    head(k_unsigned, value);
    end_items();
    return *this;
}

CborWriter& CborWriter::bytes(BytesView value)
{
    begin_item();
    head(k_bytes, value.size());
    append(m_out, value);
    end_items();
    return *this;
}

CborWriter& CborWriter::text(std::string_view value)
{
    begin_item();
    head(k_text, value.size());
    append(m_out, as_bytes(value));
    end_items();
    return *this;
}

CborWriter& CborWriter::boolean(bool value)
{
    begin_item();
    m_out.push_back(value ? 0xf5 : 0xf4);
    end_items();
    return *this;
}

CborWriter& CborWriter::null()
{
    begin_item();
    m_out.push_back(0xf6);
    end_items();
    return *this;
}

CborWriter& CborWriter::array(std::size_t size)
{
    begin_item();
    head(k_array, size);
    m_open.push_back({.left = size});
    end_items();
    return *this;
}

CborWriter& CborWriter::map(std::size_t size)
{
    begin_item();
    head(k_map, size);
    m_open.push_back({.left = size, .is_map = true});
    end_items();
    return *this;
}

CborWriter& CborWriter::key(std::uint64_t value)
{
    require(!m_open.empty() && m_open.back().is_map && !m_open.back().has_key, "a key inside a map");
    require(value <= k_cbor_max_unsigned, "a key of 53 bits");
    auto& container = m_open.back();
    require(!container.last_key || value > *container.last_key, "keys that ascend");
    container.last_key = value;
    container.has_key = true;
    head(k_unsigned, value);
    return *this;
}

CborWriter& CborWriter::raw(BytesView encoded)
{
    begin_item();
    append(m_out, encoded);
    end_items();
    return *this;
}

Bytes CborWriter::take()
{
    require(m_open.empty(), "containers that are filled");
    return std::move(m_out);
}

}  // namespace huisclos::ledger
