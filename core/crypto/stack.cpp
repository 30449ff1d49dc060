#include "core/crypto/stack.hpp"

#include <cstddef>

#include <sodium.h>

namespace huisclos::crypto {

namespace {

/// Deeper than the frames of BLAKE2b, Ed25519 and XChaCha20-Poly1305 below their public functions; ML-KEM's are wiped
/// by libsodium itself.
constexpr std::size_t k_cleared = 4096;

}  // namespace

StackCleaner::~StackCleaner()
{
    sodium_stackzero(k_cleared);
}

}  // namespace huisclos::crypto
