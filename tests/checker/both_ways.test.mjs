// The core and this implementation, against each other.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { Refused, concat, decode, encode, map } from './cbor.mjs';
import { TYPES, context, makeEnvelope, makeSeal, openEnvelope, openSeal } from './objects.mjs';
import {
    commitment, derive, deviceId, fingerprint, hash, hex, kemPublic, little, memberId, once, openOnce, same, sign, signPublic,
    unhex, verify,
} from './primitives.mjs';
import * as structures from './structures.mjs';

const ROUNDS = 12;
const random = (size) => new Uint8Array(randomBytes(size));

/** HUISCLOS_CHECKER, else the program of a build folder of the checkout. */
function program() {
    const candidates = ['native-asan', 'native-debug', 'native-release'].map((preset) =>
        fileURLToPath(new URL(`../../build/${preset}/tests/checker/huisclos_checker`, import.meta.url))
    );
    const found = [process.env.HUISCLOS_CHECKER, ...candidates].find((path) => path && existsSync(path));
    assert.ok(found, 'huisclos_checker is not built');
    return found;
}

function run(argument, input) {
    const { status, stdout, stderr } = spawnSync(program(), argument, { input, encoding: 'utf8', maxBuffer: 1 << 28, timeout: 300_000 });
    assert.equal(status, 0, stderr);
    return stdout.trim().split('\n').map((line) => JSON.parse(line));
}

const made = () => run(['make', String(ROUNDS)], '');
/** Answers of the core, in the order of the lines. */
function answers(lines) {
    const all = run(['open'], lines.map((line) => JSON.stringify(line) + '\n').join(''));
    assert.equal(all.length, lines.length);
    return all;
}

const contextOf = (line) => ({
    type: line.type, vault: unhex(line.vault), cid: unhex(line.cid), id: unhex(line.id), n: line.n, part: line.part,
});
const refusedWith = (code) => (error) => error instanceof Refused && error.code === code;

