// What stays of a link that the page is opened with: in the browser, on the network, at the host.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { awaitHeading } from './pages/common.mjs';
import { assertAbsent } from './support/canary.mjs';
import { aPersonForEachTest, page, person, stub } from './support/each_person.mjs';
import { visitedPages } from './support/visited.mjs';

aPersonForEachTest('lien');

// The secret of a link is in its fragment: neither the bar, nor the way back, nor the host may have it.
test('a link is off the address bar and the history before anything is shown, and never travels', async () => {
    const link = new URL(await stub.token('new', '--link', '--url', stub.url));
    const secret = link.hash.slice(3);
    assert.ok(secret.length > 40);
    await person.go(link.href);
    await person.ready();
    assert.equal(await page.evaluate(() => window.location.hash.includes('=')), false);
    assert.equal(await page.evaluate(() => window.history.length), 2);
    await page.goBack().catch(() => {});
    await page.goForward().catch(() => {});
    assert.ok(!page.url().includes(secret));
    assert.ok(!stub.lines.join('\n').includes(secret.slice(0, 24)));
    await person.close();
    await assertAbsent(stub.data, [secret.slice(8, 40)], 'the data of the host');
});

// In its files the browser keeps more than it lists (docs/threat-model.md): no page can take that away.
test('no link is listed among the pages that were visited, opened by it or pasted into the bar of an open page', async () => {
    const links = [];
    for (const tree of ['adresse', 'collee'])
        links.push(new URL(await stub.token('new', '--tree', tree, '--link', '--url', stub.url)).hash);
    // An address that the page leaves where it is, to be found.
    const planted = '#/plante-pour-etre-trouve';
    await person.go(stub.url + planted);
    await person.ready();
    await person.go(stub.url + links[0]);
    await awaitHeading(page, 'Fonder un conseil');
    await page.goto('about:blank');
    await person.go(stub.url);
    await page.getByRole('heading', { name: 'Bienvenue' }).waitFor();
    await person.go(stub.url + links[1]);
    await awaitHeading(page, 'Fonder un conseil');
    await person.close();
    const listed = await visitedPages(person);
    assert.ok(listed.some((url) => url.endsWith(planted)), 'the planted address is listed');
    const secrets = links.map((link) => link.slice(3, 40));
    assert.deepEqual(listed.filter((url) => secrets.some((secret) => url.includes(secret))), []);
});
