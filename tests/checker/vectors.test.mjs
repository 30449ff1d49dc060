// This implementation against the published vectors: so that a vector agrees with two implementations.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { Refused, concat, decode, encode } from './cbor.mjs';
import { makeEnvelope, makeSeal, openEnvelope, openSeal, padme } from './objects.mjs';
import {
    commitment, decapsulate, deviceId, encapsulate, fingerprint, hash, hex, kemPublic, memberId, open, passwordHash, range,
    signPublic, unhex, ascii, same,
} from './primitives.mjs';
import * as structures from './structures.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
const vectors = read('objects.json');
const spec = vectors.spec_3_17;

const K = range(0x00, 32);
const vault = range(0x40, 32);
const cid = range(0x60, 16);
const id = range(0x70, 16);

test('values of 3.17', () => {
    assert.equal(hex(hash('obj', ascii('huis clos'))), spec['H("obj", "huis clos")']);
    assert.equal(hex(commitment(K, cid)), spec['commit(K, cid)']);
    const envelope = makeEnvelope(K, { type: 'segment', vault, cid, id, n: 1 }, ascii('huis clos'), range(0x20, 24));
    assert.equal(hex(envelope.subarray(8, 16)), spec['envelope kid']);
    assert.equal(hex(envelope.subarray(40, 72)), spec['envelope C']);
    assert.equal(hex(envelope.subarray(-16)), spec['envelope tag']);
    assert.equal(hex(hash('obj', envelope)), spec['length 600 name']);
    const pk = kemPublic(K);
    assert.equal(hex(hash('obj', pk)), spec['seal H("obj", pk)']);
    assert.equal(hex(encapsulate(pk, range(0x80, 64)).secret), spec['seal ss']);
    const seal = makeSeal(pk, { type: 'grant', vault, id }, ascii('huis clos'), range(0x80, 64));
    assert.equal(hex(seal.subarray(1128, 1160)), spec['seal C']);
    assert.equal(hex(hash('obj', seal)), spec['length 1688 name']);
    assert.equal(hex(decapsulate(K, seal.subarray(8, 1128))), spec['seal ss']);
    const rk = range(0xc0, 32);
    const rkc = structures.recordCommitment(rk, cid);
    assert.equal(hex(rkc), spec.rkc);
    const record = structures.recordId(cid, range(0xe0, 16), rkc);
    assert.equal(hex(record), spec.record);
    assert.equal(hex(structures.wrapRecordKey(K, record, rkc, rk)), spec.wrap);
});

test('identities, sets and words of 3.17', () => {
    const pk = signPublic(K);
    assert.equal(hex(memberId(pk)), spec.member);
    assert.equal(hex(deviceId(memberId(pk), pk)), spec.device);
    assert.equal(hex(fingerprint(vault, pk)), spec.fp);
    assert.equal(structures.wordsOf(fingerprint(vault, pk), 6), spec.words);
    const newCid = hash('cid', encode([3, range(0xe0, 16), 3, range(0xf0, 16), range(0xe0, 16)])).subarray(0, 16);
    assert.equal(hex(newCid), spec.cid);
    const rpk = kemPublic(K);
    const set = hash('set', encode([rpk, pk, 2, [[range(0x00, 16), rpk], [range(0x10, 16), rpk]]])).subarray(0, 16);
    assert.equal(hex(set), spec.set);
    assert.equal(hex(hash('kit', vault, range(0, 16), range(0x10, 16))), spec['H("kit", vault_id || AS || KR)']);
    assert.equal(structures.kitNumber(vault), spec.number);
    assert.equal(structures.kitWords(vault, range(0, 16), range(0x10, 16)), spec['kit words']);
});

const contextOf = (object) => ({
    type: object.type, vault: unhex(object.vault_id), cid: unhex(object.cid), id: unhex(object.id), n: object.n, part: object.part,
});