const checks = {
    envelope(line) {
        const object = unhex(line.bytes);
        assert.equal(hex(openEnvelope(unhex(line.key), contextOf(line), object)), line.plain);
        assert.throws(() => openEnvelope(unhex(line.key), { ...contextOf(line), part: line.part ^ 1 }, object), refusedWith('E_NOKEY'));
        assert.equal(hex(makeEnvelope(unhex(line.key), contextOf(line), unhex(line.plain), object.subarray(16, 40))), line.bytes);
    },
    seal(line) {
        assert.equal(hex(openSeal(unhex(line.key), contextOf(line), unhex(line.bytes))), line.plain);
        assert.throws(() => openSeal(unhex(line.key), { ...contextOf(line), part: line.part ^ 1 }, unhex(line.bytes)), refusedWith('E_AUTH'));
    },
    account(line) {
        const [as, vault, object] = [unhex(line.as), unhex(line.vault), unhex(line.bytes)];
        const pass = structures.passUnlock(as, unhex(line.pw), vault, unhex(line.passSlot));
        const kit = structures.kitUnlock(as, unhex(line.kr), vault, unhex(line.kitSlot));
        for (const [slot, unlock] of [[line.passSlot, pass], [line.kitSlot, kit]]) {
            const opened = structures.openAccount({ as, vault, version: line.version, object, slot: unhex(slot), unlock });
            assert.equal(hex(opened.krk), line.krk);
            assert.equal(hex(opened.keyring.get(3)), line.isk);
            assert.equal(hex(opened.keyring.get(4).at(-1)[1]), line.iek);
            assert.equal(hex(opened.keyring.get(7)), line.opk);
            assert.equal(opened.keyring.get(9), BigInt(line.cardVersion));
            assert.equal(hex(opened.slots[0].get(5)), line.salt);
        }
        assert.throws(
            () => structures.openAccount({ as, vault, version: line.version, object, slot: unhex(line.kitSlot), unlock: pass }),
            refusedWith('E_NOKEY')
        );
    },
    mails(line) {
        const [secret, vault] = [unhex(line.secret), unhex(line.vault)];
        assert.equal(hex(structures.inviteId(secret)), line.invite);
        const texts = structures.openTexts(secret, vault, unhex(line.texts));
        assert.deepEqual(texts.get(1), [line.charter, 3n]);
        assert.equal(hex(hash('text', new TextEncoder().encode(line.charter.normalize('NFC')))), line.charterHash);
        const join = structures.openJoin(secret, vault, unhex(line.join));
        assert.equal(join.name, line.name);
        assert.equal(hex(join.member), line.member);
        assert.equal(hex(join.devices[0]), line.device);
        assert.equal(hex(structures.openCard(unhex(line.card), vault).member), line.member);
        assert.throws(() => structures.openCard(unhex(line.card), random(32)), refusedWith('E_SIGNATURE'));
    },
    kit(line) {
        const [vault, as, kr] = [unhex(line.vault), unhex(line.as), unhex(line.kr)];
        assert.equal(structures.kitNumber(vault), line.number);
        assert.equal(structures.kitWords(vault, as, kr), line.words);
        assert.equal(structures.kitText({ url: line.url, token: line.token, vault, as, kr }), line.text);
        assert.equal(structures.wordsOf(fingerprint(vault, unhex(line.identity)), 6), line.sixWords);
    },
    week(line) {
        assert.equal(structures.wordsOf(hash('week', encode(line.tips.map(unhex).sort(Buffer.compare))), 6), line.words);
    },
    segment(line) {
        const [vault, es, cid, device] = [unhex(line.vault), unhex(line.es), unhex(line.cid), unhex(line.device)];
        const object = unhex(line.bytes);
        assert.equal(hex(hash('obj', object)), line.name);
        const [body, signature] = decode(openEnvelope(es, { type: 'segment', vault, cid, id: device, n: 1 }, object));
        assert.ok(verify(unhex(line.deviceKey), 'segment', vault, hash('body', body), signature));
        const fields = decode(body);
        assert.equal(hex(fields.get(1)), line.device);
        assert.equal(hex(fields.get(2)), line.cid);
        assert.ok(same(fields.get(3), commitment(es, cid).subarray(0, 16)));
        assert.equal(fields.get(4), 1n);
        const [[, , target, , payload], [, , , , sealed]] = fields.get(8);
        const create = decode(payload);
        const rk = structures.unwrapRecordKey(es, target, create.get(2), create.get(1));
        assert.equal(hex(rk), line.rk);
        assert.ok(same(structures.recordCommitment(rk, cid), create.get(2)));
        assert.ok(same(structures.recordId(cid, unhex(line.author), create.get(2)), target));
        assert.equal(hex(openOnce(opKey(rk, target, device, fields.get(7)), sealed)), line.inner);
    },
};

/** Key of the op of index 1 of a first segment. */
const opKey = (rk, record, device, nonce) => derive(rk, 'op', concat(record, device, little(1, 8), little(1, 2), nonce), 32);

test('what the core writes is opened here', async (t) => {
    const lines = made();
    for (const [kind, check] of Object.entries(checks)) {
        await t.test(kind, () => {
            const own = lines.filter((line) => line.make === kind);
            assert.equal(own.length, ROUNDS);
            own.forEach(check);
        });
    }
});

const randomContext = () => ({
    type: TYPES[randomInt(TYPES.length)], vault: random(32), cid: random(16), id: random(16),
    n: randomInt(2 ** 47), part: randomInt(2 ** 32),
});
const asLine = (ctx) => ({ ...ctx, vault: hex(ctx.vault), cid: hex(ctx.cid), id: hex(ctx.id) });
const flipped = (bytes, at) => {
    const copy = bytes.slice();
    copy[at] ^= 1 << randomInt(8);
    return copy;
};

