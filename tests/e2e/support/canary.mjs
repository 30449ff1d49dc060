// Looks for secrets where none may be: names, notes, passphrases, keys. A scanner proves itself: `assertAbsent` first
// plants each canary, in each encoding, in a file beside those that it searches, and must find it there.

import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

// The forms under which a text could lie on a disk or travel: as it is, UTF-16, escaped, hexadecimal, base64 at its three
// alignments.
//
// A secret that is bytes (a Buffer) has the forms of bytes only.
export function encodings(canary) {
    const forms = new Map();
    if (Buffer.isBuffer(canary)) {
        forms.set('bytes', canary);
        addFormsOfBytes(forms, canary);
        return forms;
    }
    const utf8 = Buffer.from(canary, 'utf8');
    forms.set('utf-8', utf8);
    forms.set('utf-8, decomposed', Buffer.from(canary.normalize('NFD'), 'utf8'));
    forms.set('utf-16le', Buffer.from(canary, 'utf16le'));
    forms.set('utf-16be', Buffer.from(canary, 'utf16le').swap16());
    forms.set('json', Buffer.from(JSON.stringify(canary).slice(1, -1).replace(/[^\x20-\x7e]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)));
    forms.set('url', Buffer.from(encodeURIComponent(canary)));
    addFormsOfBytes(forms, utf8);
    return forms;
}

function addFormsOfBytes(forms, utf8) {
    forms.set('hex', Buffer.from(utf8.toString('hex')));
    forms.set('HEX', Buffer.from(utf8.toString('hex').toUpperCase()));
    for (let shift = 0; shift < 3; shift += 1) {
        const shifted = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
        // The first and last letters depend on what stands beside: cut away.
        const core = shifted.slice(Math.ceil((shift * 8) / 6) + (shift === 0 ? 0 : 1)).replace(/=+$/, '').slice(0, -2);
        if (core.length >= 8) {
            forms.set(`base64 +${shift}`, Buffer.from(core));
            forms.set(`base64url +${shift}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_')));
        }
    }
}

const needlesOf = (canaries) => canaries.flatMap((canary) =>
    [...encodings(canary)].map(([form, needle]) => ({ canary, form, needle })).filter(({ needle }) => needle.length > 0));

const findNeedles = (bytes, needles) =>
    needles.filter(({ needle }) => bytes.indexOf(needle) >= 0).map(({ canary, form }) => ({ canary, form }));

export function findIn(bytes, canaries) {
    return findNeedles(bytes, needlesOf(canaries));
}

export async function* filesBelow(folder) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory())
            yield* filesBelow(full);
        else if (entry.isFile())
            yield full;
    }
}

export async function findBelow(folder, canaries) {
    const found = [];
    const needles = needlesOf(canaries);
    for await (const file of filesBelow(folder)) {
        const bytes = await readFile(file).catch(() => Buffer.alloc(0));
        for (const hit of findNeedles(bytes, needles))
            found.push({ ...hit, file: path.relative(folder, file) });
        for (const hit of findNeedles(Buffer.from(path.relative(folder, file)), needles))
            found.push({ ...hit, file: `name of ${path.relative(folder, file)}` });
    }
    return found;
}

// In the names and contents of every file below `folder`. One reading finds what was planted and nothing else.
export async function assertAbsent(folder, canaries, where = folder) {
    const planted = 'planted-canaries';
    await mkdir(path.join(folder, planted));
    const needles = needlesOf(canaries);
    for (const [i, { needle }] of needles.entries())
        await writeFile(path.join(folder, planted, `${i}`), Buffer.concat([Buffer.from('avant '), needle, Buffer.from(' après')]));
    const hits = await findBelow(folder, canaries);
    await rm(path.join(folder, planted), { recursive: true });
    for (const [i, { canary, form }] of needles.entries()) {
        assert.ok(hits.some((hit) => hit.file === path.join(planted, `${i}`) && hit.canary === canary && hit.form === form),
            `the scanner misses ${form} of a planted canary`);
    }
    assert.deepEqual(hits.filter((hit) => !hit.file.startsWith(planted)), [], `canaries in ${where}`);
}
