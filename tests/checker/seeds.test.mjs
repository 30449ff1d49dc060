// The seeds on the disk are those that seeds.mjs makes, and are what their names say as far as this implementation reads.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { decode } from './cbor.mjs';
import { openSeal } from './objects.mjs';
import { corpus, seeds, sealContext, sealSeed, secret } from './seeds.mjs';
import { openJoin, openTexts } from './structures.mjs';

const vault = new Uint8Array(32);
const seed = (name) => new Map(seeds).get(name);

test('every seed is on the disk as it is made', () => {
    assert.ok(seeds.length > 60);
    for (const [name, bytes] of seeds)
        assert.deepEqual(new Uint8Array(readFileSync(new URL(name, corpus))), new Uint8Array(bytes), name);
});

test('those that are no sealed object are strict CBOR, but for two that only say that they are long', () => {
    const isObject = (name) => name.startsWith('seal/') || name.startsWith('mail/mail_') || name.startsWith('founding/file');
    const onlySay = ['table/huge_array', 'founding/huge_array_of_groups'];
    for (const [name, bytes] of seeds.filter(([one]) => !isObject(one) && !onlySay.includes(one)))
        assert.doesNotThrow(() => decode(bytes), name);
    for (const name of onlySay)
        assert.throws(() => decode(seed(name)), name);
});

test('a draft of a council is a map behind a line in a file, and one is not composed', () => {
    const [file, map] = [seed('founding/file'), seed('founding/clspd')];
    const head = file.subarray(0, file.length - map.length);
    assert.equal(Buffer.from(head).toString(), 'HCV1 founding draft\n');
    assert.deepEqual(decode(file.subarray(head.length)), decode(map));
    const commune = decode(seed('founding/not_composed')).get(3);
    assert.notEqual(commune, commune.normalize('NFC'));
});

test('a self-grant names its device, mail 0 its council, its inviter and its date', () => {
    assert.equal(decode(seed('grant/self_grant')).get(64).length, 16);
    const mail = openTexts(secret, vault, seed('mail/mail_0_opened'));
    assert.deepEqual([64, 65, 66].map((key) => mail.has(key)), [true, true, true]);
    assert.deepEqual(decode(seed('mail/texts_67_to_69')).get(68), ['Charte déontologique', 20_261_015n]);
    assert.deepEqual(openTexts(secret, vault, seed('mail/mail_0_with_titles')).get(69), ['Règlement intérieur', 0n]);
    assert.equal(openJoin(secret, vault, seed('mail/mail_1_opened')).name, 'Anaïs');
});

test('seals open or are refused as their names say', () => {
    for (const [name, bytes] of seeds.filter(([one]) => /^seal\/(?!recipient)/.test(one))) {
        if (/^seal\/opened(?!_by)/.test(name))
            assert.doesNotThrow(() => openSeal(sealSeed, sealContext, bytes), name);
        else
            assert.throws(() => openSeal(sealSeed, sealContext, bytes), name);
    }
});
