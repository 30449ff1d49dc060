#include "core/crypto/password.hpp"

#include <sodium.h>

#include "core/crypto/stack.hpp"

namespace huisclos::crypto {

namespace {

constexpr std::uint32_t k_min_ops = 3;
constexpr std::uint32_t k_max_ops = 16;
constexpr std::uint32_t k_min_mem_kib = 64 * 1024;
constexpr std::uint32_t k_max_mem_kib = 1024 * 1024;
constexpr std::size_t k_password_hash_size = 32;

}  // namespace

bool is_allowed(PasswordCost cost)
{
    return cost.ops >= k_min_ops && cost.ops <= k_max_ops && cost.mem_kib >= k_min_mem_kib &&
           cost.mem_kib <= k_max_mem_kib;
}

Result<SecretBytes> hash_password(BytesView passphrase, BytesView salt, PasswordCost cost)
{
    StackCleaner const cleaner;
    static_assert(k_password_salt_size == crypto_pwhash_SALTBYTES);
    if (!is_allowed(cost) || salt.size() != k_password_salt_size || passphrase.size() > crypto_pwhash_PASSWD_MAX)
        return fail(ErrorCode::Auth, "password parameters outside the limits");
    SecretBytes hashed(k_password_hash_size);
    char const nothing = 0;
    auto const* typed = passphrase.empty() ? &nothing : reinterpret_cast<char const*>(passphrase.data());
    if (crypto_pwhash(
            hashed.mutable_view().data(), hashed.size(), typed, passphrase.size(), salt.data(), cost.ops,
            std::size_t{cost.mem_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::Memory, "the memory of the password hash was refused");
    return hashed;
}

}  // namespace huisclos::crypto