test('envelopes written here are opened by the core, forged ones refused', () => {
    const cases = Array.from({ length: ROUNDS * 4 }, () => {
        const [ctx, key, plain] = [randomContext(), random(32), random(randomInt(3000))];
        return { ctx, key, plain, object: makeEnvelope(key, ctx, plain, random(24)) };
    });
    const line = ({ ctx, key }, bytes) => ({ open: 'envelope', key: hex(key), ...asLine(ctx), bytes: hex(bytes) });
    answers(cases.map((one) => line(one, one.object))).forEach((answer, i) => assert.equal(answer.plain, hex(cases[i].plain)));
    const expected = (at) => (at < 8 ? 'E_FORMAT' : at < 40 ? 'E_NOKEY' : 'E_AUTH');
    const forged = cases.map((one) => ({ one, at: randomInt(one.object.length) }));
    answers(forged.map(({ one, at }) => line(one, flipped(one.object, at)))).forEach((answer, i) =>
        assert.equal(answer.error, expected(forged[i].at), `byte ${forged[i].at}`)
    );
});

test('seals written here are opened by the core, forged ones refused', () => {
    const cases = Array.from({ length: ROUNDS * 2 }, () => {
        const [ctx, key, plain] = [randomContext(), random(32), random(randomInt(3000))];
        return { ctx, key, plain, object: makeSeal(kemPublic(key), ctx, plain, random(64)) };
    });
    const line = ({ ctx, key }, bytes) => ({ open: 'seal', key: hex(key), ...asLine(ctx), bytes: hex(bytes) });
    answers(cases.map((one) => line(one, one.object))).forEach((answer, i) => assert.equal(answer.plain, hex(cases[i].plain)));
    const forged = cases.map((one) => line(one, flipped(one.object, 8 + randomInt(one.object.length - 8))));
    answers(forged).forEach((answer) => assert.equal(answer.error, 'E_AUTH'));
});

test('accounts written here are opened by the core, with the passphrase and with the kit', () => {
    const cases = Array.from({ length: ROUNDS }, () => {
        const identity = random(32);
        const one = {
            as: random(16), kr: random(16), pw: random(32), vault: random(32), version: randomInt(2 ** 32), krk: random(32),
            ops: 4, memKib: 65_536, salt: random(16), passSlot: random(16), kitSlot: random(16), random, identity, iek: random(32),
        };
        one.keyring = map({
            1: one.version, 2: memberId(signPublic(identity)), 3: identity, 4: [[0, one.iek]],
            6: [random(16), random(16)], 8: [[24_323, random(32)]], 9: 11, 70: 'ignored',
        });
        return { ...one, bytes: structures.makeAccount(one) };
    });
    const line = (one, slot, secret) => ({
        open: 'account', vault: hex(one.vault), as: hex(one.as), version: one.version, slot: hex(slot), ...secret, bytes: hex(one.bytes),
    });
    const lines = cases.flatMap((one) => [
        line(one, one.passSlot, { pw: hex(one.pw) }),
        line(one, one.kitSlot, { kr: hex(one.kr) }),
        line(one, one.passSlot, { pw: hex(random(32)) }),
        line(one, one.kitSlot, { pw: hex(one.pw) }),
        { ...line(one, one.passSlot, { pw: hex(one.pw) }), version: one.version ^ 1 },
    ]);
    const all = answers(lines);
    cases.forEach((one, i) => {
        const right = { krk: hex(one.krk), isk: hex(one.identity), iek: hex(one.iek), verified: 2, cardVersion: 11 };
        const [pass, kit, wrong, wrongSlot, wrongVersion] = all.slice(5 * i, 5 * i + 5);
        assert.deepEqual(pass, right);
        assert.deepEqual(kit, right);
        assert.equal(wrong.error, 'typing error');
        assert.equal(wrongSlot.error, 'typing error');
        assert.equal(wrongVersion.error, 'E_NOKEY');
    });
});

