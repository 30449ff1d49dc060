// The one source of randomness. A bulk source may be installed once, before `init` (the browser's getRandomValues);
// natively libsodium's own is used. `init` starts libsodium and refuses to go on unless two draws differ.

#pragma once

#include "core/base/result.hpp"
#include "core/base/secret_bytes.hpp"

namespace huisclos::crypto {

/// Fills all of `out`; must abort rather than fail.
using BulkRandom = void (*)(void* out, std::size_t size);

/// Call once before `init`, or not at all.
void use_random_source(BulkRandom source);
/// Starts the library and tests the source. Error: Memory (never goes on with a source that repeats itself).
[[nodiscard]] Result<void> init();

void random_fill(std::span<std::uint8_t> out);
[[nodiscard]] SecretBytes random_secret(std::size_t size);
template <typename AnId>
[[nodiscard]] AnId random_id()
{
    AnId id;
    random_fill(id.bytes);
    return id;
}
/// Uniform in [0, bound), without bias. @pre bound > 0
[[nodiscard]] std::uint32_t random_below(std::uint32_t bound);

}  // namespace huisclos::crypto
