// Seeds of tests/fuzz/corpus for grants, mails, seals, segments, logs, tables and drafts of a council, beside those that come
// from the vectors: forms that a newer or hostile writer gives, one fault each. Written on this implementation, from fixed bytes, so that
// every run makes the same files. `node tests/checker/seeds.mjs` writes them; seeds.test.mjs compares.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { concat, encode, map } from './cbor.mjs';
import { makeEnvelope, makeSeal } from './objects.mjs';
import { kemPublic, range, signPublic } from './primitives.mjs';
import { inviteBox, inviteId, makeJoin, signCard } from './structures.mjs';

export const corpus = new URL('../fuzz/corpus/', import.meta.url);

const bytesOf = (size, first = 0) => Uint8Array.from({ length: size }, (_, i) => (i === 0 ? first : 0));
const id = (n) => range(16 * n, 16);
const long = (n) => range(n, 32);
const [device, cid, eid, record] = [id(1), id(2), id(3), id(4)];
const zero = bytesOf(32);
const vault = bytesOf(32);
const t = 1_790_000_000_000;

// --- grants: {1 target, 2 generation, 3 [[cid, secret]], 64 device}? ---

const items = [[cid, long(0x20)], [id(5), long(0x40)]];
const grant = (more = {}) => encode(map({ 1: id(6), 2: 3, 3: items, ...more }));
const grants = {
    self_grant: grant({ 64: device }),
    self_grant_of_nothing: grant({ 3: [], 64: device }),
    self_grant_device_is_text: grant({ 64: 'appareil' }),
    self_grant_short_device: grant({ 64: device.subarray(1) }),
    self_grant_and_key_65: grant({ 64: device, 65: [1, null, map({ 1: true })] }),
    newer_key_63: grant({ 63: device, 64: device }),
    generation_2_32: grant({ 2: 2 ** 32 }),
    short_secret: grant({ 3: [[cid, range(0, 31)]] }),
    item_of_three: grant({ 3: [[cid, long(0), 1]] }),
};

// --- mails of the invitation whose secret the target has: 1 then zeros, in the vault of zeros ---

export const secret = bytesOf(32, 1);
const texts = (more = {}) => encode(map({ 1: ['Charte', 1], 2: ['Règlement intérieur', 4], ...more }));
const said = { 64: [1, 'CLSPD de Saint-Aubin'], 65: 'Hélène Vasselard', 66: t };
const mailOf = (number, plain) =>
    makeEnvelope(inviteBox(secret), { type: 'mail', vault, id: inviteId(secret), n: number }, plain, range(0x80, 24));

function joinMail() {
    const identity = long(0x10);
    const card = map({ 1: signPublic(identity), 2: 1, 3: [[signPublic(long(0x30)), 1]], 4: 0, 5: kemPublic(long(0x50)), 6: [[1, 1, long(0x60), t]] });
    return makeJoin(secret, vault, signCard(card, identity, vault), 'Anaïs', range(0x90, 24));
}

const mails = {
    texts_64_to_66: texts(said),
    texts_64_alone: texts({ 64: said[64] }),
    texts_64_kind_2_32: texts({ 64: [2 ** 32, 'CLSPD'] }),
    texts_64_of_three: texts({ 64: [1, 'CLSPD', null] }),
    texts_64_empty_name: texts({ 64: [1, ''] }),
    texts_65_empty: texts({ 65: '' }),
    texts_65_is_bytes: texts({ 65: range(0, 4) }),
    texts_66_zero: texts({ 66: 0 }),
    texts_66_beyond_time: texts({ 66: 2 ** 47 }),
    texts_67_ignored: texts({ ...said, 67: [map({ 1: 'plus tard' })] }),
    texts_67_to_69: texts({ ...said, 67: 1, 68: ['Charte déontologique', 20_261_015], 69: ['Règlement intérieur', 0] }),
    texts_68_empty_title: texts({ 68: ['', 20_261_015] }),
    texts_68_of_no_day: texts({ 68: ['Charte', 20_260_230] }),
    texts_68_of_three: texts({ 68: ['Charte', 20_261_015, null] }),
    texts_69_alone: texts({ 69: ['Règlement intérieur', 20_261_015] }),
    texts_69_adoption_2_32: texts({ 69: ['Règlement intérieur', 2 ** 32] }),
    texts_69_title_is_bytes: texts({ 69: [range(0, 4), 0] }),
    texts_63_newer: texts({ 63: 1 }),
    mail_0_opened: mailOf(0, texts(said)),
    mail_0_with_titles: mailOf(0, texts({ ...said, 68: ['Charte déontologique', 20_261_015], 69: ['Règlement intérieur', 0] })),
    mail_0_of_newer_form: mailOf(0, texts({ 3: 1 })),
    mail_0_without_rules: mailOf(0, encode(map({ 1: ['Charte', 1] }))),
    mail_1_opened: joinMail(),
    mail_1_in_place_of_0: mailOf(1, texts(said)),
};

