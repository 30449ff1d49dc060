// How the page comes to be, on hosts that are not as they should be: no policy from the host, another type for the module,
// a module that comes late.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertPageClean } from './support/axe.mjs';
import { holdBack } from './support/browser.mjs';
import { aPersonForEachTest, page, person, stub } from './support/each_person.mjs';
import { waitFor } from './support/wait.mjs';

aPersonForEachTest('nouvelle');

const welcome = () => page.getByRole('heading', { name: 'Bienvenue' }).waitFor();

// What is asked under `pattern`, with other headers, and for a text another text; `seen` holds what the host gave.
async function answerWith(pattern, headers, change) {
    const seen = [];
    await person.context.route(pattern, async (route) => {
        const response = await route.fetch();
        const body = change === undefined ? await response.body() : Buffer.from(change(await response.text()));
        seen.push(response.headers());
        const given = { ...response.headers(), 'content-encoding': 'identity', 'content-length': String(body.length), ...headers };
        await route.fulfill({ status: response.status(), body,
            headers: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) });
    });
    return seen;
}

// Written in the page: a script, and a style as an attribute.
const plant = (html) => html.replace('</body>', '<script>window.planted = true;</script><p id="planted" style="opacity: .5">Essai</p></body>');
const readPlanted = () => page.evaluate(() => ({ ran: window.planted === true,
    opacity: getComputedStyle(document.getElementById('planted')).opacity }));

test('where the host sends no policy, the page’s own refuses scripts and styles written in it, and other addresses', async () => {
    const isPage = (url) => url.origin + url.pathname === stub.url;
    const none = await answerWith(isPage, { 'content-security-policy': null },
        (html) => plant(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')));
    await person.go(stub.url);
    await welcome();
    assert.ok(none[0]['content-security-policy'].includes("default-src 'none'"), 'the host has one');
    assert.deepEqual(await readPlanted(), { ran: true, opacity: '0.5' }, 'with no policy at all both would be taken');
    assert.deepEqual(person.reports, []);
    await person.context.unrouteAll();
    await answerWith(isPage, { 'content-security-policy': null }, plant);
    await page.reload({ waitUntil: 'commit' });
    await welcome();
    assert.deepEqual(await readPlanted(), { ran: false, opacity: '1' });
    await page.evaluate(() => fetch('https://ailleurs.test/').catch(() => {}));
    for (const rule of ['script-src', 'style-src', 'connect-src'])
        await waitFor(`the report of ${rule}`, () => person.reports.some((report) => report.startsWith(rule)));
    assert.deepEqual(person.reports.filter((report) => !/^(script|style|connect)-src/.test(report)), []);
});

test('a host that gives another type for the module is tolerated, one that forbids guessing it too', async () => {
    const seen = await answerWith('**/*.wasm', { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' });
    const answered = page.waitForResponse((response) => response.url().endsWith('.wasm'));
    await person.go(stub.url);
    assert.equal((await answered).headers()['content-type'], 'text/plain');
    await welcome();
    await person.ready();
    assert.equal(seen[0]['content-type'], 'application/wasm', 'the host’s own is the right one');
    assert.deepEqual(person.errors, []);
});

test('a link waits for a module that comes late on a form that says so, and axe finds nothing there', async () => {
    const module = await holdBack(person.context, '**/*.wasm');
    await person.go(await stub.token('new', '--link', '--url', stub.url));
    await page.getByRole('heading', { name: 'Ouverture…' }).waitFor();
    await assertPageClean(page, 'the form that waits');
    module.release();
    await page.getByRole('heading', { name: 'Fonder un conseil' }).waitFor();
});

test('what is typed before a module that never comes is not left in the page', async () => {
    let lose;
    const lost = new Promise((resolve) => { lose = resolve; });
    await person.context.route('**/*.wasm', async (route) => {
        await lost;
        await route.abort();
    });
    await person.go(stub.url);
    const field = page.locator('#SignIn-passphrase');
    await field.fill('une phrase de passe que personne ne connaît');
    await field.press('Enter');
    await waitFor('that it is being done', () => page.locator('[data-form=SignIn][aria-busy=true]').count());
    assert.notEqual(await field.inputValue(), '');
    lose();
    await page.getByRole('heading', { name: 'Huis Clos n’a pas pu se charger' }).waitFor();
    assert.equal(await field.inputValue(), '');
});
