/* Prints digests of what each algorithm of libsodium makes from fixed inputs. toolchains/setup runs it natively and in
   Node and refuses a wasm library whose lines differ: an optimised path that is wrong on one side shows here. */
#include <sodium.h>
#include <stdio.h>

static void print(char const *name, unsigned char const *bytes, size_t size)
{
    unsigned char digest[32];
    char hex[65];
    crypto_hash_sha256(digest, bytes, size);
    printf("%s %s\n", name, sodium_bin2hex(hex, sizeof hex, digest, sizeof digest));
}

int main(void)
{
    static unsigned char message[70000], sealed[70000 + 64], opened[70000];
    unsigned char salt[16] = {5}, key[32] = {1}, nonce[24] = {2}, seed[32] = {7}, out[64], public_key[32], secret_key[64];
    unsigned char kem_public[crypto_kem_xwing_PUBLICKEYBYTES], kem_secret[crypto_kem_xwing_SECRETKEYBYTES];
    unsigned char kem_ciphertext[crypto_kem_xwing_CIPHERTEXTBYTES], shared[2][32];
    unsigned long long size = 0;
    size_t i;

    if (sodium_init() < 0)
        return 1;
    printf("version %s\n", sodium_version_string());
    for (i = 0; i < sizeof message; ++i)
        message[i] = (unsigned char) (i * 131 + i / 256);

    /* Argon2id first: RFC 9106 has no vector with one lane, so the native side is the reference. */
    if (crypto_pwhash(out, 32, "passphrase", 10, salt, 3, 8u << 20, crypto_pwhash_ALG_ARGON2ID13) != 0)
        return 2;
    print("argon2id", out, 32);
    if (crypto_pwhash(out, 64, "passphrase", 10, salt, 3, 1u << 20, crypto_pwhash_ALG_ARGON2I13) != 0)
        return 3;
    print("argon2i", out, 64);
    crypto_generichash(out, 64, message, sizeof message, key, 32);
    print("blake2b", out, 64);
    crypto_hash_sha512(out, message, sizeof message);
    print("sha512", out, 64);
    crypto_sign_seed_keypair(public_key, secret_key, seed);
    crypto_sign_detached(out, &size, message, sizeof message, secret_key);
    if (crypto_sign_verify_detached(out, message, sizeof message, public_key) != 0)
        return 4;
    print("ed25519", out, 64);
    if (crypto_scalarmult_base(out, seed) != 0)
        return 5;
    print("x25519", out, 32);
    /* Scalars of every kind: the base point is multiplied by other code on wasm. */
    for (i = 0; i < 64; ++i) {
        seed[0] = (unsigned char) i;
        seed[31] = (unsigned char) (255 - i);
        crypto_sign_seed_keypair(public_key, secret_key, seed);
        crypto_sign_detached(out, &size, message, i, secret_key);
        if (crypto_sign_verify_detached(out, message, i, public_key) != 0)
            return 9;
        print("ed25519", out, 64);
        if (crypto_scalarmult_base(out, seed) != 0)
            return 10;
        print("x25519", out, 32);
    }
    for (i = 0; i < sizeof message; i = i * 3 + 1) {
        crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, &size, message, i, message, i % 40, NULL, nonce, key);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(opened, NULL, NULL, sealed, size, message, i % 40, nonce, key) != 0 ||
            sodium_memcmp(opened, message, i) != 0)
            return 6;
        print("xchacha20poly1305", sealed, (size_t) size);
    }
    if (crypto_kem_xwing_seed_keypair(kem_public, kem_secret, seed) != 0)
        return 7;
    print("xwing", kem_public, sizeof kem_public);
    if (crypto_kem_xwing_enc(kem_ciphertext, shared[0], kem_public) != 0 ||
        crypto_kem_xwing_dec(shared[1], kem_ciphertext, kem_secret) != 0 || sodium_memcmp(shared[0], shared[1], 32) != 0)
        return 8;
    return 0;
}