// --- seals for the second of the target's two keys: seeds 7 and 8 then zeros ---

export const sealSeed = bytesOf(32, 7);
export const sealContext = { type: 'grant', vault, n: 1 };
const recipient = kemPublic(sealSeed);
const sealed = (plain, { to = recipient, context = sealContext } = {}) => makeSeal(to, context, plain, range(0xa0, 64));
function changed(object, at) {
    const copy = object.slice();
    copy[at] ^= 1;
    return copy;
}
const seals = {
    opened: sealed(grant({ 64: device })),
    opened_by_the_other: sealed(grant(), { to: kemPublic(bytesOf(32, 8)) }),
    opened_empty: sealed(new Uint8Array(0)),
    opened_of_1100_bytes: sealed(bytesOf(1100, 1)),
    of_another_number: sealed(grant(), { context: { ...sealContext, n: 2 } }),
    changed_commitment: changed(sealed(grant()), 1130),
    changed_tag: changed(sealed(grant()), sealed(grant()).length - 1),
    changed_suite: changed(sealed(grant()), 5),
    cut_by_a_byte: sealed(grant()).subarray(0, -1),
    recipient: recipient,
    recipient_of_low_order: concat(recipient.subarray(0, 1184), zero),
    recipient_beyond_the_modulus: new Uint8Array(1216).fill(0xff),
};

// --- segments: [body, signature]; nobody looks at the signature while it is decoded ---

const signed = (body) => encode([encode(body), range(0xc0, 64)]);
const op = (kind, { at = t, target = record, over = [], payload = new Uint8Array(0), orig = null } = {}) => [kind, at, target, over, payload, orig];
const create = op(32, { payload: encode(map({ 1: range(0, 48), 2: long(0x20) })) });
const set = op(33, { over: [id(7), id(8)], payload: range(0, 40), orig: id(9) });
const segment = (more = {}) => signed(map({ 1: device, 2: cid, 3: eid, 4: 2, 5: long(1), 6: [long(2)], 7: id(10), 8: [create, set], ...more }));
const names = (count) => Array.from({ length: count }, (_, i) => long(i));
const segments = {
    second: segment(),
    first: segment({ 4: 1, 5: zero, 6: [] }),
    back_of_16: segment({ 4: 17, 6: names(16) }),
    back_of_17: segment({ 4: 18, 6: names(17) }),
    second_without_back: segment({ 6: [] }),
    second_without_prev: segment({ 5: zero }),
    first_with_prev: segment({ 4: 1, 6: [] }),
    number_zero: segment({ 4: 0, 5: zero }),
    no_op: segment({ 8: [] }),
    op_of_five_and_a_good_one: segment({ 8: [create.slice(0, 5), set] }),
    op_that_is_no_list: segment({ 8: [1, map({ 1: 1 }), set] }),
    op_beyond_time: segment({ 8: [op(33, { at: 2 ** 47 })] }),
    op_over_a_short_id: segment({ 8: [op(33, { over: [range(0, 15)] })] }),
    kinds_nobody_knows: segment({ 8: [op(45), op(127), op(128), op(2 ** 40)] }),
    every_kind: segment({ 8: [32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 48, 64].map((kind) => op(kind)) }),
    newer_key_9: segment({ 9: 1 }),
    ignored_key_64: segment({ 64: [1] }),
    signature_of_63: encode([encode(map({ 1: device })), range(0, 63)]),
};

