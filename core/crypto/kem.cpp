#include "core/crypto/kem.hpp"

#include <sodium.h>

#include "core/base/require.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/prefix.hpp"
#include "core/crypto/random.hpp"
#include "core/crypto/stack.hpp"

namespace huisclos::crypto {

static_assert(k_kem_public_size == crypto_kem_xwing_PUBLICKEYBYTES);
static_assert(k_kem_seed_size == crypto_kem_xwing_SEEDBYTES);
// NOLINTNEXTLINE(misc-redundant-expression): libsodium gives one number two names; both must stay ours.
static_assert(k_kem_seed_size == crypto_kem_xwing_SECRETKEYBYTES);
static_assert(k_kem_cipher_size == crypto_kem_xwing_CIPHERTEXTBYTES);

namespace {

constexpr std::size_t k_secret_size = crypto_kem_xwing_SHAREDSECRETBYTES;
constexpr std::size_t k_encapsulation_seed_size = 64;

}  // namespace

KemKey KemKey::from_seed(BytesView seed)
{
    StackCleaner const cleaner;
    require(seed.size() == k_kem_seed_size, "an X-Wing seed of 32 bytes");
    KemKey key;
    key.m_seed = SecretBytes(k_kem_seed_size);
    int const done =
        crypto_kem_xwing_seed_keypair(key.m_public.bytes.data(), key.m_seed.mutable_view().data(), seed.data());
    require(done == 0, "an X-Wing key from any seed");
    // The secret key of X-Wing is its seed: the same 32 bytes open what was sealed and are kept in the keyring.
    require(equal(key.m_seed.view(), seed), "an X-Wing secret key that is its seed");
    return key;
}

KemKey KemKey::generate()
{
    return from_seed(random_secret(k_kem_seed_size).view());
}

Result<Encapsulated> encapsulate(KemPublic const& key)
{
    auto const seed = random_secret(k_encapsulation_seed_size);
    return encapsulate_from(key, seed.view());
}

Result<Encapsulated> encapsulate_from(KemPublic const& key, BytesView seed)
{
    StackCleaner const cleaner;
    require(seed.size() == k_encapsulation_seed_size, "an encapsulation seed of 64 bytes");
    Encapsulated result{.ciphertext = Bytes(k_kem_cipher_size), .secret = SecretBytes(k_secret_size)};
    if (crypto_kem_xwing_enc_deterministic(
            result.ciphertext.data(), result.secret.mutable_view().data(), key.bytes.data(), seed.data()) != 0)
        return fail(ErrorCode::Auth, "not a valid X-Wing key");
    return result;
}

Result<SecretBytes> decapsulate(KemKey const& key, BytesView ciphertext)
{
    StackCleaner const cleaner;
    require(!key.empty(), "a key that can open");
    if (ciphertext.size() != k_kem_cipher_size)
        return fail(ErrorCode::Auth, "not an X-Wing ciphertext");
    SecretBytes secret(k_secret_size);
    if (crypto_kem_xwing_dec(secret.mutable_view().data(), ciphertext.data(), key.seed().data()) != 0)
        return fail(ErrorCode::Auth, "not an X-Wing ciphertext");
    return secret;
}

InboxId inbox_id(VaultId const& vault, KemPublic const& key)
{
    return prefix_of<InboxId>(hash(HashLabel::Inbox, {vault.view(), key.view()}));
}

}  // namespace huisclos::crypto
