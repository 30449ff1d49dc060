#include "core/crypto/random.hpp"

#include <sodium.h>

#include "core/base/require.hpp"

namespace huisclos::crypto {

namespace {

BulkRandom g_source = nullptr;

char const* source_name()
{
    return "huisclos";
}

void source_fill(void* out, std::size_t size)
{
    g_source(out, size);
}

std::uint32_t source_number()
{
    std::uint32_t number = 0;
    g_source(&number, sizeof number);
    return number;
}

/// libsodium keeps the pointer, so this lives as long as the program.
randombytes_implementation g_implementation{
    .implementation_name = source_name,
    .random = source_number,
    .stir = nullptr,
    .uniform = nullptr,
    .buf = source_fill,
    .close = nullptr,
};

}  // namespace

void use_random_source(BulkRandom source)
{
    require(source != nullptr, "a random source is a function");
    g_source = source;
    randombytes_set_implementation(&g_implementation);
}

Result<void> init()
{
    if (sodium_init() < 0)
        return fail(ErrorCode::Memory, "libsodium does not start");
    SecretArray<32> first;
    SecretArray<32> second;
    random_fill(first.mutable_view());
    random_fill(second.mutable_view());
    if (sodium_memcmp(first.view().data(), second.view().data(), 32) == 0)
        return fail(ErrorCode::Memory, "two random draws are equal");
    return {};
}

void random_fill(std::span<std::uint8_t> out)
{
    if (!out.empty())
        randombytes_buf(out.data(), out.size());
}

SecretBytes random_secret(std::size_t size)
{
    SecretBytes secret(size);
    random_fill(secret.mutable_view());
    return secret;
}

std::uint32_t random_below(std::uint32_t bound)
{
    require(bound > 0, "a bound above 0");
    return randombytes_uniform(bound);
}

}  // namespace huisclos::crypto