// --- the access log: {1 device, 2 LOG, 4 seq, 5 prev, 6 back, 7 nonce, 8 ops, 12 end of the period before, 13 period} ---

const LOG = concat(bytesOf(15), Uint8Array.of(1));
const entry = (fields, more = {}) => op(64, { target: new Uint8Array(0), payload: encode(map(fields)), ...more });
const log = (more = {}) => signed(map({ 1: device, 2: LOG, 4: 2, 5: long(1), 6: [long(2)], 7: id(10), 8: [entry({ 1: 1, 2: record, 3: cid, 5: 0 })],
    12: long(3), 13: 24_323, ...more }));
const logs = {
    second: log(),
    two_lines: log({ 8: [entry({ 1: 2, 3: cid, 5: 0 }), entry({ 1: 14, 2: record, 3: cid, 4: 3, 5: 1 })] }),
    reason_of_another_action: log({ 8: [entry({ 1: 1, 2: record, 3: cid, 4: 3, 5: 0 })] }),
    numbers_nobody_knows: log({ 8: [entry({ 1: 2 ** 40, 3: cid, 5: 257 }), entry({ 1: 14, 3: cid, 4: 2 ** 33, 5: 256 })] }),
    line_with_newer_key: log({ 8: [entry({ 1: 1, 3: cid, 5: 0, 6: 1 }), entry({ 1: 1, 3: cid, 5: 0, 64: 1 })] }),
    line_with_a_target: log({ 8: [entry({ 1: 1, 3: cid, 5: 0 }, { target: record }), entry({ 1: 1, 3: cid, 5: 0 }, { orig: id(9) })] }),
    line_of_a_record: log({ 8: [create, set] }),
    of_a_compartment: log({ 2: cid }),
    period_2_32: log({ 13: 2 ** 32 }),
    first: log({ 4: 1, 5: zero, 6: [] }),
    newer_key_14: log({ 14: 1 }),
};

// --- tables: {1 [[device, cid, seq, …]] ends of chains, 2 ends of logs, 3 epochs that were erased} ---

const chainEnd = (n) => [id(n), n, long(n), long(n + 32)];
const logEnd = (n) => [24_300 + n, n, long(n), long(n + 32)];
const table = (more = {}) => encode(map({ 1: [chainEnd(1), chainEnd(2)], 2: [logEnd(1), logEnd(2)], 3: [[cid, eid]], ...more }));
const tables = {
    two_of_each: table(),
    forty_chains: table({ 1: Array.from({ length: 40 }, (_, i) => chainEnd(i % 15)) }),
    same_chain_twice: table({ 1: [chainEnd(1), chainEnd(1)] }),
    chain_of_three: table({ 1: [chainEnd(1).slice(0, 3)] }),
    chain_that_is_no_list: table({ 1: [id(1)] }),
    log_period_2_32: table({ 2: [[2 ** 32, 1, long(1), long(2)]] }),
    erased_of_three: table({ 3: [[cid, eid, 1]] }),
    erased_short_epoch: table({ 3: [[cid, eid.subarray(1)]] }),
    newer_key_4: table({ 4: [] }),
    ignored_key_64: table({ 64: [1] }),
    huge_array: concat(Uint8Array.of(0xa3, 0x01, 0x9b, 0x7f), new Uint8Array(7).fill(0xff)),
};

// --- drafts of a council: {1 form, 2 kind, 3 commune, 4 INSEE, 5 population, 6 order, 7 [[name, vocation, perimeter,
// proposed]], 8 [charter, text, adopted], 9 the same of the règlement intérieur, 10 coordinator, 11 invitees, 12 communes}
// of a `#b=` link, and the same behind a line in a file ---

