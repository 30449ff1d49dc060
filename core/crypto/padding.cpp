#include "core/crypto/padding.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace huisclos::crypto {

namespace {

constexpr std::uint8_t k_mark = 0x80;
constexpr std::size_t k_padme_floor = 256;
constexpr std::size_t k_kib = 1024;
constexpr std::size_t k_mib = 1024 * k_kib;

/// Smallest power of two that a type is padded to; 0 for the types padded by Padmé.
std::size_t power_floor(ObjectType type)
{
    switch (type) {
    case ObjectType::Head:
    case ObjectType::Card:
    case ObjectType::Act:
    case ObjectType::Genesis:
        return 4096;
    case ObjectType::Segment:
    case ObjectType::Table:
    case ObjectType::Grant:
    case ObjectType::Deposit:
    case ObjectType::Account:
    case ObjectType::Log:
        return 512;
    default:
        return 0;
    }
}

}  // namespace

std::size_t padme(std::size_t size)
{
    auto const exponent = static_cast<unsigned>(std::bit_width(size)) - 1;
    if (exponent == 0)
        return size;
    auto const kept = static_cast<unsigned>(std::bit_width(exponent));  // floor(log2 E) + 1
    std::size_t const step = std::size_t{1} << (exponent > kept ? exponent - kept : 0);
    return (size + step - 1) / step * step;
}

std::size_t padded_size(ObjectType type, std::size_t size)
{
    if (auto const floor = power_floor(type); floor != 0)
        return std::bit_ceil(std::max(floor, size + 1));
    return std::max(k_padme_floor, padme(size + 1));
}

std::size_t limit_of(ObjectType type)
{
    switch (type) {
    case ObjectType::Segment:
    case ObjectType::Log:
    case ObjectType::Shard:
        return 8 * k_mib;
    case ObjectType::Act:
        return 1 * k_mib;
    case ObjectType::Genesis:
    case ObjectType::Head:
    case ObjectType::Card:
    case ObjectType::Table:
    case ObjectType::Account:
    case ObjectType::Keyring:
    case ObjectType::Slot:
    case ObjectType::File:
        return 256 * k_kib;
    case ObjectType::Grant:
    case ObjectType::Deposit:
    case ObjectType::Mail:
    case ObjectType::Hist:
    case ObjectType::Frozen:
    case ObjectType::Share:
        return 64 * k_kib;
    case ObjectType::Local:
        // The device's own: a journal entry holds a whole segment of the largest size.
        return 16 * k_mib;
    }
    return 0;
}

bool is_padded_size(ObjectType type, std::size_t length)
{
    if (length == 0 || length > limit_of(type))
        return false;
    if (auto const floor = power_floor(type); floor != 0)
        return length >= floor && std::has_single_bit(length);
    return length >= k_padme_floor && padme(length) == length;
}

SecretBytes pad(ObjectType type, BytesView plain)
{
    SecretBytes padded(padded_size(type, plain.size()));
    auto const out = padded.mutable_view();
    std::ranges::copy(plain, out.begin());
    out[plain.size()] = k_mark;
    return padded;
}

Result<SecretBytes> unpad(ObjectType type, BytesView padded)
{
    std::size_t size = padded.size();
    while (size > 0 && padded[size - 1] == 0)
        --size;
    if (size == 0 || padded[size - 1] != k_mark || padded_size(type, size - 1) != padded.size())
        return fail(ErrorCode::Auth, "wrong padding");
    return SecretBytes::copy_of(padded.first(size - 1));
}

}  // namespace huisclos::crypto
