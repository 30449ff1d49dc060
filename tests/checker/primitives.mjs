// Hashes, signatures, ciphers and the KEM of docs/protocol.md 3.1, on @noble.

import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { argon2id } from '@noble/hashes/argon2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js';

import { concat } from './cbor.mjs';

export const ascii = (text) => new TextEncoder().encode(text);
export const hex = (bytes) => Buffer.from(bytes).toString('hex');
export const unhex = (text) => new Uint8Array(Buffer.from(text, 'hex'));
export const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
export const range = (first, count) => Uint8Array.from({ length: count }, (_, i) => first + i);

/** Little-endian, fixed width. */
export function little(number, width) {
    return Uint8Array.from({ length: width }, (_, i) => Number((BigInt(number) >> BigInt(8 * i)) & 255n));
}
export const lp = (bytes) => concat(little(bytes.length, 4), bytes);

const ZERO = Uint8Array.of(0);

/** H(label, x) */
export const hash = (label, ...x) => blake2b(concat(ascii('HCV1/h/' + label), ZERO, ...x), { dkLen: 32 });

/** F(K, label, x, n) */
export const derive = (key, label, x, size) =>
    blake2b(concat(ascii('HCV1/f/' + label), ZERO, x), { key, dkLen: size });

const signed = (label, vault, x) => concat(ascii('HCV1/sig/' + label), ZERO, vault, x);
/** Sig(sk, label, x) */
export const sign = (seed, label, vault, x) => ed25519.sign(signed(label, vault, x), seed);
export const verify = (key, label, vault, x, signature) => {
    try {
        return ed25519.verify(signature, signed(label, vault, x), key, { zip215: false });
    } catch {
        return false;
    }
};
export const signPublic = (seed) => ed25519.getPublicKey(seed);

/** XChaCha20-Poly1305-IETF: ciphertext || tag; undefined when it does not open. */
export const seal = (key, nonce, ad, plain) => xchacha20poly1305(key, nonce, ad).encrypt(plain);
export function open(key, nonce, ad, cipher) {
    try {
        return xchacha20poly1305(key, nonce, ad).decrypt(cipher);
    } catch {
        return undefined;
    }
}
const ZERO_NONCE = new Uint8Array(24);
/** A(key, x) */
export const once = (key, plain) => seal(key, ZERO_NONCE, new Uint8Array(0), plain);
export const openOnce = (key, cipher) => open(key, ZERO_NONCE, new Uint8Array(0), cipher);

export const kemPublic = (seed) => xwing.keygen(seed).publicKey;
export function encapsulate(publicKey, seed) {
    const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, seed);
    return { ciphertext: cipherText, secret: sharedSecret };
}
export const decapsulate = (seed, ciphertext) => xwing.decapsulate(ciphertext, seed);

export const passwordHash = (passphrase, salt, ops, memKib) =>
    argon2id(new TextEncoder().encode(passphrase.normalize('NFKC')), salt, { t: ops, m: memKib, p: 1, dkLen: 32 });

export const memberId = (identity) => hash('member', identity).slice(0, 16);
export const deviceId = (member, key) => hash('device', member, key).slice(0, 16);
export const inboxId = (vault, key) => hash('inbox', vault, key).slice(0, 16);
export const fingerprint = (vault, identity) => hash('fp', vault, identity);
export const commitment = (secret, cid) => derive(secret, 'commit', cid, 32);