const groupOf = (name, more = []) => [name, 1, 'Résidences des Tilleuls', '01/10/2026', ...more];
const draft = (more = {}) => encode(map({ 1: 1, 2: 1, 3: 'Saint-Aubin-des-Essais', 4: '00042', 5: '31 420', 6: 'Arrêté 12',
    7: [groupOf('Quartier des Tilleuls'), groupOf('Assiduité scolaire')], 8: ['Charte', 'Article 1', '15/10/2026'],
    9: ['Règlement intérieur', 'Article 1', '15/10/2026'], 10: 'Coordonnateur', 11: 'Collège Jean-Zay', ...more }));
const fileHead = new TextEncoder().encode('HCV1 founding draft\n');
// `encode` composes: what no writer of ours gives is put in place of as many letters.
function withBytes(object, letters, bytes) {
    const copy = Buffer.from(object);
    copy.set(bytes, copy.indexOf(letters));
    return new Uint8Array(copy);
}
const founding = {
    clspd: draft(),
    cispd: draft({ 2: 2, 12: '00042 Saint-Aubin-des-Essais\n00043 Essai-le-Haut' }),
    communes_of_a_clspd: draft({ 12: '00042 Saint-Aubin-des-Essais' }),
    communes_of_80001: draft({ 2: 2, 12: 'a'.repeat(80_001) }),
    nothing_typed: draft({ 3: '', 4: '', 5: '', 6: '', 7: [], 8: ['', '', ''], 9: ['', '', ''], 10: '', 11: '' }),
    forty_groups: draft({ 7: Array.from({ length: 40 }, (_, i) => groupOf(`Groupe ${i}`)) }),
    forty_one_groups: draft({ 7: Array.from({ length: 41 }, (_, i) => groupOf(`Groupe ${i}`)) }),
    group_of_five: draft({ 7: [groupOf('Quartier', [1])] }),
    group_of_no_vocation: draft({ 7: [['Quartier', 0, '', '']] }),
    group_that_is_text: draft({ 7: ['Quartier'] }),
    form_2: draft({ 1: 2 }),
    kind_0: draft({ 2: 0 }),
    kind_2_32: draft({ 2: 2 ** 32 + 1 }),
    commune_that_is_bytes: draft({ 3: range(0, 4) }),
    commune_of_1024: draft({ 3: 'a'.repeat(1024) }),
    commune_of_1025: draft({ 3: 'a'.repeat(1025) }),
    charter_of_61440: draft({ 8: ['Charte', 'a'.repeat(61_440), ''] }),
    charter_of_61441: draft({ 8: ['Charte', 'a'.repeat(61_441), ''] }),
    charter_of_two: draft({ 8: ['Charte', 'Article 1'] }),
    no_rules: draft({ 9: undefined }),
    newer_key_13: draft({ 13: 1 }),
    ignored_key_64: draft({ 64: [1] }),
    name_with_marks: draft({ 3: 'Saint\u202e-Aubin\u200b\u0007  des\tEssais ', 7: [groupOf('\u2066Quartier\u2069\u00a0')] }),
    name_that_composes: draft({ 3: 'Se\u200b\u0301es', 7: [groupOf('e\u00ad\u0301')] }),
    name_of_nothing: draft({ 3: '\u200b\u200d', 7: [groupOf('\u00ad')] }),
    not_composed: withBytes(draft({ 3: 'Se??s' }), 'e??', [0x65, 0xcc, 0x81]),
    huge_array_of_groups: concat(draft().subarray(0, 2), Uint8Array.of(0x07, 0x9b, 0x7f), new Uint8Array(7).fill(0xff)),
    file: concat(fileHead, draft()),
    file_of_nothing: fileHead,
    file_of_another_form: concat(withBytes(fileHead, 'HCV1', [...Buffer.from('HCV2')]), draft()),
};

const byTarget = { grant: grants, mail: mails, seal: seals, segment: segments, log: logs, table: tables, founding };

/** [path below the corpus, bytes] of every seed. */
export const seeds = Object.entries(byTarget).flatMap(([target, all]) =>
    Object.entries(all).map(([name, bytes]) => [`${target}/${name}`, bytes]));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [name, bytes] of seeds) {
        mkdirSync(new URL('.', new URL(name, corpus)), { recursive: true });
        writeFileSync(new URL(name, corpus), bytes);
    }
}