test('every published object, made and opened', () => {
    for (const object of vectors.objects) {
        const isSeal = object.kind === 2;
        const plain = unhex(object.plain);
        const made = isSeal
            ? makeSeal(kemPublic(unhex(object.seed)), contextOf(object), plain, unhex(object.encaps_seed))
            : makeEnvelope(unhex(object.key), contextOf(object), plain, unhex(object.salt));
        assert.equal(hex(made), object.bytes, object.type);
        assert.equal(hex(hash('obj', made)), object.name);
        const opened = isSeal
            ? openSeal(unhex(object.seed), contextOf(object), made)
            : openEnvelope(unhex(object.key), contextOf(object), made);
        assert.equal(hex(opened), object.plain);
    }
    assert.ok(vectors.objects.length >= 29);
});

test('every published forgery, refused with its code', () => {
    for (const object of vectors.negative) {
        const attempt = () => (object.kind === 2 ? openSeal : openEnvelope)(unhex(object.key), contextOf(object), unhex(object.bytes));
        assert.throws(attempt, (error) => error instanceof Refused && error.code === object.expect, object.name);
    }
    assert.ok(vectors.negative.length >= 25);
});

test('strict CBOR', () => {
    const { good, bad } = read('cbor.json');
    for (const [text, bytes] of good) {
        const value = decode(unhex(bytes));
        assert.equal(hex(encode(value)), bytes, text);
    }
    for (const { name, hex: bytes, expect } of bad)
        assert.throws(() => decode(unhex(bytes)), (error) => error instanceof Refused && error.code === expect, name);
    assert.ok(good.length >= 17 && bad.length >= 36);
});

test('the published account opens with each unlock key', () => {
    const d = Object.fromEntries(Object.entries(vectors.derived).map(([name, value]) => [name, value]));
    const as = unhex(d.AS);
    const object = unhex(vectors.objects.find((one) => one.type === 'account').bytes);
    assert.equal(hex(structures.locator(as, vault)), d.loc);
    assert.equal(hex(structures.accountKey(as, vault)), d.AK);
    const pw = passwordHash(d.passphrase, unhex(d.salt), d.ops, d.mem_kib);
    const pass = structures.passUnlock(as, pw, vault, unhex(d.slot_pass));
    assert.equal(hex(pass), d.UK_pass);
    const kit = structures.kitUnlock(as, unhex(d.KR), vault, unhex(d.slot_kit));
    assert.equal(hex(kit), d.UK_kit);
    assert.equal(hex(structures.prfUnlock(as, unhex(d.prf), vault, unhex(d.slot_prf), unhex(d.credential))), d.UK_prf);
    for (const [slot, unlock] of [[d.slot_pass, pass], [d.slot_kit, kit]]) {
        const opened = structures.openAccount({ as, vault, version: 5, object, slot: unhex(slot), unlock });
        assert.equal(hex(opened.krk), d.KRK);
        assert.equal(hex(opened.keyring.get(3)), d.ISK);
    }
});

test('padding of the published lengths', () => {
    for (const [size, padded] of vectors.derived.padme) assert.equal(padme(size), padded);
});

test('one ciphertext, two keys: the cipher alone does not commit', () => {
    const s = read('salamander.json');
    const none = new Uint8Array(0);
    assert.equal(hex(open(unhex(s.key1), unhex(s.nonce), none, unhex(s.ct_and_tag))), s.plain1);
    assert.equal(hex(open(unhex(s.key2), unhex(s.nonce), none, unhex(s.ct_and_tag))), s.plain2);
});

test('Argon2id of the reference program, also outside the limits of the protocol', () => {
    for (const vector of read('argon2id.json').vectors) {
        if (vector.m_kib > 65_536) continue; // The largest is computed by the core's own test.
        const out = passwordHash(vector.pass_utf8, ascii(vector.salt_ascii), vector.t, vector.m_kib);
        assert.equal(hex(out), vector.out);
    }
});

test('the word list is the published one', () => {
    const nfc = new TextEncoder().encode(structures.words.map((word) => word + '\n').join(''));
    assert.equal(structures.words.length, 2048);
    return crypto.subtle.digest('SHA-256', nfc).then((digest) => {
        assert.equal(hex(new Uint8Array(digest)), '431c1d074225d2b7e82db857d7c3ea58051df546e7c8b74c1f6dcab36351fd56');
        assert.ok(same(concat(nfc), nfc));
    });
});
