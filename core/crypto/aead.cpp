#include "core/crypto/aead.hpp"

#include <sodium.h>

#include "core/base/require.hpp"
#include "core/crypto/stack.hpp"
#include "core/crypto/xchacha.hpp"

namespace huisclos::crypto {

Bytes encrypt_once(BytesView key, BytesView plain)
{
    Bytes cipher;
    append_encrypted(cipher, key, k_zero_nonce, {}, plain);
    return cipher;
}

Result<SecretBytes> decrypt_once(BytesView key, BytesView cipher)
{
    return decrypt(key, k_zero_nonce, {}, cipher);
}

void append_encrypted(Bytes& to, BytesView key, BytesView nonce, BytesView additional, BytesView plain)
{
    StackCleaner const cleaner;
    require(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "an AEAD key of 32 bytes");
    require(nonce.size() == k_nonce_size, "a nonce of 24 bytes");
    // The additional data may be the head of `to` itself: it is read from where it will be after growth.
    bool const is_head = additional.data() == to.data();
    std::size_t const start = to.size();
    to.resize(start + plain.size() + k_tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        to.data() + start, nullptr, plain.data(), plain.size(), is_head ? to.data() : additional.data(),
        additional.size(), nullptr, nonce.data(), key.data());
}

Result<SecretBytes> decrypt(BytesView key, BytesView nonce, BytesView additional, BytesView cipher)
{
    StackCleaner const cleaner;
    require(key.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "an AEAD key of 32 bytes");
    require(nonce.size() == k_nonce_size, "a nonce of 24 bytes");
    if (cipher.size() < k_tag_size)
        return fail(ErrorCode::Auth, "too short to be authentic");
    SecretBytes plain(cipher.size() - k_tag_size);
    std::uint8_t none = 0;
    auto* out = plain.empty() ? &none : plain.mutable_view().data();
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            out, nullptr, nullptr, cipher.data(), cipher.size(), additional.data(), additional.size(), nonce.data(),
            key.data()) != 0)
        return fail(ErrorCode::Auth, "not authentic");
    return plain;
}

}  // namespace huisclos::crypto