test('a keyring that names another member is refused by the core', () => {
    const one = {
        as: random(16), kr: random(16), pw: random(32), vault: random(32), version: 3, krk: random(32), ops: 3, memKib: 65_536,
        salt: random(16), passSlot: random(16), kitSlot: random(16), random,
    };
    one.keyring = map({ 1: 3, 2: random(16), 3: random(32), 4: [[0, random(32)]], 6: [], 8: [], 9: 1 });
    const [answer] = answers([{
        open: 'account', vault: hex(one.vault), as: hex(one.as), version: 3, slot: hex(one.passSlot), pw: hex(one.pw),
        bytes: hex(structures.makeAccount(one)),
    }]);
    assert.equal(answer.error, 'E_CONTEXT');
});

test('mails written here are opened by the core, and a stranger’s request refused', () => {
    const [vault, secret, identity, device] = [random(32), random(32), random(32), random(32)];
    const card = map({
        1: signPublic(identity), 2: 1, 3: [[signPublic(device), 1]], 4: 0, 5: kemPublic(random(32)),
        6: [[1, 2, random(32), 1_790_000_000_000], [9, 1, random(32), 0]],
    });
    const signed = structures.signCard(card, identity, vault);
    const decomposed = 're\u0300glement';
    const lines = [
        { open: 'texts', bytes: hex(structures.makeTexts(secret, vault, ['Charte', 4], [decomposed, 1], random(24))) },
        { open: 'join', bytes: hex(structures.makeJoin(secret, vault, signed, 'Anaïs', random(24))) },
        { open: 'join', bytes: hex(structures.makeJoin(secret, vault, { ...signed, signature: random(64) }, 'Anaïs', random(24))) },
        { open: 'join', secret: hex(random(32)), bytes: hex(structures.makeJoin(secret, vault, signed, 'Anaïs', random(24))) },
        { open: 'join', bytes: hex(structures.makeJoin(secret, vault, { ...signed, hash: random(32) }, 'Anaïs', random(24))) },
    ].map((line) => ({ vault: hex(vault), secret: hex(secret), ...line }));
    const [texts, join, badCard, badLink, badJoin] = answers(lines);
    assert.deepEqual(texts, { charter: 'Charte', version: 4, hash: hex(hash('text', new TextEncoder().encode('Charte'))) });
    const member = memberId(signPublic(identity));
    assert.deepEqual(join, { name: 'Anaïs', member: hex(member), device: hex(deviceId(member, signPublic(device))) });
    assert.equal(badCard.error, 'E_SIGNATURE');
    assert.equal(badLink.error, 'E_NOKEY');
    assert.equal(badJoin.error, 'E_SIGNATURE');
});

test('kits and links written here are read by the core', () => {
    const kits = Array.from({ length: ROUNDS }, () => ({ vault: random(32), as: random(16), kr: random(16), url: 'https://magasin.exemple/' }));
    const lines = kits.map((kit) => ({
        open: 'kit', text: structures.kitText(kit), number: structures.kitNumber(kit.vault).toLowerCase().replaceAll(' ', '-'),
        words: structures.kitWords(kit.vault, kit.as, kit.kr).toUpperCase().normalize('NFD'),
    }));
    answers(lines).forEach((answer, i) => {
        const kit = kits[i];
        assert.deepEqual(answer, {
            vault: hex(kit.vault), vaultOfText: hex(kit.vault), as: hex(kit.as), asOfText: hex(kit.as), kr: hex(kit.kr), url: kit.url,
        });
    });
    const floor = map({ 1: [random(32)], 2: 1_790_000_000_000 });
    const maps = {
        i: map({ 1: 'https://m.exemple/', 3: random(32), 4: random(32), 5: random(32), 6: floor }),
        d: map({ 1: 'https://m.exemple/', 2: 'jeton', 3: random(32), 4: random(16), 6: floor }),
        s: map({ 1: 'https://m.exemple/', 2: 'jeton' }),
        r: map({ 1: 'https://m.exemple/', 3: random(32), 4: kemPublic(random(32)), 5: random(32) }),
        b: map({ 1: [1, 2, 3] }),
    };
    const texts = Object.entries(maps).map(([letter, content]) => `https://page.exemple/#${letter}=${structures.base64url(encode(content))}`);
    const good = answers(texts.map((text) => ({ open: 'link', text })));
    Object.values(maps).forEach((content, i) => assert.equal(good[i].map, hex(encode(content))));
    answers(texts.map((text) => ({ open: 'link', text: text + '=' }))).forEach((answer) => assert.equal(answer.error, 'E_ENCODING'));
});

