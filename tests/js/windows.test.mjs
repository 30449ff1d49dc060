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
let again;
let since;
let patience;

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
    again = new Map();
    since = 0;
    patience = [];
    const section = { dataset: { form: 'SignIn' }, getAttribute: () => String(isBusy) };
    page = vm.createContext({
        URL,
        AbortSignal: { timeout: (ms) => {
            patience.push(ms);
        } },
        performance: { now: () => since },
        setTimeout: (work) => { setImmediate(work); },
        navigator: { locks },
        window: { location: { href: 'https://saint-aubin.example/conseil/' } },
        document: { querySelector: (which) => ({ '#held': held, '[data-again]': { setAttribute: (name, value) => again.set(name, value),
            removeAttribute: (name) => again.delete(name) } })[which] ?? section },
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
    assert.equal(held.textContent, 'checking');
    assert.equal(again.get('aria-disabled'), 'true');
    page.tryAgain();
    page.sayFree(answer);
    assert.equal(held.textContent, 'held');
    assert.equal(again.has('aria-disabled'), false);
    page.tryAgain();
    assert.equal(held.textContent, 'checking');
    page.sayFree({ ...answer, asked: [] });
    assert.equal(held.textContent, '');
    assert.equal(again.has('aria-disabled'), false);
    assert.deepEqual(told, ['look 0', 'look 0', 'free'], 'a second press while it is looked is none');
    isBusy = true;
    page.tryAgain();
    assert.equal(held.textContent, '', 'a passphrase is being tried');
});

// What the page before held is free soon after this one has begun; a second window is told before a passphrase is typed.
test('a place held elsewhere is waited for from the start of the page, a moment at least, and no longer once it is known', async () => {
    since = 400;
    await page.openPlace(1, 'k7f3');
    assert.deepEqual(patience, [600]);
    await page.openPlace(2, 'k7f3');
    assert.deepEqual(patience, [600], 'one waits for it already');
    await free();
    since = 30_000;
    await page.openPlace(3, 'k7f3');
    assert.deepEqual(patience, [600, 500]);
    assert.deepEqual(told.filter((line) => line.startsWith('answer')), ['answer 1: 2', 'answer 2: 2', 'answer 3: 2']);
});

// On a slow machine the lock may be given just as its time is over: it is held for a moment, by this window itself.
test('what is held at one look and not at the next is no other window’s: the place is asked for again', async () => {
    const looks = [[{ name: 'huisclos /conseil/ k7f3' }], []];
    let asked = 0;
    page.navigator.locks = {
        request: (name, _, hold) => {
            asked += 1;
            if (asked === 1)
                return Promise.reject(new Error('its time is over'));
            Promise.resolve().then(hold);
            return new Promise(() => {});
        },
        query: async () => ({ held: looks.shift() ?? [] }),
    };
    page.indexedDB = { open: () => {
        const request = { result: { close: () => {} } };
        setImmediate(() => request.onsuccess());
        return request;
    } };
    await page.openPlace(1, 'k7f3');
    assert.deepEqual(told, ['answer 1: 1']);
    assert.equal(asked, 2);
});

test('a place that this page has just let go is asked for once it is free', async () => {
    const asked = [];
    let end;
    page.navigator.locks = { request: (name, _, hold) => {
        asked.push(name);
        const whole = new Promise((resolve) => { end = resolve; });
        Promise.resolve().then(hold);
        return whole;
    } };
    page.indexedDB = { open: () => {
        const request = { result: { close: () => {} } };
        setImmediate(() => request.onsuccess());
        return request;
    } };
    await page.openPlace(1, 'k7f3');
    page.closePlace('k7f3');
    const opened = page.openPlace(2, 'k7f3');
    await new Promise(setImmediate);
    assert.equal(asked.length, 1, 'not before the lock is let go');
    end();
    await opened;
    assert.equal(asked.length, 2);
    assert.deepEqual(told, ['answer 1: 1', 'answer 2: 1']);
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
