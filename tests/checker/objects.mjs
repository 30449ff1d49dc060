// Padding, envelope and seal of docs/protocol.md 3.3, with the limits of 3.15.

import { Refused, concat } from './cbor.mjs';
import { ascii, decapsulate, derive, encapsulate, kemPublic, little, lp, open, same, seal } from './primitives.mjs';

const FLOORS = {
    head: 4096, card: 4096, act: 4096, genesis: 4096,
    segment: 512, table: 512, grant: 512, deposit: 512, account: 512, log: 512,
};
const KIB = 1024;
const LIMITS = {
    segment: 8192 * KIB, log: 8192 * KIB, shard: 8192 * KIB, act: 1024 * KIB, grant: 64 * KIB, deposit: 64 * KIB,
    mail: 64 * KIB, hist: 64 * KIB, local: 16384 * KIB, frozen: 64 * KIB, share: 64 * KIB,
};
const limit = (type) => LIMITS[type] ?? 256 * KIB;

export const TYPES = [
    'account', 'keyring', 'slot', 'head', 'card', 'genesis', 'act', 'segment', 'log', 'grant', 'deposit', 'table', 'hist',
    'shard', 'file', 'mail', 'frozen', 'share', 'local',
];

/** Round x up to a multiple of 2^(E-S). */
export function padme(x) {
    const e = Math.floor(Math.log2(x));
    const s = Math.floor(Math.log2(e)) + 1;
    const step = 2 ** Math.max(0, e - s);
    return Math.ceil(x / step) * step;
}

export function paddedSize(type, size) {
    const floor = FLOORS[type];
    if (!floor) return Math.max(256, padme(size + 1));
    let length = floor;
    while (length < size + 1) length *= 2;
    return length;
}

function isPaddedSize(type, length) {
    if (length > limit(type)) return false;
    const floor = FLOORS[type];
    return floor ? length >= floor && Number.isInteger(Math.log2(length)) : length >= 256 && padme(length) === length;
}

export function pad(type, plain) {
    const out = new Uint8Array(paddedSize(type, plain.length));
    out.set(plain);
    out[plain.length] = 0x80;
    return out;
}

function unpad(type, padded) {
    let size = padded.length;
    while (size > 0 && padded[size - 1] === 0) size--;
    if (size === 0 || padded[size - 1] !== 0x80 || paddedSize(type, size - 1) !== padded.length) throw new Refused('E_AUTH');
    return padded.slice(0, size - 1);
}

/** {type, vault, cid, id, n, part}: absent fields are zero. */
export function context({ type, vault, cid, id, n, part }) {
    const zero = new Uint8Array(16);
    return concat(lp(ascii(type)), vault, cid ?? zero, id ?? zero, little(n ?? 0, 8), little(part ?? 0, 4));
}

const header = (kind) => concat(ascii('HCV1'), Uint8Array.of(1, 1, kind, 0));

function checkForm(object, kind, type, overhead) {
    const expected = header(kind);
    if (object.length < 8 || !same(object.subarray(0, 8), expected)) throw new Refused('E_FORMAT');
    if (object.length < overhead + 256 || !isPaddedSize(type, object.length - overhead)) throw new Refused('E_FORMAT');
}

export function makeEnvelope(key, ctx, plain, salt) {
    const bound = context(ctx);
    const kid = derive(key, 'kid', concat(salt, bound), 32).subarray(0, 8);
    const head = concat(header(1), kid, salt);
    const t = derive(key, 'env', concat(head, bound), 64);
    const whole = concat(head, t.subarray(32));
    return concat(whole, seal(t.subarray(0, 32), salt, whole, pad(ctx.type, plain)));
}

export function openEnvelope(key, ctx, object) {
    checkForm(object, 1, ctx.type, 88);
    const bound = context(ctx);
    const salt = object.subarray(16, 40);
    if (!same(derive(key, 'kid', concat(salt, bound), 32).subarray(0, 8), object.subarray(8, 16))) throw new Refused('E_NOKEY');
    const t = derive(key, 'env', concat(object.subarray(0, 40), bound), 64);
    if (!same(t.subarray(32), object.subarray(40, 72))) throw new Refused('E_AUTH');
    const padded = open(t.subarray(0, 32), salt, object.subarray(0, 72), object.subarray(72));
    if (!padded) throw new Refused('E_AUTH');
    return unpad(ctx.type, padded);
}

const NONCE = new Uint8Array(24);

export function makeSeal(publicKey, ctx, plain, seed) {
    const { ciphertext, secret } = encapsulate(publicKey, seed);
    const t = derive(secret, 'seal', concat(header(2), publicKey, ciphertext, context(ctx)), 64);
    const whole = concat(header(2), ciphertext, t.subarray(32));
    return concat(whole, seal(t.subarray(0, 32), NONCE, whole, pad(ctx.type, plain)));
}

export function openSeal(seed, ctx, object) {
    checkForm(object, 2, ctx.type, 1176);
    const xct = object.subarray(8, 1128);
    let secret;
    try {
        secret = decapsulate(seed, xct);
    } catch {
        throw new Refused('E_AUTH');
    }
    const t = derive(secret, 'seal', concat(header(2), kemPublic(seed), xct, context(ctx)), 64);
    if (!same(t.subarray(32), object.subarray(1128, 1160))) throw new Refused('E_AUTH');
    const padded = open(t.subarray(0, 32), NONCE, object.subarray(0, 1160), object.subarray(1160));
    if (!padded) throw new Refused('E_AUTH');
    return unpad(ctx.type, padded);
}