test('a segment written here is opened by the core', () => {
    const [vault, es, cid, rk, nonce, dsk] = [random(32), random(32), random(16), random(32), random(16), random(32)];
    const author = random(16);
    const device = deviceId(author, signPublic(dsk));
    const rkc = structures.recordCommitment(rk, cid);
    const record = structures.recordId(cid, author, rkc);
    const inner = encode(map({ 1: 10, 2: 'été' }));
    const create = encode(map({ 1: structures.wrapRecordKey(es, record, rkc, rk), 2: rkc }));
    const body = encode(map({
        1: device, 2: cid, 3: commitment(es, cid).slice(0, 16), 4: 1, 5: new Uint8Array(32), 6: [], 7: nonce,
        8: [[32, 5, record, [], create, null], [33, 6, record, [], once(opKey(rk, record, device, nonce), inner), null]],
    }));
    const signature = sign(dsk, 'segment', vault, hash('body', body));
    const object = (sig) => makeEnvelope(es, { type: 'segment', vault, cid, id: device, n: 1 }, encode([body, sig]), random(24));
    const line = (bytes) => ({
        open: 'segment', vault: hex(vault), es: hex(es), cid: hex(cid), device: hex(device), deviceKey: hex(signPublic(dsk)),
        name: hex(hash('obj', bytes)), bytes: hex(bytes),
    });
    const good = object(signature);
    const [opened, badSignature, badName] = answers([line(good), line(object(random(64))), { ...line(good), name: hex(random(32)) }]);
    assert.deepEqual(opened, { rk: hex(rk), record: hex(record), inner: hex(inner) });
    assert.equal(badSignature.error, 'E_SIGNATURE');
    assert.equal(badName.error, 'E_HASH');
});

test('both accept the same CBOR and refuse the same', () => {
    const base = encode(map({ 1: [0, 23, 24, 255, 256, 65_535, 65_536, 2 ** 32], 2: 'été', 3: new Uint8Array(30), 9: map({ 4: true, 5: null }) }));
    const inputs = Array.from({ length: 4000 }, () => {
        const bytes = base.slice();
        for (let i = randomInt(3); i >= 0; i--) bytes[randomInt(bytes.length)] = randomInt(256);
        return randomInt(3) === 0 ? bytes.slice(0, randomInt(bytes.length)) : bytes;
    });
    const isAccepted = (bytes) => {
        try {
            decode(bytes);
            return true;
        } catch (error) {
            if (error instanceof Refused) return false;
            throw error;
        }
    };
    const accepted = inputs.map(isAccepted);
    answers(inputs.map((bytes) => ({ open: 'cbor', bytes: hex(bytes) }))).forEach((answer, i) =>
        assert.equal(answer.accepted === true, accepted[i], hex(inputs[i]))
    );
    const count = accepted.filter(Boolean).length;
    assert.ok(count > 100 && count < inputs.length - 100);
});

test('contexts are the bytes of 3.3', () => {
    const ctx = { type: 'log', vault: new Uint8Array(32).fill(1), cid: new Uint8Array(16).fill(2), id: new Uint8Array(16).fill(3), n: 4, part: 5 };
    assert.equal(hex(context(ctx)), '03000000' + '6c6f67' + '01'.repeat(32) + '02'.repeat(16) + '03'.repeat(16) + '0400000000000000' + '05000000');
});
