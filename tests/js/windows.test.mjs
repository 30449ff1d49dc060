// A space that another window holds (wasm/js/store_idb.js, wasm/js/forms.js): once it is free this window looks again, by
// itself or by the button, and what a summary of errors leads to is shown with its sentence.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import vm from 'node:vm';

const sources = ['store_idb', 'forms'].map((name) => readFileSync(new URL(`../../wasm/js/${name}.js`, import.meta.url), 'utf8'));

let page;
let told;
let isBusy;
let waiting;
let held;

// Another window holds every lock until `free` is called.
const locks = {
    request: (name, ...rest) => {
        if (rest.length === 2)
            return Promise.reject(new Error('its time is over'));
        return new Promise((resolve) => waiting.push(() => resolve(rest[0]())));
    },
    query: async () => ({ held: [{ name: 'huisclos /conseil/ k7f3' }] }),
};

async function free() {
    waiting.splice(0).forEach((grant) => grant());
    await new Promise(setImmediate);
}

beforeEach(() => {
    told = [];
    waiting = [];
    isBusy = false;
    held = { textContent: '' };
    const section = { dataset: { form: 'SignIn' }, getAttribute: () => String(isBusy) };
    page = vm.createContext({
        URL,
        AbortSignal: { timeout: () => null },
        navigator: { locks },
        window: { location: { href: 'https://saint-aubin.example/conseil/' } },
        document: { querySelector: (which) => (which === '#held' ? held : section) },
        noBytes: new Uint8Array(0),
        answer: (number, status) => told.push(`answer ${number}: ${status}`),
        lend: (bytes, call) => call(0, bytes.length),
        _huisclos_link: (pointer, length) => told.push(`look ${length}`),
        enter: (work) => work(),
        poke: () => {},
        say: (politeness, text) => told.push(text),
        formWord: (name) => name,
    });
    for (const source of sources)
        vm.runInContext(source, page);
    vm.runInContext('shownForm = "SignIn"', page);
});

test('once the other window is closed the spaces are looked at again, once, and it is said', async () => {
    await page.openPlace(1, 'k7f3');
    await page.openPlace(2, 'k7f3');
    assert.deepEqual(told, ['answer 1: 2', 'answer 2: 2']);
    assert.equal(waiting.length, 1, 'one request waits');
    await free();
    assert.deepEqual(told.slice(2), ['look 0'], 'nothing is said before the look has an answer');
    // The press of a button meanwhile, then the answer.
    page.sayFree({ kind: 'SignIn', busy: true, asked: [] });
    page.sayFree({ kind: 'SignIn', busy: false, asked: [] });
    page.sayFree({ kind: 'SignIn', busy: false, asked: [] });
    assert.deepEqual(told.slice(3), ['free']);
    // Taken by a third one meanwhile: waited for again.
    await page.openPlace(3, 'k7f3');
    assert.equal(waiting.length, 1);
});

test('while a space is still open elsewhere, or once another form is shown, nothing is said', async () => {
    for (const answer of [{ kind: 'SignIn', asked: ['retry'] }, { kind: 'Welcome', asked: [] }]) {
        await page.openPlace(1, 'k7f3');
        await free();
        page.sayFree({ busy: false, ...answer });
        page.sayFree({ kind: 'SignIn', busy: false, asked: [] });
        assert.ok(!told.includes('free'));
    }
});

test('whoever asks by the button is told that the space is still open elsewhere', () => {
    const answer = { kind: 'SignIn', busy: false, asked: ['retry'] };
    page.sayFree(answer);
    assert.equal(held.textContent, '');
    page.tryAgain();
    page.sayFree({ ...answer, busy: true });
    assert.equal(held.textContent, '');
    page.sayFree(answer);
    assert.equal(held.textContent, 'held');
    page.tryAgain();
    assert.equal(held.textContent, '');
    page.sayFree({ ...answer, asked: [] });
    assert.equal(held.textContent, '');
    assert.deepEqual(told, ['look 0', 'look 0', 'free']);
});

test('whoever is at something else is left to it', async () => {
    await page.openPlace(1, 'k7f3');
    vm.runInContext('shownForm = "Welcome"', page);
    await free();
    assert.deepEqual(told, ['answer 1: 2']);
    vm.runInContext('shownForm = "SignIn"', page);
    isBusy = true;
    assert.equal(page.lookAgain(), false);
    isBusy = false;
    assert.equal(page.lookAgain(), true);
});

test('a link of the summary leads to the field with the sentence below it', () => {
    const done = [];
    const field = { scrollIntoView: (how) => done.push(how.block) };
    page.leadTo({ focus: () => done.push('focus'), closest: (what) => (what.includes('.field') ? field : null) });
    assert.deepEqual(done, ['focus', 'nearest']);
    page.leadTo(null);
});
