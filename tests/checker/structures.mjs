// Structures of docs/protocol.md 3.4 to 3.7 and 3.12, as far as they are checked both ways.

import { createRequire } from 'node:module';

import { Refused, concat, decode, encode, map } from './cbor.mjs';
import { makeEnvelope, openEnvelope } from './objects.mjs';
import {
    derive, deviceId, hash, kemPublic, lp, memberId, once, openOnce, same, sign, signPublic, verify,
} from './primitives.mjs';

const WORDS = createRequire(import.meta.url)('bip39/src/wordlists/french.json').map((word) => word.normalize('NFC'));
export const words = WORDS;

/** `count` numbers of 11 bits, most significant first, as words. */
export function wordsOf(bytes, count) {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return Array.from({ length: count }, (_, i) => WORDS[parseInt(bits.slice(11 * i, 11 * i + 11), 2)]).join(' ');
}

export function base32(bytes) {
    const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return (bits.match(/.{1,5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[parseInt(five.padEnd(5, '0'), 2)]).join('');
}
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

export const kitNumber = (vault) => (base32(vault) + base32(hash('number', vault)).slice(0, 4)).match(/.{4}/g).join(' ');
export const kitWords = (vault, as, kr) => wordsOf(concat(as, kr, hash('kit', vault, as, kr).subarray(0, 1)), 24);
export const kitText = ({ url, token, vault, as, kr, floor }) =>
    'HC1K:' + base64url(encode(map({ 1: url, 2: token, 3: vault, 4: as, 5: kr, 6: floor })));

/** E_UPGRADE for an unknown key below 64; E_ENCODING for one that is missing. */
function fields(value, known, required) {
    if (!(value instanceof Map)) throw new Refused('E_ENCODING');
    for (const key of value.keys()) if (key < 64 && !known.includes(key)) throw new Refused('E_UPGRADE');
    for (const key of required) if (!value.has(key)) throw new Refused('E_ENCODING');
    return value;
}

// --- account ---

export const locator = (as, vault) => derive(as, 'locator', vault, 16);
export const accountKey = (as, vault) => derive(as, 'account', vault, 32);
export const passUnlock = (as, pw, vault, slot) => derive(as, 'unlock-pass', concat(pw, vault, slot), 32);
export const kitUnlock = (as, kr, vault, slot) => derive(concat(kr, as), 'unlock-kit', concat(vault, slot), 32);
export const prfUnlock = (as, prf, vault, slot, credential) =>
    derive(prf, 'unlock-prf', concat(as, vault, slot, lp(credential)), 32);

/** Opens a slot with `unlock`, then the keyring: {krk, keyring map}. */
export function openAccount({ as, vault, version, object, slot, unlock }) {
    const loc = locator(as, vault);
    const outer = fields(
        decode(openEnvelope(accountKey(as, vault), { type: 'account', vault, id: loc, n: version }, object)), [1, 2, 3], [1, 2, 3]
    );
    const chosen = outer.get(2).find((one) => same(one.get(1), slot));
    const krk = openEnvelope(unlock, { type: 'slot', vault, id: slot }, chosen.get(7));
    const plain = openEnvelope(krk, { type: 'keyring', vault, id: loc, n: version }, outer.get(3));
    const keyring = fields(decode(plain), [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 6, 8, 9]);
    if (outer.get(1) !== BigInt(version) || keyring.get(1) !== BigInt(version)) throw new Refused('E_CONTEXT');
    if (!same(memberId(signPublic(keyring.get(3))), keyring.get(2))) throw new Refused('E_CONTEXT');
    return { krk, keyring, slots: outer.get(2) };
}

/** An account with a passphrase slot and a kit slot. `random(n)` gives bytes. */
export function makeAccount({ as, kr, pw, vault, version, krk, keyring, ops, memKib, salt, passSlot, kitSlot, random }) {
    const loc = locator(as, vault);
    const slotObject = (unlock, slot) => makeEnvelope(unlock, { type: 'slot', vault, id: slot }, krk, random(24));
    const slots = [
        map({ 1: passSlot, 2: 1, 3: ops, 4: memKib, 5: salt, 7: slotObject(passUnlock(as, pw, vault, passSlot), passSlot) }),
        map({ 1: kitSlot, 2: 2, 7: slotObject(kitUnlock(as, kr, vault, kitSlot), kitSlot) }),
    ];
    const ring = makeEnvelope(krk, { type: 'keyring', vault, id: loc, n: version }, encode(keyring), random(24));
    const plain = encode(map({ 1: version, 2: slots, 3: ring }));
    return makeEnvelope(accountKey(as, vault), { type: 'account', vault, id: loc, n: version }, plain, random(24));
}

// --- card and mails ---

/** [cbody, signature] of a card map signed by the identity seed. */
export function signCard(card, identitySeed, vault) {
    const body = encode(card);
    return { body, hash: hash('card', body), signature: sign(identitySeed, 'card', vault, hash('card', body)) };
}

export function openCard(plain, vault) {
    const [body, signature] = decode(plain);
    const card = fields(decode(body), [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6]);
    if (!verify(card.get(1), 'card', vault, hash('card', body), signature)) throw new Refused('E_SIGNATURE');
    return { card, body, member: memberId(card.get(1)), devices: card.get(3).map(([key]) => deviceId(memberId(card.get(1)), key)) };
}

export const inviteId = (s) => derive(s, 'invite-id', new Uint8Array(0), 16);
export const inviteBox = (s) => derive(s, 'invite-box', new Uint8Array(0), 32);
export const inviteSeed = (s) => derive(s, 'invite-sign', new Uint8Array(0), 32);
const mailContext = (s, vault, n) => ({ type: 'mail', vault, id: inviteId(s), n });

export const makeTexts = (s, vault, charter, rules, salt) =>
    makeEnvelope(inviteBox(s), mailContext(s, vault, 0), encode(map({ 1: charter, 2: rules })), salt);
export function makeJoin(s, vault, signedCard, name, salt) {
    const join = sign(inviteSeed(s), 'join', vault, signedCard.hash);
    const plain = encode(map({ 1: signedCard.body, 2: signedCard.signature, 3: name, 4: join }));
    return makeEnvelope(inviteBox(s), mailContext(s, vault, 1), plain, salt);
}
export const openTexts = (s, vault, object) => decode(openEnvelope(inviteBox(s), mailContext(s, vault, 0), object));
export function openJoin(s, vault, object) {
    const mail = decode(openEnvelope(inviteBox(s), mailContext(s, vault, 1), object));
    const opened = openCard(encode([mail.get(1), mail.get(2)]), vault);
    if (!verify(signPublic(inviteSeed(s)), 'join', vault, hash('card', mail.get(1)), mail.get(4))) throw new Refused('E_SIGNATURE');
    return { ...opened, name: mail.get(3) };
}

// --- records ---

export const recordCommitment = (rk, cid) => derive(rk, 'rk-commit', cid, 32);
export const recordId = (cid, author, rkc) => hash('record', cid, author, rkc).slice(0, 16);
const wrapKey = (es, record, rkc) => derive(es, 'rk-wrap', concat(record, rkc), 32);
export const wrapRecordKey = (es, record, rkc, rk) => once(wrapKey(es, record, rkc), rk);
export const unwrapRecordKey = (es, record, rkc, wrap) => openOnce(wrapKey(es, record, rkc), wrap);

export { kemPublic };
