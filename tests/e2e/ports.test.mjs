// The browser's ports, from coroutine to disk, worker or network and back, on a page that shows what came.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';

import { argon2id } from '@noble/hashes/argon2.js';

import { assertAbsent, findBelow } from './support/canary.mjs';
import { newPerson, waitIdle } from './support/browser.mjs';
import { galleryBundleFolder } from './support/paths.mjs';
import { assertNoViolation } from './support/policy.mjs';
import { startStub } from './support/stub.mjs';
import { waitFor } from './support/wait.mjs';

let stub;
let person;
let page;
let answers;

before(async () => {
    stub = await startStub({ www: galleryBundleFolder() });
});
after(() => stub.remove());
beforeEach(async () => {
    person = await newPerson('appareil');
    await open();
});
afterEach(() => person.remove());

async function open() {
    page = person.page;
    answers = 0;
    await person.go(`${stub.url}#/ports`);
    await person.ready();
    await waitIdle(page);
}

const fill = (label, text) => page.getByRole('textbox', { name: label }).fill(text);

// Presses and returns what the page says in answer.
async function press(name) {
    await page.getByRole('button', { name, exact: true }).press('Enter');
    answers += 1;
    const line = page.getByText(`Réponse ${answers} : `);
    const [said] = await waitFor(`the answer to « ${name} »`, async () => {
        const texts = await line.allTextContents();
        return texts.length > 0 && texts;
    });
    return said.replace(/^Réponse \d+ : /, '');
}

test('what a batch stored is read back after the page is opened again, by prefix and in order', async () => {
    await fill('Espace', '00112233aabbccdd');
    assert.equal(await press('Ouvrir l’espace'), 'ouvert');
    for (const [key, value] of [['j/2', 'deux'], ['j/1', 'un'], ['k/1', 'autre']]) {
        await fill('Clé', key);
        await fill('Valeur', value);
        assert.equal(await press('Ranger'), 'fait');
    }
    await person.close();
    await person.open();
    await open();
    assert.equal(await press('Espaces connus'), 'espaces 00112233aabbccdd');
    await fill('Espace', '00112233aabbccdd');
    assert.equal(await press('Ouvrir l’espace'), 'ouvert');
    await fill('Clé', 'j/');
    assert.equal(await press('Relire'), 'entrées j/1=un j/2=deux');
    await fill('Clé', '');
    assert.equal(await press('Effacer'), 'fait');
    assert.equal(await press('Relire'), 'entrées');
    await assertNoViolation(person);
});

test('a second window of the same browser is told that the first holds the place', async () => {
    await fill('Espace', 'feedfeedfeedfeed');
    assert.equal(await press('Ouvrir l’espace'), 'ouvert');
    const first = page;
    const second = await person.context.newPage();
    person.page = second;
    await open();
    await fill('Espace', 'feedfeedfeedfeed');
    assert.equal(await press('Ouvrir l’espace'), 'refusé 69');
    await first.close();
    await waitFor('the place to be free', async () => (await press('Ouvrir l’espace')) === 'ouvert');
});

test('a place that is let go a moment later is waited for', async () => {
    await fill('Espace', '99aabbccddeeff00');
    const name = `huisclos ${new URL(page.url()).pathname} 99aabbccddeeff00`;
    // As a page that has just been locked: its lock goes while the one after it asks.
    await page.evaluate((lock) => new Promise((held) => {
        navigator.locks.request(lock, () => {
            held();
            return new Promise((release) => { window.releaseLock = release; });
        });
    }), name);
    // In the page, which waits half a second for a lock: let go as soon as somebody is seen to wait for it.
    const letGo = page.evaluate(async (lock) => {
        const end = performance.now() + 60_000;
        while (!(await navigator.locks.query()).pending.some((request) => request.name === lock)) {
            if (performance.now() > end)
                throw new Error('nobody waits for the lock');
        }
        window.releaseLock();
    }, name);
    const [said] = await Promise.all([press('Ouvrir l’espace'), letGo]);
    assert.equal(said, 'ouvert');
});

