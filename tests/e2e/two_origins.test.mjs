// Page and store of two origins: refused by the policy of the page as it ships, allowed by a page made with
// `toolchains/build web --connect ORIGIN`, whose index.html differs by that origin alone.

import assert from 'node:assert/strict';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { newPerson } from './support/browser.mjs';
import { bundleFolder } from './support/paths.mjs';
import { startStub, temporaryFolder } from './support/stub.mjs';
import { names, town } from './support/town.mjs';
import { waitFor } from './support/wait.mjs';
import { acceptTexts, createAccount } from './pages/doors.mjs';
import { fillFounding } from './pages/founding.mjs';
import { awaitHeading } from './pages/common.mjs';

let store;
let strict;
let open;
let folder;

// The page with the origin of the store, as the option of the build writes it; its compressed copies are not it.
async function pageWith(origin) {
    folder = path.join(await temporaryFolder('page'), 'bundle');
    await cp(bundleFolder(), folder, { recursive: true });
    const page = path.join(folder, 'index.html');
    const text = await readFile(page, 'utf8');
    assert.ok(text.includes("connect-src 'self';"));
    await writeFile(page, text.replace("connect-src 'self';", `connect-src 'self' ${origin};`));
    for (const copy of ['index.html.br', 'index.html.gz'])
        await rm(path.join(folder, copy), { force: true });
    return folder;
}

before(async () => {
    store = await startStub();
    const origin = new URL(store.url).origin;
    strict = await startStub({ extra: ['--connect', origin] });
    open = await startStub({ www: await pageWith(origin), extra: ['--connect', origin] });
});
after(async () => {
    for (const stub of [store, strict, open])
        await stub?.remove();
    await rm(path.dirname(folder), { recursive: true, force: true });
});

const linkIn = async (page) => (await store.token('new', '--link', '--url', page.url, '--store-url', `${store.url}store/`)).match(/\S+#s=\S+/)[0];

// Founds a council without groups; what is asked of the store decides.
async function found(person, link) {
    await person.go(link);
    await fillFounding(person.page, { ...town, groups: [] });
    await acceptTexts(person.page, 'Lire, accepter, fonder', names.mayor);
    await createAccount(person.page);
    await awaitHeading(person.page, `Bonjour, ${names.mayor}`);
}

test('the page as it ships reaches no other origin', async () => {
    const person = await newPerson('strict');
    try {
        await person.go(await linkIn(strict));
        await awaitHeading(person.page, 'Fonder un conseil');
        const reached = await person.page.evaluate((url) => fetch(url, { method: 'OPTIONS' }).then(() => true, () => false), `${store.url}store/x/`);
        assert.equal(reached, false);
        await waitFor('the refusal to be reported', () => person.reports.some((report) => report.startsWith('connect-src')));
    } finally {
        await person.remove();
    }
});

test('a page made for that store founds a council there', async () => {
    const person = await newPerson('open');
    try {
        await found(person, await linkIn(open));
        assert.ok(store.requests().some((line) => / PUT /.test(line)), 'the store was written');
        assert.ok(open.requests().every((line) => !/ PUT /.test(line)), 'the host of the page was not');
        assert.deepEqual(person.reports, []);
    } finally {
        await person.remove();
    }
});
