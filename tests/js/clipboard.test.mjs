// What is copied leaves the clipboard when it is due: after its time, at the next focus or press where the browser refused,
// before a lock replaces the page, and after one. Time is told by the test; nothing waits for a clock.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const source = readFileSync(path.join(root, 'wasm/js/clipboard.js'), 'utf8');

// Whatever is promised and due.
const settle = () => new Promise((resolve) => {
    setImmediate(resolve);
});

// The page around the script. `mode` says what the clipboard does with a text: takes it, refuses it, or never answers.
function open({ hasClipboard = true, hasFocus = true, state = null } = {}) {
    const page = { mode: 'takes', held: 'what was there', answers: [], entries: [], timers: new Map(), handlers: [], Boolean, Promise };
    const clipboard = {
        writeText(text) {
            if (page.mode === 'never')
                return new Promise(() => {});
            if (page.mode === 'refuses')
                return Promise.reject(new Error('the page has no focus'));
            page.held = text;
            return Promise.resolve();
        } };
    let last = 0;
    Object.assign(page, {
        navigator: hasClipboard ? { clipboard } : {},
        document: { hasFocus: () => hasFocus },
        window: { history: { state }, location: { hash: '#/accueil' } },
        setTimeout: (run, ms) => {
            page.timers.set(last += 1, { run, ms });
            return last;
        },
        clearTimeout: (number) => page.timers.delete(number),
        on: (target, type, run) => page.handlers.push({ type, run }),
        replaceEntry: (hash) => page.entries.push(hash),
        answer: (number, status) => page.answers.push([number, status]) });
    // All that is due within `ms` from now.
    page.pass = async (ms) => {
        for (const [number, timer] of [...page.timers]) {
            timer.ms -= ms;
            if (timer.ms > 0)
                continue;
            page.timers.delete(number);
            timer.run();
        }
        await settle();
    };
    page.happens = async (type) => {
        page.handlers.filter((handler) => handler.type === type).forEach((handler) => handler.run());
        await settle();
    };
    vm.createContext(page);
    vm.runInContext(source, page);
    return page;
}

async function copied(page, text, clearAfterMs) {
    page.copyText(1, text, clearAfterMs);
    await settle();
}

test('a copy answers that it was made, and one that is refused or has no clipboard that it was not', async () => {
    const page = open();
    await copied(page, 'Rivaudière', 0);
    assert.equal(page.held, 'Rivaudière');
    page.mode = 'refuses';
    await copied(page, 'autre', 60_000);
    assert.equal(page.held, 'Rivaudière');
    const without = open({ hasClipboard: false });
    await copied(without, 'Rivaudière', 60_000);
    assert.deepEqual([page.answers, without.answers], [[[1, 1], [1, 0]], [[1, 0]]]);
    assert.equal(page.timers.size + without.timers.size, 0, 'nothing is to be emptied');
});

test('it is emptied after its time, not before, and one without a time never', async () => {
    const page = open();
    await copied(page, 'Rivaudière', 60_000);
    await page.pass(59_999);
    assert.equal(page.held, 'Rivaudière');
    await page.pass(1);
    assert.equal(page.held, '');
    await copied(page, 'Saint-Aubin', 0);
    await page.pass(1e9);
    assert.equal(page.held, 'Saint-Aubin');
});

test('the time is that of the last copy', async () => {
    const page = open();
    await copied(page, 'premier', 60_000);
    await page.pass(40_000);
    await copied(page, 'second', 60_000);
    await page.pass(40_000);
    assert.equal(page.held, 'second');
    await page.pass(20_000);
    assert.equal(page.held, '');
    await copied(page, 'premier', 60_000);
    await copied(page, 'sans durée', 0);
    await page.pass(1e9);
    assert.equal(page.held, 'sans durée', 'the time of the former copy went with it');
});

for (const type of ['focus', 'pointerdown', 'keydown']) {
    test(`what could not be emptied when it was due is emptied at the next ${type}, once`, async () => {
        const page = open();
        page.watchClipboard();
        await copied(page, 'Rivaudière', 60_000);
        await page.happens(type);
        assert.equal(page.held, 'Rivaudière', 'it is not due');
        page.mode = 'refuses';
        await page.pass(60_000);
        assert.equal(page.held, 'Rivaudière');
        page.mode = 'takes';
        await page.happens(type);
        assert.equal(page.held, '');
        page.held = 'what the person copied elsewhere';
        await page.happens(type);
        assert.equal(page.held, 'what the person copied elsewhere');
    });
}

test('a lock empties first, and is kept by a clipboard that does not answer for a moment only', async () => {
    let ended = 0;
    const end = () => {
        ended += 1;
    };
    const page = open();
    page.emptyClipboardAtEnd(end);
    assert.equal(ended, 1, 'without a copy, at once');
    assert.equal(page.held, 'what was there', 'and what others copied stays');
    await copied(page, 'Rivaudière', 60_000);
    page.emptyClipboardAtEnd(end);
    assert.equal(ended, 1);
    await settle();
    assert.deepEqual([ended, page.held], [2, '']);
    await copied(page, 'Rivaudière', 60_000);
    page.mode = 'never';
    page.emptyClipboardAtEnd(end);
    await page.pass(199);
    assert.equal(ended, 2);
    await page.pass(1);
    assert.equal(ended, 3);
});

test('the page after a lock empties what its entry says, at once or when it has focus, and the entry says it no more', async () => {
    const other = open({ state: { empties: false } });
    other.watchClipboard();
    await settle();
    assert.deepEqual([other.held, other.entries], ['what was there', []]);
    const seen = open({ state: { empties: true } });
    seen.watchClipboard();
    await settle();
    assert.deepEqual([seen.held, seen.entries], ['', ['#/accueil']]);
    const behind = open({ state: { empties: true }, hasFocus: false });
    behind.watchClipboard();
    await settle();
    assert.equal(behind.held, 'what was there');
    await behind.happens('focus');
    assert.deepEqual([behind.held, behind.entries], ['', ['#/accueil']]);
});