test('the device secret comes back and its text is nowhere in the profile', async () => {
    const secret = 'aigle boussole cerise dragon 7431';
    await fill('Espace', 'ab12ab12ab12ab12');
    assert.equal(await press('Ouvrir l’espace'), 'ouvert');
    assert.equal(await press('Relire le secret'), 'aucun secret');
    await fill('Valeur', secret);
    assert.equal(await press('Ranger le secret'), 'fait');
    await fill('Valeur', '');
    assert.equal(await press('Relire le secret'), `secret ${secret}`);
    await fill('Clé', 'clair');
    await fill('Valeur', 'témoin rangé en clair 5582');
    assert.equal(await press('Ranger'), 'fait');
    await person.close();
    // The other text was stored as it is: the scanner finds that one in the same files.
    assert.ok((await findBelow(person.folder, ['témoin rangé en clair 5582'])).length > 0);
    await assertAbsent(person.folder, [secret]);
});

test('a job runs in a worker of its own, which ends', async () => {
    const begun = page.waitForEvent('worker');
    assert.equal(await press('Tâche'), 'code 67');
    const worker = await begun;
    await waitFor('the worker to be gone', () => !page.workers().includes(worker));
    assert.equal((await person.counters()).workersAlive, 0);
    assert.equal((await person.counters()).jobs, 1);
    await assertNoViolation(person);
});

test('Argon2id in a worker gives what another implementation gives', async () => {
    await fill('Valeur', 'cité Éloïse');
    const expected = argon2id('cité Éloïse'.normalize('NFKC'), new Uint8Array(16), { t: 3, m: 65536, p: 1, dkLen: 32, version: 0x13 });
    assert.equal(await press('Tâche'), Buffer.from(expected).toString('hex'));
    assert.equal((await person.counters()).workersAlive, 0);
    assert.ok((await person.counters()).lastJobMs > 0);
});

test('randomness is fetched in bulk beyond what the browser gives in one call', async () => {
    assert.equal(await press('Hasard'), 'hasard bon bon');
});

test('documents are stored, read, listed with their tag, and removed; each refusal has its status', async () => {
    const link = new URL(await stub.token('new', '--link', '--url', stub.url));
    const { url, token } = readLink(link.hash);
    const name = 'o/aa/' + '0'.repeat(62);
    await fill('Dépôt', url);
    await fill('Clé', name);
    await fill('Valeur', 'chiffré');
    assert.match(await press('Déposer'), /^statut 3 /, 'without a token');
    await fill('Jeton', token);
    assert.match(await press('Déposer'), /^statut 0 /);
    assert.equal(await press('Prendre'), 'statut 0 [chiffré]');
    assert.match(await press('Lister'), /^statut 0 \[\{.*aa\//);
    assert.equal(await press('Lister'), 'statut 1 []', 'the same tag');
    assert.match(await press('Retirer'), /^statut 0 /);
    assert.match(await press('Prendre'), /^statut 2 /);
    // A page where an object was asked.
    await fill('Dépôt', stub.url);
    await fill('Clé', 'index.html');
    assert.match(await press('Prendre'), /^statut 7 /);
    await stub.stop();
    assert.equal(await press('Prendre'), 'statut 8 []');
    await stub.start();
    assert.ok(!stub.lines.join('\n').includes(token), 'the token is in the log');
});

// The map of a store link: {1 url, 2 token}, two text strings.
function readLink(hash) {
    const bytes = Buffer.from(hash.replace(/^#s=/, ''), 'base64url');
    let at = 1;
    const take = () => {
        const head = bytes[at];
        at += 1;
        let length = head & 0x1f;
        if (length >= 24) {
            length = length === 24 ? bytes[at] : bytes.readUInt16BE(at);
            at += head % 32 === 24 ? 1 : 2;
        }
        if (head >> 5 === 0)
            return length;
        const part = bytes.subarray(at, at + length);
        at += length;
        return part.toString('utf8');
    };
    take();
    const url = take();
    take();
    return { url, token: take() };
}
